"""The part of a page about the plan: what to do, when, why, with whom; what stays, and what is left out."""

from collections.abc import Sequence

from jazari_assess.model.plan import LeftOut as PlannedLeftOut
from jazari_assess.model.plan import PlannedGap, PlannedItem
from jazari_assess.model.plan_highlights import first_actions, left_gaps
from jazari_assess.model.result import TOP_SCORE
from jazari_assess.render.page.effort import Effort, effort
from jazari_assess.render.page.flags import aims
from jazari_assess.render.page.outlook import infeasible, outlooks, phases, search, status, steps, targets
from jazari_assess.render.page.partners import support
from jazari_assess.render.page.plan_types import Item, LeftOut, LeftOutGroup, Plan
from jazari_assess.render.page.reasons import answer_today, why_now, why_words, without_items
from jazari_assess.render.page.sources import NAMED_QUESTIONS, Sources
from jazari_assess.render.plain_text import one_line, shortened

_SMALLEST_GAIN = 0.05
"""Points that would be shown as 0.0 are not shown."""
_LISTED = 8
"""Lines of a list that a page holds beside others."""
_LONGEST_NOTE = 240
"""Characters of a note beside an action: three lines of a card; the annex has the whole."""
_LEFT_OUT_TOLD = 4
"""Actions of one reason that are named on paper, what could bring most first; the workbook names all."""
_GROUPS = {
    "means": ("no-time", "upkeep", "worth-less", "too-many", "horizon"),
    "budget": ("budget",),
    "first": ("prerequisite", "unknown", "no-answer"),
    "choice": ("locked-out", "excluded"),
    "little": ("no-value",),
    "not-for-firm": ("condition", "sector", "size", "region", "turnover"),
}
"""Reasons that a reader does not tell apart, in the order of interest."""


def plan(sources: Sources) -> Plan:
    """Return the plan in words, its items by quarter."""
    wording, roadmap, days = sources.wording, sources.roadmap, effort(sources)
    items = sorted(roadmap.items, key=lambda item: item.quarter)
    start = sources.result.provenance.date
    last = max([roadmap.settings.quarters, *(item.quarter + item.quarters - 1 for item in items)])
    return Plan(
        status=status(sources),
        search=search(sources),
        infeasible=infeasible(sources),
        settings=tuple(_settings(days, sources)),
        targets=targets(sources),
        aims=aims(sources),
        quarters=tuple((wording.quarter(n), wording.quarter_months(start, n)) for n in range(1, last + 1)),
        items=tuple(planned(item, sources) for item in items),
        phases=phases(days, sources),
        steps_later=tuple(_steps_later(sources)),
        gaps_left=gaps_left(sources),
        gaps_brief=gaps_left(sources, brief=True),
        left_out=tuple(_left_out(row, sources) for row in roadmap.left_out),
        left_out_groups=tuple(_groups(sources)),
        habits=tuple(_habit(item, sources) for item in items if item.keep),
        hold=_listed([_held(name, sources) for name in roadmap.hold], sources),
        steps=steps(sources),
        outlooks=outlooks(sources),
        urgent=wording.say("flag.days", days=wording.days(roadmap.urgent_days)) if roadmap.urgent_days else "",
        total_effort=days.actions,
    )


def _held(indicator: str, sources: Sources) -> str:
    """Return what a firm has and goes on with: an indicator, with its answer of today where no step is above it.

    The answers below the top say in half their words what is still missing: that is nothing to keep.
    """
    title, answer = sources.main.short(indicator), answer_today(indicator, sources)
    top = (sources.main.scores.nodes[indicator].score or 0.0) >= TOP_SCORE
    return sources.wording.say("plan.held", node=title, answer=answer) if answer and top else title


def first_steps(plan_: Plan, sources: Sources) -> tuple[Item, ...]:
    """Return what to begin with in words."""
    items = {item.id: item for item in plan_.items}
    return tuple(items[item.id] for item in first_actions(sources.roadmap))


def _settings(days: Effort, sources: Sources) -> Sequence[tuple[str, str]]:
    wording, settings = sources.wording, sources.roadmap.settings
    given = wording.counted("days", settings.capacity or 0.0)
    key = "plan.days-assumed" if settings.capacity_assumed else "plan.days-a-quarter"
    found = {
        "horizon": wording.counted("months", settings.horizon_months),
        "capacity": wording.say(key, days=given),
    }
    if sources.roadmap.items:
        found["use"] = wording.say("plan.use-days", days=days.actions, habits=days.habits)
    if days.reserve:
        found["reserve"] = wording.say("plan.reserve-days", days=days.reserve)
    if settings.budget is not None:
        found["budget"] = wording.counted("million", settings.budget)
    if settings.reach_level is not None:
        found["level"] = wording.number(settings.reach_level)
    if sources.roadmap.accepted is not None:
        found["accepted"] = wording.date(sources.roadmap.accepted)
    return [
        *((wording.say(f"plan.{name}"), value) for name, value in found.items()),
        *(
            (wording.say(f"plan.{name}", node=sources.main.title(node)), wording.number(value))
            for name, values in (("target", settings.targets), ("priority", settings.priorities))
            for node, value in values.items()
        ),
    ]


def planned(item: PlannedItem, sources: Sources) -> Item:
    """Return one item of the plan with its reasons and who can help."""
    wording, last = sources.wording, item.quarter + item.quarters - 1
    first_step, done_when = _to_do(item, sources)
    return Item(
        id=item.id,
        kind=item.kind,
        kind_text=wording.say(f"kind.{item.kind}"),
        phase=wording.say(f"phase.{item.phase}.title"),
        title=sources.item_title(item.id),
        quarter=item.quarter,
        quarters=item.quarters,
        quarter_text=wording.quarters(item.quarter, last),
        months=wording.quarter_months(sources.result.provenance.date, item.quarter, last),
        effort=wording.between("days", *item.person_days),
        person_days=item.days,
        keep=wording.say("item.keep", days=wording.days(item.keep)) if item.keep else "",
        keep_days=item.keep,
        cost="" if item.cost is None else wording.counted("million", item.cost),
        why=tuple(_changes(item, sources)),
        why_now=why_now(item, sources),
        gains=tuple(_gains(item, sources)),
        overall_gain=item.overall_gain,
        overall_gain_text=_overall_gain(item, sources),
        gain_values=tuple(item.gains.get(node, 0.0) for node in sources.main.dimensions()),
        serves=tuple(sources.aim_words(aim).title for aim in item.serves),
        flags=tuple(sources.flag_words(flag).title for flag in item.flags),
        first_step=first_step,
        done_when=done_when,
        noted=_noted(item, sources),
        provider="" if item.provider is None else sources.provider_name(item.provider),
        supports=tuple(support(found, sources) for found in item.supports),
        alone=wording.say("item.not-alone" if item.supports else "item.not-alone-nobody") if item.not_alone else "",
    )


def _to_do(item: PlannedItem, sources: Sources) -> tuple[str, str]:
    """Return what to do first, worded for the firm's size, and when it is done."""
    words, wording = sources.catalogue_text, sources.wording
    if item.service is not None:
        asked = words.services[item.service]
        return wording.set(asked.ask), wording.say("item.brings", bring=wording.set(asked.bring))
    action = words.actions.get(item.id)
    missing = _asked(item, sources) if item.kind == "find-out" else ""
    if action is None:
        return missing, ""
    first = action.first_step_micro if item.micro and action.first_step_micro else action.first_step
    return " ".join(filter(None, (wording.set(first), missing))), wording.set(action.done_when)


def _asked(item: PlannedItem, sources: Sources) -> str:
    """Return which questions are to be answered, where the title does not name them all."""
    titles = sources.open_questions(item.id)
    if len(titles) <= NAMED_QUESTIONS:
        return ""
    return sources.wording.say("item.find-out", questions=sources.wording.say("list.separator").join(titles))


def _noted(item: PlannedItem, sources: Sources) -> tuple[tuple[str, str], ...]:
    """Return what was noted with the answers of an item where no earlier item tells it, and of which questions."""
    told, notes = sources.telling, dict[str, list[str]]()
    for question, note in sources.notes.items():
        if told.get(question) == item.id:
            notes.setdefault(shortened(one_line(note), _LONGEST_NOTE), []).append(question)
    words = sources.questionnaire.texts[sources.wording.language].questions
    named, separator = item.kind == "find-out", sources.wording.say("list.separator")
    return tuple(
        (separator.join(sources.wording.set(words[one].short) for one in asked) if named else "", note)
        for note, asked in notes.items()
    )


def _overall_gain(item: PlannedItem, sources: Sources) -> str:
    """Return the points on the overall score, or that an action brings none by itself."""
    if item.overall_gain < _SMALLEST_GAIN:
        return ""
    return sources.wording.say("item.overall-gain", points=sources.wording.signed(item.overall_gain))


def _changes(item: PlannedItem, sources: Sources) -> Sequence[str]:
    wording = sources.wording
    return [
        wording.say(
            "item.changes",
            node=sources.main.title(change.node),
            before=wording.score(change.before),
            after=wording.score(change.after),
        )
        for change in item.changes
    ]


def _gains(item: PlannedItem, sources: Sources) -> Sequence[str]:
    wording = sources.wording
    return [
        wording.say("item.gain-on", points=wording.signed(points), node=sources.main.title(node))
        for node, points in item.gains.items()
        if points >= _SMALLEST_GAIN
    ]


def _habit(item: PlannedItem, sources: Sources) -> str:
    days = sources.wording.days(item.keep)
    return sources.wording.say("plan.habit", title=sources.item_title(item.id), days=days)


def _listed(titles: Sequence[str], sources: Sources) -> tuple[str, ...]:
    """Return titles as lines, the first few of many and how many more there are."""
    more = len(titles) - _LISTED
    if more <= 0:
        return tuple(titles)
    return (*titles[:_LISTED], sources.wording.say("list.more-lines", more=sources.wording.counted("more", more)))


def _steps_later(sources: Sources) -> Sequence[str]:
    """Return which first steps of the short ranking the plan does not begin with, each with the reason."""
    return [
        sources.wording.say(
            "plan.step-later", title=sources.item_title(step.id), reason=why_words(step.reason, sources)
        )
        for step in sources.roadmap.first_steps
        if step.reason is not None
    ]


def gaps_left(sources: Sources, *, brief: bool = False) -> tuple[str, ...]:
    """Return those of the largest gaps that nothing treats, each with the reason; nothing without a plan."""
    return tuple(_gap(gap, sources, brief=brief) for gap in left_gaps(sources.roadmap, sources.main.scores))


def _gap(gap: PlannedGap, sources: Sources, *, brief: bool) -> str:
    """Return a gap with the reason; ``brief`` without what would have to go, which another page tells."""
    reason = why_words(without_items(gap.reason, sources), sources, most=1) if brief else why_words(gap.reason, sources)
    return sources.wording.say("plan.gap-left", node=sources.main.short(gap.node), reason=reason)


def _left_out(row: PlannedLeftOut, sources: Sources) -> LeftOut:
    return LeftOut(title=sources.item_title(row.id), reason=why_words(row.reason, sources))


def _groups(sources: Sources) -> Sequence[LeftOutGroup]:
    """Return what was left out by kind of reason: the first few of each, and how many more there are."""
    wording, rows = sources.wording, sources.roadmap.left_out
    found: list[LeftOutGroup] = []
    for name, codes in _GROUPS.items():
        own = [row for row in rows if row.reason.code in codes]
        more = len(own) - _LEFT_OUT_TOLD
        if own:
            found.append(
                LeftOutGroup(
                    title=wording.say(f"left-out.{name}"),
                    rows=tuple(_left_out(row, sources) for row in own[:_LEFT_OUT_TOLD]),
                    more=wording.counted("left-out.more", more) if more > 0 else "",
                    number=len(own),
                )
            )
    return found
