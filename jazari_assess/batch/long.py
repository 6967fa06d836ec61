"""Long tables, a row an answer: turned into a row a firm before anything else looks at them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from jazari_assess.batch.columns import as_text
from jazari_assess.batch.interface import Note, Sheet, Staged
from jazari_assess.batch.slices import read_slice, scan
from jazari_assess.batch.spelling import normal, without_numbering
from jazari_assess.batch.vocabulary import Vocabulary

_SEARCHED_ROWS = 20
_FEWEST = 3


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
        frame = read_slice(sheet.path, sheet.columns, 0, _SEARCHED_ROWS)
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


def _widen(sheet: Sheet, vocabulary: Vocabulary, header: int, roles: dict[str, str], target: Path) -> Sheet | None:
    """Return the sheet with a row a firm; None when its questions are not ours."""
    texts = list(sheet.columns) if header < 0 else list(read_slice(sheet.path, sheet.columns, header, 1).row(0))
    titles = {column: text or column for column, text in zip(sheet.columns, texts, strict=True)}
    frame = scan(sheet.path).slice(header + 1).collect()
    frame = frame.select([as_text(frame[column]).alias(column) for column in frame.columns])
    firm, question, answer = roles["firm"], roles["question"], roles["answer"]
    frame = frame.filter((pl.col(firm) != "") & (pl.col(question) != ""))
    asked = frame[question].unique(maintain_order=True).to_list()
    known = [
        text
        for text in asked
        if normal(text) in vocabulary.headers or without_numbering(normal(text)) in vocabulary.headers
    ]
    if len(known) < min(_FEWEST, len(vocabulary.questionnaire.order)):
        return None
    same = [column for column in frame.columns if column not in {question, answer, firm}]
    joined = pl.element().filter(pl.element() != "").unique(maintain_order=True).str.join(";")
    wide = frame.pivot(
        on=question, on_columns=asked, index=firm, values=answer, aggregate_function=joined, maintain_order=True
    )
    fixed = frame.group_by(firm, maintain_order=True).agg(
        [pl.col(column).filter(pl.col(column) != "").first() for column in same]
    )
    whole = fixed.join(wide, on=firm, how="left", maintain_order="left")
    names = {column: titles[column] for column in (firm, *same)}
    names = {column: title for column, title in names.items() if title not in asked}
    whole = whole.rename(names) if len(set(names.values())) == len(names) else whole
    whole.write_ipc(target, compression="uncompressed")
    return Sheet(
        file=sheet.file, sheet=sheet.sheet, path=target, rows=whole.height, columns=tuple(whole.columns), grid=False
    )
