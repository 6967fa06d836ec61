"""Planning firms with the whole catalogue: median and 99th percentile, and the whole beside the solver's own time.

Times are those of the processor, so other work on the machine does not count. Run with a number of firms to plan fewer
than 1,000, and with a number of processes (2).
"""

import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from unittest import mock

import highspy

from jazari_assess.content import roots
from jazari_assess.engine.plan import plan as plan_firm
from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.model.assessment import Answer, Assessment, Given, QuestionnaireRef
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.profile import REGIONS, SECTORS, Profile
from jazari_assess.model.questionnaire import LevelQuestion, Questionnaire
from jazari_assess.reading.content.library import read_library

DATE = "2026-11-21"
BOUND = 3.0
DEFAULTS = (1000, 2)
"""Firms, processes."""


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


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What planning one firm took, in seconds of the processor, and the gap that its plan states."""

    whole: float
    solver: float
    gap: float | None
    status: str


def planned(seeds: range) -> list[Planned]:
    """Plan firms, and watch the solver within."""
    library = read_library(roots())
    content, model = library.questionnaires["industrie-x0"], library.models["industrie-x0"]
    spent: list[float] = []
    run = highspy.Highs.run

    def timed(solver: highspy.Highs) -> object:
        started = time.process_time()
        status = run(solver)
        spent.append(time.process_time() - started)
        return status

    rows: list[Planned] = []
    with mock.patch.object(highspy.Highs, "run", timed):
        for seed in seeds:
            firm = random_firm(content.structure, seed)
            result = evaluate(content, [model], firm, date=DATE, tool_version="0", draws=10)
            spent.clear()
            started = time.process_time()
            roadmap = plan_firm(result, library, PlanSettings(), date=DATE)
            whole = time.process_time() - started
            rows.append(Planned(whole=whole, solver=sum(spent), gap=roadmap.gap, status=roadmap.status))
    return rows


def _parts(count: int, workers: int) -> Iterator[range]:
    return (range(first, count, workers) for first in range(workers))


def main() -> int:
    """Print the table; exit 1 when planning takes more than three times the solver's own time."""
    count, workers = [*(int(text) for text in sys.argv[1:]), *DEFAULTS[len(sys.argv) - 1 :]]
    with ProcessPoolExecutor(workers) as pool:
        rows = [row for part in pool.map(planned, _parts(count, workers)) for row in part]
    ratio = sum(row.whole for row in rows) / sum(row.solver for row in rows)
    for label, values in (("whole plan", [row.whole for row in rows]), ("HiGHS alone", [row.solver for row in rows])):
        percentiles = statistics.quantiles(values, n=100, method="inclusive")
        print(
            f"{count} firms, {label:12} median {percentiles[49]:7.3f} s   99th percentile {percentiles[98]:7.3f} s"
            f"   longest {max(values):7.3f} s"
        )
    gaps = [row.gap for row in rows if row.gap is not None]
    print(f"gap to the best possible: median {statistics.median(gaps):.4f}, largest {max(gaps):.4f}")
    print(", ".join(f"{status}: {times}" for status, times in Counter(row.status for row in rows).most_common()))
    print(f"whole / HiGHS alone: {ratio:.2f} (at most {BOUND:.0f})")
    return int(ratio > BOUND)


if __name__ == "__main__":
    sys.exit(main())
