"""How texts are set: French apostrophes and spaces, and values that right-to-left text would turn round."""

import re
import string
from collections.abc import Mapping
from functools import cache

import pytest
import yaml
from babel import Locale

from jazari_assess.model.typography import (
    Direction,
    filled,
    foreign_tongue,
    isolate_runs,
    isolated,
    paired,
    reading_direction,
    set_words,
    typeset,
)
from tests.conftest import ROOT
from tests.word_files import words_at

PLACES = (
    "jazari_assess/text",
    "jazari_assess/text/help",
    "jazari_assess/forms/text",
    "jazari_assess/forms/*/text",
    "jazari_assess/skeletons/*/text",
    "report_templates/*/text",
    "questionnaires/*/text",
    "scoring/models/*/text",
    "scoring/catalogue/text",
)
_APART = re.compile("\u2068[^\u2068\u2069]*\u2069")
TURNED = re.compile(
    r"--\w|\w?\.(?:xlsx|xls|yaml|yml|json|pdf|html|csv|parquet)\b|jazari-assess|\w/\w|#[A-Z]"
    r"|\d ?%|\d[-\u2013]\d|[+\u2212]\d|\d \d{3}\b",
    re.ASCII,
)


def entries(value: object) -> list[str]:
    """Return every text of a file of words."""
    if isinstance(value, Mapping):
        return [text for part in value.values() for text in entries(part)]
    if isinstance(value, list):
        return [text for part in value for text in entries(part)]
    return [value] if isinstance(value, str) else []


def test_french_apostrophes_and_spaces() -> None:
    """Apostrophes are curved, spaces before double punctuation and per cent do not break; addresses stay."""
    assert typeset("Qu'est-ce ? L'un : « d'abord » ; 42 % !", "fr") == (
        "Qu\u2019est-ce\u202f? L\u2019un\u00a0: «\u00a0d\u2019abord\u00a0»\u202f; 42\u00a0%\u202f!"
    )
    assert typeset("l'« arrêt » d'{title}, aujourd'hui", "fr") == (
        "l\u2019«\u00a0arrêt\u00a0» d\u2019{title}, aujourd\u2019hui"
    )
    assert typeset("http://exemple.ma à 12:30, 'ainsi'", "fr") == "http://exemple.ma à 12:30, 'ainsi'"
    assert typeset("Who's there ?", "en") == "Who's there ?"


def test_text_that_is_set_stays() -> None:
    """Setting twice changes nothing more."""
    once = typeset("L'un : « d'abord » ; 42 % !", "fr")
    assert typeset(once, "fr") == once


@pytest.mark.parametrize("value", ["--force", "plan.xlsx", "42%", "+1,3", "2026-03-11", "Onepoint", "21"])
def test_values_are_set_apart_in_right_to_left_text(value: str) -> None:
    """A number, an option, a date, a Latin name keeps its own order; an Arabic one needs nothing; twice is once."""
    assert (
        filled("اكتب {value} هنا", {"value": value}, language="ar", direction="rtl") == f"اكتب \u2068{value}\u2069 هنا"
    )
    assert isolated(isolated(value)) == isolated(value)
    assert filled("type {value}", {"value": value}, language="en", direction="ltr") == f"type {value}"
    assert isolated("مقاولة 21") == "مقاولة 21"


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("استعملوا --force هنا.", ["--force"]),
        ("الملف out/plan.xlsx، ثم jazari-assess report.", ["out/plan.xlsx", "jazari-assess report"]),
        ("من 20-30 يوما، أي +5 أو 40 %.", ["20-30", "+5", "40 %"]),
        ("سنة 2026 و3 أيام", []),
        ("بصيغة .xlsx، أو #N/A؛ من 0 إلى 1 000 000", [".xlsx", "#N/A", "1 000 000"]),
        (
            "نفذوا jazari-assess plan FILE --lock {item}=in ثم «:help».",
            ["jazari-assess plan FILE --lock {item}=in", ":help"],
        ),
        ("يوجد Excel و LibreOffice في MES", []),
    ],
)
def test_what_a_machine_reads_is_set_apart_in_words(text: str, apart: list[str]) -> None:
    """Options, files, commands, ranges, signs and percentages inside a sentence, and nothing else."""
    assert [found[1:-1] for found in _APART.findall(isolate_runs(text))] == apart


@cache
def texts_of(language: str) -> tuple[str, ...]:
    """Return every text of a language that the program shows."""
    files = [path for place in PLACES for path in sorted(ROOT.glob(f"{place}/{language}.yaml"))]
    words = [text for path in files for text in entries(words_at(path))]
    return (*words, *notes_in(language))


def notes_in(language: str) -> list[str]:
    """Return what is said of the changes of questions, which stands with them and not in a file of words."""
    changes = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in ROOT.glob("questionnaires/*/changes.yaml")]
    questions = [one for found in changes for step in found["changes"] for one in step["questions"].values()]
    return [one["note"][language] for one in questions if "note" in one]


def test_all_places_have_texts() -> None:
    """Each place where words stand has files in every language, and changes have their notes."""
    for language in ("fr", "ar", "en"):
        assert all(list(ROOT.glob(f"{place}/{language}.yaml")) for place in PLACES)
        assert len(notes_in(language)) > 30


def test_no_arabic_text_leaves_one_bare() -> None:
    """What would be turned round is set apart by the one function, in every text that is read."""
    texts = [text for text in texts_of("ar") if re.search("[\u0620-\u064a]", text)]
    assert len(texts) > 5000
    assert [text for text in texts if TURNED.search(without_apart(set_words(text, "ar")))] == []
    assert [text for text in texts if not paired(set_words(text, "ar"))] == []
    assert all(TURNED.search(bare) for bare in ("40%", "1 000", "a/b", ".xlsx"))


def without_apart(text: str) -> str:
    """Return what of a text is not set apart."""
    while _APART.search(text):
        text = _APART.sub("", text)
    return text


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_texts_are_plain(language: str) -> None:
    """No curved apostrophe, no no-break space but between a placeholder and its unit, no mark of direction by hand."""
    by_hand = re.compile("[\u2019\u00a0\u202f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
    assert [text for text in texts_of(language) if by_hand.search(text.replace("}\u00a0", "}"))] == []


EXTRAS = {f"jazari-assess[{name}]" for name in ("cluster", "postgres", "sealed")}
"""What is typed behind ``pip install``: a shell would take the brackets for its own."""


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_quotations_are_those_of_the_language(language: str) -> None:
    """French and Arabic quote between angles; straight quotes stand where a program reads them alone."""
    found = {quoted for text in texts_of(language) for quoted in re.findall('"([^"]*)"', text)}
    assert found <= {"..", "1", "1.0.0", "1/2", "1/9", "2026-03-10T09:30:00Z", *EXTRAS}


def test_direction_is_that_of_the_first_letter() -> None:
    """Digits and punctuation have no direction; a text without letters reads from the left."""
    assert [reading_direction(text) for text in ("12 مصنع Atlas", "(Atlas مصنع", "2026")] == ["rtl", "ltr", "ltr"]


def test_a_command_is_one_piece() -> None:
    """A path in a command that is set apart has no marks of its own, which a shell would take for part of it."""
    template = set_words("ثم: jazari-assess catalogue check {path}، بعد {days} أيام", "ar")
    said = filled(template, {"path": "own/plan.xlsx", "days": "3"}, language="ar", direction="rtl")
    assert said == "ثم: \u2068jazari-assess catalogue check own/plan.xlsx\u2069، بعد \u20683\u2069 أيام"


def test_marks_reach_no_further_than_their_text() -> None:
    """Marks in pairs, one within another, are told from what would set apart the rest of a line, or end it."""
    assert [paired(text) for text in ("a", "\u2068a\u2068b\u2069\u2069", "\u2068a", "a\u2069\u2068")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("language", "number", "told"),
    [
        ("en", "1", "1 row"),
        ("en", "0", "0 rows"),
        ("en", "1,000", "1,000 rows"),
        ("en", "many", "many rows"),
        ("fr", "0", "0 row"),
        ("fr", "1", "1 row"),
        ("fr", "2", "2 rows"),
        ("fr", "12\u202f000", "12\u202f000 rows"),
        ("ar", "2", "\u20682\u2069 rows"),
    ],
)
def test_nouns_follow_their_number(language: str, number: str, told: str) -> None:
    """Each language by its own rule: French counts none in the singular, English in the plural."""
    direction: Direction = "rtl" if language == "ar" else "ltr"
    said = filled("{n:one=# row|other=# rows}", {"n": number}, language=language, direction=direction)
    assert said == told


def test_a_language_with_more_forms_gets_them() -> None:
    """Arabic has a dual and a few; what a text does not give falls back on the last form."""
    template = "{n:one=row|two=two rows|few=# rows|other=# row}"
    told = [filled(template, {"n": str(n)}, language="ar", direction="ltr") for n in (1, 2, 3, 11, 100)]
    assert told == ["row", "two rows", "3 rows", "11 row", "100 row"]


def test_counted_words_have_every_form_they_need() -> None:
    """Each says what stands for every other number, with the number in it, and no form its language lacks; no "(s)"."""
    for language in ("fr", "ar", "en"):
        forms = {"other", *Locale.parse(language).plural_form.rules}
        for text in texts_of(language):
            assert "(s)" not in text
            for _, _, spec, _ in string.Formatter().parse(text) if ":one=" in text else ():
                given = dict(form.split("=", 1) for form in spec.split("|")) if spec else {}
                assert set(given) <= forms
                assert not given or "#" in given["other"], text


@pytest.mark.parametrize(
    ("text", "language", "tongue"),
    [
        ("مصنع الأطلس", "fr", "ar"),
        ("مصنع الأطلس", "en", "ar"),
        ("مصنع الأطلس", "ar", ""),
        ("Conserverie", "ar", "fr"),
        ("Conserverie", "fr", ""),
        ("2026", "ar", ""),
        ("", "fr", ""),
    ],
)
def test_language_of_letters_that_are_not_those_of_the_page(text: str, language: str, tongue: str) -> None:
    """Arabic letters are Arabic, Latin ones in Arabic French; figures belong to every language."""
    assert foreign_tongue(text, language) == tongue


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_sign_of_an_estimate_stays_with_its_number(language: str) -> None:
    """No line ends after it, in any language; a text set already stays as it is."""
    said = set_words("≈ {points}", language)
    assert said == "≈\u00a0{points}"
    assert set_words(said, language) == said


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_sign_of_an_estimate_stays_with_the_heading_that_it_ends(language: str) -> None:
    """No line is this sign alone."""
    said = set_words("Jours ≈", language)
    assert said == "Jours\u00a0≈"
    assert set_words(said, language) == said
