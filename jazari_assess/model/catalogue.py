"""The catalogue: who can help, with what, and what a firm can do by itself."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from jazari_assess.model.maturity import Percent
from jazari_assess.model.profile import Region, Sector, Size
from jazari_assess.model.strict import Id, Reason, Strict, Words

AsOf = Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?|undated)$")]
Status = Literal["in-force", "launched", "signed", "in-operation", "announced", "pilot", "ended", "unknown"]
PersonDays = Annotated[float, Field(ge=0, le=1000)]
Weeks = Annotated[int, Field(ge=1, le=260)]
Rating = Annotated[int, Field(ge=1, le=5)]
Million = Annotated[float, Field(ge=0, le=1e6)]
Regions = Annotated[tuple[Region | Literal["all"], ...], Field(min_length=1)]
Sectors = Annotated[tuple[Sector | Literal["all"], ...], Field(min_length=1)]
Sizes = Annotated[tuple[Size | Literal["all"], ...], Field(min_length=1)]


class Provider(Strict):
    """An institute, a university, a ministry, ...: who offers services."""

    kind: Literal[
        "institute", "university", "ministry", "agency", "network", "company", "consortium", "authority", "programme"
    ]
    region: Region | Literal["national"]
    status: Status
    as_of: AsOf
    source: Reason


class Closes(Strict):
    """A service can move this node from one score to another (0..100); our estimate."""

    node: Id
    from_: Percent
    to: Percent


class Turnover(Strict):
    """Bounds on the firm's turnover, in million MAD a year."""

    minimum: Million | None = None
    maximum: Million | None = None


class Service(Strict):
    """A service of an institute or a programme of a partner; effort is the firm's own and our estimate."""

    provider: Id
    kind: Literal["service", "programme", "strategy", "training"]
    closes: tuple[Closes, ...]
    regions: Regions
    near: tuple[Region, ...] = ()
    sectors: Sectors = ("all",)
    sizes: Sizes = ("all",)
    turnover: Turnover | None = None
    requires: tuple[Id, ...] = ()
    excludes: tuple[Id, ...] = ()
    person_days: PersonDays
    weeks: Weeks
    cost: Million | None = None
    status: Status
    as_of: AsOf
    source: Reason
    fit: Reason | None = None


class Difficulty(Strict):
    """How hard an action is, 1 (easy) to 5, in three parts; our estimate."""

    knowledge: Rating
    time: Rating
    money: Rating


class Action(Strict):
    """Something the firm does itself to climb one step of one indicator; figures are our estimates.

    ``step`` counts options of a level question from 0, or scores 0..100 when ``scale`` is ``score``.
    """

    indicator: Id
    step: Annotated[tuple[float, float], Field()]
    scale: Literal["option", "score"] = "option"
    difficulty: Difficulty
    person_days: PersonDays
    weeks: Weeks
    cost: Million | None = None
    requires: tuple[Id, ...] = ()
    excludes: tuple[Id, ...] = ()
    sectors: Sectors = ("all",)
    sizes: Sizes = ("all",)
    rationale: Reason


class Providers(Strict):
    """The file ``providers.yaml``."""

    schema_: Literal["jazari-assess/providers/1"]
    providers: Mapping[Id, Provider]


class Services(Strict):
    """The file ``services.yaml``."""

    schema_: Literal["jazari-assess/services/1"]
    services: Mapping[Id, Service]


class Actions(Strict):
    """The file ``actions.yaml``."""

    schema_: Literal["jazari-assess/actions/1"]
    actions: Mapping[Id, Action]


class ProviderText(Strict):
    """The words of a provider; ``source`` says where its facts are from, dates worded."""

    name: Words
    purpose: Words
    status: Words
    source: Words


class ServiceText(Strict):
    """The words of a service; ``source`` says where its facts are from, dates worded."""

    title: Words
    purpose: Words
    why: Words
    first_step: Words
    source: Words


class ActionText(Strict):
    """The words of an action."""

    title: Words
    first_step: Words
    done_when: Words


class CatalogueText(Strict):
    """All words of the catalogue in one language."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    providers: Mapping[Id, ProviderText]
    services: Mapping[Id, ServiceText]
    actions: Mapping[Id, ActionText]


class Catalogue(Strict):
    """The structure of the whole catalogue."""

    providers: Mapping[Id, Provider]
    services: Mapping[Id, Service]
    actions: Mapping[Id, Action]
