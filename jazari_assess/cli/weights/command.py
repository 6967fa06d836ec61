"""``weights``: those of a model with their consistency, and new ones from pairwise judgements."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.options import Force, Json, undated_task
from jazari_assess.cli.terminal.completing import ids
from jazari_assess.cli.terminal.conversation import StandardStreams, ended_by_signals
from jazari_assess.cli.terminal.notices import notice_parts
from jazari_assess.cli.terminal.streams import write_json
from jazari_assess.cli.terminal.tables import plain, tell
from jazari_assess.cli.terminal.tables import show as show_parts
from jazari_assess.errors import Place, Problem, ProblemsError

if TYPE_CHECKING:
    from jazari_assess.app.judging import Judging
    from jazari_assess.model.interface_text import InterfaceText
    from jazari_assess.model.maturity import Ahp

group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@group.command()
@undated_task
def show(
    asked: app.Context,
    model: Annotated[str, typer.Argument(metavar="MODEL", autocompletion=ids("models"))],
    variant: Annotated[str | None, typer.Option("--variant", metavar="ID")] = None,
    json: Json = False,
) -> None:
    """Show the weights of every group, and lambda, CI, CR and RI where they come from judgements (AHP)."""
    weights = app.model_weights(model, asked, variant=variant)
    if json:
        write_json(weights.value())
        return
    from jazari_assess.cli.weights.table import weights_parts

    show_parts(*weights_parts(weights, app.words(asked.language)), *notice_parts(weights.notices))


@group.command()
@undated_task
def new(
    asked: app.Context,
    model: Annotated[str, typer.Argument(metavar="MODEL", autocompletion=ids("models"))],
    out: Annotated[Path, typer.Option("--out", metavar="DIR")] = Path("weights"),
    node: Annotated[str | None, typer.Option("--node", metavar="ID", autocompletion=ids("nodes"))] = None,
    excel_out: Annotated[
        Path | None,
        typer.Option("--excel-out", metavar="PATH"),
    ] = None,
    excel: Annotated[
        list[Path] | None,
        typer.Option("--excel", metavar="PATH"),
    ] = None,
    accept: Annotated[
        str | None,
        typer.Option("--accept-inconsistency", metavar="REASON"),
    ] = None,
    revise: Annotated[bool, typer.Option("--revise")] = False,
    force: Force = False,
) -> None:
    """Weigh the children of a node by comparing them in pairs (AHP), and write a model with these weights.

    Asks in the terminal, or reads Excel matrices; several experts combine by the geometric mean. Every judgement is
    saved at once: the same command goes on from there.
    """
    interface = app.words(asked.language)
    request = app.JudgingRequest(model=model, node=node, out=out, accept=accept, force=force)
    judging = app.open_judging(request, asked)
    if excel_out is not None:
        app.write_matrix(judging, excel_out)
        tell(interface.say("weights-new.matrix.written", path=str(excel_out)))
        return
    given = _read(judging, excel, interface) if excel else _asked(judging, interface, revise=revise)
    if given is None:
        return
    from jazari_assess.cli.weights.table import final_parts

    judgements = given if accept is None else given.model_copy(update={"accept_inconsistency": accept})
    show_parts(plain(""), *final_parts(judging, judgements, interface))
    app.write_overlay(judging, judgements)
    tell(interface.say("weights-new.written", path=str(judging.overlay), folder=str(out)))
    if judging.variants:
        tell(interface.say("weights-new.variants", variants=", ".join(judging.variants)))


def _read(judging: "Judging", paths: "Sequence[Path]", interface: "InterfaceText") -> "Ahp":
    """Return the judgements of all experts together; show how consistent each of them is."""
    from jazari_assess.cli.weights.table import standing_parts

    experts, together = app.read_matrices(judging, paths)
    for path, own in experts.items():
        show_parts(plain(path.name, "bold"), *standing_parts(judging, own, interface))
    if len(experts) > 1:
        show_parts(plain(interface.say("weights-new.combined", count=str(len(experts))), "bold"))
    return together


def _asked(judging: "Judging", interface: "InterfaceText", *, revise: bool) -> "Ahp | None":
    """Return the judgements of the person at the terminal, None when they left before these were complete."""
    from jazari_assess.cli.weights.dialogue import Dialogue

    dialogue = Dialogue(judging, StandardStreams(), interface, revise=revise)
    with ended_by_signals():
        judgements = dialogue.hold()
    if judgements is not None:
        return judgements
    values = {"path": str(judging.draft), "left": str(dialogue.left)}
    if dialogue.ended:
        raise ProblemsError([Problem(code="weights-left", place=Place(file=str(judging.draft)), values=values)])
    tell(interface.say("weights-new.left", **values))
    return None
