"""Progress of a run: a bar with rate and time left in a terminal, a plain line now and then anywhere else."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jazari_assess.cli.terminal.tables import tell

if TYPE_CHECKING:
    from jazari_assess.app.batch.run import Stage, Tell
    from jazari_assess.model.interface_text import InterfaceText

_EVERY = 5.0
"""Seconds between two lines of the plain log."""
_SLOW = 10


@contextmanager
def progress(interface: "InterfaceText") -> "Iterator[Tell]":
    """Yield what a run calls as it goes on."""
    if not sys.stderr.isatty():
        yield _Lines(interface).tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}/s", markup=False),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as shown:
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
