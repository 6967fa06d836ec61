"""``interview``: ask a firm, on the full screen or line by line."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.day import present_time
from jazari_assess.cli.options import Choices, Content, Date, Lang, choices
from jazari_assess.cli.terminal.completing import ids, stages
from jazari_assess.cli.terminal.console import is_capable
from jazari_assess.cli.terminal.conversation import StandardStreams, ended_by_signals, on_signals
from jazari_assess.cli.terminal.hangup import ended_with_terminal
from jazari_assess.cli.terminal.help import words_for
from jazari_assess.cli.terminal.opening import open_file, read_first
from jazari_assess.cli.terminal.streams import write_data
from jazari_assess.cli.terminal.tables import clean, show, tell
from jazari_assess.errors import UsageError

if TYPE_CHECKING:
    from jazari_assess.app.interview import Ready

_ALTERNATE_SCREEN, _OWN_SCREEN, _TOP_LEFT = "\x1b[?1049h", "\x1b[?1049l", "\x1b[2J\x1b[H"

InterviewFile = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", readable=False),
]
Earlier = Annotated[
    Path | None,
    typer.Option("--from", metavar="FILE", readable=False),
]
ReportFolder = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", readable=False),
]
Questionnaire = Annotated[str, typer.Option("--questionnaire", metavar="ID", autocompletion=ids("questionnaires"))]
Sections = Annotated[list[str] | None, typer.Option("--section", metavar="ID", autocompletion=ids("sections"))]


def interview(
    context: typer.Context,
    file: InterviewFile = None,
    questionnaire: Questionnaire = "industrie-x0",
    express: Annotated[bool, typer.Option("--express")] = False,
    plain: Annotated[bool, typer.Option("--plain")] = False,
    stage: Annotated[
        str | None,
        typer.Option("--stage", metavar="T0|T1|T2", autocompletion=stages),
    ] = None,
    earlier: Earlier = None,
    changed_only: Annotated[bool, typer.Option("--changed-only")] = False,
    section: Sections = None,
    bidi: Annotated[
        str | None,
        typer.Option("--bidi", metavar="logical|visual", autocompletion=lambda: ["logical", "visual"]),
    ] = None,
    out: ReportFolder = None,
    no_mouse: Annotated[bool, typer.Option("--no-mouse")] = False,
    firm: Annotated[str | None, typer.Option("--firm", metavar="NAME")] = None,
    forget_history: Annotated[bool, typer.Option("--forget-history")] = False,
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
) -> None:
    """Interview a firm: every answer is on the disk before the next question.

    A file that exists is taken up where it was left. Without FILE the firm's name is asked, and names the file.
    Without a capable terminal the interview is line by line.
    """
    asked = choices(context, lang, content, date)
    firm = _asked_firm(asked) if file is None and firm is None else firm
    if firm == "":
        return
    named = app.file_for(firm, Path()) if file is None and firm is not None else file
    if named is None:
        raise UsageError("usage-missing", what=words_for(asked.lang).metavar("FILE"), command=context.command_path)
    if forget_history:
        app.forget_interview(named, present_time)
        app.forget_recent(named)
        return
    request = app.InterviewRequest(
        file=named,
        questionnaire=questionnaire,
        express=express,
        stage=stage,
        earlier=earlier,
        changed_only=changed_only,
        sections=tuple(section or ()),
        bidi=bidi,
        out=out,
        firm=firm,
    )
    _hold(request, asked, plain=plain, mouse=not no_mouse)


def _asked_firm(asked: Choices) -> str | None:
    """Return the firm's name as a person types it, empty when there is none after all; None without a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    interface = app.words(asked.lang)
    show(interface.say("commands.interview.whose"))
    return (StandardStreams().ask("> ") or "").strip()


def _hold(request: "app.InterviewRequest", asked: Choices, *, plain: bool, mouse: bool) -> None:
    """Hold the interview on the screen there is; the file is locked until it ends.

    On the full screen everything is read behind the first screen, the language to speak included.
    """
    terminal = sys.stdout.isatty()
    shown = (lambda paths: open_file(read_first(paths))) if terminal else None
    with app.interview_at(request, present_time, is_terminal=terminal, shown=shown) as opened:
        if plain or not is_capable(os.environ):
            talk = StandardStreams()
            with ended_by_signals(), ended_with_terminal(lambda: None):
                app.hold_plain(opened(asked.context), talk)
            return
        said = _hold_on_screen(lambda: opened(asked.context), request.file, mouse=mouse)
        if said is not None:
            show(said)


@contextmanager
def first_screen(file: Path) -> Iterator[None]:
    """Show at once which program and which file this is, while the full screen is still being loaded.

    It is drawn on the alternate screen, where the application then draws the same; whatever happens, the terminal is
    given back its own.
    """
    write_data(f"{_ALTERNATE_SCREEN}{_TOP_LEFT}Jazari Assess\r\n{clean(str(file))}\r\n")
    try:
        yield
    finally:
        write_data(_OWN_SCREEN)


def _hold_on_screen(opened: "Callable[[], Ready]", file: Path, *, mouse: bool) -> str | None:
    """Hold the interview until the person leaves, and return what to say then.

    Raises what reading the files raised, and ``KeyboardInterrupt`` when Ctrl-C or a signal ended it; the terminal is
    as it was before.
    """
    from jazari_assess.app.interview import LETTERS_ORDERED

    screen = app.full_screen(opened, file)

    def end() -> None:
        screen.told_to_end = True

    with first_screen(file), on_signals(end, "SIGTERM", "SIGHUP", "SIGINT"), ended_with_terminal(end):
        screen.run(mouse=mouse)
        if screen.letters_as_told:
            write_data(LETTERS_ORDERED)
    if screen.failure is not None:
        raise screen.failure
    said = None if screen.guide is None else screen.guide.saved_words
    if screen.interrupted:
        if said is not None:
            tell(said)
        raise KeyboardInterrupt
    return said
