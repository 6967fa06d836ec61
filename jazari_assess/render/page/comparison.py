"""The part of a page that compares: with others, and with what more or less capacity would bring."""

from jazari_assess.model.roadmap import FrontierPoint, Scarce
from jazari_assess.render.page.sources import Sources
from jazari_assess.render.page.types import Means, WhatIf
from jazari_assess.render.plain_text import one_line

_FEWEST_POINTS = 2


def peers_words(sources: Sources) -> str:
    """Return who the firm is compared with, or nothing where it is compared with nobody."""
    wording, peers = sources.wording, sources.comparison.peers
    if peers is None:
        return ""
    if peers.firms is None:
        return wording.say("peers.result", date=wording.date(peers.as_of))
    return wording.say(
        "peers.group",
        name=one_line(peers.name),
        firms=wording.number(peers.firms),
        source=one_line(peers.source),
        date=wording.date(peers.as_of),
    )


def what_if(sources: Sources) -> WhatIf | None:
    """Return the score expected for less and more means, or None where it was not asked for or says nothing."""
    frontier = sources.comparison.frontier
    if frontier is None or sum(point.overall is not None for point in frontier.points) < _FEWEST_POINTS:
        return None
    return WhatIf(
        unit=sources.wording.say(f"what-if.unit.{frontier.scarce}"),
        points=tuple(_means(point, frontier.scarce, sources) for point in frontier.points),
    )


def _means(point: FrontierPoint, scarce: Scarce, sources: Sources) -> Means:
    wording, settings = sources.wording, sources.roadmap.settings
    return Means(
        means=point.means,
        means_text=wording.number(point.means),
        value=point.overall,
        text=wording.say("state.not-scored") if point.overall is None else wording.score(point.overall),
        effort=wording.number(point.person_days),
        items=wording.number(point.items),
        chosen=point.means == (settings.capacity if scarce == "capacity" else settings.budget),
    )
