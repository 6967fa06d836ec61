"""Low and high are the least and the greatest score over every completion of what is missing."""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given, seed, settings
from hypothesis import strategies as st

from jazari_assess.engine import completions
from jazari_assess.engine.score.evaluate import answered, compiled_for, evaluate
from jazari_assess.engine.score.interval import between, completion_plan, interval
from jazari_assess.engine.score.kernel import score
from jazari_assess.model.assessment import Answer, Assessment, Given, NotApplicable, Unknown
from jazari_assess.model.conditions import Answered, AtLeast, Condition
from jazari_assess.model.maturity import Group, Indicator, Levels, LevelStep, Requirement
from jazari_assess.model.questionnaire import LevelQuestion, NumberQuestion, Questionnaire, ValueQuestion
from jazari_assess.model.result import ModelResult, NodeResult, Overall
from tests.engine.content import models, questionnaires, samples
from tests.engine.random_models import Firm, Shape, content, firms
from tests.engine.random_questionnaires import assessment_of, examples
from tests.engine.reference import tree
from tests.engine.reference_answers import completed, looked_at, possible_answers, values
from tests.engine.small_models import level_questions, model, questionnaire

MOST = 1500  # completions of one firm; more would take the exhaustive search minutes
SMALL = Shape(depth=2)
UNKNOWN = Unknown(state="unknown")


@st.composite
def allowing(draw: st.DrawFn, shape: Shape) -> Firm:
    """Draw a firm some of whose questions may be answered as not applicable, and most of whose answers are there."""
    firm = draw(firms(shape))
    asked = firm.questionnaire.structure
    questions = {
        name: one.model_copy(update={"not_applicable": draw(st.integers(0, 3)) == 0})
        for name, one in asked.questions.items()
    }
    structure = asked.model_copy(update={"questions": questions})
    made, own = content(structure, firm.model.structure)
    return Firm(questionnaire=made, model=own, assessment=firm.assessment)


def result_of(firm: Firm) -> ModelResult:
    """Return the engine's result."""
    made = evaluate(firm.questionnaire, [firm.model], firm.assessment, date="2026-11-21", tool_version="1", draws=1)
    return made.models[0]


def bounds_of(firm: Firm) -> Mapping[str, tuple[Fraction, Fraction] | None] | None:
    """Return the least and the greatest score of each node, by trying every completion; None where they are many."""
    structure, asked = firm.model.structure, firm.questionnaire.structure
    cases = completed(asked, firm.assessment, asked.valued, MOST)
    if cases is None:
        return None
    hiding = completed(asked, firm.assessment, looked_at(asked), MOST) or ()
    now = tree(structure, firm.assessment.profile, values(asked, firm.assessment, hiding))
    found: dict[str, list[Fraction]] = {name: [] for name in now}
    for case in cases:
        for name, node in tree(structure, case.profile, values(asked, case)).items():
            found[name] += [] if node.score is None else [node.score]
    standing = {name: [] if node.score is None else [node.score] for name, node in now.items()}
    whole = {name: found[name] + standing[name] for name in found}
    return {name: (min(scores), max(scores)) if scores else None for name, scores in whole.items()}


def assert_bounds(firm: Firm) -> None:
    """Compare low and high of every node with the exhaustive search, and their order with the score to the last bit."""
    expected = bounds_of(firm)
    assume(expected is not None)
    found = result_of(firm)
    assert found.interval == "exact"
    root = firm.model.structure.root
    nodes: Mapping[str, NodeResult | Overall] = {**found.nodes, root: found.overall}
    for name, node in nodes.items():
        bounds = (expected or {})[name]
        if bounds is None:
            assert (node.low, node.high) == (None, None), name
            continue
        assert node.low == pytest.approx(float(bounds[0]) * 100, abs=1e-7), f"low of {name}"
        assert node.high == pytest.approx(float(bounds[1]) * 100, abs=1e-7), f"high of {name}"
        assert node.low is not None
        assert node.high is not None
        if node.score is not None:
            assert node.low <= node.score <= node.high, name


@given(allowing(SMALL))
@examples(150)
def test_bounds_are_those_of_an_exhaustive_search(firm: Firm) -> None:
    """Conditions, maps, every aggregate and answers that do not apply included."""
    assert_bounds(firm)


@pytest.mark.soak
@pytest.mark.parametrize("part", range(8))
def test_bounds_of_many_firms(part: int) -> None:
    """The same on 2,000 firms and larger models, 250 in each of eight parts with draws of their own."""

    @seed(part)
    @settings(max_examples=250)
    @given(allowing(Shape(depth=3)))
    def check(firm: Firm) -> None:
        assert_bounds(firm)

    check()


@given(allowing(Shape()), st.data())
@examples(60)
def test_answering_leads_nowhere_beyond(firm: Firm, data: st.DataObject) -> None:
    """A firm that answers all that is missing, anyhow, stands between low and high, on larger models too."""
    asked = firm.questionnaire.structure
    before, answers = result_of(firm), dict(firm.assessment.answers)
    for name in asked.valued:
        question = asked.questions[name]
        assert isinstance(question, ValueQuestion)
        if answers.get(name, UNKNOWN).state in {"unknown", "unanswered"}:
            answers[name] = data.draw(st.sampled_from(possible_answers(question)))
    after = result_of(Firm(questionnaire=firm.questionnaire, model=firm.model, assessment=answered_as(firm, answers)))
    for name, node in after.nodes.items():
        if node.score is not None and node.state == "scored":
            low, high = before.nodes[name].low, before.nodes[name].high
            assert low is not None
            assert high is not None
            assert low - 1e-9 <= node.score <= high + 1e-9, name


def answered_as(firm: Firm, answers: Mapping[str, Answer]) -> Assessment:
    """Return the firm with other answers."""
    return firm.assessment.model_copy(update={"answers": answers})


def hidden_by(condition: Condition, values_: tuple[float, ...] | None = None) -> Questionnaire:
    """Return a questionnaire of two level questions, the second of which a condition on the first hides."""
    second = LevelQuestion(kind="level", options=5, values=values_, when=condition)
    return questionnaire({"first": LevelQuestion(kind="level", options=5), "second": second})


def two(asked: Questionnaire, answers: Mapping[str, Answer]) -> ModelResult:
    """Score a firm over a model of both questions."""
    own = model({"overall": Group(children=("first", "second"))})
    made, content_ = content(asked, own)
    return result_of(Firm(questionnaire=made, model=content_, assessment=assessment_of(answers)))


def test_a_question_that_may_be_shown_is_missing() -> None:
    """With its condition unanswered it counts in the coverage; answered so that it is hidden, it does not."""
    asked = hidden_by(AtLeast(question="first", at_least=2))
    open_ = two(asked, {"first": UNKNOWN})
    hidden = two(asked, {"first": Given(answer=1)})
    assert (open_.nodes["second"].state, open_.overall.coverage, open_.missing) == ("not-scored", 0, 2)
    assert (hidden.nodes["second"].state, hidden.overall.coverage, hidden.missing) == ("not-applicable", 1, 0)
    assert (hidden.nodes["second"].coverage, hidden.nodes["second"].low) == (None, None)


def test_an_answer_hides_what_waits_for_none() -> None:
    """A question that is asked only while another has no answer is asked in no completion: it leaves no interval."""
    asked = hidden_by(Answered(question="first", answered=False))
    found = two(asked, {"first": UNKNOWN})
    assert (found.nodes["second"].state, found.nodes["second"].low, found.nodes["second"].high) == (
        "not-applicable",
        None,
        None,
    )
    assert (found.overall.low, found.overall.high) == (0, 100)


def test_the_worst_may_be_to_be_asked_more() -> None:
    """A firm at 2 of 4 that is then asked a second question and is at 0 there stands at 25, not at 50."""
    asked = hidden_by(AtLeast(question="first", at_least=2))
    found = two(asked, {"first": UNKNOWN}).overall
    assert (found.low, found.high) == (0, 100)
    given_ = two(asked, {"first": Given(answer=2)}).overall
    assert (given_.low, given_.score, given_.high) == (25, 50, 75)


def test_an_answer_in_the_file_counts_as_soon_as_it_may_be_shown() -> None:
    """What is answered and may be hidden stands in the interval as it is, and not in the score."""
    asked = hidden_by(AtLeast(question="first", at_least=1))
    found = two(asked, {"first": UNKNOWN, "second": Given(answer=4)})
    assert (found.nodes["second"].score, found.overall.score) == (None, None)
    # hidden: the first at 0; shown: the first from 1 to 4, and 4 of the second
    assert (found.overall.low, found.overall.high) == (0, 100)
    assert (found.nodes["second"].low, found.nodes["second"].high) == (100, 100)


def test_bounds_lie_after_the_map() -> None:
    """A node whose best answer is worth 60 has no high above it, and one whose worst is worth 20 no low below."""
    asked = level_questions("first")
    seen = Indicator(question="first", map_=((0, 0.2), (1, 0.6)), rationale="made")
    own = model({"overall": Group(children=("seen",)), "seen": seen})
    made, content_ = content(asked, own)
    found = result_of(Firm(questionnaire=made, model=content_, assessment=assessment_of({})))
    assert (found.nodes["seen"].low, found.nodes["seen"].high) == (20, 60)
    assert (found.overall.low, found.overall.high) == (20, 60)


def test_not_applicable_may_be_the_best_answer() -> None:
    """Where an answer brings at most 60, leaving the question out lifts the mean of the rest."""
    second = LevelQuestion(kind="level", options=2, values=(0, 0.6), not_applicable=True)
    asked = questionnaire({"first": LevelQuestion(kind="level", options=5), "second": second})
    found = two(asked, {"first": Given(answer=3)})
    assert (found.overall.low, found.overall.high) == (37.5, 75)
    out = two(asked, {"first": Given(answer=3), "second": NotApplicable(state="not-applicable")})
    assert (out.overall.low, out.overall.score, out.overall.high) == (75, 75, 75)


def test_the_best_answer_may_lie_between_the_ends_of_a_number() -> None:
    """Where a view bends in the middle of a number's map, that middle is tried as well."""
    share = NumberQuestion(kind="number", minimum=0, maximum=100, integer=False, map_=((0, 0), (100, 1)))
    seen = Indicator(question="share", map_=((0, 0), (0.5, 1), (1, 0.2)), rationale="made")
    own = model({"overall": Group(children=("seen",)), "seen": seen})
    made, content_ = content(questionnaire({"share": share}), own)
    found = result_of(Firm(questionnaire=made, model=content_, assessment=assessment_of({})))
    assert (found.overall.low, found.overall.high, found.interval) == (0, 100, "exact")


def test_not_applicable_may_be_the_worst_answer() -> None:
    """Where the worst answer reaches a bound of 0, leaving the question out counts one less."""
    second = LevelQuestion(kind="level", options=5, not_applicable=True)
    asked = questionnaire({"first": LevelQuestion(kind="level", options=5), "second": second})
    counted = Group(children=("first", "second"), aggregate="count", bounds={"second": 0})
    made, content_ = content(asked, model({"overall": counted}))
    answers = {"first": Given(answer=0)}
    found = result_of(Firm(questionnaire=made, model=content_, assessment=assessment_of(answers)))
    assert (found.overall.low, found.overall.high) == (0, 50)


def test_levels_in_which_a_firm_may_stand() -> None:
    """The level follows from the bounds and their requirements; it is known when nothing is missing."""
    asked = questionnaire({name: LevelQuestion(kind="level", options=5) for name in ("first", "second")})
    needed = Requirement(node="second", at_least=50, rationale="made")
    steps = (
        LevelStep(id="low", from_=0),
        LevelStep(id="middle", from_=40, require=(needed,)),
        LevelStep(id="top", from_=80),
    )
    own = model({"overall": Group(children=("first", "second"))}, levels=Levels(steps=steps))
    made, content_ = content(asked, own)

    def levels(answers: Mapping[str, Answer]) -> tuple[str | None, str | None, str | None]:
        found = result_of(Firm(questionnaire=made, model=content_, assessment=assessment_of(answers))).overall
        return found.lowest_level, found.level_id, found.highest_level

    assert levels({}) == ("low", None, "top")
    assert levels({"first": Given(answer=4)}) == ("low", "low", "top")
    assert levels({"first": Given(answer=4), "second": Given(answer=1)}) == ("low", "low", "low")
    assert levels({"first": Given(answer=4), "second": Given(answer=2)}) == ("middle", "middle", "middle")


def test_what_is_too_much_to_go_through_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no room for combinations the bounds hold all the same, are wider, and are not called exact."""
    asked = hidden_by(AtLeast(question="first", at_least=2), (0.2, 0.3, 0.4, 0.5, 0.6))
    exact = two(asked, {"first": UNKNOWN})
    monkeypatch.setattr(completions, "MOST_COMBINATIONS", 1)
    bound = two(asked, {"first": UNKNOWN})
    assert (exact.interval, bound.interval) == ("exact", "bound")
    assert (exact.overall.low, exact.overall.high) == (0, 80)
    assert (bound.overall.low, bound.overall.high) == (0, 100)


@given(allowing(SMALL))
@examples(40)
def test_wider_bounds_hold_the_exact_ones(firm: Firm) -> None:
    """Whatever the model, bounds taken without going through the cases lie outside of those that did."""
    exact = result_of(firm)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(completions, "MOST_COMBINATIONS", 0)
        bound = result_of(firm)
    assume(bound.interval == "bound")
    if exact.overall.low is not None and exact.overall.high is not None:
        assert bound.overall.low is not None
        assert bound.overall.high is not None
        assert bound.overall.low <= exact.overall.low + 1e-9
        assert bound.overall.high >= exact.overall.high - 1e-9


@pytest.mark.parametrize("name", models())
def test_our_models_are_exact(name: str) -> None:
    """However much of a sample is missing, the bounds of the main model and of every view are reached."""
    own = models()[name]
    asked = questionnaires()[own.structure.questionnaire]
    sample = next(iter(samples().values()))
    kept = dict(list(sample.answers.items())[::3])
    for answers in ({}, kept):
        firm = Firm(questionnaire=asked, model=own, assessment=sample.model_copy(update={"answers": answers}))
        assert result_of(firm).interval == "exact"


def test_a_complete_firm_has_no_interval() -> None:
    """With every answer there, low and high are the score to the last bit, in every model."""
    for sample in samples().values():
        asked = questionnaires()[sample.questionnaire.id]
        firm = answered(asked.structure, sample)
        for own in (one for one in models().values() if one.structure.questionnaire == sample.questionnaire.id):
            compiled = compiled_for(own.structure, firm)
            scores = score(compiled, firm.matrix.values, firm.matrix.not_applicable)
            found = interval(completion_plan(asked.structure, compiled), firm.columns, firm.matrix, scores)
            whole = scores.coverage == 1
            np.testing.assert_array_equal(found.low[whole], scores.score[whole])
            np.testing.assert_array_equal(found.high[whole], scores.score[whole])


def test_between_takes_missing_values_at_both_ends() -> None:
    """For values without answers behind them: missing at 0 and at 1, what does not apply left out."""
    own = model({"overall": Group(children=("first", "second", "third"))})
    asked = level_questions("first", "second", "third")
    compiled = compiled_for(own, answered(asked, assessment_of({})))
    low, high = between(compiled, np.array([[0.5, np.nan, np.nan]]), np.array([[False, False, True]]))
    assert (low[0, -1], high[0, -1]) == (25, 75)
