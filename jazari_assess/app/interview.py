"""From the options of ``interview`` to a running interview: which interface, which words, what is loaded when."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from jazari_assess.cli.choices import Choices
from jazari_assess.cli.day import choose_date, present_time
from jazari_assess.cli.terminal.streams import write_data
from jazari_assess.cli.terminal.tables import clean, show
from jazari_assess.content import roots
from jazari_assess.errors import ProblemsError, UsageError

if TYPE_CHECKING:
    from jazari_assess.interview.session.guide import MakeReports, Ready
    from jazari_assess.interview.session.lock import AssessmentLock
    from jazari_assess.interview.session.session import Session
    from jazari_assess.interview.session.view import Speech
    from jazari_assess.model.library import Library, ModelContent

Bidi = Literal["logical", "visual"]
_ALTERNATE_SCREEN, _OWN_SCREEN, _TOP_LEFT = "\x1b[?1049h", "\x1b[?1049l", "\x1b[2J\x1b[H"
_STAGES = ("T0", "T1", "T2")
_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The options of the command."""

    file: Path
    questionnaire: str
    express: bool
    plain: bool
    stage: str | None
    earlier: Path | None
    changed_only: bool
    sections: tuple[str, ...]
    bidi: str | None
    out: Path | None


def forget(file: Path) -> None:
    """Remove the undo history of an assessment, unless an interview holds it."""
    from jazari_assess.interview.session.lock import AssessmentLock
    from jazari_assess.interview.session.store import forget_history

    with AssessmentLock(file, since=present_time()):
        forget_history(file)


def hold(asked: Asked, chosen: Choices) -> None:
    """Hold the interview on the screen there is; the file is locked until it ends.

    On the full screen everything is read behind the first screen.
    """
    from jazari_assess.interview.session.lock import AssessmentLock

    _check(asked)
    with AssessmentLock(asked.file, since=present_time()) as lock:

        def opened() -> "Ready":
            return open_everything(asked, chosen, lock)

        if not asked.plain and is_capable(os.environ):
            with first_screen(asked.file):
                from jazari_assess.cli.interview.screen import hold_on_screen

                said = hold_on_screen(opened, str(asked.file))
            if said is not None:
                show(said)
        else:
            from jazari_assess.cli.interview.plain import hold_plain

            hold_plain(opened())


@contextlib.contextmanager
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


def _check(asked: Asked) -> None:
    if asked.stage is not None and asked.stage not in _STAGES:
        raise UsageError("interview-stage-unknown", found=asked.stage, known=", ".join(_STAGES))
    if asked.bidi not in (None, "logical", "visual"):
        raise UsageError("interview-bidi-unknown", found=str(asked.bidi))
    if asked.file.suffix.lower() not in _SUFFIXES:
        raise UsageError("interview-suffix-unknown", found=asked.file.name, known=", ".join(_SUFFIXES))


def is_capable(environment: Mapping[str, str]) -> bool:
    """Say whether a full screen can be drawn: both streams are a terminal that can move its cursor."""
    return sys.stdin.isatty() and sys.stdout.isatty() and environment.get("TERM", "dumb") not in ("", "dumb", "unknown")


def choose_bidi(asked: str | None, environment: Mapping[str, str] = os.environ) -> Bidi:
    """Return who orders Arabic: as ``--bidi`` says (and remember it), else the settings file, else the terminal."""
    from jazari_assess.app.settings import read_settings, remember, settings_file
    from jazari_assess.interview.bidi import bidi_of_terminal
    from jazari_assess.reading.content.interface_text import languages

    path = settings_file(environment)
    settings = read_settings(path, languages())
    if asked is None:
        remembered = cast("Bidi | None", settings.get("bidi"))
        return remembered or bidi_of_terminal(environment, is_terminal=sys.stdout.isatty())
    if settings.get("bidi") != asked:
        remember(path, {**settings, "bidi": asked})
    return "visual" if asked == "visual" else "logical"


def open_everything(asked: Asked, chosen: Choices, lock: "AssessmentLock") -> "Ready":
    """Read the settings, the content and the assessment, and return the interview or its draft."""
    from jazari_assess.app.language import choose_language
    from jazari_assess.app.settings import read_settings, settings_file
    from jazari_assess.interview.session.guide import Content, Ready
    from jazari_assess.interview.session.opening import Draft, Request, open_interview
    from jazari_assess.model.assessment import Stage
    from jazari_assess.reading.content.interface_text import languages

    language, bidi = choose_language(chosen.lang), choose_bidi(asked.bidi)
    library = asked_content(chosen)
    request = Request(
        path=asked.file,
        questionnaire=asked.questionnaire,
        language=language,
        date=choose_date(chosen.date),
        stage=cast("Stage | None", asked.stage),
        express=asked.express,
        sections=asked.sections,
        earlier=asked.earlier,
        changed_only=asked.changed_only,
    )
    begun = open_interview(request, library, lock, present_time)
    structure = begun.content.structure if isinstance(begun, Draft) else begun.questionnaire
    questionnaire, model = library.questionnaires[structure.id], main_model(structure.id, library)
    settings = read_settings(settings_file(), languages())
    content = Content(
        questionnaire=questionnaire,
        model=model,
        speak=speeches(library, structure.id, model),
        languages=[name for name in languages() if name in questionnaire.texts and name in model.texts],
        reference=" · ".join(settings[name] for name in ("institute", "cndp-reference") if name in settings),
    )
    return Ready(
        begun=begun,
        content=content,
        make_reports=report_maker(asked, chosen),
        language=language,
        bidi=bidi,
    )


def asked_content(chosen: Choices) -> "Library":
    """Read questionnaires and models, all that an interview needs: the catalogue waits for the reports.

    Raises ``ProblemsError`` with every problem found.
    """
    from jazari_assess.reading.content.folders import folders_of
    from jazari_assess.reading.content.library import read_folders

    library, problems = read_folders(replace(folders_of(roots(chosen.content)), catalogues=()), None)
    if library is None:
        raise ProblemsError(problems)
    return library


def main_model(questionnaire: str, library: "Library") -> "ModelContent":
    """Return the model that every scored question of a questionnaire is in."""
    return next(
        model
        for model in library.models.values()
        if model.structure.questionnaire == questionnaire and model.structure.role == "main"
    )


def speeches(library: "Library", questionnaire: str, model: "ModelContent") -> Callable[[str], "Speech"]:
    """Return a function from a language to everything said in it."""
    from jazari_assess.cli.terminal.figures import figures
    from jazari_assess.interview.session.view import Speech
    from jazari_assess.reading.content.interface_text import read_interface_text

    def speak(language: str) -> Speech:
        interface = read_interface_text(language)
        return Speech(
            interface=interface,
            questionnaire=library.questionnaires[questionnaire].texts[language],
            model=model.texts[language],
            figures=figures(interface),
        )

    return speak


def report_maker(asked: Asked, chosen: Choices) -> "MakeReports":
    """Return a function that writes every report of an interview, telling each path as soon as it is there.

    The reports go into a folder of their own, a new one each time: nothing is replaced.
    """
    from jazari_assess.app.dossier import Dossier, read_content
    from jazari_assess.app.report import Request, known_formats, make_report, report_options, write_outputs

    def make(session: "Session", language: str, told: Callable[[Path], None]) -> Sequence[Path]:
        library = read_content(chosen)
        dossier = Dossier(
            library=library,
            questionnaire=library.questionnaires[session.questionnaire.id],
            assessment=session.assessment,
            date=choose_date(chosen.date),
        )
        options = report_options("full", notes=True)
        report = make_report(dossier, chosen, language=language, options=options)
        folder = free_folder(asked.out or asked.file.with_name(f"{asked.file.stem}-reports"))
        paths: list[Path] = []
        for name in known_formats(None):
            request = Request(folder=folder, formats=[name], language=language, options=options, replace=False)
            for path in write_outputs(report, request):
                paths.append(path)
                told(path)
        return paths

    return make


def free_folder(wanted: Path) -> Path:
    """Return the folder wanted, or the first of ``-2``, ``-3``, ... beside it that holds nothing yet."""
    number = 1
    folder = wanted
    while folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        number += 1
        folder = wanted.with_name(f"{wanted.name}-{number}")
    return folder
