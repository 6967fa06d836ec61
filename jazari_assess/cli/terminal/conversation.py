"""The plain interview's two streams: lines in, lines out, through a terminal or a pipe."""

import contextlib
import io
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING

from jazari_assess.cli.terminal.streams import write_data
from jazari_assess.cli.terminal.tables import show

if TYPE_CHECKING:
    from rich.console import RenderableType


class StandardStreams:
    """Asks on standard input and shows on standard output."""

    def __init__(self) -> None:
        """Read UTF-8, whatever the locale says; with line editing where there is a terminal."""
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
        if sys.stdin.isatty():
            with contextlib.suppress(ImportError):  # Windows edits lines by itself
                import readline

                readline.set_auto_history(False)

    def show(self, *parts: "RenderableType") -> None:
        """Write parts, each starting a line."""
        show(*parts)

    def ask(self, prompt: str) -> str | None:
        """Return the next line, None at the end of the input."""
        if sys.stdin.isatty():
            try:
                return input(prompt)
            except EOFError:
                write_data("\n")
                return None
        write_data(prompt)
        line = sys.stdin.readline()
        write_data("\n")
        return line.rstrip("\n") if line else None


def ended_by_signals() -> contextlib.AbstractContextManager[None]:
    """Treat a signal that ends the program like Ctrl-C: the terminal is put right and the exit code is 130."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    return on_signals(interrupt, "SIGTERM", "SIGHUP")


@contextlib.contextmanager
def on_signals(do: Callable[[], None], *names: str) -> Iterator[None]:
    """Do something when one of these signals comes, those of them that the system knows."""

    def handle(number: int, frame: FrameType | None) -> None:
        del number, frame
        do()

    known = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = [(one, signal.signal(one, handle)) for one in known]
    try:
        yield
    finally:
        for one, handler in before:
            signal.signal(one, handler)
