"""What a whole portfolio shows: summed up from the scored rows a part at a time, so that memory does not grow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from jazari_assess.batch.scoring.kernel import NOT_APPLICABLE, dimensions
from jazari_assess.model.catalogue import Service
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES

BINS = 10
_GAP_BELOW = 50.0
GROUPS: Mapping[str, Sequence[str]] = {"region": REGIONS, "sector": SECTORS, "size": SIZES}


@dataclass(frozen=True, kw_only=True)
class Group:
    """Some firms: how many, how many of them have a score, and its mean (None: none has)."""

    id: str | None
    firms: int
    scored: int
    mean: float | None


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many of the firms that a question or a service concerns."""

    id: str
    count: int
    of: int

    @property
    def share(self) -> float:
        """The part 0..1, 0 where it concerns nobody."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True, kw_only=True)
class Portfolio:
    """The summary. ``histogram`` counts scores in tenths of 0..100; ``heat`` holds the mean by sector and dimension."""

    firms: int
    scored: int
    mean: float | None
    coverage: float | None
    histogram: tuple[int, ...]
    levels: tuple[tuple[str | None, int], ...]
    groups: Mapping[str, tuple[Group, ...]]
    dimensions: tuple[str, ...]
    heat: tuple[tuple[str | None, tuple[float | None, ...]], ...]
    gaps: tuple[Share, ...]
    missed: tuple[Share, ...]
    services: tuple[Share, ...]


def summarise(
    paths: Iterable[Path], questionnaire: QuestionnaireContent, model: ModelContent, library: Library
) -> Portfolio:
    """Sum up the scored rows in ``paths`` under the main model."""
    sums = _Sums(questionnaire, model, library)
    for path in paths:
        sums.add(pl.read_ipc(path))
    return sums.portfolio()


class _Sums:
    """Counts and sums over all parts seen so far."""

    def __init__(self, questionnaire: QuestionnaireContent, model: ModelContent, library: Library) -> None:
        structure = model.structure
        facts = {
            name for name, question in questionnaire.structure.questions.items() if getattr(question, "fact", False)
        }
        self._questions = tuple(name for name in questionnaire.structure.valued if name not in facts)
        self._dimensions = dimensions(structure)
        self._levels = tuple(step.id for step in structure.levels.steps)
        self._services = {
            name: service
            for name, service in library.catalogue.structure.services.items()
            if service.kind != "strategy" and service.closes and service.status != "ended"
        }
        self._totals = np.zeros(5)  # firms, scored, sum of scores, firms with a coverage, sum of coverages
        self._histogram = np.zeros(BINS, dtype=np.int64)
        self._level_counts = np.zeros(len(self._levels) + 1, dtype=np.int64)
        self._groups = {name: np.zeros((len(ids) + 1, 3)) for name, ids in GROUPS.items()}
        self._heat = np.zeros((len(SECTORS) + 1, len(self._dimensions), 2))
        self._asked = np.zeros((len(self._questions), 3), dtype=np.int64)  # relevant, answered, below the bound
        self._demand = np.zeros((len(self._services), 2), dtype=np.int64)  # in demand, open to

    def add(self, frame: pl.DataFrame) -> None:
        """Add the rows of one part."""
        score = _numbers(frame, "score")
        known = ~np.isnan(score)
        coverage = _numbers(frame, "coverage")
        covered = ~np.isnan(coverage)
        self._totals += [frame.height, known.sum(), score[known].sum(), covered.sum(), coverage[covered].sum()]
        self._histogram += np.bincount(np.minimum(score[known] // (100 / BINS), BINS - 1).astype(int), minlength=BINS)
        self._level_counts += np.bincount(_places(frame["level-id"], self._levels), minlength=len(self._levels) + 1)
        self._add_groups(frame, score, known)
        self._add_questions(frame)
        self._add_demand(frame)

    def _add_groups(self, frame: pl.DataFrame, score: np.ndarray, known: np.ndarray) -> None:
        for name, ids in GROUPS.items():
            places, held = _places(frame[name], ids), self._groups[name]
            held[:, 0] += np.bincount(places, minlength=len(ids) + 1)
            held[:, 1] += np.bincount(places[known], minlength=len(ids) + 1)
            held[:, 2] += np.bincount(places[known], weights=score[known], minlength=len(ids) + 1)
        sectors = _places(frame["sector"], SECTORS)
        for column, dimension in enumerate(self._dimensions):
            values = _numbers(frame, f"{dimension}.score")
            there = ~np.isnan(values)
            self._heat[:, column, 0] += np.bincount(sectors[there], minlength=len(SECTORS) + 1)
            self._heat[:, column, 1] += np.bincount(sectors[there], weights=values[there], minlength=len(SECTORS) + 1)

    def _add_questions(self, frame: pl.DataFrame) -> None:
        for row, name in enumerate(self._questions):
            values = _numbers(frame, f"q:{name}")
            answered = ~np.isnan(values) & (values != NOT_APPLICABLE)
            relevant = values != NOT_APPLICABLE
            self._asked[row] += [relevant.sum(), answered.sum(), (values[answered] < _GAP_BELOW).sum()]

    def _add_demand(self, frame: pl.DataFrame) -> None:
        for row, service in enumerate(self._services.values()):
            eligible = _eligible(frame, service)
            wanted = np.zeros(frame.height, dtype=np.bool_)
            for closes in service.closes:
                name = f"{closes.node}.score" if f"{closes.node}.score" in frame.columns else f"q:{closes.node}"
                if closes.node == "overall":
                    name = "score"
                if name in frame.columns:
                    values = _numbers(frame, name)
                    wanted |= (values >= 0) & (values < closes.to)
            self._demand[row] += [(eligible & wanted).sum(), eligible.sum()]

    def portfolio(self) -> Portfolio:
        """Return the summary of everything added."""
        firms, scored, total, covered, coverage = self._totals
        questions = list(zip(self._questions, self._asked.tolist(), strict=True))
        services = zip(self._services, self._demand.tolist(), strict=True)
        return Portfolio(
            firms=int(firms),
            scored=int(scored),
            mean=_mean(total, scored),
            coverage=_mean(coverage, covered),
            histogram=tuple(self._histogram.tolist()),
            levels=tuple(zip((*self._levels, None), self._level_counts.tolist(), strict=True)),
            groups={name: _group_rows(ids, self._groups[name]) for name, ids in GROUPS.items()},
            dimensions=self._dimensions,
            heat=tuple(
                (sector, tuple(_mean(cell[1], cell[0]) for cell in row))
                for sector, row in zip((*SECTORS, None), self._heat, strict=True)
                if row[:, 0].any()
            ),
            gaps=_ranked(Share(id=name, count=low, of=answered) for name, (_, answered, low) in questions),
            missed=_ranked(Share(id=name, count=asked - done, of=asked) for name, (asked, done, _) in questions),
            services=tuple(
                sorted(
                    (Share(id=name, count=count, of=of) for name, (count, of) in services if count),
                    key=lambda one: (-one.count, one.id),
                )
            ),
        )


def _numbers(frame: pl.DataFrame, name: str) -> np.ndarray:
    return frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy()


def _places(series: pl.Series, ids: Sequence[str]) -> np.ndarray:
    """Return the position of each value among ``ids``, after the last where it is not known."""
    if series.null_count() == len(series):
        return np.full(len(series), len(ids))
    return series.replace_strict(
        pl.Series(ids, dtype=pl.String), pl.Series(range(len(ids)), dtype=pl.Int64), default=len(ids)
    ).to_numpy()


def _eligible(frame: pl.DataFrame, service: Service) -> np.ndarray:
    """Return which firms a service is for; a field that is not known shuts nobody out, as in the plan of one firm."""
    found = np.ones(frame.height, dtype=np.bool_)
    for name, offered in (("region", service.regions), ("sector", service.sectors), ("size", service.sizes)):
        if "all" not in offered:
            series = frame[name]
            found &= (series.is_in(list(offered)) | series.is_null()).to_numpy()
    bounds = service.turnover
    if bounds is not None:
        turnover = _numbers(frame, "turnover")
        low = -np.inf if bounds.minimum is None else bounds.minimum
        high = np.inf if bounds.maximum is None else bounds.maximum
        found &= np.isnan(turnover) | ((turnover >= low) & (turnover <= high))
    return found


def _mean(total: float, count: float) -> float | None:
    return float(total / count) if count else None


def _group_rows(ids: Sequence[str], held: np.ndarray) -> tuple[Group, ...]:
    rows = (
        Group(id=name, firms=int(firms), scored=int(scored), mean=_mean(total, scored))
        for name, (firms, scored, total) in zip((*ids, None), held, strict=True)
        if firms
    )
    return tuple(sorted(rows, key=lambda row: (row.id is None, -row.firms, row.id or "")))


def _ranked(shares: Iterable[Share]) -> tuple[Share, ...]:
    return tuple(sorted((one for one in shares if one.count), key=lambda one: (-one.share, one.id)))
