"""The layouts institutes send, some cells spoilt: no crash, no row lost, wrong scales stopped, the scores of the files.

``make soak`` runs some 200,000 rows through them.
"""

import random
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from jazari_assess.batch.matching.map_file import BatchMap, Coding, MappedColumn
from jazari_assess.errors import ProblemsError
from jazari_assess.reading.assessment.file import read_assessment, write_assessment
from tests.batch.exports import wide
from tests.batch.layouts import LAYOUTS, Made, assessment, coded, correlated, written
from tests.batch.running import adds_up, held, run

_FIGURES = ("score", "low", "high", "coverage", "level", "flags", "checks")
_FILES = 12
"""Firms of each table that are scored from files of their own as well."""
_MAPS = {
    "from 1": Coding(scale="1..5"),
    "tens": Coding(times=0.1),
    "hundredths": Coding(times=0.04),
}
Right = Callable[[int, int], dict[str, list[object]]]
NUMBERED = [name for name, layout in LAYOUTS.items() if layout.numbered]


def figures(out: Path) -> dict[str, list[object]]:
    """Return what was found of each firm, by name."""
    rows = pl.read_parquet(out / "results.parquet")
    names = [*_FIGURES, *(name for name in rows.columns if name.endswith(".score"))]
    return {str(row["firm"]): [row[name] for name in names] for row in rows.to_dicts()}


def of_files(firms: Sequence[Made], folder: Path) -> dict[str, list[object]]:
    """Return what is found of firms in files of their own."""
    (folder / "files").mkdir()
    for number, firm in enumerate(firms):
        write_assessment(folder / "files" / f"{number}.json", assessment(firm, f"f{number}"), replace=False)
    readers = {".json": partial(read_assessment, library=held().library)}
    run(folder / "files", out=folder / "f", readers=readers)
    return figures(folder / "f")


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Right:
    """Return what is found of so many firms of a seed: by ids in a table, and the first of them in their own files."""

    @cache
    def found(firms: int, seed: int) -> dict[str, list[object]]:
        folder, made = tmp_path_factory.mktemp("right"), correlated(firms, seed)
        run(wide(folder, made), out=folder / "w")
        right = figures(folder / "w")
        assert of_files(made[:_FILES], folder) == {firm: right[firm] for firm in list(right)[:_FILES]}
        return right

    return found


def check(name: str, folder: Path, right: Right, firms: int, seed: int) -> None:
    """Run a layout with spoilt cells, and hold what has to be true of it."""
    layout, chance = LAYOUTS[name], random.Random(seed)  # noqa: S311 - made data, not secrets
    found = correlated(firms, seed)
    table, hit = written(layout, folder, found, 0.2, chance)
    outcome = run(table, out=folder / "o", transposed=layout.across)
    assert adds_up(outcome.counts)
    assert outcome.counts.rows - outcome.counts.blank == firms
    assert outcome.counts.rejected <= len(hit)
    assert outcome.counts.duplicates == 0
    ours = figures(folder / "o")
    assert all(ours[firm] == own for firm, own in right(firms, seed).items() if firm not in hit)
    assert given_back(folder / "o") == outcome.counts.rejected


def given_back(out: Path) -> int:
    """Return how many rows come back to be corrected."""
    if not (out / "rejected.xlsx").exists():
        return 0
    book = openpyxl.load_workbook(out / "rejected.xlsx", read_only=True)
    told = sum(1 for _ in book.worksheets[0].iter_rows(min_row=2))
    book.close()
    return told


def check_scale(name: str, how: str, folder: Path, right: Right, firms: int, seed: int) -> None:
    """Hold that another coding stops a table until the map says it, and gives the right scores then."""
    layout, chance = LAYOUTS[name], random.Random(seed)  # noqa: S311 - made data, not secrets
    found = correlated(firms, seed)
    table, _ = written(layout, folder, coded(found, how), 0.0, chance)
    with pytest.raises(ProblemsError) as caught:
        run(table, out=folder / "x", transposed=layout.across)
    assert {problem.code for problem in caught.value.problems} <= {
        "batch-scale-shifted",
        "batch-scale-coded",
        "batch-scale-inverted",
    }
    run(table, out=folder / "o", transposed=layout.across, saved=said(name, how))
    assert figures(folder / "o") == right(firms, seed)


def said(name: str, how: str) -> BatchMap:
    """Return the map that says how a table is coded."""
    if how != "inverted":
        return BatchMap(questionnaire="industrie-x0", levels=_MAPS[how])
    headers = {
        "ids": "maintenance",
        "odk": "operations-quality-maintenance",
        "hand-made": _numbered("maintenance"),
    }
    title = held().questionnaire.texts["fr"].questions["maintenance"].title
    column = MappedColumn(header=headers.get(name, title), question="maintenance", invert=True)
    return BatchMap(questionnaire="industrie-x0", columns=(column,))


def _numbered(question: str) -> str:
    order = held().questionnaire.structure.order
    return f"{order.index(question) + 1}. {held().questionnaire.texts['fr'].questions[question].short}"


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_loses_no_row(name: str, right: Right, tmp_path: Path) -> None:
    """Twelve firms of each, a fifth of them spoilt."""
    check(name, tmp_path, right, 12, 1)


@pytest.mark.parametrize("how", ["from 1", "tens", "hundredths", "inverted"])
def test_a_wrong_scale_is_stopped(how: str, right: Right, tmp_path: Path) -> None:
    """In one layout each; the soak tries all."""
    check_scale(NUMBERED[len(how) % len(NUMBERED)], how, tmp_path, right, 40, 2)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", LAYOUTS)
def test_many_rows_of_a_layout(name: str, seed: int, right: Right, tmp_path: Path) -> None:
    """5,000 rows of each layout, twice; of those with firms in columns as many as a sheet takes."""
    check(name, tmp_path, right, 1_900 if LAYOUTS[name].across else 5_000, seed + 3)


@pytest.mark.soak
@pytest.mark.parametrize("how", ["from 1", "tens", "hundredths", "inverted"])
@pytest.mark.parametrize("name", NUMBERED)
def test_wrong_scales_of_many_rows(name: str, how: str, right: Right, tmp_path: Path) -> None:
    """3,000 rows of each layout and coding; 1,900 in columns."""
    check_scale(name, how, tmp_path, right, 1_900 if LAYOUTS[name].across else 3_000, 11)
