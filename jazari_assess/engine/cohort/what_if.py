"""What many firms would gain if a common gap were closed in each: every firm scored again, by its own weights."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jazari_assess.engine.cohort.counting import GAP_BELOW, GROUPINGS, PLACES, Codes, Numbers
from jazari_assess.engine.cohort.summary import margins, memberships
from jazari_assess.engine.cohort.suppression import Mask, withheld, withheld_parts
from jazari_assess.engine.score.compiled import CompiledModel
from jazari_assess.engine.score.kernel import score
from jazari_assess.engine.score.levels import gated_levels
from jazari_assess.engine.score.robustness import node_scores
from jazari_assess.model.cohort import FEWEST_FIRMS, Cohort, WhatIf

MOST_TRIED = 10
"""Gaps that are tried, the most common first: each costs a scoring of the firms that have it."""
_CLOSED = GAP_BELOW / 100  # as a share of the whole


@dataclass(frozen=True, kw_only=True)
class Effects:
    """What closing each question's gap does, which adds up over blocks.

    ``concerned`` (questions, cells of regions, sectors and sizes) counts the scored firms that have the gap, ``gained``
    the points 0..100 that they gain in all, ``risen`` (questions,) those that reach a higher level.
    """

    concerned: Codes
    gained: Numbers
    risen: Codes

    def __add__(self, other: "Effects") -> "Effects":
        """Return the effects on the firms of both."""
        return Effects(
            concerned=self.concerned + other.concerned,
            gained=self.gained + other.gained,
            risen=self.risen + other.risen,
        )


def effects(
    compiled: CompiledModel, values: Numbers, out: NDArray[np.bool_], cell: Codes, questions: Sequence[str]
) -> Effects:
    """Score firms again with each of ``questions`` raised to half of what it can give, where it gives less.

    ``values`` (rows, questions of the model) are 0..1, NaN where missing; ``out`` says where they do not apply;
    ``cell`` (rows) is the place of each firm's region, sector and size among all, as ``cells`` gives it.
    """
    before, held = _scored(compiled, values, out)
    shape = (len(questions), int(np.prod(PLACES)))
    found = Effects(
        concerned=np.zeros(shape, np.int64), gained=np.zeros(shape), risen=np.zeros(len(questions), np.int64)
    )
    for row, name in enumerate(questions):
        column = compiled.questions.index(name)
        low = np.flatnonzero((values[:, column] < _CLOSED) & ~out[:, column] & ~np.isnan(before))
        raised = values[low]
        raised[:, column] = _CLOSED
        after, reached = _scored(compiled, raised, out[low])
        np.add.at(found.concerned[row], cell[low], 1)
        np.add.at(found.gained[row], cell[low], after - before[low])
        found.risen[row] = (reached > held[low]).sum()
    return found


def _scored(compiled: CompiledModel, values: Numbers, out: NDArray[np.bool_]) -> tuple[Numbers, NDArray[np.intp]]:
    """Return the score of each firm and the place of its level."""
    scores = score(compiled, values, out)
    own = scores.score[:, compiled.root]
    return own, gated_levels(compiled.model.levels, own, node_scores(compiled, scores, values, out)).positions


def tried(cohort: Cohort) -> Sequence[str]:
    """Return the questions whose gaps are tried."""
    return [gap.id for gap in cohort.gaps[:MOST_TRIED]]


def what_if(
    cohort: Cohort, parts: Iterable[Effects], scored: Codes, *, fewest: int = FEWEST_FIRMS
) -> tuple[WhatIf, ...]:
    """Return what closing each gap would do, the greatest gain first.

    ``scored`` (cells) counts the scored firms. A group is told where the cohort tells of it, and where neither the
    firms of it that have the gap nor what sums and differences of told groups give are a few.
    """
    total = sum(parts, Effects(concerned=np.zeros(1, np.int64), gained=np.zeros(1), risen=np.zeros(1, np.int64)))
    found = []
    for place, question in enumerate(tried(cohort)):
        concerned, gained = total.concerned[place], total.gained[place]
        firms, risen = int(concerned.sum()), int(total.risen[place])
        few = withheld_parts(np.array([risen, firms - risen]), fewest).any()
        found.append(
            WhatIf(
                id=question,
                firms=firms,
                gain=float(gained.sum() / max(scored.sum(), 1)),
                risen=None if few else risen,
                groups=_by_group(cohort, gained, scored, withheld(memberships(), concerned, fewest)[1:]),
            )
        )
    return tuple(sorted((one for one in found if one.firms >= fewest), key=lambda one: (-one.gain, one.id)))


def _by_group(
    cohort: Cohort, gained: Numbers, scored: Codes, away: Mask
) -> Mapping[str, tuple[tuple[str | None, float | None], ...]]:
    """Return the gain of the mean of each group that the cohort tells of; ``away`` holds all groups, in their order."""
    found, start = {}, 0
    for (name, ids), points, firms in zip(GROUPINGS.items(), margins(gained), margins(scored), strict=True):
        hidden = away[start : start + len(points)]
        gains = {
            one: None if gone or not firms[at] else float(points[at] / firms[at])
            for at, (one, gone) in enumerate(zip((*ids, None), hidden, strict=True))
        }
        found[name] = tuple((row.id, gains[row.id]) for row in cohort.groups[name] if row.firms is not None)
        start += len(points)
    return found
