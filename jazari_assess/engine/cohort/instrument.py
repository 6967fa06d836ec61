"""The questionnaire under test: how its questions part firms, hang together, and are answered.

Sources: L. J. Cronbach, Coefficient alpha and the internal structure of tests (1951); item-rest correlation is that
of a question with the mean of the others of its dimension. Our dimensions are formative: their questions add up to a
capability and need not rise together. So a low alpha or item-rest correlation condemns nothing here; a very high one
says that questions may ask the same twice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
ENOUGH = 30
"""Firms behind a correlation: with fewer, one of 0.3 is no more than chance (its 95 % interval holds 0 up to 43)."""
REDUNDANT = 0.85
"""Rank correlation from which two questions tell nearly the same: they then share over 70 % of their order."""
PILED = 0.8
"""Share of answers at one end of the scale above which a question hardly parts firms."""
_LOWEST, _HIGHEST = 0.0, 100.0  # values of answers are of 100 points
_EVEN = 1e-9
"""A spread of less is that of equal answers, as doubles add up."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What many firms answered: (firms, questions) values 0..100, NaN where there is none.

    ``unknown`` says where it was asked and nobody knew, ``seconds`` how long an answer took (NaN: not measured),
    ``firms`` whose each row is, a number each: a firm that was asked twice has two rows.
    """

    questions: tuple[str, ...]
    values: Floats
    unknown: Mask
    seconds: Floats
    firms: Places


@dataclass(frozen=True, kw_only=True)
class Behind:
    """How many firms a question's figures are of: its answers, those at each end and unknown, its times."""

    answers: int
    floor: int
    ceiling: int
    unknown: int
    seconds: int


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question: how many were asked and answered, mean and standard deviation, shares at the ends and unknown.

    What there are too few answers for is None. ``rest`` is the correlation with the mean of the other questions of its
    dimension, ``seconds`` the median time, ``firms`` how many are behind each.
    """

    question: str
    asked: int
    answers: int
    mean: float | None
    deviation: float | None
    floor: float | None
    ceiling: float | None
    unknown: float | None
    rest: float | None
    seconds: float | None
    firms: Behind

    @property
    def piled(self) -> bool:
        """Whether so many answers are at one end that the question hardly parts firms."""
        return max(self.floor or 0.0, self.ceiling or 0.0) >= PILED


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A dimension: its questions, the firms that answered all of them, and alpha over these (None: too few)."""

    dimension: str
    questions: int
    firms: int
    alpha: float | None


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two questions whose answers stand in nearly the same order, by their rank correlation."""

    one: str
    other: str
    correlation: float
    firms: int


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A question that two people answered for one firm: how often, in how many firms, the mean difference in points."""

    question: str
    pairs: int
    firms: int
    points: float


def items(found: Answered, dimensions: Mapping[str, Sequence[str]]) -> tuple[Item, ...]:
    """Return what there is to say of each question."""
    place = {name: number for number, name in enumerate(found.questions)}
    home = {name: members for members in dimensions.values() for name in members}
    return tuple(
        _item(found, place[name], [place[other] for other in home.get(name, ()) if other != name and other in place])
        for name in found.questions
    )


def scales(found: Answered, dimensions: Mapping[str, Sequence[str]]) -> tuple[Scale, ...]:
    """Return alpha of each dimension over the firms that answered all its questions."""
    place = {name: number for number, name in enumerate(found.questions)}
    told = []
    for name, members in dimensions.items():
        columns = found.values[:, [place[one] for one in members if one in place]]
        whole = _answered_all(columns)
        firms = _firms(found, whole)
        told.append(
            Scale(
                dimension=name,
                questions=columns.shape[1],
                firms=firms,
                alpha=alpha(columns[whole]) if columns.size and firms >= ENOUGH else None,
            )
        )
    return tuple(told)


def redundant(found: Answered) -> tuple[Pair, ...]:
    """Return pairs of questions that tell nearly the same, the nearest first."""
    pairs = []
    for one, other in combinations(range(len(found.questions)), 2):
        both = _answered_all(found.values[:, [one, other]])
        ranks = [ranked(found.values[both, column]) for column in (one, other)]
        firms = _firms(found, both)
        value = correlation(*ranks) if firms >= ENOUGH else None
        if value is not None and value >= REDUNDANT:
            names = found.questions[one], found.questions[other]
            pairs.append(Pair(one=names[0], other=names[1], correlation=value, firms=firms))
    return tuple(sorted(pairs, key=lambda pair: (-pair.correlation, pair.one, pair.other)))


def differences(one: Answered, other: Answered) -> tuple[Difference, ...]:
    """Return by how much pairs of people differ, whose answers stand row by row for the same firm."""
    distances = np.abs(one.values - other.values)
    both = ~np.isnan(distances)
    told = [
        Difference(
            question=name,
            pairs=int(both[:, column].sum()),
            firms=_firms(one, both[:, column]),
            points=float(np.nanmean(distances[:, column])),
        )
        for column, name in enumerate(one.questions)
        if both[:, column].any()
    ]
    return tuple(sorted(told, key=lambda one: (-one.points, one.question)))


def alpha(rows: Floats) -> float | None:
    """Return Cronbach's alpha of (firms, questions) values without gaps.

    None with under two questions, with too few firms, and where all sums are equal.
    """
    firms, count = rows.shape
    if count < 2 or firms < ENOUGH:  # noqa: PLR2004 - one question has no others to agree with
        return None
    whole = float(rows.sum(axis=1).var(ddof=1))
    return None if whole <= _EVEN else count / (count - 1) * (1 - float(rows.var(axis=0, ddof=1).sum()) / whole)


def correlation(one: Floats, other: Floats) -> float | None:
    """Return Pearson's correlation, None where one of the two does not vary."""
    first, second = one - one.mean(), other - other.mean()
    lengths = float(np.sqrt((first**2).sum() * (second**2).sum()))
    return None if lengths <= _EVEN else float(np.clip(first @ second / lengths, -1.0, 1.0))


def ranked(values: Floats) -> Floats:
    """Return ranks from 1, those of equal values the mean of the places they take."""
    _, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    means: Floats = ends - (counts - 1) / 2
    return means[places]


def _item(found: Answered, column: int, others: Sequence[int]) -> Item:
    values, unknown = found.values[:, column], found.unknown[:, column]
    known = values[~np.isnan(values)]
    times = found.seconds[:, column]
    ends = values <= _LOWEST, values >= _HIGHEST
    asked = len(known) + int(unknown.sum())
    return Item(
        question=found.questions[column],
        asked=asked,
        answers=len(known),
        mean=float(known.mean()) if len(known) else None,
        deviation=float(known.std(ddof=1)) if len(known) > 1 else None,
        floor=float(ends[0].sum() / len(known)) if len(known) else None,
        ceiling=float(ends[1].sum() / len(known)) if len(known) else None,
        unknown=int(unknown.sum()) / asked if asked else None,
        rest=_rest(found, column, others) if others else None,
        seconds=float(np.nanmedian(times)) if (~np.isnan(times)).any() else None,
        firms=Behind(
            answers=_firms(found, ~np.isnan(values)),
            floor=_firms(found, ends[0]),
            ceiling=_firms(found, ends[1]),
            unknown=_firms(found, unknown),
            seconds=_firms(found, ~np.isnan(times)),
        ),
    )


def _rest(found: Answered, column: int, others: Sequence[int]) -> float | None:
    """Return the correlation of a question with the mean of the others, over the firms that answered all of them."""
    values, rest = found.values[:, column], found.values[:, others]
    whole = ~np.isnan(values) & _answered_all(rest)
    return correlation(values[whole], rest[whole].mean(axis=1)) if _firms(found, whole) >= ENOUGH else None


def _answered_all(values: Floats) -> Mask:
    """Return the rows without a gap."""
    return np.asarray(~np.isnan(values).any(axis=1), dtype=np.bool_)


def _firms(found: Answered, rows: Mask) -> int:
    """Return how many firms these rows are of."""
    return len(np.unique(found.firms[rows]))
