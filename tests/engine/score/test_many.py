"""Many firms at once have the figures that each has alone."""

import random
from dataclasses import asdict

import pytest

from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.engine.score.many import ManyScored, NodeFigures
from jazari_assess.model.assessment import Assessment, Unknown
from jazari_assess.model.result import NodeResult, Overall
from tests.engine.content import models, questionnaires, samples


def thinned(assessment: Assessment, chance: random.Random) -> Assessment:
    """Return an assessment with some answers gone, and some not known."""
    share = chance.choice((0.0, 0.5, 0.95))
    kept = {name: one for name, one in assessment.answers.items() if chance.random() < share}
    unknown = {name: Unknown(state="unknown") for name in kept if chance.random() < 0.1}
    sector = chance.choice((assessment.profile.sector, "automotive", None))
    profile = assessment.profile.model_copy(update={"sector": sector})
    return assessment.model_copy(update={"answers": {**kept, **unknown}, "profile": profile})


def same(figures: NodeFigures, told: NodeResult | Overall) -> bool:
    """Say whether figures are those of a result."""
    return asdict(figures) == {name: getattr(told, name) for name in asdict(figures)}


@pytest.mark.parametrize("model", ["industrie-x0", "eu-dma", "siri"])
def test_many_at_once_are_as_each_alone(model: str) -> None:
    """Scores, intervals, levels, coverage, variants, flags and checks are those of the one, to the last bit."""
    content, chance = questionnaires()["industrie-x0"], random.Random(3)  # noqa: S311 data of a test
    firms = [*samples().values(), *(thinned(one, chance) for one in samples().values() for _ in range(3))]
    for firm, found in zip(firms, ManyScored(content, models()[model]).figures(firms), strict=True):
        alone = evaluate(content, (models()[model],), firm, date="2026-11-29", tool_version="0", draws=1)
        told = alone.models[0]
        covered = {name: node for name, node in told.nodes.items() if node.state != "not-covered"}
        assert same(found.overall, told.overall)
        assert set(found.nodes) == set(covered)
        assert [name for name in covered if not same(found.nodes[name], covered[name])] == []
        assert (found.flags, found.checks) == (alone.flags, alone.checks)
        assert found.variant == alone.provenance.models[0].variant
