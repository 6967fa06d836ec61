"""What must agree inside a questionnaire: sections, questions, options, values, maps, bounds, conditions, words."""

from collections.abc import Iterator, Mapping
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
    QuestionnaireText,
    QuestionText,
    TextQuestion,
    ValueQuestion,
    YesPartlyNoQuestion,
)
from jazari_assess.reading.content.conditions import condition_problems, cycle_problems
from jazari_assess.reading.content.parts import missing_words, unmatched_words
from jazari_assess.reading.content.satisfiability import can_hold
from jazari_assess.reading.yaml_json.document import Document, KeyPath, nearest

_UNSCORED = ("help",)
_FACT = ("help", "why")
_SCORED = ("help", "look-for", "why", "evidence")


def questionnaire_problems(questionnaire: Questionnaire, document: Document) -> Iterator[Problem]:
    """Yield every reference of a questionnaire that leads nowhere and every number that cannot be."""
    yield from _section_problems(questionnaire, document)
    yield from _field_problems(questionnaire, document)
    for name, question in questionnaire.questions.items():
        path = ("questions", name)
        yield from _kind_problems(question, document, path)
        if isinstance(question, ValueQuestion):
            yield from _scored_problems(questionnaire, name, question, document)
    yield from _condition_problems(questionnaire, document)


def _condition_problems(questionnaire: Questionnaire, document: Document) -> Iterator[Problem]:
    whens = {name: one.when for name, one in questionnaire.questions.items() if one.when is not None}
    problems = [
        *(
            problem
            for name, when in whens.items()
            for problem in condition_problems(questionnaire, when, document, ("questions", name, "when"))
        ),
        *cycle_problems(questionnaire, document),
    ]
    yield from problems
    for name, when in whens.items() if not problems else ():
        if not can_hold(questionnaire, when):
            yield document.key_problem("condition-never-holds", ("questions", name, "when"))


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
            path = ("questions", name, "options")
            if question.field == "aims" and not question.options:
                yield document.key_problem("aims-without-options", path)
            elif question.field != "aims" and (question.options or question.at_most is not None):
                yield document.key_problem("options-unfit", path, found=question.field)


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


def questionnaire_words_problems(
    questionnaire: Questionnaire, text: QuestionnaireText, document: Document
) -> Iterator[Problem]:
    """Yield every key that the words lack, and every word that the structure has no place for."""
    yield from unmatched_words(document, ("sections",), questionnaire.sections, text.sections)
    yield from unmatched_words(document, ("questions",), questionnaire.questions, text.questions)
    for name, words in text.questions.items():
        question = questionnaire.questions.get(name)
        if question is not None:
            yield from _question_problems(question, words, document, ("questions", name))


def _question_problems(question: Question, words: QuestionText, document: Document, path: KeyPath) -> Iterator[Problem]:
    for key in _needed(question):
        if getattr(words, key.replace("-", "_")) is None:
            yield missing_words(document, (*path, key))
    yield from _unit_problems(question, words, document, path)
    yield from _options_problems(question, words, document, (*path, "options"))


def _needed(question: Question) -> tuple[str, ...]:
    if isinstance(question, TextQuestion | ProfileQuestion):
        return _UNSCORED
    return _FACT if question.fact else _SCORED


def _unit_problems(question: Question, words: QuestionText, document: Document, path: KeyPath) -> Iterator[Problem]:
    if isinstance(question, NumberQuestion) and words.unit is None:
        yield missing_words(document, (*path, "unit"))
    if not isinstance(question, NumberQuestion) and words.unit is not None:
        yield document.key_problem("words-unfit", (*path, "unit"), key="unit", kind=question.kind)


def _options_problems(question: Question, words: QuestionText, document: Document, path: KeyPath) -> Iterator[Problem]:
    match question:
        case LevelQuestion() | ChoiceQuestion() | ChecklistQuestion() if words.options is None:
            yield missing_words(document, path)
        case ProfileQuestion() if question.options and words.options is None:
            yield missing_words(document, path)
        case LevelQuestion():
            yield from _level_options(question, words, document, path)
        case ChoiceQuestion() | ChecklistQuestion():
            yield from _named_options(question, words, document, path)
        case ProfileQuestion() if question.options:
            yield from _named_options(question, words, document, path)
        case NumberQuestion() | YesPartlyNoQuestion() | TextQuestion() | ProfileQuestion():
            if words.options is not None:
                yield document.key_problem("words-unfit", path, key="options", kind=question.kind)
        case _:
            assert_never(question)


def _named_options(
    question: ChoiceQuestion | ChecklistQuestion | ProfileQuestion,
    words: QuestionText,
    document: Document,
    path: KeyPath,
) -> Iterator[Problem]:
    if isinstance(words.options, Mapping):
        yield from unmatched_words(document, path, question.options, words.options)
    else:
        yield document.key_problem("options-as-mapping", path, kind=question.kind)


def _level_options(
    question: LevelQuestion, words: QuestionText, document: Document, path: KeyPath
) -> Iterator[Problem]:
    if not isinstance(words.options, tuple):
        yield document.key_problem("options-as-list", path, kind=question.kind)
    elif len(words.options) != question.options:
        values = {"found": str(len(words.options)), "expected": str(question.options)}
        yield document.key_problem("options-count", path, **values)
