"""Counts over many firms are those of a plain loop over them, however they are cut into blocks."""

import numpy as np
import pytest

from jazari_assess.engine.cohort.counting import Firms, Measures, Offer, added, counted
from jazari_assess.engine.cohort.demand import open_to
from jazari_assess.engine.cohort.summary import summarised
from jazari_assess.model.cohort import Cohort
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES, Profile


def barred(profile: Profile) -> str | None:
    """Stand for an offer to one region alone."""
    return None if profile.region == REGIONS[0] else "region"


MEASURES = Measures(
    levels=("low", "high"),
    dimensions=("d",),
    questions=("q", "r"),
    offers={"o": Offer(closes=(("q", 40.0), ("away", 10.0)), open_to=open_to(barred, ()))},
)


def firms(rows: int, seed: int = 5) -> Firms:
    """Return firms of every kind: without a score, without a place, with questions that do not concern them."""
    random = np.random.Generator(np.random.PCG64(seed))
    score = np.where(random.random(rows) < 0.1, np.nan, random.choice([0.0, 9.999, 10.0, 55.5, 99.9, 100.0], rows))
    values = random.choice([np.nan, -1.0, 0.0, 49.9, 50.0, 100.0], (rows, 2))
    return Firms(
        score=score,
        coverage=np.where(np.isnan(score), 0.2, 0.9),
        level=np.where(np.isnan(score), -1, (score >= 50).astype(np.int64)),
        region=random.integers(-1, 2, rows),
        sector=random.integers(-1, 2, rows),
        size=random.integers(-1, 2, rows),
        turnover=np.full(rows, np.nan),
        dimensions=score[:, None],
        values=values,
        bounds={"q": values[:, 0]},
    )


def part(of: Firms, rows: slice) -> Firms:
    """Return some of the firms."""
    cut = {name: value[rows] for name, value in vars(of).items() if name != "bounds"}
    return Firms(**cut, bounds={name: value[rows] for name, value in of.bounds.items()})


def told(of: Firms, fewest: int = 5) -> Cohort:
    """Return what is told of some firms."""
    return summarised(counted(of, MEASURES), MEASURES, fewest=fewest)


def test_blocks_add_up() -> None:
    """A table in one block and in blocks of seven gives one summary, of counts exactly, of means to a rounding."""
    found = firms(400)
    whole = told(found)
    blocks = [counted(part(found, slice(start, start + 7)), MEASURES) for start in range(0, 400, 7)]
    cut = summarised(added(blocks), MEASURES)
    assert (cut.histogram, cut.levels, cut.gaps, cut.missed) == (
        whole.histogram,
        whole.levels,
        whole.gaps,
        whole.missed,
    )
    assert cut.mean == pytest.approx(whole.mean, abs=1e-9)


def test_counts_are_those_of_a_loop() -> None:
    """Every figure, from the rows one by one; a score of 100 stands in the top tenth, one on a bound in the upper."""
    found = firms(400)
    cohort = told(found)
    scores = [score for score in found.score.tolist() if not np.isnan(score)]
    tenths = [sum(min(int(score // 10), 9) == place for score in scores) for place in range(10)]
    assert cohort.histogram == tuple(tenths)
    assert 100.0 in scores
    assert cohort.mean == pytest.approx(sum(scores) / len(scores))
    for name, ids, codes in (("region", REGIONS, found.region), ("size", SIZES, found.size)):
        for group in cohort.groups[name]:
            rows = codes == (-1 if group.id is None else ids.index(group.id))
            assert group.firms == rows.sum()
            assert group.mean == pytest.approx(np.nanmean(found.score[rows]))
    heat = dict(cohort.heat)
    assert heat[SECTORS[0]][0] == pytest.approx(np.nanmean(found.score[found.sector == 0]))


def test_a_gap_is_an_answer_worth_less_than_half() -> None:
    """49.9 is a gap, 50 is none; missing and irrelevant answers are neither; each counts where it belongs."""
    found = firms(400)
    cohort = told(found)
    gaps = {one.id: (one.count, one.of) for one in cohort.gaps}
    missed = {one.id: (one.count, one.of) for one in cohort.missed}
    for column, name in enumerate(MEASURES.questions):
        values = found.values[:, column]
        answered = values[(values >= 0)]
        assert gaps[name] == ((answered < 50).sum(), len(answered))
        assert missed[name] == (np.isnan(values).sum(), (np.isnan(values) | (values >= 0)).sum())


def test_demand_counts_firms_that_an_offer_is_open_to_and_that_need_it() -> None:
    """Below the bound it closes to, in its region; a firm whose region is not known is not counted."""
    found = firms(400)
    service = told(found).services[0]
    here = found.region == 0
    wants = (found.values[:, 0] >= 0) & (found.values[:, 0] < 40)
    assert (service.count, service.of) == ((here & wants).sum(), here.sum())


def test_a_place_that_is_not_known_is_a_group_of_its_own_and_comes_last() -> None:
    """Firms without a region are counted as such, not under another region."""
    found = firms(400)
    groups = told(found).groups["region"]
    assert groups[-1].id is None
    assert groups[-1].firms == (found.region == -1).sum()


def test_of_a_few_firms_nothing_is_told_but_their_number() -> None:
    """Four firms: no mean, no distribution, no ranking."""
    cohort = told(part(firms(400), slice(0, 4)))
    assert (cohort.firms, cohort.mean, cohort.coverage, cohort.withheld) == (4, None, None, True)
    assert [count for count in cohort.histogram if count] == []
    assert (cohort.gaps, cohort.missed, cohort.services, cohort.heat) == ((), (), (), ())
    assert {row.firms for rows in cohort.groups.values() for row in rows} <= {None}


@pytest.mark.parametrize("rows", [5, 12, 30, 80])
def test_no_figure_tells_of_under_five_firms(rows: int) -> None:
    """Counts of groups, tenths and levels, both parts of every share, and what is left of the whole."""
    for seed in range(30):
        cohort = told(firms(rows, seed))
        counts = [*cohort.histogram, *(count for _, count in cohort.levels)]
        counts += [row.firms for groups in cohort.groups.values() for row in groups]
        for one in (*cohort.gaps, *cohort.missed, *cohort.services):
            counts += [one.count, one.of - one.count, cohort.firms - one.of]
        assert [count for count in counts if count is not None and 0 < count < 5] == []


def test_without_a_bound_everything_is_told() -> None:
    """With one firm as the least, nothing is withheld: the suppression is what withholds, not the counting."""
    cohort = told(part(firms(400), slice(0, 12)), fewest=1)
    assert cohort.withheld is False
    assert sum(count or 0 for count in cohort.histogram) == cohort.scored
