"""Interviews in processes of their own that tell when a next question shows, until they are killed.

Run as a program it is a nursery: for each line ``kind folder terminal`` it forks a process that has everything loaded
already, and prints its number. The process opens ``told`` and ``typed`` in its folder, two named pipes, and the
assessment ``firm.yaml`` there.
"""

import os
import signal
import sys
from pathlib import Path
from typing import TextIO

from rich.console import RenderableType

from jazari_assess.interview.plain.interface import PlainInterview
from jazari_assess.interview.session.opening import NewInterview
from jazari_assess.interview.session.session import Session
from jazari_assess.interview.tui.app import InterviewApp
from jazari_assess.interview.tui.main import MainScreen
from tests.interview.scenes import guide, library, ready

FIRM, TOLD, TYPED = "firm.yaml", "told", "typed"


def tell(told: TextIO, session: Session) -> None:
    """Say which question shows; a dash at the end of the interview."""
    told.write(f"{session.current or '-'}\n")
    told.flush()


class PipeConversation:
    """Tells which question is asked, waits for the line to type."""

    def __init__(self, session: Session, told: TextIO, typed: TextIO) -> None:
        """Hold both pipes."""
        self._session, self._told, self._typed = session, told, typed

    def show(self, *parts: RenderableType) -> None:
        """Show nothing: what counts is what is asked."""

    def ask(self, prompt: str) -> str | None:
        """Tell what is asked, return what is typed."""
        del prompt
        tell(self._told, self._session)
        return self._typed.readline().rstrip("\n")


def plain_interview(folder: Path) -> None:
    """Hold a plain interview."""
    begun = ready(folder / FIRM).begun
    if isinstance(begun, NewInterview):
        raise TypeError(folder)
    with (folder / TOLD).open("w", encoding="utf-8") as told, (folder / TYPED).open(encoding="utf-8") as typed:
        PlainInterview(guide(begun), PipeConversation(begun, told, typed)).run()


def screen_interview(folder: Path, terminal: str) -> None:
    """Hold a full-screen interview on a terminal."""
    descriptor = os.open(terminal, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(descriptor, standard)
    os.environ.update({"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"})
    shown = MainScreen.ask
    with (folder / TOLD).open("w", encoding="utf-8") as told:

        def ask_and_tell(screen: MainScreen, *, exact: bool = False) -> None:
            shown(screen, exact=exact)
            tell(told, screen.guide.session)

        setattr(MainScreen, "ask", ask_and_tell)  # noqa: B010 - this process is ours alone
        app = InterviewApp(lambda: ready(folder / FIRM), file=FIRM, guard=0.0)
        app.run()


def main() -> None:
    """Fork a process a line, until the input ends."""
    library()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever is killed is gone at once
    for line in sys.stdin:
        kind, folder, terminal = line.rstrip("\n").split("\t")
        child = os.fork()
        if child:
            sys.stdout.write(f"{child}\n")
            sys.stdout.flush()
            continue
        os.setsid()
        if kind == "plain":
            plain_interview(Path(folder))
        else:
            screen_interview(Path(folder), terminal)
        os._exit(0)


if __name__ == "__main__":
    main()
