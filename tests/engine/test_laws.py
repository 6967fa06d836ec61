"""Laws of scoring that hold for every model and all answers."""

from collections.abc import Callable, Mapping
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jazari_assess.engine.score.compiled import CompiledModel, compile_model
from jazari_assess.engine.score.kernel import Scores, score
from jazari_assess.model.maturity import AhpWeights, Group, MaturityModel
from tests.engine.content import models, questionnaires
from tests.engine.random_models import AGGREGATES, Matrix, Shape, matrices
from tests.engine.random_questionnaires import examples

WITHOUT_LADDER = tuple(kind for kind in AGGREGATES if kind != "ladder")
WITHOUT_SUM = tuple(kind for kind in AGGREGATES if kind != "sum")
PARTS = ("score", "coverage")


def compiled(matrix: Matrix, model: MaturityModel | None = None) -> CompiledModel:
    """Compile the drawn model, or a changed one, over the drawn questions."""
    return compile_model(matrix.model if model is None else model, matrix.questions)


def scored(matrix: Matrix, model: MaturityModel | None = None) -> Scores:
    """Score the drawn rows."""
    return score(compiled(matrix, model), matrix.values, matrix.not_applicable)


def assert_same(found: Scores, expected: Scores) -> None:
    """Compare all that the kernel returns, NaN with NaN."""
    for part in PARTS:
        np.testing.assert_allclose(getattr(found, part), getattr(expected, part), rtol=0, atol=1e-9, err_msg=part)


def changed(model: MaturityModel, change: Callable[[str, Group], Group]) -> MaturityModel:
    """Return the model with every group changed."""
    nodes = {name: change(name, node) if isinstance(node, Group) else node for name, node in model.nodes.items()}
    return model.model_copy(update={"nodes": nodes})


def explicit(group: Group) -> Mapping[str, float]:
    """Return a group's weights as numbers."""
    assert not isinstance(group.weights, AhpWeights)
    return dict.fromkeys(group.children, 1.0) if group.weights is None else group.weights


@given(matrices(Shape()))
@examples(50)
def test_everything_stays_within_bounds(matrix: Matrix) -> None:
    """Scores are 0..100 and coverages 0..1, to the last bit; what has a score has a coverage."""
    found = scored(matrix)
    for part, top in zip(PARTS, (100, 1), strict=True):
        known = getattr(found, part)[~np.isnan(getattr(found, part))]
        assert ((known >= 0) & (known <= top)).all(), part
    assert not (np.isnan(found.coverage) & ~np.isnan(found.score)).any()


@given(matrices(Shape(rising=True)), st.data())
@examples(80)
def test_raising_an_answer_never_lowers_a_score(matrix: Matrix, data: st.DataObject) -> None:
    """With the same answers missing, a higher answer lowers no score of any node."""
    given_cells = [int(cell) for cell in np.flatnonzero(~np.isnan(matrix.values[0]))]
    assume(given_cells)
    cell = data.draw(st.sampled_from(given_cells))
    higher = matrix.values.copy()
    higher[0, cell] = data.draw(st.integers(round(float(higher[0, cell]) * 20), 20)) / 20
    model = compiled(matrix)
    before, after = (score(model, rows, matrix.not_applicable) for rows in (matrix.values, higher))
    fell = before.score - after.score
    assert (fell[~np.isnan(fell)] <= 1e-9).all()
    np.testing.assert_array_equal(before.coverage, after.coverage)


@given(matrices(Shape()), st.sampled_from((1e-6, 0.001, 0.37, 3.0, 1e5)))
@examples(50)
def test_scaling_all_weights_changes_nothing(matrix: Matrix, factor: float) -> None:
    """Only the ratios of weights count."""

    def scale(_: str, group: Group) -> Group:
        weights = {child: weight * factor for child, weight in explicit(group).items()}
        return group.model_copy(update={"weights": weights})

    assert_same(scored(matrix, changed(matrix.model, scale)), scored(matrix))


@given(matrices(Shape(aggregates=WITHOUT_LADDER)), st.randoms())
@examples(50)
def test_order_of_siblings_changes_nothing(matrix: Matrix, random: Random) -> None:
    """Siblings may stand in any order, a ladder's rungs apart."""

    def shuffle(_: str, group: Group) -> Group:
        return group.model_copy(update={"children": tuple(random.sample(group.children, len(group.children)))})

    other = compiled(matrix, changed(matrix.model, shuffle))
    found = score(other, matrix.values, matrix.not_applicable)
    expected = scored(matrix)
    places = [[group.id for group in other.groups].index(group.id) for group in compiled(matrix).groups]
    for part in PARTS:
        np.testing.assert_allclose(getattr(found, part)[:, places], getattr(expected, part), rtol=0, atol=1e-9)


def test_order_of_rungs_counts() -> None:
    """The positive control of the law above: a ladder with its rungs turned round gives another score."""
    model = ladder(("first", "second"))
    turned = ladder(("second", "first"))
    values = np.array([[1.0, 0.0]])
    found = [score(compile_model(own, ("first", "second")), values).score[0, -1] for own in (model, turned)]
    assert found == [50.0, 0.0]


def ladder(children: tuple[str, ...]) -> MaturityModel:
    """Return a model that is one ladder."""
    return MaturityModel.model_validate(
        {
            "schema": "jazari-assess/model/1",
            "id": "made",
            "version": "1.0.0",
            "license": "none",
            "questionnaire": "made",
            "role": "main",
            "source": "made for a test",
            "as-of": "2026",
            "levels": {"steps": ({"id": "low", "from": 0}, {"id": "high", "from": 50})},
            "root": "overall",
            "nodes": {"overall": {"children": children, "aggregate": "ladder"}},
        }
    )


@given(matrices(Shape(aggregates=WITHOUT_SUM)), st.data())
@examples(50)
def test_not_applicable_item_does_not_matter(matrix: Matrix, data: st.DataObject) -> None:
    """A question that does not apply gives the scores of a model without it, sums of points apart."""
    places = [
        (name, child)
        for name, node in matrix.model.nodes.items()
        if isinstance(node, Group)
        for child in node.children
        if child in matrix.questions and sum(explicit(node).values()) > explicit(node)[child]
    ]
    assume(places)
    name, question = data.draw(st.sampled_from(places))

    def without(found: str, group: Group) -> Group:
        if found != name:
            return group
        children = tuple(child for child in group.children if child != question)
        return group.model_copy(
            update={
                "children": children,
                "weights": {child: explicit(group)[child] for child in children},
                "bounds": {child: bound for child, bound in group.bounds.items() if child != question},
            }
        )

    column = matrix.questions.index(question)
    matrix.values[:, column], matrix.not_applicable[:, column] = np.nan, True
    assert_same(scored(matrix), scored(matrix, changed(matrix.model, without)))


@given(matrices(Shape(), rows=7))
@examples(50)
def test_rows_together_are_rows_apart(matrix: Matrix) -> None:
    """Scoring many firms at once gives each what it has alone, and leaves the input as it was."""
    model, before = compiled(matrix), matrix.values.copy()
    together = score(model, matrix.values, matrix.not_applicable)
    np.testing.assert_array_equal(matrix.values, before)
    for row in range(len(before)):
        alone = score(model, before[row : row + 1], matrix.not_applicable[row : row + 1])
        for part in PARTS:
            own = getattr(together, part)[row]
            np.testing.assert_allclose(own, getattr(alone, part)[0], rtol=0, atol=1e-9)


@given(matrices(Shape(), rows=3))
@examples(50)
def test_own_weights_equal_to_the_shared(matrix: Matrix) -> None:
    """Weights given row by row, equal to those of the model, give the model's scores."""
    model = compiled(matrix)
    own = [np.tile(group.weights, (3, 1)) for group in model.groups]
    with_own = score(model, matrix.values, matrix.not_applicable, weights=own)
    assert_same(with_own, scored(matrix))


@pytest.mark.parametrize("name", models())
def test_a_firm_gets_the_same_bits_in_any_company(name: str) -> None:
    """Alone, in a batch, or in the rest of a batch that was broken off: every number is the same to the last bit."""
    structure = models()[name].structure
    questions = questionnaires()[structure.questionnaire].structure.valued
    random = np.random.default_rng(7)
    values = random.integers(0, 5, (1100, len(questions))) / 4
    values[random.random(values.shape) < 0.1] = np.nan
    not_applicable = np.isnan(values) & (random.random(values.shape) < 0.3)
    model = compile_model(structure, questions)
    together = score(model, values, not_applicable)
    for start, count in ((0, 1), (3, 1), (3, 7), (17, 33), (1, 1023), (9, 1025), (1099, 1)):
        rows = slice(start, start + count)
        apart = score(model, values[rows], not_applicable[rows])
        for part in PARTS:
            np.testing.assert_array_equal(getattr(together, part)[rows], getattr(apart, part), err_msg=part)


@pytest.mark.parametrize("aggregate", AGGREGATES)
def test_coverage_on_its_minimum_is_enough(aggregate: str) -> None:
    """With k of n answered and a minimum of k/n the noise of doubles denies nobody a score; a little more does."""
    for n in range(1, 16):
        names = tuple(f"q-{index}" for index in range(n))
        for k in range(1, n + 1):
            values = np.array([[0.5] * k + [np.nan] * (n - k)])
            found = []
            for minimum in (k / n, min(1.0, k / n + 1e-6)):
                group = Group.model_validate({"children": names, "aggregate": aggregate, "minimum-coverage": minimum})
                own = ladder(names).model_copy(update={"nodes": {"overall": group}})
                found.append(bool(np.isnan(score(compile_model(own, names), values).score[0, 0])))
            assert found == [False, k < n], (n, k)


@pytest.mark.parametrize("rows", [0, 1, 1023, 1024, 1025, 2049])
def test_chunk_borders(rows: int) -> None:
    """Rows on both sides of a chunk's border are scored, each by its own answers."""
    model = ladder(("first", "second")).model_copy(update={"minimum_coverage": 0.0})
    random = np.random.default_rng(5)
    values = random.integers(0, 3, (rows, 2)) / 2
    values[random.random((rows, 2)) < 0.2] = np.nan
    not_applicable = np.isnan(values) & (random.random((rows, 2)) < 0.5)
    mean = MaturityModel.model_validate(model.model_dump() | {"nodes": {"overall": {"children": ("first", "second")}}})
    found = score(compile_model(mean, ("first", "second")), values, not_applicable).score
    assert found.shape == (rows, 1)
    known = ~np.isnan(values)
    count = known.sum(axis=1)
    expected = np.where(count > 0, np.where(known, values, 0).sum(axis=1) / np.maximum(count, 1) * 100, np.nan)
    np.testing.assert_allclose(found[:, 0], expected, rtol=0, atol=1e-9)


def test_own_weights_across_chunks() -> None:
    """Row by row weights go with their rows on both sides of a chunk's border."""
    random = np.random.default_rng(6)
    values, own = random.random((2049, 3)), random.random((2049, 3))
    questions = ("first", "second", "third")
    model = ladder(questions)
    mean = model.model_copy(update={"nodes": {"overall": Group(children=questions)}})
    found = score(compile_model(mean, questions), values, weights=[own]).score[:, 0]
    np.testing.assert_allclose(found, (values * own).sum(axis=1) / own.sum(axis=1) * 100, rtol=0, atol=1e-9)
