"""The layouts in which institutes send their tables, and what goes wrong in them: for the campaign of spoilt tables."""

import csv
import io
import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest import mock

import xlsxwriter

from jazari_assess.model.assessment import Assessment, Given, QuestionnaireRef
from jazari_assess.model.profile import Profile
from jazari_assess.model.questionnaire import LevelQuestion, ProfileQuestion
from tests.batch import exports
from tests.batch.exports import EXPORTS, Answers, answers, content, joined, title, wide
from tests.batch.matching import test_header_rows

Made = dict[str, "str | int | float | tuple[str, ...]"]
Make = Callable[[Path, Sequence[Answers]], Path]
SPOILT = ("#N/A", "-1", "<2", "???", "1,234", "2%", "x" * 50, "99", "نص", "=1+1", "4.5", "oui", " ", "\u0663")
"""What hands and programs leave in a cell: errors, operators, units, words, other digits, nothing at all."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """How a table is laid out: who makes it, how its text is written, and whether firms stand in columns.

    ``numbered`` layouts write levels as numbers, which may be coded otherwise.
    """

    make: Make
    encoding: str = "utf-8"
    delimiter: str = ","
    across: bool = False
    numbered: bool = False


def turned(folder: Path, firms: Sequence[Answers]) -> Path:
    """Return the questions in rows, the firms in columns, in words."""
    names = content().structure.order
    cells = [[title(name, "fr"), *(joined(name, one[name], "fr", ";") for one in firms)] for name in names]
    return exports.xlsx(folder / "turned.xlsx", cells)


def turned_numbers(folder: Path, firms: Sequence[Answers]) -> Path:
    """Return the questions in rows, the firms in columns, levels as numbers."""
    names = content().structure.order
    cells = [[title(name, "fr"), *(_cell(one[name]) for one in firms)] for name in names]
    return exports.xlsx(folder / "turned.xlsx", cells)


def hand_made(folder: Path, firms: Sequence[Answers]) -> Path:
    """Return what somebody typed: a title above, numbered short names as headers, a column of remarks, an empty row."""
    texts = content().texts["fr"].questions
    names = content().structure.order
    head = ["N°", *(f"{place}. {texts[name].short}" for place, name in enumerate(names, start=1)), "Remarques"]
    rows = [[place, *(_cell(one[name]) for name in names), "à revoir"] for place, one in enumerate(firms, start=1)]
    return exports.xlsx(folder / "hand.xlsx", [["Enquête 2026"], [], head, *rows, []])


def _cell(value: object) -> object:
    return ";".join(value) if isinstance(value, tuple) else value


LAYOUTS: Mapping[str, Layout] = {
    **{
        f"{name}-{language}": Layout(make=partial(EXPORTS[name], language=language), delimiter=_delimiter)
        for name, _delimiter in {"kobo": ",", "google": ",", "microsoft": ",", "limesurvey": ";"}.items()
        for language in ("fr", "ar")
    },
    "odk": Layout(make=partial(EXPORTS["odk"], language="fr"), numbered=True),
    "survey-monkey": Layout(make=lambda folder, firms: test_header_rows.survey_monkey(folder, list(firms), "en")),
    "hand-made": Layout(make=hand_made, numbered=True),
    "turned": Layout(make=turned, across=True),
    "turned-numbers": Layout(make=turned_numbers, across=True, numbered=True),
    "ids": Layout(make=wide, numbered=True),
    "mac": Layout(make=partial(EXPORTS["google"], language="fr"), encoding="mac_roman"),
    "dos": Layout(make=partial(EXPORTS["google"], language="fr"), encoding="cp850"),
    "windows": Layout(make=partial(EXPORTS["google"], language="fr"), encoding="cp1252"),
    "windows-arabic": Layout(make=partial(EXPORTS["google"], language="ar"), encoding="cp1256"),
    "utf-16": Layout(make=partial(EXPORTS["google"], language="ar"), encoding="utf-16"),
}


def correlated(firms: int, seed: int) -> list[Made]:
    """Return firms that are weak or strong throughout, as real ones are."""
    chance, found = random.Random(seed), answers(firms, seed)  # noqa: S311 - made data, not secrets
    questions = content().structure.questions
    for one in found:
        strength = chance.randrange(5)
        for name, question in questions.items():
            if isinstance(question, LevelQuestion):
                one[name] = min(question.options - 1, max(0, strength + chance.choice([-1, 0, 0, 1])))
    return found


def coded(found: Sequence[Made], how: str) -> list[Made]:
    """Return firms whose levels another hand has coded: all of them, or one question's alone."""
    questions = content().structure.questions
    levels = {name: one.options - 1 for name, one in questions.items() if isinstance(one, LevelQuestion)}
    ways: Mapping[str, Callable[[int, int], int]] = {
        "from 1": lambda level, _: level + 1,
        "tens": lambda level, _: level * 10,
        "hundredths": lambda level, top: level * 100 // top,
        "inverted": lambda level, top: top - level,
    }
    chosen = {"maintenance": levels["maintenance"]} if how == "inverted" else levels
    return [{**one, **{name: ways[how](int(str(one[name])), top) for name, top in chosen.items()}} for one in found]


def assessment(firm: Made, name: str) -> Assessment:
    """Return the same answers as one firm's own file."""
    structure = content().structure
    fields = {
        question.field.replace("-", "_"): firm[own]
        for own, question in structure.questions.items()
        if isinstance(question, ProfileQuestion)
    }
    return Assessment(
        schema_="jazari-assess/assessment/1",
        id=name,
        questionnaire=QuestionnaireRef(id=structure.id, version=structure.version, sha256=content().sha256),
        profile=Profile.model_validate(fields, strict=False),
        answers={
            own: Given(answer=firm[own])
            for own, question in structure.questions.items()
            if not isinstance(question, ProfileQuestion)
        },
    )


def written(
    layout: Layout, folder: Path, firms: Sequence[Made], spoilt: float, chance: random.Random
) -> tuple[Path, set[str]]:
    """Write firms in a layout, one cell of some of them spoilt (``spoilt`` 0..1); return the names of those firms.

    A row with letters that the encoding lacks is spoilt as well.
    """
    path, rows = _laid_out(layout, folder, firms)
    names = {str(one["firm-name"]) for one in firms}
    hit = _spoil(rows, layout, names, spoilt, chance)
    if path.suffix == ".xlsx":
        _write_workbook(path, rows)
    else:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=layout.delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
        path.write_bytes(out.getvalue().encode(layout.encoding, "replace"))
        hit |= {str(cell) for row in rows if not _can_be_written(row, layout.encoding) for cell in row if cell in names}
    return path, hit


def _can_be_written(row: Sequence[object], encoding: str) -> bool:
    text = "".join(map(str, row))
    return text.encode(encoding, "replace").decode(encoding) == text


def _laid_out(layout: Layout, folder: Path, firms: Sequence[Made]) -> tuple[Path, list[list[object]]]:
    """Return the rows as the layout has them, and the file they belong in, which is not written yet."""
    kept: list[list[object]] = []

    def keep(path: Path, rows: Sequence[Sequence[object]], **_: object) -> Path:
        kept.extend(list(row) for row in rows)
        return path

    with ExitStack() as stack:
        for module, name in ((exports, "xlsx"), (exports, "text_file"), (test_header_rows, "xlsx")):
            stack.enter_context(mock.patch.object(module, name, keep))
        path = layout.make(folder, firms)
    width = max(map(len, kept))
    return path, [[*row, *[None] * (width - len(row))] for row in kept]


def _spoil(rows: list[list[object]], layout: Layout, names: set[str], share: float, chance: random.Random) -> set[str]:
    """Spoil one cell of some firms, never that of the name."""
    lines = [list(line) for line in zip(*rows, strict=True)] if layout.across else rows
    hit = set()
    for line in lines:
        name = next((str(cell) for cell in line if cell in names), None)
        if name is not None and chance.random() < share:
            place = chance.choice([at for at, cell in enumerate(line) if cell != name])
            line[place] = chance.choice(SPOILT)
            hit.add(name)
    if layout.across:
        rows[:] = [list(row) for row in zip(*lines, strict=True)]
    return hit


def _write_workbook(path: Path, rows: Sequence[Sequence[object]]) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, str) and value:
                    sheet.write_string(line, column, value)
                elif isinstance(value, int | float):
                    sheet.write_number(line, column, value)
