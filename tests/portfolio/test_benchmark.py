"""What records contribute to a benchmark: each firm once, by its newest assessment."""

from dataclasses import replace

from jazari_assess.portfolio.benchmark import contributions
from jazari_assess.portfolio.records import ScoreRecord
from tests.portfolio.many import DIMENSIONS, drawn, record

MEASURES = ("overall", *DIMENSIONS)


def test_the_newest_assessment_of_a_firm_counts() -> None:
    """Of three stages the latest day is taken, whatever their order; a firm is one contribution."""
    draw = drawn(1)
    stages = [
        record("a", draw, stage=stage, date=f"202{6 + place}-01-01") for place, stage in enumerate(("T0", "T1", "T2"))
    ]
    found = contributions([stages[1], stages[2], stages[0], record("b", draw)], MEASURES)
    assert [(one.firm, one.assessment == stages[2].sha256) for one in found] == [("a", True), ("b", False)]
    assert set(found[0].scores) == set(MEASURES)


def test_where_a_firm_stands() -> None:
    """Sector, then size, then region, as far as they are known without a gap."""
    one = replace(record("a", drawn(1)), sector="crafts", size=None, region="oriental")
    assert contributions([one], MEASURES)[0].path == ("crafts",)


def test_sample_firms_and_missing_scores_are_left_out() -> None:
    """A fictional firm takes no part; a dimension that is not scored is no score of 0."""
    one = record("a", drawn(1))
    bare = replace(one, scores={**one.scores, "data-ai": ScoreRecord(score=None)})
    assert contributions([replace(one, sample=True)], MEASURES) == ()
    assert "data-ai" not in contributions([bare], MEASURES)[0].scores
