"""Planning firms with the whole catalogue: median and 99th percentile, and the whole beside the solver's own time.

Run with a number of firms to plan fewer than 1,000.
"""

import random
import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from unittest import mock

from jazari_assess.content import roots
from jazari_assess.engine.evaluate import evaluate
from jazari_assess.engine.plan import plan as plan_firm
from jazari_assess.engine.plan import solved
from jazari_assess.engine.plan.milp import solve
from jazari_assess.engine.plan.problem import PlanProblem, Solution
from jazari_assess.model.assessment import Answer, Assessment, Given, QuestionnaireRef
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.profile import REGIONS, SECTORS, Profile
from jazari_assess.model.questionnaire import LevelQuestion, Questionnaire
from jazari_assess.reading.library import read_library

DATE = "2026-11-21"
BOUND = 3.0


def random_firm(questionnaire: Questionnaire, seed: int) -> Assessment:
    """Return a firm whose answers scatter around a level of its own."""
    draw = random.Random(seed)  # noqa: S311 - a reproducible draw, not a secret
    level = draw.uniform(0, 4)
    answers: dict[str, Answer] = {}
    for name, question in questionnaire.questions.items():
        if isinstance(question, LevelQuestion) and not question.fact:
            scattered = round(draw.gauss(level, 0.8))
            answers[name] = Given(answer=min(question.options - 1, max(0, scattered)))
    return Assessment(
        schema_="jazari-assess/assessment/1",
        id=f"firm-{seed}",
        questionnaire=QuestionnaireRef(id=questionnaire.id, version=questionnaire.version),
        profile=Profile(
            firm=f"Firm {seed}", region=draw.choice(REGIONS), sector=draw.choice(SECTORS), staff=draw.randint(5, 400)
        ),
        answers=answers,
    )


def planned(seeds: range) -> list[tuple[float, float]]:
    """Return for each firm the seconds its plan took, and those of the solver alone."""
    library = read_library(roots())
    content, model = library.questionnaires["industrie-x0"], library.models["industrie-x0"]
    spent: list[float] = []

    def timed(problem: PlanProblem, *, mip_gap: float, time_limit: float) -> Solution:
        solution = solve(problem, mip_gap=mip_gap, time_limit=time_limit)
        spent.append(solution.solver_seconds)
        return solution

    rows: list[tuple[float, float]] = []
    with mock.patch.object(solved, "solve", timed):
        for seed in seeds:
            firm = random_firm(content.structure, seed)
            result = evaluate(content, [model], firm, date=DATE, tool_version="0", draws=10)
            spent.clear()
            started = time.perf_counter()
            plan_firm(result, library, PlanSettings(), date=DATE)
            rows.append((time.perf_counter() - started, sum(spent)))
    return rows


def _parts(count: int, workers: int) -> Iterator[range]:
    return (range(first, count, workers) for first in range(workers))


def main() -> int:
    """Print the table; exit 1 when planning takes more than three times the solver's own time."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with ProcessPoolExecutor(2) as pool:
        rows = [row for part in pool.map(planned, _parts(count, 2)) for row in part]
    whole, solver = [row[0] for row in rows], [row[1] for row in rows]
    ratio = sum(whole) / sum(solver)
    for label, values in (("whole plan", whole), ("HiGHS alone", solver)):
        percentiles = statistics.quantiles(values, n=100)
        print(f"{count} firms, {label:12} median {percentiles[49]:7.3f} s   99th percentile {percentiles[98]:7.3f} s")
    print(f"whole / HiGHS alone: {ratio:.2f} (at most {BOUND:.0f})")
    return int(ratio > BOUND)


if __name__ == "__main__":
    sys.exit(main())
