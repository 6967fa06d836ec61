"""One report a firm: rendered on all cores or on the cluster, each kept as soon as it is done."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from pathlib import Path

from jazari_assess.atomic_file import write_atomically
from jazari_assess.batch.executors import executor, in_order
from jazari_assess.batch.outputs.results import ScoredRun
from jazari_assess.batch.progress import Tell
from jazari_assess.batch.request import RenderFirm, Request
from jazari_assess.batch.tables import read_table
from jazari_assess.batch.workspace import REPORTS as FOLDER
from jazari_assess.batch.workspace import is_whole

_ATTEMPTS = 5
"""Times that reports are begun again where a worker died: its report goes on with others until it is alone and
named."""


def write_reports(scored: ScoredRun, tell: Tell) -> tuple[Path, ...]:
    """Write the reports of every scored firm; return their folder. Those that a killed run finished stay."""
    request = scored.request
    if request.render is None:
        return ()
    target = request.out / FOLDER
    target.mkdir(exist_ok=True)
    _forget_lost(scored, target)
    for left in reversed(range(_ATTEMPTS)):
        try:
            _render_open(scored, request.render, tell)
            break
        except BrokenExecutor:
            if not left:
                raise
    return (target,)


def _forget_lost(scored: ScoredRun, target: Path) -> None:
    """Make the reports anew that an earlier attempt wrote and that are not there as it wrote them."""
    for number, files in scored.workspace.reports().items():
        if not all(is_whole(target / name, mark) for name, mark in files.items()):
            scored.workspace.forget_report(number)


def _render_open(scored: ScoredRun, render: RenderFirm, tell: Tell) -> None:
    """Render what is not there yet; a worker that dies takes only what it and its neighbours had in hand."""
    request, total = scored.request, len(scored.request.reports_of) or scored.results.rows
    kept = frozenset(map(int, scored.workspace.reports()))
    done = len(kept)
    tell("reports", done, total)
    with executor(request.workers, request.cluster) as (pool, workers):
        for (number, _), files in in_order(pool, 3 * workers, _Rendered(render), _open_jobs(scored, kept)):
            for name, data in files:
                write_atomically(request.out / FOLDER / name, data, replace=True)
            scored.workspace.keep_report(number, {name: hashlib.sha256(data).hexdigest() for name, data in files})
            done += 1
            tell("reports", done, total)


class _Rendered:
    """Renders one job; an object, so that it travels to other processes with what it needs."""

    def __init__(self, render: RenderFirm) -> None:
        self._render = render

    def __call__(self, job: tuple[int, str]) -> Sequence[tuple[str, bytes]]:
        return self._render(job[1])


def _is_asked_for(own: str, request: Request) -> bool:
    return not request.reports_of or own in request.reports_of


def _open_jobs(scored: ScoredRun, kept: Collection[int]) -> Iterator[tuple[int, str]]:
    """Yield number and assessment of each firm whose reports are not all there."""
    number = 0
    for path in scored.results.paths:
        for own, text in read_table(path, columns=["id", "assessment"]).select("id", "assessment").rows():
            if number not in kept and _is_asked_for(own, scored.request):
                yield number, text
            number += 1
