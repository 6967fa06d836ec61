"""A form filled as a person does: answers put into its cells by openpyxl, found by the marks that the form carries."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from jazari_assess.forms.excel.layout import CONSENT, FORM_WORDS, MARK, PATH
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    Questionnaire,
    TextQuestion,
)

Json = Mapping[str, Any]


@dataclass
class Filling:
    """A form opened to be filled."""

    book: Workbook
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    cells: dict[str, dict[str, Cell]] = field(default_factory=dict)
    common: list[str] = field(default_factory=list)
    typed: dict[Cell, object] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes) -> "Filling":
        """Open a form."""
        found = cls(load_workbook(io.BytesIO(data)))
        for row in found.book["_options"].iter_rows(values_only=True):
            if row[6]:
                found.words.setdefault(str(row[6]), {})[str(row[7])] = str(row[1])
            else:
                found.common.append(str(row[1]))
        for sheet in found.book.worksheets:
            if sheet["A1"].value == MARK:
                keys = [str(cell.value) for cell in sheet[1]]
                for cells in sheet.iter_rows(min_row=2):
                    if cells[0].value:
                        own = {key: cell for key, cell in zip(keys, cells, strict=True) if isinstance(cell, Cell)}
                        found.cells[str(cells[0].value)] = own
        return found

    def word(self, key: str) -> str:
        """Return one of the words that formulas compare with."""
        return self.common[FORM_WORDS.index(key)]

    @property
    def states(self) -> Mapping[str, str]:
        """The words for unknown and not applicable."""
        return {name: self.word(f"answer.{name}") for name in ("unknown", "not-applicable")}

    def put(self, name: str, key: str, value: object) -> None:
        """Put a value into a cell of a row; a text stays a text, whatever it begins with."""
        cell = self.cells[name][key]
        self.typed[cell] = value
        cell.value = value  # type: ignore[assignment]
        if isinstance(value, str):
            cell.data_type = "s"

    def fill(self, structure: Questionnaire, assessment: Json) -> None:
        """Give all answers of an assessment file."""
        if assessment.get("consent"):
            self.put(
                CONSENT, "answer", self.word("notice.accept" if assessment["consent"]["accepted"] else "notice.refuse")
            )
        self.put(PATH, "answer", self.word("path.short" if assessment.get("express") else "path.full"))
        for name, question in structure.questions.items():
            if isinstance(question, ProfileQuestion):
                self._profile(name, question, assessment["profile"].get(question.field))
            elif name in assessment["answers"]:
                self.answer(name, question, assessment["answers"][name])

    def _profile(self, name: str, question: ProfileQuestion, value: object) -> None:
        if value is None:
            return
        match question.field:
            case "region" | "sector":
                self.put(name, "answer", self.words[name][str(value)])
            case "aims":
                assert isinstance(value, list | tuple)
                for place, aim in enumerate(value):
                    self.put(name if place == 0 else f"{name}:{place + 1}", "answer", self.words[name][aim])
            case _:
                self.put(name, "answer", value)

    def answer(self, name: str, question: Question, answer: Json) -> None:
        """Give one answer with its note."""
        if answer.get("note"):
            self.put(name, "note", answer["note"])
        state, value = answer["state"], answer.get("answer")
        if isinstance(question, ChecklistQuestion | NumberQuestion | TextQuestion):
            if state != "given":
                self.put(name, "lacking", self.states.get(state))
            elif isinstance(question, ChecklistQuestion):
                for item in value or ():
                    self.put(f"{name}:{item}", "answer", self.word("answer.yes"))
            else:
                self.put(name, "answer", value)
        elif state == "given":
            self.put(name, "answer", self.words[name][str(value)])
        elif state in self.states:
            self.put(name, "answer", self.words[name][f"answer.{state}"])

    def saved(self) -> bytes:
        """Return the workbook as openpyxl saves it."""
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()

    def typed_into(self, data: bytes) -> bytes:
        """Return the form, as it was made, with what was put into cells since the last time; nothing else is touched.

        Much quicker than to save the workbook, for tests that fill hundreds.
        """
        changes: dict[str, dict[str, object]] = {}
        for cell, value in self.typed.items():
            part = f"xl/worksheets/sheet{self.book.sheetnames.index(cell.parent.title) + 1}.xml"
            changes.setdefault(part, {})[cell.coordinate] = value
        self.typed.clear()
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(data)) as old,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
        ):
            for name in old.namelist():
                held = old.read(name)
                new.writestr(name, _edited(held, changes[name]) if name in changes else held)
        return out.getvalue()


_EMPTY_CELL = re.compile(r'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?(?:/>|[^>]*><v>[^<]*</v></c>)')


def _edited(part: bytes, values: Mapping[str, object]) -> bytes:
    """Return the XML of a sheet with values in some of its cells."""
    left = set(values)

    def put(found: re.Match[str]) -> str:
        if found[1] not in values:
            return found[0]
        left.discard(found[1])
        value, start = values[found[1]], f'<c r="{found[1]}"{found[2] or ""}'
        if value is None:
            return f"{start}/>"
        if isinstance(value, int | float):
            return f"{start}><v>{value!r}</v></c>"
        return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'

    edited = _EMPTY_CELL.sub(put, part.decode())
    assert not left
    return edited.encode()
