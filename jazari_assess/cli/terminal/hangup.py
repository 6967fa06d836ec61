"""The end of the terminal itself: a closed window or a dropped line ends the program, whatever still hangs on it."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LOOK, GRACE = 0.25, 1.5  # seconds: together below the two within which a file is to be free again


def is_gone() -> bool:
    """Say whether the terminal on standard input has been closed at its other end."""
    if sys.platform == "win32":
        return False  # the system ends the programs of a closed console itself
    import termios

    try:
        termios.tcgetattr(0)
    except termios.error:
        return True
    return False


def _silence() -> None:
    """Point what is written to the terminal at nothing: whoever still writes does not wait, and does not fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


@contextmanager
def ended_with_terminal(end: Callable[[], None]) -> Iterator[None]:
    """Call ``end`` once the terminal is gone; let the system end the process where that takes longer than ``GRACE``.

    The signal of a closed window may be lost, and whoever writes to a closed terminal may wait for ever: so the
    terminal itself is looked at, and the alarm is the system's own. Nothing is lost by it: a file is written whole or
    not at all.
    """
    over = threading.Event()

    def watch() -> None:
        while not over.wait(LOOK):
            if is_gone():
                signal.setitimer(signal.ITIMER_REAL, GRACE)
                _silence()
                end()
                return

    if sys.platform != "win32" and not is_gone():
        threading.Thread(target=watch, daemon=True, name="terminal").start()
    try:
        yield
    finally:
        over.set()
