"""One report a firm: rendered on all cores or on the cluster, each kept as soon as it is done."""

from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor
from pathlib import Path

import polars as pl

from jazari_assess.atomic_file import write_atomically
from jazari_assess.batch.executors import executor, in_order
from jazari_assess.batch.progress import Tell
from jazari_assess.batch.ran import Ran
from jazari_assess.batch.request import RenderFirm

FOLDER = "reports"
_ATTEMPTS = 5


def write_reports(ran: Ran, tell: Tell) -> tuple[Path, ...]:
    """Write the reports of every scored firm; return their folder. Those that a killed run finished stay."""
    request = ran.request
    if request.render is None:
        return ()
    target = request.out / FOLDER
    target.mkdir(exist_ok=True)
    kept = ran.workspace.folder / FOLDER
    kept.mkdir(exist_ok=True)
    for left in reversed(range(_ATTEMPTS)):
        try:
            _render_open(ran, request.render, kept, tell)
            break
        except BrokenExecutor:
            if not left:
                raise
    return (target,)


def _render_open(ran: Ran, render: RenderFirm, kept: Path, tell: Tell) -> None:
    """Render what is not there yet; a worker that dies takes only what it and its neighbours had in hand."""
    request, total = ran.request, ran.assembled.rows
    done = sum(1 for _ in kept.iterdir())
    tell("reports", done, total)
    with executor(request.workers, request.cluster) as (pool, workers):
        for (number, _), files in in_order(pool, 3 * workers, _Rendered(render), _open_jobs(ran, kept)):
            for name, data in files:
                write_atomically(request.out / FOLDER / name, data, replace=True)
            write_atomically(kept / f"{number:07d}", b"", replace=True)
            done += 1
            tell("reports", done, total)


class _Rendered:
    """Renders one job; an object, so that it travels to other processes with what it needs."""

    def __init__(self, render: RenderFirm) -> None:
        self._render = render

    def __call__(self, job: tuple[int, str]) -> Sequence[tuple[str, bytes]]:
        return self._render(job[1])


def _open_jobs(ran: Ran, kept: Path) -> Iterator[tuple[int, str]]:
    """Yield number and assessment of each firm whose reports are not all there."""
    number = 0
    for path in ran.assembled.paths:
        for text in pl.read_ipc(path, columns=["assessment"])["assessment"]:
            if not (kept / f"{number:07d}").exists():
                yield number, text
            number += 1
