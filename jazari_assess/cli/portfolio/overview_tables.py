"""A portfolio of firms in a terminal: the same tables as in workbook and document."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from jazari_assess.app.portfolio.overview import Bar, WordedPortfolio, WordedTable
from jazari_assess.app.wording import figures
from jazari_assess.cli.terminal.tables import is_narrow, plain, row, table
from jazari_assess.model.interface_text import InterfaceText

_MOST_COLUMNS = 5
"""Of a table of short figures beside names, in 80 columns."""


def overview_parts(found: WordedPortfolio, interface: InterfaceText) -> list[RenderableType]:
    """Return what was counted, groups with their means, common gaps, and what firms did over time."""
    return [*_parts(found, interface)]


def _parts(found: WordedPortfolio, interface: InterfaceText) -> Iterator[RenderableType]:
    def say(key: str) -> str:
        return interface.say(f"batch.portfolio.{key}")

    yield plain(found.title, "bold")
    yield from map(plain, (found.origin, *found.facts))
    if found.mean is not None:
        yield plain(f"{say('mean')} \u00b7 {figures(interface).score(found.mean)}")
    yield from _bars(say("levels"), say("level"), found.levels, interface, share=True)
    for key, (title, bars) in zip(("region", "sector", "size"), found.groups, strict=True):
        yield from _bars(title, say(key), bars, interface, share=False)
    for title, bars in ((say("gaps"), found.gaps), (say("missed"), found.missed)):
        yield from _bars(title, say("question"), bars, interface, share=True)
    for one in found.over_time:
        yield from _over_time(one)


def _bars(
    title: str, name: str, bars: Sequence[Bar], interface: InterfaceText, *, share: bool
) -> Iterator[RenderableType]:
    if not bars:
        return
    wording = figures(interface)
    withheld, last = interface.say("batch.portfolio.withheld"), "share" if share else "mean"
    heads = (name, interface.say("batch.portfolio.count"), interface.say(f"batch.portfolio.{last}"))
    made = table(*heads, title=title, numbers=(1, 2))
    for bar in bars:
        figure = "\u2014" if bar.figure is None else (wording.percent if share else wording.score)(bar.figure)
        row(made, bar.name, withheld if bar.count is None else str(bar.count), figure)
    yield from (plain(""), made)


def _over_time(one: WordedTable) -> Iterator[RenderableType]:
    """Yield a table; one of more columns than a terminal has room for a line a row, without what is nothing."""
    yield plain("")
    if is_narrow() or len(one.heads) > _MOST_COLUMNS:
        yield plain(one.title, "bold")
        for name, cells in one.rows:
            told = (f"{head}: {cell.text}" for head, cell in zip(one.heads[1:], cells, strict=True) if cell.value != 0)
            yield plain(" \u00b7 ".join((name, *told)))
    else:
        made = table(*one.heads, title=one.title, numbers=tuple(range(1, len(one.heads))))
        for name, cells in one.rows:
            row(made, name, *(cell.text for cell in cells))
        yield made
    if one.note:
        yield plain(one.note, "dim")
