"""Every way in which what is missing may still be answered, as few cases as tell the ways apart.

A case stands for all answers to one question that every condition treats alike and, for a model, whose values are
bounded by the same two answers. Where a question has too many, there is none: what depends on it is only bounded.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product
from math import ceil, floor, inf, nextafter, prod

import numpy as np

from jazari_assess.engine.asking import relevance
from jazari_assess.engine.conditions import Evidence
from jazari_assess.engine.score.values import (
    ABSENT,
    GIVEN,
    NOT_APPLICABLE,
    UNKNOWN,
    Column,
    Floats,
    Mask,
    answer_codes,
)
from jazari_assess.model.conditions import (
    All,
    Any,
    AtLeast,
    Compare,
    Condition,
    In,
    Is,
    Not,
    OfSector,
    OfSize,
    StaffAtLeast,
    questions_in,
)
from jazari_assess.model.profile import REGIONS, SECTORS, STAFF_ENDS
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
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

MOST_COMBINATIONS = 1024
"""Each costs two scorings; the main model and the views stay under twenty."""
_MOST_ITEMS = 12
"""Items of a checklist whose subsets, 4,096, are all looked at."""


@dataclass(frozen=True, kw_only=True)
class Completions:
    """Some answers to one question: (n,) states and codes as in ``Column``, one row an answer."""

    column: Column

    def __len__(self) -> int:
        """Return how many answers there are."""
        return len(self.column.states)


@dataclass(frozen=True, kw_only=True)
class Combination:
    """One way for what conditions look at to be answered: for these rows (rows,), their columns then."""

    rows: Mask
    columns: Mapping[str, Column]
    chosen: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Where (rows,) each question is relevant however the missing answers turn out, and where it may be."""

    always: Mapping[str, Mask]
    ever: Mapping[str, Mask]


def conditions_of(questionnaire: Questionnaire) -> tuple[Condition, ...]:
    """Return every test that hides a question, taken apart."""
    found = [part for one in questionnaire.questions.values() if one.when is not None for part in _parts(one.when)]
    return tuple(dict.fromkeys(found))


def _parts(condition: Condition) -> Iterator[Condition]:
    match condition:
        case All():
            for part in condition.all_:
                yield from _parts(part)
        case Any():
            for part in condition.any_:
                yield from _parts(part)
        case Not():
            yield from _parts(condition.not_)
        case _:
            yield condition


def looked_at(questionnaire: Questionnaire) -> tuple[str, ...]:
    """Return the questions that some condition looks at, those that give the profile it asks for included."""
    tests = conditions_of(questionnaire)
    named = {name for test in tests for name in questions_in(test)}
    fields = {_field(test) for test in tests}
    return tuple(
        name
        for name in questionnaire.order
        if name in named or (isinstance(one := questionnaire.questions[name], ProfileQuestion) and one.field in fields)
    )


def _field(test: Condition) -> str | None:
    match test:
        case OfSector():
            return "sector"
        case OfSize() | StaffAtLeast():
            return "staff"
        case _:
            return None


def completions(name: str, questionnaire: Questionnaire, marks: Sequence[float] = ()) -> Completions | None:
    """Return answers that stand for all that a question can take, None where they are too many or hang together.

    ``marks`` are values 0..1 at which something that is made of the question's value bends.
    """
    question, tests = questionnaire.questions[name], conditions_of(questionnaire)
    if any(isinstance(test, Compare) and name in questions_in(test) for test in tests):
        return None
    own = [test for test in tests if name in questions_in(test) or _asks_profile(test, question)]
    answers = _answers(question, own, marks)
    if answers is None:
        return None
    states, extra = [GIVEN] * len(answers), _other_states(question)
    blank = answer_codes(question, None) if isinstance(question, ChecklistQuestion) else np.nan
    codes = np.array([*answers, *(blank for _ in extra)], dtype=np.float64)
    return Completions(column=Column(states=np.array([*states, *extra], dtype=np.uint8), codes=codes))


def _other_states(question: Question) -> Sequence[int]:
    """Return how a question may stand for good without an answer: a text and a part of the profile may stay away."""
    if not isinstance(question, ValueQuestion):
        return [ABSENT]
    return [NOT_APPLICABLE] if question.not_applicable else []


def _asks_profile(test: Condition, question: Question) -> bool:
    return isinstance(question, ProfileQuestion) and _field(test) == question.field


def _answers(
    question: Question, tests: Sequence[Condition], marks: Sequence[float]
) -> Sequence[float | Sequence[float]] | None:
    match question:
        case LevelQuestion() | ChoiceQuestion() | YesPartlyNoQuestion():
            return [float(option) for option in range(_count(question))]
        case NumberQuestion():
            return _numbers(question, tests, marks)
        case ChecklistQuestion():
            return _subsets(question) if len(question.options) <= _MOST_ITEMS else _extremes(question, tests)
        case ProfileQuestion():
            return _profile_answers(question, tests)
        case TextQuestion():
            return [0.0]


def _count(question: LevelQuestion | ChoiceQuestion | YesPartlyNoQuestion) -> int:
    match question:
        case LevelQuestion():
            return question.options
        case ChoiceQuestion():
            return len(question.options)
        case YesPartlyNoQuestion():
            return len(YES_PARTLY_NO)


def _numbers(question: NumberQuestion, tests: Sequence[Condition], marks: Sequence[float]) -> Sequence[float]:
    """Return both ends, the knots of the map, where its value meets a mark, and both sides of what tests ask for."""
    bends = [x for x, _ in question.map_] + [
        left[0] + (right[0] - left[0]) * (mark - left[1]) / (right[1] - left[1])
        for left, right in pairwise(question.map_)
        for mark in marks
        if min(left[1], right[1]) <= mark <= max(left[1], right[1]) and left[1] != right[1]
    ]
    asked = [bound for test in tests for bound in _bounds(test)]
    whole = [float(turn(x)) for x in (*bends, *asked) for turn in (floor, ceil)] + [bound - 1 for bound in asked]
    between = [*bends, *asked, *(nextafter(bound, side) for bound in asked for side in (-inf, inf))]
    found = {question.minimum, question.maximum, *(whole if question.integer else between)}
    return sorted(x for x in found if question.minimum <= x <= question.maximum)


def _bounds(test: Condition) -> Sequence[float]:
    match test:
        case AtLeast():
            return [test.at_least]
        case Is():
            return [float(test.is_)] if isinstance(test.is_, int | float) else []
        case In():
            return [float(value) for value in test.in_ if isinstance(value, int | float)]
        case StaffAtLeast():
            return [float(test.staff_at_least)]
        case _:
            return []


def _subsets(question: ChecklistQuestion) -> Sequence[Sequence[float]]:
    items = [item for item in question.options if item != question.none]
    chosen = [subset for size in range(1, len(items) + 1) for subset in combinations(items, size)]
    return [_chosen(question, subset) for subset in [(question.none,), *chosen]]


def _extremes(question: ChecklistQuestion, tests: Sequence[Condition]) -> Sequence[Sequence[float]] | None:
    """Return the choices that bring most and least of a long checklist, None where conditions look into it."""
    if tests:
        return None
    items = {item: points for item, points in question.options.items() if item != question.none}
    least = [item for item, points in items.items() if points <= 0] or [min(items, key=lambda item: items[item])]
    most = [item for item, points in items.items() if points > 0]
    return [_chosen(question, subset) for subset in ((question.none,), tuple(least), tuple(most)) if subset]


def _chosen(question: ChecklistQuestion, subset: tuple[str, ...]) -> Sequence[float]:
    codes = answer_codes(question, subset)
    return codes if isinstance(codes, list) else [codes]


def _profile_answers(question: ProfileQuestion, tests: Sequence[Condition]) -> Sequence[float]:
    match question.field:
        case "region":
            return [float(code) for code in range(len(REGIONS))]
        case "sector":
            return [float(code) for code in range(len(SECTORS))]
        case _:
            asked = [bound for test in tests for bound in _bounds(test)]
            found = {0.0, *map(float, STAFF_ENDS), *asked, *(bound - 1 for bound in asked)}
            return sorted(number for number in found if number >= 0)


def told_apart(found: Completions, name: str, questionnaire: Questionnaire) -> Sequence[tuple[int, ...]]:
    """Return the positions of the answers that every condition treats alike, group by group."""
    everywhere = np.ones(len(found), dtype=np.bool_)
    columns = {name: found.column}
    evidence = Evidence(questionnaire=questionnaire, columns=columns, shown=lambda _: everywhere, closed=True)
    question = questionnaire.questions[name]
    tests = [one for one in conditions_of(questionnaire) if name in questions_in(one) or _asks_profile(one, question)]
    marks = np.array([found.column.states == NOT_APPLICABLE, *(evidence.truth(test).true for test in tests)])
    groups: dict[bytes, list[int]] = {}
    for position, key in enumerate(marks.T):
        groups.setdefault(key.tobytes(), []).append(position)
    return [tuple(positions) for positions in groups.values()]


def missing(column: Column) -> Mask:
    """Return where (rows,) an answer may still come."""
    return np.asarray((column.states == ABSENT) | (column.states == UNKNOWN), dtype=np.bool_)


def combined(cases: Mapping[str, Completions], columns: Mapping[str, Column]) -> Iterator[Combination]:
    """Yield, for the rows that lack the same questions, every combination of cases for these questions.

    Rows that lack none of them come once, as they are. Rows with more than ``MOST_COMBINATIONS`` do not come.
    """
    rows = len(next(iter(columns.values())).states)
    lacking = np.array([missing(columns[name]) for name in cases], dtype=np.bool_).reshape(len(cases), rows)
    for pattern in _distinct(lacking):
        own = (lacking == pattern[:, None]).all(axis=0)
        names = [name for name, lacks in zip(cases, pattern, strict=True) if lacks]
        if prod(len(cases[name]) for name in names) > MOST_COMBINATIONS:
            continue
        part = columns if own.all() else {name: _taken(column, own) for name, column in columns.items()}
        for chosen in product(*(range(len(cases[name])) for name in names)):
            picked = dict(zip(names, chosen, strict=True))
            filled = {name: _filled(cases[name], at, int(own.sum())) for name, at in picked.items()}
            yield Combination(rows=own, columns={**part, **filled}, chosen=picked)


def _distinct(lacking: Mask) -> Mask:
    """Return each column (questions,) that stands in a mask (questions, rows) once."""
    found = np.zeros(lacking.shape[1], dtype=np.int64)
    for byte in np.packbits(lacking, axis=0):  # numbers of patterns, not bits, for there may be more than 64 questions
        found = np.unique(found * 256 + byte, return_inverse=True)[1]
    return np.asarray(lacking[:, np.unique(found, return_index=True)[1]].T, dtype=np.bool_)


def _taken(column: Column, rows: Mask) -> Column:
    return Column(states=column.states[rows], codes=column.codes[rows])


def _filled(found: Completions, position: int, rows: int) -> Column:
    codes: Floats = np.repeat(found.column.codes[[position]], rows, axis=0)
    return Column(states=np.full(rows, found.column.states[position], dtype=np.uint8), codes=codes)


def shown(questionnaire: Questionnaire, columns: Mapping[str, Column]) -> Shown:
    """Return where each question is relevant however the missing answers turn out, and where it may be.

    Where the ways to answer are too many to go through, what hangs on a missing answer may be either.
    """
    now = relevance(questionnaire, columns)
    names = looked_at(questionnaire)
    if not any(missing(columns[name]).any() for name in names):
        return Shown(always=now, ever=now)
    hidden_by = {name: one.when for name, one in questionnaire.questions.items() if one.when is not None}
    always = {name: mask.copy() if name not in hidden_by else np.zeros_like(mask) for name, mask in now.items()}
    ever = {name: np.ones_like(mask) for name, mask in now.items()}
    cases = {name: _by_condition(name, questionnaire) for name in names}
    known = {name: found for name, found in cases.items() if found is not None}
    reached = np.zeros(len(next(iter(now.values()))), dtype=np.bool_)
    unknown = reached.copy()
    for name in cases.keys() - known.keys():
        unknown |= missing(columns[name])
    for combination in combined(known, columns):
        rows = combination.rows & ~unknown
        then = relevance(questionnaire, combination.columns)
        first = not reached[combination.rows].any()
        within = rows[combination.rows]
        for name in hidden_by:
            always[name][rows] = (always[name][rows] | first) & then[name][within]
            ever[name][rows] = (ever[name][rows] & (not first)) | then[name][within]
        reached |= combination.rows
    return Shown(always=always, ever=ever)


def _by_condition(name: str, questionnaire: Questionnaire) -> Completions | None:
    """Return one answer of each group that conditions tell apart."""
    found = completions(name, questionnaire)
    if found is None:
        return None
    firsts = [positions[0] for positions in told_apart(found, name, questionnaire)]
    return replace(found, column=Column(states=found.column.states[firsts], codes=found.column.codes[firsts]))
