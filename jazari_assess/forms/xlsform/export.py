"""An XLSForm as a workbook: the sheets survey, choices and settings, words in a column a language."""

import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jazari_assess.forms.interface import FormOrder, Prefilled
from jazari_assess.forms.xlsform.survey import Survey
from jazari_assess.forms.xlsform.wording import FormWording, Row, form_wording, inert
from jazari_assess.model.questionnaire import ProfileQuestion
from jazari_assess.render.new_workbook import new_workbook
from jazari_assess.render.plain_text import storable

_SURVEY = ("type", "name", "label", "hint", "guidance_hint", "required", "relevant", "constraint", "constraint_message")
_MORE = ("appearance", "default", "calculation")
_CHOICES = ("list_name", "name", "label")
_WORDED = ("label", "hint", "guidance_hint", "constraint_message")
_NARROW, _WIDE = 22, 48
"""Widths of columns of names and of words."""
_MARK = 8
"""Hexadecimal digits that tell the forms of two firms apart, as in the names of files."""


@dataclass(frozen=True, kw_only=True)
class XlsForm:
    """A form that can be written for any number of firms."""

    order: FormOrder
    words: FormWording
    survey: Survey

    @property
    def languages(self) -> tuple[str, ...]:
        """All that were ordered."""
        return self.order.languages

    def bytes(self, prefilled: Prefilled | None = None) -> bytes:
        """Return the workbook; what is known of a firm is a default, its identifier a calculation."""
        held = io.BytesIO()
        with new_workbook(held) as book:
            head = book.add_format({"bold": True, "bg_color": "#E3EDED", "border": 1})
            plain = book.add_format({"text_wrap": True, "valign": "top"})
            sheets = {
                "survey": self._table((*_SURVEY, *_MORE), self.survey.rows(prefilled)),
                "choices": self._table(_CHOICES, self.survey.choices()),
                "settings": self._settings(prefilled),
            }
            for title, rows in sheets.items():
                _write(book.add_worksheet(title), rows, head, plain)
        return held.getvalue()

    def _table(self, columns: Sequence[str], rows: Iterable[Row]) -> list[list[str]]:
        """Return a header and rows, a column with words once for each language."""
        told = [(column, language) for column in columns for language in self._languages(column)]
        header = [f"{column}::{self._tagged(language)}" if language else column for column, language in told]
        found = [[_cell(row, column, language) for column, language in told] for row in rows]
        used = [any(row[number] for row in found) for number in range(len(told))]
        return [[cell for cell, keep in zip(row, used, strict=True) if keep] for row in (header, *found)]

    def _languages(self, column: str) -> Sequence[str]:
        return self.languages if column in _WORDED else ("",)

    def _tagged(self, language: str) -> str:
        """Return a language as form tools know it: its own name and its code."""
        return f"{self.words.own[language].say('name')} ({language})"

    def _settings(self, known: Prefilled | None) -> list[list[str]]:
        content, first = self.order.content, self.languages[0]
        structure = content.structure
        mark = "" if known is None else f"-{hashlib.sha256(known.id.encode()).hexdigest()[:_MARK]}"
        title = content.questionnaire.texts[first].title
        named = next((name for name, one in structure.questions.items() if _is_firm(one)), None)
        settings: Mapping[str, str] = {
            "form_title": inert(title if known is None else f"{title} - {known.profile.firm}"),
            "form_id": f"{structure.id}{mark}",
            "version": structure.version,
            "default_language": self._tagged(first),
            "instance_name": "" if named is None else f"${{{self.survey.names[named]}}}",
        }
        return [[name for name, text in settings.items() if text], [text for text in settings.values() if text]]


def xlsform(order: FormOrder) -> XlsForm:
    """Return a form in the languages ordered, the first being the one it opens in."""
    words = form_wording(order.content, order.languages)
    survey = Survey(words, order.by.institute, express=order.express)
    return XlsForm(order=order, words=words, survey=survey)


def _is_firm(question: object) -> bool:
    return isinstance(question, ProfileQuestion) and question.field == "firm"


def _cell(row: Row, column: str, language: str) -> str:
    return row.words.get(column, {}).get(language, "") if language else row.cells.get(column, "")


def _write(sheet: Worksheet, rows: Sequence[Sequence[str]], head: Format, plain: Format) -> None:
    sheet.freeze_panes(1, 0)
    for number, header in enumerate(rows[0]):
        sheet.set_column(number, number, _WIDE if "::" in header else _NARROW)
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text:
                sheet.write_string(number, column, storable(text), plain if number else head)
