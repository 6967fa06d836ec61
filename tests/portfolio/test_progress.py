"""How far plans have come, on both databases: whose plan it is, and what stays when an assessment comes in anew."""

from jazari_assess.portfolio.store.opening import Store
from jazari_assess.portfolio.store.progress import Progress, note_progress
from jazari_assess.portfolio.store.queries import Filters, records
from tests.portfolio.made import fill_store, made, planned

DONE = {
    "second-act": Progress(status="done", done_on="2026-05-01"),
    "unknown-act": Progress(status="done", done_on=None),
}


def states(store: Store) -> dict[str, dict[str, tuple[str, str | None]]]:
    """Return state and day of every item, by content."""
    with store.reading() as connection:
        found = list(records(connection, Filters()))
    return {one.sha256: {item.item: (item.status, item.done_on) for item in one.plan} for one in found}


def test_a_plan_is_found_by_number_stage_and_firm(opened: Store) -> None:
    """By the firm's key or its name; another firm or stage with the same number is not touched."""
    one = made(1, plan=planned(), plan_date="2026-01-10", file_id="7")
    other = made(2, plan=planned(), plan_date="2026-01-10", file_id="7")
    fill_store(opened, [one, other])
    with opened.writing() as connection:
        assert note_progress(connection, "7", "T1", one.record.firm, one.name, DONE) is None
        assert note_progress(connection, "7", "T0", "another", "Another", DONE) is None
        assert note_progress(connection, "7", "T0", "another", one.name.upper(), DONE) == 1
    told = states(opened)
    assert told[one.record.sha256] == {"first-act": ("done", "2026-02-01"), "second-act": ("done", "2026-05-01")}
    assert told[other.record.sha256] == {"first-act": ("done", "2026-02-01"), "second-act": ("todo", None)}


def test_another_content_of_the_assessment_has_what_was_noted(opened: Store) -> None:
    """Of the same number, stage and firm; a follow-up reaches all contents, and another stage has a plan of its own."""
    one = made(1, plan=planned(), plan_date="2026-01-10", file_id="7")
    fill_store(opened, [one])
    with opened.writing() as connection:
        note_progress(connection, "7", "T0", one.record.firm, one.name, DONE)
    again = made(1, plan=planned(), plan_date="2026-01-10", file_id="7", sha256="0" * 64)
    later = made(1, plan=planned(), plan_date="2026-01-10", file_id="7", sha256="1" * 64, stage="T1")
    fill_store(opened, [again, later])
    told = states(opened)
    assert told["0" * 64]["second-act"] == ("done", "2026-05-01")
    assert told["1" * 64]["second-act"] == ("todo", None)
    with opened.writing() as connection:
        dropped = {"second-act": Progress(status="dropped", done_on=None)}
        assert note_progress(connection, "7", "T0", one.record.firm, one.name, dropped) == 1
    assert {one["second-act"] for key, one in states(opened).items() if key != "1" * 64} == {("dropped", None)}
