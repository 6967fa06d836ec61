"""Where in a staged input the table of firms is: which sheet, which row its headers are in."""

from collections.abc import Sequence

from jazari_assess.batch.interface import Header, Sheet, Staged, Table
from jazari_assess.batch.matching.headers import Matching, count_matches, match_headers
from jazari_assess.batch.matching.map_file import BatchMap
from jazari_assess.batch.matching.spelling import tidy
from jazari_assess.batch.matching.vocabulary import Vocabulary
from jazari_assess.batch.sources.staged_rows import read_block
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.reading.workbook.sheet_survey import Note

_SEARCHED_ROWS = 40


def find_table(
    staged: Staged, vocabulary: Vocabulary, saved: BatchMap, wanted_sheet: str | None
) -> tuple[Table, tuple[Note, ...]]:
    """Return the table of firms of an input: of the sheet asked for, or of the one whose headers say most.

    Raises ``ProblemsError`` when no sheet has a header that is known.
    """
    sheets = staged.sheets
    if wanted_sheet is not None:
        sheets = tuple(sheet for sheet in sheets if sheet.sheet == wanted_sheet)
        if not sheets:
            known = ", ".join(sheet.sheet or "" for sheet in staged.sheets)
            raise refused_file(staged.file, "batch-sheet-unknown", found=wanted_sheet, known=known)
    found = [(sheet, *_header_row(sheet, vocabulary, saved)) for sheet in sheets]
    best, row, count = max(found, key=lambda one: one[2])
    if count == 0:
        seen = ", ".join(tidy(text) for text in _texts(best, 0, 1)[0] if text)[:200] or "—"
        raise refused_file(staged.file, "batch-no-question", found=seen)
    others = [sheet.sheet or "" for sheet, _, matched in found if sheet is not best and matched]
    notes = (Note(key="other-sheets", values={"sheets": ", ".join(others)}),) if others else ()
    return _table(best, row), notes


def refused_file(file: str, code: str, **values: str) -> ProblemsError:
    """Return the error that a file is refused with."""
    return ProblemsError([Problem(code=code, place=Place(file=file), values=values)])


def likely_table(staged: Staged, vocabulary: Vocabulary, saved: BatchMap, wanted_sheet: str | None) -> Table:
    """Return the table of an input even when none of its headers is known: then of the fullest row of its first sheet.

    Raises ``ProblemsError`` when there is no sheet of that name.
    """
    try:
        return find_table(staged, vocabulary, saved, wanted_sheet)[0]
    except ProblemsError as error:
        if any(problem.code != "batch-no-question" for problem in error.problems):
            raise
    sheet = next((one for one in staged.sheets if one.sheet == wanted_sheet), staged.sheets[0])
    if not sheet.grid:
        return _table(sheet, -1)
    filled = [sum(bool(tidy(text)) for text in texts) for texts in _texts(sheet, 0, _SEARCHED_ROWS)]
    return _table(sheet, filled.index(max(filled)))


def checked_matching(table: Table, vocabulary: Vocabulary, saved: BatchMap) -> Matching:
    """Match the headers of a table; raise ``ProblemsError`` for each question that two columns claim."""
    matching = match_headers(table.headers, vocabulary, saved)
    problems = [
        Problem(
            code="batch-header-twice",
            place=Place(file=table.file, sheet=table.sheet, cell=_cells(table, [match.header for match in group])),
            values={"question": group[0].target.question or "id", "found": tidy(group[0].header.text)[:80]},
        )
        for group in matching.twice
    ]
    if problems:
        raise ProblemsError(problems)
    return matching


def _cells(table: Table, headers: Sequence[Header]) -> str:
    row = table.first + table.row_offset - 1
    return ", ".join(f"{header.letters}{row}" if header.letters else header.text for header in headers)


def _texts(sheet: Sheet, start: int, rows: int) -> list[list[str]]:
    frame = read_block(sheet.path, sheet.columns, start, rows)
    return [[text or "" for text in row] for row in frame.rows()]


def _header_row(sheet: Sheet, vocabulary: Vocabulary, saved: BatchMap) -> tuple[int, int]:
    """Return the position of the row that names the most questions (-1: the columns' own names), and how many."""
    if not sheet.grid:
        return -1, count_matches(sheet.columns, vocabulary, saved)
    counts = [count_matches(texts, vocabulary, saved) for texts in _texts(sheet, 0, _SEARCHED_ROWS)]
    best = max(range(len(counts)), key=lambda row: counts[row], default=0)
    return best, counts[best] if counts else 0


def _table(sheet: Sheet, header_row: int) -> Table:
    texts = list(sheet.columns) if header_row < 0 else _texts(sheet, header_row, 1)[0]
    headers = tuple(
        Header(column=column, text=text, letters=column if sheet.grid else sheet.letters.get(column))
        for column, text in zip(sheet.columns, texts, strict=True)
    )
    return Table(
        file=sheet.file,
        sheet=sheet.sheet,
        path=sheet.path,
        headers=headers,
        first=header_row + 1,
        rows=sheet.rows - header_row - 1,
        row_offset=1,
        broken=sheet.broken,
        own_columns=sheet.own_columns,
    )
