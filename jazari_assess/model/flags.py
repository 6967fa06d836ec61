"""Flags (answers that are a risk or a duty) and checks (answers that contradict each other); they change no score."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from jazari_assess.model.conditions import Condition
from jazari_assess.model.strict import LAST_QUARTER, Id, Reason, Strict, Words

FlagKind = Literal["risk", "duty", "foundation"]
Severity = Literal[1, 2, 3]
Strength = Literal["contradiction", "doubtful"]
URGENT: Severity = 3
"""The severity of a flag that cannot wait: its first act is planned early, whatever it gains."""


class Flag(Strict):
    """An answer that is a risk or a duty, or a foundation that lacks.

    ``severity`` 3: the ``first`` act begins early whatever its gain; 2: serious; 1: to check. ``first`` is the one
    action that takes it down to bearable, ``then`` ends it; ``due`` is the quarter by which ``first`` begins.
    """

    when: Condition
    kind: FlagKind
    severity: Severity
    due: Annotated[int, Field(ge=1, le=LAST_QUARTER)] | None = None
    first: Id
    then: tuple[Id, ...] = ()
    source: Reason

    @property
    def is_urgent(self) -> bool:
        """Whether its first act is planned early, whatever it gains."""
        return self.severity == URGENT


class Flags(Strict):
    """The file ``flags.yaml``."""

    schema_: Literal["jazari-assess/flags/1"]
    flags: Mapping[Id, Flag]


class Check(Strict):
    """Answers that cannot all be right, or hardly; ``doubt`` is the question whose answer is usually too high."""

    when: Condition
    strength: Strength
    doubt: Id


class Checks(Strict):
    """The file ``checks.yaml``."""

    schema_: Literal["jazari-assess/checks/1"]
    checks: Mapping[Id, Check]


class FlagText(Strict):
    """The words of a flag: what is so in the firm, what can happen or is due, and what the reader sees as source."""

    title: Words
    why: Words
    source: Words


class CheckText(Strict):
    """The words of a check: the contradiction in a line, and the question to put to the firm."""

    title: Words
    ask: Words


def ordered_flags(flags: Mapping[Id, Flag]) -> tuple[Id, ...]:
    """Return the ids of flags, the most severe first, then as they are listed."""
    return tuple(sorted(flags, key=lambda name: -flags[name].severity))


def ordered_checks(checks: Mapping[Id, Check]) -> tuple[Id, ...]:
    """Return the ids of checks, contradictions before doubts, then as they are listed."""
    return tuple(sorted(checks, key=lambda name: checks[name].strength != "contradiction"))
