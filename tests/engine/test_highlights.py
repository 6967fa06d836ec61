"""Which strengths and gaps are said first."""

from collections.abc import Mapping

from jazari_assess.engine.highlights import highlights
from jazari_assess.model.result import Highlights, NodeResult


def node(score: float | None, *, parent: str, weight: float = 1.0, gain: float | None = None) -> NodeResult:
    """Return a node that brings its score by its weight."""
    return NodeResult(
        score=score,
        low=score,
        high=score,
        level=None,
        level_id=None,
        coverage=1.0,
        weight=weight,
        state="scored",
        parent=parent,
        contribution=None if score is None else score * weight,
        gain=gain,
    )


def found(nodes: Mapping[str, NodeResult]) -> Highlights:
    """Return the highlights of a model whose dimensions stand under the root."""
    dimensions = [name for name, own in nodes.items() if own.parent == "overall"]
    return highlights(nodes, [name for name in nodes if name not in dimensions], dimensions, 30.0)


def test_a_strength_brings_most_above_the_middle() -> None:
    """50 is no strength over 75 whatever its weight: what counts is what it brings above the middle of its scale."""
    nodes = {
        "first": node(60, parent="overall"),
        "heavy": node(50, parent="first", weight=0.9),
        "light": node(75, parent="first", weight=0.2),
        "lighter": node(100, parent="first", weight=0.15),
        "weak": node(49.9, parent="first", weight=0.9),
        "fourth": node(60, parent="first", weight=0.1),
    }
    assert found(nodes).strengths == ("lighter", "light", "fourth")


def test_of_two_at_the_middle_the_heavier_comes_first() -> None:
    """Where nothing is above the middle, what brings more is the greater strength."""
    nodes = {
        "first": node(50, parent="overall"),
        "light": node(50, parent="first", weight=0.2),
        "heavy": node(50, parent="first", weight=0.8),
    }
    assert found(nodes).strengths == ("heavy", "light")


def test_the_first_gaps_are_those_of_the_dimensions_that_lack_most() -> None:
    """A dimension lacks by its weight: 40 points of a light one are less than 30 of a heavy one."""
    nodes = {
        "light": node(60, parent="overall", weight=0.2),
        "light-step": node(25, parent="light", gain=9.0),
        "heavy": node(70, parent="overall", weight=0.8),
        "heavy-step": node(25, parent="heavy", gain=1.0),
        "heavy-leap": node(0, parent="heavy", gain=2.0),
    }
    assert found(nodes).gaps == ("heavy-leap", "light-step", "heavy-step")


def test_of_equal_dimensions_the_lower_one_lacks_more() -> None:
    """With equal weights the gap of a dimension at 60 comes before that of one at 90, whatever its step gains."""
    nodes = {
        "high": node(90, parent="overall", weight=0.5),
        "high-step": node(25, parent="high", gain=9.0),
        "low": node(60, parent="overall", weight=0.5),
        "low-step": node(25, parent="low", gain=1.0),
    }
    assert found(nodes).gaps == ("low-step", "high-step")


def test_where_strengths_are_few_the_best_of_the_rest_is_told_apart() -> None:
    """Above the overall score and below the middle, the best first, as many as lack to three; not what is below it."""
    nodes = {
        "first": node(30, parent="overall"),
        "strong": node(75, parent="first", weight=0.5),
        "near": node(40, parent="first", weight=0.1),
        "nearer": node(45, parent="first", weight=0.1),
        "far": node(35, parent="first", weight=0.1),
        "weak": node(25, parent="first", weight=0.2),
    }
    told = found(nodes)
    assert (told.strengths, told.relative) == (("strong",), ("nearer", "near"))


def test_a_dimension_lacks_the_points_between_it_and_its_top() -> None:
    """Half of a weight of 0.6 is more than nine tenths of one of 0.3."""
    nodes = {
        "heavy": node(50, parent="overall", weight=0.6),
        "heavy-step": node(25, parent="heavy", gain=1.0),
        "light": node(10, parent="overall", weight=0.3),
        "light-step": node(25, parent="light", gain=9.0),
    }
    assert found(nodes).gaps == ("heavy-step", "light-step")


def test_a_dimension_at_the_bottom_lacks_its_whole_weight_and_no_more() -> None:
    """A tenth of the score at 0 lacks 10 points, a fifth at 49.8 lacks 10.04."""
    nodes = {
        "bottom": node(0, parent="overall", weight=0.1),
        "bottom-step": node(0, parent="bottom", gain=9.0),
        "middle": node(49.8, parent="overall", weight=0.2),
        "middle-step": node(25, parent="middle", gain=1.0),
    }
    assert found(nodes).gaps == ("middle-step", "bottom-step")


def test_nothing_is_a_strength_and_a_gap() -> None:
    """An answer that is strong and could still rise is named once; what cannot rise is no gap."""
    nodes = {
        "first": node(70, parent="overall"),
        "strong": node(75, parent="first", weight=0.5, gain=5.0),
        "top": node(100, parent="first", weight=0.1, gain=0.0),
        "unknown": node(None, parent="first"),
    }
    assert found(nodes) == Highlights(strengths=("strong", "top"), gaps=())


def test_an_indicator_right_under_the_root_is_its_own_dimension() -> None:
    """A model without groups below its root has gaps all the same."""
    assert highlights({"first": node(25, parent="overall", gain=3.0)}, ["first"], ["first"], 25.0).gaps == ("first",)
