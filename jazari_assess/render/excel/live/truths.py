"""Conditions as formulas: 1 where one holds, 0 where it does not, 0.5 where that is open.

AND is then the least, OR the greatest, NOT what is left to 1. What an answer says that is not there is told by the kind
of truth: it may still come (``Completed``), or nothing counts but what is there (``Present``).
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, assert_never

from jazari_assess.model.conditions import (
    All,
    Answered,
    Any,
    AtLeast,
    Compare,
    Comparison,
    Condition,
    In,
    InState,
    Is,
    Not,
    OfProfile,
    OfSector,
    OfSize,
    StaffAtLeast,
    profile_holds,
)
from jazari_assess.render.excel.live.calculation import CalculatedQuestion, Picked, Ticked
from jazari_assess.render.excel.live.firm import profile_test
from jazari_assess.render.excel.live.places import FirmRow, OptionColumn, Places, QuestionColumn
from jazari_assess.render.excel.live.values import code, literal, number, state_now

OPEN = 0.5
"""Neither true nor false: an answer that is still to come decides it. AND is then the least, OR the greatest."""
STATES: Mapping[str, int] = {"unanswered": 0, "given": 1, "unknown": 2, "not-applicable": 3}
"""How the workbook numbers the states of an answer."""


@dataclass(frozen=True)
class Truth:
    """A condition as a formula of 1 (true), 0 (false) or 0.5 (open), and what it is now."""

    formula: str
    now: float


@dataclass(frozen=True)
class Test:
    """A test of given answers as a formula of TRUE or FALSE, and whether it holds now."""

    formula: str
    holds: bool


def _joined(name: Literal["MIN", "MAX"], parts: Sequence[Truth]) -> Truth:
    joined = min if name == "MIN" else max
    return Truth(f"{name}({','.join(one.formula for one in parts)})", joined(one.now for one in parts))


def turned(truth: Truth) -> Truth:
    """Return the truth of the contrary."""
    return Truth(f"1-{truth.formula}", 1 - truth.now)


@dataclass(frozen=True)
class Truths(ABC):
    """What conditions say, each kind of truth by its own rule for answers that are not there."""

    places: Places

    @abstractmethod
    def tested(self, questions: Sequence[CalculatedQuestion], test: Test) -> Truth:
        """Return a test of answers."""

    @abstractmethod
    def stands(self, condition: Answered | InState) -> Truth:
        """Return whether a question stands as a condition says."""

    @abstractmethod
    def of_profile(self, condition: OfProfile) -> Truth:
        """Return a test of the firm's profile."""

    def of(self, condition: Condition) -> Truth:
        """Return what a condition says."""
        match condition:
            case Is() | In() | AtLeast():
                found = self.passes(condition)
            case Answered() | InState():
                found = self.stands(condition)
            case Compare():
                found = self._compared(condition.compare)
            case OfSector() | OfSize() | StaffAtLeast():
                found = self.of_profile(condition)
            case All():
                found = _joined("MIN", [self.of(one) for one in condition.all_])
            case Any():
                found = _joined("MAX", [self.of(one) for one in condition.any_])
            case Not():
                found = turned(self.of(condition.not_))
            case _:
                assert_never(condition)
        return found

    def passes(self, condition: Is | In | AtLeast) -> Truth:
        """Return a test of one answer."""
        question = self.places.by_id[condition.question]
        return self.tested([question], self.passed(question, condition))

    def _compared(self, compared: Comparison) -> Truth:
        questions = [self.places.by_id[name] for name in (compared.question, compared.greater_than)]
        first, second = (self.places.question(one.id, QuestionColumn.CODE) for one in questions)
        numbers = [found for one in questions if isinstance(found := code(one), int | float)]
        holds = len(numbers) == len(questions) and numbers[0] > numbers[1]
        return self.tested(questions, Test(f"{first}>{second}", holds))

    def passed(self, question: CalculatedQuestion, condition: Is | In | AtLeast) -> Test:
        """Return whether an answer that is there passes a test."""
        seen = self.places.question(question.id, QuestionColumn.CODE)
        if isinstance(condition, AtLeast):
            now = code(question)
            reached = isinstance(now, int | float) and now >= condition.at_least
            return Test(f"{seen}>={number(condition.at_least)}", reached)
        wanted = (condition.is_,) if isinstance(condition, Is) else condition.in_
        match question.part:
            case Ticked(items=items):
                ticked = self.places.options(question.id, OptionColumn.TICKED)
                found = [
                    (f"{ticked.cell(place)}=1", item.ticked) for place, item in enumerate(items) if item.id in wanted
                ]
            case Picked(options=options):
                ids = [option.id for option in options]
                places = [ids.index(str(option)) for option in wanted if str(option) in ids]
                found = [(f"{seen}={place}", code(question) == place) for place in places]
            case _:
                found = [(f"{seen}={literal(option)}", code(question) == option) for option in wanted]
        tests = [test for test, _ in found] or ["FALSE"]
        return Test(f"OR({','.join(tests)})", any(holds for _, holds in found))


class Completed(Truths):
    """What conditions say whatever answers are still to come: one that is missing leaves them open."""

    def relevance(self, question: CalculatedQuestion) -> float:
        """Return whether a question is asked now, 0.5 where an answer to come decides it."""
        return 1.0 if question.when is None else self.of(question.when).now

    def tested(self, questions: Sequence[CalculatedQuestion], test: Test) -> Truth:
        """Return a test of answers: 0 where one of them does not apply, open where one is missing or may be hidden."""
        states = [self.places.question(one.id, QuestionColumn.STATE) for one in questions]
        shown = [self.places.question(one.id, QuestionColumn.RELEVANT) for one in questions]
        out = ",".join(f"{state}=3,{own}=0" for state, own in zip(states, shown, strict=True))
        given = ",".join(f"{state}=1" for state in states)
        least = ",".join(map(str, shown))
        formula = f"IF(OR({out}),0,IF(AND({given}),IF({test.formula},MIN({least}),0),{OPEN}))"
        now = [self.relevance(one) for one in questions]
        if any(one.excluded for one in questions) or 0 in now:
            return Truth(formula, 0.0)
        if not all(one.given for one in questions):
            return Truth(formula, OPEN)
        return Truth(formula, min(now) if test.holds else 0.0)

    def _given(self, question: CalculatedQuestion) -> Truth:
        """Return whether a question will have an answer: one that is asked will, unless it may not apply."""
        state = self.places.question(question.id, QuestionColumn.STATE)
        shown = self.places.question(question.id, QuestionColumn.RELEVANT)
        free = question.not_applicable or question.optional
        missing = f"MIN({shown},{OPEN})" if free else str(shown)
        now = self.relevance(question)
        told = 0.0 if question.excluded else now if question.given or not free else min(now, OPEN)
        return Truth(f"IF({state}=3,0,IF({state}=1,{shown},{missing}))", told)

    def stands(self, condition: Answered | InState) -> Truth:
        """Return whether a question will stand as a condition says."""
        given = self._given(self.places.by_id[condition.question])
        if isinstance(condition, Answered):
            return given if condition.answered else turned(given)
        match condition.state:
            case "given":
                return given
            case "not-applicable":
                return turned(given)
            case "unknown" | "unanswered":
                return Truth("0", 0.0)
            case _:
                assert_never(condition.state)

    def of_profile(self, condition: OfProfile) -> Truth:
        """Return a test of the profile, open where it is not known."""
        calculation = self.places.calculation
        if calculation.fields:
            return _asked_of_profile(self.places, condition, otherwise=OPEN)
        holds = profile_holds(condition, calculation.profile)
        now = OPEN if holds is None else float(holds)
        return Truth(number(now), now)


@dataclass(frozen=True)
class Present(Truths):
    """What conditions say of the answers that are there, a hidden one being none.

    ``closed``: what is not known to be true is false, as for the conditions that hide questions; else it is open.
    """

    closed: bool

    @property
    def _otherwise(self) -> float:
        return 0.0 if self.closed else OPEN

    def asked(self, question: CalculatedQuestion) -> Truth:
        """Return whether a question is asked as things are."""
        return Truth("1", 1.0) if question.when is None else Present(self.places, closed=True).of(question.when)

    def tested(self, questions: Sequence[CalculatedQuestion], test: Test) -> Truth:
        """Return a test of answers."""
        known = ",".join(self._known(one) for one in questions)
        there = all(one.given and self.asked(one).now == 1 for one in questions)
        now = float(test.holds) if there else self._otherwise
        return Truth(f"IF(AND({known}),IF({test.formula},1,0),{number(self._otherwise)})", now)

    def _known(self, question: CalculatedQuestion) -> str:
        state, asked = (
            self.places.question(question.id, column) for column in (QuestionColumn.STATE, QuestionColumn.ASKED)
        )
        return f"{state}=1,{asked}=1"

    def stands(self, condition: Answered | InState) -> Truth:
        """Return whether a question stands as a condition says; one that is hidden is not applicable."""
        question = self.places.by_id[condition.question]
        state, asked = (
            self.places.question(question.id, column) for column in (QuestionColumn.STATE, QuestionColumn.ASKED)
        )
        wanted = "given" if isinstance(condition, Answered) else condition.state
        shown = self.asked(question).now == 1
        is_so = state_now(question) == STATES[wanted]
        if wanted == "not-applicable":
            return Truth(f"IF(OR({state}=3,{asked}=0),1,0)", float(is_so or not shown))
        found = Truth(f"IF(AND({state}={STATES[wanted]},{asked}=1),1,0)", float(is_so and shown))
        return turned(found) if isinstance(condition, Answered) and not condition.answered else found

    def of_profile(self, condition: OfProfile) -> Truth:
        """Return a test of the profile, as the questionnaire asks for it."""
        return _asked_of_profile(self.places, condition, otherwise=self._otherwise)


def _asked_of_profile(places: Places, condition: OfProfile, *, otherwise: float) -> Truth:
    field = "sector" if isinstance(condition, OfSector) else "staff"
    if field not in places.calculation.fields:
        return Truth(number(otherwise), otherwise)
    row = FirmRow.SECTOR if isinstance(condition, OfSector) else FirmRow.STAFF
    known = f"{places.firm(row)}{'>0' if row == FirmRow.SECTOR else '>=0'}"
    holds = profile_holds(condition, places.calculation.profile)
    now = otherwise if holds is None else float(holds)
    return Truth(f"IF({known},IF({profile_test(places, condition)},1,0),{number(otherwise)})", now)
