"""Long tables, a row an answer: turned into a row a firm before anything else looks at them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from jazari_assess.batch.interface import LINE_COLUMN, Sheet, Staged
from jazari_assess.batch.matching.spelling import normal, without_numbering
from jazari_assess.batch.matching.vocabulary import Vocabulary
from jazari_assess.batch.scoring.columns import as_text
from jazari_assess.batch.sources.staged_rows import read_block, scan
from jazari_assess.reading.workbook.sheet_survey import BrokenCell, Note

_SEARCHED_ROWS = 20
"""Rows in which the head of a table of answers is looked for: below titles, notes and filters."""
_FEWEST = 3
"""Questions that have to be known in a column before it is taken for one of questions."""


def widened(staged: Staged, vocabulary: Vocabulary, folder: Path) -> Staged:
    """Return the input with its long sheet turned wide, or as it is when it has none."""
    for sheet in staged.sheets:
        layout = _layout(sheet, vocabulary)
        if layout is not None:
            wide = _widen(sheet, vocabulary, *layout, folder / "wide.arrow")
            if wide is not None:
                return replace(staged, sheets=(wide,), notes=(*staged.notes, Note(key="long")))
    return staged


def _layout(sheet: Sheet, vocabulary: Vocabulary) -> tuple[int, dict[str, str]] | None:
    """Return the position of the header row (-1: the columns' names) and which role each column has."""
    if not sheet.grid:
        rows: Sequence[Sequence[str]] = [sheet.columns]
    else:
        frame = read_block(sheet.path, sheet.columns, 0, _SEARCHED_ROWS)
        rows = [[text or "" for text in row] for row in frame.rows()]
    words = vocabulary.words
    for position, texts in enumerate(rows):
        roles: dict[str, str] = {}
        for column, text in zip(sheet.columns, texts, strict=True):
            form = normal(text)
            if form in words.question:
                roles["question"] = column
            elif form in words.answer:
                roles["answer"] = column
            elif form in words.identifier or _is_firm(form, vocabulary):
                roles.setdefault("firm", column)
        if {"question", "answer", "firm"} <= set(roles):
            return (position if sheet.grid else -1), roles
    return None


def _is_firm(form: str, vocabulary: Vocabulary) -> bool:
    target = vocabulary.headers.get(form)
    question = None if target is None else vocabulary.questionnaire.questions.get(target.question)
    return getattr(question, "field", "") == "firm"


@dataclass(frozen=True, kw_only=True)
class _Answers:
    """The rows of a long table that say something, as text: ``line`` is the input's own row number."""

    frame: pl.DataFrame
    titles: Mapping[str, str]
    firm: str
    question: str
    answer: str

    @property
    def asked(self) -> list[str]:
        return self.frame[self.question].unique(maintain_order=True).to_list()

    def wide(self, values: str, how: pl.Expr) -> pl.DataFrame:
        """Return a row a firm and a column a question, with what ``how`` makes of the values."""
        return self.frame.pivot(
            on=self.question,
            on_columns=self.asked,
            index=self.firm,
            values=values,
            aggregate_function=how,
            maintain_order=True,
        )


def _answers(sheet: Sheet, header: int, roles: dict[str, str]) -> _Answers:
    texts = list(sheet.columns) if header < 0 else list(read_block(sheet.path, sheet.columns, header, 1).row(0))
    frame = scan(sheet.path).slice(header + 1).collect()
    frame = frame.select([as_text(frame[column]).alias(column) for column in frame.columns])
    frame = frame.with_row_index(LINE_COLUMN, offset=header + 2)
    firm, question = roles["firm"], roles["question"]
    return _Answers(
        frame=frame.filter((pl.col(firm) != "") & (pl.col(question) != "")),
        titles={column: text or column for column, text in zip(sheet.columns, texts, strict=True)},
        firm=firm,
        question=question,
        answer=roles["answer"],
    )


def _widen(sheet: Sheet, vocabulary: Vocabulary, header: int, roles: dict[str, str], target: Path) -> Sheet | None:
    """Return the sheet with a row a firm; None when its questions are not ours."""
    answers = _answers(sheet, header, roles)
    asked, firm = answers.asked, answers.firm
    known = [
        text
        for text in asked
        if normal(text) in vocabulary.headers or without_numbering(normal(text)) in vocabulary.headers
    ]
    if len(known) < min(_FEWEST, len(vocabulary.questionnaire.order)):
        return None
    same = [column for column in sheet.columns if column not in roles.values()]
    fixed = answers.frame.group_by(firm, maintain_order=True).agg(
        [pl.col(column).filter(pl.col(column) != "").first() for column in same] + [pl.col(LINE_COLUMN).first()]
    )
    joined = pl.element().filter(pl.element() != "").unique(maintain_order=True).str.join(";")
    lines = answers.wide(LINE_COLUMN, pl.element().first()).rename({text: f"{LINE_COLUMN}:{text}" for text in asked})
    whole = fixed
    for part in (answers.wide(answers.answer, joined), lines):
        whole = whole.join(part, on=firm, how="left", maintain_order="left")
    names = {column: answers.titles[column] for column in (firm, *same)}
    names = {column: title for column, title in names.items() if title not in asked}
    names = names if len(set(names.values())) == len(names) else {}
    whole = whole.rename(names)
    whole.write_ipc(target, compression="uncompressed")
    own = tuple(column for column in whole.columns if column.startswith(LINE_COLUMN))
    letters = {names.get(column, column): column for column in (firm, *same)} | dict.fromkeys(asked, answers.answer)
    return Sheet(
        file=sheet.file,
        sheet=sheet.sheet,
        path=target,
        rows=whole.height,
        columns=tuple(column for column in whole.columns if column not in own),
        grid=False,
        broken=tuple(_broken(sheet, answers, whole)),
        own_columns=own,
        letters=letters if sheet.grid else {},
    )


def _broken(sheet: Sheet, answers: _Answers, whole: pl.DataFrame) -> Iterator[BrokenCell]:
    """Yield the broken answers of the long sheet where they stand in the wide one."""
    cells = {cell.row: cell for cell in sheet.broken if cell.column == answers.answer}
    rows = answers.frame.filter(pl.col(LINE_COLUMN).is_in(list(cells))).select(LINE_COLUMN, answers.question)
    for line, question in rows.rows():
        position = whole[f"{LINE_COLUMN}:{question}"].index_of(line)
        if position is not None:
            yield replace(cells[line], row=position + 1, column=question)
