"""What cannot be asked of a plan: names that do not exist, targets below today, locks that contradict each other."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from math import ceil

from jazari_assess.engine.plan.build import Case
from jazari_assess.engine.plan.content import PlanContent
from jazari_assess.engine.plan.firm import Firm
from jazari_assess.engine.plan.level import position_of
from jazari_assess.engine.plan.standing import TOLERANCE
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError, choice_of
from jazari_assess.model.plan_settings import PlanSettings

_NEAREST = 3  # names suggested: as many as are read at a glance


def _refused(code: str, **values: str) -> ProblemsError:
    return ProblemsError([Problem(code=code, place=Place(), values=values)])


def check_names(content: PlanContent, firm: Firm, settings: PlanSettings) -> None:
    """Raise ``UsageError`` for a name or a level that does not exist, ``ProblemsError`` for a target that is none."""
    for name in (*settings.targets, *settings.priorities):
        _check_known("dimension-unknown", name, content.model.dimensions)
    for name in settings.aims:
        _check_known("aim-unknown", name, tuple(content.aims))
    for name in settings.locks:
        if name not in content.actions:
            near = get_close_matches(name, content.actions, n=_NEAREST, cutoff=0.0)
            raise UsageError("catalogue-entry-unknown", found=name, near=", ".join(near))
    _check_targets(content, firm, settings)


def _check_known(code: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        raise UsageError(code, found=name, known=choice_of(name, known))


def _check_targets(content: PlanContent, firm: Firm, settings: PlanSettings) -> None:
    levels = content.model.levels
    if settings.reach_level is not None and position_of(levels, settings.reach_level) is None:
        known = ", ".join(str(levels.number(position)) for position in range(len(levels.steps)))
        raise UsageError("plan-level-unknown", found=str(settings.reach_level), known=known)
    if settings.reach_level is not None and settings.targets:
        raise _refused("target-and-level", level=str(settings.reach_level), nodes=", ".join(settings.targets))
    for name, wanted in settings.targets.items():
        today = firm.views[name].score if name in firm.views else None
        if today is not None and wanted < today - TOLERANCE:
            numbers = {"found": wanted, "today": ceil(10 * (today - TOLERANCE)) / 10}
            raise ProblemsError([Problem(code="target-below", values={"node": name}, numbers=numbers)])


def check_locks(case: Case) -> None:
    """Raise ``ProblemsError`` for an action locked in that cannot be chosen, or that other locks keep out."""
    wanted = {name: lock for name, lock in case.settings.locks.items() if lock != "out"}
    for name, lock in wanted.items():
        one = case.found[name]
        if one.settled:
            raise _refused("lock-settled", found=name)
        if one.barred is not None and one.barred.code == "prerequisite":
            raise _refused("lock-prerequisite", found=name, needs=", ".join(one.barred.items))
        if one.barred is not None:
            raise _refused("lock-barred", found=name, reason=one.barred.code)
        if one.reserved:
            raise _refused("lock-unknown", found=name, node=one.action.indicator or name)
        _check_time(name, lock, one.quarters, case.settings.quarters)
    _check_excluded(case, wanted)


def _check_time(name: str, lock: object, quarters: int, horizon: int) -> None:
    begins = lock if isinstance(lock, int) else 1
    if begins + quarters - 1 > horizon:
        raise _refused("lock-late", found=name, quarter=str(begins), quarters=str(quarters), horizon=str(horizon))


def _check_excluded(case: Case, wanted: Mapping[str, object]) -> None:
    for name in wanted:
        for other in case.found[name].action.excludes:
            if other in wanted:
                raise _refused("lock-contradiction", found=name, other=other)
