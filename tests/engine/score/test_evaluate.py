"""From one firm's answers to the result object."""

from collections.abc import Mapping

import pytest
from hypothesis import given

from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.model.assessment import NotApplicable, Unknown
from jazari_assess.model.maturity import (
    Group,
    Levels,
    LevelStep,
    Node,
    NotCovered,
    Requirement,
    Variant,
    VariantCondition,
)
from jazari_assess.model.result import Result
from tests.engine.content import models, questionnaires, samples
from tests.engine.random_models import Firm, content, firms
from tests.engine.random_questionnaires import REASON, examples
from tests.engine.small_models import firm, mean_of, model, result

MAIN = "industrie-x0"
UNKNOWN = Unknown(state="unknown")
NOT_APPLICABLE = NotApplicable(state="not-applicable")
VIEWS = [name for name, own in models().items() if own.structure.questionnaire == MAIN and name != MAIN]
OURS = [MAIN, *VIEWS]


def sample_result(sample: str, *, seed: int = 7, draws: int = 50) -> Result:
    """Return a sample firm's result under all models over its questionnaire."""
    return evaluate(
        questionnaires()[MAIN],
        [models()[name] for name in OURS],
        samples()[sample],
        date="2026-11-21",
        tool_version="0.1.0",
        seed=seed,
        draws=draws,
    )


@pytest.mark.parametrize("sample", samples())
def test_same_input_same_result(sample: str) -> None:
    """A sample firm scored twice gives the same result, and the same bytes of JSON."""
    first, second = sample_result(sample), sample_result(sample)
    assert first == second
    assert first.model_dump_json(by_alias=True) == second.model_dump_json(by_alias=True)
    assert [own.model for own in first.models] == OURS


@given(firms())
@examples(30)
def test_same_firm_same_result(made: Firm) -> None:
    """The same holds for random firms."""
    assert result(made, draws=5) == result(made, draws=5)


def test_samples_stand_where_they_were_meant() -> None:
    """The workshop is at the start, the cannery mid-way, the supplier ahead, each with every dimension scored."""
    found = {sample: sample_result(sample).models[0] for sample in samples()}
    scores = [
        found[name].overall.score or 0 for name in ("textile-workshop", "agri-food-cannery", "automotive-supplier")
    ]
    assert scores == sorted(scores)
    assert scores[0] < 35 < scores[1] < 65 < scores[2]
    for own in found.values():
        assert (own.overall.coverage or 0.0) > 0.8
        assert all(node.score is not None for node in own.nodes.values() if node.parent == "overall")


def test_provenance_tells_what_was_used() -> None:
    """Date and version as given, hashes and versions of the content, the variant and its normalised weights."""
    provenance = sample_result("automotive-supplier").provenance
    assert (provenance.tool, provenance.tool_version, provenance.date) == ("jazari-assess", "0.1.0", "2026-11-21")
    assert provenance.questionnaire.sha256 == questionnaires()[MAIN].sha256
    main = provenance.models[0]
    assert (main.id, main.variant, main.sha256) == (MAIN, "automotive", models()[MAIN].sha256)
    assert main.weights["overall"]["operations-quality"] == pytest.approx(0.24)
    assert all(sum(group.values()) == pytest.approx(1) for group in main.weights.values())


def test_facts_are_not_in_the_main_model() -> None:
    """The main model takes every scored question once, and no fact question."""
    asked = questionnaires()[MAIN].structure
    nodes = sample_result("textile-workshop").models[0].nodes
    used = {name for name in nodes if name in asked.questions}
    assert used == {name for name in asked.valued if not getattr(asked.questions[name], "fact", False)}


def test_nothing_answered() -> None:
    """Without answers nothing is scored: no level, no contribution, no gain, no robustness; anything is possible."""
    found = result(firm(model(mean_of("a", "b")), {"a": UNKNOWN, "b": UNKNOWN}))
    assert (found.overall.score, found.overall.level, found.overall.level_id) == (None, None, None)
    assert (found.overall.low, found.overall.high, found.overall.coverage) == (0, 100, 0)
    assert found.robustness is None
    assert {(node.contribution, node.gain, node.weight) for node in found.nodes.values()} == {(None, None, 0.0)}


def test_all_not_applicable() -> None:
    """Where nothing applies there is no score and no interval."""
    found = result(firm(model(mean_of("a")), {"a": NOT_APPLICABLE}))
    assert (found.overall.score, found.overall.low, found.overall.high, found.overall.coverage) == (None,) * 4
    assert found.nodes["a"].state == "not-applicable"


def test_weight_of_zero_is_shown_not_scored() -> None:
    """A child of weight 0 has its own score and no part in its parent's score or coverage."""
    structure = model(mean_of("a", "b", weights={"a": 0.0, "b": 2.0}), minimum_coverage=1.0)
    found = result(firm(structure, {"a": 9, "b": 3}))
    assert found.overall.score == pytest.approx(30)
    assert (found.nodes["a"].score, found.nodes["a"].weight) == (90.0, 0.0)
    assert found.nodes["a"].contribution == 0.0
    assert result(firm(structure, {"a": UNKNOWN, "b": 3})).overall.coverage == 1.0


def test_profile_without_overall() -> None:
    """A model without an overall score shows its nodes, and no level, contribution, gain or robustness on top."""
    found = result(firm(model(mean_of("a", "b"), overall=False), {"a": 4, "b": UNKNOWN}))
    assert found.overall.model_dump(exclude={"coverage"}) == dict.fromkeys(
        ("score", "low", "high", "level", "level_id", "capped_by", "display", "lowest_level", "highest_level")
    )
    assert (found.overall.coverage, found.robustness) == (0.5, None)
    assert (found.nodes["a"].score, found.nodes["a"].level, found.nodes["a"].contribution) == (40.0, 2, None)


def test_not_covered_stands_apart() -> None:
    """A published part the questionnaire does not cover is named and left out of score, coverage and interval."""
    nodes: Mapping[str, Node] = {"overall": Group(children=("a", "gap")), "gap": NotCovered(not_covered=REASON)}
    found = result(firm(model(nodes, minimum_coverage=1.0), {"a": 4}))
    overall = found.overall
    assert (overall.score, overall.low, overall.high, overall.coverage) == pytest.approx((40, 40, 40, 1))
    assert (found.nodes["gap"].state, found.nodes["gap"].parent) == ("not-covered", "overall")


@pytest.mark.parametrize("aggregate", ["weighted-mean", "geometric-mean", "minimum", "count", "ladder"])
def test_group_without_any_covered_child(aggregate: str) -> None:
    """A published part none of whose parts is covered counts for nothing, whatever its aggregate."""
    empty = Group.model_validate({"children": ("gap",), "aggregate": aggregate})
    nodes: Mapping[str, Node] = {
        "overall": Group(children=("a", "b")),
        "b": empty,
        "gap": NotCovered(not_covered=REASON),
    }
    found = result(firm(model(nodes), {"a": 4}))
    assert (found.overall.score, found.overall.coverage, found.nodes["b"].score) == (40, 1, None)


def variant(name: str, weights: tuple[float, float], when: VariantCondition) -> Variant:
    """Return other weights for the two children."""
    own = {"overall": {"a": weights[0], "b": weights[1]}}
    return Variant(id=name, when=when, weights=own, rationale=REASON)


@pytest.mark.parametrize(
    ("sector", "staff", "expected", "score"),
    [
        ("automotive", 5, "small-automotive", 10),
        ("automotive", 300, "automotive", 40),
        ("crafts", 5, "micro", 70),
        ("crafts", 10, None, 50),
        ("automotive", None, "automotive", 40),
        (None, None, None, 50),
    ],
)
def test_first_variant_that_holds(sector: str | None, staff: int | None, expected: str | None, score: float) -> None:
    """Sector and size choose the variant, both where both are asked; the first that holds wins."""
    variants = [
        variant("small-automotive", (1, 0), VariantCondition(sector=("automotive",), size=("micro", "small"))),
        variant("automotive", (5, 3), VariantCondition(sector=("automotive",))),
        variant("micro", (1, 3), VariantCondition(size=("micro",))),
    ]
    made = firm(model(mean_of("a", "b"), variants=variants), {"a": 1, "b": 9})
    profile = made.assessment.profile.model_copy(update={"sector": sector, "staff": staff})
    found = evaluate(
        made.questionnaire,
        [made.model],
        made.assessment.model_copy(update={"profile": profile}),
        date="2026-11-21",
        tool_version="0.1.0",
        draws=1,
    )
    assert found.provenance.models[0].variant == expected
    assert found.models[0].overall.score == pytest.approx(score)


def gated(node: str, at_least: float) -> Levels:
    """Return levels whose second asks for a bound on a node."""
    needed = Requirement(node=node, at_least=at_least, rationale=REASON)
    return Levels(steps=(LevelStep(id="low", from_=0), LevelStep(id="high", from_=50, number=7, require=(needed,))))


@pytest.mark.parametrize(
    ("b", "at_least", "level", "capped"),
    [
        (3, 30, 7, False),
        (2, 30, 0, True),
        (UNKNOWN, 30, 0, True),
        (UNKNOWN, 0, 0, True),
        (NOT_APPLICABLE, 30, 7, False),
        (0, 0, 7, False),
    ],
)
def test_requirement(b: object, at_least: float, level: int, capped: bool) -> None:
    """A level's requirement bites below its bound and where the node is not scored, not where it does not apply."""
    weights = {"a": 9.0, "b": 1.0}
    made = firm(model(mean_of("a", "b", weights=weights), levels=gated("b", at_least)), {"a": 10, "b": b})  # type: ignore[dict-item]
    found = result(made).overall
    assert found.level == level
    assert (found.capped_by is not None) is capped
    if found.capped_by is not None:
        assert (found.capped_by.level_id, found.capped_by.node, found.capped_by.at_least) == ("high", "b", at_least)
        assert found.capped_by.score == (20 if b == 2 else None)


def test_requirement_that_bites_is_the_one_named() -> None:
    """Of two requirements of a level, the one that does not apply or holds is not blamed for the other."""
    needs = tuple(Requirement(node=node, at_least=30.0, rationale=REASON) for node in ("a", "b", "c"))
    levels = Levels(steps=(LevelStep(id="low", from_=0), LevelStep(id="high", from_=50, require=needs)))
    made = firm(model(mean_of("a", "b", "c"), levels=levels), {"a": NOT_APPLICABLE, "b": 10, "c": 2})
    cap = result(made).overall.capped_by
    assert cap is not None
    assert (cap.level_id, cap.node, cap.score) == ("high", "c", 20)


def test_requirement_out_of_reach_is_not_reported() -> None:
    """A requirement of a level that the score does not reach anyway caps nothing."""
    found = result(firm(model(mean_of("a"), levels=gated("a", 90)), {"a": 4})).overall
    assert (found.level, found.capped_by) == (0, None)


def test_several_models_in_their_order() -> None:
    """Each model gives its own scores, the main one first."""
    made = firm(model(mean_of("a", "b")), {"a": 2, "b": 8})
    other = content(made.questionnaire.structure, model({"overall": Group(children=("a", "b"), aggregate="minimum")}))[
        1
    ]
    found = evaluate(
        made.questionnaire, [made.model, other], made.assessment, date="2026-11-21", tool_version="0.1.0", draws=1
    )
    assert [own.overall.score for own in found.models] == [50, 20]
