"""Planning: a roadmap made, accepted or forgotten, and what other settings would bring."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jazari_assess.app.dossier import Dossier, plain_values
from jazari_assess.app.page import Comparison, Page, page
from jazari_assess.app.plan_options import PlanRequest, settings_over, varied
from jazari_assess.app.settings import standing_plan_settings
from jazari_assess.engine.plan import compare, frontier, kept_plan
from jazari_assess.engine.plan import plan as make_plan
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.frontier import Frontier
from jazari_assess.model.plan import Plan, SettingsUsed
from jazari_assess.model.plan_settings import KeptPlan, PlanSettings
from jazari_assess.model.profile import MOST_AIMS
from jazari_assess.model.result import Result
from jazari_assess.process_lock import ProcessLock
from jazari_assess.reading.assessment.file import read_assessment, write_assessment
from jazari_assess.reading.content.languages import languages

_SUFFIXES = (".yaml", ".yml", ".json")
COMPARISON_SCHEMA = "jazari-assess/plan-comparison/1"


@dataclass(frozen=True, kw_only=True)
class Planned:
    """A roadmap, the result it starts from, and what was accepted once and cannot be planned any more.

    An item is gone when the catalogue or the firm has changed.
    """

    dossier: Dossier
    result: Result
    roadmap: Plan
    gone: tuple[str, ...] = ()

    def page(self) -> Page:
        """Return the page that shows it; raises ``UsageError`` where words of the language are missing."""
        return page(self.dossier, self.result, self.roadmap)

    def value(self) -> Mapping[str, Any]:
        """Return the roadmap as plain values."""
        return plain_values(self.roadmap)


def plan(dossier: Dossier, request: PlanRequest | None = None) -> Planned:
    """Return the plan the firm has accepted when nothing is asked, else a new one with its settings as defaults.

    Raises ``UsageError`` for a target, a priority or a lock that is none.
    """
    kept, date = dossier.assessment.plan, dossier.context.date
    result = dossier.result(dossier.all_models())
    if kept is not None and (request is None or request.is_empty):
        made = kept_plan(result, dossier.library, kept, date=date)
        planned = {item.id for item in made.items}
        gone = tuple(name for name in kept.items if name not in planned)
        return Planned(dossier=dossier, result=result, roadmap=made, gone=gone)
    settings = _settings(dossier, request)
    made = make_plan(result, dossier.library, settings, date=date)
    return Planned(dossier=dossier, result=result, roadmap=made)


def _settings(dossier: Dossier, request: PlanRequest | None) -> PlanSettings:
    """Return what was asked over what stands; raises ``UsageError`` as ``settings_over`` and for too many aims."""
    settings = settings_over(
        _standing_settings(dossier), request or PlanRequest(), dossier.main_model.structure.dimensions
    )
    aims = tuple(dict.fromkeys((*(dossier.assessment.profile.aims or ()), *settings.aims)))
    if len(aims) > MOST_AIMS:
        raise UsageError("aims-too-many", found=", ".join(aims), most=str(MOST_AIMS))
    return settings


def _standing_settings(dossier: Dossier) -> PlanSettings:
    """Return what the firm's accepted plan was asked to respect, or the user's own defaults, or ours."""
    kept = dossier.assessment.plan
    return standing_plan_settings(languages()) if kept is None else kept.settings


def check_acceptable(planned: Planned) -> None:
    """Raise what keeps a plan from being accepted: it has no items, or its file is none that we write."""
    if not planned.roadmap.items:
        raise UsageError("plan-nothing-to-accept")
    if planned.dossier.file.suffix.lower() not in _SUFFIXES:
        raise ProblemsError([Problem(code="plan-file-unfit", place=Place(file=str(planned.dossier.file)))])


def accept(planned: Planned, *, now: str) -> None:
    """Write a plan into the assessment it was made for, as accepted on its date; the interview's history stays.

    Enquiries are not kept: they follow from the actions that they are about.
    ``now`` is the moment, in ISO 8601. Raises ``ProblemsError`` when an interview holds the file, or when it cannot be
    written.
    """
    made = planned.roadmap
    items = {item.id: item.quarter for item in made.items if item.kind != "enquiry"}
    kept = KeptPlan(settings=_asked(made.settings), items=items, date=planned.dossier.context.date)
    _rewrite(planned.dossier, now, lambda assessment: assessment.model_copy(update={"plan": kept}))


def _asked(used: SettingsUsed) -> PlanSettings:
    """Return what a plan was asked, without what was assumed in its place."""
    asked = PlanSettings.model_validate({name: getattr(used, name) for name in PlanSettings.model_fields})
    return asked.model_copy(update={"capacity": None}) if used.capacity_assumed else asked


def forget(dossier: Dossier, *, now: str) -> bool:
    """Take the accepted plan out of an assessment, and say whether there was one; raises as ``accept``."""
    if dossier.assessment.plan is None:
        return False
    _rewrite(dossier, now, lambda assessment: assessment.model_copy(update={"plan": None}))
    return True


def _rewrite(dossier: Dossier, now: str, change: Callable[[Assessment], Assessment]) -> None:
    with ProcessLock(dossier.file, since=now):
        write_assessment(dossier.file, change(read_assessment(dossier.file, dossier.library)), replace=True)


@dataclass(frozen=True, kw_only=True)
class PlansCompared:
    """Plans side by side, each with what was typed for it (empty for the plan without), and the frontier around them.

    ``base`` is what the frontier is drawn around; ``frontier`` is None where there is nothing to vary: no capacity.
    """

    dossier: Dossier
    result: Result
    base: PlanSettings
    asked: Sequence[str]
    plans: Sequence[Plan]
    frontier: Frontier | None

    def pages(self) -> list[Page]:
        """Return the page of each plan, with the frontier; raises as ``Planned.page``."""
        around = Comparison(frontier=self.frontier)
        return [page(self.dossier, self.result, roadmap, comparison=around) for roadmap in self.plans]

    def marks(self) -> Mapping[float, Sequence[int]]:
        """Return which plans lie on the frontier, by capacity or budget: those that differ from its base in no more."""
        if self.frontier is None:
            return {}
        scarce = self.frontier.scarce
        around = self.base.model_copy(update={scarce: None, "reach_level": None})
        found: dict[float, list[int]] = {}
        for place, made in enumerate(self.plans):
            if made.settings.model_copy(update={scarce: None}) == around:
                means = (made.settings.capacity if scarce == "capacity" else made.settings.budget) or 0.0
                found.setdefault(means, []).append(place)
        return found

    def value(self) -> Mapping[str, Any]:
        """Return the plans and the frontier as plain values."""
        return {
            "schema": COMPARISON_SCHEMA,
            "asked": [*self.asked],
            "plans": [plain_values(made) for made in self.plans],
            "frontier": None if self.frontier is None else self.frontier.model_dump(mode="json"),
        }


def compare_plans(dossier: Dossier, asked: Sequence[str], request: PlanRequest | None = None) -> PlansCompared:
    """Plan under each of ``asked``, such as ``capacity=30,horizon=12``; a single one is set beside the plan without it.

    Raises ``UsageError`` for a part that names nothing or whose value is none.
    """
    known, date = dossier.main_model.structure.dimensions, dossier.context.date
    base = _settings(dossier, request)
    labels = [*asked] if len(asked) > 1 else ["", *asked]
    several = [varied(base, label, known) for label in labels]
    result = dossier.result(dossier.all_models())
    return PlansCompared(
        dossier=dossier,
        result=result,
        base=base,
        asked=labels,
        plans=compare(result, dossier.library, several, date=date),
        frontier=_frontier(dossier, result, base, several),
    )


def _frontier(dossier: Dossier, result: Result, base: PlanSettings, several: Sequence[PlanSettings]) -> Frontier | None:
    if base.budget and len({settings.budget for settings in several}) > 1:
        return frontier(result, dossier.library, base, scarce="budget")
    return frontier(result, dossier.library, base) if base.capacity != 0 else None
