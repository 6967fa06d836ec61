"""A benchmark as an institute publishes it, and the ledger it keeps to itself of what it has published so far."""

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from jazari_assess.model.assessment import Date, QuestionnaireRef, Sha256
from jazari_assess.model.cohort import FEWEST_FIRMS
from jazari_assess.model.profile import Region, Sector, Size
from jazari_assess.model.strict import Id, Strict, Version

BANDS = 10
"""Bands of ten points, as in every distribution of ours: round bounds, and as fine as hundreds of firms fill."""
KEPT = 2 / 3
"""Probability that a firm's band is reported as it is; else one of the ten is drawn. With 2/3 no table makes a band
more than 21 times as likely as another, and a percentile among 100 firms is still known to some 10 points."""
OVERALL = "overall"
"""The measure that is no dimension."""
MOST_GROUPS = 2000
"""Sectors x sizes x regions with their wider groups are 637: a bound against what is no benchmark."""
_MOST_FIRMS = 10_000_000
"""More industrial firms than any country has."""

Count = Annotated[int, Field(ge=0, le=_MOST_FIRMS)]
Counts = Annotated[tuple[Count, ...], Field(min_length=BANDS, max_length=BANDS)]


class Place(Strict):
    """Where a group of firms stands: nothing is everybody; a size is told within a sector, a region within both."""

    sector: Sector | None = None
    size: Size | None = None
    region: Region | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """The steps from everybody down to the group."""
        steps = (self.sector, self.size, self.region)
        known = next((number for number, step in enumerate(steps) if step is None), len(steps))
        return tuple(step for step in steps[:known] if step is not None)


class Table(Strict):
    """Reported bands of some firms: how many firms, and for every measure how many reports each band has."""

    place: Place
    firms: Annotated[int, Field(ge=FEWEST_FIRMS, le=_MOST_FIRMS)]
    counts: Mapping[Id, Counts]


class ScoredBy(Strict):
    """What the scores were made with: scores of another model, or of another version of it, are others."""

    id: Id
    version: Version


class Batch(Strict):
    """What one publication added: which firms (by pseudonyms of the ledger's key), and their blocks for good."""

    date: Date
    model: ScoredBy
    members: tuple[Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")], ...]
    blocks: Annotated[tuple[Table, ...], Field(max_length=MOST_GROUPS)]


class Ledger(Strict):
    """What an institute remembers of its publications, and the key its draws are made with. It is never handed on."""

    schema_: Literal["jazari-assess/benchmark-ledger/1"] = "jazari-assess/benchmark-ledger/1"
    key: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    batches: tuple[Batch, ...] = ()


class Benchmark(Strict):
    """The published file: tables of groups, the wider first, and what is needed to read them.

    ``fewest`` is the least that any block of it holds; ``sha256`` is that of all the rest, as canonical JSON.
    """

    schema_: Literal["jazari-assess/benchmark/1"]
    institute: Annotated[str, Field(max_length=300)] = ""  # a line on a page
    date: Date
    since: Date
    questionnaire: QuestionnaireRef
    model: ScoredBy
    measures: Annotated[
        tuple[Id, ...], Field(min_length=1, max_length=100)
    ]  # a model of more dimensions is read by nobody
    kept: Annotated[float, Field(gt=0, lt=1)]
    fewest: Annotated[int, Field(ge=FEWEST_FIRMS)]
    groups: Annotated[tuple[Table, ...], Field(max_length=MOST_GROUPS)]
    sha256: Sha256


def sealed(benchmark: Benchmark) -> str:
    """Return the SHA-256 that a benchmark has to carry."""
    return hashlib.sha256(canonical(benchmark, without_seal=True)).hexdigest()


def canonical(benchmark: Benchmark, *, without_seal: bool = False) -> bytes:
    """Return a benchmark as JSON, the same bytes for the same content."""
    plain = benchmark.model_dump(mode="json", by_alias=True, exclude_none=True)
    found = {"schema": plain.pop("schema"), **plain}
    if without_seal:
        del found["sha256"]
    return (json.dumps(found, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n").encode()
