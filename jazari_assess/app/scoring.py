"""Scoring an assessment, the advice of the views beside it, and the arithmetic behind a score."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jazari_assess.app.dossier import Dossier, plain_values
from jazari_assess.app.page import Page, no_roadmap, page
from jazari_assess.app.wording import NamedModel, notices
from jazari_assess.engine.levelling import (
    AREAS,
    Advice,
    LevelFirst,
    NotEnoughKnown,
    RaiseAll,
    area_scores,
    levelling_advice,
)
from jazari_assess.engine.prioritisation import (
    HORIZONS,
    Horizon,
    Prioritisation,
    PriorityInputs,
    RankedDimension,
    prioritise,
    siri_bands,
)
from jazari_assess.engine.score.explain import explain as explain_score
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.explanation import Explanation
from jazari_assess.model.library import Library, ModelContent
from jazari_assess.model.result import ModelResult, Result
from jazari_assess.model.siri import DIMENSIONS, SiriFactors
from jazari_assess.reading.judgements import read_siri_factors
from jazari_assess.render.json import result_value

__all__ = [
    "HORIZONS",
    "Advice",
    "Horizon",
    "LevelFirst",
    "NotEnoughKnown",
    "Prioritisation",
    "RaiseAll",
    "RankedDimension",
]

SIRI, ACATECH = "siri", "acatech"


@dataclass(frozen=True, kw_only=True)
class ViewAdvice:
    """The advice of the views that were asked for; None for one that was not."""

    siri: Mapping[Horizon, Prioritisation] | None
    acatech: Advice | None


@dataclass(frozen=True, kw_only=True)
class Scored:
    """The scores of a firm over the models asked for, with what the views advise and what they say they are not."""

    dossier: Dossier
    models: tuple[ModelContent, ...]
    result: Result
    advice: ViewAdvice

    @property
    def main(self) -> ModelResult:
        """The scores of the first model asked for: the main one, unless a view was."""
        return self.result.models[0]

    def titles(self, model: str) -> Mapping[str, str]:
        """Return the title of every node of a model."""
        texts = self.dossier.library.models[model].texts[self.dossier.context.language]
        return {name: text.title for name, text in texts.nodes.items()}

    def page(self) -> Page:
        """Return the page that shows it, of the main model first; raises ``UsageError`` where its words are missing."""
        main = self.dossier.main_model
        ordered = (main, *(model for model in self.models if model is not main))
        result = self.result if ordered == self.models else self.dossier.result(ordered)
        return page(self.dossier, result, no_roadmap(self.dossier))

    def value(self) -> Mapping[str, Any]:
        """Return it as plain values: the result, then ``notices`` and ``advice`` where there are some."""
        said = notices(self.models, self.dossier.context.language)
        return {**result_value(self.result), **({"notices": said} if said else {}), **advice_value(self.advice)}


def score(dossier: Dossier, models: Sequence[str] = (), *, siri_factors: Path | None = None) -> Scored:
    """Score an assessment over the models asked for, in that order, or over the main one.

    ``siri_factors`` is a file that says what the dimensions of SIRI mean to the firm. Raises ``UsageError`` for a model
    that the questionnaire lacks, ``ProblemsError`` when the factors are wrong or 0 on every dimension that has a band.
    """
    asked = dossier.models(models)
    result = dossier.result(asked)
    return Scored(
        dossier=dossier, models=asked, result=result, advice=_view_advice(result, dossier.library, siri_factors)
    )


@dataclass(frozen=True, kw_only=True)
class Explained(NamedModel):
    """The arithmetic behind one score of a firm."""

    explanation: Explanation

    def value(self) -> Mapping[str, Any]:
        """Return it as plain values, with ``notices`` where there is one."""
        return {**plain_values(self.explanation), **({"notices": self.notices} if self.notices else {})}


def explain(dossier: Dossier, node: str | None = None, *, model: str | None = None) -> Explained:
    """Return the lines behind the score of a node, the root unless named, of a model, the main one unless named.

    Raises ``UsageError`` when there is no such model or node.
    """
    maturity = dossier.models(() if model is None else (model,))[0]
    explanation = explain_score(dossier.questionnaire, maturity, dossier.assessment, node)
    language = dossier.context.language
    return Explained(model=maturity, library=dossier.library, language=language, explanation=explanation)


def _view_advice(result: Result, library: Library, factors: Path | None) -> ViewAdvice:
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
