"""What a run has to say at its end: counts, the first problems, how each table was understood."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from jazari_assess.batch.matching.shares import suspects
from jazari_assess.batch.progress import Counts, NormalisedIn, Outcome, SuspectShares, TableSeen
from jazari_assess.batch.ran import Ran
from jazari_assess.batch.scoring.slice import Plan
from jazari_assess.errors import Problem

MOST_SHOWN = 20


def outcome_of(ran: Ran) -> Outcome:
    """Return what a run did, before anything is written."""
    facts = [ran.workspace.facts(*part) for part in ran.parts]
    files = len({problem.place.file for problem in ran.opened.problems})
    problems, count = _problems(ran)
    return Outcome(
        counts=Counts(
            rows=sum(int(str(fact["rows"])) for fact in facts) + files,
            scored=ran.assembled.rows,
            rejected=sum(int(str(fact["rejected"])) for fact in facts) + files,
            duplicates=len(ran.assembled.duplicates),
        ),
        tables=tuple(_seen(plan) for plan in ran.plans),
        notes=ran.opened.notes,
        normalised=_normalised(ran, facts),
        shares=tuple(_shares(ran, facts)),
        problems=tuple(problems),
        problem_count=count,
    )


def _problems(ran: Ran) -> tuple[list[Problem], int]:
    problems = list(ran.opened.problems)
    count = len(problems)
    for number, part in ran.parts:
        bad = ran.workspace.bad(number, part)
        count += bad.height
        problems += [
            Problem(code=code, place=ran.plans[number].table.place(row, column), values=json.loads(values))
            for _, row, column, code, values in bad.head(max(0, MOST_SHOWN - len(problems))).rows()
        ]
    return problems[:MOST_SHOWN], count


def _seen(plan: Plan) -> TableSeen:
    matching = plan.matching
    return TableSeen(
        file=plan.table.file,
        sheet=plan.table.sheet,
        tool=None if matching.tool is None else matching.tool.name,
        used=len(matching.matches),
        columns=sum(bool(header.text.strip()) for header in plan.table.headers),
        near=matching.near,
        unused=matching.unused,
    )


def _shares(ran: Ran, facts: "list[Mapping[str, object]]") -> Iterator[SuspectShares]:
    for number, plan in enumerate(ran.plans):
        slices = [_lines(fact["shares"]) for part, fact in zip(ran.parts, facts, strict=True) if part[0] == number]
        headers = {header.column: header for header in plan.table.headers}
        for one in suspects(slices):
            yield SuspectShares(
                file=Path(plan.table.file).name,
                header=headers[one.column],
                cells=tuple(str(plan.table.place(row, one.column).cell) for row in one.rows),
                count=one.count,
            )


def _lines(found: object) -> "list[Mapping[str, object]]":
    return found if isinstance(found, list) else []


def _normalised(ran: Ran, facts: "list[Mapping[str, object]]") -> tuple[NormalisedIn, ...]:
    totals: dict[tuple[int, str, str], tuple[str, int]] = {}
    for (number, _), fact in zip(ran.parts, facts, strict=True):
        lines = fact["normalised"]
        for line in lines if isinstance(lines, list) else []:
            key = (number, line["column"], line["kind"])
            example, count = totals.get(key, (line["example"], 0))
            totals[key] = (example, count + int(line["count"]))
    return tuple(
        NormalisedIn(
            file=Path(ran.plans[number].table.file).name,
            header=next(one.text for one in ran.plans[number].table.headers if one.column == column),
            kind=kind,
            example=example,
            count=count,
        )
        for (number, column, kind), (example, count) in totals.items()
    )
