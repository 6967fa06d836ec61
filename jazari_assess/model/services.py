"""What institutes and partner programmes offer: they support what a firm does and have no gain of their own."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from jazari_assess.model.actions import DayRange, Million, Sectors
from jazari_assess.model.conditions import Condition
from jazari_assess.model.profile import Region, Size
from jazari_assess.model.provider import AsOf, Status
from jazari_assess.model.strict import Id, Reason, Strict, Words

Function = Literal["advise", "train", "test", "co-develop", "finance", "connect", "none"]
Opening = Literal["open", "enquiry", "closed"]
Regions = Annotated[tuple[Region | Literal["all"], ...], Field(min_length=1)]
Sizes = Annotated[tuple[Size | Literal["all"], ...], Field(min_length=1)]


class Turnover(Strict):
    """Bounds on the firm's turnover, in million MAD a year."""

    minimum: Million | None = None
    maximum: Million | None = None


class Meets(Strict):
    """What the stated purpose of a service meets: nodes of the model, aims of a firm, flags."""

    nodes: tuple[Id, ...] = ()
    aims: tuple[Id, ...] = ()
    flags: tuple[Id, ...] = ()


class Service(Strict):
    """A service of an institute or a programme of a partner.

    ``supports`` are the actions it helps with; ``needs`` must certainly hold by the time it is used; ``own_days`` are
    the firm's own, our estimate. ``open`` "enquiry" is one that can only be asked about; ``regions`` is where it
    serves, ``near`` where it stands.
    """

    provider: Id
    kind: Literal["service", "programme", "strategy", "training"]
    function: Function
    supports: tuple[Id, ...] = ()
    meets: Meets = Meets()
    needs: Condition | None = None
    own_days: DayRange
    open: Opening
    regions: Regions = ("all",)
    near: tuple[Region, ...] = ()
    sectors: Sectors = ("all",)
    sizes: Sizes = ("all",)
    turnover: Turnover | None = None
    excludes: tuple[Id, ...] = ()
    status: Status
    as_of: AsOf
    source: Reason
    contact: Words | None = None
    link: Words | None = None
    fit: Reason | None = None


class Services(Strict):
    """The file ``services.yaml``."""

    schema_: Literal["jazari-assess/services/2"]
    services: Mapping[Id, Service]


class ServiceText(Strict):
    """The words of a service: what it delivers and what not, what to ask, and which paper to bring."""

    title: Words
    purpose: Words
    delivers: Words
    not_delivered: Words
    why: Words
    ask: Words
    bring: Words
    source: Words
