"""What many firms did over time as tables in one language: the same in workbook, document and terminal."""

from collections.abc import Iterator, Mapping, Sequence

from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import nearest_words
from jazari_assess.model.over_time import Demand, FlagCount, OverTime, Shift
from jazari_assess.render.page.wording import half_up
from jazari_assess.render.portfolio.words import Cell, WordedTable, Worder

_NONE = "\u2014"


def over_time_tables(found: OverTime, words: Worder) -> tuple[WordedTable, ...]:
    """Return the tables that have something to tell: change, flags, plans, demand by region and quarter, open gaps."""
    every = (
        _shifts(found.shifts, words),
        _flags(found.flags, words),
        _states(found.states, words),
        *_demand(found.demand, words),
        _alone(found.alone, words),
    )
    return tuple(one for one in every if one.rows)


def _say(words: Worder, key: str, **values: str) -> str:
    return words.interface.say(f"dashboard.{key}", **values)


def _shifts(shifts: Sequence[Shift], words: Worder) -> WordedTable:
    def name(one: Shift) -> str:
        return _say(words, "overall") if one.dimension is None else words.dimension(one.dimension)

    return WordedTable(
        title=_say(words, "change-title"),
        note="",
        heads=tuple(_say(words, key) for key in ("dimension", "firms", "change")),
        rows=tuple((name(one), (_count(one.firms, words), _points(one.points, words))) for one in shifts),
    )


def _flags(flags: Sequence[FlagCount], words: Worder) -> WordedTable:
    texts = words.questionnaire.texts
    titles = nearest_words(texts, words.interface.language).flags
    counts = ((one.flag, (one.open, one.closed, one.opened)) for one in flags)
    return WordedTable(
        title=_say(words, "flags"),
        note=_say(words, "flags-note"),
        heads=tuple(_say(words, key) for key in ("flag", "open", "closed", "opened")),
        rows=tuple((titles[name].title, tuple(_count(count, words) for count in found)) for name, found in counts),
    )


def _states(states: Mapping[str, int], words: Worder) -> WordedTable:
    return WordedTable(
        title=_say(words, "plan-states"),
        note=_say(words, "plan-states-note"),
        heads=(_say(words, "state"), _say(words, "count")),
        rows=tuple(
            (words.interface.say(f"portfolio.status.{name}"), (_count(count, words),)) for name, count in states.items()
        ),
    )


def _demand(demand: Sequence[Demand], words: Worder) -> Iterator[WordedTable]:
    regions = {name: words.named("region", name) for name in _names([one.regions for one in demand])}
    quarters = {name: _quarter(name, words) for name in _names([one.quarters for one in demand])}
    title = _say(words, "demand")
    yield _spread(f"{title} \u00b7 {_say(words, 'by-region')}", demand, [one.regions for one in demand], regions, words)
    yield _spread(
        f"{title} \u00b7 {_say(words, 'by-quarter')}", demand, [one.quarters for one in demand], quarters, words
    )


def _names(parts: Sequence[Mapping[str | None, int | None]]) -> Sequence[str | None]:
    return sorted({name for one in parts for name in one}, key=lambda name: (name is None, name or ""))


def _spread(
    title: str,
    demand: Sequence[Demand],
    parts: Sequence[Mapping[str | None, int | None]],
    columns: Mapping[str | None, str],
    words: Worder,
) -> WordedTable:
    return WordedTable(
        title=title,
        note=_say(words, "demand-note"),
        heads=(_say(words, "service"), _say(words, "total"), *columns.values()),
        rows=tuple(
            (
                words.service_name(one.service),
                (_count(one.firms, words), *(_count(own.get(k, 0), words) for k in columns)),
            )
            for one, own in zip(demand, parts, strict=True)
        ),
    )


def _alone(alone: Sequence[tuple[str, int]], words: Worder) -> WordedTable:
    return WordedTable(
        title=_say(words, "alone"),
        note=_say(words, "alone-note"),
        heads=(_say(words, "question"), _say(words, "firms")),
        rows=tuple((words.question(name), (_count(count, words),)) for name, count in alone),
    )


def _quarter(name: str | None, words: Worder) -> str:
    return words.say("unknown") if name is None else quarter_name(name, words.interface)


def quarter_name(name: str, interface: InterfaceText) -> str:
    """Return a quarter (``2026-3``) in words."""
    year, number = name.split("-")
    return interface.say("dashboard.quarter", number=number, year=year)


def _count(count: int | None, words: Worder) -> Cell:
    return Cell(text=words.say("withheld") if count is None else words.amount(count), value=count)


def _points(points: float | None, words: Worder) -> Cell:
    if points is None:
        return Cell(text=_NONE, value=None)
    rounded, text = half_up(points), words.wording.score(abs(points))
    sign = "+" if rounded > 0 else "\u2212" if rounded < 0 else ""
    return Cell(text=f"{sign}{text}", value=points, style="score")
