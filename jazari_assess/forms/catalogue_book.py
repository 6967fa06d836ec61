"""An empty catalogue as an Excel workbook: an institute fills it in, and ``catalogue import`` reads it back.

Everything is text: no formulas, no links. Choices stand on a hidden sheet under names, because a list written into the
rule is cut at 255 characters and split at commas.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from pydantic import BaseModel
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import CatalogueContent
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.model.provider import Provider, Status
from jazari_assess.model.services import Function, Opening, Service
from jazari_assess.model.spreadsheet import A4, column_letters
from jazari_assess.reading.content.catalogue.columns import EXAMPLE, SHEETS, Column, Kind, SheetName, columns_of
from jazari_assess.reading.yaml_json.characters import clean
from jazari_assess.render.new_workbook import new_workbook

_LISTS, _GUIDE = "lists", "guide"
_ROWS = 500
"""Rows with drop-down lists: several times our own catalogue."""
_NARROW, _WIDE = 18, 40
"""Widths of columns of words and of sentences."""
_RATINGS = tuple(map(str, range(1, 6)))
"""As `model.actions.Rating`."""
_GUIDE_LINES = ("what", "rows", "example", "lists", "forms", "words", "estimates", "source", "check", "import")

Examples = Mapping[SheetName, tuple[BaseModel, Mapping[str, BaseModel]]]


@dataclass(frozen=True, kw_only=True)
class CatalogueForm:
    """What an empty form offers: nodes of the main model, aims and flags by id, the catalogue, words, languages."""

    nodes: Mapping[str, str]
    aims: Mapping[str, str]
    flags: Mapping[str, str]
    catalogue: CatalogueContent
    words: InterfaceText
    languages: Sequence[str]

    def choices(self) -> Mapping[str, Sequence[str]]:
        """Return the values a cell may be chosen from, by the name of their list."""
        structure = self.catalogue.structure
        return {
            "nodes": tuple(self.nodes),
            "aims": tuple(self.aims),
            "flags": tuple(self.flags),
            "actions": tuple(structure.actions),
            "providers": tuple(structure.providers),
            "statuses": get_args(Status),
            "provider-kinds": get_args(Provider.model_fields["kind"].annotation),
            "service-kinds": get_args(Service.model_fields["kind"].annotation),
            "places": (*REGIONS, "national"),
            "regions": ("all", *REGIONS),
            "sectors": ("all", *SECTORS),
            "sizes": ("all", *SIZES),
            "functions": get_args(Function),
            "openings": get_args(Opening),
            "ratings": _RATINGS,
        }

    def examples(self) -> Examples:
        """Return a service that something must precede, its provider, and the first action, with their words."""
        structure, texts = self.catalogue.structure, self.catalogue.texts
        service = next(name for name, one in structure.services.items() if one.supports and one.needs is not None)
        provider, action = structure.services[service].provider, next(iter(structure.actions))
        return {
            "providers": (
                structure.providers[provider],
                {lang: own.providers[provider] for lang, own in texts.items()},
            ),
            "services": (structure.services[service], {lang: own.services[service] for lang, own in texts.items()}),
            "actions": (structure.actions[action], {lang: own.actions[action] for lang, own in texts.items()}),
        }


class _Book:
    """The workbook being written: text only."""

    def __init__(self, words: InterfaceText) -> None:
        self.bytes = io.BytesIO()
        self.book = new_workbook(self.bytes)
        self.rtl = words.direction == "rtl"
        self.text: Format = self.book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        self.head: Format = self.book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E3EEF0", "border": 1}
        )
        self.needed: Format = self.book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#F6E7C9", "border": 1}
        )
        self.key: Format = self.book.add_format({"font_color": "#666666", "num_format": "@"})
        self.example: Format = self.book.add_format(
            {"italic": True, "font_color": "#666666", "num_format": "@", "text_wrap": True, "valign": "top"}
        )

    def sheet(self, title: str) -> Worksheet:
        """Add a sheet that reads in the direction of the language."""
        made = self.book.add_worksheet(title)
        if self.rtl:
            made.right_to_left()
        made.set_paper(A4)
        made.set_landscape()
        return made


def catalogue_workbook(form: CatalogueForm) -> bytes:
    """Return the workbook: a guide, a sheet a kind of entry with an example row, and the hidden lists."""
    book = _Book(form.words)
    _write_guide(book, form)
    examples = form.examples()
    for name in SHEETS:
        _write_sheet(book, form, name, *examples[name])
    _write_lists(book, form.choices())
    book.book.close()
    return book.bytes.getvalue()


def _write_guide(book: _Book, form: CatalogueForm) -> None:
    sheet, say = book.sheet(_GUIDE), form.words.say
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 70)
    sheet.write_string(0, 0, say("catalogue.sheet.title"), book.head)
    for row, line in enumerate(_GUIDE_LINES, start=1):
        sheet.merge_range(row, 0, row, 1, "", book.text)
        sheet.write_string(row, 0, say(f"catalogue.sheet.{line}"), book.text)
        sheet.set_row(row, 32)
    first = len(_GUIDE_LINES) + 2
    for kind, named in (("nodes", form.nodes), ("aims", form.aims), ("flags", form.flags)):
        sheet.write_string(first, 0, say("catalogue.heading.id"), book.head)
        sheet.write_string(first, 1, say(f"catalogue.sheet.{kind}"), book.head)
        for row, (name, title) in enumerate(named.items(), start=first + 1):
            sheet.write_string(row, 0, name, book.text)
            sheet.write_string(row, 1, clean(title), book.text)
        first += len(named) + 2


def _write_sheet(
    book: _Book, form: CatalogueForm, name: SheetName, entry: BaseModel, texts: Mapping[str, BaseModel]
) -> None:
    sheet = book.sheet(name)
    facts = entry.model_dump(mode="json", by_alias=True, exclude_none=True)
    for place, column in enumerate(columns_of(name, form.languages)):
        wide = column.language is not None or column.key in ("source", "fit", "rationale")
        sheet.set_column(place, place, _WIDE if wide else _NARROW, book.text)
        sheet.write_string(0, place, _heading(column, form.words), book.needed if column.required else book.head)
        sheet.write_string(1, place, column.key, book.key)
        sheet.write_string(2, place, _example(column, name, facts, texts), book.example)
        if column.choices is not None:
            rule = {"validate": "list", "source": f"={_name(column.choices)}", "ignore_blank": True}
            # a list of several values is typed; a provider may be one of this very workbook
            free = column.kind == "list" or column.choices == "providers"
            sheet.data_validation(2, place, _ROWS, place, {**rule, "show_error": not free})
    sheet.freeze_panes(2, 1)


def _heading(column: Column, words: InterfaceText) -> str:
    told = " · ".join(_field(field, words) for field in column.path or ("id",))
    return told if column.language is None else f"{told} ({column.language})"


def _field(name: str, words: InterfaceText) -> str:
    keys = (f"catalogue.heading.{name}", f"content-words.field.{name}", f"sizes.{name}")
    return words.say(next(key for key in keys if key in words.entries))


def _example(column: Column, name: SheetName, facts: Mapping[str, object], texts: Mapping[str, BaseModel]) -> str:
    if not column.path:
        return f"{EXAMPLE}{name.removesuffix('s')}"
    held: object = facts
    if column.language is not None:
        own = texts.get(column.language)
        held = {} if own is None else own.model_dump(mode="json", by_alias=True)
    for step in column.path:
        held = held.get(step) if isinstance(held, dict) else None
    return clean(_told(held, column.kind))


def _told(value: object, kind: Kind) -> str:  # noqa: PLR0911 - one for each kind of value
    """Return a value as a cell says it, which reading gives back."""
    match value:
        case None:
            return ""
        case [low, high] if kind == "range":
            return f"{low:g} - {high:g}"
        case {"all": parts}:
            return "; ".join(_told(part, kind) for part in parts)
        case {"question": question, "at-least": number}:
            return f"{question} >= {number:g}"
        case {"question": question, "in": [*values]}:
            return f"{question} = {' / '.join(map(str, values))}"
        case {"question": question, "is": value}:
            return f"{question} = {value}"
        case dict():
            return "; ".join(f"{name} {number}" for name, number in value.items())
        case list():
            return "; ".join(map(str, value))
        case float():
            return f"{value:g}"
        case _:
            return str(value)


def _name(choices: str) -> str:
    return f"list_{choices.replace('-', '_')}"


def _write_lists(book: _Book, choices: Mapping[str, Sequence[str]]) -> None:
    sheet = book.book.add_worksheet(_LISTS)
    sheet.hide()
    for number, (name, values) in enumerate(choices.items(), start=1):
        for row, value in enumerate(values):
            sheet.write_string(row, number - 1, value)
        letter = column_letters(number)
        book.book.define_name(_name(name), f"={_LISTS}!${letter}$1:${letter}${max(len(values), 1)}")
