"""``form``: the questionnaire as a file that a firm fills offline; sent out, taken back, followed."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.options import (
    PARTLY_DONE,
    Brand,
    Content,
    Date,
    Force,
    Json,
    Lang,
    Out,
    PdfEngine,
    Questionnaire,
    choices,
    undated_task,
)
from jazari_assess.cli.terminal.notices import change_lines
from jazari_assess.cli.terminal.problems import problem_lines
from jazari_assess.cli.terminal.progress import counted_forms
from jazari_assess.cli.terminal.streams import write_json, write_paths
from jazari_assess.cli.terminal.tables import plain, row, show, table, tell
from jazari_assess.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from jazari_assess.app.form.returned import Imported, Returned
    from jazari_assess.app.form.sending import FirmStatus, Status
    from jazari_assess.model.interface_text import InterfaceText

group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Firms = Annotated[
    Path | None,
    typer.Option("--for", metavar="FIRMS", readable=False),
]


@group.callback()
def main() -> None:
    """Make forms that a firm fills offline, send them out and take them back."""


@group.command()
def export(
    context: typer.Context,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="PATH", readable=False)] = None,
    firms: Firms = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", readable=False)] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="NAME", autocompletion=lambda: list(app.form_formats()))
    ] = "html",
    express: Annotated[bool, typer.Option("--express")] = False,
    instructions: Annotated[bool, typer.Option("--instructions")] = False,
    brand: Brand = None,
    benchmark: Annotated[Path | None, typer.Option("--benchmark", metavar="FILE", readable=False)] = None,
    questionnaire: Questionnaire = None,
    engine: PdfEngine = "auto",
    force: Force = False,
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
) -> None:
    """Write a form that a firm fills without a network: in a browser, scored as it is filled, or by hand.

    It speaks all languages, or with --lang that one alone. With --for and --out, one named form for each firm of a
    table; a run that was interrupted goes on where it was.
    """
    asked = choices(context, lang, content, date)
    request = app.FormRequest(
        format=format_,
        language=asked.lang,
        questionnaire=questionnaire,
        brand=brand,
        benchmark=benchmark,
        express=express,
        explained=instructions,
        engine=engine,
    )
    if firms is not None and out is not None and output is None:
        _export_each(request, firms, out, asked.context, replace=force)
    elif output is not None and firms is None and out is None:
        write_paths(app.write_form(request, output, asked.context, replace=force))
    else:
        raise UsageError("form-target-needed")


def _export_each(request: "app.FormRequest", firms: Path, out: Path, asked: app.Context, *, replace: bool) -> None:
    interface = app.words(asked.language)
    with counted_forms(interface) as told:
        sent = app.write_forms(request, firms, out, asked, told, replace=replace)
    tell(*(problem_lines(problem, interface) for problem in sent.problems))
    if sent.kept:
        tell(interface.say("commands.form.kept", count=str(sent.kept)))
    write_paths(sent.paths)
    if sent.problems:
        raise typer.Exit(PARTLY_DONE)


@group.command("import")
@undated_task
def import_(
    asked: app.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", readable=False)],
    out: Out,
    force: Force = False,
) -> None:
    """Turn forms that came back into assessments.

    Each is read as far as it goes and what is wrong with it is named; of several forms of one firm the newest is taken.
    Ends with 3 when something could not be read.
    """
    interface = app.words(asked.language)
    imported = app.import_forms(files, out, asked, replace=force)
    tell(*_import_lines(imported, interface))
    write_paths(tuple(imported.paths.values()))
    if any(one.problems for one in imported.forms):
        raise typer.Exit(PARTLY_DONE)


def _import_lines(imported: "Imported", interface: "InterfaceText") -> "Iterator[RenderableType]":
    for one in imported.forms:
        yield from _form_lines(one, interface)
    for problem in imported.twice:
        yield problem_lines(problem, interface)
    counts = {"read": str(len(imported.forms)), "written": str(len(imported.paths))}
    yield plain(interface.say("commands.form.imported", **counts), "bold")


def _form_lines(one: "Returned", interface: "InterfaceText") -> "Iterator[RenderableType]":
    if one.migration is not None:
        yield plain(f"{one.file}:")
        yield from change_lines(one.migration, interface)
    for problem in one.problems:
        yield problem_lines(problem, interface)


@group.command()
@undated_task
def status(
    asked: app.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", readable=False)],
    firms: Annotated[Path, typer.Option("--for", metavar="FIRMS", readable=False)],
    questionnaire: Questionnaire = None,
    json: Json = False,
) -> None:
    """Say which firms of a table have answered, and how much."""
    found = app.form_status(folder, firms, asked, questionnaire)
    interface = app.words(asked.language)
    tell(*(problem_lines(problem, interface) for problem in found.problems))
    if json:
        write_json(found.value())
        return
    show(*_status_parts(found, interface))


def _status_parts(status: "Status", interface: "InterfaceText") -> "Iterator[RenderableType]":
    headings = [interface.say(f"commands.form.heading.{name}") for name in ("firm", "state", "answered", "when")]
    made = table(*headings, numbers=(2,))
    for one in status.firms:
        row(made, *_status_row(one, interface))
    yield made
    back = sum(one.returned is not None for one in status.firms)
    yield plain(interface.say("commands.form.back", back=str(back), total=str(len(status.firms))), "bold")
    for stranger in status.strangers:
        firm = "" if stranger.assessment is None else stranger.assessment.profile.firm
        yield plain(interface.say("commands.form.stranger", file=stranger.file.name, firm=firm), "yellow")


def _status_row(one: "FirmStatus", interface: "InterfaceText") -> tuple[str, ...]:
    state = interface.say(f"commands.form.state.{one.state}")
    if one.returned is None:
        return one.firm, state, "", ""
    told = interface.say("commands.form.answered", answered=str(one.answered), asked=str(one.asked))
    return one.firm, state, told, one.returned.last_answer[:10]
