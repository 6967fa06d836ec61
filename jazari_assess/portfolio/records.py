"""What the store holds, as plain values: firms, and their assessments with scores, answers and plans.

Scores are 0..100, unrounded, None where not scored; coverage is 0..1; dates are ISO days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from jazari_assess.model.assessment import Evidence, GivenValue, Stage
from jazari_assess.model.conditions import AnswerState
from jazari_assess.model.follow_up import ItemStatus
from jazari_assess.model.plan import ItemKind, PhaseId
from jazari_assess.model.profile import Region, Sector, Size

SourceKind = Literal["assessment", "report", "form", "batch"]


@dataclass(frozen=True, kw_only=True)
class FirmRecord:
    """A firm. ``key`` is the store's own name of it: the same for all that people said is one firm.

    ``alias`` is what it is called where names are not shown. Sector, size and region are those of its newest
    assessment.
    """

    key: str
    ice: str | None
    name: str
    alias: str
    sector: Sector | None
    size: Size | None
    region: Region | None


@dataclass(frozen=True, kw_only=True)
class ScoreRecord:
    """One node of the model, or the whole of it: the score and between which it lies, by its missing answers."""

    score: float | None
    low: float | None = None
    high: float | None = None
    level: int | None = None
    level_id: str | None = None
    coverage: float | None = None


@dataclass(frozen=True, kw_only=True)
class AnswerRecord:
    """An answer: what was given, None in every other state; ``worth`` is what it counts, 0..100, None where nothing."""

    state: AnswerState
    value: GivenValue | None = None
    worth: float | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, kw_only=True)
class PlanItemRecord:
    """An item of the accepted plan: the quarter in which it starts, counted from 1, and how far it has come.

    ``services`` are those that help with it, and their providers; ``done_on`` is the day it was done, where the
    follow-up says so.
    """

    item: str
    quarter: int
    quarters: int = 1
    kind: ItemKind = "action"
    phase: PhaseId = "secure"
    indicator: str | None = None
    services: tuple[tuple[str, str], ...] = ()
    status: ItemStatus = "todo"
    done_on: str | None = None

    @property
    def last_quarter(self) -> int:
        """The quarter at whose end it should be done."""
        return self.quarter + self.quarters - 1


@dataclass(frozen=True, kw_only=True)
class AssessmentRecord:
    """One firm at one stage. ``sha256`` of its content names it; ``firm`` is the key of its firm.

    ``file_id`` is the institute's own number of it; ``scores`` and ``answers`` go by node and by question; ``levels``
    are the nodes' level ids. Sector, size, region and staff are those of that day. ``minutes`` is how long the
    answering took, as far as answers carry their time; ``seconds`` the same by question. ``consultant`` and
    ``respondent`` are references to persons, whose names are kept apart.
    """

    sha256: str
    firm: str
    file_id: str
    stage: Stage
    date: str | None
    questionnaire: str
    questionnaire_version: str
    model: str
    model_version: str
    variant: str | None = None
    source: SourceKind = "assessment"
    sample: bool = False
    sector: Sector | None = None
    size: Size | None = None
    region: Region | None = None
    staff: int | None = None
    overall: ScoreRecord
    scores: Mapping[str, ScoreRecord] = field(default_factory=dict)
    answers: Mapping[str, AnswerRecord] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    plan: tuple[PlanItemRecord, ...] = ()
    plan_date: str | None = None
    minutes: float | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)
    consultant: str | None = None
    respondent: str | None = None

    @property
    def levels(self) -> Mapping[str, str | None]:
        """The level's id of every node."""
        return {node: score.level_id for node, score in self.scores.items()}
