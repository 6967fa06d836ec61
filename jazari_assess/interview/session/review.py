"""What is open at the end: contradicted, unanswered, unknown, flagged, without effect; apart, what is unproven."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from jazari_assess.engine.flags import contradictions, evidence_of
from jazari_assess.interview.session.route import is_optional
from jazari_assess.interview.session.session import Session
from jazari_assess.model.assessment import Given, Unanswered, Unknown
from jazari_assess.model.flags import Check
from jazari_assess.model.questionnaire import ValueQuestion

Reason = Literal["contradicted", "flagged", "unanswered", "unknown", "not-counted", "low-evidence"]


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question to look at again, and why; ``check`` is the contradiction it is part of."""

    question: str
    reason: Reason
    check: str | None = None


def review(session: Session, checks: Mapping[str, Check]) -> tuple[Item, ...]:
    """Return what to look at again: contradictions, then what is open in the order of the interview.

    A question may stand there for several reasons.
    """
    evidence = evidence_of(session.questionnaire, session.assessment)
    doubted = [
        Item(question=checks[name].doubt, reason="contradicted", check=name)
        for name in contradictions(checks, evidence)
        if checks[name].doubt in session.route
    ]
    asked = [Item(question=name, reason=reason) for name in session.route for reason in _reasons(session, name)]
    return (*doubted, *asked, *_not_counted(session))


def unproven(session: Session) -> tuple[Item, ...]:
    """Return the answers that rest on words alone; on the short path, where nobody asks for proof, those marked so."""
    weak = ("none", "declared") if session.assessment.express else (None, "none", "declared")
    return tuple(
        Item(question=name, reason="low-evidence")
        for name in session.route
        if isinstance(answer := session.answer_to(name), Given)
        and isinstance(question := session.question(name), ValueQuestion)
        and not question.fact
        and answer.evidence in weak
    )


def _reasons(session: Session, name: str) -> Sequence[Reason]:
    answer = session.answer_to(name)
    flagged: Sequence[Reason] = ["flagged"] if answer is not None and answer.come_back else []
    match answer:
        case None | Unanswered():
            return flagged if is_optional(session.questionnaire, name) else [*flagged, "unanswered"]
        case Unknown():
            return [*flagged, "unknown"]
        case _:
            return flagged


def _not_counted(session: Session) -> Sequence[Item]:
    """Return the answers to questions that other answers have made irrelevant: kept in the file, not scored."""
    return [
        Item(question=name, reason="not-counted")
        for name in session.questionnaire.order
        if not session.is_open(name) and not session.is_relevant(name)
    ]
