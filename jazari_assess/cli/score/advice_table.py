"""The advice of the views in a terminal."""

from collections.abc import Mapping, Sequence
from typing import assert_never

from rich.console import RenderableType

from jazari_assess.app.advice import ACATECH, SIRI, ViewAdvice
from jazari_assess.cli.terminal.figures import figures
from jazari_assess.cli.terminal.tables import is_narrow, plain, table
from jazari_assess.engine.levelling import Advice, LevelFirst, NotEnoughKnown, RaiseAll
from jazari_assess.engine.prioritisation import HORIZONS, Horizon, Prioritisation, RankedDimension
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import Library


def advice_parts(advice: ViewAdvice, library: Library, interface: InterfaceText) -> list[RenderableType]:
    """Return the ranking of SIRI and the advice of acatech, as far as these views were asked for."""
    parts: list[RenderableType] = []
    if advice.siri is not None:
        parts += _ranking(advice.siri, _titles(library, SIRI, interface), interface)
    if advice.acatech is not None:
        parts += [plain(""), plain(interface.say("views.acatech.title"), "bold")]
        parts += map(plain, _levelling(advice.acatech, _titles(library, ACATECH, interface), interface))
    return parts


def _titles(library: Library, model: str, interface: InterfaceText) -> Mapping[str, str]:
    return {name: text.title for name, text in library.models[model].texts[interface.language].nodes.items()}


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
        made.add_row(*map(plain, (title, str(one.band), str(one.target), *ranks)))
    return made


def _lines(rows: Sequence[Row], interface: InterfaceText) -> list[RenderableType]:
    headings = _headings(interface)[1:]
    return [
        plain(
            " · ".join(
                (
                    title,
                    *(
                        f"{heading} {value}"
                        for heading, value in zip(headings, (one.band, one.target, *ranks), strict=True)
                    ),
                )
            )
        )
        for title, one, ranks in rows
    ]


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
