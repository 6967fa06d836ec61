"""Problems in words: where, which, what is wrong, what to do."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jazari_assess import app
from jazari_assess.cli.terminal.tables import plain
from jazari_assess.errors import Problem
from jazari_assess.model.typography import isolate

if TYPE_CHECKING:
    from rich.console import Group

    from jazari_assess.model.interface_text import InterfaceText


def problem_lines(problem: Problem, interface: "InterfaceText") -> "Group":
    """Return the lines that tell one problem: place, code and message, then the remedy."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    message, remedy = app.problem_words(problem, interface)
    place = app.place_words(problem.place)
    head = Text.assemble(
        plain(f"{place}: " if place else "", "bold"),
        plain(problem.code, "red"),
        plain(f" {problem.path}" if problem.path else "", "cyan"),
        ": ",
        plain(isolate(message) if interface.direction == "rtl" else message),
    )
    return Group(head, Padding(plain(f"-> {remedy}", "green"), (0, 0, 0, 2)))


def problem_list(problems: Iterable[Problem], interface: "InterfaceText") -> "Group":
    """Return all problems in words, then how many there are."""
    from rich.console import Group

    told = [problem_lines(problem, interface) for problem in problems]
    return Group(*told, plain(interface.say("terminal.problems", count=str(len(told))), "bold red"))
