"""An assessment: one firm's answers to one questionnaire at one stage."""

from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from jazari_assess.model.plan_settings import KeptPlan
from jazari_assess.model.profile import Profile
from jazari_assess.model.strict import LONGEST_ID, LONGEST_TEXT, Id, Strict, Version

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Date = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Time = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$")]
Note = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]
Evidence = Literal["none", "declared", "document", "seen-on-site"]
Stage = Literal["T0", "T1", "T2"]
# Every whole number up to 10^15 is exact as a double too.
GivenValue = (
    Annotated[int, Field(ge=-(10**15), le=10**15)]
    | Annotated[float, Field(ge=-1e15, le=1e15)]
    | Annotated[str, Field(max_length=LONGEST_TEXT)]
    | tuple[Annotated[str, Field(max_length=LONGEST_ID)], ...]
)

EVIDENCE: tuple[Evidence, ...] = ("none", "declared", "document", "seen-on-site")
STAGES: tuple[Stage, ...] = get_args(Stage)


class _Annotated(Strict):
    """What a consultant may attach to any answer."""

    note: Note | None = None
    evidence: Evidence | None = None
    time: Time | None = None
    come_back: bool = False


class Given(_Annotated):
    """An answer: an option's number or id, ids of a checklist, a number or a text."""

    state: Literal["given"] = "given"
    answer: GivenValue


class NotApplicable(_Annotated):
    """The firm lacks the subject of the question."""

    state: Literal["not-applicable"]


class Unknown(_Annotated):
    """The question was asked and nobody knows."""

    state: Literal["unknown"]


class Unanswered(_Annotated):
    """Not answered yet, but noted or flagged."""

    state: Literal["unanswered"]


Answer = Annotated[Given | NotApplicable | Unknown | Unanswered, Field(discriminator="state")]


class QuestionnaireRef(Strict):
    """The questionnaire an assessment was made with."""

    id: Id
    version: Version
    sha256: Sha256 | None = None


class Consent(Strict):
    """The privacy notice was shown and accepted (law 09-08)."""

    accepted: bool
    time: Time


class NotCarried(Strict):
    """An answer that another version of the questionnaire had and this one cannot hold."""

    question: Annotated[str, Field(max_length=200)]  # what any version may have called one
    version: Version
    answer: Answer
    reason: Literal["question-gone", "answer-gone"]


class Assessment(Strict):
    """One firm, one questionnaire, one stage; ``not_carried`` keeps what a migration could not place."""

    schema_: Literal["jazari-assess/assessment/1"]
    id: Annotated[str, StringConstraints(min_length=1, max_length=200)]  # an institute's own file number
    questionnaire: QuestionnaireRef
    stage: Stage = "T0"
    date: Date | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None
    sample: bool = False
    express: bool = False
    consent: Consent | None = None
    profile: Profile
    answers: Mapping[Id, Answer] = Field(default_factory=dict)
    not_carried: tuple[NotCarried, ...] = ()
    plan: KeptPlan | None = None
