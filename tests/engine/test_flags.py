"""Which flags are up and which answers contradict each other: only what is certain."""

from collections.abc import Mapping

import pytest

from jazari_assess.engine.flags import contradictions, evidence_of, raised
from jazari_assess.model.assessment import Answer, Given, Unknown
from jazari_assess.model.conditions import All, AtLeast, Condition, Is, Not
from jazari_assess.model.flags import Check, Flag, Severity, Strength
from jazari_assess.model.questionnaire import LevelQuestion
from tests.engine.content import questionnaires
from tests.engine.random_questionnaires import assessment_of
from tests.engine.small_models import questionnaire

ASKED = questionnaire({name: LevelQuestion(kind="level", options=5) for name in ("backup", "network")})
NO_BACKUP = Is(question="backup", is_=0)


def flag(when: Condition, severity: Severity) -> Flag:
    """Return a flag of a severity."""
    return Flag(when=when, kind="risk", severity=severity, first="copy", source="made for a test")


def check(when: Condition, strength: Strength) -> Check:
    """Return a check of a strength."""
    return Check(when=when, strength=strength, doubt="network")


def up(flags: Mapping[str, Flag], answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Return the flags that are up for a firm with these answers."""
    return raised(flags, evidence_of(ASKED, assessment_of(answers)))


def test_the_most_severe_come_first_then_as_they_are_listed() -> None:
    """Severity decides the order; of two alike the first in the file is the first."""
    flags = {"check": flag(NO_BACKUP, 1), "stop": flag(NO_BACKUP, 3), "serious": flag(NO_BACKUP, 2)}
    also = {**flags, "other-stop": flag(NO_BACKUP, 3)}
    assert up(also, {"backup": Given(answer=0)}) == ("stop", "other-stop", "serious", "check")


def test_only_what_is_certain_is_up() -> None:
    """A missing answer raises nothing: neither a test on it, nor the contrary of one."""
    flags = {"without": flag(NO_BACKUP, 3), "not-with": flag(Not(not_=AtLeast(question="backup", at_least=1)), 3)}
    assert up(flags, {"backup": Given(answer=0)}) == ("without", "not-with")
    assert up(flags, {"backup": Given(answer=1)}) == ()
    assert up(flags, {"backup": Unknown(state="unknown")}) == ()
    assert up(flags, {}) == ()


def test_contradictions_come_before_doubts() -> None:
    """What cannot be true of both answers is told before what hardly is; one of them missing, nothing is."""
    both = All(all_=(NO_BACKUP, AtLeast(question="network", at_least=3)))
    checks = {"hardly": check(both, "doubtful"), "never": check(both, "contradiction")}
    answers: Mapping[str, Answer] = {"backup": Given(answer=0), "network": Given(answer=4)}
    assert contradictions(checks, evidence_of(ASKED, assessment_of(answers))) == ("never", "hardly")
    assert contradictions(checks, evidence_of(ASKED, assessment_of({"backup": Given(answer=0)}))) == ()


@pytest.mark.parametrize(
    ("ticked", "named"),
    [
        ((), "shared-or-unpatched"),
        (("updates",), "accounts-shared"),
        (("named-accounts",), "computers-unpatched"),
        (("named-accounts", "updates"), None),
    ],
)
def test_of_two_controls_the_one_that_lacks_is_named(ticked: tuple[str, ...], named: str | None) -> None:
    """Nobody reads that accounts are shared where each person has one, nor the reverse."""
    asked = questionnaires()["industrie-x0"]
    answers = {"basic-controls": Given(answer=("endpoint-protection", *ticked))}
    found = raised(asked.flags, evidence_of(asked.structure, assessment_of(answers)))
    of_two = {"shared-or-unpatched", "accounts-shared", "computers-unpatched"}
    assert of_two & set(found) == ({named} if named else set())
