"""The scored rows of a run as what is counted over many firms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import polars as pl

from jazari_assess.batch.tables import read_table
from jazari_assess.engine.cohort.counting import (
    GROUPINGS,
    NOT_APPLICABLE,
    Codes,
    Firms,
    Measures,
    Numbers,
    Offer,
    added,
    cells,
    counted,
)
from jazari_assess.engine.cohort.demand import open_to
from jazari_assess.engine.cohort.summary import summarised
from jazari_assess.engine.cohort.what_if import Effects, effects, tried, what_if
from jazari_assess.engine.eligibility import barred
from jazari_assess.engine.score.compiled import compile_model
from jazari_assess.model.catalogue import Service
from jazari_assess.model.cohort import Cohort
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.model.result import STRONG
from jazari_assess.render.portfolio.workbook import ListedFirm


def cohort_of(
    paths: Iterable[Path], questionnaire: QuestionnaireContent, model: ModelContent, library: Library
) -> Cohort:
    """Sum up the scored rows in ``paths``, one at least, under the main model, a part at a time."""
    measures = measures_of(questionnaire, model, library.catalogue.structure.services)
    every = list(paths)
    counts = added(counted(_firms(read_table(path), measures), measures) for path in every)
    found = summarised(counts, measures)
    parts = (part for path in every for part in _effects(path, questionnaire, model, tried(found)))
    scored = counts.profile[..., 1].ravel().astype(np.int64)
    return replace(found, what_if=what_if(found, parts, scored))


def _effects(
    path: Path, questionnaire: QuestionnaireContent, model: ModelContent, questions: Sequence[str]
) -> Iterator[Effects]:
    """Yield what closing gaps does to the firms of a part, those of each set of weights together."""
    valued = questionnaire.structure.valued
    rows = read_table(path, columns=["region", "sector", "size", "variant", *(f"q:{name}" for name in valued)])
    for variant in (None, *model.structure.variants):
        name = None if variant is None else variant.id
        own = rows.filter(pl.col("variant").eq_missing(pl.lit(name, dtype=pl.String)))
        if own.height and questions:
            values = np.column_stack([_numbers(own, f"q:{question}") for question in valued])
            out = values == NOT_APPLICABLE
            compiled = compile_model(model.structure, valued, variant)
            known = np.where(out, np.nan, values / 100)
            cell = cells(*(_places(own[name], ids) for name, ids in GROUPINGS.items()))
            yield effects(compiled, known, out, cell, questions)


def listed(paths: Iterable[Path], model: ModelContent) -> Iterator[ListedFirm]:
    """Yield each firm of the scored rows as it is listed."""
    columns = ["id", "firm", "region", "sector", "size", "score", "level-id", "coverage"]
    scores = [f"{name}.score" for name in model.structure.dimensions]
    for path in paths:
        for row in pl.scan_ipc(path).select([*columns, *scores]).collect().iter_rows():
            own, firm, region, sector, size, score, level, coverage, *below = row
            yield ListedFirm(
                id=own,
                firm=firm,
                region=region,
                sector=sector,
                size=size,
                score=score,
                level=level,
                coverage=coverage,
                dimensions=below,
            )


def measures_of(questionnaire: QuestionnaireContent, model: ModelContent, services: Mapping[str, Service]) -> Measures:
    """Return what is counted over many firms under a model."""
    asked = questionnaire.structure
    offered = {name: one for name, one in services.items() if one.meets.nodes and one.open != "closed"}
    return Measures(
        levels=tuple(step.id for step in model.structure.levels.steps),
        dimensions=model.structure.dimensions,
        questions=tuple(name for name in asked.valued if not getattr(asked.questions[name], "fact", False)),
        offers={name: _offer(one) for name, one in offered.items()},
    )


def _offer(service: Service) -> Offer:
    """Return an offer as it is counted: a firm may ask for it whose node of its purpose is no strength yet."""
    bounds = service.turnover
    edges = [] if bounds is None else [edge for edge in (bounds.minimum, bounds.maximum) if edge is not None]
    return Offer(
        closes=tuple((node, STRONG) for node in service.meets.nodes),
        open_to=open_to(partial(barred, service), edges),
    )


def _firms(frame: pl.DataFrame, measures: Measures) -> Firms:
    below = {name: _numbers(frame, f"{name}.score") for name in measures.dimensions}
    asked = {name.removeprefix("q:"): _numbers(frame, name) for name in frame.columns if name.startswith("q:")}
    score = _numbers(frame, "score")
    return Firms(
        score=score,
        coverage=_numbers(frame, "coverage"),
        level=_places(frame["level-id"], measures.levels),
        region=_places(frame["region"], REGIONS),
        sector=_places(frame["sector"], SECTORS),
        size=_places(frame["size"], SIZES),
        turnover=_numbers(frame, "turnover"),
        dimensions=_together(list(below.values()), frame.height),
        values=_together([asked[name] for name in measures.questions], frame.height),
        bounds={**asked, **below, "overall": score},
    )


def _numbers(frame: pl.DataFrame, name: str) -> Numbers:
    return frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy()


def _together(columns: Sequence[Numbers], rows: int) -> Numbers:
    return np.column_stack(columns) if columns else np.empty((rows, 0))


def _places(series: pl.Series, ids: Sequence[str]) -> Codes:
    """Return the position of each value among ``ids``, -1 where it is not known."""
    known = pl.Series(ids, dtype=pl.String), pl.Series(range(len(ids)), dtype=pl.Int64)
    return series.cast(pl.String).replace_strict(*known, default=-1, return_dtype=pl.Int64).to_numpy()
