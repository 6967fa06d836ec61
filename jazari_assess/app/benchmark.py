"""One firm among those of a published benchmark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jazari_assess.app.dossier import Dossier
from jazari_assess.app.language import words
from jazari_assess.app.references import reference_lines
from jazari_assess.app.settings import read_settings, settings_file
from jazari_assess.engine.cohort.standing import (
    GroupStanding,
    MeasureStanding,
    group_for_report,
    standing_of,
)
from jazari_assess.errors import Place as Spot
from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.benchmark import OVERALL, Benchmark, Place, ScoredBy
from jazari_assess.model.library import ModelContent
from jazari_assess.model.peers import Among, Peers
from jazari_assess.model.result import Result
from jazari_assess.reading.benchmark import read_benchmark, read_published
from jazari_assess.reading.content.languages import languages
from jazari_assess.render.benchmark import above, group_name

__all__ = ["OVERALL", "GroupStanding", "MeasureStanding"]


@dataclass(frozen=True, kw_only=True)
class Benchmarked:
    """A firm among the groups that it belongs to, the narrowest first; ``chosen`` is what a report compares with."""

    dossier: Dossier
    benchmark: Benchmark
    groups: tuple[GroupStanding, ...]
    chosen: GroupStanding

    @property
    def distinct_groups(self) -> Sequence[GroupStanding]:
        """The groups, the narrowest alone of those that hold the same firms."""
        return [
            group for place, group in enumerate(self.groups) if not place or group.firms != self.groups[place - 1].firms
        ]

    @property
    def references(self) -> Sequence[str]:
        """What others have published, a line each: beside the benchmark, never in it."""
        dossier = self.dossier
        return reference_lines(dossier.library.models.values(), words(dossier.context.language))

    def name(self, place: Place) -> str:
        """Return what a group is called."""
        return group_name(place, words(self.dossier.context.language))

    def above(self, one: MeasureStanding) -> str:
        """Return between which percentages of a group the firm is above on a measure; empty where it is not scored."""
        return above(one.percentile, one.margin, words(self.dossier.context.language))

    def measure(self, name: str) -> str:
        """Return what a measure is called."""
        interface = words(self.dossier.context.language)
        texts = self.dossier.main_model.texts[interface.language]
        return interface.say("commands.score.overall") if name == OVERALL else texts.nodes[name].title


def scored_by(model: ModelContent) -> ScoredBy:
    """Return how a benchmark names a model."""
    return ScoredBy(id=model.structure.id, version=model.structure.version)


def benchmark(file: Path, dossier: Dossier, result: Result | None = None) -> Benchmarked:
    """Return where a firm stands by a benchmark's file.

    Raises ``ProblemsError`` when the file is wrong, of another model or without any group.
    """
    return place_among(read_benchmark(file, scored_by(dossier.main_model)), dossier, file, result)


def place_among(found: Benchmark, dossier: Dossier, file: Path, result: Result | None = None) -> Benchmarked:
    """Return where a firm stands by a benchmark that was read from a file; raises as ``benchmark``."""
    main = (result or dossier.result([dossier.main_model])).models[0]
    groups = standing_of(found, dossier.assessment.profile, main)
    chosen = group_for_report(groups)
    if chosen is None:
        values = {"fewest": str(found.fewest)}
        raise ProblemsError([Problem(code="benchmark-empty", place=Spot(file=str(file)), values=values)])
    return Benchmarked(dossier=dossier, benchmark=found, groups=groups, chosen=chosen)


def benchmark_peers(file: Path, dossier: Dossier, result: Result) -> Peers:
    """Return a group of a benchmark as what a report compares with; raises as ``benchmark``."""
    found = benchmark(file, dossier, result)
    measures: Mapping[str, MeasureStanding] = {one.measure: one for one in found.chosen.measures}
    among = {name: share for name, one in measures.items() if (share := _among(one)) is not None}
    interface = words(dossier.context.language)
    institute = found.benchmark.institute
    return Peers(
        name=found.name(found.chosen.place),
        source=interface.say("benchmark.source", institute=institute)
        if institute
        else interface.say("benchmark.unnamed"),
        as_of=found.benchmark.date,
        firms=found.chosen.firms,
        overall=measures[OVERALL].quartiles[1] if OVERALL in measures else None,
        scores={name: one.quartiles[1] for name, one in measures.items() if name != OVERALL},
        among_overall=among.pop(OVERALL, None),
        among=among,
    )


def _among(one: MeasureStanding) -> Among | None:
    if one.percentile is None or one.margin is None:
        return None
    return Among(low=max(one.percentile - one.margin, 0.0), high=min(one.percentile + one.margin, 100.0))


def standing_benchmark(model: ModelContent) -> Path | None:
    """Return the benchmark that the settings name, where it is of this model, of whatever version.

    Raises ``ProblemsError`` when the settings or the file are wrong.
    """
    chosen = read_settings(settings_file(), languages()).get("benchmark")
    if chosen is None:
        return None
    return Path(chosen) if read_published(Path(chosen)).model.id == model.structure.id else None
