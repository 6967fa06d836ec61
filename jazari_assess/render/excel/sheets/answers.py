"""The sheet of answers, which people change: each answer a cell with its own choices, and beside it what it brings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jazari_assess.render.excel.live.calculation import (
    CalculatedNode,
    CalculatedQuestion,
    Known,
    Measured,
    Picked,
    Ticked,
    Typed,
)
from jazari_assess.render.excel.live.places import AnswerColumn, NodeColumn, OptionColumn, Places, QuestionColumn
from jazari_assess.render.excel.live.questions import QuestionFormulas
from jazari_assess.render.excel.live.values import worth
from jazari_assess.render.excel.sheets.checks import check_list, check_number
from jazari_assess.render.excel.sheets.options import TICKS, list_name
from jazari_assess.render.excel.workbook import Book, Column, Live, Sheet, Value, row_height

_SEEN = 360
"""Letters of a text that a row is high enough for: four lines of a note, so that a long one takes no page on paper."""


def add_answers(book: Book, places: Places, *, notes: bool) -> None:
    """Add each question with its answer, evidence, score and next step; notes only where they are wanted."""
    sheet, columns = book.sheet("answers", landscape=False), _columns(book, notes=notes)
    sheet.widths(columns)
    sheet.table(0, columns, [])
    shown = [question for question in places.calculation.questions if not isinstance(question.part, Known)]
    for question in shown:
        _Row(book, sheet, places, columns, question).write()
    last = max((_last_row(question, places) for question in shown), default=0)
    sheet.sheet.freeze_panes(1, AnswerColumn.ANSWER)
    sheet.sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.sheet.repeat_rows(0)
    sheet.prints(last, AnswerColumn.SCORE)
    for below, key in enumerate(("sheet.yellow", "workbook.follows"), start=last + 2):
        sheet.wide(below, (0, AnswerColumn.ANSWER), book.page.labels[key], "quiet")
    sheet.protect()


def _columns(book: Book, *, notes: bool) -> Sequence[Column]:
    t = book.page.labels
    return [
        Column(heading=t["dimension.name"], width=20),
        Column(heading=t["profile.indicator"], width=20),
        Column(heading=t["dimension.question"], width=50),
        Column(heading=t["workbook.answer"], width=58, style="edit"),
        Column(heading=t["workbook.lacking"], width=14),
        Column(heading=t["workbook.remark"], width=14),
        Column(heading=t["sheet.score-of-hundred"], width=11, style="score"),
        Column(heading=t["dimension.weight"], width=10, style="percent"),
        Column(heading=t["dimension.next"], width=70),
        Column(heading=t["sheet.evidence"], width=16),
        *([Column(heading=t["sheet.note"], width=90, style="typed")] if notes else []),
    ]


def _last_row(question: CalculatedQuestion, places: Places) -> int:
    items = len(question.part.items) if isinstance(question.part, Ticked) else 0
    return places.answer_rows[question.id] + items


class _Row:
    """The row of one question, with the rows of its items below it."""

    def __init__(
        self, book: Book, sheet: Sheet, places: Places, columns: Sequence[Column], question: CalculatedQuestion
    ) -> None:
        self.book, self.labels, self.sheet, self.places = book, book.page.labels, sheet, places
        self.columns, self.question, self.row = columns, question, places.answer_rows[question.id]

    def write(self) -> None:
        """Write the row and those of its items."""
        values, styles = self._values(), self._styles()
        seen = [value[:_SEEN] if isinstance(value, str) else value for value in values]
        widths = [column.width for column in self.columns]
        self.sheet.height(self.row, row_height(list(zip(seen, widths, strict=True))))
        for place, column in enumerate(self.columns):
            self.sheet.put(self.row, place, values[place], styles.get(place, column.style))
        if isinstance(self.question.part, Ticked):
            self._items(self.question.part)
        self._checks()

    def _values(self) -> list[Value]:
        question = self.question
        node = next((own for own in self.places.calculation.nodes if own.question == question.id), None)
        values: list[Value] = [question.dimension, question.short, question.title, self._answer(), self._lacking()]
        values += [
            self._remark(),
            self._score(node),
            self._weight(node),
            self._next(),
            question.evidence,
            question.note,
        ]
        return values[: len(self.columns)]

    def _styles(self) -> Mapping[int, str]:
        answer, lacking = AnswerColumn.ANSWER, AnswerColumn.LACKING
        match self.question.part:
            case Measured(unit=unit):
                return {answer: self.book.unit(unit), lacking: "edit"}
            case Ticked():
                return {answer: "cell", lacking: "edit"}
            case Typed():
                return {answer: "edit-typed", lacking: "edit"}
            case _:
                return {}

    def _answer(self) -> Value:
        part, lacking = self.question.part, self.question.lacking
        match part:
            case Picked(options=options, states=states, chosen=chosen):
                words = [option.words for option in options]
                return states[lacking - 1] if lacking else None if chosen is None else words[chosen]
            case Measured(number=found):
                return None if lacking else found
            case Typed(text=text):
                return text or None
            case _:
                return None

    def _lacking(self) -> Value:
        states = ("answer.unknown", "answer.not-applicable")
        if self.question.lacking is None or isinstance(self.question.part, Picked):
            return None
        return self.labels[states[self.question.lacking - 1]]

    def _remark(self) -> Live:
        """Say whether the answer counts, and if not, why."""
        places, name, labels = self.places, self.question.id, self.labels
        own = {column: places.question(name, column) for column in QuestionColumn}
        column = QuestionColumn
        absent = str(places.word("workbook.no-answer"))
        if isinstance(self.question.part, Ticked):
            ticked = places.options(name, OptionColumn.TICKED)
            absent = f"IF(SUM({ticked})>0,{places.word('workbook.contradiction')},{absent})"
        words = {key: places.word(key) for key in ("workbook.hidden", "workbook.counted", "answer.unknown")}
        state = (
            f"IF({own[column.STATE]}=2,{words['answer.unknown']},"
            f"IF({own[column.STATE]}=3,{places.word('state.not-applicable')},{absent}))"
        )
        shown = f"IF({own[column.COUNTED]}=1,{words['workbook.counted']},{state})"
        return Live(f"IF({own[column.RELEVANT]}=0,{words['workbook.hidden']},{shown})", labels[self._remark_now()])

    def _remark_now(self) -> str:
        shown = QuestionFormulas(self.places).relevance(self.question)
        if shown == 0:
            return "workbook.hidden"
        if shown == 1 and self.question.given:
            return "workbook.counted"
        return {None: "workbook.no-answer", 1: "answer.unknown", 2: "state.not-applicable"}[self.question.lacking]

    def _score(self, node: CalculatedNode | None) -> Live | None:
        if node is None:
            return None
        shown = self.places.node(node.id, NodeColumn.SCORE)
        return Live(str(shown), "" if node.score is None else node.score)

    def _weight(self, node: CalculatedNode | None) -> Live | None:
        return None if node is None else Live(str(self.places.node(node.id, NodeColumn.SHARE)), node.share)

    def _next(self) -> Live | None:
        """Return the next step from the answer in the cell, in words."""
        name, places = self.question.id, self.places
        counted = places.question(name, QuestionColumn.COUNTED)
        now = QuestionFormulas(places).relevance(self.question) == 1 and self.question.given
        match self.question.part:
            case Picked(options=options, chosen=chosen):
                steps = places.options(name, OptionColumn.NEXT, states=False)
                found = f"INDEX({steps},{places.question(name, QuestionColumn.POSITION)})"
                told = options[chosen].next_step if now and chosen is not None else ""
                return Live(f'IF({counted}=1,{found}&"","")', told)
            case Measured(rising=bool(rising)) as part:
                return self._next_number(part, str(counted), rising=rising, now=now)
            case _:
                return None

    def _next_number(self, part: Measured, counted: str, *, rising: bool, now: bool) -> Live:
        name, places = self.question.id, self.places
        value, values = places.question(name, QuestionColumn.VALUE), places.options(name, OptionColumn.VALUE)
        steps = places.options(name, OptionColumn.NEXT)
        here = worth(part)
        if rising:
            place = f"SUMPRODUCT(--({values}<={value}))+1"
            found = sum(point.value <= here for point in part.points)
        else:
            place, found = f"SUMPRODUCT(--({values}>{value}))", sum(point.value > here for point in part.points) - 1
        there = 0 <= found < len(part.points) and now
        test = f"AND({counted}=1,{place}>=1,{place}<={len(part.points)})"
        return Live(
            f'IF({test},INDEX({steps},MAX(1,MIN({len(part.points)},{place})))&"","")',
            part.points[found].reach if there else "",
        )

    def _items(self, part: Ticked) -> None:
        for row, item in enumerate(part.items, start=self.row + 1):
            answer = self.labels["answer.yes" if item.ticked else "answer.no"] if self.question.given else None
            for place, column in enumerate(self.columns):
                value = item.words if place == AnswerColumn.TITLE else answer if place == AnswerColumn.ANSWER else None
                self.sheet.put(row, place, value, "item" if place == AnswerColumn.TITLE else column.style)
            self.sheet.height(row, row_height([(item.words, self.columns[AnswerColumn.TITLE].width - 4)]))

    def _checks(self) -> None:
        part, labels = self.question.part, self.labels
        own = self.places.answer(self.question.id)
        match part:
            case Picked():
                check_list(self.sheet, own, list_name(self.question), labels)
                return
            case Ticked(items=items):
                first = self.places.answer(self.question.id, item=0)
                check_list(self.sheet, replace(first, count=len(items)), TICKS, labels)
            case Measured():
                check_number(self.sheet, own, part, labels)
            case _:
                pass
        lacking = self.places.answer(self.question.id, AnswerColumn.LACKING)
        check_list(self.sheet, lacking, list_name(self.question), labels)
