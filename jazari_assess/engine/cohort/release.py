"""From the firms an institute knows to what it publishes of them, publication after publication.

Everything that is ever published is a sum of blocks. A block holds five firms or more, a firm stands in one block, and
a block never changes: a firm that comes waits until it is one of five newcomers, and one that goes takes nothing back.
So no sums and differences of tables, of one publication or of several, tell of under five firms; and of those it is
only reports that are counted, in which chance has its part (``randomised``).
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.engine.cohort.blocks import Path, assign_blocks, within
from jazari_assess.engine.cohort.randomised import reported
from jazari_assess.model.assessment import QuestionnaireRef
from jazari_assess.model.benchmark import BANDS, KEPT, Batch, Benchmark, Ledger, Place, ScoredBy, Table, sealed

WINDOW_YEARS = 3
"""How long a batch counts: firms of four years ago are no peers of today's. It leaves as a whole."""
_PSEUDONYM = 32
"""Hexadecimal digits, 128 bits: no two firms share one."""


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """A firm's newest assessment: the names of both, where the firm stands, its score 0..100 by measure."""

    firm: str
    assessment: str
    path: Path
    scores: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a publication is made under: its date, the model, the measures, and how many firms a block needs."""

    date: str
    institute: str
    questionnaire: QuestionnaireRef
    model: ScoredBy
    measures: tuple[str, ...]
    fewest: int


@dataclass(frozen=True, kw_only=True)
class Release:
    """A benchmark, the ledger after it, how many firms it added, and how many wait for others of their kind."""

    benchmark: Benchmark
    ledger: Ledger
    added: int
    waiting: int


def release(firms: Sequence[Contribution], ledger: Ledger, terms: Terms) -> Release:
    """Publish what is known of ``firms``, those of earlier publications as they were told then.

    Firms that lack the score of a measure take no part.
    """
    live = _live(ledger, terms)
    key = bytes.fromhex(ledger.key)
    told = {member for batch in live for member in batch.members}
    ready = [one for one in firms if all(measure in one.scores for measure in terms.measures)]
    new = {name: one for one in ready if (name := pseudonym(key, one.firm)) not in told}
    names, others = sorted(new), [new[name] for name in sorted(new)]
    found = assign_blocks([one.path for one in others], terms.fewest)
    blocks = tuple(
        _block(path, [others[place] for place in places], terms.measures, key) for path, places in found.blocks.items()
    )
    waiting = set(found.waiting)
    members = tuple(name for place, name in enumerate(names) if place not in waiting)
    added = Batch(date=terms.date, model=terms.model, members=members, blocks=blocks)
    batches = [*live, added] if blocks else live
    return Release(
        benchmark=_benchmark(batches, terms),
        ledger=ledger.model_copy(update={"batches": (*ledger.batches, added) if blocks else ledger.batches}),
        added=len(members),
        waiting=len(waiting),
    )


def current(ledger: Ledger, terms: Terms) -> Benchmark:
    """Return the benchmark of what is published already, no firm added."""
    return _benchmark(_live(ledger, terms), terms)


def _live(ledger: Ledger, terms: Terms) -> list[Batch]:
    since = _years_before(terms.date, WINDOW_YEARS)
    return [batch for batch in ledger.batches if batch.model == terms.model and since < batch.date <= terms.date]


def pseudonym(key: bytes, firm: str) -> str:
    """Return what a ledger calls a firm."""
    return hmac.new(key, firm.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:_PSEUDONYM]


def without_firms(ledger: Ledger, firms: Iterable[str]) -> Ledger:
    """Return a ledger that no longer knows some firms: the counts of its blocks, which are of nobody, stay."""
    names = {pseudonym(bytes.fromhex(ledger.key), firm) for firm in firms}
    batches = tuple(
        batch.model_copy(update={"members": tuple(one for one in batch.members if one not in names)})
        for batch in ledger.batches
    )
    return ledger.model_copy(update={"batches": batches})


def _block(path: Path, firms: Iterable[Contribution], measures: Sequence[str], key: bytes) -> Table:
    every = list(firms)
    counts = {measure: [0] * BANDS for measure in measures}
    for one in every:
        for measure in measures:
            counts[measure][reported(one.scores[measure], key, one.firm, one.assessment, measure)] += 1
    return Table(place=_place(path), firms=len(every), counts={name: tuple(found) for name, found in counts.items()})


def _place(path: Path) -> Place:
    return Place.model_validate(dict(zip(("sector", "size", "region"), path, strict=False)))


def _benchmark(batches: Sequence[Batch], terms: Terms) -> Benchmark:
    blocks = [block for batch in batches for block in batch.blocks]
    paths = sorted(
        {block.place.path[:depth] for block in blocks for depth in range(len(block.place.path) + 1)},
        key=lambda path: (len(path), path),
    )
    found = Benchmark(
        schema_="jazari-assess/benchmark/1",
        institute=terms.institute,
        date=terms.date,
        since=_years_before(terms.date, WINDOW_YEARS),
        questionnaire=terms.questionnaire,
        model=terms.model,
        measures=terms.measures,
        kept=KEPT,
        fewest=min((block.firms for block in blocks), default=terms.fewest),
        groups=tuple(_sum(path, blocks, terms.measures) for path in paths),
        sha256="0" * 64,
    )
    return found.model_copy(update={"sha256": sealed(found)})


def _sum(path: Path, blocks: Sequence[Table], measures: Sequence[str]) -> Table:
    inside = [block for block in blocks if within(path, block.place.path)]
    counts = {
        measure: tuple(sum(column) for column in zip(*(block.counts[measure] for block in inside), strict=True))
        for measure in measures
    }
    return Table(place=_place(path), firms=sum(block.firms for block in inside), counts=counts)


def _years_before(date: str, years: int) -> str:
    """Return the same day some years before; ISO dates compare as texts, so that 29 February needs no care."""
    return f"{int(date[:4]) - years:04d}{date[4:]}"
