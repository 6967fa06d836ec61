"""Who a row is about, of which visit and of which day: told where two ids name one firm, apart where visits are."""

from pathlib import Path

import polars as pl
import pytest

from jazari_assess.batch.matching.map_file import BatchMap, MappedAnswer, MappedColumn
from jazari_assess.batch.matching.proposal import propose
from jazari_assess.batch.scoring.texts import dates
from jazari_assess.batch.sources.inputs import stage_file
from tests.batch.exports import xlsx
from tests.batch.running import codes, held, run

HEAD: list[object] = ["id", "firm-name", "firm-ice", "étape", "date", "maintenance"]
ICE = "001500000000000"


def scored(folder: Path, *rows: list[object], **options: object) -> pl.DataFrame:
    """Return the results of a few rows."""
    run(xlsx(folder / "t.xlsx", [HEAD, *rows]), out=folder / "o", force=True, **options)  # type: ignore[arg-type]
    return pl.read_parquet(folder / "o" / "results.parquet")


def test_one_ice_under_two_ids_is_said(tmp_path: Path) -> None:
    """Both are scored, and both rows are named."""
    outcome = run(
        xlsx(tmp_path / "t.xlsx", [HEAD, ["A1", "Atlas", ICE, None, None, 2], ["A2", "Atlas", ICE, None, None, 4]]),
        out=tmp_path / "o",
    )
    assert outcome.counts.scored == 2
    assert [(note.key, note.values["rows"]) for _, note in outcome.notes] == [("same-ice", "t.xlsx 2, t.xlsx 3")]


def test_one_name_in_one_region_under_two_ids_is_said(tmp_path: Path) -> None:
    """In another region it is another firm, and so it is with another ICE."""
    head = ["id", "firm-name", "firm-region", "firm-ice", "maintenance"]
    rows: list[list[object]] = [
        ["1", "Atlas", "oriental", None, 2],
        ["2", "ATLAS", "oriental", None, 2],
        ["3", "Atlas", "fes-meknes", None, 2],
        ["4", "Rif", "oriental", "1" * 15, 2],
        ["5", "Rif", "oriental", "2" * 15, 2],
    ]
    outcome = run(xlsx(tmp_path / "t.xlsx", [head, *rows]), out=tmp_path / "o")
    assert [(note.key, note.values["rows"]) for _, note in outcome.notes] == [("same-name", "t.xlsx 2, t.xlsx 3")]


def test_two_stages_of_a_firm_are_two_assessments(tmp_path: Path) -> None:
    """T0 and T1 are both scored, with their day; a second T1 is a duplicate."""
    table = scored(
        tmp_path,
        ["A", "Atlas", ICE, "T0", "01/11/2026", 1],
        ["A", "Atlas", ICE, "T1", "2027-05-03 10:00:00", 3],
        ["A", "Atlas", ICE, "T1", "2027-06-03", 4],
    )
    assert table.select("id", "ice", "stage", "date", "row").rows() == [
        ("A", ICE, "T0", "2026-11-01", 2),
        ("A", ICE, "T1", "2027-05-03", 3),
    ]


@pytest.mark.parametrize(("repeats", "row"), [("first", 2), ("newest", 4)])
def test_the_newest_counts_when_the_map_says_so(repeats: str, row: int, tmp_path: Path) -> None:
    """Otherwise the first does; either way the others are given back as duplicates."""
    saved = BatchMap(questionnaire="industrie-x0", repeats=repeats)  # type: ignore[arg-type]
    rows: list[list[object]] = [
        ["A", "Atlas", None, None, "2026-11-02", 1],
        ["A", "Atlas", None, None, None, 2],
        ["A", "Atlas", None, None, "2026-12-02", 3],
    ]
    assert scored(tmp_path, *rows, saved=saved)["row"].to_list() == [row]


def test_days_however_they_are_written() -> None:
    """ISO, the day first, as Excel counts, with a time behind; what is none is null."""
    texts = ["2026-11-01", "2026-11-01T10:00:00Z", "1/11/2026", "01.11.2026 08:00", "46327", "hier", "", "32/01/2026"]
    assert dates(pl.Series(texts)).to_list() == ["2026-11-01"] * 5 + [None] * 3


def test_a_form_tool_s_own_day_is_the_day(tmp_path: Path) -> None:
    """The moment a Google form was sent in."""
    run(
        xlsx(tmp_path / "t.xlsx", [["Horodateur", "firm-name", "maintenance"], ["03/05/2027 10:00:00", "A", 2]]),
        out=tmp_path / "o",
    )
    assert pl.read_parquet(tmp_path / "o" / "results.parquet")["date"].to_list() == ["2027-05-03"]


def test_aliases_are_proposed_once_and_serve_every_question_of_their_kind(tmp_path: Path) -> None:
    """Casablanca, Textile and survey codes: refused, proposed, and read once a person has confirmed the line."""
    head = ["firm-name", "firm-region", "firm-sector", "maintenance", "erp-mes"]
    table = xlsx(
        tmp_path / "t.xlsx",
        [head, ["A", "Casablanca", "Textile", "A3", "A5"], ["B", "Casablanca", "Textile", "A3", "A1"]],
    )
    assert run(table, out=tmp_path / "a").counts.rejected == 2
    found = propose(stage_file(table, tmp_path / "s"), held().vocabulary, None, held().earlier).saved
    assert {(one.kind, one.text): one.uncertain for one in found.answers} == {
        ("region", "Casablanca"): "casablanca-settat",
        ("sector", "Textile"): "textile-leather",
        ("level", "A3"): 2,
        ("level", "A5"): 4,
        ("level", "A1"): 0,
    }
    assert run(table, out=tmp_path / "b", saved=found).counts.rejected == 2
    confirmed = tuple(MappedAnswer(kind=one.kind, text=one.text, option=one.uncertain) for one in found.answers)
    saved = BatchMap(questionnaire="industrie-x0", answers=confirmed)
    outcome = run(table, out=tmp_path / "c", saved=saved)
    assert (outcome.counts.scored, codes(outcome)) == (2, {})


def test_a_map_names_the_columns_of_stage_and_day(tmp_path: Path) -> None:
    """Whatever their headers say."""
    columns = (MappedColumn(header="v", use="stage"), MappedColumn(header="j", use="date"))
    saved = BatchMap(questionnaire="industrie-x0", columns=columns)
    run(
        xlsx(tmp_path / "t.xlsx", [["id", "v", "j", "maintenance"], ["1", "T2", "2027-01-02", 3]]),
        out=tmp_path / "o",
        saved=saved,
    )
    assert pl.read_parquet(tmp_path / "o" / "results.parquet").select("stage", "date").rows() == [("T2", "2027-01-02")]
