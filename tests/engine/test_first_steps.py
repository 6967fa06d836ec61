"""The ranking of first steps, which pages and workbooks compute alike."""

from jazari_assess.engine.first_steps import FirstRow, first_steps


def row(
    name: str, *, worth: float = 1.0, days: float = 1.0, ready: bool = True, asked: tuple[int, int] = (0, 0)
) -> FirstRow:
    """Return a row that is ready unless told; ``asked`` is the severity of a flag and when its act is due."""
    return FirstRow(id=name, worth=worth, days=days, ready=ready, severity=asked[0], due=asked[1])


def names(*rows: FirstRow, count: int = 9) -> list[str]:
    """Return the ids in the order of the ranking."""
    return [one.id for one in first_steps(rows, count)]


def test_flags_lead_by_severity_then_by_when_they_are_due() -> None:
    """A severe flag's act stands before any worth, the earlier due before the later."""
    rows = (
        row("rich", worth=99.0),
        row("mild", asked=(2, 3)),
        row("late", asked=(3, 2)),
        row("now", asked=(3, 1)),
    )
    assert names(*rows) == ["now", "late", "mild", "rich"]


def test_the_rest_is_ranked_by_worth_a_day() -> None:
    """Half a day is added to each, so an act of no days is not first by that alone."""
    assert names(row("long", worth=3.0, days=4.0), row("short", worth=1.0, days=0.5)) == ["short", "long"]
    assert names(row("tiny", worth=0.1, days=0.0), row("good", worth=1.0, days=1.0)) == ["good", "tiny"]


def test_what_is_not_ready_or_worth_nothing_is_not_ranked() -> None:
    """An act waits for what it needs; one without worth is ranked only where a flag asks for it."""
    rows = (row("waits", ready=False), row("idle", worth=0.0), row("worse", worth=-1.0))
    assert names(*rows, row("duty", worth=0.0, asked=(1, 4))) == ["duty"]


def test_ties_are_broken_by_name_and_the_list_is_cut() -> None:
    """The same rows in any order give the same list."""
    assert names(row("b"), row("a"), row("c"), count=2) == ["a", "b"]
