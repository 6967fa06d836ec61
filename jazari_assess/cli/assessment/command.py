"""``assessment``: work on assessment files."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.options import AssessmentFile, Force, Json, undated_task
from jazari_assess.cli.terminal.conversation import StandardStreams, ended_by_signals
from jazari_assess.cli.terminal.notices import change_lines
from jazari_assess.cli.terminal.streams import write_json
from jazari_assess.cli.terminal.tables import plain, show, tell
from jazari_assess.errors import UsageError

if TYPE_CHECKING:
    from jazari_assess.app.merging import Conflict, Merging

group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@group.callback()
def main() -> None:
    """Work on assessment files."""


@group.command()
@undated_task
def migrate(
    asked: app.Context,
    file: AssessmentFile,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PATH", readable=False)],
    force: Force = False,
) -> None:
    """Carry an assessment over to the present version of its questionnaire.

    Lists what changed. An answer that has no place any more is kept in the file and named; the input is never changed.
    """
    migration = app.migrate_file(file, output, asked, replace=force)
    interface = app.words(asked.language)
    tell(*change_lines(migration, interface), interface.say("commands.migrate.written", path=str(output)))


@group.command()
@undated_task
def merge(
    asked: app.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PATH")],
    take: Annotated[
        list[str] | None,
        typer.Option("--take", metavar="QUESTION=NUMBER"),
    ] = None,
    force: Force = False,
) -> None:
    """Join what several people answered of one assessment.

    Conflicts are settled one by one in a terminal, or with --take; where some are left, all are listed and nothing is
    written. The inputs are never changed.
    """
    merging = app.open_merging(files, output, asked)
    settled = merging.taken(take or ())
    left = [conflict for conflict in merging.conflicts if conflict.place not in settled]
    if left and sys.stdin.isatty():
        with ended_by_signals():
            settled |= _settled(left, merging)
    answers = merging.write(output, settled, replace=force)
    values = {"answers": str(answers), "conflicts": str(len(settled)), "path": str(output)}
    tell(app.words(asked.language).say("merge.written", **values))


@group.command()
@undated_task
def agreement(
    asked: app.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    measure: Annotated[
        str,
        typer.Option("--measure", metavar="MEASURE", autocompletion=lambda: ["nominal", "ordinal", "interval"]),
    ] = "ordinal",
    json: Json = False,
) -> None:
    """Show how far several people agree: Krippendorff's alpha, overall, by section and by question."""
    agreed = app.compare_answers(files, asked, measure=measure)
    if json:
        write_json(agreed.value())
        return
    from jazari_assess.cli.assessment.agreement import agreement_parts

    show(*agreement_parts(agreed, app.words(asked.language)))


def _settled(left: "Sequence[Conflict]", merging: "Merging") -> dict[str, int]:
    """Ask conflict by conflict which file is right; return its number by place."""
    talk, chosen, interface = StandardStreams(), dict[str, int](), merging.speech.interface
    for number, conflict in enumerate(left, start=1):
        head = interface.say("merge.conflict", number=str(number), total=str(len(left)))
        show("", plain(f"{head} {merging.title(conflict)}", "bold"))
        says = merging.says(conflict)
        for index, words in says.items():
            show(plain(f"{index + 1}  {words}  ({merging.files[index].name})"))
        chosen[conflict.place] = _picked(talk, merging, says)
    return chosen


def _picked(talk: StandardStreams, merging: "Merging", says: Mapping[int, str]) -> int:
    while True:
        typed = talk.ask(merging.speech.say("plain.prompt"))
        if typed is None:
            raise UsageError("merge-unfinished")
        digits = app.western_digits(typed).strip()
        if digits.isdecimal() and len(digits) <= len(str(max(says) + 1)) and int(digits) - 1 in says:
            return int(digits) - 1
        show(merging.speech.interface.say("problems.entry-no-option.remedy", last=str(max(says) + 1)))
