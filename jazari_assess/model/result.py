"""The one result object: every output renders it and never computes again. Scores are 0..100, unrounded."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from jazari_assess.model.assessment import Assessment, Date, QuestionnaireRef, Sha256
from jazari_assess.model.strict import Id, Strict, Version

TOP_SCORE = 100.0
"""The end of the scale of scores, of which 0 is the other: every model is read on it, whatever its own scale."""
State = Literal["scored", "not-scored", "not-applicable", "not-covered"]


class Cap(Strict):
    """The requirement that keeps a firm below the level its score would give."""

    level_id: Id
    node: Id
    at_least: float
    score: float | None


class Overall(Strict):
    """The overall score.

    ``low`` and ``high`` are the least and the greatest score over every completion of the missing answers,
    ``lowest_level`` and ``highest_level`` the levels between which it can then stand; ``display`` is the score on the
    model's own scale, unrounded.
    """

    score: float | None
    low: float | None
    high: float | None
    level: int | None
    level_id: Id | None
    coverage: float | None
    capped_by: Cap | None
    display: float | None = None
    lowest_level: Id | None = None
    highest_level: Id | None = None


class NodeResult(Strict):
    """One node of the tree.

    ``weight`` is the share the node has among its siblings that are scored, so that a weighted mean is the sum of
    weight x score; ``contribution`` is what an indicator brings to the overall score, in points; ``gain`` is what the
    overall score would gain if its answer were raised one option (None when there is no answer to raise).
    """

    score: float | None
    low: float | None
    high: float | None
    level: int | None
    level_id: Id | None
    coverage: float | None
    weight: float
    state: State
    parent: Id | None
    contribution: float | None = None
    gain: float | None = None
    display: float | None = None


Bounds = tuple[float | None, float | None]
"""Low and high of a score, None where they are not known."""


def overlap(one: Bounds, other: Bounds) -> bool:
    """Say whether two scores may be the same, by what their missing answers leave open; bounds nobody knows may."""
    (low, high), (other_low, other_high) = one, other
    if low is None or high is None or other_low is None or other_high is None:
        return True
    return low <= other_high and other_low <= high


class Robustness(Strict):
    """How sure the overall level is when weights vary.

    ``low`` and ``high`` are the 5th and 95th percentile of the overall score over ``draws`` seeded draws; ``flip`` is
    the share of draws in which the level label changes; ``to_next`` is the distance in points to the next level's
    bound, ``to_previous`` the distance down to the bound of the level held (both by score alone, None where there is
    none).
    """

    method: Literal["uniform-factor-0.75-1.25"]
    seed: int
    draws: int
    low: float
    high: float
    flip: float
    to_next: float | None
    to_previous: float | None


class ModelRef(Strict):
    """The model a result was made with, and the weights it used (normalised among all siblings)."""

    id: Id
    version: Version
    sha256: Sha256
    variant: Id | None
    weights: Mapping[Id, Mapping[Id, float]]


class Provenance(Strict):
    """What the result was made with; ``date`` is given by the caller, never read from a clock in here."""

    tool: Literal["jazari-assess"]
    tool_version: str
    date: Date
    questionnaire: QuestionnaireRef
    models: tuple[ModelRef, ...]


STRONG = 50.0
"""A strength stands at least in the middle of its scale: the best of a weak lot is not one."""


class Highlights(Strict):
    """The indicators that are said first: what the firm is strong in, and the gaps that matter most, in order.

    ``relative`` are what it does best where it has few strengths: above its own overall score, not above the middle.
    """

    strengths: tuple[Id, ...] = ()
    relative: tuple[Id, ...] = ()
    gaps: tuple[Id, ...] = ()


class ModelResult(Strict):
    """The scores of one model. ``nodes`` holds every node but the root, in the order of the tree.

    ``interval`` says whether ``low`` and ``high`` are reached or no more than bounds; ``missing`` counts the indicators
    that apply and have no answer; ``missing_counts_as`` and ``not_applicable_counts_as`` are the values 0..1 that the
    model puts in their place, None where it leaves them out, as ours does; ``sensitivity`` is the overall score under
    other weights, by name.
    """

    model: Id
    overall: Overall
    nodes: Mapping[Id, NodeResult]
    robustness: Robustness | None
    interval: Literal["exact", "bound"] = "exact"
    missing: int = 0
    missing_counts_as: float | None = None
    not_applicable_counts_as: float | None = None
    sensitivity: Mapping[Id, float] = Field(default_factory=dict)
    highlights: Highlights = Highlights()


class Result(Strict):
    """What one assessment gives, over one or several models; ``models[0]`` is the main one.

    ``flags`` are the risks and duties that are up, the most severe first, ``checks`` the answers that contradict each
    other: they stand apart from the scores and change none.
    """

    schema_: Literal["jazari-assess/result/1"]
    assessment: Assessment
    provenance: Provenance
    models: tuple[ModelResult, ...]
    flags: tuple[Id, ...] = ()
    checks: tuple[Id, ...] = ()
