"""One firm among many, and the questionnaire under test, in a terminal."""

from collections.abc import Iterator

from rich.console import RenderableType

from jazari_assess.app.benchmark import Benchmarked, GroupStanding
from jazari_assess.app.portfolio.diagnosis_words import WordedDiagnosis
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
    for group in found.distinct_groups:
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


def diagnosis_parts(told: WordedDiagnosis) -> Iterator[RenderableType]:
    """Yield what to look at first, then the tables, and how their figures are read."""
    yield plain(told.title, "bold")
    yield from map(plain, told.facts)
    yield plain("")
    yield plain(told.first, "bold")
    if told.nothing:
        yield plain(told.nothing)
    for act in told.acts:
        yield plain(f"{act.title}. {act.act}")
        yield from (plain(f"- {one}") for one in act.found)
    for one in told.tables:
        yield plain("")
        made = table(*one.heads, title=one.title, numbers=tuple(range(1, len(one.heads))))
        for name, cells in one.rows:
            row(made, name, *(cell.text for cell in cells))
        yield made
    yield plain("")
    yield from (plain(one, "dim") for one in told.meanings)
