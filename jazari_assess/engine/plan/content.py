"""What a plan is made from: the questionnaire, the model, flags, aims, the catalogue and the method's numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from jazari_assess.model.actions import Action
from jazari_assess.model.aims import Aim
from jazari_assess.model.flags import Flag
from jazari_assess.model.library import Library
from jazari_assess.model.maturity import MaturityModel
from jazari_assess.model.planning import Planning
from jazari_assess.model.provider import Provider
from jazari_assess.model.questionnaire import Questionnaire
from jazari_assess.model.services import Service


@dataclass(frozen=True, kw_only=True)
class PlanContent:
    """The content a plan is made from; ``sha256`` is the catalogue's."""

    questionnaire: Questionnaire
    model: MaturityModel
    flags: Mapping[str, Flag]
    aims: Mapping[str, Aim]
    actions: Mapping[str, Action]
    services: Mapping[str, Service]
    providers: Mapping[str, Provider]
    numbers: Planning
    sha256: str


def content_of(library: Library, model: str) -> PlanContent:
    """Return the content a plan under a model is made from."""
    found = library.models[model]
    questionnaire = library.questionnaires[found.structure.questionnaire]
    catalogue = library.catalogue
    return PlanContent(
        questionnaire=questionnaire.structure,
        model=found.structure,
        flags=questionnaire.flags,
        aims=found.aims,
        actions=catalogue.structure.actions,
        services=catalogue.structure.services,
        providers=catalogue.structure.providers,
        numbers=catalogue.planning,
        sha256=catalogue.sha256,
    )
