"""The comparison of a firm in a store as files: the store knows of them before they are there."""

from pathlib import Path

import pytest

from jazari_assess import app
from jazari_assess.errors import ProblemsError
from tests.app.portfolio.test_progress import ASKED, FIRM, planned, taken


def test_a_comparison_that_fails_after_its_first_file_leaves_none_unnamed(tmp_path: Path) -> None:
    """The firm's erasure names the file that was written."""
    store = tmp_path / "x.db"
    taken(store, planned(tmp_path / "t0.yaml"), planned(tmp_path / "t1.yaml", stage="T1", date="2027-11-20"))
    place, out = app.StoreRequest(store=str(store)), tmp_path / "out"
    asked = app.FirmComparisonRequest(firm=FIRM, out=out, formats=("html", "xlsx"), replace=True)
    written = app.write_firm_comparison(asked, place, ASKED)
    first = next(written)
    first.with_suffix(".xlsx").mkdir()  # in the way of the second
    with pytest.raises(ProblemsError):
        next(written)
    assert str(first) in app.erase_firm(FIRM, place, date=ASKED.date).erased.left


def test_a_comparison_that_may_not_be_written_leaves_nothing_remembered(tmp_path: Path) -> None:
    """A file that was there before is not the store's."""
    store = tmp_path / "x.db"
    taken(store, planned(tmp_path / "t0.yaml"), planned(tmp_path / "t1.yaml", stage="T1", date="2027-11-20"))
    place, out = app.StoreRequest(store=str(store)), tmp_path / "out"
    (path,) = app.write_comparison(app.compare_firm(FIRM, place, ASKED), out, ["xlsx"], ASKED)
    with pytest.raises(ProblemsError):
        next(app.write_firm_comparison(app.FirmComparisonRequest(firm=FIRM, out=out), place, ASKED))
    assert app.erase_firm(FIRM, place, date=ASKED.date).erased.left == ()
    assert path.exists()


def test_a_ledger_that_cannot_be_read_stops_an_erasure_before_anything_is_gone(tmp_path: Path) -> None:
    """Otherwise the firm would be gone, its pseudonym in the ledger and nothing left to erase it by."""
    store = tmp_path / "x.db"
    taken(store, planned(tmp_path / "t0.yaml"))
    place, ledger = app.StoreRequest(store=str(store)), tmp_path / "x.db.benchmark-ledger.json"
    ledger.write_text("{", encoding="utf-8")
    with pytest.raises(ProblemsError):
        app.erase_firm(FIRM, place, date=ASKED.date)
    assert app.show_firm(FIRM, place, ASKED).firm.name == FIRM
    ledger.unlink()
    assert app.erase_firm(FIRM, place, date=ASKED.date).erased.assessments == 1
