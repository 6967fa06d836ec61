"""The catalogue holds the whole ecosystem as its documents state it, and an action for every step of every question."""

import pytest

from jazari_assess.content import roots
from jazari_assess.model.actions import Action
from jazari_assess.model.maturity import Group, Indicator
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    Question,
)
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


def test_no_contact_is_invented() -> None:
    """No document gives a contact or a link, so no entry has one."""
    told = [(name, (one.contact, one.link)) for name, one in CATALOGUE.services.items()]
    told += [(name, (one.contact, one.link)) for name, one in CATALOGUE.providers.items()]
    assert [name for name, found in told if found != (None, None)] == []


def scored_questions() -> dict[str, Question]:
    """Return the question behind each scored indicator of the main model."""
    model, questionnaire = LIBRARY.models["industrie-x0"].structure, LIBRARY.questionnaires["industrie-x0"].structure
    groups = [node for node in model.nodes.values() if isinstance(node, Group)]
    leaves = [name for group in groups for name in group.children if not isinstance(model.nodes.get(name), Group)]
    asked = {name: node.question for name in leaves if isinstance(node := model.nodes.get(name), Indicator)}
    return {name: questionnaire.questions[asked.get(name, name)] for name in leaves}


LEFT_AS_THEY_ARE = {"abroad-checked"}
"""Hosting abroad that was checked: moving it home is offered for a duty, never for the score."""


def own_actions(indicator: str) -> list[Action]:
    """Return the actions on an indicator that a firm of medium size can do."""
    return [one for one in CATALOGUE.actions.values() if one.indicator == indicator and "medium" in one.days]


@pytest.mark.parametrize("indicator", scored_questions())
def test_each_answer_below_the_best_has_an_action(indicator: str) -> None:
    """Whatever a medium firm answers there is a way up: steps without a hole, each item, each option."""
    question = scored_questions()[indicator]
    own = own_actions(indicator)
    match question:
        case LevelQuestion():
            steps = [one.step for one in own if one.step is not None]
            left = {begin for low, high in steps for begin in range(int(low), int(high))}
            assert set(range(question.options - 1)) <= left
        case NumberQuestion():
            reached = question.minimum
            for low, high in sorted(one.step for one in own if one.step is not None):
                assert low <= reached, f"nothing leads from {reached} to {low}"
                reached = max(reached, high)
            assert reached == question.maximum
        case ChecklistQuestion():
            added = {item for one in own if one.items is not None for item in one.items.adds}
            assert {item for item, points in question.options.items() if points > 0} <= added
        case ChoiceQuestion():
            changes = [one.choice for one in own if one.choice is not None]
            best = max(question.options.values())
            started = {name for change in changes for name in change.from_}
            assert {name for name, value in question.options.items() if value < best} - LEFT_AS_THEY_ARE <= started
            assert any(question.options[change.to] == best for change in changes)
        case _:
            raise AssertionError(indicator)


def test_actions_are_worded_for_the_size_of_the_firm() -> None:
    """Each has a first step, of no weekday, and how one sees that it is done, in each language."""
    assert len(CATALOGUE.actions) >= 200
    days = {"fr": "lundi", "ar": "الاثنين", "en": "monday"}
    for language, texts in LIBRARY.catalogue.texts.items():
        assert texts.actions.keys() == CATALOGUE.actions.keys()
        assert all(len(text.first_step) > 20 and len(text.done_when) > 20 for text in texts.actions.values())
        told = [(name, text.first_step + (text.first_step_micro or "")) for name, text in texts.actions.items()]
        assert [name for name, text in told if days[language] in text.lower()] == []


def test_each_figure_that_comes_by_itself_says_where_it_is_read() -> None:
    """A firm whose data flow is not told to tally by hand: each figure with a condition has words for that."""
    model = LIBRARY.models["industrie-x0"]
    ready = {(aim, name) for aim, one in model.aims.items() for name, kpi in one.kpis.items() if kpi.ready is not None}
    assert ("fewer-defects", "scrap-rate") in ready
    for text in model.texts.values():
        told = {(aim, name) for aim, one in text.aims.items() for name, kpi in one.kpis.items() if kpi.how_ready}
        assert told == ready
