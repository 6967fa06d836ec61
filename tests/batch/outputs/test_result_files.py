"""What a run writes of its results: typed, documented, in the words of a language, and in long form for pivots."""

import csv
import datetime as dt
import re
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from jazari_assess.model.spreadsheet import column_letters
from jazari_assess.reading.content.languages import languages
from tests.batch.exports import answers, wide, xlsx
from tests.batch.rendering import render
from tests.batch.running import held, run
from tests.conftest import ROOT


@pytest.mark.parametrize("language", languages())
def test_the_workbook_is_typed_and_in_words(language: str, tmp_path: Path) -> None:
    """Numbers are numbers, regions words, texts that begin like formulas texts; a filter over all; a dictionary."""
    firms = answers(6)
    firms[0]["firm-name"] = "=1+1"
    run(wide(tmp_path, firms), out=tmp_path / "o", language=language, list_rows=10)
    table = pl.read_parquet(tmp_path / "o" / "results.parquet")
    book = openpyxl.load_workbook(tmp_path / "o" / "results.xlsx")
    sheet, dictionary = book.worksheets
    columns = {str(row[1]): number for number, row in enumerate(dictionary.iter_rows(min_row=2, values_only=True), 1)}
    assert list(columns) == table.columns
    assert sheet.auto_filter.ref == f"A1:{column_letters(len(table.columns))}7"
    assert bool(sheet.sheet_view.rightToLeft) == (language == "ar")
    interface = held(language).interface
    levels = held(language).models()[0].texts[language].levels
    flags = held(language).questionnaire.texts[language].flags
    for row, values in enumerate(table.to_dicts(), start=2):
        assert sheet.cell(row, columns["score"]).value == pytest.approx(values["score"])
        assert sheet.cell(row, columns["region"]).value == interface.say(f"regions.{values['region']}")
        assert sheet.cell(row, columns["firm"]).data_type == "s"
        assert sheet.cell(row, columns["level-id"]).value == levels[values["level-id"]].title
        assert (sheet.cell(row, columns["flags"]).value or "") == "; ".join(
            flags[name].title for name in values["flags"].split(";") if name
        )
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
    assert all(all(row) for row in dictionary.iter_rows(values_only=True))


def test_a_day_is_a_date_in_the_workbook(tmp_path: Path) -> None:
    """It sorts and filters as one."""
    rows: list[list[object]] = [["id", "date", "maintenance"], ["A", "01/11/2026", 2]]
    run(xlsx(tmp_path / "t.xlsx", rows), out=tmp_path / "o", list_rows=10)
    sheet = openpyxl.load_workbook(tmp_path / "o" / "results.xlsx").worksheets[0]
    days = [cell.value for cell in sheet[2] if isinstance(cell.value, dt.datetime)]
    assert days == [dt.datetime(2026, 11, 1)]  # noqa: DTZ001 - a cell of Excel has no zone


def test_the_workbook_ends_where_the_list_does(tmp_path: Path) -> None:
    """More firms than are listed: the other files hold them."""
    run(wide(tmp_path, answers(6)), out=tmp_path / "o", list_rows=5)
    assert not (tmp_path / "o" / "results.xlsx").exists()


def test_french_spreadsheets_open_their_csv(tmp_path: Path) -> None:
    """Semicolons, decimal commas, a byte order mark; the plain file stays beside it, and both say the same."""
    firms = answers(5)
    firms[0]["firm-name"] = "Atlas; Rif, 1,5"
    run(wide(tmp_path, firms), out=tmp_path / "o", csv="fr")
    data = (tmp_path / "o" / "results-fr.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(), delimiter=";"))
    plain = list(csv.DictReader((tmp_path / "o" / "results.csv").read_text("utf-8-sig").splitlines()))
    assert [row["firm"] for row in rows] == [row["firm"] for row in plain]
    assert [row["score"].replace(",", ".") for row in rows] == [row["score"] for row in plain]
    assert all(re.fullmatch(r"\d+(,\d+)?", row["score"]) for row in rows)


def test_long_tables_hold_every_node_and_question_of_every_firm(tmp_path: Path) -> None:
    """The same figures as the wide results and the answers that went in."""
    firms = answers(5)
    run(wide(tmp_path, firms), out=tmp_path / "o", long=True, with_answers=True)
    table = pl.read_parquet(tmp_path / "o" / "results.parquet")
    nodes = pl.read_parquet(tmp_path / "o" / "nodes.parquet")
    dimensions = [name.removesuffix(".score") for name in table.columns if name.endswith(".score")]
    assert nodes.height == 5 * (1 + len(dimensions))
    for name in dimensions:
        own = nodes.filter(pl.col("node") == name)
        assert own["score"].to_list() == table[f"{name}.score"].to_list()
    questions = pl.read_parquet(tmp_path / "o" / "questions.parquet")
    maintenance = questions.filter(pl.col("question") == "maintenance")
    assert maintenance["answer"].to_list() == [str(firm["maintenance"]) for firm in firms]
    assert maintenance["value"].to_list() == [float(str(firm["maintenance"])) * 25 for firm in firms]
    assert pl.read_csv(tmp_path / "o" / "questions.csv").height == questions.height


def test_answers_are_there_only_on_request(tmp_path: Path) -> None:
    """A long table without them holds their worth alone."""
    run(wide(tmp_path, answers(3)), out=tmp_path / "o", long=True)
    assert "answer" not in pl.read_parquet_schema(tmp_path / "o" / "questions.parquet")


def test_flags_and_cross_checks_are_those_of_one_firm(tmp_path: Path) -> None:
    """Ids, most severe first, as scoring the same assessment gives them."""
    from jazari_assess.engine.flags import contradictions, evidence_of, raised
    from jazari_assess.model.assessment import Assessment

    captured: list[str] = []

    def keep(text: str) -> list[tuple[str, bytes]]:
        captured.append(text)
        return []

    run(wide(tmp_path, answers(40, seed=3)), out=tmp_path / "o", render=keep)
    table = pl.read_parquet(tmp_path / "o" / "results.parquet")
    own = held().questionnaire
    for row, text in enumerate(captured):
        evidence = evidence_of(own.structure, Assessment.model_validate_json(text))
        assert table["flags"][row] == ";".join(raised(own.flags, evidence))
        assert table["checks"][row] == ";".join(contradictions(own.checks, evidence))
    assert table["flags"].n_unique() > 1


def test_reports_of_chosen_firms_only(tmp_path: Path) -> None:
    """--reports: the others are scored, not rendered."""
    rows: list[list[object]] = [
        ["id", "firm-name", "maintenance"],
        *([f"F{number}", f"N{number}", 2] for number in range(4)),
    ]
    table = xlsx(tmp_path / "t.xlsx", rows)
    chosen = frozenset({"F1", "F3"})
    outcome = run(table, out=tmp_path / "o", render=render, report_kinds=("json",), reports_of=chosen)
    assert len(list((tmp_path / "o" / "reports").iterdir())) == 2
    assert outcome.notes == ()


def test_a_chosen_firm_that_gets_no_report_is_named(tmp_path: Path) -> None:
    """An id that no scored firm has; and all of them where no format was asked for."""
    table = xlsx(tmp_path / "t.xlsx", [["id", "firm-name", "maintenance"], ["F1", "A", 2], ["F2", "B", 99]])
    chosen = frozenset({"F1", "F2", "F9"})
    outcome = run(table, out=tmp_path / "o", render=render, report_kinds=("json",), reports_of=chosen)
    assert [(note.key, note.values) for _, note in outcome.notes] == [("reports-unknown", {"ids": "F2, F9"})]
    outcome = run(table, out=tmp_path / "p", reports_of=chosen)
    assert [note.key for _, note in outcome.notes] == ["reports-unformatted"]


def test_every_column_is_documented(tmp_path: Path) -> None:
    """docs/batch.md names each column of the results."""
    run(wide(tmp_path, answers(1)), out=tmp_path / "o")
    text = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
    names = [name for name in pl.read_parquet_schema(tmp_path / "o" / "results.parquet") if "." not in name]
    assert [name for name in names if f"`{name}`" not in text] == []
