"""``assessment``: work on assessment files."""

from pathlib import Path
from typing import Annotated

import typer

from jazari_assess.cli.choices import choices
from jazari_assess.cli.options import AssessmentFile, Content, Force, Json, Lang

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
    from jazari_assess.app.dossier import read_content
    from jazari_assess.app.language import words
    from jazari_assess.cli.assessment.migration import change_lines, write_migrated
    from jazari_assess.cli.terminal.tables import tell

    chosen = choices(context, lang, content)
    interface = words(chosen.lang)
    migration = write_migrated(file, output, read_content(chosen), replace=force)
    tell(*change_lines(migration, interface), interface.say("commands.migrate.written", path=str(output)))


@app.command()
def merge(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Two or more parts of one assessment.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PATH", help="The file to write, .yaml or .json.")],
    take: Annotated[
        list[str] | None,
        typer.Option(
            "--take", metavar="QUESTION=NUMBER", help="Settle a conflict: the file's number; may be repeated."
        ),
    ] = None,
    force: Force = False,
    lang: Lang = None,
    content: Content = None,
) -> None:
    """Join what several people answered of one assessment.

    Conflicts are settled one by one in a terminal, or with --take; where some are left, all are listed and nothing is
    written. The inputs are never changed.
    """
    from jazari_assess.app.dossier import read_content
    from jazari_assess.app.language import words
    from jazari_assess.cli.assessment.merge import merge_files
    from jazari_assess.cli.terminal.tables import tell

    chosen = choices(context, lang, content)
    interface = words(chosen.lang)
    merged, settled = merge_files(files, output, take or (), read_content(chosen), interface, replace=force)
    values = {"answers": str(len(merged.assessment.answers)), "conflicts": str(len(settled)), "path": str(output)}
    tell(interface.say("merge.written", **values))


@app.command()
def agreement(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The same questions, answered apart.")],
    json: Json = False,
    lang: Lang = None,
    content: Content = None,
) -> None:
    """Show how far several people agree: Krippendorff's alpha (ordinal), overall, by section and by question."""
    from jazari_assess.app.dossier import read_content
    from jazari_assess.cli.assessment.agreement import agreement_json, agreement_parts, compare

    chosen = choices(context, lang, content)
    compared = compare(files, read_content(chosen))
    if json:
        from jazari_assess.cli.terminal.streams import write_data

        write_data(agreement_json(compared))
        return
    from jazari_assess.app.language import words
    from jazari_assess.cli.terminal.tables import show

    show(*agreement_parts(compared, words(chosen.lang)))
