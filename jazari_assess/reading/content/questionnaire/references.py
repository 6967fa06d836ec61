"""What must agree inside a questionnaire: sections and questions, options and values, maps and bounds."""

from collections.abc import Iterator
from itertools import pairwise
from typing import assert_never

from jazari_assess.errors import Problem
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    Questionnaire,
    TextQuestion,
    ValueQuestion,
    YesPartlyNoQuestion,
)
from jazari_assess.reading.content.questionnaire.conditions import condition_problems, cycle_problems
from jazari_assess.reading.yaml_json.document import Document, KeyPath, nearest


def questionnaire_problems(questionnaire: Questionnaire, document: Document) -> Iterator[Problem]:
    """Yield every reference of a questionnaire that leads nowhere and every number that cannot be."""
    yield from _section_problems(questionnaire, document)
    yield from _field_problems(questionnaire, document)
    for name, question in questionnaire.questions.items():
        path = ("questions", name)
        yield from _kind_problems(question, document, path)
        if isinstance(question, ValueQuestion):
            yield from _scored_problems(questionnaire, name, question, document)
        if question.when is not None:
            yield from condition_problems(questionnaire, question.when, document, (*path, "when"))
    yield from cycle_problems(questionnaire, document)


def _section_problems(questionnaire: Questionnaire, document: Document) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for section, members in questionnaire.sections.items():
        for index, name in enumerate(members):
            path = ("sections", section, index)
            if name not in questionnaire.questions:
                near = nearest(name, questionnaire.questions)
                yield document.problem("question-unknown", path, found=name, near=near)
            elif name in seen:
                yield document.problem("question-twice", path, found=name, section=seen[name])
            seen.setdefault(name, section)
    for name in questionnaire.questions:
        if name not in seen:
            yield document.key_problem("question-without-section", ("questions", name), found=name)


def _field_problems(questionnaire: Questionnaire, document: Document) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, question in questionnaire.questions.items():
        if isinstance(question, ProfileQuestion):
            if question.field in seen:
                path = ("questions", name, "field")
                yield document.problem("field-twice", path, found=question.field, other=seen[question.field])
            seen.setdefault(question.field, name)


def _kind_problems(question: Question, document: Document, path: KeyPath) -> Iterator[Problem]:
    match question:
        case LevelQuestion():
            yield from _level_problems(question, document, path)
        case ChecklistQuestion():
            yield from _checklist_problems(question, document, path)
        case NumberQuestion():
            yield from _number_problems(question, document, path)
        case ChoiceQuestion() | YesPartlyNoQuestion() | TextQuestion() | ProfileQuestion():
            pass
        case _:
            assert_never(question)


def _scored_problems(
    questionnaire: Questionnaire, name: str, question: ValueQuestion, document: Document
) -> Iterator[Problem]:
    path = ("questions", name)
    if question.rationale is None and question.source is None:
        yield document.problem("reason-missing", path)
    for index, unlocked in enumerate(question.unlocks):
        if unlocked not in questionnaire.questions or unlocked == name:
            near = nearest(unlocked, set(questionnaire.questions) - {name})
            yield document.problem("question-unknown", (*path, "unlocks", index), found=unlocked, near=near)


def _level_problems(question: LevelQuestion, document: Document, path: KeyPath) -> Iterator[Problem]:
    if question.values is None:
        return
    if len(question.values) != question.options:
        values = {"found": str(len(question.values)), "expected": str(question.options)}
        yield document.problem("values-count", (*path, "values"), **values)
    for index, (before, after) in enumerate(pairwise(question.values)):
        if after < before:
            where = (*path, "values", index + 1)
            yield document.problem("values-fall", where, found=f"{after:g}", before=f"{before:g}")


def _checklist_problems(question: ChecklistQuestion, document: Document, path: KeyPath) -> Iterator[Problem]:
    if question.none not in question.options:
        near = nearest(question.none, question.options)
        yield document.problem("none-unknown", (*path, "none"), found=question.none, near=near)
    elif question.options[question.none] != 0:
        points = f"{question.options[question.none]:g}"
        yield document.problem("none-has-points", (*path, "options", question.none), found=points)
    if not any(points > 0 for points in question.options.values()):
        yield document.problem("checklist-without-points", (*path, "options"))


def _number_problems(question: NumberQuestion, document: Document, path: KeyPath) -> Iterator[Problem]:
    low, high = question.minimum, question.maximum
    if low >= high:
        yield document.problem("bounds-reversed", (*path, "maximum"), minimum=f"{low:g}", maximum=f"{high:g}")
    yield from rising_problems([number for number, _ in question.map_], document, (*path, "map"))
    for index, (number, _) in enumerate(question.map_):
        if not low <= number <= high:
            values = {"found": f"{number:g}", "minimum": f"{low:g}", "maximum": f"{high:g}"}
            yield document.problem("map-outside-bounds", (*path, "map", index, 0), **values)
    for index, step in enumerate(question.steps):
        if not low <= step <= high or (question.integer and not step.is_integer()) or step in question.steps[:index]:
            values = {"found": f"{step:g}", "minimum": f"{low:g}", "maximum": f"{high:g}"}
            yield document.problem("step-refused", (*path, "steps", index), **values)


def rising_problems(numbers: list[float], document: Document, path: KeyPath) -> Iterator[Problem]:
    """Yield a problem for each point of a map that does not lie right of the one before."""
    for index, (before, after) in enumerate(pairwise(numbers)):
        if after <= before:
            where = (*path, index + 1, 0)
            yield document.problem("map-not-rising", where, found=f"{after:g}", before=f"{before:g}")
