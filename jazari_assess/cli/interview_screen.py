"""The interview on the full screen."""

import contextlib
import signal
import sys
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING

from jazari_assess.cli.streams import write_data
from jazari_assess.cli.terminal import show
from jazari_assess.interview.bidi import Bidi
from jazari_assess.interview.tui.app import InterviewApp
from jazari_assess.reading.interface_text import read_interface_text

if TYPE_CHECKING:
    from jazari_assess.interview.guide import Ready

_ENDING_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")
# A terminal that knows these sequences stops and starts ordering Arabic itself; others ignore them.
_LETTERS_AS_TOLD, _LETTERS_ORDERED = "\x1b[8l", "\x1b[8h"


def hold_on_screen(opened: "Callable[[], Ready]", file: str, *, language: str, bidi: Bidi) -> None:
    """Hold the interview until the person leaves.

    Raises what reading the files raised, and ``KeyboardInterrupt`` when Ctrl-C or a signal ended it; the terminal is
    as it was before.
    """
    words = read_interface_text(language)
    app = InterviewApp(opened, words, file=file, bidi=bidi)
    with ended_by_signals(app), letters_as_told(needed=bidi == "visual"):
        app.run()
    if app.failure is not None:
        raise app.failure
    if app.interrupted:
        raise KeyboardInterrupt
    if app.guide is not None:
        said = app.guide.speech.say("plain.saved", path=str(app.guide.session.store.path))
        show(said)


@contextlib.contextmanager
def letters_as_told(*, needed: bool) -> Iterator[None]:
    """Ask the terminal to put each letter where it is told while we order them."""
    if not needed:
        yield
        return
    write_data(_LETTERS_AS_TOLD)
    try:
        yield
    finally:
        write_data(_LETTERS_ORDERED)
        sys.stdout.flush()


@contextlib.contextmanager
def ended_by_signals(app: InterviewApp) -> Iterator[None]:
    """Let a signal that ends the program end the screen first, so that the terminal is put right."""

    def end(number: int, frame: FrameType | None) -> None:
        del number, frame
        app.told_to_end = True

    known = [getattr(signal, name) for name in _ENDING_SIGNALS if hasattr(signal, name)]
    before = [(one, signal.signal(one, end)) for one in known]
    try:
        yield
    finally:
        for one, handler in before:
            signal.signal(one, handler)
