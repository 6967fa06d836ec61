"""``assessment merge``: conflicts settled by option, or one by one in a terminal."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess.app.interview import main_model
from jazari_assess.cli.terminal.conversation import StandardStreams, ended_by_signals
from jazari_assess.cli.terminal.figures import figures
from jazari_assess.cli.terminal.tables import plain, show
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError
from jazari_assess.interview.session.entry import western_digits
from jazari_assess.interview.session.merge import Conflict, Merged, merge, settled
from jazari_assess.interview.session.places import ANSWERS, PROFILE, Json, with_places
from jazari_assess.interview.session.session import answer_in
from jazari_assess.interview.session.view import Speech, answer_words
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.questionnaire import ProfileQuestion, Questionnaire
from jazari_assess.reading.assessment.file import read_assessment, write_assessment

if TYPE_CHECKING:
    from jazari_assess.model.library import Library

_FEWEST = 2


def merge_files(
    files: Sequence[Path],
    output: Path,
    takes: Sequence[str],
    library: "Library",
    interface: InterfaceText,
    *,
    replace: bool,
) -> tuple[Merged, Mapping[str, int]]:
    """Join the files into ``output`` and return what was joined and how conflicts were settled.

    Raises ``UsageError`` for fewer than two files or a ``--take`` that fits no conflict; ``ProblemsError`` with every
    conflict that is left where nobody can be asked, and when the output is one of the inputs.
    """
    if len(files) < _FEWEST:
        raise UsageError("merge-too-few")
    if output.exists() and any(path.exists() and output.samefile(path) for path in files):
        raise ProblemsError([Problem(code="target-is-input", place=Place(file=str(output)))])
    merged = merge({path: read_assessment(path, library) for path in files})
    chosen = _taken(takes, merged, len(files))
    left = [conflict for conflict in merged.conflicts if conflict.place not in chosen]
    teller = _teller(merged, files, library, interface)
    if left and not sys.stdin.isatty():
        raise ProblemsError([teller.problem(conflict) for conflict in left])
    if left:
        with ended_by_signals():
            chosen |= _asked(left, teller)
    joined = settled(merged, chosen)
    answers = {name: joined.answers[name] for name in teller.structure.order if name in joined.answers}
    write_assessment(output, joined.model_copy(update={"answers": answers}), replace=replace)
    return merged, chosen


def _taken(takes: Sequence[str], merged: Merged, count: int) -> dict[str, int]:
    known = {conflict.question: conflict for conflict in merged.conflicts}
    chosen = {}
    for take in takes:
        question, _, number = take.partition("=")
        conflict = known.get(question)
        position = int(number) - 1 if number.isdecimal() and len(number) <= len(str(count)) else -1
        if conflict is None or position not in conflict.says:
            raise UsageError("merge-take-wrong", found=take, known=", ".join(known) or "-")
        chosen[conflict.place] = position
    return chosen


@dataclass(frozen=True, kw_only=True)
class _Teller:
    """Conflicts in words: the title of their question, and what each file says."""

    merged: Merged
    files: Sequence[Path]
    structure: Questionnaire
    speech: Speech

    def title(self, conflict: Conflict) -> str:
        """Return the title of what the files disagree on."""
        name = self._question(conflict)
        return conflict.question if name is None else self.speech.questionnaire.questions[name].title

    def says(self, conflict: Conflict) -> dict[int, str]:
        """Return what each file says, by its number from 0."""
        return {index: self._words(conflict, value) for index, value in conflict.says.items()}

    def problem(self, conflict: Conflict) -> Problem:
        """Return the conflict as a problem, for where nobody can be asked."""
        says = " · ".join(
            f"{index + 1} ({self.files[index].name}) {words}" for index, words in self.says(conflict).items()
        )
        values = {"title": self.title(conflict), "says": says, "question": conflict.question}
        return Problem(code="merge-conflict", path=conflict.question, values=values)

    def _words(self, conflict: Conflict, value: Json) -> str:
        name = self._question(conflict)
        if name is None:
            return str(value)
        answer = answer_in(self.structure, with_places(self.merged.assessment, {conflict.place: value}), name)
        return answer_words(
            self.structure.questions[name], answer, self.speech, self.speech.questionnaire.questions[name]
        )

    def _question(self, conflict: Conflict) -> str | None:
        if conflict.place.startswith(ANSWERS):
            return conflict.question
        field, questions = conflict.place.removeprefix(PROFILE), self.structure.questions.items()
        return next((name for name, one in questions if isinstance(one, ProfileQuestion) and one.field == field), None)


def _teller(merged: Merged, files: Sequence[Path], library: "Library", interface: InterfaceText) -> _Teller:
    name = merged.assessment.questionnaire.id
    content, model = library.questionnaires[name], main_model(name, library)
    speech = Speech(
        interface=interface,
        questionnaire=content.texts[interface.language],
        model=model.texts[interface.language],
        figures=figures(interface),
    )
    return _Teller(merged=merged, files=files, structure=content.structure, speech=speech)


def _asked(left: Sequence[Conflict], teller: _Teller) -> dict[str, int]:
    talk, chosen, interface = StandardStreams(), dict[str, int](), teller.speech.interface
    for number, conflict in enumerate(left, start=1):
        head = interface.say("merge.conflict", number=str(number), total=str(len(left)))
        show("", plain(f"{head} {teller.title(conflict)}", "bold"))
        says = teller.says(conflict)
        for index, words in says.items():
            show(plain(f"{index + 1}  {words}  ({teller.files[index].name})"))
        chosen[conflict.place] = _picked(talk, teller.speech, says)
    return chosen


def _picked(talk: StandardStreams, speech: Speech, says: Mapping[int, str]) -> int:
    while True:
        typed = talk.ask(speech.say("plain.prompt"))
        if typed is None:
            raise UsageError("merge-unfinished")
        digits = western_digits(typed).strip()
        if digits.isdecimal() and len(digits) <= len(str(max(says) + 1)) and int(digits) - 1 in says:
            return int(digits) - 1
        show(speech.interface.say("problems.entry-no-option.remedy", last=str(max(says) + 1)))
