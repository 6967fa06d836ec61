"""The engine agrees with a slow plain reference on random models and firms."""

from fractions import Fraction

from hypothesis import assume, given

from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.model.maturity import MaturityModel
from jazari_assess.model.result import ModelResult, NodeResult, Overall
from tests.engine.random_models import MEANS, Firm, Shape, firms
from tests.engine.random_questionnaires import examples
from tests.engine.reference import Scored, contributions_of_means, level, level_by_score, tree
from tests.engine.reference_answers import completed, looked_at, values

NEAR = 1e-9 * 100  # 1e-9 in 0..1, scores are 0..100


def result_of(firm: Firm) -> ModelResult:
    """Return the engine's result, with a single robustness draw."""
    result = evaluate(
        firm.questionnaire, [firm.model], firm.assessment, date="2026-11-21", tool_version="0.1.0", draws=1
    )
    return result.models[0]


def expected_nodes(firm: Firm) -> dict[str, Scored]:
    """Return the reference's nodes; firms whose missing answers may hide too many questions are left to others."""
    structure, asked = firm.model.structure, firm.questionnaire.structure
    cases = completed(asked, firm.assessment, looked_at(asked), 3000)
    assume(cases is not None)
    return dict(tree(structure, firm.assessment.profile, values(asked, firm.assessment, cases or ())))


def assert_near(found: float | None, expected: Fraction | None, what: str, scale: int = 100) -> None:
    """Compare a score or coverage, None with None."""
    if found is None or expected is None:
        assert found is None, f"{what}: {found}, the reference has none"
        assert expected is None, f"{what}: none, the reference has {float(expected or 0) * scale}"
        return
    assert abs(found - float(expected) * scale) <= 1e-9 * scale, f"{what}: {found}, reference {float(expected) * scale}"


def assert_scores(found: NodeResult | Overall, expected: Scored, name: str) -> None:
    """Compare score and coverage of a node."""
    assert_near(found.score, expected.score, f"score of {name}")
    assert_near(found.coverage, expected.coverage, f"coverage of {name}", scale=1)


def assert_levels(model: MaturityModel, found: ModelResult, expected: dict[str, Scored]) -> None:
    """Compare the levels of all nodes by score, and of the root by score and requirements."""
    for name, node in found.nodes.items():
        score = expected[name].score
        assert node.level == (None if score is None else level_by_score(model.levels, score)), name
    held, capped = level(model, expected)
    assert found.overall.level == held
    assert found.overall.level_id == (None if held is None else f"level-{held}")
    cap = found.overall.capped_by
    assert (cap and cap.level_id) == (None if capped is None else f"level-{capped}")
    if cap is not None:
        assert_near(cap.score, expected[cap.node].score, "score that caps")


@given(firms())
@examples(150)
def test_scores_of_random_firms(firm: Firm) -> None:
    """Scores, bounds, coverage, states, shares and levels are those of the reference, to 1e-9."""
    found, expected = result_of(firm), expected_nodes(firm)
    model = firm.model.structure
    assert set(found.nodes) | {model.root} == set(expected)
    assert_scores(found.overall, expected[model.root], model.root)
    for name, node in found.nodes.items():
        assert_scores(node, expected[name], name)
        assert node.state == expected[name].state, name
        shares = expected[node.parent].shares if node.parent else {}
        assert_near(node.weight, shares.get(name, Fraction(0)), f"share of {name}", scale=1)
    assert_levels(model, found, expected)


@given(firms())
@examples(50)
def test_contributions_sum_to_the_score(firm: Firm) -> None:
    """What the indicators bring, whatever the aggregates between, sums to the overall score."""
    found = result_of(firm)
    brought = [node.contribution for node in found.nodes.values() if node.contribution is not None]
    assert abs(sum(brought) - (found.overall.score or 0.0)) <= NEAR


@given(firms(Shape(aggregates=MEANS)))
@examples(50)
def test_contributions_under_means(firm: Firm) -> None:
    """Under weighted means an indicator brings its score times the shares on its way to the root."""
    found = result_of(firm)
    expected = contributions_of_means(firm.model.structure, expected_nodes(firm))
    brought = {name: node.contribution for name, node in found.nodes.items() if node.contribution is not None}
    assert set(brought) == (set(expected) if found.overall.score is not None else set())
    for name, contribution in brought.items():
        assert_near(contribution, expected[name], f"contribution of {name}")
