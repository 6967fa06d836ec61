"""What is counted over many firms: arrays in, counts out, a block of firms at a time, so that memory does not grow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from jazari_assess.engine.cohort.demand import OpenTo
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES

TENTHS = 10
"""Bins of a distribution: as fine as hundreds of firms fill, and bounds that are round numbers."""
GAP_BELOW = 50.0
"""Of 100: an answer worth less than half of what its question can give is a gap."""
NOT_APPLICABLE = -1.0
"""Stands in a column of values for a question that does not concern the firm."""
GROUPINGS: Mapping[str, Sequence[str]] = {"region": REGIONS, "sector": SECTORS, "size": SIZES}
PLACES = tuple(len(names) + 1 for names in GROUPINGS.values())
"""Groups of each grouping, the last one for firms whose place in it is not known."""

Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What a service closes, as (column of ``Firms.bounds``, score to reach), and who it is open to."""

    closes: tuple[tuple[str, float], ...]
    open_to: OpenTo


@dataclass(frozen=True, kw_only=True)
class Measures:
    """What is counted: ids of levels, dimensions and questions, and the offers by id."""

    levels: tuple[str, ...]
    dimensions: tuple[str, ...]
    questions: tuple[str, ...]
    offers: Mapping[str, Offer]


@dataclass(frozen=True, kw_only=True)
class Firms:
    """Some scored firms, a row each: scores 0..100 and coverage 0..1 (NaN: none), places in a list (-1: not known).

    ``level`` counts the model's levels; ``dimensions`` (rows x dimensions) holds scores; ``values`` (rows x questions)
    the worth 0..100 of each answer, NaN where missing, ``NOT_APPLICABLE`` where the question does not concern the
    firm; ``turnover`` is in million dirhams. ``bounds`` are the columns that offers look at, by name.
    """

    score: Numbers
    coverage: Numbers
    level: Codes
    region: Codes
    sector: Codes
    size: Codes
    turnover: Numbers
    dimensions: Numbers
    values: NDArray[np.floating]
    bounds: Mapping[str, Numbers]


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Counts and sums over firms, which add up over blocks.

    ``coverage`` (2): firms with a coverage, its sum. ``spread`` (tenths + 1, levels + 1): firms by tenth of score and
    level, the last of each for none. ``profile`` (regions + 1, sectors + 1, sizes + 1, 3): firms, firms with a score,
    sum of scores. ``heat`` (sectors + 1, dimensions, 2): firms with a score, sum of scores. ``asked`` (questions, 3):
    firms it concerns, answers, answers that are a gap. ``demand`` (offers, 2): firms that are open to it and have a
    gap that it closes, firms it is open to.
    """

    coverage: Numbers
    spread: Codes
    profile: Numbers
    heat: Numbers
    asked: Codes
    demand: Codes


def counted(firms: Firms, measures: Measures) -> Counts:
    """Count some firms."""
    known, covered = ~np.isnan(firms.score), ~np.isnan(firms.coverage)
    return Counts(
        coverage=np.array([covered.sum(), firms.coverage[covered].sum()]),
        spread=_spread(firms, known, len(measures.levels)),
        profile=_profile(firms, known),
        heat=_heat(firms),
        asked=_asked(firms.values),
        demand=_demand(firms, measures.offers),
    )


def added(parts: Iterable[Counts]) -> Counts:
    """Return the counts of all firms together; there has to be one part at least."""
    first, *others = parts
    sums = {
        one.name: sum((getattr(part, one.name) for part in others), getattr(first, one.name)) for one in fields(first)
    }
    return Counts(**sums)


def cells(region: Codes, sector: Codes, size: Codes) -> Codes:
    """Return the one place of each firm's region, sector and size among all; -1 in each stands for not known."""
    codes = (code % places for code, places in zip((region, sector, size), PLACES, strict=True))
    found: Codes = np.ravel_multi_index(tuple(codes), PLACES)
    return found


def _spread(firms: Firms, known: NDArray[np.bool_], levels: int) -> Codes:
    tenth = np.full(len(known), TENTHS)
    tenth[known] = np.minimum(firms.score[known] // (100 / TENTHS), TENTHS - 1)  # the top tenth holds 100 too
    shape = (TENTHS + 1, levels + 1)
    flat = np.ravel_multi_index((tenth, firms.level % shape[1]), shape)
    found: Codes = np.bincount(flat, minlength=shape[0] * shape[1]).astype(np.int64)
    return found.reshape(shape)


def _profile(firms: Firms, known: NDArray[np.bool_]) -> Numbers:
    flat = cells(firms.region, firms.sector, firms.size)
    weights = (np.ones(len(known)), known.astype(np.float64), np.where(known, firms.score, 0.0))
    sums = [np.bincount(flat, weights=weight, minlength=np.prod(PLACES)) for weight in weights]
    return np.stack(sums, axis=-1).reshape(*PLACES, len(weights)).astype(np.float64)


def _heat(firms: Firms) -> Numbers:
    there = ~np.isnan(firms.dimensions)
    rows = np.eye(len(SECTORS) + 1)[firms.sector % (len(SECTORS) + 1)]
    sums = [rows.T @ there, rows.T @ np.where(there, firms.dimensions, 0.0)]
    return np.stack(sums, axis=-1)


def _asked(values: NDArray[np.floating]) -> Codes:
    concerned = values != NOT_APPLICABLE
    answered = concerned & ~np.isnan(values)
    return np.stack([part.sum(axis=0) for part in (concerned, answered, answered & (values < GAP_BELOW))], axis=-1)


def _demand(firms: Firms, offers: Mapping[str, Offer]) -> Codes:
    found = np.zeros((len(offers), 2), dtype=np.int64)
    for row, offer in enumerate(offers.values()):
        is_open = offer.open_to.rows(firms.region, firms.sector, firms.size, firms.turnover)
        wants = np.zeros(len(is_open), dtype=np.bool_)
        for name, bound in offer.closes:
            if name in firms.bounds:
                wants |= (firms.bounds[name] >= 0) & (firms.bounds[name] < bound)
        found[row] = (is_open & wants).sum(), is_open.sum()
    return found
