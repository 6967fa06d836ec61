"""How far several people agree: Krippendorff's alpha with the nominal, the ordinal or the interval difference.

Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections C and D. With values c, k of a
scale, n_g times each value g over all units that have at least two answers, and n the sum of the n_g:

    difference(c, k) = nominal: 0 where c = k, else 1
                       ordinal: (sum of n_g from c to k - (n_c + n_k) / 2) squared
                       interval: (c - k) squared
    observed disagreement of a unit = mean difference over its ordered pairs of answers
    expected disagreement = sum over c, k of n_c n_k difference(c, k) / (n (n - 1))
    alpha = 1 - observed / expected, the observed ones weighted by the units' numbers of answers

1 is full agreement, 0 what chance would give, below 0 worse than chance. The index of a single unit is 1 minus its own
observed disagreement over the expected one: alpha is the mean of these, weighted by the units' numbers of answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, assert_never, get_args

import numpy as np
from numpy.typing import NDArray

from jazari_assess.engine.asking import relevance
from jazari_assess.engine.score.values import answer_columns, answer_matrix
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.questionnaire import Questionnaire

Floats = NDArray[np.float64]
Measure = Literal["nominal", "ordinal", "interval"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
Reliability = Literal["reliable", "tentative", "weak"]
_RELIABLE, _TENTATIVE = 0.8, 2 / 3
"""Krippendorff, Content Analysis (2004), chapter 11: reliable from 0.800, tentative conclusions from 0.667."""
_PAIR = 2  # one answer has no other to agree with


@dataclass(frozen=True, kw_only=True)
class UnitAgreement:
    """One question: how many answered it, and how far they agree (None where all answers everywhere are the same)."""

    answers: int
    index: float | None


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Alpha over all units that two or more people answered (None: nothing to compare, or no answer differs at all).

    ``units`` holds those units; ``unanimous`` says that no answer differs.
    """

    alpha: float | None
    units: Mapping[str, UnitAgreement]
    unanimous: bool

    @property
    def reliability(self) -> Reliability | None:
        """What conclusions it bears; None without alpha."""
        if self.alpha is None:
            return None
        return "reliable" if self.alpha >= _RELIABLE else "tentative" if self.alpha >= _TENTATIVE else "weak"


def alpha(values: Floats, names: Sequence[str], measure: Measure = "ordinal") -> Agreement:
    """Return the agreement of (people, units) values of a scale, NaN where a person gave none."""
    counted = (~np.isnan(values)).sum(axis=0)
    paired = [int(unit) for unit in np.flatnonzero(counted >= _PAIR)]
    known = values[:, paired]
    given = known[~np.isnan(known)]
    if given.size == 0:
        return Agreement(alpha=None, units={}, unanimous=False)
    scale, frequency = np.unique(given, return_counts=True)
    difference = _differences(measure, scale, frequency.astype(np.float64))
    total = float(frequency.sum())
    expected = float(frequency @ difference @ frequency) / (total * (total - 1))
    observed = np.array([_observed(column, scale, difference) for column in known.T])
    indices = 1 - observed / expected if expected > 0 else None
    units = {
        names[unit]: UnitAgreement(
            answers=int(counted[unit]), index=None if indices is None else float(indices[position])
        )
        for position, unit in enumerate(paired)
    }
    whole = None if indices is None else float(indices @ counted[paired] / total)
    return Agreement(alpha=whole, units=units, unanimous=expected == 0)


def _differences(measure: Measure, scale: Floats, frequency: Floats) -> Floats:
    """Return the differences (values, values) between the values of a scale that occur ``frequency`` times each."""
    match measure:
        case "nominal":
            return 1 - np.eye(len(scale))
        case "ordinal":
            places = np.cumsum(frequency) - frequency / 2
        case "interval":
            places = scale
        case _:
            assert_never(measure)
    return np.asarray((places[:, None] - places[None, :]) ** 2, dtype=np.float64)


def _observed(column: Floats, scale: Floats, difference: Floats) -> float:
    """Return the mean difference over the ordered pairs of one unit's answers."""
    codes = np.searchsorted(scale, column[~np.isnan(column)])
    count = len(codes)
    return float(difference[np.ix_(codes, codes)].sum()) / (count * (count - 1))


def agreement(
    questionnaire: Questionnaire, assessments: Sequence[Assessment], names: Sequence[str], measure: Measure = "ordinal"
) -> Agreement:
    """Return how far assessments of one firm agree on the questions ``names`` that have a value.

    Answers are compared by their value 0..1, so that questions of different kinds stand on one scale; unknown, not
    applicable, unanswered and hidden ones are left out.
    """
    columns = answer_columns(questionnaire, assessments)
    shown = relevance(questionnaire, columns)
    matrix = answer_matrix(questionnaire, columns, shown, shown)
    values = np.where(matrix.not_applicable, np.nan, matrix.values)
    wanted = [index for index, name in enumerate(matrix.questions) if name in set(names)]
    return alpha(values[:, wanted], [matrix.questions[index] for index in wanted], measure)
