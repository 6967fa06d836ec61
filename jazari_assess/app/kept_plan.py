"""The plan a firm has accepted: put into its assessment, taken out again, and what of it is gone."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess.errors import Place, Problem, ProblemsError, UsageError

if TYPE_CHECKING:
    from jazari_assess.model.assessment import Assessment
    from jazari_assess.model.library import Library
    from jazari_assess.model.plan_settings import KeptPlan
    from jazari_assess.model.roadmap import Roadmap

_SUFFIXES = (".yaml", ".yml", ".json")


def check_acceptable(path: Path, roadmap: "Roadmap") -> None:
    """Raise what keeps a plan from being accepted: it has no items, or the file is none that we write."""
    if not roadmap.items:
        raise UsageError("plan-nothing-to-accept")
    if path.suffix.lower() not in _SUFFIXES:
        raise ProblemsError([Problem(code="plan-file-unfit", place=Place(file=str(path)))])


def accept(path: Path, library: "Library", roadmap: "Roadmap", *, date: str, since: str) -> None:
    """Write a plan into the assessment it was made for, as accepted on ``date``; the interview's history stays.

    Raises ``ProblemsError`` when an interview holds the file, or when it cannot be written.
    """
    from jazari_assess.model.plan_settings import KeptPlan

    kept = KeptPlan(settings=roadmap.settings, items={item.id: item.quarter for item in roadmap.items}, date=date)
    _rewrite(path, library, since, lambda assessment: assessment.model_copy(update={"plan": kept}))


def forget(path: Path, library: "Library", *, since: str) -> None:
    """Take the accepted plan out of an assessment; raises as ``accept``."""
    _rewrite(path, library, since, lambda assessment: assessment.model_copy(update={"plan": None}))


def gone(kept: "KeptPlan", roadmap: "Roadmap") -> tuple[str, ...]:
    """Return what was accepted and cannot be planned any more: the catalogue or the firm has changed."""
    planned = {item.id for item in roadmap.items}
    return tuple(name for name in kept.items if name not in planned)


def _rewrite(path: Path, library: "Library", since: str, change: Callable[["Assessment"], "Assessment"]) -> None:
    from jazari_assess.interview.session.lock import AssessmentLock
    from jazari_assess.reading.assessment.file import read_assessment, write_assessment

    with AssessmentLock(path, since=since):
        write_assessment(path, change(read_assessment(path, library)), replace=True)
