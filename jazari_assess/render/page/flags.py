"""The part of a page that comes before scores: what must not wait, what contradicts itself, what the firm wants."""

from jazari_assess.model.aims import KpiText
from jazari_assess.model.plan import PlannedAim, PlannedFlag
from jazari_assess.render.page.plan_types import Aim, Check, Flag, Kpi
from jazari_assess.render.page.reasons import why_words
from jazari_assess.render.page.sources import Sources

_URGENT = 3
"""From this severity on a first act is planned whatever it brings."""


def flags(sources: Sources) -> tuple[Flag, ...]:
    """Return the flags that are up, the most severe first."""
    planned = {flag.id: flag for flag in sources.roadmap.flags}
    return tuple(_flag(name, planned.get(name), sources) for name in sources.result.flags)


def _flag(name: str, planned: PlannedFlag | None, sources: Sources) -> Flag:
    wording, words, flag = sources.wording, sources.flag_words(name), sources.questionnaire.flags[name]
    return Flag(
        id=name,
        title=words.title,
        why=words.why,
        kind_text=wording.say(f"flag.kind.{flag.kind}"),
        severity_text=wording.say(f"flag.severity.{flag.severity}"),
        urgent=flag.severity >= _URGENT,
        first=sources.item_title(flag.first),
        when=_when(planned, sources),
        source=words.source,
    )


def _when(planned: PlannedFlag | None, sources: Sources) -> str:
    """Return the quarter of the first act with its months, or why it has none; nothing without a plan."""
    if planned is None:
        return ""
    if planned.quarter is not None:
        return sources.quarter_with_months(planned.quarter)
    if planned.reason is None:
        return sources.wording.say("flag.not-planned")
    return sources.wording.say("flag.not-planned-why", reason=why_words(planned.reason, sources))


def checks(sources: Sources) -> tuple[Check, ...]:
    """Return the contradictions in the answers, each with what to ask."""
    put, texts = sources.wording.set, sources.questionnaire.texts[sources.wording.language].checks
    found = sources.questionnaire.checks
    return tuple(
        Check(
            title=put(texts[name].title),
            ask=put(texts[name].ask),
            strength_text=sources.wording.say(f"check.{found[name].strength}"),
        )
        for name in sources.result.checks
    )


def aims(sources: Sources) -> tuple[Aim, ...]:
    """Return the aims of the firm with their figures and what serves them."""
    return tuple(_aim(aim, sources) for aim in sources.roadmap.aims)


def _aim(aim: PlannedAim, sources: Sources) -> Aim:
    words = sources.aim_words(aim.id)
    return Aim(
        title=words.title,
        kpis=tuple(_kpi(words.kpis[kpi.id], sources, ready=kpi.ready) for kpi in aim.kpis),
        items=tuple(sources.item_title(item) for item in dict.fromkeys((*aim.deeds, *aim.items))),
        begins="" if aim.begins is None else sources.quarter_with_months(aim.begins),
    )


def _kpi(words: KpiText, sources: Sources, *, ready: bool) -> Kpi:
    put = sources.wording.set
    told = sources.wording.say("aim.ready" if ready else "aim.by-hand")
    return Kpi(title=put(words.title), unit=put(words.unit), how=put(words.how), ready=told)
