"""Where work runs: here, in processes of this machine, or on a Dask cluster, all behind one kind of executor."""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

from jazari_assess.errors import Problem, ProblemsError

Task = TypeVar("Task")
Result = TypeVar("Result")
P = ParamSpec("P")
_RETRIES = 3
"""Times that work of a lost worker is given to another: a machine may go, a slice that kills three is at fault."""
_CLUSTER_SECONDS = 20
"""Until an address at which no scheduler answers is told as away: whoever mistyped it is not kept waiting."""
_MOST_ON_WINDOWS = 61
"""Processes that a pool may wait for there (WaitForMultipleObjects takes 64, a pool needs three itself)."""
SIDE_BY_SIDE = 2
"""Blocks scored, and parts written, side by side: one more was no quicker and took a third more memory."""


class SerialExecutor(Executor):
    """Runs each call at once, in this process."""

    def submit(self, fn: Callable[P, Result], /, *args: P.args, **kwargs: P.kwargs) -> Future[Result]:
        """Run the call and return a finished future."""
        done: Future[Result] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - handed to whoever asks for the result, as every executor does
            done.set_exception(error)
        return done


@contextmanager
def executor(workers: int, cluster: str | None) -> Iterator[tuple[Executor, int]]:
    """Yield an executor and how many workers it has; raise ``ProblemsError`` when the cluster cannot be reached."""
    if cluster is not None:
        with _dask(cluster) as found:
            yield found
    elif (workers := _allowed(workers)) > 1:
        from multiprocessing import get_context  # noqa: PLC0415 - only a pool needs it

        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            yield pool, workers
    else:
        yield SerialExecutor(), 1


def _allowed(workers: int) -> int:
    return min(workers, _MOST_ON_WINDOWS) if sys.platform == "win32" else workers


@contextmanager
def scoring_executor(cluster: str | None) -> Iterator[tuple[Executor, int]]:
    """Yield an executor for blocks and how many of them may wait; raise ``ProblemsError`` as ``executor`` does."""
    if cluster is not None:
        with _dask(cluster) as (pool, workers):
            yield pool, 2 * workers
    else:
        with side_by_side() as found:
            yield found


@contextmanager
def side_by_side() -> Iterator[tuple[Executor, int]]:
    """Yield threads of this process, and how many of their tasks may wait: one more, begun while one is being kept.

    Threads do where the libraries that read, score and write let go of the interpreter.
    """
    with ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
        yield threads, SIDE_BY_SIDE + 1


@contextmanager
def _dask(address: str) -> Iterator[tuple[Executor, int]]:
    try:
        from distributed import Client  # noqa: PLC0415 - the extra "cluster", loaded only when asked for
    except ImportError as error:
        raise ProblemsError([Problem(code="batch-cluster-missing")]) from error
    try:
        client = Client(address, timeout=_CLUSTER_SECONDS)  # type: ignore[no-untyped-call]  # Dask types little
    except (OSError, ValueError) as error:
        raise ProblemsError([Problem(code="batch-cluster-away", values={"address": address})]) from error
    with client:
        threads: dict[str, int] = client.nthreads()  # type: ignore[no-untyped-call]
        pool: Executor = client.get_executor(retries=_RETRIES, pure=False)  # type: ignore[no-untyped-call]
        yield pool, max(sum(threads.values()), 1)


def in_order(
    pool: Executor, ahead: int, work: Callable[[Task], Result], tasks: Iterable[Task]
) -> Iterator[tuple[Task, Result]]:
    """Yield each task with its result, in order, at most ``ahead`` of them waiting: memory stays bounded.

    What is done is yielded before more is begun, so that it can be kept.
    """
    waiting: deque[tuple[Task, Future[Any]]] = deque()
    for task in tasks:
        waiting.append((task, pool.submit(work, task)))
        while waiting and (len(waiting) >= ahead or waiting[0][1].done()):
            first, future = waiting.popleft()
            yield first, future.result()
    while waiting:
        first, future = waiting.popleft()
        yield first, future.result()
