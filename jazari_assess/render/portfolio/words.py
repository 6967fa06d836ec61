"""A portfolio in one language: every title, name and figure that the workbook and the PDF show, worded once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from jazari_assess.model.cohort import Cohort, GroupMean, Portion, WhatIf
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent, nearest_words
from jazari_assess.model.profile import Region
from jazari_assess.render.page.wording import Wording

CellStyle = Literal["number", "score", "percent", "index"]
MOST_RANKED = 15
"""Lines of a ranking: as many as a page shows with its chart."""
WHERE: Mapping[Region, tuple[float, int]] = {
    "tanger-tetouan-al-hoceima": (3.5, 0),
    "rabat-sale-kenitra": (3, 1),
    "fes-meknes": (4, 1),
    "oriental": (5, 1),
    "casablanca-settat": (2.5, 2),
    "beni-mellal-khenifra": (3.5, 2),
    "draa-tafilalet": (4.5, 2),
    "marrakech-safi": (2, 3),
    "souss-massa": (3, 3),
    "guelmim-oued-noun": (1.5, 4),
    "laayoune-sakia-el-hamra": (1, 5),
    "dakhla-oued-ed-dahab": (0.5, 6),
}
"""The 12 regions as squares of one size, each beside its neighbours: columns from the west, rows from the north."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A name, a number of firms (None: withheld), and a figure 0..100 or a share 0..1 (None: none)."""

    name: str
    count: int | None
    figure: float | None


@dataclass(frozen=True, kw_only=True)
class Place:
    """A region on the map: its name, column and row on a grid, firms (None: withheld) and mean 0..100 (None: none)."""

    name: str
    column: float
    row: int
    count: int | None
    mean: float | None


@dataclass(frozen=True, kw_only=True)
class ServiceLine:
    """A service in demand, who offers it, and how its offer stands."""

    title: str
    provider: str
    status: str
    count: int
    share: float


@dataclass(frozen=True, kw_only=True)
class Change:
    """What closing a gap in every firm would do: firms that have it, the mean then, its gain, firms that rise a level.

    ``groups`` holds, by grouping, the gain of each group's mean. What is withheld is None.
    """

    name: str
    count: int
    mean: float | None
    gain: float
    risen: int | None
    groups: Mapping[str, tuple[tuple[str, float | None], ...]]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A figure as it is shown, and the number itself for a spreadsheet; None where there is none to tell.

    ``style`` is how a spreadsheet shows the number.
    """

    text: str
    value: float | None
    style: CellStyle = "number"


@dataclass(frozen=True, kw_only=True)
class WordedTable:
    """A table about many firms: a name and figures a row; ``note`` says what is counted, empty where that is plain."""

    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, kw_only=True)
class WordedPortfolio:
    """Everything shown; ``facts`` are lines under the title, ``groups`` title and bars, by region, sector and size.

    ``over_time`` is what a store knows of the firms besides, empty for the results of one run.
    """

    language: str
    direction: str
    title: str
    origin: str
    facts: tuple[str, ...]
    firms: int
    scored: int
    mean: float | None
    coverage: float | None
    distribution: tuple[Bar, ...]
    levels: tuple[Bar, ...]
    groups: tuple[tuple[str, tuple[Bar, ...]], ...]
    places: tuple[Place, ...]
    dimensions: tuple[str, ...]
    heat: tuple[tuple[str, tuple[float | None, ...]], ...]
    gaps: tuple[Bar, ...]
    missed: tuple[Bar, ...]
    services: tuple[ServiceLine, ...]
    changes: tuple[Change, ...]
    views: tuple[str, ...]
    over_time: tuple[WordedTable, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Worder:
    """The words of one language for everything a portfolio names.

    ``statuses`` are those of services, ``wording`` writes numbers, ``views`` are the models that the results hold
    besides the one summed up here.
    """

    interface: InterfaceText
    questionnaire: QuestionnaireContent
    model: ModelContent
    library: Library
    statuses: Mapping[str, str]
    wording: Wording
    views: Sequence[ModelContent] = ()

    def say(self, key: str, **values: str) -> str:
        """Return the words under ``batch.portfolio.<key>``."""
        return self.interface.say(f"batch.portfolio.{key}", **values)

    def amount(self, number: int) -> str:
        """Return a whole number as the language writes it."""
        return self.wording.decimal(number, 0)

    def named(self, group: str, name: str | None) -> str:
        """Return a region, sector or size in words; what is not known says so."""
        return self.say("unknown") if name is None else self.interface.say(f"{group}s.{name}")

    def level(self, name: str | None) -> str:
        """Return a level in words."""
        texts = nearest_words(self.model.texts, self.interface.language)
        return self.say("not-scored") if name is None else texts.levels[name].title

    def view(self, model: ModelContent) -> str:
        """Return what the results also hold, with what it is not."""
        texts = nearest_words(model.texts, self.interface.language)
        return self.say("view", title=texts.title, notice=texts.notice or "").strip()

    def dimension(self, name: str) -> str:
        """Return a dimension's short name."""
        texts = nearest_words(self.model.texts, self.interface.language)
        found = texts.nodes.get(name)
        return found.short if found is not None else self.question(name)

    def question(self, name: str) -> str:
        """Return a question's short name."""
        texts = self.questionnaire.texts
        return nearest_words(texts, self.interface.language).questions[name].short

    def service_name(self, name: str) -> str:
        """Return a service, with who offers it unless its title says so; one that is no more keeps its id."""
        catalogue = self.library.catalogue
        words = nearest_words(catalogue.texts, self.interface.language)
        found = catalogue.structure.services.get(name)
        if found is None:
            return name
        title, provider = words.services[name].title, words.providers[found.provider].name
        return title if provider in title else f"{title} ({provider})"

    def service(self, found: Portion) -> ServiceLine:
        """Return a service in words."""
        catalogue = self.library.catalogue
        words = nearest_words(catalogue.texts, self.interface.language)
        service = catalogue.structure.services[found.id]
        provider = words.providers[service.provider]
        status = self.statuses[service.status]
        return ServiceLine(
            title=words.services[found.id].title,
            provider=provider.name,
            status=status,
            count=found.count,
            share=found.share,
        )


def word_portfolio(found: Cohort, words: Worder, *, date: str, version: str, basis: str) -> WordedPortfolio:
    """Word a portfolio; ``date`` is in words, ``basis`` says what it was counted over."""
    say = words.say
    step = 100 // len(found.histogram)
    return WordedPortfolio(
        language=words.interface.language,
        direction=words.interface.direction,
        title=say("title"),
        origin=say("origin", date=date, version=version),
        facts=tuple(_facts(found, words, basis)),
        firms=found.firms,
        scored=found.scored,
        mean=found.mean,
        coverage=found.coverage,
        distribution=tuple(
            Bar(name=f"{place * step}-{(place + 1) * step}", count=count, figure=_of(count, found.scored))
            for place, count in enumerate(found.histogram)
        ),
        levels=tuple(
            Bar(name=words.level(name), count=count, figure=_of(count, found.firms))
            for name, count in found.levels
            if name is not None or count != 0
        ),
        groups=tuple(
            (say(f"by-{group}"), tuple(_group(row, words, group) for row in rows))
            for group, rows in found.groups.items()
        ),
        places=tuple(_places(found, words)),
        dimensions=tuple(words.dimension(name) for name in found.dimensions),
        heat=tuple((words.named("sector", sector), means) for sector, means in found.heat),
        gaps=_questions(found.gaps, words),
        missed=_questions(found.missed, words),
        services=tuple(words.service(one) for one in found.services),
        changes=tuple(_change(one, found.mean, words) for one in found.what_if),
        views=tuple(words.view(one) for one in words.views),
    )


def _facts(found: Cohort, words: Worder, basis: str) -> Iterator[str]:
    """Yield what it was counted over, what it was scored with, and whether something is withheld."""
    yield basis
    questionnaire, model = words.questionnaire.structure, words.model.structure
    values = {"questionnaire": questionnaire.id, "version": questionnaire.version}
    yield words.say("scored-with", **values, model=model.id, model_version=model.version)
    if found.withheld:
        yield words.say("withheld-note")


def _places(found: Cohort, words: Worder) -> Iterator[Place]:
    """Yield every region where it lies, whether it has firms or not."""
    known = {row.id: row for row in found.groups.get("region", ())}
    for name, (column, line) in WHERE.items():
        row = known.get(name, GroupMean(id=name, firms=0, mean=None))
        yield Place(name=words.named("region", name), column=column, row=line, count=row.firms, mean=row.mean)


def _group(row: GroupMean, words: Worder, group: str) -> Bar:
    return Bar(name=words.named(group, row.id), count=row.firms, figure=row.mean)


def _change(one: WhatIf, mean: float | None, words: Worder) -> Change:
    return Change(
        name=words.question(one.id),
        count=one.firms,
        mean=None if mean is None else mean + one.gain,
        gain=one.gain,
        risen=one.risen,
        groups={
            group: tuple((words.named(group, name), gain) for name, gain in gains)
            for group, gains in one.groups.items()
        },
    )


def _questions(shares: Sequence[Portion], words: Worder) -> tuple[Bar, ...]:
    return tuple(Bar(name=words.question(one.id), count=one.count, figure=one.share) for one in shares[:MOST_RANKED])


def _of(count: int | None, total: int) -> float | None:
    return count / total if total and count is not None else None
