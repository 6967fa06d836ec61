"""The seven views: published structures and weights over our questions, never filled where nothing matches."""

from collections.abc import Mapping
from functools import cache

import pytest

from jazari_assess.engine.score.evaluate import evaluate, used_weights
from jazari_assess.model.assessment import Answer, Assessment, Given, QuestionnaireRef, Unknown
from jazari_assess.model.library import Library, ModelContent
from jazari_assess.model.maturity import Group, Indicator, NotCovered
from jazari_assess.model.profile import Profile
from jazari_assess.model.result import ModelResult
from jazari_assess.reading.content.library import read_library
from tests.conftest import ROOT
from tests.engine.content import questionnaires, samples

VIEWS = ("eu-dma", "impuls", "siri", "acatech", "schumacher", "sanol", "dii")
PROFILES = ("siri", "schumacher")
FACTS_OF_TEN_POINTS: Mapping[str, int | float | str] = {
    "internet-staff-share": 51,
    "fixed-line-speed": "from-30",
    "own-website": "yes",
    "social-media": "yes",
    "cloud-services": "intermediate",
    "erp-use": "yes",
    "crm-use": "yes",
    "data-analytics-use": "yes",
    "electronic-sales-share": 1,
    "web-sales-share": 0,
    "any-ai-use": "no",
}


@cache
def library() -> Library:
    """Return the content that comes with the program, read once."""
    return read_library([ROOT])


def view(name: str) -> ModelContent:
    """Return one view."""
    return library().models[name]


def scored(name: str, firm: Assessment) -> ModelResult:
    """Return a firm's result under one view."""
    questionnaire = questionnaires()["industrie-x0"]
    return evaluate(questionnaire, [view(name)], firm, date="2026-11-21", tool_version="0", draws=20).models[0]


def answered(facts: Mapping[str, int | float | str | None]) -> Assessment:
    """Return a firm with these answers; None is unknown."""
    answers: dict[str, Answer] = {
        name: Unknown(state="unknown") if value is None else Given(answer=value) for name, value in facts.items()
    }
    return Assessment(
        schema_="jazari-assess/assessment/1",
        id="a",
        questionnaire=QuestionnaireRef(id="industrie-x0", version="1.0.0"),
        profile=Profile(firm="A"),
        answers=answers,
    )


def points(facts: Mapping[str, int | float | str | None]) -> float:
    """Return the points of twelve of the index, or -1 where it is not computed."""
    score = scored("dii", answered(facts)).overall.score
    return -1 if score is None else score * 12 / 100


def test_the_seven_are_there() -> None:
    """Besides the main model there are seven views, and no other."""
    assert {name for name, model in library().models.items() if model.structure.role == "view"} == set(VIEWS)


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("sample", ["agri-food-cannery", "automotive-supplier", "textile-workshop"])
def test_each_view_scores_each_sample(name: str, sample: str) -> None:
    """A sample firm gets an overall score where the view has one, and scored dimensions everywhere."""
    result = scored(name, samples()[sample])
    assert (result.overall.score is None) == (name in PROFILES)
    nodes = view(name).structure.nodes
    groups = [node.state for one, node in result.nodes.items() if isinstance(nodes.get(one), Group)]
    assert groups.count("scored") >= 0.6 * len(groups)


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_has_no_overall(name: str) -> None:
    """No score, no interval, no level and no robustness of the whole, on purpose."""
    result = scored(name, samples()["automotive-supplier"])
    overall = result.overall
    assert (overall.score, overall.low, overall.high, overall.level, result.robustness) == (None,) * 5


@pytest.mark.parametrize("name", VIEWS)
def test_what_is_not_covered_stays_empty(name: str) -> None:
    """A published dimension without a match has no score, interval, level or weight, and says so in each language."""
    result = scored(name, samples()["automotive-supplier"])
    missing = [one for one, node in view(name).structure.nodes.items() if isinstance(node, NotCovered)]
    for one in missing:
        node = result.nodes[one]
        assert (node.state, node.score, node.low, node.high, node.level, node.weight) == (
            "not-covered",
            *(None,) * 4,
            0.0,
        )
        for language, words in (("fr", "Non couvert"), ("ar", "غير مشمول"), ("en", "Not covered")):
            assert view(name).texts[language].nodes[one].description.startswith(words)
    assert len(missing) == {"impuls": 3}.get(name, 0)


@pytest.mark.parametrize("name", VIEWS)
def test_each_language_has_the_notice(name: str) -> None:
    """Indicative, not certified, no affiliation, the source and its year: in each language."""
    year = view(name).structure.as_of[:4]
    texts = view(name).texts
    assert set(texts) >= {"fr", "ar", "en"}
    starts = {
        "fr": "Vue indicative, et non une évaluation certifiée\u202f; aucune affiliation",
        "en": "Indicative view, not a certified assessment; no affiliation with",
        "ar": "منظور استرشادي، وليس تقييما معتمدا، ولا تربطنا أي صلة",
    }
    for language, start in starts.items():
        notice = texts[language].notice
        assert notice is not None
        assert notice.startswith(start)
        assert year in notice


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("eu-dma", [1, 1, 1, 1, 1, 1]),
        ("impuls", [0.254, 0.143, 0.102, 0.185, 0.138, 0.179]),
        ("sanol", [0.2166, 0.0586, 0.0721, 0.3201, 0.2754, 0.0572]),
        ("dii", [1] * 12),
    ],
)
def test_weights_are_the_published_ones(name: str, published: list[float]) -> None:
    """The weights of the whole are those of the source, divided by their sum."""
    structure = view(name).structure
    found = used_weights(structure, None)[structure.root]
    assert list(found.values()) == pytest.approx([weight / sum(published) for weight in published])


def test_structures_are_the_published_ones() -> None:
    """16 dimensions under 8 pillars under 3 blocks; four areas of two principles; nine dimensions; six and six."""
    siri = view("siri").structure.nodes

    def parts(nodes: Mapping[str, object], *names: str) -> tuple[str, ...]:
        return tuple(child for name in names if isinstance(node := nodes[name], Group) for child in node.children)

    blocks = parts(siri, "profile-of-dimensions")
    pillars = parts(siri, *blocks)
    assert (len(blocks), len(pillars), len(parts(siri, *pillars))) == (3, 8, 16)
    acatech = view("acatech").structure.nodes
    areas = parts(acatech, "maturity-stage")
    assert [len(parts(acatech, area)) for area in areas] == [2, 2, 2, 2]
    assert [step.number for step in view("acatech").structure.levels.steps] == [1, 2, 3, 4, 5, 6]
    assert len(parts(view("schumacher").structure.nodes, "profile-of-dimensions")) == 9
    assert [len(view(name).structure.levels.steps) for name in VIEWS] == [4, 6, 6, 6, 5, 6, 4]


@pytest.mark.parametrize("name", VIEWS)
def test_each_mapping_has_its_reason(name: str) -> None:
    """Every node of a view says why these questions belong to it."""
    nodes = view(name).structure.nodes
    assert [one for one, node in nodes.items() if isinstance(node, Group | Indicator) and not node.rationale] == []


def test_the_index_counts_answers_at_their_thresholds() -> None:
    """51 % of staff, 1 % of electronic sales and a higher cloud count (two points); 50 %, 0.99 % and none do not."""
    assert points(FACTS_OF_TEN_POINTS) == pytest.approx(10)
    for name, just_under in (("internet-staff-share", 50), ("electronic-sales-share", 0.99)):
        assert points({**FACTS_OF_TEN_POINTS, name: just_under}) == pytest.approx(9)
    assert points({**FACTS_OF_TEN_POINTS, "cloud-services": "basic"}) == pytest.approx(9)
    assert points({**FACTS_OF_TEN_POINTS, "cloud-services": "none"}) == pytest.approx(8)


@pytest.mark.parametrize(
    ("web", "consumers", "won"),
    [
        (0, None, 0),
        (0.99, 100, 0),  # hidden: a stale answer does not count
        (1, 100, 0),  # exactly 1 % is not above 1 %
        (1.01, 11, 1),
        (1.01, 10, 0),
        (100, 0, 0),
        (100, 100, 1),
    ],
)
def test_web_sales_need_both_halves(web: float, consumers: int | None, won: int) -> None:
    """More than 1 % of turnover on the web, and more than 10 % of that to consumers; never granted by a hidden half."""
    facts = {**FACTS_OF_TEN_POINTS, "web-sales-share": web}
    if consumers is not None:
        facts["web-consumer-share"] = consumers
    assert points(facts) == pytest.approx(10 + won)


def test_an_open_half_grants_nothing() -> None:
    """Web sales above 1 % with consumers unanswered or unknown: the point is open, not granted."""
    for facts in (
        {**FACTS_OF_TEN_POINTS, "web-sales-share": 50},
        {**FACTS_OF_TEN_POINTS, "web-sales-share": 50, "web-consumer-share": None},
    ):
        result = scored("dii", answered(facts))
        node = result.nodes["web-sales-to-consumers"]
        assert (node.state, node.score, node.low, node.high) == ("not-scored", None, 0, 100)
        assert result.overall.low == pytest.approx(100 * 10 / 12)
        assert result.overall.high == pytest.approx(100 * 11 / 12)


@pytest.mark.parametrize("unknown", [name for name in FACTS_OF_TEN_POINTS if name != "cloud-services"])
def test_one_unknown_fact_never_lifts_the_level(unknown: str) -> None:
    """With one fact unknown the level is the one that the confirmed points give; with two there is no index."""
    facts: dict[str, int | float | str | None] = {**FACTS_OF_TEN_POINTS, unknown: None}
    overall = scored("dii", answered(facts)).overall
    confirmed = 10 if unknown in ("web-sales-share", "any-ai-use") else 9
    assert overall.low == pytest.approx(100 * confirmed / 12)
    assert overall.level_id == ("very-high" if confirmed == 10 else "high")
    second = "own-website" if unknown != "own-website" else "social-media"
    assert scored("dii", answered({**facts, second: None})).overall.score is None
