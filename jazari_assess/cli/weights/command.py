"""``weights``: those of a model with their consistency, and new ones from pairwise judgements."""

from pathlib import Path
from typing import Annotated

import typer

from jazari_assess.cli.choices import choices
from jazari_assess.cli.options import Content, Force, Json, Lang

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The weights of a maturity model.")


@app.command()
def show(
    context: typer.Context,
    model: Annotated[str, typer.Argument(metavar="MODEL", help="The id of a maturity model.")],
    variant: Annotated[
        str | None, typer.Option("--variant", metavar="ID", help="The weights of a sector or size variant.")
    ] = None,
    json: Json = False,
    lang: Lang = None,
    content: Content = None,
) -> None:
    """Show the weights of every group, and lambda, CI, CR and RI where they come from judgements (AHP)."""
    from jazari_assess.app.dossier import read_content
    from jazari_assess.cli.weights.table import model_weights, weights_json, weights_parts

    chosen = choices(context, lang, content)
    library = read_content(chosen)
    shown = model_weights(library, model, variant)
    if json:
        from jazari_assess.app.language import choose_language
        from jazari_assess.cli.terminal.notices import notices_value
        from jazari_assess.cli.terminal.streams import write_data

        write_data(weights_json(shown, notices_value((shown.model,), choose_language(chosen.lang))))
        return
    from jazari_assess.app.language import words
    from jazari_assess.app.titles import titles
    from jazari_assess.cli.terminal.notices import notice_parts
    from jazari_assess.cli.terminal.tables import show as show_parts

    interface = words(chosen.lang)
    named = titles(shown.model, library, interface.language)
    show_parts(*weights_parts(shown, named, interface), *notice_parts(shown.model, interface.language))


@app.command()
def new(
    context: typer.Context,
    model: Annotated[str, typer.Argument(metavar="MODEL", help="The id of a maturity model.")],
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="Folder to use with --content afterwards; made if missing.")
    ] = Path("weights"),
    node: Annotated[
        str | None, typer.Option("--node", metavar="ID", help="Whose children to compare (default: the root's).")
    ] = None,
    excel_out: Annotated[
        Path | None,
        typer.Option("--excel-out", metavar="PATH", help="Write the empty matrix for an expert, and leave."),
    ] = None,
    excel: Annotated[
        list[Path] | None,
        typer.Option(
            "--excel", metavar="PATH", help="Read a matrix that was filled in; repeat it for several experts."
        ),
    ] = None,
    accept: Annotated[
        str | None,
        typer.Option("--accept-inconsistency", metavar="REASON", help="Why a CR above 0.10 is right here."),
    ] = None,
    revise: Annotated[bool, typer.Option("--revise", help="Ask the judged pairs again, too.")] = False,
    force: Force = False,
    lang: Lang = None,
    content: Content = None,
) -> None:
    """Weigh the children of a node by comparing them in pairs (AHP), and write a model with these weights.

    Asks in the terminal, or reads Excel matrices; several experts combine by the geometric mean. Every judgement is
    saved at once: the same command goes on from there.
    """
    from jazari_assess.cli.weights.new import Asked, make_weights

    asked = Asked(
        model=model,
        node=node,
        out=out,
        excel_out=excel_out,
        excel=tuple(excel or ()),
        accept=accept,
        revise=revise,
        force=force,
    )
    make_weights(asked, choices(context, lang, content))
