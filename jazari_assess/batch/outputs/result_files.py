"""The results as files: Parquet, CSV for programs, CSV for French spreadsheets, long tables for pivots, a workbook."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import xlsxwriter

from jazari_assess.batch.executors import in_order, side_by_side
from jazari_assess.batch.outputs.results import Results
from jazari_assess.engine.cohort.counting import NOT_APPLICABLE
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import ModelContent, QuestionnaireContent, nearest_words
from jazari_assess.render.excel.cells import fitting_text
from jazari_assess.render.new_workbook import new_workbook, wide_sheet

_HIDDEN = ("key", "assessment", "position")
_ROW_GROUP = 50_000
"""Rows of a part of a Parquet file, which a reader takes at once: as many as are scored at once."""
_WHO = ("id", "firm", "region", "sector", "size", "stage", "date")
"""Columns that each row of a long table repeats, so that a pivot needs no second table."""
_ACTING = r"^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r]"
_NUMBER = r"^[+-]?\d+([.,]\d+)?$"
_WORDED = ("region", "sector", "size")
_WIDTHS = {"firm": 30, "region": 26, "sector": 28, "size": 30, "flags": 40, "checks": 40}


def result_rows(paths: Sequence[Path], notices: Mapping[str, str]) -> pl.LazyFrame:
    """Return the rows of some parts of the results without the columns that only this program needs.

    ``notices`` say by model what a view is not; each goes into every row, for rows are copied elsewhere.
    """
    frames = pl.scan_ipc(list(paths))
    names = [name for name in frames.collect_schema().names() if name not in _HIDDEN and name[1:2] != ":"]
    said = [pl.lit(notice, dtype=pl.String).alias(f"{model}.notice") for model, notice in notices.items()]
    return frames.select([*names, *said])


def write_parquet(rows: pl.LazyFrame, path: Path, made_with: Mapping[str, str] | None = None) -> None:
    """Write rows as Parquet; ``made_with`` goes into the file beside them."""
    metadata = dict(made_with) if made_with else None
    rows.sink_parquet(path, row_group_size=_ROW_GROUP, maintain_order=True, metadata=metadata)


def write_csv(parts: Iterable[pl.LazyFrame], path: Path, *, french: bool = False) -> None:
    """Write rows as CSV with a byte order mark, which Excel needs to see UTF-8; few parts at a time are in memory.

    A text that a spreadsheet would take for a formula gets an apostrophe in front; a number stays a number. ``french``
    parts columns with semicolons and writes decimal commas.
    """
    separator = ";" if french else ","
    with path.open("wb") as file, side_by_side() as (threads, ahead):
        for number, (_, rows) in enumerate(in_order(threads, ahead, _without_formulas, parts)):
            first = number == 0
            rows.write_csv(file, include_bom=first, include_header=first, separator=separator, decimal_comma=french)


def _without_formulas(part: pl.LazyFrame) -> pl.DataFrame:
    """Return rows whose texts no spreadsheet takes for a formula."""
    rows = part.collect()
    texts = [name for name, kind in rows.schema.items() if kind == pl.String]
    if not texts:
        return rows
    some = rows.select(pl.col(texts).str.contains(_ACTING).any()).row(0, named=True)
    return rows.with_columns(_without_formula(name) for name, acts in some.items() if acts)


def _without_formula(name: str) -> pl.Expr:
    acts = pl.col(name).str.contains(_ACTING) & ~pl.col(name).str.contains(_NUMBER)
    return pl.when(acts).then(pl.lit("'") + pl.col(name)).otherwise(pl.col(name)).alias(name)


def node_rows(kept: Results, models: Sequence[ModelContent]) -> Sequence[pl.LazyFrame]:
    """Return a row a firm and node: the score 0..100, level and coverage 0..1 of each model as a whole and below it."""
    return [
        pl.scan_ipc(path).select(
            *_WHO,
            pl.lit(model.structure.id).alias("model"),
            pl.lit(node or "overall").alias("node"),
            *(
                pl.col(f"{prefix}{f'{node}.' if node else ''}{part}").alias(part)
                for part in ("score", "level", "coverage")
            ),
        )
        for number, model in enumerate(models)
        for prefix in (f"{model.structure.id}." if number else "",)
        for node in ("", *model.structure.dimensions)
        for path in kept.paths
    ]


def question_rows(kept: Results, questionnaire: QuestionnaireContent, *, with_answers: bool) -> Sequence[pl.LazyFrame]:
    """Return a row a firm and question: what the answer is worth, 0..100, and its state; the answer where asked for."""
    there = pl.scan_ipc(kept.paths[0]).collect_schema().names()
    return [
        pl.scan_ipc(path).select(
            *_WHO,
            pl.lit(name).alias("question"),
            pl.when(_worth(name) >= 0).then(_worth(name)).alias("value"),
            _state(name).alias("state"),
            *([pl.col(f"a:{name}").alias("answer")] if with_answers else []),
        )
        for name in questionnaire.structure.order
        if f"q:{name}" in there
        for path in kept.paths
    ]


def _worth(name: str) -> pl.Expr:
    return pl.col(f"q:{name}").cast(pl.Float64).fill_nan(None)


def _state(name: str) -> pl.Expr:
    open_or_given = pl.when(_worth(name).is_null()).then(pl.lit("open")).otherwise(pl.lit("given"))
    return pl.when(_worth(name) == NOT_APPLICABLE).then(pl.lit("not-applicable")).otherwise(open_or_given)


@dataclass(frozen=True, kw_only=True)
class ColumnWords:
    """A column of the results: its stable name, its heading in one language, and what it means."""

    name: str
    title: str
    meaning: str


def column_words(
    names: Iterable[str], interface: InterfaceText, models: Sequence[ModelContent]
) -> tuple[ColumnWords, ...]:
    """Return the words of each column of the results, in order."""
    return tuple(_column(name, interface, models) for name in names)


def _column(name: str, interface: InterfaceText, models: Sequence[ModelContent]) -> ColumnWords:
    model = next((one for one in models[1:] if name.startswith(f"{one.structure.id}.")), models[0])
    texts = nearest_words(model.texts, interface.language)
    bare = name.removeprefix(f"{model.structure.id}.") if model is not models[0] else name
    node, _, part = bare.rpartition(".")
    title = interface.say(f"batch.columns.{part}.title")
    about = [texts.title] if model is not models[0] else []
    about += [texts.nodes[node].short if node in texts.nodes else node] if node else []
    heading = " - ".join([*about, title])
    return ColumnWords(name=name, title=heading, meaning=interface.say(f"batch.columns.{part}.meaning"))


def write_workbook(
    rows: pl.LazyFrame,
    path: Path,
    interface: InterfaceText,
    models: Sequence[ModelContent],
    questionnaire: QuestionnaireContent,
    date: str,
) -> None:
    """Write the results as a workbook: typed, with filters, in one language, with a sheet that says what each is."""
    words = column_words(rows.collect_schema().names(), interface, models)
    title = interface.say("batch.results.sheet")
    with new_workbook(path, date=date, title=title, streamed=True) as book:
        _Sheets(book, interface, cell_words(interface, models, questionnaire)).fill(rows.collect(), words, title)


def cell_words(
    interface: InterfaceText, models: Sequence[ModelContent], questionnaire: QuestionnaireContent
) -> Mapping[str, Mapping[str, str]]:
    """Return by column what the ids in it are called in a language: levels of each model, flags and cross-checks."""
    asked = nearest_words(questionnaire.texts, interface.language)
    found: dict[str, Mapping[str, str]] = {
        "flags": {name: text.title for name, text in asked.flags.items()},
        "checks": {name: text.title for name, text in asked.checks.items()},
    }
    for number, model in enumerate(models):
        texts = nearest_words(model.texts, interface.language)
        levels = {name: text.title for name, text in texts.levels.items()}
        prefix = f"{model.structure.id}." if number else ""
        found |= {f"{prefix}level-id": levels, f"{prefix}capped-at": levels}
    return found


class _Sheets:
    """Writes the two sheets; every text is a string, whatever it begins with."""

    def __init__(
        self, book: xlsxwriter.Workbook, interface: InterfaceText, words: Mapping[str, Mapping[str, str]]
    ) -> None:
        self._book, self._interface, self._words = book, interface, words
        order = {"reading_order": 2 if interface.direction == "rtl" else 1, "font_name": "Calibri", "font_size": 10}
        head = {"bold": True, "bg_color": "#E3EDED", "text_wrap": True, "valign": "top"}
        typed = {"reading_order": 0, "align": "right" if interface.direction == "rtl" else "left"}
        self._head, self._plain = book.add_format({**order, **head}), book.add_format({**order, **typed})
        self._wrapped = book.add_format({**order, "text_wrap": True, "valign": "top"})
        self._numbers = {
            "whole": book.add_format({**order, "num_format": "0"}),
            "score": book.add_format({**order, "num_format": "0.0"}),
            "coverage": book.add_format({**order, "num_format": "0%"}),
            "date": book.add_format({**order, "num_format": "yyyy-mm-dd"}),
        }

    def fill(self, frame: pl.DataFrame, words: Sequence[ColumnWords], title: str) -> None:
        sheet = wide_sheet(self._book, title, self._interface.direction)
        for column, one in enumerate(words):
            sheet.set_column(column, column, _WIDTHS.get(one.name, 14))
            sheet.write_string(0, column, one.title, self._head)
        sheet.freeze_panes(1, 2)
        sheet.repeat_columns(0, 1)
        sheet.autofilter(0, 0, max(frame.height, 1), len(words) - 1)
        shapes = [self._shape(one.name, frame.schema[one.name]) for one in words]
        for line, values in enumerate(frame.iter_rows(), start=1):
            for column, (value, one, shape) in enumerate(zip(values, words, shapes, strict=True)):
                if one.name == "date" and value is not None:
                    sheet.write_datetime(line, column, dt.datetime.fromisoformat(value), self._numbers["date"])
                elif isinstance(value, str):
                    sheet.write_string(line, column, self._text(one.name, value), self._plain)
                elif value is not None:
                    sheet.write_number(line, column, value, shape)
        self._dictionary(words)

    def _dictionary(self, words: Sequence[ColumnWords]) -> None:
        sheet = wide_sheet(self._book, self._interface.say("batch.results.dictionary"), self._interface.direction)
        sheet.fit_to_pages(1, 0)
        for column, (width, key) in enumerate(zip((40, 40, 90), ("title", "name", "meaning"), strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, self._interface.say(f"batch.results.{key}"), self._head)
        for line, one in enumerate(words, start=1):
            for column, text in enumerate((one.title, one.name, one.meaning)):
                sheet.write_string(line, column, text, self._wrapped)

    def _shape(self, name: str, kind: pl.DataType) -> object:
        if name.rpartition(".")[2] == "coverage":
            return self._numbers["coverage"]
        return self._numbers["whole" if kind.is_integer() else "score"]

    def _text(self, name: str, value: str) -> str:
        known = self._words.get(name, {})
        text = "; ".join(known.get(one, one) for one in value.split(";")) if known else value
        text = self._interface.say(f"{name}s.{value}") if name in _WORDED else text
        return fitting_text(text)
