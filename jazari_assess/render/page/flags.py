"""The part of a page that comes before scores: what must not wait, what contradicts itself, what the firm wants."""

from jazari_assess.model.aims import KpiText
from jazari_assess.model.assessment import Given
from jazari_assess.model.plan import PlannedAim, PlannedFlag
from jazari_assess.model.questionnaire import TextQuestion
from jazari_assess.render.page.plan_types import Aim, Check, Flag, Kpi
from jazari_assess.render.page.reasons import quoted, why_words
from jazari_assess.render.page.sources import Sources
from jazari_assess.render.plain_text import one_line, shortened

_URGENT = 3
"""From this severity on a first act is planned whatever it brings."""
_LONGEST_EXPECTATION = 320
"""Characters of the firm's own words on the first page: four lines; the annex has them whole."""
_SERVING = 5
"""Actions named under an aim: the calendar below has all of them."""


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
        items=quoted(
            [sources.item_title(item) for item in dict.fromkeys((*aim.deeds, *aim.items))], sources, most=_SERVING
        ),
        begins="" if aim.begins is None else sources.quarter_with_months(aim.begins),
        first=_first_of(aim, sources),
    )


def _first_of(aim: PlannedAim, sources: Sources) -> str:
    """Return the first action that serves an aim and when it begins, nothing where none does."""
    serving = {*aim.deeds, *aim.items}
    first = next((item for item in sources.roadmap.items if item.id in serving and item.quarter == aim.begins), None)
    if first is None:
        return ""
    words = {"item": sources.item_title(first.id), "when": sources.quarter_with_months(first.quarter)}
    return sources.wording.say("summary.begins", **words)


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
    return Kpi(title=put(words.title), unit=put(words.unit), how=put(words.how), ready=told)
