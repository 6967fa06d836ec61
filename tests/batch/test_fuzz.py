"""Whatever stands in the cells: no crash, counts add up, every rejected row has a reason and a cell."""

import random
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.batch.exports import EXPORTS, answers, content, text_file, title
from tests.batch.running import adds_up, run

ODD = (
    "", " ", "\u00a0", "?", "-", "=1+1", "@x", "NaN", "inf", "1e400", "-0", "٣", "３", "1,5", "1,234", "99",
    "-1", "2026-01-02", "true", "VRAI", "#N/A", "x" * 5000, "\u202eabc", "\u200b3", "a\nb", "'", '"', ";",
    "نعم", "sans objet", "none; advice", "<script>", "[/red]", "{{7*7}}", "../../x", "\ufffe", "e\u0301", "🦊",
    "0x10", "1.2.3", "Oui ", "non", "12 %",
)  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
    st.integers(-3, 120).map(str),
    st.floats().map(str),
)


def check(table: Path, out: Path, rows: int | None = None) -> None:
    """Run, and hold what has to be true of any run."""
    outcome = run(table, out=out, force=True)
    counts = outcome.counts
    assert adds_up(counts)
    assert rows is None or counts.rows <= rows
    assert all(problem.place.cell for problem in outcome.problems)
    assert (counts.rejected > 0) == bool(outcome.problems)
    if counts.rejected + counts.duplicates:
        book = openpyxl.load_workbook(out / "rejected.xlsx", read_only=True)
        told = [row[-1] for sheet in book.worksheets for row in sheet.iter_rows(min_row=2, values_only=True)]
        book.close()
        assert len(told) == counts.rejected + counts.duplicates
        assert all(told)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(cells=st.lists(st.lists(CELLS, min_size=12, max_size=12), min_size=1, max_size=12))
def test_any_cells(cells: list[list[str]], tmp_path: Path) -> None:
    """Cells of all kinds under real headers."""
    names = list(content().structure.order)
    head = [names[0], names[1], names[3], names[5], *names[9:14], names[30], names[33], "ai-uses"]
    known = ["Société", *[""] * (len(head) - 1)]  # a table without any filled row is refused
    check(text_file(tmp_path / "t.csv", [head, known, *cells]), tmp_path / "out")


def mutated(folder: Path, firms: int, seed: int, share: float) -> Path:
    """Return a wide table with labels in which some cells were replaced by odd ones."""
    chance = random.Random(seed)  # noqa: S311 - made data, not secrets
    order = content().structure.order
    rows: list[list[object]] = []
    for firm in answers(firms, seed):
        row: list[object] = [
            ";".join(found) if isinstance(found, tuple) else found for found in (firm[name] for name in order)
        ]
        for column in range(len(row)):
            if chance.random() < share:
                row[column] = chance.choice(ODD)
        rows.append(row)
    return text_file(folder / "mutated.csv", [[title(name, "fr") for name in order], *rows])


def test_mutated_tables(tmp_path: Path) -> None:
    """Some hundred rows in which every fiftieth cell is odd."""
    check(mutated(tmp_path, 400, 3, 0.02), tmp_path / "out", 400)


@pytest.mark.parametrize("tool", EXPORTS)
def test_exports_in_another_language_than_the_reader_s(tool: str, tmp_path: Path) -> None:
    """An Arabic export is read by someone who works in French."""
    check(EXPORTS[tool](tmp_path, answers(5), "ar"), tmp_path / "out")


@pytest.mark.soak
def test_a_hundred_thousand_mutated_rows(tmp_path: Path) -> None:
    """100,000 rows in ten tables, each with its own share of odd cells."""
    for seed in range(10):
        check(mutated(tmp_path, 10_000, seed, 0.002 * (seed + 1)), tmp_path / f"out-{seed}", 10_000)
