"""The portfolio sums up the scored firms, in the workbook and in the PDF alike."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import polars as pl
import pypdfium2
import pytest

from jazari_assess.app.batch.portfolio import PortfolioFiles
from jazari_assess.app.context import Context
from jazari_assess.app.page import branding_of
from jazari_assess.batch.outputs.cohort import cohort_of
from jazari_assess.batch.progress import Counts
from jazari_assess.model.cohort import Cohort
from tests.batch.exports import answers, wide
from tests.batch.running import held, results, run

HOSTILE = ("=1+1", "<script>x</script>", "{{7*7}}", "@SUM(1)", "\u202egnp", "[/red]")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output folder of a run over forty firms, some with names that act elsewhere, with a view besides."""
    tmp_path = tmp_path_factory.mktemp("portfolio")
    firms = answers(40)
    for firm, name in zip(firms, HOSTILE, strict=False):
        firm["firm-name"] = name
    models = held().models(["siri"])
    summaries = PortfolioFiles(
        held(),
        branding_of(Context(language="fr", date="2026-11-21"), None),
        views=models[1:],
        date="2026-11-21",
        list_rows=25,
    )
    said = {"siri": str(models[1].texts["fr"].notice)}
    run(
        wide(tmp_path, firms),
        out=tmp_path / "out",
        portfolio=summaries.writers(),
        block_rows=16,
        models=models,
        notices=said,
    )
    return tmp_path / "out"


def test_the_summary_is_that_of_the_results(tmp_path: Path) -> None:
    """Groups that are told have the firms and means of the results; the whole has them all."""
    found: list[Cohort] = []

    def look(paths: Sequence[Path], counts: Counts, path: Path) -> None:
        path.write_bytes(b"x")
        assert counts.scored == 90
        content = held()
        found.append(cohort_of(paths, content.questionnaire, content.models(())[0], content.library))

    run(wide(tmp_path, answers(90)), out=tmp_path / "out", portfolio={"x": look}, block_rows=16)
    cohort, table = found[0], results(tmp_path / "out")
    assert (cohort.firms, cohort.scored) == (90, table["score"].count())
    assert cohort.mean == pytest.approx(table["score"].mean())
    for name in ("region", "sector", "size"):
        groups = {group.id: group for group in cohort.groups[name]}
        assert any(group.firms for group in groups.values())
        for (key,), part in table.group_by(name):
            if groups[key].firms is not None:
                assert groups[key].firms == part.height
                assert groups[key].mean == pytest.approx(part["score"].mean())
    assert all(0 < one.count <= one.of for one in cohort.services)


def test_what_if_is_what_the_firms_would_score(tmp_path: Path) -> None:
    """The gain of each gap is that of a run in which every firm with it answers the middle level instead."""
    kept: list[Cohort] = []

    def look(paths: Sequence[Path], _: Counts, path: Path) -> None:
        path.write_bytes(b"x")
        content = held()
        kept.append(cohort_of(paths, content.questionnaire, content.models(())[0], content.library))

    firms = answers(120)
    for place, firm in enumerate(firms):
        firm["firm-sector"] = "other" if place == 0 else ("automotive", "agri-food")[place % 2]
    run(wide(tmp_path, firms), out=tmp_path / "a", portfolio={"x": look}, block_rows=50)
    before = pl.read_parquet(tmp_path / "a" / "results.parquet")
    questions = held().questionnaire.structure.questions
    one = next(one for one in kept[0].what_if if getattr(questions[one.id], "options", 0) == 5)
    low = [firm for firm in firms if int(str(firm[one.id])) < 2]
    raised = [{**firm, one.id: 2} if firm in low else firm for firm in firms]
    run(wide(tmp_path, raised), out=tmp_path / "b")
    after = pl.read_parquet(tmp_path / "b" / "results.parquet").with_columns(before=before["score"])
    gained = after.with_columns(gain=pl.col("score") - pl.col("before"))
    risen = int((after["level"] > before["level"]).sum())
    assert one.firms == len(low)
    assert one.gain == pytest.approx(gained["gain"].mean(), abs=1e-5)
    assert one.risen == (risen if risen in {0, len(low)} or 5 <= risen <= len(low) - 5 else None)
    assert "other" not in dict(one.groups["sector"])
    for group, told in one.groups.items():
        gains = {name: gain for name, gain in told if gain is not None}
        means = dict(gained.group_by(group).agg(pl.col("gain").mean()).rows())
        assert gains
        assert gains == pytest.approx({name: means[name] for name in gains}, abs=1e-5)


def test_a_region_that_is_not_given_is_not_known(tmp_path: Path) -> None:
    """Firms without a region are a group of their own, at the end, and open to no offer of some regions alone."""
    firms = answers(30)
    for firm in firms[:12]:
        firm["firm-region"] = ""
    kept: list[Cohort] = []

    def look(paths: Sequence[Path], _: Counts, path: Path) -> None:
        path.write_bytes(b"x")
        content = held()
        kept.append(cohort_of(paths, content.questionnaire, content.models(())[0], content.library))

    run(wide(tmp_path, firms), out=tmp_path / "out", portfolio={"x": look})
    assert [(row.id, row.firms) for row in kept[0].groups["region"] if row.id is None] == [(None, 12)]


def test_the_workbook_holds_text_as_text_and_its_list_is_capped(files: Path) -> None:
    """No formula, native charts, the first firms with their names as they are, and a pointer to the rest."""
    book = openpyxl.load_workbook(files / "portfolio.xlsx")
    assert len(book.worksheets) == 5
    assert len(book.worksheets[0]._charts) == 5  # type: ignore[attr-defined]  # openpyxl types it not
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    firms = book.worksheets[4]
    assert firms.max_row == 2 + 25
    assert "results.parquet" in str(firms["A1"].value)
    assert [firms.cell(row, 2).value for row in (3, 4, 5)] == list(HOSTILE[:3])


def test_the_pdf_tells_the_same_figures(files: Path) -> None:
    """The mean of the results stands on its first page."""
    document = pypdfium2.PdfDocument(files / "portfolio.pdf")
    text = document[0].get_textpage().get_text_range()
    mean = pl.read_parquet(files / "results.parquet")["score"].mean()
    assert isinstance(mean, float)
    assert f"{mean:.1f}".replace(".", ",") in text
    assert "Établi le 21 novembre 2026" in text
    assert "Portefeuille" in text


def test_a_view_says_everywhere_that_it_is_no_certified_assessment(files: Path) -> None:
    """Its notice stands in every row of the results, in the workbook and in the PDF."""
    notice = str(held().models(["siri"])[1].texts["fr"].notice)
    assert "non une évaluation certifiée" in notice
    table = pl.read_parquet(files / "results.parquet")
    assert table["siri.notice"].unique().to_list() == [notice]
    assert table["siri.score"].len() == 40
    assert (files / "results.csv").read_text(encoding="utf-8-sig").count(notice) == 40
    sheet = openpyxl.load_workbook(files / "portfolio.xlsx").worksheets[0]
    assert [cell.value for cell in sheet["A"] if notice in str(cell.value)] != []
    document = pypdfium2.PdfDocument(files / "portfolio.pdf")
    text = " ".join(document[page].get_textpage().get_text_range() for page in range(len(document)))
    assert " ".join(notice[:60].split()) in " ".join(text.split())
