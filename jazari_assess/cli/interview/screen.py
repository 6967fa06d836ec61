"""The interview on the full screen."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from types import FrameType
from typing import TYPE_CHECKING

from jazari_assess.cli.terminal.streams import write_data
from jazari_assess.interview.bidi import LETTERS_ORDERED
from jazari_assess.interview.tui.app import InterviewApp

if TYPE_CHECKING:
    from jazari_assess.interview.session.guide import Ready

_ENDING_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


def hold_on_screen(opened: "Callable[[], Ready]", file: str) -> str | None:
    """Hold the interview until the person leaves, and return what to say then.

    Raises what reading the files raised, and ``KeyboardInterrupt`` when Ctrl-C or a signal ended it; the terminal is
    as it was before.
    """
    app = InterviewApp(opened, file=file)
    with ended_by_signals(app):
        app.run()
    if app.letters_as_told:
        write_data(LETTERS_ORDERED)
    if app.failure is not None:
        raise app.failure
    if app.interrupted:
        raise KeyboardInterrupt
    if app.guide is None:
        return None
    return app.guide.speech.say("plain.saved", path=str(app.guide.session.store.path))


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
