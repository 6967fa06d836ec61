"""From the cell of an answer to its value: state, relevance and value of each question as formulas with their values.

Only functions that Excel 2010 and LibreOffice share, none volatile. Texts are compared with ``=`` inside SUMPRODUCT,
which knows no wildcards and no limit of length, unlike MATCH.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
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
    OfSector,
    OfSize,
    StaffAtLeast,
    profile_holds,
)
from jazari_assess.render.excel.live.calculation import CalculatedQuestion, Known, Measured, Picked, Ticked, Typed
from jazari_assess.render.excel.live.places import AnswerColumn, OptionColumn, Places, QuestionColumn
from jazari_assess.render.excel.workbook import Live

ABSENT, GIVEN = range(2)


def number(value: float) -> str:
    """Return a number as a formula writes it, whatever the language of the program that reads it."""
    return repr(float(value)).upper()


OPEN = 0.5
"""Neither true nor false: an answer that is still to come decides it. AND is then the least, OR the greatest."""


@dataclass(frozen=True)
class _Truth:
    """A condition as a formula of 1 (true), 0 (false) or 0.5 (open), and what it is now."""

    formula: str
    now: float


@dataclass(frozen=True)
class _Test:
    """A test of given answers as a formula of TRUE or FALSE, and whether it holds now."""

    formula: str
    holds: bool


def _joined(name: Literal["MIN", "MAX"], parts: Sequence[_Truth]) -> _Truth:
    joined = min if name == "MIN" else max
    return _Truth(f"{name}({','.join(one.formula for one in parts)})", joined(one.now for one in parts))


def _turned(truth: _Truth) -> _Truth:
    return _Truth(f"1-{truth.formula}", 1 - truth.now)


@dataclass(frozen=True)
class QuestionFormulas:
    """The formulas of every question."""

    places: Places

    def position(self, question: CalculatedQuestion) -> Live | float:
        """Return which option was picked, or which state stands in place of an answer, counted from 1; 0 is none."""
        lacking = question.lacking or 0
        if isinstance(question.part, Known):
            return 0.0
        if isinstance(question.part, Picked):
            part = question.part
            picked = len(part.options) + lacking if lacking else 0 if part.chosen is None else part.chosen + 1
            words = self.places.options(question.id, OptionColumn.WORDS)
            positions = self.places.options(question.id, OptionColumn.POSITION)
            return Live(f"SUMPRODUCT(({words}={self.places.answer(question.id)})*{positions})", picked)
        cell = self.places.answer(question.id, AnswerColumn.LACKING)
        tests = [f"{cell}={self.places.word('answer.unknown')}", f"{cell}={self.places.word('answer.not-applicable')}"]
        return Live(f"IF({tests[0]},1,IF({tests[1]},2,0))", lacking)

    def state(self, question: CalculatedQuestion) -> Live | float:
        """Return 0 for no answer, 1 for an answer, 2 for unknown, 3 for not applicable."""
        now = _state(question)
        own = self.places.question(question.id, QuestionColumn.POSITION)
        match question.part:
            case Picked(options=options):
                count = len(options)
                return Live(f"IF({own}=0,0,IF({own}<={count},1,{own}-{count - 1}))", now)
            case Ticked():
                ticked = self.places.options(question.id, OptionColumn.TICKED)
                none = self._none(question)
                given = f"IF(AND({none}=1,SUM({ticked})>1),0,IF(SUM({ticked})>0,1,0))"
            case Measured():
                given = self._within(question.id, question.part)
            case Typed():
                given = f"IF(LEN({self.places.answer(question.id)})>0,1,0)"
            case Known():
                return float(now)
            case _:
                assert_never(question.part)
        return Live(f"IF({own}>0,{own}+1,{given})", now)

    def _none(self, question: CalculatedQuestion) -> str:
        items = question.part.items if isinstance(question.part, Ticked) else ()
        ticked = self.places.options(question.id, OptionColumn.TICKED)
        return str(next(ticked.cell(place) for place, item in enumerate(items) if item.none))

    def _within(self, name: str, part: Measured) -> str:
        cell = self.places.answer(name)
        tests = [f"{cell}>={number(part.minimum)}", f"{cell}<={number(part.maximum)}"]
        tests += [f"{cell}=INT({cell})"] if part.integer else []
        return f"IF(ISNUMBER({cell}),IF(AND({','.join(tests)}),1,0),0)"

    def code(self, question: CalculatedQuestion) -> Live | float | str:
        """Return what conditions look at: the option's position from 0, the number, or how many items were ticked."""
        now = code(question)
        match question.part:
            case Picked():
                return Live(f"{self.places.question(question.id, QuestionColumn.POSITION)}-1", now)
            case Ticked():
                ticked = self.places.options(question.id, OptionColumn.TICKED)
                return Live(f"SUM({ticked})-{self._none(question)}", now)
            case Measured():
                state = self.places.question(question.id, QuestionColumn.STATE)
                return Live(f"IF({state}=1,{self.places.answer(question.id)},0)", now)
            case Typed():
                return 0.0
            case Known(value=value):
                return "" if value is None else value
            case _:
                assert_never(question.part)

    @cached_property
    def _truths(self) -> Mapping[str, _Truth | None]:
        questions = self.places.calculation.questions
        return {own.id: None if own.when is None else self._truth(own.when) for own in questions}

    def relevant(self, question: CalculatedQuestion) -> Live | float:
        """Return 1 where the question is asked, 0 where it is not, 0.5 where an answer to come decides it."""
        truth = self._truths[question.id]
        return 1.0 if truth is None else Live(truth.formula, truth.now)

    def relevance(self, question: CalculatedQuestion) -> float:
        """Return the same as it is now."""
        return 1.0 if question.when is None else self._truth(question.when).now

    def _truth(self, condition: Condition) -> _Truth:
        match condition:
            case Is() | In() | AtLeast():
                question = self.places.by_id[condition.question]
                found = self._if_known([question], self._passed(question, condition))
            case Answered() | InState():
                found = self._in_state(condition)
            case Compare():
                found = self._compare(condition.compare)
            case OfSector() | OfSize() | StaffAtLeast():
                holds = profile_holds(condition, self.places.calculation.profile)
                now = OPEN if holds is None else float(holds)
                found = _Truth(number(now), now)
            case All():
                found = _joined("MIN", [self._truth(one) for one in condition.all_])
            case Any():
                found = _joined("MAX", [self._truth(one) for one in condition.any_])
            case Not():
                found = _turned(self._truth(condition.not_))
            case _:
                assert_never(condition)
        return found

    def _if_known(self, questions: Sequence[CalculatedQuestion], test: _Test) -> _Truth:
        """Return a test of answers: 0 where one of them does not apply, open where one is missing or may be hidden."""
        states = [self.places.question(one.id, QuestionColumn.STATE) for one in questions]
        shown = [self.places.question(one.id, QuestionColumn.RELEVANT) for one in questions]
        out = ",".join(f"{state}=3,{own}=0" for state, own in zip(states, shown, strict=True))
        given = ",".join(f"{state}=1" for state in states)
        least = ",".join(map(str, shown))
        formula = f"IF(OR({out}),0,IF(AND({given}),IF({test.formula},MIN({least}),0),{OPEN}))"
        now = [self.relevance(one) for one in questions]
        if any(one.excluded for one in questions) or 0 in now:
            return _Truth(formula, 0.0)
        if not all(one.given for one in questions):
            return _Truth(formula, OPEN)
        return _Truth(formula, min(now) if test.holds else 0.0)

    def _given(self, question: CalculatedQuestion) -> _Truth:
        """Return whether a question will have an answer: one that is asked will, unless it may not apply."""
        state = self.places.question(question.id, QuestionColumn.STATE)
        shown = self.places.question(question.id, QuestionColumn.RELEVANT)
        free = question.not_applicable or isinstance(question.part, Typed | Known)
        missing = f"MIN({shown},{OPEN})" if free else str(shown)
        now = self.relevance(question)
        told = 0.0 if question.excluded else now if question.given or not free else min(now, OPEN)
        return _Truth(f"IF({state}=3,0,IF({state}=1,{shown},{missing}))", told)

    def _in_state(self, condition: Answered | InState) -> _Truth:
        given = self._given(self.places.by_id[condition.question])
        if isinstance(condition, Answered):
            return given if condition.answered else _turned(given)
        match condition.state:
            case "given":
                return given
            case "not-applicable":
                return _turned(given)
            case "unknown" | "unanswered":
                return _Truth("0", 0.0)
            case _:
                assert_never(condition.state)

    def _compare(self, compared: Comparison) -> _Truth:
        questions = [self.places.by_id[name] for name in (compared.question, compared.greater_than)]
        first, second = (self.places.question(one.id, QuestionColumn.CODE) for one in questions)
        numbers = [found for one in questions if isinstance(found := code(one), int | float)]
        holds = len(numbers) == len(questions) and numbers[0] > numbers[1]
        return self._if_known(questions, _Test(f"{first}>{second}", holds))

    def _passed(self, question: CalculatedQuestion, condition: Is | In | AtLeast) -> _Test:
        seen = self.places.question(question.id, QuestionColumn.CODE)
        if isinstance(condition, AtLeast):
            now = code(question)
            reached = isinstance(now, int | float) and now >= condition.at_least
            return _Test(f"{seen}>={number(condition.at_least)}", reached)
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
                found = [(f"{seen}={_literal(option)}", code(question) == option) for option in wanted]
        tests = [test for test, _ in found] or ["FALSE"]
        return _Test(f"OR({','.join(tests)})", any(holds for _, holds in found))

    def value(self, question: CalculatedQuestion) -> Live | float:
        """Return the value 0..1 of an answer that counts, or may count, else 0."""
        state, shown = (
            self.places.question(question.id, own) for own in (QuestionColumn.STATE, QuestionColumn.RELEVANT)
        )
        counted = f"({state}=1)*({shown}>0)"
        now = value(question) if question.given and self.relevance(question) > 0 else 0.0
        match question.part:
            case Picked():
                values = self.places.options(question.id, OptionColumn.VALUE, states=False)
                own = self.places.question(question.id, QuestionColumn.POSITION)
                return Live(f"IF({counted}=1,INDEX({values},{own}),0)", now)
            case Ticked(items=items):
                ticked = self.places.options(question.id, OptionColumn.TICKED)
                points = self.places.options(question.id, OptionColumn.VALUE)
                best = number(sum(item.points for item in items if item.points > 0))
                return Live(f"IF({counted}=1,MAX(0,MIN(1,SUMPRODUCT({ticked},{points})/{best})),0)", now)
            case Measured(points=points):
                xs = str(self.places.options(question.id, OptionColumn.NUMBER))
                ys = str(self.places.options(question.id, OptionColumn.VALUE))
                seen = str(self.places.question(question.id, QuestionColumn.CODE))
                ends = [(point.number, point.value) for point in (points[0], points[-1])]
                return Live(f"IF({counted}=1,{interpolated(seen, xs, ys, ends)},0)", now)
            case Typed() | Known():
                return 0.0
            case _:
                assert_never(question.part)


def _literal(value: float | str) -> str:
    return number(value) if isinstance(value, int | float) else '"' + value.replace('"', '""') + '"'


def interpolated(seen: str, xs: str, ys: str, ends: list[tuple[float, float]]) -> str:
    """Return a formula for straight lines between points; beyond them the ends hold."""
    (first, low), (last, high) = ends
    place = f"MATCH({seen},{xs},1)"
    left, bottom = f"INDEX({xs},{place})", f"INDEX({ys},{place})"
    right, top = f"INDEX({xs},{place}+1)", f"INDEX({ys},{place}+1)"
    between = f"{bottom}+({seen}-{left})*({top}-{bottom})/({right}-{left})"
    return f"IF({seen}<={number(first)},{number(low)},IF({seen}>={number(last)},{number(high)},{between}))"


def _state(question: CalculatedQuestion) -> int:
    if question.lacking is not None:
        return question.lacking + 1
    return GIVEN if question.given else ABSENT


def code(question: CalculatedQuestion) -> float | str:
    """Return what the conditions of other questions see of an answer now."""
    match question.part:
        case Picked(options=options, states=_, chosen=chosen):
            lacking = question.lacking
            return len(options) + lacking - 1 if lacking else -1 if chosen is None else chosen
        case Ticked(items=items):
            return sum(item.ticked for item in items if not item.none)
        case Measured(number=found):
            return 0.0 if found is None or not question.given else found
        case Known(value=found):
            return "" if found is None else found
        case Typed():
            return 0.0
        case _:
            assert_never(question.part)


def value(question: CalculatedQuestion) -> float:
    """Return the value 0..1 of a given answer now."""
    match question.part:
        case Picked(options=options, chosen=int(chosen)):
            return options[chosen].value
        case Ticked(items=items):
            best = sum(item.points for item in items if item.points > 0)
            return max(0.0, min(1.0, sum(item.points for item in items if item.ticked) / best))
        case Measured():
            return worth(question.part)
        case _:
            return 0.0


def worth(part: Measured) -> float:
    """Return the value 0..1 of a number that was given; 0 where there is none."""
    return 0.0 if part.number is None else _between([(own.number, own.value) for own in part.points], part.number)


def _between(points: list[tuple[float, float]], seen: float) -> float:
    place = bisect_right([x for x, _ in points], seen)
    if place in (0, len(points)):
        return points[0 if place == 0 else -1][1]
    (left, bottom), (right, top) = points[place - 1 : place + 1]
    return bottom + (seen - left) * (top - bottom) / (right - left)
