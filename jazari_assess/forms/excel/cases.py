"""The ways in which what is missing may turn out, as a form goes through them; too many are only bounded."""

from collections.abc import Mapping, Sequence
from itertools import chain, pairwise, product
from math import isnan, prod

import numpy as np

from jazari_assess.engine.completions import conditions_of
from jazari_assess.engine.conditions import Evidence
from jazari_assess.engine.score.compiled import CompiledModel, compile_model
from jazari_assess.engine.score.interval import Cases, Plan, completion_plan
from jazari_assess.engine.score.kernel import leaf_value
from jazari_assess.forms.interface import FormContent
from jazari_assess.model.conditions import Compare, Condition, OfSector, OfSize, StaffAtLeast, questions_in
from jazari_assess.model.questionnaire import ProfileQuestion, Questionnaire
from jazari_assess.render.excel.live.calculation import Case, CaseAnswer

MOST_CASES = 64
"""Each is a block of columns over all nodes: more would make a workbook that opens slowly."""


def cases_of(content: FormContent) -> tuple[Case, ...]:
    """Return the cases that a form goes through; none where the ends of each question are enough."""
    structure = content.structure
    plan = completion_plan(structure, compile_model(content.model.structure, structure.valued))
    several = {name: len(cases.answers) for name, cases in plan.cases.items() if len(cases.answers) > 1}
    if not several and not plan.open and _is_plain(plan):
        return ()
    if plan.open or prod(several.values()) > MOST_CASES:
        return (_bound(plan),)
    chosen = product(*(range(count) for count in several.values()))
    return tuple(_case(plan, dict(zip(several, places, strict=True))) for places in chosen)


def _is_plain(plan: Plan) -> bool:
    """Say whether all is a mean of indicators from 0 to 100 that are always asked."""
    questions = plan.questionnaire.questions
    used = [plan.compiled.questions[leaf.column] for leaf in plan.compiled.leaves]
    ends = chain.from_iterable(_ends(plan, plan.cases, {}).values())
    always = all(questions[name].when is None for name in used)
    means = all(group.aggregate == "weighted-mean" for group in plan.compiled.groups)
    counted = plan.compiled.model.missing is None and plan.compiled.model.not_applicable is None
    return always and means and counted and set(ends) == {0.0, 100.0}


def _bound(plan: Plan) -> Case:
    answers = {name: CaseAnswer(state=0, holds={}) for name in (*plan.cases, *plan.open)}
    return Case(answers=answers, ends={}, bound=True, far=_is_far(plan.compiled))


def _is_far(compiled: CompiledModel) -> bool:
    """Say whether more may be worse somewhere, so that nothing but the scale bounds a score."""
    stepped = any(
        group.aggregate == "ladder" or (group.aggregate == "count" and bool((group.bounds <= 0).any()))
        for group in compiled.groups
    )
    falls = any(after[1] < before[1] for leaf in compiled.leaves for before, after in pairwise(leaf.points or ()))
    return stepped or falls


def _case(plan: Plan, chosen: Mapping[str, int]) -> Case:
    answers = {
        name: CaseAnswer(
            state=int(cases.answers.column.states[chosen.get(name, 0)]),
            holds=_holds(plan.questionnaire, name, cases, chosen.get(name, 0)),
        )
        for name, cases in plan.cases.items()
    }
    return Case(answers=answers, ends=_ends(plan, plan.cases, chosen))


def _holds(structure: Questionnaire, name: str, cases: Cases, place: int) -> Mapping[Condition, bool]:
    """Return which tests of a question hold for one of its answers."""
    everywhere = np.ones(len(cases.answers), dtype=np.bool_)
    columns = {name: cases.answers.column}
    evidence = Evidence(questionnaire=structure, columns=columns, shown=lambda _: everywhere, closed=True)
    tests = [test for test in conditions_of(structure) if _is_about(test, name, structure)]
    return {test: bool(evidence.truth(test).true[place]) for test in tests}


def _is_about(test: Condition, name: str, structure: Questionnaire) -> bool:
    question = structure.questions[name]
    match test:
        case Compare():
            return False
        case OfSector():
            return isinstance(question, ProfileQuestion) and question.field == "sector"
        case OfSize() | StaffAtLeast():
            return isinstance(question, ProfileQuestion) and question.field == "staff"
        case _:
            return name in questions_in(test)


def _ends(plan: Plan, known: Mapping[str, Cases], chosen: Mapping[str, int]) -> Mapping[str, tuple[float, float]]:
    """Return the least and the greatest score of each indicator whose question is missing."""
    found: dict[str, tuple[float, float]] = {}
    for leaf in plan.compiled.leaves:
        name = plan.compiled.questions[leaf.column]
        place, cases = chosen.get(name, 0), known[name]
        values: Sequence[float] = [cases.low[place], cases.high[place]]
        low, high = (0.0 if isnan(one) else 100 * max(0.0, float(one)) for one in leaf_value(leaf, np.array(values)))
        found[leaf.id] = (low, high)
    return found
