"""What a sector's weights do to a plan: what they weigh more is neither aimed lower nor put behind."""

from functools import cache

import pytest

from jazari_assess.engine.plan.firm import Firm
from jazari_assess.engine.plan.value import Valuation, next_level, valuation
from jazari_assess.engine.score.evaluate import answered, compiled_for
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.profile import Sector
from tests.engine.plan.random_firms import plan_content, random_firm

VARIANTS = plan_content().model.variants
SECTORS: tuple[Sector, ...] = tuple(sector for variant in VARIANTS for sector in variant.when.sector)
SEEDS = range(40)
NOISE = 1e-9


@cache
def valued(seed: int, sector: Sector) -> tuple[Firm, Valuation]:
    """Return a random firm as one of a sector, and what points are worth to it."""
    content, drawn = plan_content(), random_firm(seed)
    found = answered(
        content.questionnaire, drawn.model_copy(update={"profile": drawn.profile.model_copy(update={"sector": sector})})
    )
    firm = Firm(answers=found, compiled=compiled_for(content.model, found))
    return firm, valuation(content, firm, PlanSettings())


def test_every_variant_is_one_of_sectors() -> None:
    """Each variant of the main model is tried below: it is chosen by the sector alone, and by one at least."""
    assert len(VARIANTS) >= 3
    assert all(variant.when.sector and not variant.when.size for variant in VARIANTS)


@pytest.mark.parametrize("sector", SECTORS)
def test_what_a_variant_weighs_more_is_as_urgent_and_aimed_as_high(sector: Sector) -> None:
    """A point in such a dimension counts at least as much, and its floor is no lower under the same next level."""
    compared = 0
    for seed in SEEDS:
        (plain, before), (varied, after) = valued(seed, "other"), valued(seed, sector)
        assert plain.compiled.variant is None
        assert varied.compiled.variant in {one.id for one in VARIANTS if sector in one.when.sector}
        same_level = next_level(plain) == next_level(varied)
        for name in set(plain.dimensions) & set(varied.dimensions):
            if varied.views[name].share > plain.views[name].share + NOISE:
                assert after.weight(name) >= before.weight(name)
                assert not same_level or after.floors[name] >= before.floors[name]
                compared += 1
    assert compared >= len(SEEDS)


@pytest.mark.parametrize("sector", SECTORS)
def test_no_weight_lowers_one_dimension_below_the_rest(sector: Sector) -> None:
    """Each dimension is to reach the next level of the whole firm, or a gate above it, whatever it weighs."""
    for seed in SEEDS:
        firm, found = valued(seed, sector)
        level = next_level(firm)
        gates = {} if level is None else {one.node: one.at_least for one in level.require}
        assert found.floors == {name: max(found.floor, gates.get(name, 0.0)) for name in firm.dimensions}
