"""What an institute's records contribute to a benchmark."""

from collections.abc import Iterable, Sequence

from jazari_assess.engine.cohort.release import Contribution
from jazari_assess.model.benchmark import OVERALL, Place
from jazari_assess.portfolio.records import AssessmentRecord


def contributions(records: Iterable[AssessmentRecord], measures: Sequence[str]) -> tuple[Contribution, ...]:
    """Return every firm's newest assessment as it is counted; fictional sample firms take no part."""
    newest: dict[str, AssessmentRecord] = {}
    for record in records:
        before = newest.get(record.firm)
        if not record.sample and (before is None or _age(before) < _age(record)):
            newest[record.firm] = record
    return tuple(_contribution(record, measures) for record in newest.values())


def _age(record: AssessmentRecord) -> tuple[str, str, str]:
    return record.date or "", record.stage, record.sha256


def _contribution(record: AssessmentRecord, measures: Sequence[str]) -> Contribution:
    scores = {name: one.score for name, one in ((OVERALL, record.overall), *record.scores.items())}
    return Contribution(
        firm=record.firm,
        assessment=record.sha256,
        path=Place(sector=record.sector, size=record.size, region=record.region).path,
        scores={name: score for name in measures if (score := scores.get(name)) is not None},
    )
