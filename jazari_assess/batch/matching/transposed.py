"""Sheets with the questions in rows and the firms in columns: told, and turned when asked to."""

from dataclasses import replace
from pathlib import Path

import polars as pl

from jazari_assess.batch.interface import Sheet, Staged
from jazari_assess.batch.matching.headers import count_matches
from jazari_assess.batch.matching.map_file import BatchMap
from jazari_assess.batch.matching.spelling import normal
from jazari_assess.batch.matching.tables import refused_file
from jazari_assess.batch.matching.vocabulary import Vocabulary
from jazari_assess.batch.sources.staged_rows import read_block, scan
from jazari_assess.model.spreadsheet import column_letters, column_number
from jazari_assess.reading.workbook.sheet_survey import BrokenCell
from jazari_assess.reading.workbook.survey import MOST_COLUMNS

_SEARCHED_ROWS, _SEARCHED_COLUMNS, _SEARCHED_ACROSS = 500, 3, 40
"""Where questions are looked for: more rows than a questionnaire has questions, in the first columns; and across, as
deep as headers lie."""
_FEWEST = 5
"""Questions named down a column before it is taken for headers: answers of a firm do not name as many."""


def refuse_transposed(staged: Staged, vocabulary: Vocabulary, saved: BatchMap) -> None:
    """Raise ``ProblemsError`` when a sheet names its questions down a column, and no row of any names as many."""
    for sheet in staged.sheets:
        if not sheet.grid or sheet.transposed:
            continue
        rows = read_block(sheet.path, sheet.columns, 0, _SEARCHED_ROWS).rows()
        texts = [[text or "" for text in row] for row in rows]
        columns = list(zip(*texts, strict=True))[:_SEARCHED_COLUMNS]
        down = max((count_matches(column, vocabulary, saved) for column in columns), default=0)
        across = max((count_matches(row, vocabulary, saved) for row in texts[:_SEARCHED_ACROSS]), default=0)
        if down >= _FEWEST and down > 2 * across:
            raise refused_file(staged.file, "batch-transposed", count=str(down))


def transposed(staged: Staged, vocabulary: Vocabulary, folder: Path) -> Staged:
    """Return the input with its sheets turned; raise ``ProblemsError`` when one has more rows than a table columns."""
    sheets = tuple(
        _turned(sheet, vocabulary, folder / f"turned-{number}.arrow") for number, sheet in enumerate(staged.sheets)
    )
    return replace(staged, sheets=sheets)


def _turned(sheet: Sheet, vocabulary: Vocabulary, target: Path) -> Sheet:
    if not sheet.grid:
        raise refused_file(sheet.file, "batch-transposed-not")
    if sheet.rows > MOST_COLUMNS:
        raise refused_file(sheet.file, "batch-columns-many", found=str(sheet.rows), limit=str(MOST_COLUMNS))
    frame = scan(sheet.path).collect()
    first = min(map(column_number, sheet.columns)) - 1  # the reader leaves empty columns on the left out
    letters = [column_letters(number + 1) for number in range(frame.height)]
    turned = frame.transpose(column_names=letters)
    empty = pl.DataFrame(schema=turned.schema).clear(first)
    turned = _named_corner(pl.concat([empty, turned]), vocabulary)
    turned.write_ipc(target, compression="uncompressed")
    broken = tuple(
        BrokenCell(row=column_number(cell.column), column=column_letters(cell.row), code=cell.code, found=cell.found)
        for cell in sheet.broken
    )
    return replace(
        sheet, path=target, rows=turned.height, columns=tuple(letters), broken=broken, filled=None, transposed=True
    )


def _named_corner(turned: pl.DataFrame, vocabulary: Vocabulary) -> pl.DataFrame:
    """Name the column of the firms, whose corner says "Question" or nothing, where no other column does."""
    questions = vocabulary.questionnaire.questions.items()
    firm = next((name for name, one in questions if getattr(one, "field", "") == "firm"), None)
    texts = [[text or "" for text in row] for row in turned.head(_SEARCHED_COLUMNS).rows()]
    empty = BatchMap(questionnaire=vocabulary.questionnaire.id)
    row = max(range(len(texts)), key=lambda place: count_matches(texts[place], vocabulary, empty))
    targets = [vocabulary.headers.get(normal(text)) for text in texts[row]]
    if firm is None or any(target is not None and target.question in {"", firm} for target in targets):
        return turned
    before = next((place for place, target in enumerate(targets) if target is not None), 0)
    filled = [column for column in turned.columns[:before] if turned[column][row + 1 :].drop_nulls().len()]
    return turned.with_columns(turned[filled[-1]].scatter(row, firm)) if filled else turned
