"""Workbooks of every age and make are read alike, with Excel's own rows and letters."""

from pathlib import Path

import pytest

from tests.batch.running import codes, results, run
from tests.batch.workbooks import FORMATS, workbook

ROWS = (
    ("Enquête 2026", "", ""),
    ("Nom de l'entreprise", "maintenance", "connected-machines"),
    ("Société é", 2.0, 45.5),
    ("شركة", 9.0, 10.0),
    ("=1+1", 3.0, 12.0),
)


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_gives_the_same_rows(suffix: str, tmp_path: Path) -> None:
    """The good rows are scored, the bad cell is named as Excel names it."""
    outcome = run(workbook(tmp_path / f"t{suffix}", ROWS), out=tmp_path / "out")
    assert codes(outcome) == {"B4": "batch-answer-unknown"}
    assert (outcome.counts.rows, outcome.counts.scored) == (3, 2)
    assert results(tmp_path / "out")["firm"].to_list() == ["Société é", "=1+1"]
    assert [note.key for _, note in outcome.notes] == ["macros" if suffix == ".xlsm" else "errors-unseen"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_workbook_that_ends_too_early_is_refused(suffix: str, tmp_path: Path) -> None:
    """Half a file of any format is one problem with its remedy."""
    from jazari_assess.errors import ProblemsError

    path = workbook(tmp_path / f"t{suffix}", ROWS)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ProblemsError) as caught:
        run(path, out=tmp_path / "out")
    assert len(caught.value.problems) == 1
    assert caught.value.problems[0].code.startswith(("workbook-", "batch-reader", "workbook-kind"))
