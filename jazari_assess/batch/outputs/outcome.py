"""What a run has to say at its end: counts, the first problems, how each table was understood."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from jazari_assess.batch.matching.percentages import suspects
from jazari_assess.batch.outputs.results import ScoredRun
from jazari_assess.batch.progress import Counts, NormalisedIn, Outcome, SuspectShares, TableSeen
from jazari_assess.batch.scoring.rows import Plan
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.reading.workbook.sheet_survey import Note

MOST_SHOWN = 20
"""Problems told one by one: a screen of them; rejected.xlsx holds all."""
_TOLD = ("row", "column", "code", "values")


def outcome_of(scored: ScoredRun) -> Outcome:
    """Return what a run did, before anything is written."""
    facts = [scored.workspace.facts(*part) for part in scored.parts]
    files = len({problem.place.file for problem in scored.opened.problems})
    problems, count = _problems(scored)
    replaced = len(scored.results.replaced)
    counts = Counts(
        rows=sum(plan.table.rows - len(plan.table.skipped) for plan in scored.plans) + files - replaced,
        scored=scored.results.rows,
        rejected=sum(int(str(fact["rejected"])) for fact in facts) + files - replaced,
        duplicates=len(scored.results.duplicates),
        blank=sum(int(str(fact["blank"])) for fact in facts),
    )
    _refuse_lost(scored, counts)
    return Outcome(
        counts=counts,
        tables=tuple(_seen(plan) for plan in scored.plans),
        notes=(*scored.opened.notes, *_twins(scored), *_loop_notes(scored, facts), *_report_notes(scored)),
        normalised=_normalised(scored, facts),
        shares=tuple(_shares(scored, facts)),
        problems=tuple(problems),
        problem_count=count,
    )


def rejected_cells(scored: ScoredRun, table: int, number: int) -> pl.DataFrame:
    """Return the bad cells of a part that reject their row, those of rows that came in again corrected aside."""
    gone = [position for at, position in scored.results.replaced if at == table]
    return scored.workspace.bad(table, number).filter(~pl.col("open") & ~pl.col("position").is_in(gone))


def _refuse_lost(scored: ScoredRun, counts: Counts) -> None:
    """Raise ``ProblemsError`` when a row is in none of the outputs: nothing is written then."""
    found = counts.scored + counts.rejected + counts.duplicates + counts.blank
    if found != counts.rows:
        values = {"rows": str(counts.rows), "found": str(found)}
        place = Place(file=str(scored.request.out))
        raise ProblemsError([Problem(code="batch-rows-lost", place=place, values=values)])


def _problems(scored: ScoredRun) -> tuple[list[Problem], int]:
    problems = list(scored.opened.problems)
    count = len(problems)
    for number, part in scored.parts:
        bad = rejected_cells(scored, number, part)
        count += bad.height
        problems += [
            Problem(code=code, place=scored.plans[number].table.place(row, column), values=json.loads(values))
            for row, column, code, values in bad.head(max(0, MOST_SHOWN - len(problems))).select(*_TOLD).rows()
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


def _loop_notes(scored: ScoredRun, facts: "list[Mapping[str, object]]") -> Iterator[tuple[str, Note]]:
    """Say how many rows were corrected, and how many bad cells stay without an answer."""
    opened = sum(int(str(fact["opened"])) for fact in facts)
    for key, count in (("corrected", len(scored.results.replaced)), ("opened", opened)):
        if count:
            yield str(scored.request.out), Note(key=key, values={"count": str(count)})


def _report_notes(scored: ScoredRun) -> Iterator[tuple[str, Note]]:
    """Name the firms that were chosen for reports and get none."""
    request, out = scored.request, str(scored.request.out)
    if request.reports_of and request.render is None:
        yield out, Note(key="reports-unformatted")
    elif request.reports_of:
        wanted = list(request.reports_of)
        found = [pl.scan_ipc(path).select("id").filter(pl.col("id").is_in(wanted)) for path in scored.results.paths]
        there = pl.concat(found).collect()["id"] if found else ()
        unknown = sorted(request.reports_of.difference(there))
        if unknown:
            yield out, Note(key="reports-unknown", values={"ids": ", ".join(unknown[:MOST_SHOWN])})


def _twins(scored: ScoredRun) -> Iterator[tuple[str, Note]]:
    for twin in scored.results.twins[:MOST_SHOWN]:
        rows = ", ".join(f"{file} {row}" for file, row in twin.places[:MOST_SHOWN])
        yield twin.places[0][0], Note(key=f"same-{twin.kind}", values={"rows": rows})
    more = len(scored.results.twins) - MOST_SHOWN
    if more > 0:
        yield scored.results.twins[0].places[0][0], Note(key="same-more", values={"count": str(more)})


def _shares(scored: ScoredRun, facts: "list[Mapping[str, object]]") -> Iterator[SuspectShares]:
    for number, plan in enumerate(scored.plans):
        slices = [_lines(fact["shares"]) for part, fact in zip(scored.parts, facts, strict=True) if part[0] == number]
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


def _normalised(scored: ScoredRun, facts: "list[Mapping[str, object]]") -> tuple[NormalisedIn, ...]:
    totals: dict[tuple[int, str, str], tuple[str, int]] = {}
    for (number, _), fact in zip(scored.parts, facts, strict=True):
        lines = fact["normalised"]
        for line in lines if isinstance(lines, list) else []:
            key = (number, line["column"], line["kind"])
            example, count = totals.get(key, (line["example"], 0))
            totals[key] = (example, count + int(line["count"]))
    return tuple(
        NormalisedIn(
            file=Path(scored.plans[number].table.file).name,
            header=next(one.text for one in scored.plans[number].table.headers if one.column == column),
            kind=kind,
            example=example,
            count=count,
        )
        for (number, column, kind), (example, count) in totals.items()
    )
