"""acatech's advice: the areas behind first, then all."""

import pytest

from jazari_assess.engine.levelling import (
    AREAS,
    AreaBehind,
    LevelFirst,
    NotEnoughKnown,
    RaiseAll,
    area_scores,
    levelling_advice,
)
from jazari_assess.engine.score.evaluate import evaluate
from tests.engine.content import models, questionnaires, samples

LEVELS = models()["acatech"].structure.levels


def scores(*values: float | None) -> dict[str, float | None]:
    """Return scores of the four areas in their order."""
    return dict(zip(AREAS, values, strict=True))


def test_areas_behind_come_first() -> None:
    """Stages 4, 2, 3, 4: structure and systems are behind, systems most; the points are to the leader's stage."""
    advice = levelling_advice(scores(75, 25, 50, 60), LEVELS)
    assert advice == LevelFirst(
        leading=("resources", "culture"),
        stage=4,
        behind=(
            AreaBehind(area="information-systems", stage=2, stages_behind=2, points_behind=35),
            AreaBehind(area="organisational-structure", stage=3, stages_behind=1, points_behind=10),
        ),
        unknown=(),
    )


def test_level_areas_are_raised_together() -> None:
    """Different scores within one stage are level: raise all to the next."""
    assert levelling_advice(scores(20, 25, 39.99, 30), LEVELS) == RaiseAll(stage=2, next_stage=3)


def test_a_bound_separates() -> None:
    """40 is stage 3 and 39.99 stage 2, though both read 40.0 on paper."""
    advice = levelling_advice(scores(40, 39.99, 40, 40), LEVELS)
    assert isinstance(advice, LevelFirst)
    assert [(one.area, one.stages_behind) for one in advice.behind] == [("information-systems", 1)]
    assert advice.behind[0].points_behind == pytest.approx(0.01)


def test_the_top_has_no_next_stage() -> None:
    """All at the last stage: nothing above."""
    assert levelling_advice(scores(100, 100, 100, 100), LEVELS) == RaiseAll(stage=6, next_stage=None)


def test_an_unknown_area_is_told() -> None:
    """An unknown area hides no area behind; level known areas are no reason to raise all."""
    behind = levelling_advice(scores(60, None, 20, 60), LEVELS)
    assert isinstance(behind, LevelFirst)
    assert behind.unknown == ("information-systems",)
    assert levelling_advice(scores(30, None, 30, 30), LEVELS) == NotEnoughKnown(unknown=("information-systems",))
    assert levelling_advice(scores(None, None, None, None), LEVELS) == NotEnoughKnown(unknown=AREAS)


@pytest.mark.parametrize("name", sorted(samples()))
def test_a_sample_firm_gets_advice(name: str) -> None:
    """Each sample firm knows its four areas, and what is behind is behind the whole's leading stage."""
    model = models()["acatech"]
    result = evaluate(
        questionnaires()["industrie-x0"], [model], samples()[name], date="2026-11-21", tool_version="0", draws=1
    ).models[0]
    advice = levelling_advice(area_scores(result), LEVELS)
    assert isinstance(advice, LevelFirst | RaiseAll)
    if isinstance(advice, LevelFirst):
        assert advice.unknown == ()
        assert min(one.stage for one in advice.behind) == result.overall.level
