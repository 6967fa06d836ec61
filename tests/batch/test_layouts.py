"""The layouts institutes send, some cells spoilt: no crash, no row lost, the scores of what was not touched."""

import random
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from tests.batch.exports import EXPORTS, Answers, answers, content, joined, title, wide, xlsx
from tests.batch.matching.test_header_rows import survey_monkey
from tests.batch.running import adds_up, run

SPOILT = ("#N/A", "-1", "<2", "???", "1,234", "2%", "x" * 50, "99", "نص")
_FIGURES = ("score", "low", "high", "coverage")
Layout = Callable[[Path, list[Answers]], Path]


def turned(folder: Path, firms: list[Answers]) -> Path:
    """Return the questions in rows, the firms in columns."""
    names = content().structure.order
    cells = [[title(name, "fr"), *(joined(name, one[name], "fr", ";") for one in firms)] for name in names]
    return xlsx(folder / "turned.xlsx", cells)


def recoded(folder: Path, firms: list[Answers]) -> Path:
    """Return a CSV as older programs on a Mac wrote it."""
    text = wide(folder, firms).read_text(encoding="utf-8")
    target = folder / "mac.csv"
    target.write_bytes(text.encode("mac_roman"))
    return target


def _export(name: str, language: str) -> Layout:
    return lambda folder, firms: EXPORTS[name](folder, firms, language)


LAYOUTS: Mapping[str, Layout] = {
    **{
        f"{name}-{language}": _export(name, language) for name in EXPORTS for language in ("fr", "ar") if name != "long"
    },
    "survey-monkey": lambda folder, firms: survey_monkey(folder, firms, "en"),
    "turned": turned,
    "mac": recoded,
    "wide": wide,
}


def spoil(table: Path, chance: random.Random, *, across: bool) -> int:
    """Spoil one cell of some firms of a workbook; return how many firms were hit."""
    book = openpyxl.load_workbook(table)
    sheet = book.worksheets[0]
    lines = list(range(3, (sheet.max_column if across else sheet.max_row) + 1))
    hit = [line for line in lines if chance.random() < 0.2]
    for line in hit:
        other = chance.randrange(3, 40)
        sheet.cell(*((other, line) if across else (line, other))).value = chance.choice(SPOILT)
    book.save(table)
    return len(hit)


def check(layout: str, folder: Path, firms: int, seed: int) -> None:
    """Run a layout, spoilt where it is a workbook, and hold what has to be true of it."""
    folder.mkdir()
    chance, found = random.Random(seed), answers(firms, seed)  # noqa: S311 - made data, not secrets
    table, across = LAYOUTS[layout](folder, list(found)), layout == "turned"
    hit = spoil(table, chance, across=across) if table.suffix == ".xlsx" else 0
    outcome = run(table, out=folder / "o", transposed=across)
    run(wide(folder, found), out=folder / "w")
    assert adds_up(outcome.counts)
    assert outcome.counts.rows - outcome.counts.blank == firms
    assert outcome.counts.rejected <= hit
    right = {row["firm"]: row for row in pl.read_parquet(folder / "w" / "results.parquet").to_dicts()}
    for row in pl.read_parquet(folder / "o" / "results.parquet").to_dicts():
        if hit == 0:
            assert [row[key] for key in _FIGURES] == [right[row["firm"]][key] for key in _FIGURES]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_loses_no_row(layout: str, tmp_path: Path) -> None:
    """Twelve firms of each."""
    check(layout, tmp_path / "x", 12, 1)


@pytest.mark.soak
@pytest.mark.parametrize("layout", LAYOUTS)
def test_many_rows_of_a_layout(layout: str, tmp_path: Path) -> None:
    """14,000 rows of each of fourteen layouts, some 200,000 in all."""
    for seed in range(14):
        check(layout, tmp_path / str(seed), 1000, seed)
