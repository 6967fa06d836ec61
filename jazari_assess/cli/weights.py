"""``weights show``: the weights of a model, and for pairwise judgements how consistent they are."""

from typing import Annotated

import typer

from jazari_assess.cli.choices import choices
from jazari_assess.cli.options import Content, Json, Lang

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
    from jazari_assess.cli.dossier import read_content
    from jazari_assess.cli.weights_table import model_weights, weights_json, weights_parts

    chosen = choices(context, lang, content)
    library = read_content(chosen)
    shown = model_weights(library, model, variant)
    if json:
        from jazari_assess.cli.streams import write_data

        write_data(weights_json(shown))
        return
    from jazari_assess.cli.language import words
    from jazari_assess.cli.terminal import show as show_parts
    from jazari_assess.cli.titles import titles

    interface = words(chosen.lang)
    show_parts(*weights_parts(shown, titles(shown.model, library, interface.language), interface))
