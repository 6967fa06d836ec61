"""The arithmetic behind a score sums to the score."""

from collections.abc import Mapping

import pytest
from hypothesis import given

from jazari_assess.engine.score.explain import explain
from jazari_assess.errors import UsageError
from jazari_assess.model.assessment import NotApplicable, Unknown
from jazari_assess.model.explanation import Explanation, GroupLine, IndicatorLine
from jazari_assess.model.maturity import Group, Indicator, Node, NotCovered
from tests.engine.content import models, questionnaires, samples
from tests.engine.random_models import Firm, Shape, firms
from tests.engine.random_questionnaires import examples
from tests.engine.small_models import firm, mean_of, model

OURS = [name for name, own in models().items() if own.structure.questionnaire == "industrie-x0"]


def explained(made: Firm, node: str | None = None) -> Explanation:
    """Explain a firm's score."""
    return explain(made.questionnaire, made.model, made.assessment, node)


def assert_sums(found: Explanation) -> None:
    """Check that contributions sum to the score, and each mean to its products, over the denominators named."""
    total = sum(line.contribution for line in found.contributions)
    assert total == pytest.approx(found.score or 0.0, abs=1e-9)
    for line in found.lines:
        if isinstance(line, GroupLine):
            assert_group(line)


def assert_group(line: GroupLine) -> None:
    """Check one group's terms against its denominators, coverage and score."""
    scored = [term for term in line.terms if term.state == "scored"]
    whole = 1.0 if line.aggregate == "sum" else sum(term.weight for term in scored)
    assert line.scored_weight == pytest.approx(whole, abs=1e-12)
    applicable = [term for term in line.terms if term.state != "not-applicable"]
    assert line.applicable_weight == pytest.approx(sum(term.weight for term in applicable), abs=1e-12)
    if line.applicable_weight:
        covered = sum(term.weight * (term.coverage or 0.0) for term in applicable)
        assert line.coverage == pytest.approx(covered / line.applicable_weight, abs=1e-9)
    for term in line.terms:
        expected = term.weight / line.scored_weight if term in scored and line.scored_weight else 0.0
        assert term.share == pytest.approx(expected, abs=1e-9)
        assert term.product == (None if term.score is None else pytest.approx(term.share * term.score))
    if line.score is not None and line.aggregate == "weighted-mean":
        assert sum(term.product or 0.0 for term in line.terms) == pytest.approx(line.score, abs=1e-9)
    if line.score is None and scored:
        assert (line.coverage or 0.0) < line.minimum_coverage


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("sample", samples())
def test_samples_sum(sample: str, name: str) -> None:
    """For each sample firm and model the lines sum, on the whole and for each of its parts."""
    questionnaire, own = questionnaires()["industrie-x0"], models()[name]
    whole = explain(questionnaire, own, samples()[sample])
    assert_sums(whole)
    assert whole.score is not None
    for node in [line.node for line in whole.lines]:
        part = explain(questionnaire, own, samples()[sample], node)
        assert_sums(part)
        assert part.score == next(line.score for line in whole.lines if line.node == node)


@given(firms())
@examples(30)
def test_random_firms_sum(made: Firm) -> None:
    """For any model and firm the lines sum."""
    assert_sums(explained(made))


@given(firms(Shape(aggregates=("weighted-mean",))))
@examples(30)
def test_contribution_is_share_by_score(made: Firm) -> None:
    """Under weighted means each contribution is the indicator's share of the whole times its score."""
    for line in explained(made).contributions:
        assert line.contribution == pytest.approx(line.share * line.score, abs=1e-9)


def test_lines_of_a_small_firm() -> None:
    """Answer, value, view, weight, share, contribution: each number as computed by hand."""
    nodes: Mapping[str, Node] = {
        "overall": Group(children=("a", "seen", "c", "gap"), weights={"a": 1.0, "seen": 2.0, "c": 1.0, "gap": 4.0}),
        "seen": Indicator(question="b", map_=((0.0, 0.0), (0.5, 1.0), (1.0, 1.0))),
        "gap": NotCovered(not_covered="no honest match"),
    }
    found = explained(firm(model(nodes), {"a": 4, "b": 3, "c": Unknown(state="unknown")}))
    group, first, seen, missing = found.lines
    assert isinstance(group, GroupLine)
    assert [(term.node, term.weight, term.share) for term in group.terms] == [
        ("a", 0.125, pytest.approx(1 / 3)),
        ("seen", 0.25, pytest.approx(2 / 3)),
        ("c", 0.125, 0.0),
    ]
    assert (group.scored_weight, group.applicable_weight, group.coverage) == (0.375, 0.5, 0.75)
    assert isinstance(first, IndicatorLine)
    assert (first.answer, first.value, first.score) == (4, 0.4, 40)
    assert isinstance(seen, IndicatorLine)
    assert (seen.question, seen.answer) == ("b", 3)
    assert (seen.value, seen.score) == pytest.approx((0.3, 60))
    assert isinstance(missing, IndicatorLine)
    assert (missing.answer, missing.value, missing.score, missing.state) == (None, None, None, "not-scored")
    assert found.score == pytest.approx(40 / 3 + 60 * 2 / 3)
    assert [line.node for line in found.contributions] == ["a", "seen"]


def test_one_indicator() -> None:
    """An indicator explains itself: its whole score is its own."""
    found = explained(firm(model(mean_of("a", "b")), {"a": 4, "b": 1}), "a")
    assert [line.node for line in found.lines] == ["a"]
    assert [(line.share, line.contribution) for line in found.contributions] == [(1.0, 40.0)]


def test_aggregates_that_are_no_sums() -> None:
    """A minimum's score is its lowest child's; a count's and a ladder's belong to the children that count."""
    for aggregate, expected in (
        ("minimum", {"a": 0.0, "b": 20.0, "c": 0.0}),
        ("count", {"a": pytest.approx(100 / 3), "b": 0.0, "c": pytest.approx(100 / 3)}),
        ("ladder", {"a": pytest.approx(100 / 3), "b": 0.0, "c": 0.0}),
        ("geometric-mean", {name: pytest.approx((0.9 * 0.2 * 0.9) ** (1 / 3) * 100 / 3) for name in "abc"}),
    ):
        bounds = dict.fromkeys("abc", 50.0) if aggregate in {"count", "ladder"} else {}
        group = Group.model_validate({"children": ("a", "b", "c"), "aggregate": aggregate, "bounds": bounds})
        found = explained(firm(model({"overall": group}), {"a": 9, "b": 2, "c": 9}))
        assert {line.node: line.contribution for line in found.contributions} == expected, aggregate


def test_points_for_a_score_of_zero() -> None:
    """A score of 0 that reaches a count's bound of 0 brings the count's points, shared out by weight."""
    nodes = {
        "overall": Group(children=("part", "c"), aggregate="count", bounds={"part": 0.0}),
        "part": Group(children=("a", "b"), weights={"a": 1.0, "b": 3.0}),
    }
    found = explained(firm(model(nodes), {"a": 0, "b": 0, "c": 4}))
    assert found.score == 50
    assert {line.node: line.contribution for line in found.contributions} == {"a": 12.5, "b": 37.5, "c": 0}


def test_nothing_to_explain() -> None:
    """Without a score there are lines and no contributions."""
    found = explained(
        firm(model(mean_of("a", "b")), {"a": Unknown(state="unknown"), "b": NotApplicable(state="not-applicable")})
    )
    assert (found.score, found.contributions) == (None, ())
    assert [line.state for line in found.lines] == ["not-scored", "not-scored", "not-applicable"]


def test_unknown_node() -> None:
    """A node that is not in the model is refused with those that are."""
    with pytest.raises(UsageError) as refused:
        explained(firm(model(mean_of("a")), {"a": 4}), "b")
    assert refused.value.problem.code == "node-unknown"
    assert dict(refused.value.problem.values) == {"found": "b", "model": "made", "known": "overall, a"}
