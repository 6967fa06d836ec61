"""What points are worth, worked out by hand."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from jazari_assess.engine.plan.candidates import candidates
from jazari_assess.engine.plan.content import PlanContent
from jazari_assess.engine.plan.problem import Pool
from jazari_assess.engine.plan.value import AIM, next_level, valuation
from jazari_assess.model.aims import Aim
from jazari_assess.model.plan_settings import PlanSettings
from tests.engine.plan.small_content import content, firm


def pool(name: str, settings: PlanSettings | None = None, **profile: object) -> Pool:
    """Return a pool of the lowest firm."""
    return valuation(content(), firm(None, **profile), settings or PlanSettings()).pools()[name]


def with_aim(name: str, *, serves: str) -> PlanContent:
    """Return the small content with one more aim, which an indicator helps."""
    fields = {"rationale": "made", "serves": {serves: {"relevance": 1, "rationale": "made"}}, "kpis": {"few": {}}}
    return replace(content(), aims={**content().aims, name: Aim.model_validate(fields)})


def test_half_of_a_weight_is_equal_for_all() -> None:
    """House weighs three quarters: 0.625 with half of the weight spread evenly."""
    assert pool("house").weight == pytest.approx(0.5 * 0.75 + 0.5 * 0.5)


def test_aims_take_half_of_the_value() -> None:
    """With an aim, dimensions share one half and the aim has the other."""
    assert pool("house", aims=("calm",)).weight == pytest.approx(0.625 / 2)
    assert pool(AIM + "calm", aims=("calm",)).weight == pytest.approx(0.5)


def test_the_floor_is_the_next_level_or_what_it_asks() -> None:
    """The next level begins at 40 and asks 50 of the house; beyond, points count less and never nothing."""
    assert pool("house").bands[:2] == ((50.0, 1.0), (30.0, 0.5))
    assert pool("house").bands[2][1] == 0.15
    assert pool("market").bands[:2] == ((40.0, 1.0), (40.0, 0.5))


def test_a_target_raises_the_floor_and_never_lowers_it() -> None:
    """A target above the floor stands in its place, one below leaves it; points below either count six times."""
    settings = PlanSettings(targets={"house": 70.0, "market": 10.0})
    floors = valuation(content(), firm(), settings).floors
    assert (floors["house"], floors["market"]) == (70.0, valuation(content(), firm(), PlanSettings()).floors["market"])
    assert pool("house", settings).bands[0] == (70.0, 6.0)
    assert pool("market", settings).bands[:2] == ((10.0, 6.0), (floors["market"] - 10.0, 1.0))


def test_a_priority_weighs_and_leaves_the_floor() -> None:
    """Twice as important is twice the worth of a point."""
    settings = PlanSettings(priorities={"market": 2})
    assert pool("market", settings).weight == pytest.approx(2 * pool("market").weight)
    assert pool("market", settings).bands == pool("market").bands


def test_low_steps_count_more_than_high_ones() -> None:
    """The first step of order is half of the house: 25 points x 0.5 x 1.0; the third counts 0.7."""
    own = valuation(content(), firm(aims=("calm",)), PlanSettings())
    found = candidates(content(), firm(aims=("calm",)))
    first = own.of_lift(found["order-1"].lifts[0], [found["order-1"]])
    assert first["house"] == pytest.approx(12.5)
    assert first[AIM + "calm"] == pytest.approx(25 * 4 / 5)
    third = own.of_lift(found["order-3"].lifts[0], [found["order-3"]])
    assert third["house"] == pytest.approx(12.5 * 0.7)


def test_a_deed_counts_like_a_step_that_decides() -> None:
    """An aim's own deed without an indicator is worth 25 points of weight four."""
    own = valuation(content(), firm(aims=("calm",)), PlanSettings())
    found = candidates(content(), firm(aims=("calm",)))
    assert own.of_deed(found["deed"]) == {AIM + "calm": pytest.approx(25 * 4 / 5)}
    assert own.of_deed(found["opener"]) == {}


@pytest.mark.parametrize(
    ("indicator", "aims", "targets", "expected"),
    [
        ("count", ("order-books",), {}, 1.0),  # serves no aim, and so all of them alike
        ("care", ("order-books",), {}, 1.0),
        ("order", (), {}, 1.0),
        ("order", ("order-books",), {}, 0.7),
        ("order", ("order-books", "calm"), {}, 1.0),
        ("order", ("order-books",), {"house": 10.0}, 1.0),
        ("order", ("order-books",), {"market": 10.0}, 0.7),
    ],
)
def test_what_serves_other_aims_counts_less(
    indicator: str, aims: tuple[str, ...], targets: dict[str, float], expected: float
) -> None:
    """Seven tenths in a firm of sixty persons, unless a target is asked of its dimension."""
    own = with_aim("order-books", serves="care")
    lowest = firm(aims=aims or None)
    closers = [one for one in candidates(own, lowest).values() if one.action.indicator == indicator]
    assert valuation(own, lowest, PlanSettings(targets=targets)).aside(indicator, closers) == expected


def test_an_aim_that_nothing_scored_serves_is_none() -> None:
    """Its pool would take half of the value, and nothing could flow into it."""
    assert valuation(with_aim("order-books", serves="care"), firm(aims=("order-books",)), PlanSettings()).aims == (
        "order-books",
    )
    assert valuation(with_aim("order-books", serves="away"), firm(aims=("order-books",)), PlanSettings()).aims == ()


def test_points_fill_the_dearest_band_first() -> None:
    """Sixty points over bands of 50 and 30: the first fifty in full, the next ten half."""
    assert Pool(weight=2.0, bands=((50.0, 1.0), (30.0, 0.5))).worth(60.0) == pytest.approx(2 * 55)


def test_points_of_a_list_stand_above_those_it_has() -> None:
    """The second of four things goes from 25 to 50: the second quarter of the scale, not the first."""
    half = firm({"list": ("a",)})
    (lift,) = candidates(content(), half)["list-ab"].lifts
    assert (lift.option, lift.high) == ("b", 25.0)
    assert valuation(content(), half, PlanSettings()).height(lift) == 0.9


@pytest.mark.parametrize(
    ("answers", "overall", "following"), [({}, 0.0, 40.0), ({"care": 3, "order": 3}, 42.1875, 80.0)]
)
def test_the_next_level_begins_above_the_score(answers: Mapping[str, object], overall: float, following: float) -> None:
    """A firm that has passed a bound is not told of it again."""
    own = firm(answers)
    level = next_level(own)
    assert own.views[own.root].score == overall
    assert level is not None
    assert level.from_ == following
