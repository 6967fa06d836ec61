"""The outputs of a run: each is written beside the parts, reopened, and only then put in its place."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from jazari_assess.atomic_file import patiently, put, target_problem
from jazari_assess.batch.executors import side_by_side
from jazari_assess.batch.full_disk import is_full
from jazari_assess.batch.matching.spelling import normal
from jazari_assess.batch.outputs.outcome import rejected_cells
from jazari_assess.batch.outputs.rejected import RejectedTable, reason, write_rejected
from jazari_assess.batch.outputs.result_files import (
    node_rows,
    question_rows,
    result_rows,
    write_csv,
    write_parquet,
    write_workbook,
)
from jazari_assess.batch.outputs.results import ScoredRun
from jazari_assess.batch.outputs.stored import PARQUET, QUESTIONS, made_with
from jazari_assess.batch.progress import Outcome
from jazari_assess.batch.request import Request
from jazari_assess.batch.scoring.rows import Plan
from jazari_assess.batch.workspace import REPORTS, Ended, file_hash
from jazari_assess.errors import Place, Problem, ProblemsError

CSV, REJECTED = "results.csv", "rejected.xlsx"
FRENCH_CSV, WORKBOOK = "results-fr.csv", "results.xlsx"
_LONG = ("nodes.parquet", "nodes.csv", QUESTIONS, "questions.csv")


def output_names(request: Request) -> tuple[str, ...]:
    """Return the names of the files that a run may write, reports aside."""
    french = (FRENCH_CSV,) if request.csv == "fr" else ()
    long = _LONG if request.long else ()
    return (PARQUET, CSV, WORKBOOK, *french, *long, REJECTED, *request.portfolio)


def refuse_existing(request: Request) -> None:
    """Raise ``ProblemsError`` for each output that is there already, is an input, or could not be replaced."""
    replace = request.force or request.resume
    outputs = [request.out / name for name in output_names(request)]
    problems = [_is_input(path, request.inputs) or target_problem(path, replace=replace) for path in outputs]
    if request.render is not None:
        problems.append(_reports_in_the_way(request.out / REPORTS, replace=replace))
    finished = request.resume and not request.force  # a run that has ended writes nothing again
    found = [one for one in problems if one is not None and not (finished and one.code == "target-read-only")]
    if found:
        raise ProblemsError(found)


def _is_input(path: Path, inputs: Sequence[str]) -> Problem | None:
    """An input is never changed, whatever was asked for."""
    if path.exists() and any(Path(name).exists() and path.samefile(name) for name in inputs if "://" not in name):
        return Problem(code="target-is-input", place=Place(file=str(path)))
    return None


def _reports_in_the_way(folder: Path, *, replace: bool) -> Problem | None:
    if folder.is_symlink():
        return Problem(code="target-is-link", place=Place(file=str(folder)))
    if folder.is_dir() and (replace or not any(folder.iterdir())):
        return None
    return Problem(code="target-exists", place=Place(file=str(folder))) if folder.exists() else None


def write_outputs(scored: ScoredRun, outcome: Outcome) -> tuple[Path, ...]:
    """Write every output and put it in its place; return the paths.

    Raises ``ProblemsError`` when the disk is full or the folder closed; earlier outputs are then as they were.
    """
    growing = scored.workspace.folder / "out"
    shutil.rmtree(growing, ignore_errors=True)
    try:
        growing.mkdir()
        made = list(_outputs(scored, outcome, growing))
        paths = tuple(scored.request.out / path.name for path in made)
        for source, target in zip(made, paths, strict=True):
            put(source, target)
        if REJECTED not in {path.name for path in made}:
            (scored.request.out / REJECTED).unlink(missing_ok=True)
    except (OSError, pl.exceptions.ComputeError) as error:
        if is_full(error, scored.request.out):
            raise
        raise ProblemsError([_write_problem(scored.request.out, error)]) from error
    return paths


def ended_of(scored: ScoredRun, outcome: Outcome) -> Ended:
    """Return the record of a run whose outputs are written."""
    files = {path.name: file_hash(path) for path in outcome.paths if not path.is_dir()}
    return Ended(counts=outcome.counts, files=files, reports=scored.workspace.reports())


def remove_stale(out: Path, names: Sequence[str]) -> None:
    """Remove outputs of an earlier run that would be taken for this one's; nothing but plain files below ``out``."""
    for name in names:
        path, parts = out / name, Path(name).parts
        inside = parts in {(path.name,), (REPORTS, path.name)}
        if inside and ".." not in parts and path.is_file() and not path.is_symlink() and not path.parent.is_symlink():
            patiently(path.unlink)


def _write_problem(folder: Path, error: Exception) -> Problem:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
    return Problem(code="folder-unusable", place=Place(file=str(folder)), values={"reason": reason})


def _outputs(scored: ScoredRun, outcome: Outcome, growing: Path) -> Iterator[Path]:
    request = scored.request
    yield from _result_files(scored, growing)
    if outcome.counts.rejected or outcome.counts.duplicates or any(note.key == "opened" for _, note in outcome.notes):
        files = [(problem.place.file or "", reason(request.interface, problem)) for problem in scored.opened.problems]
        write_rejected(growing / REJECTED, _rejected_tables(scored), files, request.interface, request.date)
        yield growing / REJECTED
    for name, write in request.portfolio.items():
        if scored.results.rows:
            write(scored.results.paths, outcome.counts, growing / name)
            yield growing / name


def _result_files(scored: ScoredRun, growing: Path) -> Iterator[Path]:
    request, kept = scored.request, scored.results
    if not kept.paths:
        return
    rows = result_rows(kept.paths, request.notices)
    parts = [result_rows([path], request.notices) for path in kept.paths]
    with side_by_side() as (threads, _):
        signed = made_with(request.questionnaire, request.models[0])
        parquet = threads.submit(write_parquet, rows, growing / PARQUET, signed)
        write_csv(parts, growing / CSV)
        parquet.result()
    _refuse_lost(growing / PARQUET, kept.rows)
    yield from (growing / PARQUET, growing / CSV)
    if request.csv == "fr":
        write_csv(parts, growing / FRENCH_CSV, french=True)
        yield growing / FRENCH_CSV
    if request.long:
        questions = question_rows(kept, request.questionnaire, with_answers=request.with_answers)
        for name, long_rows in (("nodes", node_rows(kept, request.models)), ("questions", questions)):
            write_parquet(pl.concat(long_rows), growing / f"{name}.parquet")
            write_csv(long_rows, growing / f"{name}.csv", french=request.csv == "fr")
            yield from (growing / f"{name}.parquet", growing / f"{name}.csv")
    if 0 < kept.rows <= request.list_rows:
        write_workbook(rows, growing / WORKBOOK, request.interface, request.models, request.questionnaire, request.date)
        yield growing / WORKBOOK


def _refuse_lost(path: Path, rows: int) -> None:
    """Reopen the results: an export that is empty without an error is worse than none."""
    if pl.scan_parquet(path).select(pl.len()).collect().item() != rows:
        raise ProblemsError([Problem(code="batch-output-lost", place=Place(file=str(path)))])


def _rejected_tables(scored: ScoredRun) -> Sequence[RejectedTable]:
    found = []
    for number, plan in enumerate(scored.plans):
        own = [part for part in scored.parts if part[0] == number]
        if own:
            found.append(
                RejectedTable(
                    table=plan.table,
                    own=frozenset(_own_columns(plan)),
                    bad=pl.concat([rejected_cells(scored, *part) for part in own]),
                    opened=pl.concat([scored.workspace.bad(*part).filter("open") for part in own]),
                    origins=pl.concat([scored.workspace.origins(*part) for part in own]),
                    duplicates=[(one.position, one.row) for one in scored.results.duplicates if one.table == number],
                )
            )
    return found


def _own_columns(plan: Plan) -> Iterator[str]:
    """Yield the columns of an input that only say why and from where its rows were given back."""
    own = plan.vocabulary.words.own
    return (header.column for header in plan.table.headers if normal(header.text) in own)
