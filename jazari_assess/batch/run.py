"""A whole run: stage the inputs, score them in blocks, set aside what is wrong or twice, write everything whole."""

import gc
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from jazari_assess.atomic_file import make_folder
from jazari_assess.batch.executors import in_order, scoring_executor
from jazari_assess.batch.full_disk import full_disk_told
from jazari_assess.batch.interface import Table
from jazari_assess.batch.matching.vocabulary import Vocabulary
from jazari_assess.batch.outputs.outcome import outcome_of
from jazari_assess.batch.outputs.reports import write_reports
from jazari_assess.batch.outputs.results import ScoredRun, gather_results
from jazari_assess.batch.outputs.writing import ended_of, refuse_existing, remove_stale, write_outputs
from jazari_assess.batch.progress import Outcome, Tell
from jazari_assess.batch.request import BLOCK_ROWS, Request
from jazari_assess.batch.scoring.block import Block, Part, rows_of, score_block
from jazari_assess.batch.scoring.rows import Plan
from jazari_assess.batch.sources.inputs import Opened, open_inputs
from jazari_assess.batch.sources.storage import remote_mark
from jazari_assess.batch.workspace import REPORTS, Ended, Workspace, file_hash, fingerprint
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.process_lock import ProcessLock

_Task = tuple[int, int, Block]
_HELD = "batch"
"""What a run holds in its output folder: the lock is beside it."""


def run_batch(request: Request, vocabulary: Vocabulary, tell: Tell) -> Outcome:
    """Do the whole run.

    Raises ``ProblemsError`` when no input can be used, when an output is in the way or an input itself, when the run to
    go on with was another one, when another run writes there, and when the disk is full: what is done by then stays for
    ``resume``.
    """
    refuse_existing(request)
    make_folder(request.out)
    with full_disk_told(request.out), ProcessLock(request.out / _HELD, since=request.date, in_use="batch-out-in-use"):
        return _run(request, vocabulary, tell)


def _run(request: Request, vocabulary: Vocabulary, tell: Tell) -> Outcome:
    workspace, mark = Workspace(request.out), _mark(request)
    ended = workspace.ended(mark) if request.resume else None
    if ended is not None and ended.intact(request.out):
        return replace(_ended_already(request.out, ended), faults=tuple(workspace.sweep()))
    workspace.open(mark, request.date, resume=request.resume)
    try:
        opened = open_inputs(request, vocabulary, workspace, tell)
    except ProblemsError:
        workspace.close()
        raise
    plans = _plans(request, opened)
    parts = _score(request, workspace, plans, tell)
    scored = ScoredRun(
        request=request,
        workspace=workspace,
        opened=opened,
        plans=plans,
        parts=parts,
        results=gather_results(workspace, plans, parts, request.saved.repeats),
    )
    return _written(scored, tell)


def _written(scored: ScoredRun, tell: Tell) -> Outcome:
    """Write the outputs of a run, unless it was strict and a row is wrong, and leave a record of it."""
    outcome = outcome_of(scored)
    if outcome.counts.rows == outcome.counts.blank:
        scored.workspace.close()
        tables = [plan.table for plan in scored.plans]
        raise ProblemsError(
            [Problem(code="batch-no-rows", place=Place(file=one.file, sheet=one.sheet)) for one in tables]
        )
    if scored.request.strict and outcome.counts.rejected:
        scored.workspace.close()
        return outcome
    tell("writing", 0, 1)
    reports = write_reports(scored, tell)
    outcome = replace(outcome, paths=(*write_outputs(scored, outcome), *reports))
    ended = ended_of(scored, outcome)
    remove_stale(scored.request.out, scored.workspace.stale(ended))
    faults = scored.workspace.end(ended)
    tell("writing", 1, 1)
    return replace(outcome, faults=tuple(faults))


def _ended_already(out: Path, ended: Ended) -> Outcome:
    reports = (out / REPORTS,) if ended.reports else ()
    return Outcome(counts=ended.counts, paths=(*(out / name for name in ended.files), *reports), already=True)


def _plans(request: Request, opened: Opened) -> tuple[Plan, ...]:
    return tuple(
        Plan(
            questionnaire=request.questionnaire,
            models=request.models,
            vocabulary=found.vocabulary,
            saved=request.saved,
            table=found.table,
            matching=found.matching,
            with_values=bool(request.portfolio) or request.long,
            with_assessments=request.render is not None,
            with_answers=request.long and request.with_answers,
            open_bad_cells=request.bad_cells == "open",
        )
        for found in opened.tables
    )


def _score(request: Request, workspace: Workspace, plans: Sequence[Plan], tell: Tell) -> Sequence[tuple[int, int]]:
    """Score every block that is not there yet; return all parts in order."""
    every = [
        (number, part, Block(plan=plan, start=start, rows=min(request.block_rows, _end(plan.table) - start)))
        for number, plan in enumerate(plans)
        for part, start in enumerate(range(plan.table.first, _end(plan.table), request.block_rows))
    ]
    missing = [task for task in every if not workspace.has_part(task[0], task[1])]
    total = sum(block.rows for _, _, block in every)
    done = total - sum(block.rows for _, _, block in missing)
    tell("scoring", done, total)
    with _lasting_objects_set_aside(), scoring_executor(request.cluster) as (pool, ahead):
        for (number, part, block), result in in_order(pool, ahead, _scored, _sent(missing, request.cluster)):
            workspace.keep_part(number, part, result)
            del result
            done += block.rows
            if done // BLOCK_ROWS > (done - block.rows) // BLOCK_ROWS:
                gc.collect()  # tables hang in cycles, and the program looks for garbage too rarely for their size
            tell("scoring", done, total)
    return [(number, part) for number, part, _ in every]


@contextmanager
def _lasting_objects_set_aside() -> Iterator[None]:
    """Spare what is there already, content and libraries, from every look for garbage."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _sent(tasks: Iterable[_Task], cluster: str | None) -> Iterator[_Task]:
    """Yield the tasks, for a cluster with their rows: its machines need not see this one's disk."""
    for table, number, block in tasks:
        yield table, number, block if cluster is None else replace(block, frame=rows_of(block))


def _scored(task: _Task) -> Part:
    return score_block(task[2])


def _end(table: Table) -> int:
    return table.first + table.rows


def _mark(request: Request) -> str:
    """Return the hash of everything that a run's outputs depend on: two runs with one mark write the same bytes."""
    return fingerprint(
        {
            "version": request.version,
            "inputs": [[one, _input_mark(one, request.readers)] for one in request.inputs],
            "questionnaire": request.questionnaire.sha256,
            "models": [model.sha256 for model in request.models],
            "catalogue": request.library.catalogue.sha256,
            "map": request.saved.model_dump_json(),
            "language": request.interface.language,
            "date": request.date,
            "sheet": request.sheet,
            "reading": [request.encoding, request.transposed],
            "block": request.block_rows,
            "strict": request.strict,
            "bad-cells": request.bad_cells,
            "kinds": [*request.report_kinds, *request.portfolio],
            "outputs": [request.csv, request.long, request.with_answers, request.list_rows, sorted(request.reports_of)],
            **request.settings,
        }
    )


def _input_mark(name: str, suffixes: Collection[str]) -> str:
    """Return the hash of an input; none for what is away, closed or no file, which staging refuses by name.

    ``suffixes`` are those of the files that are read in a folder.
    """
    if "://" in name:
        return remote_mark(name)
    path = Path(name)
    try:
        if path.is_dir():
            files = [one for one in path.iterdir() if one.suffix.lower() in suffixes and one.is_file()]
            return fingerprint({one.name: file_hash(one) for one in files})
        return file_hash(path) if path.is_file() else ""
    except OSError:
        return ""
