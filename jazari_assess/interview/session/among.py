"""Where the firm of an interview stands among those of a published benchmark, and what others have published."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from jazari_assess.engine.cohort.standing import GroupStanding, MeasureStanding, group_for_report, standing_of
from jazari_assess.errors import Problem
from jazari_assess.interview.session.view import Speech
from jazari_assess.model.benchmark import OVERALL, Benchmark
from jazari_assess.model.profile import Profile
from jazari_assess.model.result import ModelResult
from jazari_assess.render.benchmark import above, group_name


@dataclass(frozen=True, kw_only=True)
class Others:
    """The benchmark that the settings name, or why it cannot be used, and lines of what others have published."""

    benchmark: Benchmark | Problem
    references: Callable[[str], Sequence[str]]


def among_lines(others: Others, profile: Profile, result: ModelResult, speech: Speech) -> Iterator[str]:
    """Yield the group the firm is compared with, a line a measure that is scored, and what others have published."""
    if isinstance(others.benchmark, Problem):
        yield " ".join(speech.problem(others.benchmark))
        return
    chosen = group_for_report(standing_of(others.benchmark, profile, result))
    if chosen is None:
        return
    yield _heading(others.benchmark, chosen, speech)
    yield from (_line(one, speech) for one in chosen.measures if one.percentile is not None)
    yield speech.interface.say("benchmark.chance")
    lines = others.references(speech.interface.language)
    if lines:
        yield f"{speech.interface.say('benchmark.references')}:"
        yield from lines


def _heading(benchmark: Benchmark, chosen: GroupStanding, speech: Speech) -> str:
    say = speech.interface.say
    group = say("benchmark.group", name=group_name(chosen.place, speech.interface), count=str(chosen.firms))
    made = say("benchmark.of", date=speech.figures.date(benchmark.date))
    return " · ".join(filter(None, (group, made, benchmark.institute)))


def _line(one: MeasureStanding, speech: Speech) -> str:
    title = speech.say("profile.overall") if one.measure == OVERALL else speech.model.nodes[one.measure].short
    score, median = (speech.figures.score(value or 0.0) for value in (one.score, one.quartiles[1]))
    share = above(one.percentile, one.margin, speech.interface)
    return speech.say("end.among", title=title, score=score, median=median, share=share)
