"""From the cells of a form to an assessment file's value, with the cell of each part of it."""

import datetime as dt
import json
import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jazari_assess.errors import Place, Problem
from jazari_assess.forms.excel.layout import CONSENT, PATH
from jazari_assess.forms.excel.returned.sheets import FormCell, ReturnedForm, alike, read_form
from jazari_assess.model.library import Library
from jazari_assess.model.profile import ICE_DIGITS
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    Questionnaire,
    TextQuestion,
)
from jazari_assess.model.strict import LONGEST_TEXT
from jazari_assess.reading.assessment.salvage import Salvaged, salvage_document
from jazari_assess.reading.workbook.archive import refused
from jazari_assess.reading.yaml_json.document import Document, KeyPath, Value, found

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{1,15})?")
_SPACES = re.compile(r"[\s\u00a0\u202f]")
_STATES = {"answer.unknown": "unknown", "answer.not-applicable": "not-applicable"}


@dataclass(frozen=True)
class _Spot:
    """A form has no lines."""

    line: int = 0
    column: int = 0


@dataclass(frozen=True, kw_only=True)
class FormDocument(Document):
    """An assessment's value whose parts stand in cells."""

    cells: Mapping[KeyPath, Place] = field(default_factory=dict)

    def place(self, path: KeyPath = (), *, at_key: bool = False) -> Place:  # noqa: ARG002 - a cell is key and value
        """Return the cell of the value at ``path``, or of the nearest thing around it that has one."""
        parts = (path[:length] for length in range(len(path), 0, -1))
        return next((self.cells[part] for part in parts if part in self.cells), Place(file=self.file))


def salvage_form(path: Path, library: Library) -> Salvaged:
    """Read a form that came back as far as it goes, for the present version of its questionnaire.

    Raises ``ProblemsError`` when it is no form of ours, or when its firm or its questionnaire is not known.
    """
    form = read_form(path)
    reader = _Reader(form=form, structure=_structure(form, path, library))
    document = reader.document(path)
    salvaged = salvage_document(document, library)
    return Salvaged(
        assessment=salvaged.assessment,
        problems=(*reader.problems, *salvaged.problems),
        migration=salvaged.migration,
    )


def _structure(form: ReturnedForm, path: Path, library: Library) -> Questionnaire:
    name = form.identity.get("questionnaire", "")
    if name not in library.questionnaires:
        raise refused(path, "questionnaire-unknown", found=name, near=", ".join(library.questionnaires))
    return library.questionnaires[name].structure


@dataclass(kw_only=True)
class _Reader:
    """Takes the answers of a form one by one; what cannot be read is left out and told by its cell."""

    form: ReturnedForm
    structure: Questionnaire
    problems: list[Problem] = field(default_factory=list)
    cells: dict[KeyPath, Place] = field(default_factory=dict)

    def document(self, path: Path) -> FormDocument:
        """Return the form as an assessment file's value."""
        identity, saved = self.form.identity, self.form.saved
        consent = self._consent()
        profile = self._profile(accepted=consent is True)
        if not profile.get("firm"):
            raise refused(path, "form-firm-missing")
        value: dict[str, Value] = {
            "schema": "jazari-assess/assessment/1",
            "id": identity.get("id") or str(profile.get("ice") or profile["firm"]),
            "questionnaire": self._reference(),
            "stage": identity.get("stage", "T0"),
            "language": identity.get("language"),
            "express": self._word(PATH) == "path.short",
            "profile": profile,
            "answers": dict(self._answers()),
        }
        if saved is not None:
            value["date"] = saved.date().isoformat()
            if consent is not None:
                moment = saved.replace(microsecond=0, tzinfo=None).isoformat()
                value["consent"] = {"accepted": consent, "time": f"{moment}Z"}
        return FormDocument(
            file=self.form.file,
            value={name: part for name, part in value.items() if part is not None},
            spots=_Spot(),
            data=b"",
            cells=self.cells,
        )

    def _reference(self) -> dict[str, Value]:
        names = {"id": "questionnaire", "version": "questionnaire-version", "sha256": "questionnaire-sha256"}
        return {key: self.form.identity[name] for key, name in names.items() if name in self.form.identity}

    # ---- cells

    def _cell(self, name: str, key: str = "answer") -> FormCell | None:
        """Return a cell that holds something of a person's; a formula or an error is told and left out."""
        cell = self.form.cells.get(name, {}).get(key)
        if cell is None or cell.value is None:
            return None
        if cell.kind == "f" or not isinstance(cell.value, str | int | float | bool | dt.date | dt.time):
            self._wrong(cell, "form-cell-formula", found=str(cell.value) if isinstance(cell.value, str) else "=")
            return None
        if cell.kind == "e":
            self._wrong(cell, "workbook-cell-error", found=str(cell.value))
            return None
        return cell

    def _wrong(self, cell: FormCell, code: str, **values: str) -> None:
        told = {name: found(value).strip('"') for name, value in values.items()}
        self.problems.append(Problem(code=code, place=cell.place, values=told))

    def _word(self, name: str, key: str = "answer") -> str | None:
        """Return the key of a word that all questions share, None where the cell holds none."""
        cell = self._cell(name, key)
        if cell is None:
            return None
        known = self.form.words.get(alike(str(cell.value)))
        if known is None:
            self._wrong(cell, "form-cell-unknown", found=str(cell.value))
        return known

    def _option(self, name: str, row: str | None = None) -> str | None:
        """Return the id of the answer that a cell names, or the key of what stands in place of one."""
        cell = self._cell(row or name)
        if cell is None:
            return None
        known = self.form.options.get(name, {}).get(alike(str(cell.value)))
        if known is None:
            self._wrong(cell, "form-cell-unknown", found=str(cell.value))
        return known

    def _number(self, name: str, *, whole: bool) -> Value:
        """Return a number as it was typed, None where it is none."""
        cell = self._cell(name)
        if cell is None:
            return None
        number = number_of(cell.value)
        if number is None:
            self._wrong(cell, "form-cell-number", found=str(cell.value))
            return None
        return int(number) if whole and number.is_integer() else number

    def _text(self, name: str, key: str = "answer") -> str | None:
        cell = self._cell(name, key)
        if cell is None:
            return None
        text = plain_number(cell.value) if isinstance(cell.value, int | float) else str(cell.value)
        if len(text) > LONGEST_TEXT:
            self._wrong(cell, "text-too-long", found=text, bound=str(LONGEST_TEXT))
            return None
        return text

    # ---- what was answered

    def _consent(self) -> bool | None:
        return {"notice.accept": True, "notice.refuse": False}.get(self._word(CONSENT) or "")

    def _profile(self, *, accepted: bool) -> dict[str, Value]:
        """Return the profile: what was known before, and what the form asks in its place."""
        known = _known(self.form.identity.get("profile", ""))
        for name, question in self.structure.questions.items():
            if not isinstance(question, ProfileQuestion) or name not in self.form.cells:
                continue
            known.pop(question.field, None)
            value = self._field(name, question)
            if question.is_personal and not accepted:
                continue
            if value not in (None, ()):
                known[question.field] = value
                self._put(("profile", question.field), name)
        return known

    def _field(self, name: str, question: ProfileQuestion) -> Value:
        match question.field:
            case "region" | "sector":
                return self._option(name)
            case "aims":
                rows = [name, *(f"{name}:{place}" for place in range(2, len(question.options) + 1))]
                return tuple(dict.fromkeys(aim for row in rows if (aim := self._option(name, row))))
            case "staff" | "turnover":
                return self._number(name, whole=question.field == "staff")
            case "ice":
                text = self._text(name)
                return None if text is None else "".join(text.split()).zfill(ICE_DIGITS)
            case _:
                return self._text(name)

    def _answers(self) -> Iterator[tuple[str, Value]]:
        """Yield each answer; one to a question that is not known here is told when the file is checked."""
        for name in self.form.cells:
            question = self.structure.questions.get(name)
            if ":" in name or name in (PATH, CONSENT) or isinstance(question, ProfileQuestion):
                continue
            answer, note = self._answer(name, question), self._text(name, "note")
            if answer is not None or note is not None:
                self._put(("answers", name), name)
                yield name, {**(answer or {"state": "unanswered"}), **({} if note is None else {"note": note})}

    def _answer(self, name: str, question: Question | None) -> dict[str, Value] | None:
        lacking = _STATES.get(self._word(name, "lacking") or "")
        if lacking is not None:
            return {"state": lacking}
        value = self._value(name, question)
        if value is None:
            return None
        if isinstance(value, str) and value in _STATES:
            return {"state": _STATES[value]}
        return {"state": "given", "answer": value}

    def _value(self, name: str, question: Question | None) -> Value:
        items = [row for row in self.form.cells if row.startswith(f"{name}:")]
        if isinstance(question, ChecklistQuestion) or items:
            ticked = tuple(row.partition(":")[2] for row in items if self._word(row) == "answer.yes")
            return ticked or None
        if isinstance(question, NumberQuestion):
            return self._number(name, whole=question.integer)
        if isinstance(question, TextQuestion):
            return self._text(name)
        chosen = self._option(name)
        return int(chosen) if chosen is not None and chosen.isdecimal() else chosen

    def _put(self, path: KeyPath, name: str) -> None:
        self.cells[path] = self.form.cells[name]["answer"].place


def _known(text: str) -> dict[str, Value]:
    """Return the profile that a form was made with; nothing where that was tampered with."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(held, dict):
        return {}
    return {str(name): tuple(value) if isinstance(value, list) else value for name, value in held.items()}


def number_of(value: object) -> float | None:
    """Return a number as people type it (12,5 or 1 250, in any digits), None when it is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    letters = _SPACES.sub("", unicodedata.normalize("NFKC", value)).replace("\u066b", ".")
    plain = "".join(str(unicodedata.decimal(letter, letter)) for letter in letters)
    return float(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None


def plain_number(value: float) -> str:
    """Return a number that was typed where a text belongs, as it was typed."""
    return str(int(value)) if float(value).is_integer() else str(value)
