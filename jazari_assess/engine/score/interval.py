"""The interval of a score: the least and the greatest over every completion of what is missing.

A completion answers every question that is missing, as its options allow: also as not applicable where that is allowed,
and with the questions shown that its answers show. The interval also holds the score that stands without them, which
other weights brought about. Where the completions are too many to go through, it is wider than it need be, and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np

from jazari_assess.engine.asking import relevance
from jazari_assess.engine.completions import Completions, combined, completions, looked_at, missing, told_apart
from jazari_assess.engine.score.compiled import CompiledGroup, CompiledModel, Leaf, Positions
from jazari_assess.engine.score.kernel import Floats, Mask, Scores, leaf_value, leaf_values, score
from jazari_assess.engine.score.values import GIVEN, NOT_APPLICABLE, AnswerMatrix, Column, question_values
from jazari_assess.model.conditions import questions_in
from jazari_assess.model.questionnaire import Questionnaire, ValueQuestion
from jazari_assess.model.result import TOP_SCORE


@dataclass(frozen=True, kw_only=True)
class Interval:
    """Bounds 0..100 of groups (rows, groups) and leaves (rows, leaves), NaN where a node does not apply.

    ``exact`` (rows,) says where they are reached; elsewhere no completion goes beyond them.
    """

    low: Floats
    high: Floats
    leaf_low: Floats
    leaf_high: Floats
    exact: Mask


@dataclass(frozen=True, kw_only=True)
class Cases:
    """The answers that one question may still get: those with the least and the greatest value of each case.

    ``low`` and ``high`` (n,) are values 0..1 of the answer matrix, NaN where the case is "not applicable".
    """

    answers: Completions
    low: Floats
    high: Floats


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How the missing answers of any firm are completed for one compiled model.

    ``cases`` holds each question that a model or a condition of its questions looks at; ``several`` those whose answers
    are gone through one by one: conditions tell them apart, or ask whether there is one; ``open`` those that have too
    many to tell apart.
    """

    questionnaire: Questionnaire
    compiled: CompiledModel
    cases: Mapping[str, Cases]
    several: Mapping[str, Completions]
    open: tuple[str, ...]


def completion_plan(questionnaire: Questionnaire, compiled: CompiledModel) -> Plan:
    """Prepare to complete the answers of firms that are scored by a compiled model."""
    used = {compiled.questions[leaf.column] for leaf in compiled.leaves}
    needed = [name for name in questionnaire.order if name in _with_conditions(questionnaire, used)]
    found, watched = {name: _cases(name, questionnaire, compiled) for name in needed}, looked_at(questionnaire)
    known = {name: cases for name, cases in found.items() if cases is not None}
    return Plan(
        questionnaire=questionnaire,
        compiled=compiled,
        cases=known,
        several={name: own.answers for name, own in known.items() if len(own.answers) > 1 or name in watched},
        open=tuple(name for name, cases in found.items() if cases is None),
    )


def _with_conditions(questionnaire: Questionnaire, names: set[str]) -> set[str]:
    """Return the questions and those that the conditions above them look at, whether by name or by the profile."""
    watched = set(looked_at(questionnaire))
    reached, grown = set[str](), set(names)
    while grown:
        reached |= grown
        conditions = [when for name in grown if (when := questionnaire.questions[name].when) is not None]
        profile = watched - set(chain.from_iterable(map(questions_in, conditions))) if conditions else set()
        named = set(chain.from_iterable(map(questions_in, conditions)))
        grown = (named | {name for name in profile if questionnaire.questions[name].kind == "profile"}) - reached
    return reached


def _cases(name: str, questionnaire: Questionnaire, compiled: CompiledModel) -> Cases | None:
    leaves = [leaf for leaf in compiled.leaves if compiled.questions[leaf.column] == name]
    marks = sorted(
        {x for leaf in leaves for x, _ in leaf.points or ()} | {leaf.reaches for leaf in leaves if leaf.reaches}
    )
    answers = completions(name, questionnaire, marks)
    if answers is None:
        return None
    question = questionnaire.questions[name]
    values = np.full(len(answers), np.nan)
    if isinstance(question, ValueQuestion):
        given = answers.column.states == GIVEN
        values[given] = question_values(question, answers.column.codes[given])
    seen = np.array([_seen(leaf, values) for leaf in leaves]).reshape(len(leaves), len(values))
    groups = told_apart(answers, name, questionnaire)
    found = [case for group in groups for case in _extremes(np.array(group), values, seen)]
    if name not in looked_at(questionnaire) and _is_spare(seen[:, ~np.isnan(values)], compiled):
        found = [case for case in found if not np.isnan(case[1])]
    rows, low, high = map(list, zip(*found, strict=True))
    column = Column(states=answers.column.states[rows], codes=answers.column.codes[rows])
    return Cases(answers=Completions(column=column), low=np.array(low), high=np.array(high))


def _seen(leaf: Leaf, values: Floats) -> Floats:
    return np.maximum(leaf_value(leaf, values), 0.0)


def _extremes(group: Positions, values: Floats, seen: Floats) -> list[tuple[int, float, float]]:
    """Return one case where two answers bound all leaves at once, else a case an answer: row, least, greatest value."""
    own = seen[:, group]
    if np.isnan(values[group]).all():
        return [(int(group[0]), np.nan, np.nan)]
    lowest = (own <= own.min(axis=1, initial=np.inf)[:, None]).all(axis=0)
    highest = (own >= own.max(axis=1, initial=-np.inf)[:, None]).all(axis=0)
    if lowest.any() and highest.any():
        least, greatest = values[group[lowest.argmax()]], values[group[highest.argmax()]]
        return [(int(group[0]), float(least), float(greatest))]
    return [(int(row), float(values[row]), float(values[row])) for row in group]


def _is_spare(seen: Floats, compiled: CompiledModel) -> bool:
    """Say whether "not applicable" leads no further than the worst and the best answer, seen by some leaves.

    It does not where these are 0 and 1: a child at 0 lowers, and one at 1 raises, what it takes part in, but for the
    steps of a ladder and for a count with a bound of 0.
    """
    full = bool((seen.min(axis=1) <= 0).all() and (seen.max(axis=1) >= 1).all()) if seen.size else True
    return full and not any(_is_stepped(group) for group in compiled.groups)


def _is_stepped(group: CompiledGroup) -> bool:
    return group.aggregate == "ladder" or (group.aggregate == "count" and bool((group.bounds <= 0).any()))


def _falls(leaf: Leaf) -> bool:
    """Say whether a higher value of the question may be a lower one of the indicator."""
    return any(after[1] < before[1] for before, after in pairwise(leaf.points or ()))


def lacking(plan: Plan, columns: Mapping[str, Column]) -> Mask:
    """Return where (rows,) an answer is missing on which a score hangs; elsewhere each node's bounds are its score."""
    rows = np.zeros(len(next(iter(columns.values())).states), dtype=np.bool_)
    for name in (*plan.cases, *plan.open):
        rows |= missing(columns[name])
    return rows


def interval(plan: Plan, columns: Mapping[str, Column], matrix: AnswerMatrix, scores: Scores) -> Interval:
    """Return the bounds of every node; ``scores`` are those that stand now, of the same rows."""
    compiled = plan.compiled
    leaves = leaf_values(compiled, matrix.values.copy(), matrix.not_applicable)
    applicable = np.ones_like(leaves.value) if leaves.applicable is None else leaves.applicable
    now = np.where(leaves.counted > 0, leaves.value * 100, np.nan)
    found = _Bounds.of(scores.score, now)
    rows = lacking(plan, columns)
    if rows.any():
        part = {name: Column(states=own.states[rows], codes=own.codes[rows]) for name, own in columns.items()}
        _complete(plan, part, _given_values(plan, part, matrix.values[rows]), found, rows)
    return Interval(
        low=found.low,
        high=found.high,
        leaf_low=np.where(applicable > 0, found.leaf_low, np.nan),
        leaf_high=np.where(applicable > 0, found.leaf_high, np.nan),
        exact=found.exact,
    )


def between(compiled: CompiledModel, values: Floats, not_applicable: Mask) -> tuple[Floats, Floats]:
    """Return the scores (rows, groups) with every missing value at 0, and at 1.

    Nothing goes beyond them; for values that no answers of a firm stand behind, such as those a plan hopes for.
    """
    low, high = (
        score(compiled, np.where(np.isnan(values) & ~not_applicable, filling, values), not_applicable).score
        for filling in (0.0, 1.0)
    )
    return low, high


@dataclass(frozen=True, kw_only=True)
class _Bounds:
    """Bounds as they widen, from the scores that stand."""

    low: Floats
    high: Floats
    leaf_low: Floats
    leaf_high: Floats
    exact: Mask

    @classmethod
    def of(cls, now: Floats, leaves: Floats) -> "_Bounds":
        exact = np.ones(len(now), dtype=np.bool_)
        return cls(low=now.copy(), high=now.copy(), leaf_low=leaves.copy(), leaf_high=leaves.copy(), exact=exact)

    def widen(self, rows: Positions, compiled: CompiledModel, low: Floats, high: Floats, out: Mask) -> None:
        """Take in the worst and the best of one combination, each (rows, questions) without gaps."""
        for values, nodes, leaves, widest in (
            (low, self.low, self.leaf_low, np.fmin),
            (high, self.high, self.leaf_high, np.fmax),
        ):
            nodes[rows] = widest(nodes[rows], score(compiled, values, out).score)
            seen = leaf_values(compiled, values.copy(), out)
            leaves[rows] = widest(leaves[rows], np.where(seen.present > 0, seen.value * 100, np.nan))


def _complete(plan: Plan, columns: Mapping[str, Column], given: Floats, found: _Bounds, lacking: Mask) -> None:
    """Widen the bounds of the rows that lack something; ``columns`` and ``given`` hold these rows alone."""
    places = np.flatnonzero(lacking)
    left = np.ones(len(places), dtype=np.bool_)
    for name in plan.open:
        left &= ~missing(columns[name])
    reached = np.zeros(len(places), dtype=np.bool_)
    for combination in combined(plan.several, columns):
        own = combination.rows & left
        if own.any():
            reached |= own
            within = left[combination.rows]
            low, high, out = _completed(plan, combination.columns, combination.chosen, given[combination.rows])
            found.widen(places[own], plan.compiled, low[within], high[within], out[within])
    if not reached.all():
        _bound(plan, columns, given, found, places, ~reached)


def _given_values(plan: Plan, columns: Mapping[str, Column], values: Floats) -> Floats:
    """Return the value of each given answer (rows, questions), shown or not, NaN where there is none."""
    found = values.copy()
    for index, name in enumerate(plan.compiled.questions):
        question, column = plan.questionnaire.questions[name], columns[name]
        if isinstance(question, ValueQuestion) and question.when is not None:
            found[:, index] = np.where(column.states == GIVEN, question_values(question, column.codes), np.nan)
    return found


def _completed(
    plan: Plan, columns: Mapping[str, Column], chosen: Mapping[str, int], given: Floats
) -> tuple[Floats, Floats, Mask]:
    """Return the worst and the best values of one combination, and what does not apply in it."""
    shown = relevance(plan.questionnaire, columns)
    low, high, out = given.copy(), given.copy(), np.zeros(given.shape, dtype=np.bool_)
    for index, name in enumerate(plan.compiled.questions):
        out[:, index] = (columns[name].states == NOT_APPLICABLE) | ~shown[name]
        cases = plan.cases.get(name)
        if cases is not None:
            gap, case = np.isnan(given[:, index]), chosen.get(name, 0)
            low[gap, index], high[gap, index] = cases.low[case], cases.high[case]
    low[out], high[out] = np.nan, np.nan
    return low, high, out


def _bound(
    plan: Plan, columns: Mapping[str, Column], given: Floats, found: _Bounds, places: Positions, rows: Mask
) -> None:
    """Take what is missing, or may be hidden, at 0 and at 1: nothing goes beyond that where more is always better."""
    certain = relevance(plan.questionnaire, columns)
    conditional = {name for name, one in plan.questionnaire.questions.items() if one.when is not None}
    low, high, out = given.copy(), given.copy(), np.zeros(given.shape, dtype=np.bool_)
    for index, name in enumerate(plan.compiled.questions):
        states = columns[name].states
        open_ = missing(columns[name]) | (np.full(len(states), name in conditional) & ~certain[name])
        low[open_, index], high[open_, index] = 0.0, 1.0
        if name in conditional:
            low[:, index], high[:, index] = 0.0, 1.0
        out[:, index] = (states == NOT_APPLICABLE) & (name not in conditional)
    low[out], high[out] = np.nan, np.nan
    own = places[rows]
    found.widen(own, plan.compiled, low[rows], high[rows], out[rows])
    found.exact[own] = False
    if any(map(_is_stepped, plan.compiled.groups)) or any(map(_falls, plan.compiled.leaves)):
        found.low[own], found.high[own] = 0.0, TOP_SCORE
