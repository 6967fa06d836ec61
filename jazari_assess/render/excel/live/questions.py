"""From the cell of an answer to its value: state, relevance and value of each question as formulas with their values.

Only functions that Excel 2010 and LibreOffice share, none volatile. Texts are compared with ``=`` inside SUMPRODUCT,
which knows no wildcards and no limit of length, unlike MATCH.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

from jazari_assess.render.excel.live.calculation import (
    CalculatedQuestion,
    Known,
    Measured,
    Picked,
    Ranked,
    Ticked,
    Typed,
)
from jazari_assess.render.excel.live.case_truths import InCase
from jazari_assess.render.excel.live.places import AnswerColumn, OptionColumn, Places, QuestionColumn
from jazari_assess.render.excel.live.truths import Completed, Present
from jazari_assess.render.excel.live.values import code, number, state_now, value
from jazari_assess.render.excel.workbook import Live


@dataclass(frozen=True)
class QuestionFormulas:
    """The formulas of every question."""

    places: Places

    def position(self, question: CalculatedQuestion) -> Live | float:
        """Return which option was picked, or which state stands in place of an answer, counted from 1; 0 is none."""
        lacking = question.lacking or 0
        if isinstance(question.part, Known | Ranked) or (question.field and not isinstance(question.part, Picked)):
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
        now = state_now(question)
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
            case Ranked():
                return Live(f"IF({self._ranked(question)}>0,1,0)", now)
            case Typed():
                given = f"IF(LEN({self.places.answer(question.id)})>0,1,0)"
            case Known():
                return float(now)
            case _:
                assert_never(question.part)
        return Live(f"IF({own}>0,{own}+1,{given})", now)

    def _ranked(self, question: CalculatedQuestion) -> str:
        return f"SUM({self.places.options(question.id, OptionColumn.TICKED)})"

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
            case Ranked():
                return Live(self._ranked(question), now)
            case Typed():
                return 0.0
            case Known(value=value):
                return "" if value is None else value
            case _:
                assert_never(question.part)

    @cached_property
    def _completed(self) -> Completed:
        return Completed(self.places)

    def relevant(self, question: CalculatedQuestion) -> Live | float:
        """Return 1 where the question is asked, 0 where it is not, 0.5 where an answer to come decides it."""
        if question.when is None:
            return 1.0
        if self._cases:
            cells = ",".join(str(self.places.asked_in(place, question.id)) for place in range(len(self._cases)))
            return Live(f"(MIN({cells})+MAX({cells}))/2", self.relevance(question))
        truth = self._completed.of(question.when)
        return Live(truth.formula, truth.now)

    @cached_property
    def _cases(self) -> Sequence[InCase]:
        cases = self.places.calculation.cases
        return [] if cases and cases[0].bound else [InCase(self.places, place) for place in range(len(cases))]

    def relevance(self, question: CalculatedQuestion) -> float:
        """Return the same as it is now."""
        if self._cases and question.when is not None:
            now = [case.asked(question).now for case in self._cases]
            return (min(now) + max(now)) / 2
        return self._completed.relevance(question)

    def asked(self, question: CalculatedQuestion) -> Live | float:
        """Return 1 where the question is asked as things are."""
        if question.when is None:
            return 1.0
        truth = Present(self.places, closed=True).asked(question)
        return Live(truth.formula, truth.now)

    def value(self, question: CalculatedQuestion) -> Live | float:
        """Return the value 0..1 of an answer that counts, or may count, else 0."""
        state, shown = (
            self.places.question(question.id, own) for own in (QuestionColumn.STATE, QuestionColumn.RELEVANT)
        )
        counted = f"({state}=1)*({shown}>0)"
        now = value(question) if question.given and self.relevance(question) > 0 else 0.0
        match question.part:
            case Picked() if question.field is None:
                values = self.places.options(question.id, OptionColumn.VALUE, states=False)
                own = self.places.question(question.id, QuestionColumn.POSITION)
                return Live(f"IF({counted}=1,INDEX({values},{own}),0)", now)
            case Ticked(items=items):
                ticked = self.places.options(question.id, OptionColumn.TICKED)
                points = self.places.options(question.id, OptionColumn.VALUE)
                best = number(sum(item.points for item in items if item.points > 0))
                return Live(f"IF({counted}=1,MAX(0,MIN(1,SUMPRODUCT({ticked},{points})/{best})),0)", now)
            case Measured(points=points) if points:
                xs = str(self.places.options(question.id, OptionColumn.NUMBER))
                ys = str(self.places.options(question.id, OptionColumn.VALUE))
                seen = str(self.places.question(question.id, QuestionColumn.CODE))
                ends = [(point.number, point.value) for point in (points[0], points[-1])]
                return Live(f"IF({counted}=1,{interpolated(seen, xs, ys, ends)},0)", now)
            case _:
                return 0.0


def interpolated(seen: str, xs: str, ys: str, ends: list[tuple[float, float]]) -> str:
    """Return a formula for straight lines between points; beyond them the ends hold."""
    (first, low), (last, high) = ends
    place = f"MATCH({seen},{xs},1)"
    left, bottom = f"INDEX({xs},{place})", f"INDEX({ys},{place})"
    right, top = f"INDEX({xs},{place}+1)", f"INDEX({ys},{place}+1)"
    between = f"{bottom}+({seen}-{left})*({top}-{bottom})/({right}-{left})"
    return f"IF({seen}<={number(first)},{number(low)},IF({seen}>={number(last)},{number(high)},{between}))"
