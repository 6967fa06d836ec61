"""Planning firms with the whole catalogue: median, 99th percentile and longest time, at usual and at small means.

Times are those of the processor, so other work on the machine counts for little; marks are multiples of what it takes
to read the content in the same run, which every command does. Run with a number of firms to plan
fewer than 1,000, and with a number of processes (2). The plans under usual days are then counted:
who is named how often.
"""

import random
import statistics
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from benchmarks.measuring.partners import Named, named, report
from jazari_assess.content import roots
from jazari_assess.engine.plan import plan as plan_firm
from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.model.assessment import Answer, Assessment, Given, QuestionnaireRef
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.profile import REGIONS, SECTORS, Profile
from jazari_assess.model.questionnaire import ChecklistQuestion, ChoiceQuestion, LevelQuestion, Questionnaire
from jazari_assess.reading.content.library import read_library

DATE = "2026-11-21"
DEFAULTS = (1000, 2)
"""Firms, processes."""
READINGS = 5


@dataclass(frozen=True, kw_only=True)
class Means:
    """Settings to plan under, the share of the firms planned so; marks of the 99th percentile and the longest."""

    name: str
    settings: PlanSettings
    share: float
    usual: float
    longest: float


ALL_MEANS = (
    Means(name="usual days", settings=PlanSettings(), share=1.0, usual=5.0, longest=20.0),
    Means(name="5 days", settings=PlanSettings(capacity=5.0), share=0.2, usual=5.0, longest=20.0),
    Means(name="10 days", settings=PlanSettings(capacity=10.0), share=0.2, usual=5.0, longest=20.0),
    Means(name="12 quarters", settings=PlanSettings(horizon_months=36), share=0.1, usual=15.0, longest=60.0),
)


def random_firm(questionnaire: Questionnaire, aims: Sequence[str], seed: int) -> Assessment:
    """Return a firm whose answers scatter around a level of its own, with up to three aims."""
    draw = random.Random(seed)  # noqa: S311 - a reproducible draw, not a secret
    height = draw.uniform(0, 1)
    answers: dict[str, Answer] = {}
    for name, question in questionnaire.questions.items():
        scattered = min(1.0, max(0.0, draw.gauss(height, 0.2)))
        match question:
            case LevelQuestion():
                answers[name] = Given(answer=round(scattered * (question.options - 1)))
            case ChoiceQuestion():
                answers[name] = Given(answer=draw.choice(list(question.options)))
            case ChecklistQuestion():
                chosen = [one for one in question.options if one != question.none and draw.random() < scattered]
                answers[name] = Given(answer=tuple(chosen) or (question.none,))
            case _:
                pass
    wanted = draw.sample(sorted(aims), draw.randint(0, min(3, len(aims))))
    return Assessment(
        schema_="jazari-assess/assessment/1",
        id=f"firm-{seed}",
        questionnaire=QuestionnaireRef(id=questionnaire.id, version=questionnaire.version),
        profile=Profile(
            firm=f"Firm {seed}",
            region=draw.choice(REGIONS),
            sector=draw.choice(SECTORS),
            staff=draw.randint(4, 400),
            aims=tuple(wanted) or None,
        ),
        answers=answers,
    )


@dataclass(frozen=True, kw_only=True)
class Planned:
    """What planning one firm took in seconds of the processor, the gap that its plan states, and whom it names."""

    seconds: float
    gap: float | None
    named: Named


def planned(task: tuple[range, PlanSettings]) -> list[Planned]:
    """Plan firms under some settings."""
    seeds, settings = task
    library = read_library(roots())
    content, model = library.questionnaires["industrie-x0"], library.models["industrie-x0"]
    rows: list[Planned] = []
    for seed in seeds:
        firm = random_firm(content.structure, tuple(model.aims), seed)
        result = evaluate(content, [model], firm, date=DATE, tool_version="0", draws=10)
        started = time.process_time()
        plan = plan_firm(result, library, settings, date=DATE)
        seconds = time.process_time() - started
        whom = named(plan, firm.profile, library.catalogue.structure)
        rows.append(Planned(seconds=seconds, gap=plan.gap, named=whom))
    return rows


def _planned_all(pool: ProcessPoolExecutor, means: Means, count: int, workers: int) -> list[Planned]:
    firms = max(workers, int(count * means.share))
    tasks = [(range(first, firms, workers), means.settings) for first in range(workers)]
    return [row for part in pool.map(planned, tasks) for row in part]


def reading_seconds() -> float:
    """Return the seconds of the processor that the content takes to be read, the median of some readings."""
    found = []
    for _ in range(READINGS):
        started = time.process_time()
        read_library(roots())
        found.append(time.process_time() - started)
    return statistics.median(found)


def _told(means: Means, rows: Sequence[Planned], reading: float) -> bool:
    """Print one line of the table; say whether the marks are kept."""
    seconds = [row.seconds for row in rows]
    percentiles = statistics.quantiles(seconds, n=100, method="inclusive")
    gaps = [row.gap for row in rows if row.gap is not None]
    print(
        f"{len(rows):5} firms, {means.name:12} median {percentiles[49]:6.2f} s"
        f"   99th percentile {percentiles[98]:6.2f} s (mark {means.usual * reading:.2f})"
        f"   longest {max(seconds):6.2f} s (mark {means.longest * reading:.2f})"
        f"   gap median {statistics.median(gaps):.3f}, largest {max(gaps):.3f}",
        flush=True,
    )
    return percentiles[98] <= means.usual * reading and max(seconds) <= means.longest * reading


def main() -> int:
    """Print the table; exit 1 when a mark is missed."""
    count, workers = [*(int(text) for text in sys.argv[1:]), *DEFAULTS[len(sys.argv) - 1 :]]
    reading = reading_seconds()
    print(f"reading the content, the measure of the marks: {reading:.2f} s")
    with ProcessPoolExecutor(workers) as pool:
        usual, *others = ALL_MEANS
        rows = _planned_all(pool, usual, count, workers)
        kept = [_told(usual, rows, reading)]
        print(*report([row.named for row in rows], read_library(roots()).catalogue.structure), sep="\n", flush=True)
        kept += [_told(means, _planned_all(pool, means, count, workers), reading) for means in others]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
