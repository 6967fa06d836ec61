"""How sure a level is when weights vary."""

import numpy as np
import pytest

from jazari_assess.engine.score.compiled import compile_model
from jazari_assess.engine.score.kernel import score
from jazari_assess.engine.score.robustness import drawn_weights, node_scores, robustness
from jazari_assess.model.assessment import Unknown
from jazari_assess.model.maturity import Group, Levels, LevelStep, Requirement
from jazari_assess.model.result import Robustness
from tests.engine.random_questionnaires import REASON
from tests.engine.small_models import FIVE_STEPS, firm, mean_of, model, result

DRAWS = 1000


def found(answers: dict[str, int], *, levels: Levels | None = None, seed: int = 20260112) -> Robustness:
    """Return the robustness of a firm under an equal mean of its answers."""
    own = result(firm(model(mean_of(*answers), levels=levels), answers), seed=seed, draws=DRAWS).robustness
    assert own is not None
    return own


def test_same_seed_same_draws() -> None:
    """The seed fixes every number; another seed gives others; both stand in the result with the method."""
    answers = {"a": 1, "b": 7, "c": 4}
    first, again, other = found(answers, seed=3), found(answers, seed=3), found(answers, seed=4)
    assert first == again
    assert (first.low, first.high) != (other.low, other.high)
    assert (first.method, first.seed, first.draws) == ("uniform-factor-0.75-1.25", 3, DRAWS)


def test_drawn_weights() -> None:
    """Each weight is multiplied by its own even factor in 0.75..1.25 and the group normalised; 0 stays 0."""
    structure = model(mean_of("a", "b", "c", weights={"a": 2.0, "b": 1.0, "c": 0.0}))
    (drawn,) = drawn_weights(compile_model(structure, ("a", "b", "c")), 1, 4000)
    np.testing.assert_allclose(drawn.sum(axis=1), 1)
    assert (drawn[:, 2] == 0).all()
    ratio = drawn[:, 0] / drawn[:, 1] / 2
    assert 0.6 <= ratio.min() < 0.63
    assert 1.6 < ratio.max() <= 5 / 3
    assert np.median(ratio) == pytest.approx(1, abs=0.02)


@pytest.mark.parametrize("aggregate", ["count", "ladder", "minimum"])
def test_counted_groups_do_not_vary(aggregate: str) -> None:
    """That the children of a count, a ladder or a minimum count alike is no judgement: no draw changes it.

    The same answers under a mean do move, so the groups' aggregate is what keeps them still.
    """
    part = Group.model_validate({"aggregate": aggregate, "children": ("a", "b", "c")})
    structure = model({"overall": Group(children=("part", "d")), "part": part})
    compiled = compile_model(structure, ("a", "b", "c", "d"))
    drawn = dict(zip((group.id for group in compiled.groups), drawn_weights(compiled, 1, 50), strict=True))
    np.testing.assert_array_equal(drawn["part"], np.full((50, 3), 1 / 3))
    assert np.ptp(drawn["overall"][:, 0]) > 0.05
    answers = {"a": 10, "b": 10, "c": 2}
    alone = Group.model_validate({"aggregate": aggregate, "children": tuple(answers)})
    still = result(firm(model({"overall": alone}), answers), draws=DRAWS).robustness
    assert still is not None
    assert still.low == still.high
    assert still.flip == 0
    moving = found(answers)
    assert moving.high - moving.low > 1


def test_interval_is_that_of_the_draws() -> None:
    """Low and high are the 5th and 95th percentile of the score, computed here from the drawn weights one by one."""
    answers = {"a": 1, "b": 7, "c": 4}
    structure = model(mean_of(*answers))
    (drawn,) = drawn_weights(compile_model(structure, tuple(answers)), 20260112, DRAWS)
    scores = sorted(
        sum(weight * answer * 10 for weight, answer in zip(row, answers.values(), strict=True)) for row in drawn
    )
    place = 0.05 * (DRAWS - 1)
    lower, upper = int(place), DRAWS - 1 - int(place)
    own = found(answers)
    assert own.low == pytest.approx(scores[lower] + (place - lower) * (scores[lower + 1] - scores[lower]))
    assert own.high == pytest.approx(scores[upper] - (place - lower) * (scores[upper] - scores[upper - 1]))
    assert own.low < 40 < own.high


def test_far_from_a_bound_nothing_flips() -> None:
    """At 50, ten points from both bounds, no draw changes the label."""
    assert found({"a": 4, "b": 6}).flip == 0


def test_at_a_bound_half_flips() -> None:
    """At 60 exactly, from 40 and 80 in equal parts, about half of the draws fall below."""
    own = found({"a": 4, "b": 8})
    assert 0.45 < own.flip < 0.55
    assert (own.to_next, own.to_previous) == pytest.approx((20, 0), abs=1e-9)


def test_equal_answers_never_move() -> None:
    """When every answer is the same no weight matters: no interval and no flip, on a bound too."""
    own = found({"a": 6, "b": 6, "c": 6})
    assert (own.low, own.high, own.flip) == pytest.approx((60, 60, 0))


def test_requirements_flip_too() -> None:
    """A level lost through a requirement on a part is a flip, though the whole stays far from its bounds."""
    needed = Requirement(node="part", at_least=50, rationale=REASON)
    steps = (LevelStep(id="low", from_=0), LevelStep(id="high", from_=10, require=(needed,)))
    nodes = {"overall": Group(children=("part", "c")), "part": Group(children=("a", "b"))}
    made = firm(model(nodes, levels=Levels(steps=steps)), {"a": 3, "b": 7, "c": 5})
    own = result(made, draws=DRAWS).robustness
    assert own is not None
    assert 0.4 < own.flip < 0.6


def test_a_requirement_may_ask_for_one_answer() -> None:
    """Scores of a question and of a group, 0..100: what counts against a firm is 0, what is not known is not known."""
    compiled = compile_model(model(mean_of("a", "b")), ("a", "b"))
    values = np.array([[0.4, 0.8], [-0.5, 1.0], [np.nan, 0.5]])
    out = np.array([[False, False], [False, False], [True, False]])
    look_up = node_scores(compiled, score(compiled, values, out), values, out)
    assert look_up("a").score == pytest.approx([40, 0, np.nan], nan_ok=True)
    assert look_up("a").not_applicable.tolist() == [False, False, True]
    assert look_up("overall").score == pytest.approx([60, 50, 50])


@pytest.mark.parametrize(
    ("answer", "boundary", "to_next", "to_previous"),
    [
        (0, "lower-inclusive", 20, None),
        (2, "lower-inclusive", 20, 0),
        (5, "lower-inclusive", 10, 10),
        (10, "lower-inclusive", None, 20),
        (2, "upper-inclusive", 0, None),
        (3, "upper-inclusive", 10, 10),
        (8, "upper-inclusive", 0, 20),
        (10, "upper-inclusive", None, 20),
    ],
)
def test_distances(answer: int, boundary: str, to_next: float | None, to_previous: float | None) -> None:
    """The points up to the next level's bound and down to that of the level held; none at the ends."""
    levels = Levels.model_validate({"boundary": boundary, "steps": FIVE_STEPS})
    own = found({"a": answer}, levels=levels)
    assert (own.to_next, own.to_previous) == (
        None if to_next is None else pytest.approx(to_next, abs=1e-9),
        None if to_previous is None else pytest.approx(to_previous, abs=1e-9),
    )


def test_draws_that_lose_the_score() -> None:
    """Where coverage stands on its minimum some draws leave the firm unscored: they flip, and count in no interval."""
    structure = model(mean_of("a", "b"), minimum_coverage=0.5)
    own = result(firm(structure, {"a": 4, "b": Unknown(state="unknown")}), draws=DRAWS).robustness
    assert own is not None
    assert 0.4 < own.flip < 0.6
    assert (own.low, own.high) == pytest.approx((40, 40))


def test_every_draw_loses_the_score() -> None:
    """Even when all draws do, the interval is the score itself and the flip certain."""
    structure = model(mean_of("a", "b"), minimum_coverage=0.5)
    values, not_applicable = np.array([[0.4, np.nan]]), np.zeros((1, 2), dtype=np.bool_)
    compiled = compile_model(structure, ("a", "b"))
    seed = next(seed for seed in range(100) if drawn_weights(compiled, seed, 1)[0][0, 0] < 0.49)
    base = score(compiled, values, not_applicable)
    own = robustness(compiled, values, not_applicable, base, seed=seed, draws=1)
    assert own is not None
    assert (own.low, own.high, own.flip) == pytest.approx((40, 40, 1))


def test_nothing_to_vary() -> None:
    """A firm without a score has no robustness."""
    compiled = compile_model(model(mean_of("a")), ("a",))
    values, not_applicable = np.array([[np.nan]]), np.array([[False]])
    base = score(compiled, values, not_applicable)
    assert robustness(compiled, values, not_applicable, base, seed=1, draws=10) is None
