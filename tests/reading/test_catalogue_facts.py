"""The catalogue holds the whole ecosystem as its documents state it, and an action for every step of every question."""

import pytest

from jazari_assess.content import roots
from jazari_assess.model.maturity import Group, Indicator
from jazari_assess.model.questionnaire import LevelQuestion, Question
from jazari_assess.reading.content.library import read_library

LIBRARY = read_library(roots())
CATALOGUE = LIBRARY.catalogue.structure
FES, CASABLANCA = "fes-meknes", "casablanca-settat"

PROVIDERS = (
    ("jazari-network", "national", "launched", "2026-01-12"),
    ("jazari-root", "national", "launched", "2026-01-12"),
    ("jazari-industrie-x0", FES, "signed", "2026-03-11"),
    ("mistral-mtnra-lab", "national", "launched", "2026-01-12"),
    ("add-smart-factory", "national", "announced", "2021-04"),
    ("fes-smart-factory", FES, "launched", "2025-01-16"),
    ("onepoint-coe", CASABLANCA, "signed", "2025-07-22"),
    ("uemf", FES, "signed", "2026-03-10"),
    ("usmba", FES, "signed", "2026-03-10"),
    ("umi", FES, "signed", "2026-03-10"),
    ("aui", FES, "signed", "2026-03-10"),
    ("cgem-fes-taza", FES, "launched", "2025-01-16"),
    ("region-fes-meknes", FES, "launched", "2025-01-16"),
    ("alten-maroc", FES, "launched", "2025-01-16"),
    ("cndp", "national", "in-force", "undated"),
    ("inmaa", CASABLANCA, "in-operation", "2020"),
)
PROGRAMMES = (
    ("ai-made-in-morocco", "mtnra", "launched", "2026-01-12"),
    ("maroc-digital-2030", "mtnra", "in-force", "undated"),
    ("moukawala-raqmiya", "add", "launched", "2023-06"),
    ("digitpme", "giz", "ended", "2024-12"),
    ("tatwir", "maroc-pme", "unknown", "undated"),
    ("tatwir-croissance-verte", "maroc-pme", "unknown", "undated"),
    ("tatwir-rdi", "maroc-pme", "unknown", "2022-09"),
    ("istitmar", "maroc-pme", "unknown", "2020"),
    ("imtiaz", "maroc-pme", "unknown", "2020"),
    ("mowakaba", "maroc-pme", "unknown", "2020"),
    ("nawat", "maroc-pme", "unknown", "2020"),
    ("tpme-investment-scheme", "cri", "in-operation", "2025-11"),
    ("csf-giac", "csf", "unknown", "undated"),
    ("unido-industry40", "unido", "unknown", "2023-09-22"),
)
PURPOSES = {
    "jazari-industrie-x0": {
        *("jix0-predictive-maintenance", "jix0-industrial-data-analysis", "jix0-advanced-robotics", "jix0-iot"),
        *("jix0-ai", "jix0-quality", "jix0-skills-industrial-data", "jix0-skills-robotics"),
        *("jix0-skills-cybersecurity", "jix0-skills-smart-manufacturing", "jix0-applied-research", "jix0-start-ups"),
    },
    "mistral-mtnra-lab": {
        *("mistral-workshops", "mistral-co-design", "mistral-upskilling", "mistral-prototypes"),
        "mistral-model-evaluation",
    },
}


@pytest.mark.parametrize(("name", "region", "status", "as_of"), PROVIDERS)
def test_each_organisation_stands_as_its_document_says(name: str, region: str, status: str, as_of: str) -> None:
    """Place, status and the date of the document."""
    found = CATALOGUE.providers[name]
    assert (found.region, found.status, found.as_of) == (region, status, as_of)


@pytest.mark.parametrize(("name", "provider", "status", "as_of"), PROGRAMMES)
def test_each_programme_stands_as_its_document_says(name: str, provider: str, status: str, as_of: str) -> None:
    """Who, status and the date of the document."""
    found = CATALOGUE.services[name]
    assert (found.provider, found.status, found.as_of) == (provider, status, as_of)


@pytest.mark.parametrize("provider", PURPOSES)
def test_a_broad_purpose_becomes_the_services_its_source_names_and_no_more(provider: str) -> None:
    """Twelve services of the institute of Fès, five of the laboratory."""
    assert {name for name, found in CATALOGUE.services.items() if found.provider == provider} == PURPOSES[provider]


def test_bounds_that_the_documents_state_are_kept() -> None:
    """Who may take part: turnover of Tatwir and of the scheme of the decree, size of Nawat, regions of the pilot."""
    services = CATALOGUE.services
    tatwir, scheme = services["tatwir"].turnover, services["tpme-investment-scheme"].turnover
    assert tatwir is not None
    assert scheme is not None
    assert (tatwir.minimum, tatwir.maximum) == (None, 200)
    assert (scheme.minimum, scheme.maximum) == (1, 200)
    assert services["nawat"].sizes == ("micro",)
    assert set(services["digitpme"].regions) == {FES, "oriental", "marrakech-safi"}


def test_no_price_is_invented() -> None:
    """No document states a price, so no service has one."""
    assert [name for name, found in CATALOGUE.services.items() if found.cost is not None] == []


def scored_questions() -> dict[str, Question]:
    """Return the question behind each scored indicator of the main model."""
    model, questionnaire = LIBRARY.models["industrie-x0"].structure, LIBRARY.questionnaires["industrie-x0"].structure
    groups = [node for node in model.nodes.values() if isinstance(node, Group)]
    leaves = [name for group in groups for name in group.children if not isinstance(model.nodes.get(name), Group)]
    asked = {name: node.question for name in leaves if isinstance(node := model.nodes.get(name), Indicator)}
    return {name: questionnaire.questions[asked.get(name, name)] for name in leaves}


@pytest.mark.parametrize("indicator", scored_questions())
def test_each_step_up_has_an_action(indicator: str) -> None:
    """From each option to the next, or from 0 to 100 without a hole, there is something a medium firm can do itself."""
    question = scored_questions()[indicator]
    own = [action for action in CATALOGUE.actions.values() if action.indicator == indicator]
    scale = "option" if isinstance(question, LevelQuestion) else "score"
    steps = sorted(action.step for action in own if action.scale == scale and {"all", "medium"} & set(action.sizes))
    reached = 0.0
    for low, high in steps:
        assert low <= reached, f"nothing leads from {reached} to {low}"
        reached = max(reached, high)
    assert reached == (question.options - 1 if isinstance(question, LevelQuestion) else 100)
    if isinstance(question, LevelQuestion):
        assert {(float(low), float(low + 1)) for low in range(question.options - 1)} <= set(steps)


def test_there_are_enough_actions_and_each_is_for_a_monday() -> None:
    """Between 150 and 200, each with a first step and how one sees that it is done, in three languages."""
    assert 150 <= len(CATALOGUE.actions) <= 200
    for texts in LIBRARY.catalogue.texts.values():
        assert texts.actions.keys() == CATALOGUE.actions.keys()
        assert all(len(text.first_step) > 20 and len(text.done_when) > 20 for text in texts.actions.values())
    days = {"fr": "Lundi", "ar": "الاثنين", "en": "On Monday"}
    for language, day in days.items():
        told = LIBRARY.catalogue.texts[language].actions
        assert [name for name, text in told.items() if day not in text.first_step] == []
