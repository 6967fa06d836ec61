"""How numbers, dates and French punctuation are set."""

import pytest

from jazari_assess.model.typography import reading_direction
from jazari_assess.reading.content.interface_text import read_report_text
from jazari_assess.render.page.wording import Wording, half_up
from jazari_assess.render.plain_text import one_line, plain, shortened
from tests.render.small_report import TEMPLATE


def wording(language: str) -> Wording:
    """Return how a language writes."""
    return Wording(words=read_report_text([TEMPLATE], language))


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.25, "0.3"), (0.35, "0.4"), (41.65, "41.7"), (41.649, "41.6"), (-0.25, "-0.3"), (99.95, "100.0"), (0.0, "0.0")],
)
def test_halves_are_rounded_away_from_zero(value: float, shown: str) -> None:
    """A half goes up, also where the double is a hair below it, and the sign does not matter."""
    assert str(half_up(value)) == shown


@pytest.mark.parametrize(
    ("language", "score", "quantity", "change", "share"),
    [
        ("fr", "1\u202f234,5", "0,25", "\u22121,3", "42\u00a0%"),
        ("en", "1,234.5", "0.25", "\u22121.3", "42%"),
        ("ar", "1.234,5", "0,25", "\u22121,3", "42%"),
    ],
)
def test_numbers_follow_the_language(language: str, score: str, quantity: str, change: str, share: str) -> None:
    """Separators are the language's; Arabic keeps western digits and the sign on the left of its number."""
    found = wording(language)
    assert (found.score(1234.5), found.number(0.25), found.signed(-1.25)) == (score, quantity, change)
    assert found.percent(0.415) == share


def test_dates_are_as_precise_as_they_were_given() -> None:
    """A day, a month, a year and "undated" stay what they are; Arabic names months as Morocco does."""
    dates = ("2026-11-21", "2025-04", "2020", "undated")
    assert [wording("fr").date(date) for date in dates] == [
        "21 novembre 2026",
        "avril 2025",
        "2020",
        "date non précisée",
    ]
    assert wording("ar").date("2026-11-21") == "21 نونبر 2026"
    assert wording("en").date("2026-11-21") == "21 November 2026"


@pytest.mark.parametrize(
    ("language", "heading", "one", "several"),
    [
        ("fr", "Trim. 2", "Trim.\u00a02", "Trim.\u00a02 à\u00a03"),
        ("en", "Quarter 2", "Quarter\u00a02", "Quarters\u00a02 to\u00a03"),
        ("ar", "الفصل \u20682\u2069", "الفصل\u00a0\u20682\u2069", "من الفصل\u00a0\u20682\u2069 إلى\u00a0\u20683\u2069"),
    ],
)
def test_the_number_of_a_quarter_begins_no_line_of_a_text(language: str, heading: str, one: str, several: str) -> None:
    """It stays with its word; over a column, which may be narrow, a line may end between them."""
    found = wording(language)
    assert (found.quarter(2), found.quarters(2), found.quarters(2, 2)) == (heading, one, one)
    assert found.quarters(2, 3) == several


def test_quarters_start_with_the_month_after_the_date() -> None:
    """A plan made in November begins in December and passes the turn of the year."""
    assert wording("en").quarter_months("2026-11-21", 1) == "Dec 2026 to Feb 2027"
    assert wording("en").quarter_months("2026-11-21", 5) == "Dec 2027 to Feb 2028"
    assert wording("en").quarter_months("2026-12-01", 1) == "Jan to Mar 2027"
    assert wording("en").quarter_months("2026-11-21", 1, 3) == "Dec 2026 to Aug 2027"


@pytest.mark.parametrize(
    ("language", "value", "told"),
    [
        ("fr", 0.9, "0,9 point"),
        ("fr", 1.7, "1,7 point"),
        ("fr", 2.0, "2,0 points"),
        ("en", 0.9, "0.9 points"),
        ("ar", 10.4, "\u206810,4\u2069 نقطة"),
        ("fr", 0.049, "moins de 0,1 point"),
        ("en", 1e-12, "less than 0.1 points"),
        ("fr", 0.05, "0,1 point"),
        ("fr", 0.0, "0,0 point"),
    ],
)
def test_points_follow_the_plural_of_the_language(language: str, value: float, told: str) -> None:
    """French counts in the singular up to two, English only exactly one; what is not 0 never reads as 0."""
    assert wording(language).points(value) == told


@pytest.mark.parametrize(("days", "told"), [(3, "\u20683\u2069 أيام-شخص"), (20, "\u206820\u2069 يوم-شخص")])
def test_days_follow_the_arabic_plural(days: int, told: str) -> None:
    """Three to ten are counted in the plural, more in the singular."""
    assert wording("ar").counted("days", days, str(days)) == told


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0.39, "moins d\u2019une demi-journée"),
        (0.5, "0,5 jour-personne"),
        (1.69, "1,5 jour-personne"),
        (0.0, "0 jour-personne"),
        (12.4, "12 jours-personne"),
    ],
)
def test_days_are_told_in_halves_and_less_than_one_in_words(days: float, told: str) -> None:
    """Five habits of "0.5" beside a sum of 1.5 would not add up: each is less than half a day."""
    assert wording("fr").days(days).replace("\u00a0", " ") == told


def test_typed_text_loses_controls_and_overrides_only() -> None:
    """Controls and lone surrogates become visible, overrides go, line ends are one kind, all else stays."""
    assert plain("a\x00b\x1b[31m\ud800\ufffe") == "a\ufffdb\ufffd[31m\ufffd\ufffd"
    assert plain("\u202efdp.exe\u202c \u2067x\u2069 \u200fم") == "fdp.exe x \u200fم"
    assert plain("one\r\ntwo\rthree\u2028four\tfive") == "one\ntwo\nthree\nfour\tfive"
    assert one_line("  Atelier\n\tAtlas ") == "Atelier Atlas"


def test_direction_is_that_of_the_first_letter() -> None:
    """Digits and punctuation have no direction; a text without letters reads from the left."""
    assert [reading_direction(text) for text in ("12 مصنع Atlas", "(Atlas مصنع", "2026")] == ["rtl", "ltr", "ltr"]


def test_long_names_are_cut_visibly_in_running_heads() -> None:
    """Up to the limit a name stays whole; beyond it ends in an ellipsis within the limit."""
    assert shortened("abcde", 5) == "abcde"
    assert shortened("abcdef", 5) == "abcd…"
