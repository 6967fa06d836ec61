"""The catalogue: who can help, with what, what a firm can do by itself, and the rules its entries keep."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from jazari_assess.model.actions import Action, ActionText, Rating
from jazari_assess.model.profile import Size
from jazari_assess.model.provider import Provider, ProviderText, Status
from jazari_assess.model.services import Service, ServiceText, Turnover
from jazari_assess.model.strict import Id, Reason, Strict

__all__ = [
    "Action",
    "Catalogue",
    "CatalogueText",
    "Provider",
    "Providers",
    "Rule",
    "Rules",
    "Service",
    "Status",
    "Turnover",
]


class Providers(Strict):
    """The file ``providers.yaml``."""

    schema_: Literal["jazari-assess/providers/1"]
    providers: Mapping[Id, Provider]


class RuledActions(Strict):
    """Which actions a rule is for: those named, and those that cost at least so much; ``except_`` are not."""

    actions: tuple[Id, ...] = ()
    money_at_least: Rating | None = None
    except_: tuple[Id, ...] = ()


class Rule(Strict):
    """What some actions must keep: an action that comes first, directly or through others; sizes they are not for."""

    for_: RuledActions
    requires: Id | None = None
    not_for: tuple[Size, ...] = ()
    rationale: Reason


class Rules(Strict):
    """The file ``rules.yaml``."""

    schema_: Literal["jazari-assess/rules/1"]
    rules: Mapping[Id, Rule]


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
