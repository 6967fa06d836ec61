"""What is open at the end: unanswered, unknown, answers without evidence, flags, and answers that do not count."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from jazari_assess.interview.session.route import is_optional
from jazari_assess.interview.session.session import Session
from jazari_assess.model.assessment import Given, Unanswered, Unknown
from jazari_assess.model.questionnaire import ValueQuestion

Reason = Literal["flagged", "unanswered", "unknown", "low-evidence", "not-counted"]


@dataclass(frozen=True, kw_only=True)
class Item:
    """One question to look at again, and why."""

    question: str
    reason: Reason


def review(session: Session) -> tuple[Item, ...]:
    """Return what to look at again, in the order of the interview; a question may stand there for several reasons."""
    asked = [Item(question=name, reason=reason) for name in session.route for reason in _reasons(session, name)]
    return (*asked, *_not_counted(session))


def _reasons(session: Session, name: str) -> Sequence[Reason]:
    answer = session.answer_to(name)
    flagged: Sequence[Reason] = ["flagged"] if answer is not None and answer.come_back else []
    question = session.question(name)
    match answer:
        case None | Unanswered():
            return flagged if is_optional(session.questionnaire, name) else [*flagged, "unanswered"]
        case Unknown():
            return [*flagged, "unknown"]
        case Given(evidence=None | "none" | "declared") if isinstance(question, ValueQuestion) and not question.fact:
            return [*flagged, "low-evidence"]
        case _:
            return flagged


def _not_counted(session: Session) -> Sequence[Item]:
    """Return the answers to questions that other answers have made irrelevant: kept in the file, not scored."""
    return [
        Item(question=name, reason="not-counted")
        for name in session.questionnaire.order
        if not session.is_open(name) and not session.is_relevant(name)
    ]
