"""The part of a page that comes before scores: what must not wait, what contradicts itself, what the firm wants."""

from collections.abc import Sequence

from jazari_assess.model.aims import KpiText
from jazari_assess.model.assessment import Given
from jazari_assess.model.plan import PlannedAim, PlannedFlag
from jazari_assess.model.questionnaire import TextQuestion
from jazari_assess.render.page.plan_types import Aim, Check, Flag, Kpi
from jazari_assess.render.page.reasons import item_titles, quoted, why_words
from jazari_assess.render.page.scores import check
from jazari_assess.render.page.sources import Sources
from jazari_assess.render.plain_text import one_line, shortened

_LONGEST_EXPECTATION = 480
"""Characters of the firm's own words on the first page: four lines; the annex has them whole."""
_FIRST_SERVING = 2
"""Of them on the first page, with their quarters."""
_MILD = 2
"""Findings named on the first page where none is urgent."""
_SERVING = 5
"""Actions named under an aim: the calendar below has all of them."""


def flags(sources: Sources) -> tuple[Flag, ...]:
    """Return the flags that are up, the most severe first, then as the questionnaire lists them."""
    planned = {flag.id: flag for flag in sources.roadmap.flags}
    return tuple(_flag(name, planned.get(name), sources) for name in sources.result.flags)


def calm(found: Sequence[Flag], sources: Sources) -> str:
    """Return which findings there are to deal with where none is urgent; nothing where one is, or there is none."""
    if not found or any(flag.urgent for flag in found):
        return ""
    return sources.wording.say("flag.mild", flags=quoted([flag.title for flag in found], sources, most=_MILD))


def _flag(name: str, planned: PlannedFlag | None, sources: Sources) -> Flag:
    wording, words, flag = sources.wording, sources.flag_words(name), sources.questionnaire.flags[name]
    return Flag(
        id=name,
        title=words.title,
        why=words.why,
        kind_text=wording.say(f"flag.kind.{flag.kind}"),
        severity_text=wording.say(f"flag.severity.{flag.severity}"),
        urgent=flag.is_urgent,
        first=sources.item_title(flag.first),
        when=_when(planned, sources),
        source=words.source,
    )


def _when(planned: PlannedFlag | None, sources: Sources) -> str:
    """Return the quarter of the first act with its months, or why it has none; nothing without a plan.

    Of an act that begins later it is said what is done for it before.
    """
    if planned is None:
        return ""
    if planned.quarter is not None:
        when, act = sources.quarter_with_months(planned.quarter), sources.planned.get(planned.first)
        before = [name for name in act.after if sources.planned[name].quarter < planned.quarter] if act else []
        if not before:
            return when
        return sources.wording.say("flag.after", when=when, items=item_titles(before, sources, most=1))
    if planned.reason is None:
        return sources.wording.say("flag.not-planned")
    return sources.wording.say("flag.not-planned-why", reason=why_words(planned.reason, sources))


def checks(sources: Sources) -> tuple[Check, ...]:
    """Return the contradictions in the answers, each with what to ask."""
    return tuple(check(name, sources) for name in sources.result.checks)


def aims(sources: Sources) -> tuple[Aim, ...]:
    """Return the aims of the firm with their figures and what serves them."""
    return tuple(_aim(aim, sources) for aim in sources.roadmap.aims)


def _aim(aim: PlannedAim, sources: Sources) -> Aim:
    words = sources.aim_words(aim.id)
    return Aim(
        title=words.title,
        kpis=tuple(_kpi(words.kpis[kpi.id], sources, ready=kpi.ready) for kpi in aim.kpis),
        items=quoted(
            [sources.item_title(item) for item in dict.fromkeys((*aim.deeds, *aim.items))], sources, most=_SERVING
        ),
        served=_served(aim, sources),
        begins="" if aim.begins is None else sources.quarter_with_months(aim.begins),
    )


def _served(aim: PlannedAim, sources: Sources) -> str:
    """Return the first few of the actions that serve an aim with their quarters: its own deeds in the plan's order."""
    serving = [item for item in sources.roadmap.items if item.id in {*aim.deeds, *aim.items}]
    items = sorted(serving, key=lambda item: (item.id not in aim.deeds, item.quarter))
    say = sources.wording.say
    titles = [
        say("aim.item", item=sources.item_title(item.id), quarter=sources.wording.quarters(item.quarter))
        for item in items
    ]
    more = len(titles) - _FIRST_SERVING
    told = say("list.between").join(titles[:_FIRST_SERVING])
    return say("list.and-more", listed=told, more=sources.wording.counted("more", more)) if more > 0 else told


def expectation(sources: Sources) -> str:
    """Return what the firm expects in its own words: the first free text that the questionnaire asks for."""
    structure, answers = sources.questionnaire.structure, sources.result.assessment.answers
    asked = (name for name in structure.order if isinstance(structure.questions[name], TextQuestion))
    answer = answers.get(next(asked, ""))
    if not isinstance(answer, Given):
        return ""
    return sources.wording.say("summary.expected", words=shortened(one_line(str(answer.answer)), _LONGEST_EXPECTATION))


def _kpi(words: KpiText, sources: Sources, *, ready: bool) -> Kpi:
    put = sources.wording.set
    told = sources.wording.say("aim.ready" if ready else "aim.by-hand")
    how = words.how_ready if ready and words.how_ready is not None else words.how
    return Kpi(title=put(words.title), unit=put(words.unit), how=put(how), ready=told)
