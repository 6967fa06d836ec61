"""Scoring as a share of the whole batch command, its growth and memory, and the bare matrix products beside it.

The mark is the share, which a user could feel: however quick two products are, scoring is a small part of a run.
"""

import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.batch import command, frame
from benchmarks.measuring.process import measured
from jazari_assess.engine.score.compiled import CompiledModel, compile_model
from jazari_assess.engine.score.kernel import score
from jazari_assess.model.maturity import Group, Levels, LevelStep, MaturityModel

QUESTIONS, DIMENSIONS = 48, 9
RUNS = 5
ROWS = 1_000_000
SHARE_MARK, GROWTH_MARK, MEMORY_MARK = 0.1, 1.2, 4.0
"""A tenth of the command would go unnoticed if it were saved; a tenth of the rows may cost a little over a tenth."""


def _model() -> tuple[CompiledModel, tuple[str, ...]]:
    questions = tuple(f"question-{index}" for index in range(QUESTIONS))
    parts = [tuple(str(name) for name in part) for part in np.array_split(questions, DIMENSIONS)]
    dimensions = {f"dimension-{index}": Group(children=part) for index, part in enumerate(parts)}
    model = MaturityModel(
        schema_="jazari-assess/model/1",
        id="benchmark",
        version="1.0.0",
        license="none",
        questionnaire="benchmark",
        role="main",
        source="made for the benchmark",
        as_of="2026",
        minimum_coverage=0.3,
        levels=Levels(steps=(LevelStep(id="low", from_=0.0), LevelStep(id="high", from_=50.0))),
        root="overall",
        nodes={"overall": Group(children=tuple(dimensions)), **dimensions},
    )
    return compile_model(model, questions), questions


def _answers(rows: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.Generator(np.random.PCG64(1))
    values = random.integers(0, 5, (rows, QUESTIONS)) / 4
    values[random.random((rows, QUESTIONS)) < 0.05] = np.nan
    not_applicable = random.random((rows, QUESTIONS)) < 0.02
    values[not_applicable] = np.nan
    return values, not_applicable


def _bare(values: np.ndarray, weights: np.ndarray) -> None:
    known = np.isnan(values)
    filled = np.where(known, 0.0, values)
    mask = (~known).astype(np.float64)
    started = time.perf_counter()
    filled @ weights
    mask @ weights
    _bare.seconds = time.perf_counter() - started  # type: ignore[attr-defined]


def _median(run: Callable[[], float]) -> float:
    return sorted(run() for _ in range(RUNS))[RUNS // 2]


def _whole_command() -> float:
    """Return the seconds of the processor that the batch command takes for as many firms, results written."""
    with tempfile.TemporaryDirectory(prefix="jazari-bench-") as name:
        table = Path(name) / "firms.parquet"
        frame(ROWS).write_parquet(table)
        ran = measured(command(table, Path(name) / "out"))
    if ran.code:
        sys.exit(ran.said[-2000:])
    return ran.processor


def main() -> int:
    """Print one table; exit 1 when a ratio is above its bound."""
    compiled, _ = _model()
    weights = np.zeros((QUESTIONS, DIMENSIONS))
    for column, group in enumerate(compiled.groups[:-1]):
        weights[group.children, column] = group.weights

    def timed(rows: int) -> tuple[float, float]:
        values, not_applicable = _answers(rows)

        def bare() -> float:
            _bare(values, weights)
            return float(_bare.seconds)  # type: ignore[attr-defined]

        def ours() -> float:
            started = time.process_time()
            score(compiled, values, not_applicable)
            return time.process_time() - started

        return _median(bare), _median(ours)

    bare_all, ours_all = timed(ROWS)
    _, ours_part = timed(ROWS // 10)
    values, not_applicable = _answers(ROWS)
    tracemalloc.start()
    score(compiled, values, not_applicable)
    memory = (tracemalloc.get_traced_memory()[1] + values.nbytes) / values.nbytes
    tracemalloc.stop()
    whole = _whole_command()
    share, growth = ours_all / whole, (ours_all - ours_part) / 9 / ours_part
    rows = [
        ("1,000,000 x 48, scored", ours_all, f"{share:.3f} of the whole command (at most {SHARE_MARK:g})"),
        ("1,000,000 x 65, the whole batch command", whole, ""),
        ("100,000 x 48, scored", ours_part, f"each further 100,000 {growth:.2f} of it (at most {GROWTH_MARK:g})"),
        ("1,000,000 x 48, two bare products", bare_all, "for comparison, without a mark"),
    ]
    for label, seconds, ratio in rows:
        print(f"{label:42} {seconds:8.3f} s  {ratio}")
    print(f"{'memory with the input':42} {memory:8.2f} x the input matrix (at most {MEMORY_MARK:g})")
    return int(share > SHARE_MARK or growth > GROWTH_MARK or memory > MEMORY_MARK)


if __name__ == "__main__":
    sys.exit(main())
