"""The three sheets of an XLSForm: rows by column name, words by language, each with its cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.reading.workbook.cells import Position, Sheet, read_workbook
from jazari_assess.reading.yaml_json.characters import shown

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
WORDS = ("label", "hint")
_OWN_NAMES = {"français": "fr", "francais": "fr", "العربية": "ar", "español": "es", "português": "pt", "deutsch": "de"}
_ALIASES = {"relevance": "relevant", "list name": "list_name", "readonly": "read_only", "value": "name"}
_CODE = re.compile(r"[a-z]{2,3}")
_IN_PARENTHESES = re.compile(r"\(([a-z]{2,3})(?:[-_][a-z]+)?\)")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a sheet: its cells by column name, its words by column name and language."""

    sheet: Sheet
    number: int
    cells: Mapping[str, tuple[Position, str]]
    words: Mapping[str, Mapping[str, tuple[Position, str]]]

    def text(self, column: str) -> str:
        """Return the text of a cell, empty where there is none."""
        return self.cells[column][1] if column in self.cells else ""

    def problem(self, code: str, column: str, /, **values: str) -> Problem:
        """Return a problem at the cell of a column, or at the first cell of the row."""
        position = self.cells[column][0] if column in self.cells else (self.number, 1)
        return Problem(code=code, place=self.sheet.place(position), values=values)

    def label(self, language: str) -> str | None:
        """Return the label in a language, None where there is none."""
        found = self.words["label"].get(language)
        return None if found is None else found[1]


@dataclass(frozen=True, kw_only=True)
class Form:
    """An XLSForm as it stands: ``languages`` in the order of the columns, the first the one that fills gaps."""

    survey: Sequence[Row]
    choices: Mapping[str, Sequence[Row]]
    settings: Mapping[str, str]
    languages: tuple[str, ...]
    columns: Mapping[str, Place]


def read_form(path: Path, language: str) -> Form:
    """Return an XLSForm; ``language`` is that of words whose column names none, where the settings name none either.

    Raises ``ProblemsError`` as ``read_workbook`` does, and when the survey sheet or its columns are missing.
    """
    sheets = {sheet.title.strip().lower(): sheet for sheet in reversed(read_workbook(path))}
    if SURVEY not in sheets:
        known = ", ".join(shown(sheet.title) for sheet in sheets.values())
        problem = Problem(
            code="workbook-sheet-missing", place=Place(file=str(path)), values={"found": SURVEY, "known": known}
        )
        raise ProblemsError([problem])
    settings = _settings(sheets.get(SETTINGS))
    default = language_of(settings.get("default_language", "")) or language
    survey = list(_rows(sheets[SURVEY], default))
    for column in ("type", "name"):
        if not any(column in row.cells for row in survey):
            place = Place(file=str(path), sheet=sheets[SURVEY].title)
            raise ProblemsError([Problem(code="xlsform-column-missing", place=place, values={"column": column})])
    choices: dict[str, list[Row]] = {}
    for row in _rows(sheets[CHOICES], default) if CHOICES in sheets else ():
        choices.setdefault(row.text("list_name"), []).append(row)
    found = [name for row in survey for words in row.words.values() for name in words]
    languages = dict.fromkeys((default, *found) if default in found or not found else found)
    columns = {name: sheets[SURVEY].place(position) for position, name, _ in _headers(sheets[SURVEY], default)}
    return Form(survey=survey, choices=choices, settings=settings, languages=tuple(languages), columns=columns)


def _settings(sheet: Sheet | None) -> Mapping[str, str]:
    rows = list(_rows(sheet, "")) if sheet is not None else []
    return {name: text for name, (_, text) in rows[0].cells.items()} if rows else {}


def _headers(sheet: Sheet, default: str) -> list[tuple[Position, str, str]]:
    """Return the position, the name and the language of each column, the language empty where the column has none."""
    rows = sheet.rows()
    first = min(rows, default=0)
    found = []
    for column, text in rows.get(first, {}).items():
        name, _, language = text.partition("::") if "::" in text else text.partition(":")
        plain = " ".join(name.strip().lower().split())
        plain = _ALIASES.get(plain, plain)
        own = language_of(language) if plain in WORDS and language else ""
        wanted = own or default if plain in WORDS else ""
        known = plain if plain in WORDS or not language else text.strip().lower()
        found.append(((first, column), known, wanted))
    return found


def _rows(sheet: Sheet, default: str) -> Iterator[Row]:
    headers = _headers(sheet, default)
    for number, cells in list(sheet.rows().items())[1:]:
        plain: dict[str, tuple[Position, str]] = {}
        words: dict[str, dict[str, tuple[Position, str]]] = {name: {} for name in WORDS}
        for (_, column), name, language in headers:
            if column in cells:
                here = ((number, column), cells[column])
                if name in words:
                    words[name].setdefault(language, here)
                else:
                    plain.setdefault(name, here)
        if plain:
            yield Row(sheet=sheet, number=number, cells=plain, words=words)


def language_of(name: str) -> str:
    """Return the code of a language named as in ``French (fr)``, ``fr``, ``French`` or ``Français``; else nothing."""
    text = name.strip().lower()
    if inside := _IN_PARENTHESES.search(text):
        return inside[1]
    if _CODE.fullmatch(text):
        return text
    return _OWN_NAMES.get(text) or _english_names().get(text, "")


@cache
def _english_names() -> Mapping[str, str]:
    return {name.lower(): code for code, name in Locale("en").languages.items() if _CODE.fullmatch(code)}
