"""The import workbook: a column a question, a drop-down where there are options, an example row, and a page of help."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jazari_assess.batch.matching.vocabulary import has_items
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import QuestionnaireContent, nearest_words
from jazari_assess.model.questionnaire import (
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    QuestionText,
    ValueQuestion,
    YesPartlyNoQuestion,
    options_of,
)
from jazari_assess.model.spreadsheet import column_letters
from jazari_assess.render.new_workbook import new_workbook

_TICKS = "list_ticks"
_ROWS = 1000
"""Rows with drop-down lists: more firms than anybody types by hand."""
_LONGEST_LIST_ENTRY, _LONGEST_INPUT_TITLE, _LONGEST_INPUT = 255, 32, 255
"""Characters, by the file format: of an entry of a list, of the title and of the text of a message."""
_COLUMN_WIDTH, _HEADER_HEIGHT = 26, 90
"""A question of four lines is read whole above its column."""


@dataclass(frozen=True, kw_only=True)
class _Column:
    header: str
    question: Question
    choices: Sequence[str]
    example: str | float
    item: bool = False


def template_workbook(content: QuestionnaireContent, interface: InterfaceText, date: str) -> bytes:
    """Return the workbook in the interface's language; ``date`` (YYYY-MM-DD) is its date of making."""
    held = io.BytesIO()
    with new_workbook(held, date=date) as book:
        sheet = book.add_worksheet(interface.say("batch.template.sheet"))
        guide = book.add_worksheet(interface.say("batch.template.guide"))
        lists = book.add_worksheet(interface.say("batch.template.lists"))
        lists.hide()
        if interface.direction == "rtl":
            sheet.right_to_left()
            guide.right_to_left()
        wrapped = book.add_format(
            {"text_wrap": True, "valign": "top", "bold": True, "bg_color": "#E3EDED", "border": 1}
        )
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        columns = tuple(_columns(content, interface))
        _fill(sheet, columns, wrapped, plain)
        _offer(book, sheet, lists, columns, interface)
        guide.set_column(0, 0, 110)
        for row, step in enumerate(interface.say("batch.template.steps").split("|")):
            guide.write_string(row, 0, f"{row + 1}. {step}", plain)
    return held.getvalue()


def _columns(content: QuestionnaireContent, interface: InterfaceText) -> Iterator[_Column]:
    words = nearest_words(content.texts, interface.language)
    for name in content.structure.order:
        question, text = content.structure.questions[name], words.questions[name]
        if has_items(question) and isinstance(text.options, Mapping):
            for number, (item, label) in enumerate(text.options.items()):
                chosen = 1.0 if number == 0 and item != getattr(question, "none", None) else ""
                yield _Column(
                    header=f"{text.title} [{label}]", question=question, choices=(), example=chosen, item=True
                )
        else:
            choices = tuple(_labels(question, text, interface))
            yield _Column(
                header=text.title, question=question, choices=choices, example=_example(question, choices, interface)
            )


def _labels(question: Question, text: QuestionText, interface: InterfaceText) -> Iterator[str]:
    """Yield what a drop-down offers, in the order of the options; what Excel could not hold becomes the option's id."""
    for option in options_of(question):
        label = str(option)
        match question:
            case LevelQuestion() if isinstance(text.options, tuple):
                label = text.options[int(option)]
            case ChoiceQuestion() if isinstance(text.options, Mapping):
                label = text.options[str(option)]
            case YesPartlyNoQuestion():
                label = interface.say(f"answers.{option}")
            case ProfileQuestion():
                label = interface.say(f"{question.field}s.{option}")
            case _:
                pass
        yield label if len(label) <= _LONGEST_LIST_ENTRY else str(option)
    if isinstance(question, ValueQuestion) and question.not_applicable:
        yield interface.say("batch.words.not-applicable").split("|")[0]


def _example(question: Question, choices: Sequence[str], interface: InterfaceText) -> str | float:
    match question:
        case ProfileQuestion(field="firm"):
            return interface.say("batch.template.example")
        case ProfileQuestion(field="staff"):
            return 40.0
        case ProfileQuestion(field="turnover"):
            return 12.5
        case NumberQuestion():
            return float(round((question.minimum + question.maximum) / 4))
        case _:
            return choices[min(1, len(choices) - 1)] if choices else ""


def _fill(sheet: Worksheet, columns: Sequence[_Column], wrapped: Format, plain: Format) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, _HEADER_HEIGHT)
    sheet.set_column(0, len(columns) - 1, _COLUMN_WIDTH)
    for number, column in enumerate(columns):
        sheet.write_string(0, number, column.header, wrapped)
        if isinstance(column.example, float):
            sheet.write_number(1, number, column.example, plain)
        elif column.example:
            sheet.write_string(1, number, column.example, plain)


def _offer(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    lists: Worksheet,
    columns: Sequence[_Column],
    interface: InterfaceText,
) -> None:
    """Give each column its drop-down, from a hidden sheet through a defined name: inline lists break at commas."""
    _offer_ticks(book, lists, len(columns))
    for number, column in enumerate(columns):
        if column.item:
            sheet.data_validation(1, number, _ROWS, number, {"validate": "list", "source": f"={_TICKS}"})
        elif column.choices:
            for row, choice in enumerate(column.choices):
                lists.write_string(row, number, choice)
            letters = column_letters(number + 1)
            name = f"list_{number + 1}"
            book.define_name(name, f"='{lists.get_name()}'!${letters}$1:${letters}${len(column.choices)}")
            sheet.data_validation(
                1,
                number,
                _ROWS,
                number,
                {
                    "validate": "list",
                    "source": f"={name}",
                    "error_title": column.header[:_LONGEST_INPUT_TITLE],
                    "error_message": interface.say("batch.template.invalid"),
                },
            )
        elif isinstance(column.question, NumberQuestion):
            sheet.data_validation(1, number, _ROWS, number, _bounds(column.question, interface))


def _bounds(question: NumberQuestion, interface: InterfaceText) -> dict[str, object]:
    """Return the rule of a column of numbers."""
    low, high = question.minimum, question.maximum
    told = interface.say("batch.template.bounds", minimum=f"{low:g}", maximum=f"{high:g}")
    return {
        "validate": "integer" if question.integer else "decimal",
        "criteria": "between",
        "minimum": low,
        "maximum": high,
        "error_message": told[:_LONGEST_INPUT],
    }


def _offer_ticks(book: xlsxwriter.Workbook, lists: Worksheet, column: int) -> None:
    """Name the two values of a tick box; the column is one that no question has."""
    for row, value in enumerate((1, 0)):
        lists.write_number(row, column, value)
    letters = column_letters(column + 1)
    book.define_name(_TICKS, f"='{lists.get_name()}'!${letters}$1:${letters}$2")
