"""The advice of the views in a terminal."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from rich.console import RenderableType

from jazari_assess.app.scoring import (
    ACATECH,
    HORIZONS,
    SIRI,
    Advice,
    Horizon,
    LevelFirst,
    NotEnoughKnown,
    Prioritisation,
    RaiseAll,
    RankedDimension,
    Scored,
)
from jazari_assess.app.wording import figures
from jazari_assess.cli.terminal.tables import is_narrow, plain, row, table
from jazari_assess.model.interface_text import InterfaceText


def advice_parts(scored: Scored, interface: InterfaceText) -> list[RenderableType]:
    """Return the ranking of SIRI and the advice of acatech, as far as these views were asked for."""
    parts: list[RenderableType] = []
    if scored.advice.siri is not None:
        parts += _ranking(scored.advice.siri, scored.titles(SIRI), interface)
    if scored.advice.acatech is not None:
        parts += [plain(""), plain(interface.say("views.acatech.title"), "bold")]
        parts += map(plain, _levelling(scored.advice.acatech, scored.titles(ACATECH), interface))
    return parts


def _ranking(
    found: Mapping[Horizon, Prioritisation], titles: Mapping[str, str], interface: InterfaceText
) -> list[RenderableType]:
    first = found[HORIZONS[0]]
    ranks = {horizon: {one.id: one.rank for one in own.ranked} for horizon, own in found.items()}
    rows = [(titles[one.id], one, [str(ranks[horizon][one.id]) for horizon in HORIZONS]) for one in first.ranked]
    said = [interface.say(f"views.siri.{key}") for key in _taken(first)]
    if first.unranked:
        unranked = ", ".join(titles[name] for name in first.unranked)
        said.append(interface.say("views.siri.unranked", dimensions=unranked))
    body = _lines(rows, interface) if is_narrow() else [_table(rows, interface)]
    title = plain(interface.say("views.siri.title"), "bold")
    return [plain(""), title, *body, plain(interface.say("views.siri.how")), *map(plain, said)]


Row = tuple[str, RankedDimension, Sequence[str]]


def _headings(interface: InterfaceText) -> list[str]:
    return [interface.say(f"views.siri.heading.{name}") for name in ("dimension", "band", "target", *HORIZONS)]


def _table(rows: Sequence[Row], interface: InterfaceText) -> RenderableType:
    made = table(*_headings(interface), numbers=(1, 2, 3, 4, 5))
    for title, one, ranks in rows:
        row(made, title, str(one.band), str(one.target), *ranks)
    return made


def _lines(rows: Sequence[Row], interface: InterfaceText) -> Sequence[RenderableType]:
    headings = _headings(interface)[1:]
    lines = []
    for title, one, ranks in rows:
        values = zip(headings, (one.band, one.target, *ranks), strict=True)
        lines.append(plain(" · ".join((title, *(f"{heading} {value}" for heading, value in values)))))
    return lines


def _taken(found: Prioritisation) -> list[str]:
    taken = {
        "cost-equal": found.cost_taken_as_equal,
        "kpi-equal": found.kpi_taken_as_equal,
        "top-band": found.top_band_as_target,
    }
    return [key for key, holds in taken.items() if holds]


def _levelling(advice: Advice, titles: Mapping[str, str], interface: InterfaceText) -> list[str]:
    numbers = figures(interface)

    def named(areas: Sequence[str]) -> str:
        return ", ".join(titles[area] for area in areas)

    match advice:
        case LevelFirst():
            told = [interface.say("views.acatech.level-first", leading=named(advice.leading), stage=str(advice.stage))]
            told += [
                interface.say(
                    "views.acatech.behind",
                    area=titles[one.area],
                    stage=str(one.stage),
                    points=numbers.score(one.points_behind),
                )
                for one in advice.behind
            ]
            unknown = advice.unknown
        case RaiseAll(stage=stage, next_stage=None):
            told, unknown = [interface.say("views.acatech.at-the-top", stage=str(stage))], ()
        case RaiseAll(stage=stage, next_stage=following):
            told = [interface.say("views.acatech.raise-all", stage=str(stage), following=str(following))]
            unknown = ()
        case NotEnoughKnown():
            told, unknown = [interface.say("views.acatech.not-enough")], advice.unknown
        case _:
            assert_never(advice)
    return [*told, interface.say("views.acatech.unknown", areas=named(unknown))] if unknown else told
