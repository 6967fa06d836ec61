"""Scoring beside the bare matrix products on the same data: time, growth and memory, as ratios in one run."""

import sys
import time
import tracemalloc
from collections.abc import Callable

import numpy as np

from jazari_assess.engine.score.compiled import CompiledModel, compile_model
from jazari_assess.engine.score.kernel import score
from jazari_assess.model.maturity import Group, Levels, LevelStep, MaturityModel

QUESTIONS, DIMENSIONS = 48, 9
RUNS = 5


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
            started = time.perf_counter()
            score(compiled, values, not_applicable)
            return time.perf_counter() - started

        return _median(bare), _median(ours)

    bare_million, ours_million = timed(1_000_000)
    _, ours_part = timed(100_000)
    values, not_applicable = _answers(1_000_000)
    tracemalloc.start()
    score(compiled, values, not_applicable)
    peak = tracemalloc.get_traced_memory()[1]
    rows = [
        ("1,000,000 x 48, two bare products", bare_million, ""),
        ("1,000,000 x 48, scored", ours_million, f"{ours_million / bare_million:.2f} x bare (at most 3)"),
        ("100,000 x 48, scored", ours_part, f"1/{ours_million / ours_part:.1f} of 1,000,000 (at most 1/8)"),
    ]
    for label, seconds, ratio in rows:
        print(f"{label:38} {seconds:8.3f} s  {ratio}")
    memory = (peak + values.nbytes) / values.nbytes
    print(f"{'memory with the input':38} {memory:8.2f} x the input matrix (at most 4)")
    return int(ours_million > 3 * bare_million or ours_part > ours_million / 8 or memory > 4)


if __name__ == "__main__":
    sys.exit(main())
