"""Where in a staged input the table of firms is: which sheet, which row its headers are in."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from jazari_assess.batch.interface import Header, Sheet, Staged, Table
from jazari_assess.batch.matching.headers import Matching, count_matches, match_headers, unknown_items
from jazari_assess.batch.matching.map_file import BatchMap
from jazari_assess.batch.matching.spelling import normal, tidy
from jazari_assess.batch.matching.vocabulary import Vocabulary
from jazari_assess.batch.sources.staged_rows import read_block, scan
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.reading.workbook.sheet_survey import Note
from jazari_assess.reading.yaml_json.characters import FOUND_LENGTH

_LONGEST_SEEN = 200
"""Characters of headers shown where none is known: two or three lines, enough to see which row was taken for them."""
_SEARCHED_ROWS = 40
"""Rows in which the headers are looked for: below a cover, titles and instructions."""
_MOST_HEADER_ROWS = 2
"""Rows of headers under the first: tools write an item's row, or codes and what to import them as."""
_FEWEST_REPEATED, _MOST_NAMED = 2, 10
"""Headers in a row that make it the headers again, for one word may be a name; rows or columns listed in a message."""


def find_table(
    staged: Staged, vocabulary: Vocabulary, saved: BatchMap, wanted_sheet: str | None
) -> tuple[Table, tuple[Note, ...]]:
    """Return the table of firms of an input: of the sheet asked for, or of the one whose headers say most.

    Raises ``ProblemsError`` when no sheet has a header that is known.
    """
    sheet, row, notes = _likeliest(staged, vocabulary, saved, wanted_sheet)
    table, joined = _read_headers(sheet, row, vocabulary, saved)
    return _looked_through(table, sheet, (*notes, *joined), vocabulary, saved)


def _likeliest(
    staged: Staged, vocabulary: Vocabulary, saved: BatchMap, wanted_sheet: str | None
) -> tuple[Sheet, int, tuple[Note, ...]]:
    """Return the sheet whose headers say most, the position of that row, and what other sheets there are."""
    sheets = staged.sheets
    if wanted_sheet is not None:
        sheets = tuple(sheet for sheet in sheets if sheet.sheet == wanted_sheet)
        if not sheets:
            known = ", ".join(sheet.sheet or "" for sheet in staged.sheets)
            raise refused_file(staged.file, "batch-sheet-unknown", found=wanted_sheet, known=known)
    found = [(sheet, *_header_row(sheet, vocabulary, saved)) for sheet in sheets]
    best, row, count = max(found, key=lambda one: one[2])
    if count == 0:
        seen = ", ".join(tidy(text) for text in _texts(best, 0, 1)[0] if text)[:_LONGEST_SEEN] or "—"
        raise refused_file(staged.file, "batch-no-question", found=seen)
    others = [sheet.sheet or "" for sheet, _, matched in found if sheet is not best and matched]
    notes = (Note(key="other-sheets", values={"sheets": ", ".join(others)}),) if others else ()
    return best, row, notes


def refused_file(file: str, code: str, **values: str) -> ProblemsError:
    """Return the error that a file is refused with."""
    return ProblemsError([Problem(code=code, place=Place(file=file), values=values)])


def likely_table(staged: Staged, vocabulary: Vocabulary, saved: BatchMap, wanted_sheet: str | None) -> Table:
    """Return the table of an input even when none of its headers is known: then of the fullest row of its first sheet.

    Raises ``ProblemsError`` when there is no sheet of that name.
    """
    try:
        sheet, row, _ = _likeliest(staged, vocabulary, saved, wanted_sheet)
        return _read_headers(sheet, row, vocabulary, saved)[0]
    except ProblemsError as error:
        if any(problem.code != "batch-no-question" for problem in error.problems):
            raise
    sheet = next((one for one in staged.sheets if one.sheet == wanted_sheet), staged.sheets[0])
    if not sheet.grid:
        return _table(sheet, -1)
    filled = [sum(bool(tidy(text)) for text in texts) for texts in _texts(sheet, 0, _SEARCHED_ROWS)]
    return _table(sheet, filled.index(max(filled)))


def checked_matching(table: Table, vocabulary: Vocabulary, saved: BatchMap) -> Matching:
    """Match the headers of a table.

    Raises ``ProblemsError`` for each question that two columns claim, and for each item of a question that has none of
    this name: without it the answers would be taken for fewer than they are.
    """
    matching = match_headers(table.headers, vocabulary, saved)
    problems = [
        Problem(
            code="batch-header-twice",
            place=Place(file=table.file, sheet=table.sheet, cell=_cells(table, [match.header for match in group])),
            values={"question": group[0].target.question or "id", "found": tidy(group[0].header.text)[:FOUND_LENGTH]},
        )
        for group in matching.twice
    ]
    problems += (
        Problem(
            code="batch-item-unknown",
            place=Place(file=table.file, sheet=table.sheet, cell=_cells(table, [header])),
            values={"question": question, "found": tidy(header.text)[-FOUND_LENGTH:]},
        )
        for header, question in unknown_items(matching, vocabulary)
    )
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


def _read_headers(sheet: Sheet, row: int, vocabulary: Vocabulary, saved: BatchMap) -> tuple[Table, tuple[Note, ...]]:
    """Return the table below a header row, with the row under it joined or set aside where it holds headers too."""
    if row < 0:
        return _table(sheet, row), ()
    texts, *under = _texts(sheet, row, 1 + _MOST_HEADER_ROWS)
    joined = _joined_headers(texts, under[0], vocabulary) if under else None
    more = 1 if joined else 0
    while more < len(under) and _is_header_again(texts, under[more], vocabulary, saved):
        more += 1
    table = _table(sheet, row, joined or texts, more)
    return table, (Note(key="second-header", values={"row": str(row + 1 + more)}),) if more else ()


def _looked_through(
    table: Table, sheet: Sheet, notes: tuple[Note, ...], vocabulary: Vocabulary, saved: BatchMap
) -> tuple[Table, tuple[Note, ...]]:
    """Return a table without the rows that hold its headers again, and what else its rows show."""
    if not sheet.grid:
        return table, notes
    repeated = _repeated_headers(table, vocabulary, saved)
    rows = ", ".join(str(position + 1) for position in repeated[:_MOST_NAMED])
    again = (Note(key="header-repeated", values={"rows": rows}),) if repeated else ()
    found = replace(table, skipped=repeated)
    return found, (*notes, *again, *_headless(found), *_second_tables(sheet, found, vocabulary, saved))


def _joined_headers(texts: Sequence[str], under: Sequence[str], vocabulary: Vocabulary) -> list[str] | None:
    """Return the headers of a table that names a question once and its items in the row below; None for any other.

    Source: SurveyMonkey, "Exporting survey results", condensed columns.
    """
    found, title, items = [], "", 0
    for text, label in zip(texts, under, strict=True):
        title = text if tidy(text) else title
        joined = f"{title} [{label}]"
        if not tidy(label) or normal(label) in vocabulary.words.response:
            found.append(text)
        elif normal(joined) in vocabulary.headers:
            items += not tidy(text)
            found.append(joined)
        else:
            found.append(text if tidy(text) else joined)
    return found if items else None


def _is_header_again(texts: Sequence[str], under: Sequence[str], vocabulary: Vocabulary, saved: BatchMap) -> bool:
    """Say whether the row under the headers names the questions again, by code or by text, or says how to import."""
    if any(text.startswith('{"ImportId"') for text in under):
        return True
    count = count_matches(under, vocabulary, saved)
    return count > 1 and 2 * count >= count_matches(texts, vocabulary, saved)


def _repeated_headers(table: Table, vocabulary: Vocabulary, saved: BatchMap) -> tuple[int, ...]:
    """Return the positions of rows that hold the headers again, as tables pasted under one another do."""
    named = [one for one in table.headers if count_matches([one.text], vocabulary, saved)]
    if len(named) < _FEWEST_REPEATED:
        return ()
    same = pl.sum_horizontal([(pl.col(one.column) == one.text).cast(pl.UInt16) for one in named])
    rows = scan(table.path).with_row_index("position").slice(table.first).filter(same * 2 > len(named))
    return tuple(rows.select("position").collect()["position"].to_list())


def _headless(table: Table) -> tuple[Note, ...]:
    """Name the columns that hold data under no header."""
    bare = [one.column for one in table.headers if not tidy(one.text)]
    if not bare:
        return ()
    filled = scan(table.path).slice(table.first).select(bare)
    found = filled.select((pl.all().str.strip_chars() != "").any()).collect().row(0, named=True)
    letters = [one.letters or one.column for one in table.headers if found.get(one.column)]
    return (Note(key="headless", values={"columns": ", ".join(letters[:_MOST_NAMED])}),) if letters else ()


def _second_tables(sheet: Sheet, table: Table, vocabulary: Vocabulary, saved: BatchMap) -> tuple[Note, ...]:
    """Name the rows under a gap that look like the headers of another table; they are read as firms all the same."""
    starts = [first - 1 for first, _ in sheet.filled or () if first - 1 > table.first][:_SEARCHED_ROWS]
    free = [row for row in starts if row not in table.skipped]
    others = [row for row in free if count_matches(_texts(sheet, row, 1)[0], vocabulary, saved) > 1]
    rows = ", ".join(str(row + 1) for row in others[:_MOST_NAMED])
    return (Note(key="second-table", values={"rows": rows}),) if others else ()


def _table(sheet: Sheet, header_row: int, texts: Sequence[str] = (), more: int = 0) -> Table:
    """Return the table under a header row and ``more`` that belong to it; ``texts`` are its headers where known."""
    if not texts:
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
        first=header_row + 1 + more,
        rows=sheet.rows - header_row - 1 - more,
        row_offset=1,
        broken=sheet.broken,
        own_columns=sheet.own_columns,
        filled=sheet.filled,
        transposed=sheet.transposed,
    )
