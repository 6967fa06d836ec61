"""What a kind of form takes and gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from jazari_assess.model.actions import Action
from jazari_assess.model.assessment import Stage
from jazari_assess.model.benchmark import Benchmark
from jazari_assess.model.library import CatalogueContent, ModelContent, QuestionnaireContent
from jazari_assess.model.profile import Profile
from jazari_assess.model.provider import Provider
from jazari_assess.model.questionnaire import Questionnaire
from jazari_assess.model.services import Service
from jazari_assess.render.interface import Branding


@dataclass(frozen=True, kw_only=True)
class FormContent:
    """A questionnaire with its main model and the catalogue."""

    questionnaire: QuestionnaireContent
    model: ModelContent
    catalogue: CatalogueContent

    @property
    def structure(self) -> Questionnaire:
        """The questions and the order they are asked in."""
        return self.questionnaire.structure

    @property
    def actions(self) -> Mapping[str, Action]:
        """What a firm can do itself."""
        return self.catalogue.structure.actions

    @property
    def services(self) -> Mapping[str, Service]:
        """What can be asked of others today: not what is closed, nor what only frames the rest."""
        found = self.catalogue.structure.services
        return {name: one for name, one in found.items() if one.open != "closed" and one.function != "none"}

    @property
    def providers(self) -> Mapping[str, Provider]:
        """Who offers these services."""
        named = {one.provider for one in self.services.values()}
        return {name: one for name, one in self.catalogue.structure.providers.items() if name in named}


@dataclass(frozen=True, kw_only=True)
class Prefilled:
    """What is known of one firm before it opens its form; ``id`` is that of the assessment it will fill."""

    id: str
    profile: Profile
    stage: Stage = "T0"


@dataclass(frozen=True, kw_only=True)
class FormBenchmark:
    """A published benchmark that a form carries, and beside it what others have published, lines by language."""

    benchmark: Benchmark
    references: Mapping[str, Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class FormOrder:
    """What a form is made from: content, who hands it out, its languages, the first being the one it opens in.

    ``among`` is what the firm is compared with where a form can show that. ``express`` asks for the short path: a form
    that offers both begins on it, one that cannot holds it alone. No day is told: a run that goes on tomorrow must find
    the forms of today as it would make them.
    """

    content: FormContent
    languages: tuple[str, ...]
    by: Branding
    tool_version: str
    express: bool = False
    among: FormBenchmark | None = None


class Form(Protocol):
    """A form that can be written for any number of firms: all that they share is made once."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that this form speaks, of those it was ordered in."""
        ...

    def bytes(self, prefilled: Prefilled | None = None) -> bytes:
        """Return the form as one file, for one firm where something is known of it.

        The same arguments give the same bytes.
        """
        ...
