"""``content``: what questionnaires, models and catalogue entries there are, and whether they are right."""

from pathlib import Path
from typing import Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.options import PARTLY_DONE, Lang, task, undated_task
from jazari_assess.cli.terminal.completing import ids
from jazari_assess.cli.terminal.notices import change_lines
from jazari_assess.cli.terminal.problems import problem_lines
from jazari_assess.cli.terminal.streams import write_data, write_paths
from jazari_assess.cli.terminal.tables import plain, tell
from jazari_assess.cli.terminal.tables import show as show_parts

OwnContent = Annotated[Path, typer.Option("--out", metavar="DIR")]

group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@group.command("list")
@undated_task
def list_content(asked: app.Context) -> None:
    """List the questionnaires, models and catalogue entries."""
    from jazari_assess.cli.content.table import list_parts

    show_parts(*list_parts(app.list_content(asked), app.words(asked.language)))


@group.command()
@undated_task
def show(
    asked: app.Context,
    name: Annotated[str, typer.Argument(metavar="ID", autocompletion=ids("content"))],
    notes: Annotated[bool, typer.Option("--notes")] = False,
) -> None:
    """Show one questionnaire, model, question or catalogue entry.

    A questionnaire is shown with the time it takes, estimated from the lengths of its texts.
    """
    from jazari_assess.cli.content.table import entry_parts

    show_parts(*entry_parts(app.content_entry(name, asked), app.words(asked.language), notes=notes))


@group.command()
@undated_task
def check(
    asked: app.Context,
    path: Annotated[
        Path | None,
        typer.Argument(metavar="[PATH]", readable=False),
    ] = None,
) -> None:
    """Check all content and list every problem with its file, line and column.

    Ours, what is laid over it with --content, and PATH. Leaves with 1 when there is a problem.
    """
    app.check_content(asked, path)
    tell(app.words(asked.language).say("commands.content.right"))


@group.command()
def schema(
    kind: Annotated[str, typer.Argument(metavar="KIND", autocompletion=ids("schemas"))],
    lang: Lang = None,
) -> None:
    """Print the JSON Schema of one kind of file, for an editor.

    Kinds: questionnaire, questionnaire-text, flags, checks, changes, model, model-text, cases, aims, providers,
    services, actions, rules, planning, catalogue-text, assessment.
    """
    del lang  # whoever words an error reads it from the command line
    write_data(app.schema(kind))


@group.command()
@task
def new(
    asked: app.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    name: Annotated[str, typer.Argument(metavar="ID")],
    out: OwnContent,
    questionnaire: Annotated[
        str | None,
        typer.Option("--questionnaire", metavar="ID", autocompletion=ids("questionnaires")),
    ] = None,
) -> None:
    """Write the commented files that a questionnaire, a model or a catalogue entry of your own starts from.

    They are right as they stand: rewrite them, and run content check as you go (docs/authoring.md).
    """
    write_paths(app.new_content(kind, name, out, asked, questionnaire=questionnaire))
    tell(app.words(asked.language).say("content-new.next", folder=str(out)))


@group.command()
@undated_task
def migrate(
    asked: app.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
) -> None:
    """Carry the example firms of a content folder over to the present version of their questionnaire.

    For an author who has just changed a questionnaire: the files are rewritten in place, and what changed is listed.
    Assessments of firms are carried over by assessment migrate, which never changes its input.
    """
    interface = app.words(asked.language)
    for path, migration in app.migrate_examples(folder, asked).items():
        write_paths([path])
        tell(*change_lines(migration, interface))


@group.command("import")
@undated_task
def import_form(
    asked: app.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    out: OwnContent,
    name: Annotated[str | None, typer.Option("--id", metavar="ID")] = None,
    in_order: Annotated[bool, typer.Option("--levels")] = False,
) -> None:
    """Make a questionnaire of your own from a form made elsewhere, and say what could not be carried.

    Reads the survey, choices and settings of an XLSForm. Leaves with 3 when something was not carried.
    """
    paths, made = app.import_form(kind, file, out, asked, name=name, in_order=in_order)
    interface = app.words(asked.language)
    counts = {
        "questions": str(len(made.questionnaire.questions)),
        "languages": ", ".join(made.texts),
        "lost": str(len(made.lost)),
    }
    lost = [problem_lines(problem, interface) for problem in made.lost]
    tell(*lost, plain(interface.say("content-import.summary", **counts), "bold"))
    write_paths(paths)
    if made.lost:
        raise typer.Exit(PARTLY_DONE)
