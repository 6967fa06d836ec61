"""Problems in words: where, which, what is wrong, what to do."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jazari_assess.cli.terminal.tables import plain
from jazari_assess.errors import Place, Problem
from jazari_assess.model.typography import apart

if TYPE_CHECKING:
    from rich.console import Group

    from jazari_assess.model.interface_text import InterfaceText


def place_words(place: Place) -> str:
    """Return ``file:line:column``, or ``file [sheet!cell]``, as far as it is known."""
    where = ":".join(str(part) for part in (place.file, place.line, place.column) if part is not None)
    cell = "!".join(part for part in (place.sheet, place.cell) if part is not None)
    return f"{where} [{cell}]" if cell else where


def problem_lines(problem: Problem, interface: "InterfaceText") -> "Group":
    """Return the lines that tell one problem: place, code and message, then the remedy."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    values = {**problem.values, **_numbers(problem, interface)}
    message = interface.say(f"problems.{problem.code}.message", **values)
    remedy = interface.say(f"problems.{problem.code}.remedy", **values)
    place = place_words(problem.place)
    head = Text.assemble(
        plain(f"{place}: " if place else "", "bold"),
        plain(problem.code, "red"),
        plain(f" {problem.path}" if problem.path else "", "cyan"),
        ": ",
        plain(apart(message) if interface.direction == "rtl" else message),
    )
    return Group(head, Padding(plain(f"-> {remedy}", "green"), (0, 0, 0, 2)))


def _numbers(problem: Problem, interface: "InterfaceText") -> dict[str, str]:
    if not problem.numbers:
        return {}
    from jazari_assess.app.wording import figures

    numbers = figures(interface)
    return {name: numbers.number(value) for name, value in problem.numbers.items()}


def problem_list(problems: Iterable[Problem], interface: "InterfaceText") -> "Group":
    """Return all problems in words, then how many there are."""
    from rich.console import Group

    told = [problem_lines(problem, interface) for problem in problems]
    return Group(*told, plain(interface.say("terminal.problems", count=str(len(told))), "bold red"))
