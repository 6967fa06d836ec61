"""The SIRI prioritisation: three factors, each by its total, weighted by horizon."""

import pytest
from pydantic import ValidationError

from jazari_assess.engine.prioritisation import (
    HORIZONS,
    WEIGHTS,
    Horizon,
    PriorityInputs,
    prioritise,
    siri_bands,
)
from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.model.assessment import Unknown
from jazari_assess.model.maturity import Group
from jazari_assess.model.siri import DIMENSIONS, SiriDimension
from tests.engine.content import models, questionnaires, samples

# Four dimensions have a band. Gaps to 5: 4 3 2 1 of 10 -> .4 .3 .2 .1; cost 5 5 0 10 of 20 -> .25 .25 0 .5;
# KPI 1 3 4 2 of 10 -> .1 .3 .4 .2.
VERTICAL: SiriDimension = "vertical-integration"
HORIZONTAL: SiriDimension = "horizontal-integration"
SHOP_FLOOR: SiriDimension = "shop-floor-automation"
STRATEGY: SiriDimension = "strategy-and-governance"
FOUR: dict[SiriDimension, int | None] = {VERTICAL: 1, HORIZONTAL: 2, SHOP_FLOOR: 3, STRATEGY: 4}
INPUTS = PriorityInputs(
    bands=FOUR,
    cost={VERTICAL: 5.0, HORIZONTAL: 5.0, STRATEGY: 10.0},
    kpi={VERTICAL: 1.0, HORIZONTAL: 3.0, SHOP_FLOOR: 4.0, STRATEGY: 2.0},
)


@pytest.mark.parametrize(
    ("horizon", "expected"),
    [
        # .30 cost + .40 KPI + .30 proximity: .075+.12+.09, .15+.08+.03, .075+.04+.12, 0+.16+.06
        ("strategic", {HORIZONTAL: 0.285, STRATEGY: 0.26, VERTICAL: 0.235, SHOP_FLOOR: 0.22}),
        # .45 + .30 + .25: .225+.06+.025, .1125+.09+.075, .1125+.03+.1, 0+.12+.05
        ("tactical", {STRATEGY: 0.31, HORIZONTAL: 0.2775, VERTICAL: 0.2425, SHOP_FLOOR: 0.17}),
        # .60 + .20 + .20: .3+.04+.02, .15+.06+.06, .15+.02+.08, 0+.08+.04
        ("operational", {STRATEGY: 0.36, HORIZONTAL: 0.27, VERTICAL: 0.25, SHOP_FLOOR: 0.12}),
    ],
)
def test_impacts_and_order_by_horizon(horizon: Horizon, expected: dict[str, float]) -> None:
    """The impacts are those computed by hand, the largest first, and sum to 1."""
    found = prioritise(INPUTS, horizon)
    assert [dimension.id for dimension in found.ranked] == list(expected)
    assert [dimension.impact for dimension in found.ranked] == pytest.approx(list(expected.values()))
    assert [dimension.rank for dimension in found.ranked] == [1, 2, 3, 4]
    assert sum(dimension.impact for dimension in found.ranked) == pytest.approx(1)


def test_the_parts_are_shown() -> None:
    """Each dimension carries its band, target, gap and the weighted share of each factor."""
    first = prioritise(INPUTS, "strategic").ranked[0]
    assert (first.band, first.target, first.gap) == (2, 5, 3)
    assert (first.cost, first.kpi, first.proximity) == pytest.approx((0.075, 0.12, 0.09))


def test_weights_of_a_horizon_are_a_whole() -> None:
    """Cost, KPI and proximity share 100 % in each of the three horizons."""
    assert HORIZONS == ("strategic", "tactical", "operational")
    for horizon in HORIZONS:
        weights = WEIGHTS[horizon]
        assert weights.cost + weights.kpi + weights.proximity == pytest.approx(1)


def test_the_scale_of_a_factor_does_not_matter() -> None:
    """A factor counts by its shares: relevances ten times as large give the same impacts."""
    assert INPUTS.cost is not None
    scaled = INPUTS.model_copy(update={"cost": {name: 10 * value for name, value in INPUTS.cost.items()}})
    before, after = prioritise(INPUTS, "tactical"), prioritise(scaled, "tactical")
    assert [one.impact for one in after.ranked] == pytest.approx([one.impact for one in before.ranked])


def test_without_cost_and_kpi_all_are_equal_and_this_is_said() -> None:
    """Nothing but bands: the order follows the gaps, and the result says what was taken as equal."""
    found = prioritise(PriorityInputs(bands=FOUR), "operational")
    assert (found.cost_taken_as_equal, found.kpi_taken_as_equal, found.top_band_as_target) == (True, True, True)
    assert [dimension.id for dimension in found.ranked] == [VERTICAL, HORIZONTAL, SHOP_FLOOR, STRATEGY]
    # .6 x 1/4 + .2 x 1/4 + .2 x .4 = .28
    assert found.ranked[0].impact == pytest.approx(0.28)
    given = prioritise(INPUTS, "operational")
    assert (given.cost_taken_as_equal, given.kpi_taken_as_equal) == (False, False)


def test_targets_replace_the_top_band() -> None:
    """The gap is to the target named, and never negative when the firm is beyond it."""
    inputs = PriorityInputs(bands=FOUR, targets={VERTICAL: 3, STRATEGY: 2})
    found = {dimension.id: dimension for dimension in prioritise(inputs, "strategic").ranked}
    assert {name: one.gap for name, one in found.items()} == {VERTICAL: 2, HORIZONTAL: 3, SHOP_FLOOR: 2, STRATEGY: 0}
    assert found[STRATEGY].proximity == 0
    assert not prioritise(inputs, "strategic").top_band_as_target


def test_no_gap_anywhere_leaves_cost_and_kpi() -> None:
    """A firm at its target everywhere is ranked by cost and KPI alone; nothing is divided by zero."""
    inputs = PriorityInputs(bands={VERTICAL: 5, STRATEGY: 5}, cost={STRATEGY: 1.0}, kpi={STRATEGY: 1.0})
    found = prioritise(inputs, "strategic").ranked
    assert [(one.id, one.impact) for one in found] == [(STRATEGY, pytest.approx(0.7)), (VERTICAL, 0)]


def test_equal_impacts_share_a_rank() -> None:
    """Ties have one rank, keep the order of the index, and the next rank counts them."""
    bands: dict[SiriDimension, int | None] = {STRATEGY: 2, VERTICAL: 2, SHOP_FLOOR: 4}
    found = prioritise(PriorityInputs(bands=bands), "tactical").ranked
    assert [(one.id, one.rank) for one in found] == [(VERTICAL, 1), (STRATEGY, 1), (SHOP_FLOOR, 3)]


def test_a_dimension_without_band_is_set_apart() -> None:
    """No band, no rank: it takes no share of any total and is named."""
    inputs = INPUTS.model_copy(update={"bands": {**FOUR, "facility-automation": None}})
    found = prioritise(inputs, "strategic")
    assert found.ranked == prioritise(INPUTS, "strategic").ranked
    assert "facility-automation" in found.unranked
    assert len(found.ranked) + len(found.unranked) == 16


@pytest.mark.parametrize(
    "wrong",
    [
        {"bands": {VERTICAL: 6}},
        {"bands": {VERTICAL: -1}},
        {"bands": {"shop-floor": 1}},
        {"bands": FOUR, "cost": {VERTICAL: -1.0}},
        {"bands": FOUR, "cost": {VERTICAL: float("nan")}},
        {"bands": FOUR, "kpi": {"quality": 1.0}},
        {"bands": FOUR, "cost": {VERTICAL: 0.0}},
        {"bands": FOUR, "kpi": {"facility-automation": 1.0}},
        {"bands": FOUR, "targets": {VERTICAL: 7}},
        {"bands": FOUR, "horizon": "strategic"},
    ],
)
def test_wrong_inputs_are_refused(wrong: dict[str, object]) -> None:
    """A band or target out of 0..5, a strange dimension, a negative or all-zero factor, an unknown key."""
    with pytest.raises(ValidationError):
        PriorityInputs.model_validate(wrong)


def test_the_dimensions_are_those_of_the_view() -> None:
    """The sixteen names are the sixteen nodes under the pillars of the view, in its order."""
    nodes = models()["siri"].structure.nodes

    def under(name: str) -> list[str]:
        node = nodes.get(name)
        parts = node.children if isinstance(node, Group) else ()
        dimensions: list[str] = [part for part in parts if part in DIMENSIONS]
        return dimensions or [found for part in parts for found in under(part)]

    assert under("profile-of-dimensions") == list(DIMENSIONS)


def test_a_sample_firm_is_ranked_from_its_result() -> None:
    """Bands come from the view's result; the dimension that nobody could answer is not ranked."""
    model = models()["siri"]
    sample = samples()["textile-workshop"]
    unknown = {**sample.answers, "energy-efficiency": Unknown(state="unknown")}
    firm = sample.model_copy(update={"answers": unknown})
    result = evaluate(questionnaires()["industrie-x0"], [model], firm, date="2026-11-21", tool_version="0", draws=1)
    bands = siri_bands(result.models[0])
    assert bands["facility-automation"] is None
    found = prioritise(PriorityInputs(bands=bands), "strategic")
    assert "facility-automation" in found.unranked
    assert found.ranked[0].gap == max(one.gap for one in found.ranked)
