"""What two of the views advise beside their scores: SIRI an order of priorities, acatech what to bring level first."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jazari_assess.engine.levelling import AREAS, Advice, area_scores, levelling_advice
from jazari_assess.engine.prioritisation import (
    HORIZONS,
    Horizon,
    Prioritisation,
    PriorityInputs,
    prioritise,
    siri_bands,
)
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.library import Library
from jazari_assess.model.result import ModelResult, Result
from jazari_assess.model.siri import DIMENSIONS, SiriFactors
from jazari_assess.reading.assessment.siri import read_siri_factors

SIRI, ACATECH = "siri", "acatech"


@dataclass(frozen=True, kw_only=True)
class ViewAdvice:
    """The advice of the views that were asked for; None for one that was not."""

    siri: Mapping[Horizon, Prioritisation] | None
    acatech: Advice | None


def view_advice(result: Result, library: Library, factors: Path | None) -> ViewAdvice:
    """Return the advice of the views in a result; ``factors`` is the file that ``--siri-factors`` names.

    Raises ``ProblemsError`` when that file is wrong, or a factor in it is 0 on every dimension that has a band.
    """
    scored = {one.model: one for one in result.models}
    siri = scored.get(SIRI)
    acatech = scored.get(ACATECH)
    return ViewAdvice(
        siri=None if siri is None or not set(DIMENSIONS) <= set(siri.nodes) else _priorities(siri, factors),
        acatech=None
        if acatech is None or not set(AREAS) <= set(acatech.nodes)
        else levelling_advice(area_scores(acatech), library.models[ACATECH].structure.levels),
    )


def _priorities(siri: ModelResult, path: Path | None) -> Mapping[Horizon, Prioritisation]:
    bands = siri_bands(siri)
    factors = SiriFactors() if path is None else read_siri_factors(path)
    ranked = [name for name, band in bands.items() if band is not None]
    problems = [
        Problem(code="siri-factor-zero", place=Place(file=str(path)), path=name)
        for name, factor in (("cost", factors.cost), ("kpi", factors.kpi))
        if factor is not None and not any(factor.get(dimension, 0) for dimension in ranked)
    ]
    if problems:
        raise ProblemsError(problems)
    inputs = PriorityInputs(bands=bands, cost=factors.cost, kpi=factors.kpi, targets=factors.targets)
    return {horizon: prioritise(inputs, horizon) for horizon in HORIZONS}


def advice_value(advice: ViewAdvice) -> Mapping[str, Any]:
    """Return the advice as plain values, under ``advice`` when there is some: ``siri`` by horizon, ``acatech``."""
    told: dict[str, Any] = {}
    if advice.siri is not None:
        told[SIRI] = {horizon: _priority_value(found) for horizon, found in advice.siri.items()}
    if advice.acatech is not None:
        kind = {"LevelFirst": "level-first", "RaiseAll": "raise-all", "NotEnoughKnown": "not-enough-known"}
        told[ACATECH] = {"advice": kind[type(advice.acatech).__name__], **asdict(advice.acatech)}
    return {"advice": told} if told else {}


def _priority_value(found: Prioritisation) -> Mapping[str, Any]:
    ranked = [{**asdict(one), "impact": one.impact} for one in found.ranked]
    return {**asdict(found), "ranked": ranked}
