"""How far a command is that takes seconds: a bar on the terminal, nothing in a pipe."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from jazari_assess.model.interface_text import InterfaceText

_BAR = 20
"""Cells of the bar: it leaves room for the words on the narrowest usual screen."""


class Steps:
    """The steps of a command, told one after the other."""

    def __init__(self, tell: Callable[[str], None], names: Sequence[str]) -> None:
        """Tell the first."""
        self._tell, self._left = tell, [*names]
        self._show()

    def next(self) -> None:
        """The step that was told is done: tell the one after it."""
        self._left = self._left[1:]
        self._show()

    def _show(self) -> None:
        self._tell(self._left[0] if self._left else "")


@contextmanager
def progress(interface: "InterfaceText", *names: str) -> Iterator[Steps]:
    """Show these steps on standard error while they are done, then take the bar away.

    A step without words of its own is a format, and says its name.
    """
    from rich.console import Console

    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        yield Steps(lambda _: None, names)
        return
    bar = _bar(console)
    task = bar.add_task("", total=len(names))
    words = _Words(interface)
    with bar:
        yield Steps(lambda name: bar.update(task, description=words.of(name), completed=_done(names, name)), names)


def _done(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else len(names)


def _bar(console: "Console") -> "Progress":
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(bar_width=_BAR), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    return Progress(*columns, TimeElapsedColumn(), console=console, transient=True)


class _Words:
    """What a step is called, ordered as this terminal needs it."""

    def __init__(self, interface: "InterfaceText") -> None:
        from jazari_assess import app

        self._interface = interface
        self._order = app.order_for(is_terminal=True) if interface.direction == "rtl" else None

    def of(self, name: str) -> str:
        key = f"commands.report.step.{name}"
        if name and key in self._interface.entries:
            said = self._interface.say(key)
        else:
            said = self._interface.say("commands.report.step.format", format=name.upper()) if name else ""
        return self._order(said) if self._order is not None else said
