"""The structures that the page works with, words aside."""

from collections.abc import Mapping, Sequence

from jazari_assess.forms.html.compiled_model import completion_data, model_data
from jazari_assess.forms.html.json_data import Json, dumped
from jazari_assess.forms.interface import FormContent
from jazari_assess.model.actions import Action
from jazari_assess.model.aims import Aim
from jazari_assess.model.planning import Planning
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.model.services import Service

_INTERNAL = ("rationale", "source", "unlocks")


def structure_data(content: FormContent) -> Mapping[str, Json]:
    """Return everything but words that the page works with."""
    questionnaire = content.structure
    return {
        "schema": "jazari-assess/html-form/1",
        "questionnaire": {
            "id": questionnaire.id,
            "version": questionnaire.version,
            "sha256": content.questionnaire.sha256,
        },
        "regions": list(REGIONS),
        "sectors": list(SECTORS),
        "sections": [{"id": name, "questions": list(members)} for name, members in questionnaire.sections.items()],
        "questions": {name: dumped(questionnaire.questions[name], *_INTERNAL) for name in questionnaire.order},
        "model": model_data(content.model.structure, questionnaire),
        "completions": completion_data(content.model.structure, questionnaire),
        "flags": {name: dumped(one, "source", "kind", "then") for name, one in content.questionnaire.flags.items()},
        "checks": {name: dumped(one, "doubt") for name, one in content.questionnaire.checks.items()},
        "aims": {name: _aim(one) for name, one in content.model.aims.items()},
        "actions": {name: _action(one) for name, one in content.actions.items()},
        "services": {name: _service(one) for name, one in content.services.items()},
        "providers": {name: {"region": one.region} for name, one in content.providers.items()},
        "planning": _planning(content.catalogue.planning),
    }


_ACTION_KEYS = ("indicator", "step", "items", "choice", "requires", "when", "aims", "deeds")
_SERVICE_KEYS = ("provider", "function", "supports", "meets", "needs", "near", "turnover", "status")


def _action(action: Action) -> Mapping[str, Json]:
    """Return what first steps need of an action; ``days`` by size as a list, null where it is not for that size."""
    found = dumped(action)
    return {
        **{key: found[key] for key in _ACTION_KEYS if key in found},
        **_limits(sectors=action.sectors),
        "days": [action.days.get(size) for size in SIZES],
        "money": action.difficulty.money,
        "knowledge": action.difficulty.knowledge,
    }


def _service(service: Service) -> Mapping[str, Json]:
    found = dumped(service)
    limits = _limits(regions=service.regions, sectors=service.sectors, sizes=service.sizes)
    return {**{key: found[key] for key in _SERVICE_KEYS if key in found}, **limits}


def _limits(**wanted: Sequence[str]) -> Mapping[str, Json]:
    """Return for whom an entry is, where it is not for all."""
    return {name: list(those) for name, those in wanted.items() if "all" not in those}


def _aim(aim: Aim) -> Mapping[str, Json]:
    return {"serves": {name: one.relevance for name, one in aim.serves.items()}}


_USED_NUMBERS: Sequence[str] = ("readiness", "aims", "flags", "effort")


def _planning(numbers: Planning) -> Mapping[str, Json]:
    return {name: dumped(getattr(numbers, name), "rationale") for name in _USED_NUMBERS}
