"""The geometry of the charts."""

import re

import pytest

from jazari_assess.render.charts.geometry import bar, gantt_span, radar, shade, shown_as_radar
from jazari_assess.render.charts.lines import line

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def numbers(path: str) -> list[float]:
    """Return the numbers of a path in order."""
    return [float(number) for number in _NUMBER.findall(path)]


def test_radar_puts_the_first_axis_on_top_and_scores_along_the_spokes() -> None:
    """A full score lies on the edge, a zero in the middle, half of it half-way."""
    found = radar([100.0, 0.0, 50.0, 0.0], targets=[None] * 4, earlier=[None] * 4, peers=[None] * 4)
    assert [(dot.x, dot.y) for dot in found.dots] == [(105.0, 12.0), (105.0, 64.0), (105.0, 90.0), (105.0, 64.0)]
    assert found.scores.endswith("Z")
    assert numbers(found.edge)[:2] == [105.0, 12.0]


def test_radar_leaves_a_gap_where_nothing_is_scored() -> None:
    """An axis without a score gets no point, least of all one in the middle; its neighbours are joined."""
    found = radar([80.0, None, 60.0, 40.0], targets=[None] * 4, earlier=[None] * 4, peers=[None] * 4)
    assert len(found.dots) == 3
    assert "Z" not in found.scores
    assert len(numbers(found.scores)) == 6
    assert found.targets == ""


def test_radar_without_any_score_draws_no_series() -> None:
    """Nothing answered is an empty figure."""
    found = radar([None] * 3, targets=[None] * 3, earlier=[None] * 3, peers=[None] * 3)
    assert (found.scores, found.dots) == ("", ())


def test_radar_is_mirrored_for_right_to_left() -> None:
    """The second axis lies on the right, mirrored on the left, at the same height; labels stay in the figure."""
    plain, mirrored = (
        radar([50.0] * 5, targets=[None] * 5, earlier=[None] * 5, peers=[None] * 5, mirrored=way)
        for way in (False, True)
    )
    assert plain.dots[1].x + mirrored.dots[1].x == pytest.approx(210.0)
    assert plain.dots[1].y == mirrored.dots[1].y
    assert {label.align for label in plain.labels} == {"left", "center", "right"}
    for label in (*plain.labels, *mirrored.labels):
        assert label.left >= 0
        assert label.left + label.width <= 100.001


@pytest.mark.parametrize(("axes", "shown"), [(2, False), (3, True), (12, True), (13, False)])
def test_radar_is_for_three_to_twelve_axes(axes: int, shown: bool) -> None:
    """Fewer make no area, more make no sense."""
    assert shown_as_radar(axes) is shown


def test_bar_starts_at_the_reading_edge() -> None:
    """Left to right a bar starts at 0; right to left it ends at the right edge, and marks are mirrored with it."""
    plain, mirrored = (bar(25.0, low=20.0, high=40.0, target=60.0, mirrored=way) for way in (False, True))
    assert (plain.start, plain.length, plain.target) == (0.0, 50.0, 120.0)
    assert (mirrored.start, mirrored.length, mirrored.target) == (150.0, 50.0, 80.0)
    assert (plain.low, plain.high, mirrored.low) == (40.0, 80.0, 160.0)


def test_bar_without_a_score_draws_nothing() -> None:
    """No score is no bar; a score of zero is one without length."""
    assert bar(None).start is None
    assert (bar(0.0).start, bar(0.0).length) == (0.0, 0.0)


def test_gantt_span_covers_its_quarters() -> None:
    """An item of two quarters from the second on, of six; mirrored, time runs to the left."""
    plain = gantt_span(2, 2, count=6, hatched=False)
    mirrored = gantt_span(2, 2, count=6, hatched=True, mirrored=True)
    assert (plain.start, plain.length, plain.hatch) == (100.0, 200.0, "")
    assert (mirrored.start, mirrored.length) == (300.0, 200.0)
    assert mirrored.hatch.count("M") == 40


def test_line_runs_over_its_steps_and_skips_what_is_missing() -> None:
    """Steps are evenly spread; a missing value breaks the line and has no dot."""
    found = line([0.0, None, 50.0, 100.0], lows=[None] * 4, highs=[None] * 4)
    assert [dot.y for dot in found.dots] == [60.0, 30.0, 0.0]
    assert found.line.count("M") == 1
    assert found.band == ""
    assert len(found.labels) == 4


@pytest.mark.parametrize(("low", "drawn"), [(79.9, True), (80.0, False)])
def test_a_band_without_any_height_is_none(low: float, drawn: bool) -> None:
    """Where every end is the score itself, nothing lies around the line."""
    assert bool(line([60.0, 80.0], lows=[60.0, low], highs=[60.0, 80.0]).band) == drawn


def test_shades_tell_fifths_apart() -> None:
    """Five shades; the top of the scale belongs to the last, and no score has none."""
    assert [shade(score) for score in (0.0, 19.9, 20.0, 79.9, 80.0, 100.0, None)] == [0, 0, 1, 3, 4, 4, None]


def test_line_keeps_to_the_part_of_the_axis_between_bounds() -> None:
    """The axis reaches out to the next bound on either side of what is drawn, and shows the bounds on it."""
    found = line([52.0, 57.0], lows=[None, 54.0], highs=[None, 58.0], bounds=[0, 20, 40, 60, 80])
    assert found.marks == ((40, 100.0), (50, 50.0), (60, 0.0))
    assert [(bound.place, bound.top) for bound in found.bounds] == [(3, 0.0)]
    assert [dot.y for dot in found.dots] == [24.0, 9.0]


@pytest.mark.parametrize(
    ("values", "at_start"),
    [((52.0, 53.0, 56.0, 61.0), True), ((52.0, 53.0, 55.0, 58.0), False), ((61.0, 58.0, 59.0, 62.0), False)],
)
def test_the_name_of_a_bound_stands_beside_the_line(values: tuple[float, ...], at_start: bool) -> None:
    """It stands at the end, at the start where the line ends just above the bound; covered at both ends, at the end."""
    nothing = [None] * len(values)
    found = line(values, lows=nothing, highs=nothing, bounds=[40, 60, 80])
    assert {bound.at_start for bound in found.bounds if bound.place == 1} == {at_start}


def test_line_over_the_whole_axis_has_fewer_marks() -> None:
    """From 0 to 100 every twentieth point is marked."""
    found = line([0.0, 100.0], lows=[None] * 2, highs=[None] * 2)
    assert [mark for mark, _ in found.marks] == [0, 20, 40, 60, 80, 100]
