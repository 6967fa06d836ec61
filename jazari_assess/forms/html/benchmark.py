"""A published benchmark as the page carries it."""

from collections.abc import Mapping

from jazari_assess.engine.cohort.standing import ENOUGH
from jazari_assess.forms.html.json_data import Json
from jazari_assess.forms.interface import FormBenchmark


def benchmark_data(carried: FormBenchmark) -> Mapping[str, Json]:
    """Return what the page reckons with: counts by group and measure, and lines that others have published."""
    found = carried.benchmark
    return {
        "institute": found.institute,
        "date": found.date,
        "kept": found.kept,
        "enough": ENOUGH,
        "measures": list(found.measures),
        "groups": [
            {
                "path": list(one.place.path),
                "firms": one.firms,
                "counts": {measure: list(one.counts[measure]) for measure in found.measures},
            }
            for one in found.groups
        ],
        "references": {language: list(lines) for language, lines in carried.references.items()},
    }
