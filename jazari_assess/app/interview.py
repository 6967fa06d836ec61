"""An interview made ready: its lock, content, words and reports, for the full screen or line by line."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from jazari_assess.app.context import Context
from jazari_assess.app.files import free_folder, reports_folder
from jazari_assess.content import roots
from jazari_assess.errors import JazariError, Problem, ProblemsError, UsageError
from jazari_assess.interview.bidi import LETTERS_ORDERED, Bidi, bidi_of_terminal, visual
from jazari_assess.process_lock import ProcessLock

if TYPE_CHECKING:
    from jazari_assess.interview.plain.interface import Conversation
    from jazari_assess.interview.session.among import Others
    from jazari_assess.interview.session.guide import MakeReports, Ready
    from jazari_assess.interview.session.session import Session
    from jazari_assess.interview.session.view import Speech
    from jazari_assess.interview.tui.app import InterviewApp
    from jazari_assess.model.benchmark import Benchmark
    from jazari_assess.model.library import Library, ModelContent

__all__ = ["LETTERS_ORDERED", "Ready"]

Clock = Callable[[], str]
"""The present moment in ISO 8601, to the second, with its offset."""
ShownReports = Callable[[Sequence[Path]], object]
_STAGES = ("T0", "T1", "T2")
_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True, kw_only=True)
class InterviewRequest:
    """The file to take up again, or to begin, and what was asked for; raises ``UsageError`` for what cannot be."""

    file: Path
    questionnaire: str
    express: bool = False
    stage: str | None = None
    earlier: Path | None = None
    changed_only: bool = False
    sections: tuple[str, ...] = ()
    bidi: str | None = None
    out: Path | None = None
    firm: str | None = None

    def __post_init__(self) -> None:
        """Refuse a stage, an order of Arabic and a suffix that are none."""
        if self.stage is not None and self.stage not in _STAGES:
            raise UsageError("interview-stage-unknown", found=self.stage, known=", ".join(_STAGES))
        if self.bidi not in (None, "logical", "visual"):
            raise UsageError("interview-bidi-unknown", found=str(self.bidi))
        if self.file.suffix.lower() not in _SUFFIXES:
            raise UsageError("interview-suffix-unknown", found=self.file.name, known=", ".join(_SUFFIXES))


def forget_interview(file: Path, clock: Clock) -> None:
    """Remove the undo history of an assessment; raise ``ProblemsError`` when an interview holds it."""
    from jazari_assess.interview.session.store import forget_history

    with ProcessLock(file, since=clock()):
        forget_history(file)


def full_screen(opened: "Callable[[], Ready]", file: Path) -> "InterviewApp":
    """Return the interview on the full screen, to be run; ``opened`` is called behind its first screen."""
    from jazari_assess.interview.tui.app import InterviewApp

    return InterviewApp(opened, file=str(file))


@contextmanager
def interview_at(
    request: InterviewRequest, clock: Clock, *, is_terminal: bool, shown: ShownReports | None = None
) -> "Iterator[Callable[[Context], Ready]]":
    """Lock the file of an interview, and yield what opens it: the file is then among those worked on last.

    It is opened when that is called, behind the first screen of a full one. ``shown`` is called with the reports that
    the interview made, once all are there. Raises ``ProblemsError`` when another interview holds the file; opening
    raises as ``open_interview``.
    """
    with ProcessLock(request.file, since=clock()) as lock:

        def opened(context: Context) -> "Ready":
            from jazari_assess.app.recent import remember_recent

            remember_recent(request.file)
            return open_interview(request, context, lock, clock, is_terminal=is_terminal, shown=shown)

        yield opened


def hold_plain(ready: "Ready", talk: "Conversation") -> None:
    """Hold the interview line by line until the person leaves or the input ends."""
    from jazari_assess.interview.plain.interface import PlainInterview, begin_plain
    from jazari_assess.interview.session.opening import NewInterview

    session = ready.begun
    if isinstance(session, NewInterview):
        begun = begin_plain(session, ready.content, talk, ready.language, ready.layout)
        if begun is None:
            return
        session = begun
    PlainInterview(ready.guide(session), talk).run()


def open_interview(
    request: InterviewRequest,
    context: Context,
    lock: ProcessLock,
    clock: Clock,
    *,
    is_terminal: bool,
    shown: ShownReports | None = None,
) -> "Ready":
    """Read the settings, the content and the assessment, and return the interview, or the new one that has no file yet.

    ``shown`` is called with the reports that the interview made, once all are there.
    Raises ``ProblemsError`` with every problem of what is read, ``UsageError`` for a questionnaire or section that does
    not exist.
    """
    from jazari_assess.app.dossier import main_model
    from jazari_assess.app.settings import read_settings, settings_file
    from jazari_assess.interview.session.guide import Content, Ready
    from jazari_assess.interview.session.opening import NewInterview, Request
    from jazari_assess.interview.session.opening import open_interview as begin
    from jazari_assess.model.assessment import Stage
    from jazari_assess.reading.content.languages import languages

    bidi = choose_bidi(request.bidi, is_terminal=is_terminal)
    library = _asked_content(context, with_catalogue=request.changed_only)
    asked = Request(
        path=request.file,
        questionnaire=request.questionnaire,
        language=context.language,
        date=context.date,
        stage=cast("Stage | None", request.stage),
        express=request.express,
        sections=request.sections,
        earlier=request.earlier,
        changed_only=request.changed_only,
        firm=request.firm,
    )
    begun = begin(asked, library, lock, clock)
    structure = begun.content.structure if isinstance(begun, NewInterview) else begun.questionnaire
    questionnaire, model = library.questionnaires[structure.id], main_model(library, structure.id)
    settings = read_settings(settings_file(), languages())
    content = Content(
        questionnaire=questionnaire,
        model=model,
        speak=speeches(library, structure.id, model),
        languages=[name for name in languages() if name in questionnaire.texts and name in model.texts],
        reference=" · ".join(settings[name] for name in ("institute", "cndp-reference") if name in settings),
        others=_others(model, library) if "benchmark" in settings else None,
    )
    return Ready(
        begun=begun,
        content=content,
        make_reports=_report_maker(request.out or reports_folder(request.file), context, shown),
        language=context.language,
        bidi=bidi,
    )


def _others(model: "ModelContent", library: "Library") -> "Others | None":
    """Return what the firm is compared with at the end: nothing where the benchmark that is set is of another model.

    One that cannot be used is told at the end, and stops nothing.
    """
    from jazari_assess.app.benchmark import scored_by, standing_benchmark
    from jazari_assess.app.language import words
    from jazari_assess.app.references import reference_lines
    from jazari_assess.interview.session.among import Others
    from jazari_assess.reading.benchmark import read_benchmark

    try:
        chosen = standing_benchmark(model)
        if chosen is None:
            return None
        found: Benchmark | Problem = read_benchmark(chosen, scored_by(model))
    except ProblemsError as error:
        found = error.problems[0]
    models = tuple(library.models.values())
    return Others(benchmark=found, references=lambda language: reference_lines(models, words(language)))


def order_for(*, is_terminal: bool) -> Callable[[str], str] | None:
    """Return what orders a line of Arabic for a terminal that orders none itself; None where nothing is to be done."""
    if not is_terminal:
        return None
    try:
        bidi = choose_bidi(None, is_terminal=True)
    except JazariError:  # the settings file is wrong: what says so must be shown all the same
        bidi = bidi_of_terminal(os.environ, is_terminal=True)
    return visual if bidi == "visual" else None


def choose_bidi(asked: str | None, environment: Mapping[str, str] = os.environ, *, is_terminal: bool) -> Bidi:
    """Return who orders Arabic: as asked (and remember it), else by the settings file, else as the terminal does."""
    from jazari_assess.app.settings import read_settings, remember, settings_file
    from jazari_assess.reading.content.languages import languages

    path = settings_file(environment)
    settings = read_settings(path, languages())
    if asked is None:
        remembered = cast("Bidi | None", settings.get("bidi"))
        return remembered or bidi_of_terminal(environment, is_terminal=is_terminal)
    if settings.get("bidi") != asked:
        remember(path, {**settings, "bidi": asked})
    return "visual" if asked == "visual" else "logical"


def _asked_content(context: Context, *, with_catalogue: bool) -> "Library":
    """Read questionnaires and models, all that most interviews need: the catalogue waits for the reports."""
    from jazari_assess.reading.content.folders import folders_of
    from jazari_assess.reading.content.library import read_folders

    folders = folders_of(roots(context.content))
    library, problems = read_folders(folders if with_catalogue else replace(folders, catalogues=()), None)
    if library is None:
        raise ProblemsError(problems)
    return library


def speeches(library: "Library", questionnaire: str, model: "ModelContent") -> "Callable[[str], Speech]":
    """Return a function from a language to everything said in it."""
    from jazari_assess.app.wording import figures
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


def _report_maker(folder: Path, context: Context, shown: ShownReports | None) -> "MakeReports":
    """Return a function that writes every report of an interview, telling each path as soon as it is there.

    The reports go into a folder of their own, a new one each time: nothing is replaced.
    """

    def make(session: "Session", language: str, told: Callable[[Path], None]) -> Sequence[Path]:
        from jazari_assess.app.dossier import Dossier, read_content
        from jazari_assess.app.reporting import make_report, write_reports

        own = replace(context, language=language)
        report = make_report(Dossier(context=own, library=read_content(context), assessment=session.assessment))
        paths: list[Path] = []
        for path in write_reports(report, free_folder(folder)):
            paths.append(path)
            told(path)
        if shown is not None:
            shown(paths)
        return paths

    return make
