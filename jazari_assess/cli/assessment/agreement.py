"""``assessment agreement``: how far several people's answers agree, the least agreed question first."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import RenderableType

from jazari_assess.cli.terminal.figures import figures
from jazari_assess.cli.terminal.tables import plain, table
from jazari_assess.engine.agreement import Agreement, agreement
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError
from jazari_assess.model.assessment import Assessment, Given, GivenValue, NotApplicable, Unknown
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import QuestionnaireContent
from jazari_assess.model.questionnaire import LevelQuestion, ValueQuestion
from jazari_assess.reading.assessment.file import read_assessment

if TYPE_CHECKING:
    from jazari_assess.model.library import Library

_FEWEST = 2
# Krippendorff, Content Analysis (2004), chapter 11: reliable from 0.800, tentative conclusions from 0.667.
_RELIABLE, _TENTATIVE = 0.8, 2 / 3


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Several people's answers to one questionnaire, and how far they agree overall and by section."""

    files: Mapping[Path, Assessment]
    content: QuestionnaireContent
    overall: Agreement
    sections: Mapping[str, Agreement]


def compare(files: Sequence[Path], library: "Library") -> Compared:
    """Read the files and compare their answers.

    Raises ``UsageError`` for fewer than two files, ``ProblemsError`` for one of another questionnaire or version.
    """
    if len(files) < _FEWEST:
        raise UsageError("agreement-too-few")
    read = {path: read_assessment(path, library) for path in files}
    assessments = list(read.values())
    first = assessments[0].questionnaire
    problems = [
        Problem(
            code="assessment-other-questionnaire",
            place=Place(file=str(path)),
            values={"found": one.questionnaire.id, "expected": first.id},
        )
        for path, one in read.items()
        if one.questionnaire.id != first.id
    ]
    if problems:
        raise ProblemsError(problems)
    content = library.questionnaires[first.id]
    structure = content.structure
    scored = [name for name in structure.valued if not _is_fact(content, name)]
    return Compared(
        files=read,
        content=content,
        overall=agreement(structure, assessments, scored),
        sections={
            section: found
            for section, members in structure.sections.items()
            if (found := agreement(structure, assessments, [name for name in members if name in scored])).units
        },
    )


def _is_fact(content: QuestionnaireContent, name: str) -> bool:
    question = content.structure.questions[name]
    return isinstance(question, ValueQuestion) and question.fact


def agreement_json(compared: Compared) -> str:
    """Return alpha overall and by section, and each question's index, as JSON with unrounded numbers."""
    told = {
        "schema": "jazari-assess/agreement/1",
        "method": "krippendorff-alpha-ordinal",
        "files": [str(path) for path in compared.files],
        "questionnaire": compared.content.structure.id,
        "version": compared.content.structure.version,
        "alpha": compared.overall.alpha,
        "unanimous": compared.overall.unanimous,
        "sections": {name: found.alpha for name, found in compared.sections.items()},
        "questions": {
            name: {"answers": unit.answers, "index": unit.index} for name, unit in compared.overall.units.items()
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def agreement_parts(compared: Compared, interface: InterfaceText) -> list[RenderableType]:
    """Return the overall agreement, a table of the sections, and one of the questions, the least agreed first."""
    say, texts = interface.say, compared.content.texts[interface.language]
    if not compared.overall.units:
        return [plain(say("agreement.nothing"))]
    parts: list[RenderableType] = [plain(_overall(compared.overall, interface), "bold"), plain("")]
    sections = table(say("agreement.section"), say("agreement.alpha"), numbers=(1,))
    for name, found in compared.sections.items():
        sections.add_row(plain(texts.sections[name].title), plain(_figure(found.alpha, interface)))
    names = [path.stem for path in compared.files]
    questions = table(say("agreement.question"), *names, say("agreement.index"), numbers=(len(names) + 1,))
    units = compared.overall.units
    for name in sorted(units, key=lambda one: 1.0 if units[one].index is None else units[one].index or 0.0):
        answers = [plain(_answer(compared, name, one, interface)) for one in compared.files.values()]
        questions.add_row(plain(texts.questions[name].short), *answers, plain(_figure(units[name].index, interface)))
    return [*parts, sections, plain(""), questions, plain(say("agreement.method"), "dim")]


def _overall(found: Agreement, interface: InterfaceText) -> str:
    if found.unanimous or found.alpha is None:
        return interface.say("agreement.unanimous")
    grade = "reliable" if found.alpha >= _RELIABLE else "tentative" if found.alpha >= _TENTATIVE else "weak"
    return interface.say(f"agreement.{grade}", alpha=_figure(found.alpha, interface), count=str(len(found.units)))


def _figure(value: float | None, interface: InterfaceText) -> str:
    return "-" if value is None else figures(interface).number(value)


def _answer(compared: Compared, name: str, assessment: Assessment, interface: InterfaceText) -> str:
    """Return an answer short enough for a column: a level by its number from 1, as it is picked in an interview."""
    match assessment.answers.get(name):
        case Given(answer=value):
            return _value(compared, name, value, interface)
        case Unknown() | NotApplicable() as other:
            return interface.say(f"states.{other.state}")
        case _:
            return "-"


def _value(compared: Compared, name: str, value: GivenValue, interface: InterfaceText) -> str:
    question, text = compared.content.structure.questions[name], compared.content.texts[interface.language]
    match value:
        case int() if isinstance(question, LevelQuestion):
            return str(value + 1)
        case tuple():
            return str(len([item for item in value if item != getattr(question, "none", None)]))
        case str():
            words = text.questions[name].options
            return words[value] if isinstance(words, Mapping) else interface.say(f"answers.{value}")
        case _:
            return figures(interface).number(value)
