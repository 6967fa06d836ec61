"""``assessment``: work on assessment files."""

from pathlib import Path
from typing import Annotated

import typer

from jazari_assess.cli.choices import choices
from jazari_assess.cli.options import AssessmentFile, Content, Force, Lang

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Work on assessment files.")


@app.callback()
def main() -> None:
    """Work on assessment files."""


@app.command()
def migrate(
    context: typer.Context,
    file: AssessmentFile,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PATH", readable=False, help="The file to write, .yaml or .json.")
    ],
    force: Force = False,
    lang: Lang = None,
    content: Content = None,
) -> None:
    """Carry an assessment over to the present version of its questionnaire.

    Lists what changed. An answer that has no place any more is kept in the file and named; the input is never changed.
    """
    from jazari_assess.cli.dossier import read_content
    from jazari_assess.cli.language import words
    from jazari_assess.cli.migration import change_lines, write_migrated
    from jazari_assess.cli.terminal import tell

    chosen = choices(context, lang, content)
    interface = words(chosen.lang)
    migration = write_migrated(file, output, read_content(chosen), replace=force)
    tell(*change_lines(migration, interface), interface.say("commands.migrate.written", path=str(output)))
