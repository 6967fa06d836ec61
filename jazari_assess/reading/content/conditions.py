"""What must hold for conditions: questions that exist, options these have, tests their kind can take, no cycle."""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from jazari_assess.errors import Problem
from jazari_assess.model.conditions import (
    All,
    Answered,
    AnswerValue,
    Any,
    AtLeast,
    Compare,
    Comparison,
    Condition,
    In,
    InState,
    Is,
    Not,
    OfSector,
    OfSize,
    StaffAtLeast,
    Test,
    questions_in,
)
from jazari_assess.model.profile import MOST_STAFF, MOST_TURNOVER
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    Questionnaire,
    TextQuestion,
    YesPartlyNoQuestion,
    options_of,
)
from jazari_assess.reading.yaml_json.document import Document, KeyPath, found, nearest

COUNTED_MOST: Mapping[str, float] = {"staff": MOST_STAFF, "turnover": MOST_TURNOVER}
"""The fields of a profile that are numbers, and the most each takes."""


def condition_problems(
    questionnaire: Questionnaire, condition: Condition, document: Document, path: KeyPath
) -> Iterator[Problem]:
    """Yield every problem of a condition and of those inside it."""
    match condition:
        case Is() | In() | AtLeast() | Answered() | InState():
            question = questionnaire.questions.get(condition.question)
            if question is None:
                yield question_unknown(condition.question, questionnaire, document, (*path, "question"))
            else:
                yield from _test_problems(condition, question, document, path)
        case Compare():
            yield from _compare_problems(questionnaire, condition.compare, document, (*path, "compare"))
        case OfSector() | OfSize() | StaffAtLeast():
            pass
        case All():
            for index, part in enumerate(condition.all_):
                yield from condition_problems(questionnaire, part, document, (*path, "all", index))
        case Any():
            for index, part in enumerate(condition.any_):
                yield from condition_problems(questionnaire, part, document, (*path, "any", index))
        case Not():
            yield from condition_problems(questionnaire, condition.not_, document, (*path, "not"))
        case _:
            assert_never(condition)


def question_unknown(name: str, questionnaire: Questionnaire, document: Document, path: KeyPath) -> Problem:
    """Return the problem that a questionnaire lacks a question."""
    return document.problem("question-unknown", path, found=name, near=nearest(name, questionnaire.questions))


def _compare_problems(
    questionnaire: Questionnaire, compared: Comparison, document: Document, path: KeyPath
) -> Iterator[Problem]:
    """Yield what keeps two questions from being compared: only numbers have an order of their own."""
    compared_names = {"question": compared.question, "greater-than": compared.greater_than}
    for key, name in compared_names.items():
        question = questionnaire.questions.get(name)
        if question is None:
            yield question_unknown(name, questionnaire, document, (*path, key))
        elif not _is_counted(question):
            yield document.problem("condition-unfit", (*path, key), test="compare", kind=question.kind)


def cycle_problems(questionnaire: Questionnaire, document: Document) -> Iterator[Problem]:
    """Yield one problem for each circle of questions that hide each other."""
    looks_at = {
        name: () if question.when is None else questions_in(question.when)
        for name, question in questionnaire.questions.items()
    }
    for cycle in cycles(looks_at):
        path = ("questions", cycle[0], "when")
        yield document.problem("condition-cycle", path, cycle=" → ".join((*cycle, cycle[0])))


def cycles(graph: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield a circle of the directed graph for each way back that a walk through all of it meets."""
    done: set[str] = set()
    for start in graph:
        trail: dict[str, Iterator[str]] = {}
        if start not in done:
            trail[start] = iter(graph[start])
        while trail:
            here = next(reversed(trail))
            following = next(trail[here], None)
            if following is None:
                done.add(here)
                del trail[here]
            elif following in trail:
                names = tuple(trail)
                yield names[names.index(following) :]
            elif following in graph and following not in done:
                trail[following] = iter(graph[following])


def _test_problems(condition: Test, question: Question, document: Document, path: KeyPath) -> Iterator[Problem]:
    match condition:
        case Is():
            yield from _option_problems(condition.is_, question, document, (*path, "is"))
        case In():
            for index, option in enumerate(condition.in_):
                yield from _option_problems(option, question, document, (*path, "in", index))
        case AtLeast():
            most = _most(question)
            if most is None:
                yield document.key_problem("condition-unfit", (*path, "at-least"), test="at-least", kind=question.kind)
            elif condition.at_least > most:
                values = {"found": f"{condition.at_least:g}", "bound": f"{most:g}"}
                yield document.problem("number-above-maximum", (*path, "at-least"), **values)
        case Answered() | InState():
            pass
        case _:
            assert_never(condition)


def _option_problems(option: AnswerValue, question: Question, document: Document, path: KeyPath) -> Iterator[Problem]:
    if _is_counted(question):
        if isinstance(option, str):
            yield document.problem("number-expected", path, found=found(option))
        return
    options = options_of(question)
    if not options:
        yield document.problem("condition-unfit", path, test="is, in", kind=question.kind)
    elif option not in options:
        names = [str(name) for name in options]
        values = {"found": found(option), "near": nearest(str(option), names), "allowed": ", ".join(names)}
        yield document.problem("option-unknown", path, **values)


def _is_counted(question: Question) -> bool:
    return isinstance(question, NumberQuestion) or (
        isinstance(question, ProfileQuestion) and question.field in COUNTED_MOST
    )


def _most(question: Question) -> float | None:
    """Return the most that ``at-least`` can ask of a question, None where it can ask nothing."""
    match question:
        case LevelQuestion():
            return question.options - 1
        case NumberQuestion():
            return question.maximum
        case ChecklistQuestion():
            return len(question.options) - 1
        case ProfileQuestion():
            return COUNTED_MOST.get(question.field)
        case ChoiceQuestion() | YesPartlyNoQuestion() | TextQuestion():
            return None
        case _:
            assert_never(question)
