"""The sheets that ask: a row a question, its help and its options beside its drop-down, and how it counts."""

from collections.abc import Mapping
from dataclasses import replace

from jazari_assess.engine.asking import on_short_path
from jazari_assess.forms.excel.book import FormBook
from jazari_assess.forms.excel.layout import CONSENT, HEAD_ROWS, KEYS, AskingSheet, FormColumn
from jazari_assess.model.profile import PERSONAL_FIELDS
from jazari_assess.model.questionnaire import NumberQuestion, ProfileQuestion
from jazari_assess.render.excel.live.calculation import (
    CalculatedQuestion,
    Measured,
    Picked,
    Ranked,
    Ticked,
    Typed,
)
from jazari_assess.render.excel.live.places import AnswerColumn, FirmRow, OptionColumn, QuestionColumn
from jazari_assess.render.excel.live.truths import Present
from jazari_assess.render.excel.live.values import state_now
from jazari_assess.render.excel.sheets.checks import check_list, check_number
from jazari_assess.render.excel.sheets.options import TICKS, list_name
from jazari_assess.render.excel.workbook import Live, Sheet, Value, row_height

# In letters.
WIDTHS: Mapping[FormColumn, float] = {
    FormColumn.ID: 8,
    FormColumn.ASKED: 8,
    FormColumn.NUMBER: 7,
    FormColumn.QUESTION: 74,
    FormColumn.ANSWER: 54,
    FormColumn.LACKING: 17,
    FormColumn.STATE: 17,
    FormColumn.NOTE: 36,
}
_LONGEST_DROP_DOWN = 8
"""More options than that stand in the drop-down alone, such as the regions."""
_OFF_PATH = 0.5
"""What ``ASKED`` holds on the short path where a question is of the long one alone."""


def start_sheet(form: FormBook, name: str, title: str, introduction: str) -> Sheet:
    """Add a sheet that asks, with its hidden columns and keys, its title and its introduction."""
    sheet = form.book.named(name)
    for column, width in WIDTHS.items():
        hidden = {"hidden": True} if column in (FormColumn.ID, FormColumn.ASKED) else {}
        sheet.sheet.set_column(column, column, width, None, hidden)
    for column, key in KEYS.items():
        sheet.put(0, column, key, "quiet")
    sheet.sheet.set_row(0, None, None, {"hidden": True})
    sheet.put(1, FormColumn.NUMBER, title, "title")
    sheet.sheet.set_row(1, 28)
    wide = WIDTHS[FormColumn.QUESTION] + WIDTHS[FormColumn.ANSWER]
    sheet.wide(2, (FormColumn.NUMBER, FormColumn.ANSWER), introduction, "quiet", width=wide)
    return sheet


def add_questions_of(form: FormBook, asking: AskingSheet) -> None:
    """Add one sheet with its questions."""
    words = form.order.content.questionnaire.texts[form.speech.language].sections[asking.section]
    put = form.speech.form.set
    sheet = start_sheet(form, asking.name, put(words.title), put(words.introduction))
    heads = ("number", "question", "answer", "lacking", "state", "note")
    for column, key in zip(list(FormColumn)[2:], heads, strict=True):
        sheet.put(HEAD_ROWS - 1, column, form.labels[f"head.{key}"], "header")
    sheet.sheet.set_row(HEAD_ROWS - 1, 30)
    for place, name in enumerate(asking.questions, start=1):
        _Row(form, sheet, form.places.by_id[name], place).write()
    last = max(_last_row(form, name) for name in asking.questions)
    grey = form.book.book.add_format({"font_color": "#8A979E", "bg_color": "#ECEFF1"})
    rule = {"type": "formula", "criteria": f"=AND(ISNUMBER($B{HEAD_ROWS + 1}),$B{HEAD_ROWS + 1}<1)", "format": grey}
    sheet.sheet.conditional_format(HEAD_ROWS, FormColumn.NUMBER, last, FormColumn.NOTE, rule)
    sheet.sheet.freeze_panes(HEAD_ROWS, 0)
    sheet.sheet.repeat_rows(HEAD_ROWS - 1)
    sheet.sheet.print_area(1, FormColumn.NUMBER, last, FormColumn.NOTE)
    sheet.protect()


def _last_row(form: FormBook, name: str) -> int:
    first = form.places.answer(name).first
    match form.places.by_id[name].part:
        case Ticked(items=items):
            return first + len(items)
        case Ranked(most=most):
            return first + most - 1
        case _:
            return first


def asked_now(form: FormBook, question: CalculatedQuestion) -> float:
    """Return 1 where a question is asked as things are; about a person only once the notice was accepted."""
    return 0.0 if question.field in PERSONAL_FIELDS else Present(form.places, closed=True).asked(question).now


class _Row:
    """The row of one question, with the rows of its items or of its further answers below it."""

    def __init__(self, form: FormBook, sheet: Sheet, question: CalculatedQuestion, place: int) -> None:
        self.form, self.sheet, self.question, self.place = form, sheet, question, place
        self.row, self.labels = form.places.answer(question.id).first, form.labels

    def write(self) -> None:
        """Write the row and those below it."""
        column, part, put = FormColumn, self.question.part, self.sheet.put
        put(self.row, column.ID, self.question.id, "quiet")
        put(self.row, column.ASKED, self._asked(), "quiet")
        put(self.row, column.NUMBER, float(self.place), "number")
        self._question()
        put(self.row, column.ANSWER, self._answer(), self._answer_style())
        lacking = self._lacks()
        put(self.row, column.LACKING, None, "edit" if lacking else "cell")
        put(self.row, column.STATE, self._state(), "cell")
        noted = self.question.field is None and not isinstance(part, Typed)
        put(self.row, column.NOTE, None, "edit" if noted else "cell")
        match part:
            case Ticked():
                self._items(part)
            case Ranked():
                self._ranks(part)
            case _:
                pass
        self._checks(lacking=lacking)

    def _question(self) -> None:
        words, put = self.form.words(self.question.id), self.form.speech.form.set
        more = [put(words.help)] if words.help else []
        more += (
            [f"{self.labels['question.look-for']}{self.labels['colon']} {put(words.look_for)}"]
            if words.look_for
            else []
        )
        more += [hint] if (hint := self._hint()) else []
        if isinstance(self.question.part, Picked) and len(self.question.part.options) <= _LONGEST_DROP_DOWN:
            more += [f"• {option.words}" for option in self.question.part.options]
        parts = [(self.question.title, "strong"), *(("\n" + text, "quiet") for text in more)]
        self.sheet.rich(self.row, FormColumn.QUESTION, parts, "cell")
        whole = "\n".join((self.question.title, *more))
        self.sheet.sheet.set_row(self.row, row_height([(whole, WIDTHS[FormColumn.QUESTION] - 3)]))

    def _hint(self) -> str:
        """Return what an answer may be, where no drop-down tells it."""
        say, structure = self.form.speech.form.say, self.form.structure(self.question.id)
        number = self.form.speech.report.number
        match self.question.part:
            case Ticked():
                return say("hint.several")
            case Ranked(most=most):
                return say("question.at-most", count=str(most))
            case Measured() if isinstance(structure, NumberQuestion):
                key = "question.whole-bounds" if structure.integer else "question.bounds"
                return say(key, minimum=number(structure.minimum), maximum=number(structure.maximum))
            case Measured():
                return say("question.at-least-zero")
            case _ if isinstance(structure, ProfileQuestion) and structure.field == "ice":
                return say("question.ice-wrong")
            case _:
                return ""

    def _asked(self) -> Live:
        """Return 1 where the question is asked, 0 where it is not, a half where only the long path asks it."""
        asked, word = self.form.places.question(self.question.id, QuestionColumn.ASKED), self.form.places.word
        now = asked_now(self.form, self.question)
        if self.question.field in PERSONAL_FIELDS:
            return Live(f"IF({self.form.places.answer(CONSENT)}={word('notice.accept')},{asked},0)", now)
        if on_short_path(self.form.structure(self.question.id)):
            return Live(str(asked), now)
        short = self.form.places.firm(FirmRow.SHORT)
        off = _OFF_PATH if self.form.order.express else 1.0
        return Live(f"{asked}*IF({short}=1,{_OFF_PATH},1)", now * off)

    def _answer(self) -> Value:
        match self.question.part:
            case Picked(options=options, chosen=chosen):
                return None if chosen is None else options[chosen].words
            case Ranked(options=options, chosen=(first, *_)):
                return options[first].words
            case Measured(number=found):
                return found
            case Typed(text=text):
                return text or None
            case _:
                return None

    def _answer_style(self) -> str:
        match self.question.part:
            case Measured(unit=unit):
                return self.form.book.unit(unit)
            case Ticked():
                return "cell"
            case _:
                return "edit"

    def _lacks(self) -> bool:
        """Say whether a cell of its own tells that there is no answer."""
        return self.question.field is None and isinstance(self.question.part, Measured | Ticked | Typed)

    def _state(self) -> Live:
        """Say whether the answer counts, and if not, why."""
        places, name = self.form.places, self.question.id
        state, word = places.question(name, QuestionColumn.STATE), places.word
        absent = str(word("workbook.no-answer"))
        if isinstance(self.question.part, Ticked):
            ticked = places.options(name, OptionColumn.TICKED)
            absent = f"IF(SUM({ticked})>0,{word('workbook.contradiction')},{absent})"
        elif not isinstance(self.question.part, Ranked | Typed):
            absent = f"IF(LEN({places.answer(name)})>0,{word('state.wrong')},{absent})"
        lacking = f"IF({state}=3,{word('answer.not-applicable')},{absent})"
        told = f"IF({state}=1,{word('workbook.counted')},IF({state}=2,{word('answer.unknown')},{lacking}))"
        asked = f"$B${self.row + 1}"
        off = f"IF(AND({asked}<1,{state}=0),{word('state.off-path')},{told})"
        shown = self._asked().value
        key = "workbook.counted" if state_now(self.question) else "workbook.no-answer"
        if shown == _OFF_PATH and not state_now(self.question):
            key = "state.off-path"
        now = self.labels["workbook.hidden" if shown == 0 else key]
        return Live(f"IF({asked}=0,{word('workbook.hidden')},{off})", now)

    def _items(self, part: Ticked) -> None:
        for below, item in enumerate(part.items, start=self.row + 1):
            self.sheet.put(below, FormColumn.ID, f"{self.question.id}:{item.id}", "quiet")
            self.sheet.put(below, FormColumn.ASKED, Live(f"$B${self.row + 1}", self._asked().value), "quiet")
            self.sheet.put(below, FormColumn.QUESTION, item.words, "item")
            self.sheet.put(below, FormColumn.ANSWER, None, "edit")
            self.sheet.sheet.set_row(below, row_height([(item.words, WIDTHS[FormColumn.QUESTION] - 5)]))

    def _ranks(self, part: Ranked) -> None:
        for below in range(1, part.most):
            chosen = part.options[part.chosen[below]].words if below < len(part.chosen) else None
            self.sheet.put(self.row + below, FormColumn.ID, f"{self.question.id}:{below + 1}", "quiet")
            self.sheet.put(self.row + below, FormColumn.ASKED, Live(f"$B${self.row + 1}", 1.0), "quiet")
            self.sheet.put(self.row + below, FormColumn.ANSWER, chosen, "edit")

    def _checks(self, *, lacking: bool) -> None:
        places, own = self.form.places, self.form.places.answer(self.question.id)
        match self.question.part:
            case Picked():
                check_list(self.sheet, own, list_name(self.question), self.labels)
            case Ranked():
                check_list(self.sheet, places.ranked(self.question.id), list_name(self.question), self.labels)
            case Ticked(items=items):
                first = places.answer(self.question.id, item=0)
                check_list(self.sheet, replace(first, count=len(items)), TICKS, self.labels)
            case Measured() as part:
                check_number(self.sheet, own, part, self.labels)
            case _:
                pass
        if lacking:
            cell = places.answer(self.question.id, AnswerColumn.LACKING)
            check_list(self.sheet, cell, list_name(self.question), self.labels)
