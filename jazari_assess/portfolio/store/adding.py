"""Assessments taken in: each content once, all of one call or nothing, whoever else adds at the same time."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, func, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from jazari_assess.model.assessment import GivenValue
from jazari_assess.portfolio.keys import alias_of, folded, person_ref
from jazari_assess.portfolio.records import AssessmentRecord
from jazari_assess.portfolio.store.filling import Cells, fill
from jazari_assess.portfolio.store.persons import Persons
from jazari_assess.portfolio.store.progress import keep_progress
from jazari_assess.portfolio.store.tables import (
    ANSWER,
    ASSESSMENT,
    FIRM,
    PERSON,
    PLAN_ITEM,
    PLAN_SERVICE,
    SCORE,
    SIGNAL,
    TIMING,
)

RESPONDENT, CONSULTANT = "respondent", "consultant"
FLAG, CHECK = "flag", "check"
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """An assessment to take in, with what stands apart from it: its firm's ICE and name, and names of persons.

    ``document`` is the whole assessment as JSON without the respondent's name, None where only results are known.
    """

    record: AssessmentRecord
    ice: str | None
    name: str
    document: str | None = None
    respondent: str | None = None
    consultant: str | None = None


@dataclass(frozen=True, kw_only=True)
class Twin:
    """A firm that came in and has the name and region of another one that the store holds under another key."""

    key: str
    other: str


@dataclass(frozen=True, kw_only=True)
class Added:
    """What came of it: the contents that are new, in order, and firms that may be one with another."""

    new: tuple[str, ...]
    twins: tuple[Twin, ...]


def add(connection: Connection, incoming: Sequence[Incoming], persons: Persons, *, day: str) -> Added:
    """Take in assessments, within the transaction that is open; ``day`` is that on which it happens.

    Raises ``ProblemsError`` where names are to be sealed and the key is missing.
    """
    there = _known(connection, [one.record.sha256 for one in incoming])
    fresh = {one.record.sha256: one for one in incoming if one.record.sha256 not in there}
    if not fresh:
        return Added(new=(), twins=())
    wanted = tuple(fresh.values())
    refs = _add_persons(connection, wanted, persons)
    _add_firms(connection, wanted, persons)
    rows = [_assessment_row(one, refs, day) for one in wanted]
    statement = _insert(connection, ASSESSMENT).on_conflict_do_nothing().returning(ASSESSMENT.c.id, ASSESSMENT.c.sha256)
    ids = {sha256: number for number, sha256 in connection.execute(statement, rows)}
    _add_parts(connection, [(ids[name], one.record) for name, one in fresh.items() if name in ids])
    planned = [ids[name] for name, one in fresh.items() if name in ids and one.record.plan]
    if planned:
        keep_progress(connection, planned)
    new = tuple(name for name in fresh if name in ids)
    return Added(new=new, twins=_twins(connection, sorted({fresh[name].record.firm for name in new})))


def _known(connection: Connection, wanted: Sequence[str]) -> set[str]:
    return set(connection.scalars(select(ASSESSMENT.c.sha256).where(ASSESSMENT.c.sha256.in_(wanted))))


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insert that may say what to do where a row is there; both databases say it alike."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def _add_persons(
    connection: Connection, incoming: Iterable[Incoming], persons: Persons
) -> Mapping[tuple[str, str, str], str]:
    """Add the persons that are not there, and return the reference to each by kind, scope and name."""
    named = {found for one in incoming for found in _named(one)}
    refs = {found: person_ref(persons.secret, *found) for found in sorted(named)}
    there = set(connection.scalars(select(PERSON.c.ref).where(PERSON.c.ref.in_(refs.values())))) if refs else set()
    rows = {
        ref: {"ref": ref, "kind": kind, "name": persons.write(name)}
        for (kind, _, name), ref in sorted(refs.items(), key=lambda one: one[1])
        if ref not in there
    }
    if rows:
        connection.execute(_insert(connection, PERSON).on_conflict_do_nothing(), [*rows.values()])
    return refs


def _named(one: Incoming) -> Iterator[tuple[str, str, str]]:
    if one.respondent is not None:
        yield RESPONDENT, one.record.firm, one.respondent
    if one.consultant is not None:
        yield CONSULTANT, "", one.consultant


def _add_firms(connection: Connection, incoming: Iterable[Incoming], persons: Persons) -> None:
    """Add the firms that are not there; of one that is, what a newer assessment says counts."""
    newest: dict[str, Incoming] = {}
    for one in sorted(incoming, key=_age):
        newest[one.record.firm] = one
    rows = [_firm_row(newest[key], persons) for key in sorted(newest)]  # in one order, so that nobody waits in a ring
    adding = _insert(connection, FIRM)
    told = ("ice", "name", "folded", "sector", "size", "region", "as_of", "as_of_sha")
    newer = tuple_(FIRM.c.as_of, FIRM.c.as_of_sha) < tuple_(adding.excluded.as_of, adding.excluded.as_of_sha)
    adding = adding.on_conflict_do_update(
        index_elements=[FIRM.c.key], set_={name: adding.excluded[name] for name in told}, where=newer
    )
    connection.execute(adding, rows)


def _age(one: Incoming) -> tuple[str, str]:
    return one.record.date or "", one.record.sha256


def _firm_row(one: Incoming, persons: Persons) -> Row:
    record = one.record
    as_of, as_of_sha = _age(one)
    return {
        "key": record.firm,
        "root": record.firm,
        "parent": None,
        "ice": one.ice,
        "name": one.name,
        "folded": folded(one.name),
        "alias": alias_of(persons.secret, record.firm),
        "sector": record.sector,
        "size": record.size,
        "region": record.region,
        "as_of": as_of,
        "as_of_sha": as_of_sha,
    }


def _assessment_row(one: Incoming, refs: Mapping[tuple[str, str, str], str], day: str) -> Row:
    record = one.record
    same = (
        "sha256",
        "firm",
        "file_id",
        "stage",
        "questionnaire",
        "questionnaire_version",
        "model",
        "model_version",
        "variant",
        "source",
        "sector",
        "size",
        "region",
        "staff",
    )
    return {
        **{name: getattr(record, name) for name in same},
        **asdict(record.overall),
        "sample": int(record.sample),
        "day": record.date,
        "plan_day": record.plan_date,
        "respondent": None if one.respondent is None else refs[RESPONDENT, record.firm, one.respondent],
        "consultant": None if one.consultant is None else refs[CONSULTANT, "", one.consultant],
        "added": day,
        "document": one.document,
    }


def _add_parts(connection: Connection, records: Sequence[tuple[int, AssessmentRecord]]) -> None:
    for table, rows_of in _PARTS.items():
        fill(connection, table, ((number, *row) for number, record in records for row in rows_of(record)))


def _score_rows(record: AssessmentRecord) -> Iterator[Cells]:
    for node, one in record.scores.items():
        yield node, one.score, one.low, one.high, one.level, one.level_id, one.coverage


def _answer_rows(record: AssessmentRecord) -> Iterator[Cells]:
    for question, answer in record.answers.items():
        value = None if answer.value is None else _as_json(answer.value)
        yield question, answer.state, value, answer.worth, answer.evidence


@lru_cache(maxsize=4096, typed=True)  # most answers are the number of an option: 1 and 1.0 are written apart
def _as_json(value: GivenValue) -> str:
    return json.dumps(value, ensure_ascii=False)


def _signal_rows(record: AssessmentRecord) -> Iterator[Cells]:
    for kind, names in ((FLAG, record.flags), (CHECK, record.checks)):
        for place, name in enumerate(names):
            yield kind, name, place


def _item_rows(record: AssessmentRecord) -> Iterator[Cells]:
    for one in record.plan:
        yield one.item, one.kind, one.phase, one.indicator, one.quarter, one.quarters, one.status, one.done_on


def _service_rows(record: AssessmentRecord) -> Iterator[Cells]:
    for item in record.plan:
        for service, provider in item.services:
            yield item.item, service, provider


def _timing_rows(record: AssessmentRecord) -> Iterator[Cells]:
    yield from record.seconds.items()


_PARTS = {
    SCORE: _score_rows,
    ANSWER: _answer_rows,
    SIGNAL: _signal_rows,
    PLAN_ITEM: _item_rows,
    PLAN_SERVICE: _service_rows,
    TIMING: _timing_rows,
}


def _twins(connection: Connection, keys: Sequence[str]) -> tuple[Twin, ...]:
    """Return firms that stand under another key too, by name and region, and that nobody has said are the same."""
    other = FIRM.alias("other")
    alike = (other.c.folded == FIRM.c.folded) & (func.coalesce(other.c.region, "") == func.coalesce(FIRM.c.region, ""))
    may_be_one = (other.c.root != FIRM.c.root) & (
        other.c.ice.is_(None) | FIRM.c.ice.is_(None)
    )  # two ICEs are two firms
    query = select(FIRM.c.key, other.c.key).join(other, alike & may_be_one).where(FIRM.c.key.in_(keys))
    return tuple(
        Twin(key=key, other=found) for key, found in connection.execute(query.order_by(FIRM.c.key, other.c.key))
    )
