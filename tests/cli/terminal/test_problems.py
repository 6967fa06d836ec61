"""A problem is told with its place, code, message and remedy; nothing in it acts on the terminal."""

import io

import pytest
from rich.console import Console

from jazari_assess.app.problems import place_words
from jazari_assess.cli.terminal.problems import problem_list
from jazari_assess.errors import Place, Problem
from jazari_assess.reading.content.interface_text import read_interface_text


def told(*problems: Problem, width: int = 200) -> str:
    """Return what a terminal of this width shows."""
    file = io.StringIO()
    Console(file=file, width=width, markup=False).print(problem_list(problems, read_interface_text("en")))
    return file.getvalue()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place(), ""),
        (Place(file="a.yaml"), "a.yaml"),
        (Place(file="a.yaml", line=3), "a.yaml:3"),
        (Place(file="a.yaml", line=3, column=7), "a.yaml:3:7"),
        (Place(file="a.xlsx", sheet="Answers", cell="B4"), "a.xlsx [Answers!B4]"),
    ],
)
def test_place_is_written_as_editors_read_it(place: Place, words: str) -> None:
    """file:line:column as far as known, or the sheet and cell."""
    assert place_words(place) == words


def test_every_problem_is_listed_with_its_remedy() -> None:
    """Two lines a problem, then how many there are."""
    first = Problem(
        code="date-wrong", place=Place(file="a.yaml", line=3, column=7), path="date", values={"found": "soon"}
    )
    second = Problem(code="epoch-wrong", values={"found": "x"})
    assert [line.rstrip() for line in told(first, second).splitlines()] == [
        'a.yaml:3:7: date-wrong date: "soon" is not a date.',
        "  -> Write it as year-month-day, for example 2026-11-21.",
        'epoch-wrong: SOURCE_DATE_EPOCH is "x", which is not a count of seconds.',
        "  -> Unset it, or give the seconds since 1970-01-01.",
        "Problems found: 2.",
    ]


def test_what_was_found_cannot_act() -> None:
    """Markup, escape sequences and direction overrides in a value or a file name come out as plain text."""
    hostile = "[/red]\x1b[2J\u202egpj\nProblems found: 0."
    shown = told(Problem(code="date-wrong", place=Place(file=hostile), values={"found": hostile}))
    assert shown.count("[/red]") == 2
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "Problems found: 1." in shown
    assert not [line for line in shown.splitlines() if line.startswith("Problems found: 0.")]


def test_narrow_terminal_loses_nothing() -> None:
    """At 20 columns every word of the remedy is there."""
    shown = told(Problem(code="epoch-wrong", values={"found": "x"}), width=20)
    assert "".join(shown.split()).count("1970-01-01") == 1
    assert max(map(len, shown.splitlines())) <= 20
