"""Charts as office programs draw them: names in the direction of the page."""

from jazari_assess.render.office.chart import chart_data
from jazari_assess.render.office.profile import before_after
from tests.render.small_report import report


def names(language: str) -> list[str]:
    """Return the names of a chart: its categories, then its series."""
    found = report(language)
    drawing = before_after(found, 12)
    assert drawing is not None
    data = chart_data(drawing, found.page)
    return [*(category.label for category in data.categories), *(series.name for series in data)]


def test_arabic_names_of_a_chart_run_from_the_right() -> None:
    """The sign after “after the plan” stands at its left, though the text of a chart runs from the left otherwise."""
    found = names("ar")
    assert all((name[0], name[-1]) == ("\u202b", "\u202c") for name in found)
    assert any(name.endswith("\u2248\u202c") for name in found)


def test_other_names_of_a_chart_are_as_they_are() -> None:
    """Nothing that is not seen stands in them."""
    assert not {"\u202b", "\u202c"} & set("".join(names("fr")))
