"""What the Tab key offers beside names of commands and options: ids of the content, with their titles."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from jazari_assess import app
from jazari_assess.errors import JazariError

if TYPE_CHECKING:
    from jazari_assess.app.completing import IdKind

Offer = Callable[..., list[tuple[str, str]]]
"""What Typer asks: from the command line so far, and the word being typed, to words with their titles."""


def ids(kind: "IdKind") -> Offer:
    """Offer the ids of a kind (``app.known_ids``)."""

    def offered(ctx: typer.Context) -> list[tuple[str, str]]:
        return [*_known(kind, ctx).items()]

    return offered


def stages() -> list[str]:
    """Offer the stages of an assessment."""
    from jazari_assess.model.assessment import STAGES

    return [*STAGES]


def pairs(kind: "IdKind", values: Sequence[str], others: Sequence[str] = ()) -> Offer:
    """Offer ids of a kind, and other names, with an equals sign; once it stands there, the values that may follow."""

    def offered(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        known = {**_known(kind, ctx), **dict.fromkeys(others, "")}
        name, sign, _ = incomplete.rpartition(",")[2].partition("=")
        before = incomplete[: len(incomplete) - len(incomplete.rpartition(",")[2])]
        if sign:
            return [(f"{before}{name}={value}", known.get(name, "")) for value in values]
        return [(f"{before}{one}=", title) for one, title in known.items()]

    return offered


def _known(kind: "IdKind", ctx: typer.Context) -> Mapping[str, str]:
    """Return the ids with their titles, of the content and in the language that the line names; none where it fails.

    Whoever presses Tab asked for no check: what is wrong with the content is told by the command.
    """
    given: dict[str, Any] = {}
    for part in _from_the_top(ctx):
        given |= {name: value for name, value in part.params.items() if value}
    try:
        context = app.Context(
            language=app.choose_language(given.get("lang")),
            content=tuple(Path(one) for one in given.get("content", ())),
            date="",
        )
        return app.known_ids(kind, context)
    except JazariError:
        return {}


def _from_the_top(ctx: typer.Context) -> Iterator[Any]:
    if ctx.parent is not None:
        yield from _from_the_top(ctx.parent)  # type: ignore[arg-type] # Typer types a parent as its base
    yield ctx
