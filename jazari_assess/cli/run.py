"""The top handler: the only place that turns what went wrong into words and an exit code."""

import contextlib
import traceback
from collections.abc import Sequence
from pathlib import Path

from jazari_assess.cli.terminal.streams import ReaderGoneError, use_utf8
from jazari_assess.errors import JazariError, Place, Problem, ProblemsError, UsageError, is_held

DONE, BUG, INTERRUPTED = 0, 70, 130
"""Exit codes: 70 is EX_SOFTWARE of sysexits.h, 130 what shells give for the signal of Ctrl-C."""
_FRAMES = 6
"""Frames of a fault that are shown: from the command to the line, without those of libraries."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; nothing escapes but the interpreter's own end."""
    use_utf8()
    try:
        return _run_or_tell(arguments)
    except ReaderGoneError:
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 the one broad catch: whatever arrives here is a bug of ours
        with contextlib.suppress(ReaderGoneError):
            _tell_bug(error, arguments)
        return BUG


def _run_or_tell(arguments: Sequence[str]) -> int:
    try:
        return _invoke(arguments)
    except PermissionError as error:
        code, values = ("file-held", {"reason": "EACCES"}) if is_held(error) else ("no-permission", {})
        problem = Problem(code=code, place=Place(file=str(error.filename)), values=values)
        return _told(ProblemsError([problem]), arguments)
    except JazariError as error:
        return _told(error, arguments)


def _told(error: JazariError, arguments: Sequence[str]) -> int:
    with contextlib.suppress(ReaderGoneError):
        _tell_problems(error, arguments)
    return error.exit_code


def _invoke(arguments: Sequence[str]) -> int:
    import typer

    from jazari_assess.cli.completion import asks_to_complete, complete
    from jazari_assess.cli.options import Choices, language_in
    from jazari_assess.cli.program import COMMANDS, NAME, name_of, tree_for
    from jazari_assess.cli.terminal.help import help_wanted, words_for
    from jazari_assess.cli.usage import WrongUse

    lang = language_in(arguments)
    tree = tree_for([name_of(one) for one in COMMANDS] if asks_to_complete() else arguments)
    try:
        complete(tree, lang)
        code = tree.main(list(arguments), prog_name=NAME, standalone_mode=False, obj=Choices(lang=lang))
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else DONE
    except typer.TyperException as wrong:
        if help_wanted(wrong):
            return UsageError.exit_code
        raise WrongUse(tree, arguments, words_for(lang)).told(wrong) from wrong
    return code if isinstance(code, int) else DONE


def _tell_problems(error: JazariError, arguments: Sequence[str]) -> None:
    from jazari_assess import app
    from jazari_assess.cli.options import language_in
    from jazari_assess.cli.terminal.problems import problem_list
    from jazari_assess.cli.terminal.tables import tell

    tell(problem_list(app.problems_of(error), app.words_for_errors(language_in(arguments))))


def _tell_bug(error: Exception, arguments: Sequence[str]) -> None:
    """Show where a bug is without a value: messages and local variables may hold a firm's answers."""
    from jazari_assess.cli.terminal.tables import tell

    head, tail = _bug_words(arguments)
    every = traceback.extract_tb(error.__traceback__)
    frames = [frame for frame in every if frame is every[-1] or __package__.split(".")[0] in frame.filename][-_FRAMES:]
    places = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    tell(head, *places, f"  {type(error).__name__}", *tail)


def _bug_words(arguments: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    from jazari_assess import __version__, app
    from jazari_assess.cli.options import language_in

    try:
        interface = app.words_for_errors(language_in(arguments))
    except Exception:  # noqa: BLE001 the words themselves are what is broken: say where, without them
        return f"jazari-assess {__version__}", ()
    return interface.say("terminal.bug", version=__version__), (interface.say("terminal.bug-report"),)
