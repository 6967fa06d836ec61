"""How far a command is that takes long: a bar on the terminal; in a pipe nothing, or the plain log of a run."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jazari_assess.cli.terminal.tables import tell

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from jazari_assess.app.batch.run import Stage
    from jazari_assess.app.batch.run import Tell as TellRun
    from jazari_assess.app.form.sending import Tell as TellForms
    from jazari_assess.model.interface_text import InterfaceText

_BAR = 20
"""Cells of the bar: it leaves room for the words on the narrowest usual screen."""
_EVERY = 5.0
"""Seconds between two lines of the plain log."""
_SLOW = 10
"""Firms a second from which a tenth says nothing."""


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
    console = _console()
    if not console.is_terminal:
        yield Steps(lambda _: None, names)
        return
    bar = _bar(console)
    task = bar.add_task("", total=len(names))
    words = _Words(interface)
    with bar:
        yield Steps(lambda name: bar.update(task, description=words.of(name), completed=_done(names, name)), names)


def _console() -> "Console":
    from rich.console import Console

    return Console(stderr=True, markup=False, highlight=False, emoji=False)


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


@contextmanager
def counted_forms(interface: "InterfaceText") -> "Iterator[TellForms]":
    """Yield what is called as forms are written: a bar in a terminal, nothing where nobody looks on."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=_console(), transient=True) as shown:
        bar = shown.add_task(interface.say("commands.form.making"), total=None)
        yield lambda done, total: shown.update(bar, completed=done, total=total)


@contextmanager
def counted_firms(interface: "InterfaceText") -> "Iterator[TellRun]":
    """Yield what a run over many firms calls as it goes on: a bar and a rate in a terminal, else a plain log."""
    if not sys.stderr.isatty():
        yield _Lines(interface).tell
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}/s", markup=False),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=_console(), transient=True) as shown:
        tasks: dict[str, TaskID] = {}
        pace = _Pace()

        def told(stage: "Stage", done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = shown.add_task(interface.say(f"batch.run.{stage}"), total=total, rate="")
            shown.update(tasks[stage], completed=done, total=total, rate=_said(pace.rate(stage, done)))

        yield told


class _Pace:
    """How fast each stage goes, from its first report on."""

    def __init__(self) -> None:
        self._began: dict[str, tuple[float, int]] = {}

    def rate(self, stage: str, done: int) -> float:
        """Return how much a second was done in a stage, 0 while that is not known."""
        began, before = self._began.setdefault(stage, (time.monotonic(), done))
        seconds = time.monotonic() - began
        return (done - before) / seconds if seconds > 0 else 0.0


def _said(rate: float) -> str:
    """Return a rate in figures, a question mark while it is not known."""
    if rate <= 0:
        return "?"
    return f"{rate:,.0f}" if rate >= _SLOW else f"{rate:.1f}"


class _Lines:
    """The plain log: the first and last line of a stage, and one every few seconds."""

    def __init__(self, interface: "InterfaceText") -> None:
        self._interface = interface
        self._pace = _Pace()
        self._last: dict[str, float] = {}

    def tell(self, stage: "Stage", done: int, total: int) -> None:
        """Write a line when it is time for one."""
        rate = self._pace.rate(stage, done)
        now = time.monotonic()
        if done < total and now - self._last.get(stage, now - _EVERY) < _EVERY:
            return
        self._last[stage] = now
        left = f"{(total - done) / rate:.0f}" if rate else "?"
        tell(
            self._interface.say(
                "batch.run.progress",
                stage=self._interface.say(f"batch.run.{stage}"),
                done=f"{done:,}",
                total=f"{total:,}",
                rate=_said(rate),
                left="0" if done >= total else left,
            )
        )
