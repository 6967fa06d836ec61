"""One firm among many, and the questionnaire under test, in a terminal."""

from collections.abc import Iterator

from rich.console import RenderableType

from jazari_assess.app.benchmark import Benchmarked, GroupStanding
from jazari_assess.app.portfolio.diagnosing import Advice, Diagnosed
from jazari_assess.app.wording import Wording, figures
from jazari_assess.cli.terminal.tables import plain, row, table
from jazari_assess.model.interface_text import InterfaceText

_NONE = "\u2013"


def benchmark_parts(found: Benchmarked, interface: InterfaceText) -> list[RenderableType]:
    """Return the groups of a firm, the narrowest first, and published distributions of elsewhere."""
    say, wording = interface.say, figures(interface)
    parts: list[RenderableType] = [plain(found.dossier.assessment.profile.firm, "bold")]
    made = say("benchmark.of", date=wording.date(found.benchmark.date))
    parts.append(plain(" · ".join(filter(None, (made, found.benchmark.institute)))))
    firms = 0
    for group in found.groups:
        if group.firms == firms:
            continue  # the wider group holds the same firms
        firms = group.firms
        parts += [plain(""), *_group(found, group, interface, wording)]
    parts += [plain(""), plain(say("benchmark.chance"), "dim")]
    return [*parts, plain(""), plain(say("benchmark.references"), "bold"), *map(plain, found.references)]


def _group(
    found: Benchmarked, group: GroupStanding, interface: InterfaceText, wording: Wording
) -> list[RenderableType]:
    say = interface.say
    heads = [say(f"benchmark.{name}") for name in ("measure", "score", "median", "middle", "above")]
    made = table(*heads, numbers=(1, 2, 3))
    for one in group.measures:
        low, median, high = (wording.score(value) for value in one.quartiles)
        score = _NONE if one.score is None else wording.score(one.score)
        share = found.above(one) or _NONE
        row(made, found.measure(one.measure), score, median, f"{low} \u2013 {high}", share)
    name = say("benchmark.group", name=found.name(group.place), count=str(group.firms))
    return [plain(name, "bold"), made]


def diagnosis_parts(diagnosed: Diagnosed, interface: InterfaceText) -> list[RenderableType]:
    """Return what to look at first, then dimensions and questions with their figures."""
    return [*_Diagnosis(diagnosed, interface).parts()]


class _Diagnosis:
    """One diagnosis in one language."""

    def __init__(self, diagnosed: Diagnosed, interface: InterfaceText) -> None:
        self._told, self._say, self._wording = diagnosed, interface.say, figures(interface)

    def parts(self) -> Iterator[RenderableType]:
        say, found = self._say, self._told.found
        named = {"questionnaire": found.questionnaire, "version": found.version}
        yield plain(say("diagnosis.title", **named), "bold")
        yield plain(say("diagnosis.basis", assessments=str(found.assessments), firms=str(found.firms)))
        yield plain("")
        yield plain(say("diagnosis.first"), "bold")
        yield from [plain(f"- {self._advice(one)}") for one in self._told.advice] or [plain(say("diagnosis.nothing"))]
        yield plain("")
        yield self._scales()
        yield plain(say("diagnosis.formative"), "dim")
        yield plain("")
        yield self._items()
        yield plain(say("diagnosis.items-note"), "dim")

    def _advice(self, one: Advice) -> str:
        name = self._told.check if one.fault == "contradicted" else self._told.question
        shares = ("piled", "unknown", "contradicted")
        figure = self._wording.percent(one.figure) if one.fault in shares else self._wording.number(one.figure)
        names = " \u00b7 ".join(map(name, one.names))
        return self._say(f"diagnosis.fault.{one.fault}", names=names, figure=figure)

    def _scales(self) -> RenderableType:
        made = table(
            *(self._say(f"diagnosis.{name}") for name in ("dimension", "questions", "firms", "alpha")),
            numbers=(1, 2, 3),
        )
        for one in self._told.found.scales:
            row(made, self._told.dimension(one.dimension), str(one.questions), str(one.firms), self._figure(one.alpha))
        return made

    def _items(self) -> RenderableType:
        heads = ("question", "answers", "mean", "deviation", "floor", "ceiling", "unknown", "rest", "seconds")
        made = table(*(self._say(f"diagnosis.{name}") for name in heads), numbers=tuple(range(1, 9)))
        wording = self._wording
        for one in self._told.found.items:
            spread = (self._points(one.mean), self._points(one.deviation))
            shares = [
                _NONE if part is None else wording.percent(part) for part in (one.floor, one.ceiling, one.unknown)
            ]
            time = _NONE if one.seconds is None else wording.decimal(one.seconds, 0)
            row(
                made,
                self._told.question(one.question),
                str(one.answers),
                *spread,
                *shares,
                self._figure(one.rest),
                time,
            )
        return made

    def _figure(self, value: float | None) -> str:
        return _NONE if value is None else self._wording.decimal(value, 2)

    def _points(self, value: float | None) -> str:
        return _NONE if value is None else self._wording.score(value)
