"""Pairwise judgements as an Excel matrix: one expert fills it, and it is read back against the model it was made for.

The cells are text, because Excel makes the third of January of "1/3"; their list stands on a hidden sheet under a name,
because a list written into the rule is split at decimal commas.
"""

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.maturity import HIGHEST_RATIO, Ahp, Judgement
from jazari_assess.model.strict import LONGEST_REASON, SHORTEST_REASON
from jazari_assess.reading.workbook.archive import refused
from jazari_assess.reading.workbook.cells import Position, Sheet, read_workbook
from jazari_assess.reading.yaml_json.characters import clean, shown
from jazari_assess.render.new_workbook import new_workbook

SCHEMA = "jazari-assess/judgement-matrix/1"
SCALE = tuple(f"1/{number}" for number in range(9, 1, -1)) + tuple(map(str, range(1, 10)))
"""Saaty's, in both directions."""
_ABOUT, _SCALE = "about", "scale"
_ID_ROW, _FIRST_ROW, _FIRST_COLUMN = 5, 7, 3
"""Below the title, the question and the ids of the rows; right of ids and titles."""
_EXPERT: Position = (4, 2)  # row and column of the line beside the word for it
_REASON_COLUMN = 5  # of the list of pairs, behind the two and the number between them
_NEARLY = 0.02
"""How far a cell and its mirror may be from reciprocal: 1/3 typed as 0.33 is meant as 1/3."""
_FRACTION = re.compile(r"1/([1-9])")
_NUMBER = re.compile(r"[0-9]{1,3}([.,][0-9]{1,20})?")

Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """What a matrix is of: a node of a model, and its children by id with their titles, in order."""

    model: str
    version: str
    node: str
    title: str
    children: Mapping[str, str]

    def pairs(self) -> Iterator[tuple[Pair, Position]]:
        """Yield each pair with its cell in the upper triangle."""
        names = tuple(self.children)
        for row, first in enumerate(names):
            for column in range(row + 1, len(names)):
                yield (first, names[column]), (_FIRST_ROW + row, _FIRST_COLUMN + column)

    def about(self, titles: Sequence[str]) -> Sequence[tuple[str, str]]:
        """Return what the hidden sheet says, the titles of the two visible sheets last."""
        return (
            ("schema", SCHEMA),
            ("model", self.model),
            ("version", self.version),
            ("node", self.node),
            *zip(("matrix", "reasons"), titles, strict=True),
        )


class _Book:
    """The workbook being written: text only, no formulas, no links."""

    def __init__(self, words: InterfaceText) -> None:
        self.bytes = io.BytesIO()
        self.book = new_workbook(self.bytes)
        self.rtl = words.direction == "rtl"
        order = {"reading_order": 2 if self.rtl else 1, "valign": "top", "text_wrap": True}
        self.plain = self._style(order)
        self.strong = self._style({**order, "bold": True})
        self.quiet = self._style({"font_color": "#707070", "valign": "top"})
        edge = {"border": 1, "border_color": "#A9551A", "bg_color": "#FFF4E0", "locked": False}
        self.edit = self._style({**edge, "num_format": "@", "align": "center", "valign": "top"})
        self.words_edit = self._style({**order, **edge, "num_format": "@"})
        self.closed = self._style({"bg_color": "#DDDDDD"})

    def _style(self, wanted: Mapping[str, object]) -> Format:
        return self.book.add_format({"font_name": "Calibri", "font_size": 10, **wanted})

    def sheet(self, title: str) -> xlsxwriter.workbook.Worksheet:
        made = self.book.add_worksheet(title)
        if self.rtl:
            made.right_to_left()
        return made

    def hidden(self, title: str, rows: Sequence[Sequence[str]]) -> None:
        made = self.book.add_worksheet(title)
        made.hide()
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                made.write_string(row, column, value, self.plain)

    def close(self) -> bytes:
        self.book.close()
        return self.bytes.getvalue()


def matrix_workbook(matrix: Matrix, words: InterfaceText) -> bytes:
    """Return the workbook for one expert, worded in one language."""
    book = _Book(words)
    titles = [words.say("weights-new.matrix.sheet"), words.say("weights-new.matrix.reasons")]
    _write_matrix(book, matrix, words, titles[0])
    _write_reasons(book, matrix, words, titles[1])
    book.hidden(_ABOUT, matrix.about(titles))
    book.hidden(_SCALE, [(value,) for value in SCALE])
    book.book.define_name("scale", f"='{_SCALE}'!$A$1:$A${len(SCALE)}")
    return book.close()


def _write_matrix(book: _Book, matrix: Matrix, words: InterfaceText, title: str) -> None:
    sheet = book.sheet(title)
    sheet.set_column(0, 0, 4, book.quiet)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 1 + len(matrix.children), 16)
    for row, text in enumerate((matrix.title, words.say("weights-new.matrix.how"), words.say("weights-new.scale"))):
        sheet.merge_range(row, 1, row, 1 + len(matrix.children), "", book.plain)
        sheet.write_string(row, 1, clean(text), book.plain if row else book.strong)
        sheet.set_row(row, 15 if row == 0 else 45)
    sheet.write_string(3, 0, "", book.quiet)
    sheet.write_string(3, 1, "", book.words_edit)
    sheet.write_string(3, 2, words.say("weights-new.matrix.expert"), book.plain)
    for place, (name, child) in enumerate(matrix.children.items()):
        sheet.write_string(_ID_ROW - 1, 2 + place, name, book.quiet)
        sheet.write_string(_ID_ROW, 2 + place, clean(child), book.strong)
        sheet.write_string(_FIRST_ROW - 1 + place, 0, name, book.quiet)
        sheet.write_string(_FIRST_ROW - 1 + place, 1, clean(child), book.strong)
        for column in range(place + 1):
            sheet.write_blank(_FIRST_ROW - 1 + place, 2 + column, None, book.closed)
    for _, (row, column) in matrix.pairs():
        sheet.write_blank(row - 1, column - 1, None, book.edit)
        sheet.data_validation(row - 1, column - 1, row - 1, column - 1, {"validate": "list", "source": "=scale"})
    sheet.freeze_panes(_FIRST_ROW - 1, 2)


def _write_reasons(book: _Book, matrix: Matrix, words: InterfaceText, title: str) -> None:
    sheet = book.sheet(title)
    sheet.set_column(0, 1, 4, book.quiet)
    sheet.set_column(2, 3, 34)
    sheet.set_column(4, 4, 70)
    for column, key in ((2, "row"), (3, "column"), (4, "reason")):
        sheet.write_string(0, column, words.say(f"weights-new.matrix.{key}"), book.strong)
    for row, ((first, second), _) in enumerate(matrix.pairs(), start=1):
        for column, text in enumerate((first, second, matrix.children[first], matrix.children[second])):
            sheet.write_string(row, column, clean(text), book.plain if column > 1 else book.quiet)
        sheet.write_blank(row, 4, None, book.words_edit)


def read_matrix(path: Path, matrix: Matrix) -> Ahp:
    """Return the judgements an expert filled in.

    Raises ``ProblemsError`` for a workbook that is not this matrix, or is empty, and for each cell that is no ratio or
    contradicts its mirror.
    """
    sheets = {sheet.title: sheet for sheet in read_workbook(path)}
    about = {row.get(1, ""): row.get(2, "") for row in sheets[_ABOUT].rows().values()} if _ABOUT in sheets else {}
    if about.get("schema") != SCHEMA or about.get("matrix") not in sheets or about.get("reasons") not in sheets:
        raise refused(path, "matrix-unknown")
    held = [about.get(key, "") for key in ("model", "version", "node")]
    wanted = [matrix.model, matrix.version, matrix.node]
    if held != wanted:
        raise refused(path, "matrix-other", found=shown(" ".join(held)), expected=" ".join(wanted))
    sheet = sheets[about["matrix"]]
    problems = list(_layout_problems(sheet, matrix))
    ratios = {} if problems else _ratios(sheet, matrix, problems)
    if problems:
        raise ProblemsError(problems)
    if not ratios:
        raise refused(path, "matrix-empty")
    reasons = _reasons(sheets[about["reasons"]])
    who = " - ".join(part for part in (sheet.cells.get(_EXPERT), path.name) if part)
    return Ahp(judgements=tuple(_judgement(pair, ratio, reasons.get(pair, ""), who) for pair, ratio in ratios.items()))


def _layout_problems(sheet: Sheet, matrix: Matrix) -> Iterator[Problem]:
    for place, name in enumerate(matrix.children):
        for position in ((_FIRST_ROW + place, 1), (_ID_ROW, _FIRST_COLUMN + place)):
            found = sheet.cells.get(position, "")
            if found != name:
                values = {"found": shown(found), "expected": name}
                yield Problem(code="matrix-moved", place=sheet.place(position), values=values)


def _ratios(sheet: Sheet, matrix: Matrix, problems: list[Problem]) -> dict[Pair, float]:
    ratios = {}
    for pair, (row, column) in matrix.pairs():
        mirror = (_FIRST_ROW + column - _FIRST_COLUMN, _FIRST_COLUMN + row - _FIRST_ROW)
        upper, lower = _ratio(sheet, (row, column), problems), _ratio(sheet, mirror, problems)
        if upper is not None and lower is not None and abs(upper * lower - 1) > _NEARLY:
            values = {"found": shown(sheet.cells[mirror]), "other": shown(sheet.cells[row, column])}
            problems.append(Problem(code="matrix-contradicts", place=sheet.place(mirror), values=values))
        elif upper is not None or lower is not None:
            ratios[pair] = upper if upper is not None else 1 / (lower or 1.0)
    return ratios


def _ratio(sheet: Sheet, position: Position, problems: list[Problem]) -> float | None:
    text = sheet.cells.get(position)
    if text is None:
        return None
    ratio = number_of(text)
    if ratio is None:
        problems.append(Problem(code="matrix-ratio", place=sheet.place(position), values={"found": shown(text)}))
    return ratio


def number_of(text: str) -> float | None:
    """Return a ratio as people write it (3, 1/3, 0,5, in any digits), or None when it is none from 1/9 to 9."""
    known = "".join(str(unicodedata.decimal(letter, letter)) for letter in unicodedata.normalize("NFKC", text))
    plain = known.replace(" ", "").replace("\u2044", "/")
    if fraction := _FRACTION.fullmatch(plain):
        return 1 / int(fraction[1])
    if not _NUMBER.fullmatch(plain):
        return None
    number = float(plain.replace(",", "."))
    return number if 1 / HIGHEST_RATIO - _NEARLY / HIGHEST_RATIO <= number <= HIGHEST_RATIO else None


def _reasons(sheet: Sheet) -> Mapping[Pair, str]:
    return {(row.get(1, ""), row.get(2, "")): row.get(_REASON_COLUMN, "") for row in sheet.rows().values()}


def _judgement(pair: Pair, ratio: float, reason: str, who: str) -> Judgement:
    of, over = pair if ratio >= 1 else (pair[1], pair[0])
    words = f"{reason} ({who})" if len(reason) >= SHORTEST_REASON else who
    ratio = min(HIGHEST_RATIO, max(ratio, 1 / ratio))
    return Judgement(of=of, over=over, ratio=ratio, rationale=words[:LONGEST_REASON])
