"""Which assessments are meant, in which order, and their records."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, bindparam, func, select

from jazari_assess.model.assessment import Stage
from jazari_assess.model.profile import Region, Sector, Size
from jazari_assess.portfolio.records import AnswerRecord, AssessmentRecord, PlanItemRecord, ScoreRecord
from jazari_assess.portfolio.store.adding import CHECK, FLAG
from jazari_assess.portfolio.store.tables import (
    ANSWER,
    ASSESSMENT,
    FIRM,
    PLAN_ITEM,
    PLAN_SERVICE,
    SCORE,
    SIGNAL,
    TIMING,
    V_FIRM,
)

SortKey = Literal["firm", "date", "score", "level", "coverage", "stage", "region", "sector", "size", "added"]
SORT_KEYS: tuple[SortKey, ...] = get_args(SortKey)
PARTS = (SCORE, ANSWER, SIGNAL, PLAN_ITEM, PLAN_SERVICE, TIMING)
"""What stands beside an assessment, each in a table of its own."""
PLAN = (PLAN_ITEM, PLAN_SERVICE)
_AT_ONCE = 500
"""Assessments whose parts are read together: some 60,000 rows."""


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Which assessments: each that is given narrows, an empty one does not.

    ``firms`` are keys of whole firms; ``since`` and ``until`` days, both counted in; ``latest`` keeps the newest of
    each firm at each stage, ``samples`` lets fictional firms in.
    """

    firms: Collection[str] = ()
    sectors: Collection[Sector] = ()
    sizes: Collection[Size] = ()
    regions: Collection[Region] = ()
    stages: Collection[Stage] = ()
    levels: Collection[str] = ()
    questionnaires: Collection[str] = ()
    since: str | None = None
    until: str | None = None
    latest: bool = False
    samples: bool = True


@dataclass(frozen=True, kw_only=True)
class Line:
    """An assessment as it is listed."""

    number: int
    firm: str
    alias: str
    name: str
    ice: str | None
    region: str | None
    sector: str | None
    size: str | None
    stage: str
    date: str | None
    score: float | None
    low: float | None
    high: float | None
    level: int | None
    level_id: str | None
    coverage: float | None
    added: str
    source: str
    sha256: str


def _conditions(asked: Filters) -> Iterator[ColumnElement[bool]]:
    table = ASSESSMENT.c
    for column, values in (
        (FIRM.c.root, asked.firms),
        (table.sector, asked.sectors),
        (table.size, asked.sizes),
        (table.region, asked.regions),
        (table.stage, asked.stages),
        (table.level_id, asked.levels),
        (table.questionnaire, asked.questionnaires),
    ):
        if values:
            yield column.in_([*values])
    if asked.since is not None:
        yield table.day >= asked.since
    if asked.until is not None:
        yield table.day <= asked.until
    if not asked.samples:
        yield table.sample == 0


def chosen(asked: Filters) -> Select[tuple[int]]:
    """Return the query of the numbers of the assessments meant."""
    joined = select(ASSESSMENT.c.id).join(FIRM, FIRM.c.key == ASSESSMENT.c.firm).where(*_conditions(asked))
    if not asked.latest:
        return joined
    newest = func.row_number().over(
        partition_by=(FIRM.c.root, ASSESSMENT.c.questionnaire, ASSESSMENT.c.stage),
        order_by=(func.coalesce(ASSESSMENT.c.day, "").desc(), ASSESSMENT.c.sha256.desc()),
    )
    aged = joined.add_columns(newest.label("age")).subquery()
    return select(aged.c.id).where(aged.c.age == 1)


def count(connection: Connection, asked: Filters) -> int:
    """Return how many assessments are meant."""
    found: int = connection.execute(select(func.count()).select_from(chosen(asked).subquery())).scalar_one()
    return found


def lines(
    connection: Connection, asked: Filters, *, sort: SortKey = "firm", descending: bool = False, most: int | None = None
) -> Iterator[Line]:
    """Yield the assessments meant as they are listed, in order; what is not known comes last."""
    table = ASSESSMENT.c
    query = (
        select(
            table.id.label("number"),
            FIRM.c.root.label("firm"),
            V_FIRM.c.alias,
            V_FIRM.c.name,
            V_FIRM.c.ice,
            table.region,
            table.sector,
            table.size,
            table.stage,
            table.day.label("date"),
            table.score,
            table.low,
            table.high,
            table.level,
            table.level_id,
            table.coverage,
            table.added,
            table.source,
            table.sha256,
        )
        .join(FIRM, FIRM.c.key == table.firm)
        .join(V_FIRM, V_FIRM.c.key == FIRM.c.root)
    )
    query = query.where(table.id.in_(chosen(asked))) if asked.latest else query.where(*_conditions(asked))
    ordered = query.order_by(*_order(connection, sort, descending=descending)).limit(most)
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(ordered).mappings():
        yield Line(**row)


def _order(connection: Connection, sort: SortKey, *, descending: bool) -> Sequence[ColumnElement[Any]]:
    """Return what orders the list; of names by their letters' codes, which both databases do alike."""
    by_code = FIRM.c.folded if connection.dialect.name == "sqlite" else FIRM.c.folded.collate("C")
    own: Mapping[str, ColumnElement[Any]] = {"firm": by_code, "date": ASSESSMENT.c.day}
    asked = own[sort] if sort in own else ASSESSMENT.c[sort]
    first = asked.desc() if descending else asked.asc()
    return (asked.is_(None), first, FIRM.c.root, ASSESSMENT.c.stage, ASSESSMENT.c.sha256)


def records(connection: Connection, asked: Filters, parts: Collection[Table] = PARTS) -> Iterator[AssessmentRecord]:
    """Yield the records meant, by firm, stage and day; what is not among ``parts`` is not read and stays empty."""
    table = ASSESSMENT.c
    query = (
        select(ASSESSMENT, FIRM.c.root)
        .join(FIRM, FIRM.c.key == table.firm)
        .where(table.id.in_(chosen(asked)))
        .order_by(FIRM.c.root, table.stage, func.coalesce(table.day, ""), table.sha256)
    )
    found = connection.execute(query).all()
    for start in range(0, len(found), _AT_ONCE):
        yield from _whole(connection, found[start : start + _AT_ONCE], parts)


def _whole(connection: Connection, rows: Sequence[Row[Any]], wanted: Collection[Table]) -> Iterator[AssessmentRecord]:
    numbers = [row.id for row in rows]
    read: dict[Table, Mapping[int, Sequence[Row[Any]]]] = {}
    for part in wanted:
        without = part is PLAN_SERVICE and not read.get(PLAN_ITEM, numbers)  # no items, no services
        read[part] = {} if without else _parts(connection, part, numbers)
    for row in rows:
        yield _record(row, {part: read.get(part, {}).get(row.id, ()) for part in PARTS})


def _parts(connection: Connection, table: Table, numbers: Sequence[int]) -> Mapping[int, Sequence[Row[Any]]]:
    found = connection.execute(_part_query(table), {"numbers": numbers})
    return {number: tuple(own) for number, own in groupby(found, lambda row: row.assessment)}


@cache  # to build a query takes longer than to answer it for one firm
def _part_query(table: Table) -> Select[Any]:
    order = table.c.place if table is SIGNAL else tuple(table.primary_key.columns)[1]
    wanted = table.c.assessment.in_(bindparam("numbers", expanding=True))
    return select(table).where(wanted).order_by(table.c.assessment, order)


def _record(row: Row[Any], parts: Mapping[Table, Sequence[Row[Any]]]) -> AssessmentRecord:
    seconds = {one.question: one.seconds for one in parts[TIMING]}
    return AssessmentRecord(
        sha256=row.sha256,
        firm=row.root,
        file_id=row.file_id,
        stage=row.stage,
        date=row.day,
        questionnaire=row.questionnaire,
        questionnaire_version=row.questionnaire_version,
        model=row.model,
        model_version=row.model_version,
        variant=row.variant,
        source=row.source,
        sample=bool(row.sample),
        sector=row.sector,
        size=row.size,
        region=row.region,
        staff=row.staff,
        overall=_score(row),
        scores={one.node: _score(one) for one in parts[SCORE]},
        answers={one.question: _answer(one) for one in parts[ANSWER]},
        flags=tuple(one.name for one in parts[SIGNAL] if one.kind == FLAG),
        checks=tuple(one.name for one in parts[SIGNAL] if one.kind == CHECK),
        plan=tuple(_item(one, parts[PLAN_SERVICE]) for one in parts[PLAN_ITEM]),
        plan_date=row.plan_day,
        minutes=sum(seconds.values()) / 60 if seconds else None,
        seconds=seconds,
        consultant=row.consultant,
        respondent=row.respondent,
    )


def _score(row: Row[Any]) -> ScoreRecord:
    return ScoreRecord(
        score=row.score, low=row.low, high=row.high, level=row.level, level_id=row.level_id, coverage=row.coverage
    )


def _answer(row: Row[Any]) -> AnswerRecord:
    value = None if row.value is None else json.loads(row.value)
    return AnswerRecord(
        state=row.state,
        value=tuple(value) if isinstance(value, list) else value,
        worth=row.worth,
        evidence=row.evidence,
    )


def _item(row: Row[Any], services: Sequence[Row[Any]]) -> PlanItemRecord:
    return PlanItemRecord(
        item=row.item,
        quarter=row.quarter,
        quarters=row.quarters,
        kind=row.kind,
        phase=row.phase,
        indicator=row.indicator,
        services=tuple((one.service, one.provider) for one in services if one.item == row.item),
        status=row.status,
        done_on=row.done_on,
    )
