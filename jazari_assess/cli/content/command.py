"""``content``: what questionnaires, models and catalogue entries there are, and whether they are right."""

from pathlib import Path
from typing import Annotated

import typer

from jazari_assess.cli.choices import choices
from jazari_assess.cli.options import Content, Date, Lang

_PARTLY = 3

OwnContent = Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder of your own content; made if missing.")]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Questionnaires, models and the catalogue.")


@app.command("list")
def list_content(context: typer.Context, lang: Lang = None, content: Content = None) -> None:
    """List the questionnaires, models and catalogue entries."""
    from jazari_assess.app.dossier import read_content
    from jazari_assess.app.language import words
    from jazari_assess.cli.content.table import list_parts
    from jazari_assess.cli.terminal.tables import show as show_parts

    chosen = choices(context, lang, content)
    show_parts(*list_parts(read_content(chosen), words(chosen.lang)))


@app.command()
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="A questionnaire, model, question or catalogue entry.")],
    notes: Annotated[bool, typer.Option("--notes", help="Add the authors' notes and sources, in English.")] = False,
    lang: Lang = None,
    content: Content = None,
) -> None:
    """Show one questionnaire, model, question or catalogue entry.

    A questionnaire is shown with the time it takes, estimated from the lengths of its texts.
    """
    from jazari_assess.app.dossier import read_content
    from jazari_assess.app.language import words
    from jazari_assess.cli.content.table import entry_parts
    from jazari_assess.cli.terminal.tables import show as show_parts

    chosen = choices(context, lang, content)
    show_parts(*entry_parts(read_content(chosen), name, words(chosen.lang), notes=notes))


@app.command()
def check(
    context: typer.Context,
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PATH]", readable=False, help="Your own content, or one questionnaire, model or catalogue folder."
        ),
    ] = None,
    lang: Lang = None,
    content: Content = None,
) -> None:
    """Check all content and list every problem with its file, line and column.

    Ours, what is laid over it with --content, and PATH. Leaves with 1 when there is a problem.
    """
    from jazari_assess.app.dossier import check_content
    from jazari_assess.app.language import words
    from jazari_assess.cli.terminal.tables import tell

    chosen = choices(context, lang, content)
    interface = words(chosen.lang)
    check_content(chosen, path)
    tell(interface.say("commands.content.right"))


@app.command()
def schema(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="questionnaire, model, services, assessment, ...")],
    lang: Lang = None,
) -> None:
    """Print the JSON Schema of one kind of file, for an editor.

    Kinds: questionnaire, questionnaire-text, model, model-text, cases, providers, services, actions, catalogue-text,
    assessment.
    """
    from jazari_assess.cli.terminal.streams import write_data
    from jazari_assess.errors import UsageError
    from jazari_assess.reading.yaml_json.schema import SCHEMAS, schema_text

    del lang  # whoever words an error reads it from the command line
    if kind not in SCHEMAS:
        raise UsageError("schema-unknown", found=kind, known=", ".join(SCHEMAS))
    write_data(schema_text(kind))


@app.command()
def new(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="questionnaire, model or catalogue-entry.")],
    name: Annotated[str, typer.Argument(metavar="ID", help="The new id: lower-case letters, digits and hyphens.")],
    out: OwnContent,
    questionnaire: Annotated[
        str | None,
        typer.Option("--questionnaire", metavar="ID", help="For a model: what it scores (default: the same id)."),
    ] = None,
    lang: Lang = None,
    content: Content = None,
    date: Date = None,
) -> None:
    """Write the commented files that a questionnaire, a model or a catalogue entry of your own starts from.

    They are right as they stand: rewrite them, and run content check as you go (docs/authoring.md).
    """
    from jazari_assess.app.content_new import write_new
    from jazari_assess.app.language import words
    from jazari_assess.cli.terminal.streams import write_data
    from jazari_assess.cli.terminal.tables import tell

    chosen = choices(context, lang, content, date)
    for path in write_new(kind, name, out, questionnaire, chosen):
        write_data(f"{path}\n")
    tell(words(chosen.lang).say("content-new.next", folder=str(out)))


@app.command("import")
def import_form(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="What the file is: xlsform.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The form, an Excel workbook (.xlsx).")],
    out: OwnContent,
    name: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="The id of the questionnaire (default: the file's name).")
    ] = None,
    in_order: Annotated[
        bool, typer.Option("--levels", help="Read each list of choices as levels, lowest first, and score them.")
    ] = False,
    lang: Lang = None,
    content: Content = None,
) -> None:
    """Make a questionnaire of your own from a form made elsewhere, and say what could not be carried.

    Reads the survey, choices and settings of an XLSForm. Leaves with 3 when something was not carried.
    """
    from jazari_assess.cli.content.importing import import_content
    from jazari_assess.cli.terminal.streams import write_data

    paths, lost = import_content(kind, file, out, name, choices(context, lang, content), in_order=in_order)
    for path in paths:
        write_data(f"{path}\n")
    if lost:
        raise typer.Exit(_PARTLY)
