"""From counts to what is told: means and shares, without the groups that would tell of a few firms."""

from collections.abc import Iterable, Sequence

import numpy as np

from jazari_assess.engine.cohort.counting import GROUPINGS, PLACES, Codes, Counts, Measures, Numbers
from jazari_assess.engine.cohort.suppression import Mask, withheld, withheld_parts
from jazari_assess.model.cohort import FEWEST_FIRMS, Cohort, GroupMean, Portion
from jazari_assess.model.profile import SECTORS


def summarised(counts: Counts, measures: Measures, *, fewest: int = FEWEST_FIRMS) -> Cohort:
    """Return what may be told of all firms: no group of it has under ``fewest`` of them, or lets one be derived."""
    firms, scored, total = counts.profile.sum(axis=(0, 1, 2))
    enough = scored >= fewest
    groupings, hidden_sectors = _groupings(counts.profile, fewest)
    tenths, levels = _distributions(counts.spread, fewest)
    rows = _rows(counts, measures, int(firms), fewest)
    heat = _heat(counts.heat, hidden_sectors, fewest)
    return Cohort(
        firms=int(firms),
        scored=int(scored),
        mean=float(total / scored) if enough else None,
        coverage=float(counts.coverage[1] / counts.coverage[0]) if counts.coverage[0] >= fewest else None,
        histogram=tenths,
        levels=tuple(zip((*measures.levels, None), levels, strict=True)),
        groups=groupings,
        dimensions=measures.dimensions,
        heat=heat,
        gaps=rows[0],
        missed=rows[1],
        services=rows[2],
        withheld=_any_withheld(groupings.values(), tenths, levels),
    )


def _any_withheld(groupings: Iterable[Sequence[GroupMean]], *counts: Sequence[int | None]) -> bool:
    return any(row.firms is None for rows in groupings for row in rows) or any(None in part for part in counts)


def memberships() -> Mask:
    """Return which cells of regions, sectors and sizes each group holds: everybody, then the groups in their order."""
    axes = [axis.ravel() for axis in np.indices(PLACES)]
    members = [axis == place for axis, size in zip(axes, PLACES, strict=True) for place in range(size)]
    return np.vstack([np.ones((1, int(np.prod(PLACES))), dtype=np.bool_), *members])


def margins(sums: Numbers | Codes) -> Sequence[Numbers | Codes]:
    """Return the sums (cells) by region, by sector and by size."""
    cube = sums.reshape(PLACES)
    return [cube.sum(axis=tuple(other for other in range(cube.ndim) if other != axis)) for axis in range(cube.ndim)]


def _groupings(profile: Numbers, fewest: int) -> tuple[dict[str, tuple[GroupMean, ...]], Mask]:
    """Return the groups by region, sector and size, and which sectors are withheld: all are judged together."""
    sums = profile.reshape(-1, profile.shape[-1])
    groups = memberships()
    judged = (withheld(groups, sums[:, column].astype(np.int64), fewest) for column in (0, 1))
    hidden = np.logical_or.reduce(list(judged))[1:]
    told: dict[str, tuple[GroupMean, ...]] = {}
    start, masks = 0, {}
    for axis, (name, ids) in enumerate(GROUPINGS.items()):
        others = tuple(other for other in range(profile.ndim - 1) if other != axis)
        masks[name] = hidden[start : start + len(ids) + 1]
        told[name] = _groups(ids, profile.sum(axis=others), masks[name])
        start += len(ids) + 1
    return told, masks["sector"]


def _groups(ids: Sequence[str], sums: Numbers, hidden: Mask) -> tuple[GroupMean, ...]:
    rows = [
        GroupMean(
            id=name,
            firms=None if away else int(firms),
            mean=None if away or not scored else float(total / scored),
        )
        for name, (firms, scored, total), away in zip((*ids, None), sums, hidden, strict=True)
        if firms
    ]
    return tuple(sorted(rows, key=lambda row: (row.id is None, -(row.firms or 0), row.id or "")))


def _distributions(spread: Codes, fewest: int) -> tuple[tuple[int | None, ...], tuple[int | None, ...]]:
    """Return firms by tenth of the score and by level: both are judged together, for levels begin at tenths."""
    tenth, level = (index.ravel() for index in np.indices(spread.shape))
    members = [tenth == place for place in range(spread.shape[0])] + [
        level == place for place in range(spread.shape[1])
    ]
    groups = np.vstack([np.ones((1, spread.size), dtype=np.bool_), *members])
    hidden = withheld(groups, spread.ravel(), fewest)[1:]
    sizes = [*spread.sum(axis=1).tolist(), *spread.sum(axis=0).tolist()]
    told = tuple(None if away else size for size, away in zip(sizes, hidden, strict=True))
    return told[: spread.shape[0] - 1], told[spread.shape[0] :]


def _heat(heat: Numbers, hidden: Mask, fewest: int) -> tuple[tuple[str | None, tuple[float | None, ...]], ...]:
    columns = range(heat.shape[1])
    masks = [withheld_parts(heat[:, column, 0].astype(np.int64), fewest) | hidden for column in columns]
    return tuple(
        (sector, tuple(_mean(heat[row, column], away=bool(masks[column][row])) for column in columns))
        for row, sector in enumerate((*SECTORS, None))
        if heat[row, :, 0].any() and not hidden[row]
    )


def _mean(cell: Numbers, *, away: bool) -> float | None:
    return None if away or not cell[0] else float(cell[1] / cell[0])


def _rows(counts: Counts, measures: Measures, firms: int, fewest: int) -> tuple[tuple[Portion, ...], ...]:
    """Return gaps and missed questions by share, services by firms: only those whose every part may be told."""
    asked = [(name, *row) for name, row in zip(measures.questions, counts.asked.tolist(), strict=True)]
    offers = zip(measures.offers, counts.demand.tolist(), strict=True)
    gaps = (Portion(id=name, count=low, of=answered) for name, _, answered, low in asked)
    missed = (Portion(id=name, count=concerned - answered, of=concerned) for name, concerned, answered, _ in asked)
    services = (Portion(id=name, count=count, of=of) for name, (count, of) in offers)
    by_share = [
        tuple(sorted((one for one in found if _may_be_told(one, firms, fewest)), key=lambda one: (-one.share, one.id)))
        for found in (gaps, missed)
    ]
    by_count = sorted(
        (one for one in services if _may_be_told(one, firms, fewest)), key=lambda one: (-one.count, one.id)
    )
    return (*by_share, tuple(by_count))


def _may_be_told(one: Portion, firms: int, fewest: int) -> bool:
    """Say whether neither the firms counted, nor the others it concerns, nor the rest are a few; nobody is no row."""
    parts = np.array([one.count, one.of - one.count, firms - one.of])
    return one.count > 0 and not withheld_parts(parts, fewest).any()
