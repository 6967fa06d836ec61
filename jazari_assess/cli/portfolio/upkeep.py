"""Firms said to be one or split, erased, past their term; backups; names under a key."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jazari_assess import app
from jazari_assess.cli.options import Json, task, undated_task
from jazari_assess.cli.portfolio.group import Firm, Store, Yes, group
from jazari_assess.cli.terminal.streams import write_json, write_paths
from jazari_assess.cli.terminal.tables import show, tell
from jazari_assess.errors import UsageError
from jazari_assess.model.bounds import MOST_KEPT_MONTHS

if TYPE_CHECKING:
    from jazari_assess.app.portfolio.upkeep import Receipt
    from jazari_assess.model.interface_text import InterfaceText


@group.command()
@undated_task
def same(asked: app.Context, first: Firm, second: Firm, store: Store = None) -> None:
    """Say that two firms are one; the whole has the first one's key. portfolio apart takes it back."""
    key = app.join_firms(first, second, app.StoreRequest(store=store))
    tell(app.words(asked.language).say("portfolio.joined", key=key))


@group.command()
@undated_task
def apart(asked: app.Context, firm: Firm, store: Store = None) -> None:
    """Take back that a firm is the same as another: both are what they were before."""
    key = app.split_firm(firm, app.StoreRequest(store=store))
    tell(app.words(asked.language).say("portfolio.split", key=key))


@group.command()
@task
def erase(
    asked: app.Context,
    firm: Annotated[str, typer.Option("--firm", metavar="FIRM")],
    store: Store = None,
    yes: Yes = False,
) -> None:
    """Erase a firm with all its assessments, answers and persons, so that the store's file holds no byte of them.

    Prints a receipt that says of whom nothing. Exports in the store's own folder are removed; files written elsewhere
    and backups are named.
    """
    request, interface = app.StoreRequest(store=store), app.words(asked.language)
    key, count = app.erasure_of(firm, request)
    _confirm(interface.say("portfolio.erase-asked", key=key, count=str(count)), interface, yes=yes)
    _tell_erased(app.erase_firm(key, request, date=asked.date), interface)


@group.command()
@task
def retention(
    asked: app.Context,
    months: Annotated[int, typer.Option("--months", metavar="N", min=1, max=MOST_KEPT_MONTHS)],
    store: Store = None,
    erase: Annotated[bool, typer.Option("--erase")] = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """List the assessments that are past their term, and erase them with --erase once it is confirmed."""
    from jazari_assess.cli.portfolio.table import retention_parts

    request, interface = app.StoreRequest(store=store), app.words(asked.language)
    past = app.past_retention(months, request, date=asked.date)
    if json and not erase:
        write_json(past.value())
        return
    parts = retention_parts(past, interface)
    if not erase:
        show(*parts)
        return
    tell(*parts)
    if past.lines:
        _confirm(interface.say("portfolio.retention-asked", count=str(past.total)), interface, yes=yes)
        _tell_erased(app.erase_past_retention(months, request, date=asked.date), interface)


@group.command()
@task
def backup(
    asked: app.Context,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="PATH", readable=False)],
    store: Store = None,
) -> None:
    """Write the whole store into one file while others go on working, and check that file."""
    counts = app.back_up(output, app.StoreRequest(store=store), date=asked.date)
    write_paths([output])
    tell(_counted("portfolio.backed-up", counts, app.words(asked.language)))


@group.command()
@undated_task
def restore(
    asked: app.Context,
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", readable=False)],
    store: Store = None,
    force: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Put what a backup holds into a store, of either kind: checked first, then all of it or nothing."""
    counts = app.restore_store(backup, app.StoreRequest(store=store), replace=force)
    tell(_counted("portfolio.restored", counts, app.words(asked.language)))


@group.command()
@undated_task
def seal(
    asked: app.Context,
    store: Store = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", readable=False)] = None,
    keyring: Annotated[bool, typer.Option("--keyring")] = False,
    yes: Yes = False,
) -> None:
    """Put the names of persons under a new key. Without that key nobody can read them again, nor can we."""
    interface = app.words(asked.language)
    if (key is None) is not keyring:
        raise UsageError("store-key-where")
    _confirm(interface.say("portfolio.seal-asked"), interface, yes=yes)
    count = app.seal_names(app.StoreRequest(store=store, key=key), keyring=keyring)
    tell(interface.say("portfolio.sealed", count=str(count)))


def _confirm(question: str, interface: "InterfaceText", *, yes: bool) -> None:
    """Ask before what cannot be undone; raise ``UsageError`` where nobody can be asked, leave where it is not a yes."""
    if yes:
        return
    if not sys.stdin.isatty():
        tell(question)
        raise UsageError("portfolio-yes-needed")
    from jazari_assess.cli.terminal.conversation import StandardStreams

    streams = StandardStreams()
    tell(question)
    said = streams.ask(f"{interface.say('portfolio.sure')} ") or ""
    if said.strip().casefold() not in interface.say("interview.yes-words").split():
        tell(interface.say("portfolio.left"))
        raise typer.Exit


def _tell_erased(receipt: "Receipt", interface: "InterfaceText") -> None:
    erased = receipt.erased
    write_json(receipt.value())
    if erased.waiting:
        tell(interface.say("portfolio.erase-waiting"))
    for path in erased.left:
        tell(interface.say("portfolio.erase-left", path=path))
    tell(interface.say("portfolio.erase-server" if receipt.on_server else "portfolio.erased"))


def _counted(key: str, counts: Mapping[str, int], interface: "InterfaceText") -> str:
    return interface.say(key, firms=str(counts["firm"]), assessments=str(counts["assessment"]))
