"""The records of a store as what is counted over many firms."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from jazari_assess.engine.cohort.counting import NOT_APPLICABLE, Codes, Firms, Measures, Numbers
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.portfolio.records import AnswerRecord, AssessmentRecord


def newest_of(records: Iterable[AssessmentRecord]) -> tuple[AssessmentRecord, ...]:
    """Return every firm's newest assessment, by firm."""
    found: dict[str, AssessmentRecord] = {}
    for record in sorted(records, key=lambda one: (one.date or "", one.stage, one.sha256)):
        found[record.firm] = record
    return tuple(found[key] for key in sorted(found))


def counted_firms(records: Sequence[AssessmentRecord], measures: Measures) -> Firms:
    """Return records as rows to be counted; their turnover is not known to a store."""
    dimensions = {name: _scores(records, name) for name in measures.dimensions}
    worth = {name: _worths(records, name) for name in measures.questions}
    overall = _column(records, lambda one: one.overall.score)
    return Firms(
        score=overall,
        coverage=_column(records, lambda one: one.overall.coverage),
        level=_codes([one.overall.level_id for one in records], measures.levels),
        region=_codes([one.region for one in records], REGIONS),
        sector=_codes([one.sector for one in records], SECTORS),
        size=_codes([one.size for one in records], SIZES),
        turnover=np.full(len(records), np.nan),
        dimensions=_together(list(dimensions.values()), len(records)),
        values=_together(list(worth.values()), len(records)),
        bounds={**worth, **dimensions, "overall": overall},
    )


def _scores(records: Sequence[AssessmentRecord], node: str) -> Numbers:
    return _column(records, lambda one: one.scores[node].score if node in one.scores else None)


def _worths(records: Sequence[AssessmentRecord], question: str) -> Numbers:
    return _column(records, lambda one: _worth(one.answers.get(question)))


def _worth(answer: AnswerRecord | None) -> float | None:
    if answer is None:
        return NOT_APPLICABLE  # hidden by a condition: it does not concern the firm
    return NOT_APPLICABLE if answer.state == "not-applicable" else answer.worth


def _column(records: Sequence[AssessmentRecord], value: Callable[[AssessmentRecord], float | None]) -> Numbers:
    told = [value(one) for one in records]
    return np.array([np.nan if one is None else one for one in told], dtype=np.float64)


def _together(columns: Sequence[Numbers], rows: int) -> Numbers:
    return np.column_stack(columns) if columns else np.empty((rows, 0))


def _codes(values: Sequence[str | None], ids: Sequence[str]) -> Codes:
    place = {name: number for number, name in enumerate(ids)}
    return np.array([-1 if one is None else place.get(one, -1) for one in values], dtype=np.int64)
