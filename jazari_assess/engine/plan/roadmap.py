"""A solved case as the plan that every output renders."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from jazari_assess.engine.plan.build import Case, case_of
from jazari_assess.engine.plan.candidates import ASKING
from jazari_assess.engine.plan.content import PlanContent, content_of
from jazari_assess.engine.plan.enquiries import Enquiry, enquiries
from jazari_assess.engine.plan.firm import firm_of
from jazari_assess.engine.plan.gaps import gap_rows, left_out
from jazari_assess.engine.plan.items import action_item, asking_item, enquiry_item
from jazari_assess.engine.plan.partial_plan import chain_to
from jazari_assess.engine.plan.partners import Offers
from jazari_assess.engine.plan.phases import phase_ends, phases, projection
from jazari_assess.engine.plan.problem import Starts, gains
from jazari_assess.engine.plan.refusals import check_locks, check_names
from jazari_assess.engine.plan.solve_case import SolvedCase, shortfall, solve_case, taken_over
from jazari_assess.engine.plan.steps import told_first
from jazari_assess.engine.plan.targets import target_rows
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.library import Library
from jazari_assess.model.plan import (
    Infeasible,
    Partner,
    PhaseId,
    Plan,
    PlannedAim,
    PlannedFlag,
    PlannedItem,
    PlannedKpi,
    PlanStatus,
    SettingsUsed,
    empty_plan,
)
from jazari_assess.model.plan_settings import KeptPlan, PlanSettings
from jazari_assess.model.result import STRONG, Result
from jazari_assess.model.why import Why

_NO_MEANS: Mapping[str, object] = {"reach_level": None, "priorities": {}}


def plan(result: Result, library: Library, settings: PlanSettings, *, date: str) -> Plan:
    """Plan one firm's roadmap from its result; ``date`` (YYYY-MM-DD) says which facts of services are old.

    Raises ``UsageError`` for a target, priority, aim or lock that names nothing or contradicts another, and for a level
    that does not exist.
    """
    return planned(content_of(library, result.models[0].model), result.assessment, settings, date=date)


def kept_plan(result: Result, library: Library, kept: KeptPlan, *, date: str) -> Plan:
    """Return the plan a firm has accepted, with today's gains and reasons.

    Entries that the catalogue has no more are not in it.
    """
    content = content_of(library, result.models[0].model)
    own = {name: lock for name, lock in kept.settings.locks.items() if name in content.actions}
    every = own | {name: start for name, start in kept.items.items() if name in content.actions}
    settings = kept.settings.model_copy(update={"locks": every, "reach_level": None, "targets": {}})
    case = case_of(content, firm_of(content, result.assessment), settings)
    made = taken_over(case, {name: start for name, start in kept.items.items() if start <= settings.quarters})
    # What is kept holds its place in the problem; what is told of it is why it was chosen, not that it is kept.
    meant = replace(made, case=replace(case, settings=settings.model_copy(update={"locks": own})))
    return told(meant, date).model_copy(
        update={"status": "kept", "gap": None, "accepted": kept.date, "settings": _used(case, kept.settings)}
    )


def planned(
    content: PlanContent,
    assessment: Assessment,
    settings: PlanSettings,
    *,
    date: str,
    known: Starts | None = None,
) -> Plan:
    """Plan one firm from its answers; ``known`` is a plan of smaller means, which this one is never worth less than."""
    case = checked_case(content, assessment, settings)
    if not case.firm.dimensions or (settings.reach_level is not None and case.firm.views[case.firm.root].score is None):
        return _nothing(case, Infeasible(reason="not-scored"))
    made = solve_case(case, known)
    if settings.reach_level is not None and (not made.solution.feasible or shortfall(made)):
        return _nothing(case, _level_unreached(content, assessment, settings, case))
    if not made.solution.feasible:
        return _nothing(case, Infeasible(reason="locks", items=_conflict(case)))
    return told(made, date)


def checked_case(content: PlanContent, assessment: Assessment, settings: PlanSettings) -> Case:
    """Return a firm's case under settings that make sense; raises ``UsageError`` as ``plan``."""
    firm = firm_of(content, assessment)
    check_names(content, firm, settings)
    case = case_of(content, firm, settings)
    check_locks(case)
    return case


def _level_unreached(content: PlanContent, assessment: Assessment, settings: PlanSettings, case: Case) -> Infeasible:
    """Say what the best plan within the means reaches in place of a level."""
    free = solve_case(case_of(content, firm_of(content, assessment), settings.model_copy(update=_NO_MEANS)))
    best = free.schedule.after_quarters
    lacking = shortfall(SolvedCase(case=case, problem=free.problem, solution=free.solution))
    levels = case.firm.compiled.model.levels
    needed = next(
        step.from_ for position, step in enumerate(levels.steps) if levels.number(position) == settings.reach_level
    )
    return Infeasible(
        reason="level",
        nodes=tuple(name for name in lacking if name),
        needed=needed,
        best=float(best.overall[-1]),
    )


def _conflict(case: Case) -> tuple[str, ...]:
    """Return locked items that do not fit together: dropping any one of them leaves a plan."""
    locks = {name: lock for name, lock in case.settings.locks.items() if lock != "out"}
    for name in list(locks):
        fewer = {other: lock for other, lock in locks.items() if other != name}
        settings = case.settings.model_copy(update={"locks": fewer})
        if not solve_case(case_of(case.content, case.firm, settings)).solution.feasible:
            locks = fewer
    return tuple(locks)


@dataclass(frozen=True, kw_only=True)
class _Lines:
    """The lines of a plan: actions and acts of finding out, then enquiries, each with its phase."""

    items: tuple[PlannedItem, ...]
    partners: tuple[Partner, ...]
    spans: Mapping[PhaseId, Sequence[int]]


def _lines(made: SolvedCase, date: str) -> _Lines:
    schedule = made.schedule
    spans = phase_ends(schedule)
    phase_of = {quarter: name for name, span in spans.items() for quarter in span}
    offers = Offers(schedule=schedule, date=date)
    partners = offers.partners()
    asked: Sequence[Enquiry] = enquiries(made, partners, offers)
    items = [
        asking_item(schedule, item.id, phase_of)
        if item.id in ASKING
        else action_item(schedule, offers, position, phase_of)
        for position, item in enumerate(schedule.items)
    ]
    items += [enquiry_item(schedule, enquiry, phase_of) for enquiry in asked]
    when = {enquiry.partner.provider: enquiry.quarter for enquiry in asked}
    moved = (one.model_copy(update={"quarter": when.get(one.provider, one.quarter)}) for one in partners)
    return _Lines(items=_in_order(items, made.case.flags), partners=tuple(moved), spans=spans)


def _line_order(item: PlannedItem, flags: Sequence[str]) -> tuple[int, bool, int, float, str]:
    cannot_wait = item.why_now.code == "flag"
    place = min(map(flags.index, item.why_now.flags)) if cannot_wait else len(flags)
    return item.quarter, item.kind == "enquiry", place, -item.overall_gain, item.id


def _in_order(items: Sequence[PlannedItem], flags: Sequence[str]) -> tuple[PlannedItem, ...]:
    """Return the lines by quarter, none before one it comes after; ``items`` stand in the order in which they end.

    What cannot wait leads as its flags are told, then comes what brings most. What changes one answer stays in order.
    """
    waiting, found = sorted(items, key=lambda item: _line_order(item, flags)), list[PlannedItem]()
    before = {item.id: {*item.after, *_same_answer(item, items[:place])} for place, item in enumerate(items)}
    while waiting:
        names = {item.id for item in waiting}
        ready = (place for place, item in enumerate(waiting) if names.isdisjoint(before[item.id]))
        found.append(waiting.pop(next(ready, 0)))
    return tuple(sorted(found, key=lambda item: (item.quarter, item.kind == "enquiry")))


def _same_answer(item: PlannedItem, others: Sequence[PlannedItem]) -> Iterable[str]:
    """Return the other lines that change the answer which a line changes."""
    nodes = {change.node for change in item.changes}
    return (other.id for other in others if any(change.node in nodes for change in other.changes))


def told(made: SolvedCase, date: str) -> Plan:
    """Return a solved case as a plan with its reasons, partners and outlook."""
    case, schedule, lines = made.case, made.schedule, _lines(made, date)
    status: PlanStatus = "planned" if lines.items else "nothing-to-do"
    days = sum(item.days for item in lines.items)
    quarters = range(1, made.problem.quarters + 1)
    enquiry_days = sum(item.days for item in lines.items if item.kind == "enquiry")
    used = sum(schedule.days(quarter) for quarter in quarters) + enquiry_days
    return _skeleton(case, status).model_copy(
        update={
            "value": made.solution.worth,
            "gap": _relative_gap(made),
            "person_days": days,
            "capacity_used": used / (case.capacity * len(quarters)) if case.capacity else 0.0,
            "urgent_days": _urgent_days(made),
            "cost": sum(item.cost or 0.0 for item in lines.items),
            "keep": schedule.keep(made.problem.quarters + 1),
            "aims": tuple(_aim(made, aim) for aim in case.value.aims),
            "targets": target_rows(made),
            "flags": tuple(_flag(made, flag) for flag in case.flags),
            "phases": tuple(phases(schedule, lines.spans, lines.items)),
            "items": lines.items,
            "partners": lines.partners,
            "gaps": gap_rows(made),
            "left_out": left_out(made),
            "first_steps": told_first(case, made.exclusions),
            "projection": tuple(projection(schedule, quarter) for quarter in (0, *quarters)),
        }
    )


def _relative_gap(made: SolvedCase) -> float | None:
    gap = made.solution.gap
    return None if gap is None else gap / gains(made.problem, made.solution.starts)


def _nothing(case: Case, reason: Infeasible) -> Plan:
    return _skeleton(case, "infeasible").model_copy(update={"infeasible": reason})


def _skeleton(case: Case, status: PlanStatus) -> Plan:
    """Return a plan of the case without items."""
    return empty_plan(
        model=case.firm.compiled.model.id,
        catalogue_sha256=case.content.sha256,
        status=status,
        settings=_used(case, case.settings),
        floor=case.value.floor,
        floors=case.value.floors,
        hold=_held(case),
    )


def _held(case: Case) -> tuple[str, ...]:
    """Return the indicators whose answer of today rests on what an action with a habit leads to, in the model's order.

    Below the middle of the scale more is lacking than there is to keep.

    A choice rests on it only where it is the very option: another one of the same worth came another way.
    """
    led = {
        str(one.action.indicator)
        for one in case.found.values()
        if one.standing.state == "done"
        and one.action.keep
        and (one.action.choice is None or case.firm.answer(str(one.action.indicator)) == one.action.choice.to)
    }
    return tuple(name for name in case.firm.shares if name in led and (case.firm.views[name].score or 0.0) >= STRONG)


def _used(case: Case, settings: PlanSettings) -> SettingsUsed:
    return SettingsUsed.model_validate(
        {
            **dict(settings),
            "capacity": case.capacity,
            "capacity_assumed": case.settings.capacity is None,
            "at_once": case.at_once,
        }
    )


def _aim(made: SolvedCase, aim: str) -> PlannedAim:
    case, starts = made.case, made.schedule.starts
    serving = [name for name in starts if name in case.found and case.value.relevance(aim, case.found[name])]
    serving.sort(key=lambda name: (starts[name], -case.value.relevance(aim, case.found[name]), name))
    return PlannedAim(
        id=aim,
        kpis=tuple(
            PlannedKpi(id=name, ready=kpi.ready is not None and case.firm.holds(kpi.ready) is True)
            for name, kpi in case.content.aims[aim].kpis.items()
        ),
        items=tuple(serving),
        deeds=tuple(name for name in serving if aim in case.found[name].action.deeds),
        begins=min((starts[name] for name in serving), default=None),
    )


def _flag(made: SolvedCase, name: str) -> PlannedFlag:
    case, flag, schedule = made.case, made.case.content.flags[name], made.schedule
    begun = flag.first in schedule.starts
    return PlannedFlag(
        id=name,
        kind=flag.kind,
        severity=flag.severity,
        first=flag.first,
        due=case.due(name),
        quarter=schedule.starts.get(flag.first),
        done=schedule.end(flag.first) if begun else None,
        then=tuple(one for one in flag.then if one in schedule.starts),
        reason=_flag_reason(made, name),
    )


def _flag_reason(made: SolvedCase, name: str) -> Why | None:
    """Say why the first act of a flag is not planned, or comes after it is due; None where it comes in time."""
    first = made.case.content.flags[name].first
    quarter = made.schedule.starts.get(first)
    if quarter is None:
        return made.exclusions.why(first)
    late = quarter > made.case.due(name)
    return Why(code="later", quarter=quarter, items=made.schedule.comes_before(first)) if late else None


def _urgent_days(made: SolvedCase) -> float:
    """Return the days that the first acts of the most severe flags take, with what they need."""
    flags = made.case.content.flags
    firsts = [flags[name].first for name in made.case.flags if flags[name].is_urgent]
    items = made.problem.items
    chain = {one for first in firsts if first in items for one in chain_to(made.problem, first, {})}
    return sum(items[one].days for one in chain)
