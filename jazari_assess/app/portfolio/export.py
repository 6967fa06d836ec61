"""``portfolio export``: the store as tables for other programs: Parquet, CSV or Excel, a row an assessment or long."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

import polars as pl

from jazari_assess.app.portfolio.listing import ListRequest, filters_of
from jazari_assess.app.portfolio.opening import StoreRequest, opened
from jazari_assess.atomic_file import growing, make_folder, refuse_target
from jazari_assess.batch.full_disk import full_disk_told
from jazari_assess.batch.outputs.result_files import write_csv, write_parquet
from jazari_assess.errors import UsageError
from jazari_assess.model.assessment import GivenValue
from jazari_assess.model.spreadsheet import MOST_ROWS
from jazari_assess.portfolio.records import AssessmentRecord, FirmRecord
from jazari_assess.portfolio.store.erasing import EXPORTS
from jazari_assess.portfolio.store.exported_files import note_written
from jazari_assess.portfolio.store.firms import find_firm, read_firms
from jazari_assess.portfolio.store.opening import Store
from jazari_assess.portfolio.store.queries import records
from jazari_assess.render.excel.cells import fitting_text
from jazari_assess.render.new_workbook import new_workbook

Table = Literal["assessments", "scores", "answers", "plans"]
TABLES: tuple[Table, ...] = get_args(Table)
SUFFIXES = (".parquet", ".csv", ".xlsx")
_LOOKED_AT, _BUTTON, _WIDEST = 200, 3, 45
"""Rows that the width of a column is made for; letters that the button of a filter hides; the widest column."""
_DIGEST_SHOWN = 16
"""Hexadecimal digits, 64 bits, that name an assessment: no two of a store share them by chance."""
Row = dict[str, str | float | bool | None]


@dataclass(frozen=True, kw_only=True)
class ExportRequest:
    """What to export: which assessments, as which table, with names or under aliases, where.

    Without ``output`` the file goes into the exports folder beside the store, as Parquet.
    """

    chosen: ListRequest = field(default_factory=ListRequest)
    table: Table = "assessments"
    names: bool = False
    french: bool = False
    output: Path | None = None
    replace: bool = False


def export_portfolio(asked: ExportRequest, store: StoreRequest, *, date: str) -> tuple[Path, int]:
    """Write the table, and return where and how many rows.

    Raises ``UsageError`` for an ending that is none of ours, ``ProblemsError`` when the file is there and may not be
    replaced or cannot be written, and when the store cannot be used.
    """
    with opened(store) as found:
        target = asked.output or _own_path(found, asked.table, date)
        write = _writer(target, date, french=asked.french)
        refuse_target(target, replace=asked.replace)
        frame = _frame(found, asked)
        if target.suffix.lower() == ".xlsx" and frame.height > MOST_ROWS:
            raise UsageError("portfolio-export-long", rows=str(frame.height), most=str(MOST_ROWS))
        with found.writing() as connection:  # first: what is written has to be remembered
            note_written(connection, target, "export", date)
        folder = target.absolute().parent
        make_folder(folder)
        with growing(target, replace=asked.replace) as path, full_disk_told(folder):
            write(frame, path)
        return target, frame.height


def _own_path(store: Store, table: Table, date: str) -> Path:
    if store.location.file is None:
        raise UsageError("portfolio-export-where")
    return store.location.file.parent / EXPORTS / f"{table}-{date}.parquet"


def _writer(target: Path, date: str, *, french: bool) -> Callable[[pl.DataFrame, Path], None]:
    match target.suffix.lower():
        case ".parquet":
            return lambda frame, path: write_parquet(frame.lazy(), path)
        case ".csv":
            return lambda frame, path: write_csv([frame.lazy()], path, french=french)
        case ".xlsx":
            return lambda frame, path: _write_sheet(frame, path, date)
        case _:
            raise UsageError("portfolio-export-suffix", found=target.name, known=", ".join(SUFFIXES))


def _write_sheet(frame: pl.DataFrame, path: Path, date: str) -> None:
    """Write rows as a sheet in which every text stays a text, whatever it begins with."""
    with new_workbook(path, date=date, title="portfolio", streamed=True) as book:
        sheet = book.add_worksheet("portfolio")
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(frame.height, 1), max(frame.width - 1, 0))
        sheet.set_landscape()
        sheet.repeat_rows(0)
        head = book.add_format({"bold": True})
        for column, name in enumerate(frame.columns):
            sheet.set_column(column, column, _width(name, frame[name]))
            sheet.write_string(0, column, name, head)
        for line, row in enumerate(frame.iter_rows(), start=1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(line, column, fitting_text(value))
                elif value is not None:
                    sheet.write(line, column, value)


def _width(name: str, column: pl.Series) -> int:
    """Return a width in letters that the name fits in with its filter, and most of the first texts."""
    texts = column.head(_LOOKED_AT).to_list() if column.dtype == pl.String else []
    longest = max((len(text) for text in texts if text is not None), default=0)
    return min(max(len(name) + _BUTTON, longest + 1), _WIDEST)


def _frame(store: Store, asked: ExportRequest) -> pl.DataFrame:
    with store.reading() as connection:
        firms = () if asked.chosen.firm is None else (find_firm(connection, asked.chosen.firm),)
        known = read_firms(connection)
        told = records(connection, filters_of(asked.chosen, firms))
        rows = [row for one in told for row in _ROWS[asked.table](one, _who(one, known[one.firm], asked))]
    if not rows:
        return pl.DataFrame(schema=dict.fromkeys(_who_names(asked), pl.String))
    names = dict.fromkeys(name for row in rows for name in row)
    return pl.DataFrame([{name: row.get(name) for name in names} for row in rows], infer_schema_length=None)


def _who_names(asked: ExportRequest) -> Sequence[str]:
    own = ("firm", "name", "ice") if asked.names else ()
    return ("alias", *own, "region", "sector", "size", "stage", "date", "assessment")


def _who(one: AssessmentRecord, firm: FirmRecord, asked: ExportRequest) -> Row:
    told = {
        "firm": firm.key,
        "alias": firm.alias,
        "name": firm.name,
        "ice": firm.ice,
        "region": one.region,
        "sector": one.sector,
        "size": one.size,
        "stage": one.stage,
        "date": one.date,
        "assessment": one.sha256[:_DIGEST_SHOWN],
    }
    return {name: told[name] for name in _who_names(asked)}


def _assessments(one: AssessmentRecord, who: Row) -> Iterator[Row]:
    """Yield one row: the whole, the score of every node, and every answer."""
    yield {
        **who,
        "staff": one.staff,
        "questionnaire": one.questionnaire,
        "questionnaire-version": one.questionnaire_version,
        "model": one.model,
        "model-version": one.model_version,
        "sample": one.sample,
        "score": one.overall.score,
        "low": one.overall.low,
        "high": one.overall.high,
        "level": one.overall.level,
        "level-id": one.overall.level_id,
        "coverage": one.overall.coverage,
        "flags": ";".join(one.flags),
        "checks": ";".join(one.checks),
        "minutes": one.minutes,
        "plan-date": one.plan_date,
        **{f"{node}.score": score.score for node, score in one.scores.items()},
        **{f"answer.{name}": _told(answer.value, answer.state) for name, answer in one.answers.items()},
    }


def _scores(one: AssessmentRecord, who: Row) -> Iterator[Row]:
    for node, score in {"overall": one.overall, **one.scores}.items():
        figures = {"score": score.score, "low": score.low, "high": score.high, "coverage": score.coverage}
        yield {**who, "model": one.model, "node": node, **figures, "level": score.level, "level-id": score.level_id}


def _answers(one: AssessmentRecord, who: Row) -> Iterator[Row]:
    for question, answer in one.answers.items():
        told = {"state": answer.state, "answer": _told(answer.value, answer.state), "worth": answer.worth}
        yield {**who, "question": question, **told, "evidence": answer.evidence, "seconds": one.seconds.get(question)}


def _plans(one: AssessmentRecord, who: Row) -> Iterator[Row]:
    for item in one.plan:
        for service, provider in item.services or ((None, None),):
            told: Row = {"item": item.item, "kind": item.kind, "phase": item.phase, "indicator": item.indicator}
            times: Row = {"quarter": item.quarter, "quarters": item.quarters}
            state: Row = {"status": item.status, "done-on": item.done_on}
            helps: Row = {"service": service, "provider": provider}
            yield {**who, "plan-date": one.plan_date, **told, **times, **state, **helps}


_ROWS: Mapping[Table, Callable[[AssessmentRecord, Row], Iterator[Row]]] = {
    "assessments": _assessments,
    "scores": _scores,
    "answers": _answers,
    "plans": _plans,
}


def _told(value: GivenValue | None, state: str) -> str:
    """Return an answer in one cell: items with ``;`` between them, and the state where nothing was given."""
    if value is None:
        return state
    return ";".join(value) if isinstance(value, tuple) else value if isinstance(value, str) else json.dumps(value)
