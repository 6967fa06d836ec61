"""Joining what several people answered of one assessment, and how far they agree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jazari_assess.app.context import Context
from jazari_assess.app.dossier import main_model, read_content
from jazari_assess.app.files import refuse_inputs
from jazari_assess.app.interview import speeches
from jazari_assess.engine.agreement import MEASURES, Agreement, Measure, agreement
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError
from jazari_assess.interview.session.entry import western_digits
from jazari_assess.interview.session.merge import Conflict, Merged, merge, settled
from jazari_assess.interview.session.places import ANSWERS, PROFILE, Json, answer_in, with_places
from jazari_assess.interview.session.view import Speech, answer_words
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.library import QuestionnaireContent
from jazari_assess.model.questionnaire import ProfileQuestion, ValueQuestion
from jazari_assess.reading.assessment.file import read_assessment, write_assessment

__all__ = ["Agreement", "Conflict", "Measure", "western_digits"]

_FEWEST = 2
"""Files: there is nothing to join or to agree about in one."""


@dataclass(frozen=True, kw_only=True)
class Merging:
    """Parts of one assessment, joined as far as they agree; files are numbered from 0."""

    files: tuple[Path, ...]
    merged: Merged
    content: QuestionnaireContent
    speech: Speech

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The places where two or more files say different things."""
        return self.merged.conflicts

    def taken(self, takes: Sequence[str]) -> dict[str, int]:
        """Return the file chosen for each place by ``QUESTION=NUMBER``, the number from 1.

        Raises ``UsageError`` for one that fits no conflict.
        """
        known = {conflict.question: conflict for conflict in self.conflicts}
        chosen = {}
        for take in takes:
            question, _, number = take.partition("=")
            conflict = known.get(question)
            position = int(number) - 1 if number.isdecimal() and len(number) <= len(str(len(self.files))) else -1
            if conflict is None or position not in conflict.says:
                raise UsageError("merge-take-wrong", found=take, known=", ".join(known) or "-")
            chosen[conflict.place] = position
        return chosen

    def title(self, conflict: Conflict) -> str:
        """Return the title of what the files disagree on."""
        name = self._question(conflict)
        return conflict.question if name is None else self.speech.questionnaire.questions[name].title

    def says(self, conflict: Conflict) -> Mapping[int, str]:
        """Return in words what each file says."""
        return {index: self._words(conflict, value) for index, value in conflict.says.items()}

    def problem(self, conflict: Conflict) -> Problem:
        """Return the conflict as a problem, for where nobody can be asked."""
        says = " · ".join(
            f"{index + 1} ({self.files[index].name}) {told}" for index, told in self.says(conflict).items()
        )
        values = {"title": self.title(conflict), "says": says, "question": conflict.question}
        return Problem(code="merge-conflict", path=conflict.question, values=values)

    def write(self, output: Path, chosen: Mapping[str, int], *, replace: bool = False) -> int:
        """Write the joined assessment, and return how many answers it has.

        ``chosen`` is the file whose word is taken, by place, for every conflict. Raises ``ProblemsError`` with every
        conflict that is left, and when the output exists and may not be replaced.
        """
        left = [conflict for conflict in self.conflicts if conflict.place not in chosen]
        if left:
            raise ProblemsError([self.problem(conflict) for conflict in left])
        joined = settled(self.merged, chosen)
        answers = {name: joined.answers[name] for name in self.content.structure.order if name in joined.answers}
        write_assessment(output, joined.model_copy(update={"answers": answers}), replace=replace)
        return len(self.merged.assessment.answers)

    def _words(self, conflict: Conflict, value: Json) -> str:
        name = self._question(conflict)
        if name is None:
            return str(value)
        structure, text = self.content.structure, self.speech.questionnaire
        answer = answer_in(structure, with_places(self.merged.assessment, {conflict.place: value}), name)
        return answer_words(structure.questions[name], answer, self.speech, text.questions[name])

    def _question(self, conflict: Conflict) -> str | None:
        if conflict.place.startswith(ANSWERS):
            return conflict.question
        field, questions = conflict.place.removeprefix(PROFILE), self.content.structure.questions.items()
        return next((name for name, one in questions if isinstance(one, ProfileQuestion) and one.field == field), None)


def open_merging(files: Sequence[Path], output: Path, context: Context) -> Merging:
    """Read the parts of one assessment that are to be joined in ``output``.

    Raises ``UsageError`` for fewer than two files, ``ProblemsError`` for one of another questionnaire, version or
    stage, and when the output is one of them.
    """
    library = read_content(context)
    if len(files) < _FEWEST:
        raise UsageError("merge-too-few")
    refuse_inputs(output, files)
    merged = merge({path: read_assessment(path, library) for path in files})
    content = library.questionnaires[merged.assessment.questionnaire.id]
    speak = speeches(library, content.structure.id, main_model(library, content.structure.id))
    return Merging(files=tuple(files), merged=merged, content=content, speech=speak(context.language))


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """Several people's answers to one questionnaire, and how far they agree overall and by section."""

    files: Mapping[Path, Assessment]
    content: QuestionnaireContent
    measure: Measure
    overall: Agreement
    sections: Mapping[str, Agreement]

    def value(self) -> Mapping[str, Any]:
        """Return alpha overall and by section, and each question's index, as plain values."""
        return {
            "schema": "jazari-assess/agreement/1",
            "method": f"krippendorff-alpha-{self.measure}",
            "files": [str(path) for path in self.files],
            "questionnaire": self.content.structure.id,
            "version": self.content.structure.version,
            "alpha": self.overall.alpha,
            "unanimous": self.overall.unanimous,
            "sections": {name: found.alpha for name, found in self.sections.items()},
            "questions": {
                name: {"answers": unit.answers, "index": unit.index} for name, unit in self.overall.units.items()
            },
        }


def compare_answers(files: Sequence[Path], context: Context, *, measure: str = "ordinal") -> Agreed:
    """Return how far several people's answers agree: Krippendorff's alpha, nominal, ordinal or interval.

    Raises ``UsageError`` for another measure and for fewer than two files, ``ProblemsError`` for a file of another
    questionnaire or version.
    """
    difference = _measure(measure)
    library = read_content(context)
    if len(files) < _FEWEST:
        raise UsageError("agreement-too-few")
    read = {path: read_assessment(path, library) for path in files}
    first, *others = read.values()
    _refuse_others(read, first.questionnaire.id)
    content = library.questionnaires[first.questionnaire.id]
    structure, assessments = content.structure, [first, *others]
    scored = [name for name in structure.valued if not _is_fact(content, name)]
    return Agreed(
        files=read,
        content=content,
        measure=difference,
        overall=agreement(structure, assessments, scored, difference),
        sections={
            section: found
            for section, members in structure.sections.items()
            if (found := agreement(structure, assessments, _within(members, scored), difference)).units
        },
    )


def _measure(name: str) -> Measure:
    found = next((measure for measure in MEASURES if measure == name), None)
    if found is None:
        raise UsageError("agreement-measure-unknown", found=name, known=", ".join(MEASURES))
    return found


def _within(members: Sequence[str], scored: Sequence[str]) -> Sequence[str]:
    return [name for name in members if name in scored]


def _refuse_others(files: Mapping[Path, Assessment], expected: str) -> None:
    problems = [
        Problem(
            code="assessment-other-questionnaire",
            place=Place(file=str(path)),
            values={"found": one.questionnaire.id, "expected": expected},
        )
        for path, one in files.items()
        if one.questionnaire.id != expected
    ]
    if problems:
        raise ProblemsError(problems)


def _is_fact(content: QuestionnaireContent, name: str) -> bool:
    question = content.structure.questions[name]
    return isinstance(question, ValueQuestion) and question.fact
