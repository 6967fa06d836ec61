"""How texts are set: French apostrophes and spaces, and values that right-to-left text would turn round."""

import re
from collections.abc import Mapping

import pytest
import yaml

from jazari_assess.model.typography import filled, isolated, reading_direction, set_apart, typeset
from tests.conftest import ROOT

REPORT = ROOT / "report_templates" / "standard" / "text"
_APART = re.compile("\u2068[^\u2068\u2069]*\u2069")
_TURNED = re.compile(r"--\w|\w\.(?:xlsx|yaml|json|pdf|html)|jazari-assess|\d ?%|\d[-\u2013]\d|[+\u2212]\d", re.ASCII)


def entries(value: object) -> list[str]:
    """Return every text of a file of words."""
    if isinstance(value, Mapping):
        return [text for part in value.values() for text in entries(part)]
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
    assert filled("اكتب {value} هنا", {"value": value}, direction="rtl") == f"اكتب \u2068{value}\u2069 هنا"
    assert isolated(isolated(value)) == isolated(value)
    assert filled("type {value}", {"value": value}, direction="ltr") == f"type {value}"
    assert isolated("مقاولة 21") == "مقاولة 21"


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("استعملوا --force هنا.", ["--force"]),
        ("الملف out/plan.xlsx، ثم jazari-assess report.", ["out/plan.xlsx", "jazari-assess report"]),
        ("من 20-30 يوما، أي +5 أو 40 %.", ["20-30", "+5", "40 %"]),
        ("سنة 2026 و3 أيام", []),
    ],
)
def test_what_a_machine_reads_is_set_apart_in_words(text: str, apart: list[str]) -> None:
    """Options, files, commands, ranges, signs and percentages inside a sentence, and nothing else."""
    assert [found[1:-1] for found in _APART.findall(set_apart(text))] == apart


def test_no_arabic_text_of_the_report_leaves_one_bare() -> None:
    """What would be turned round is set apart by the one function, and no text sets marks by hand."""
    texts = entries(yaml.safe_load((REPORT / "ar.yaml").read_text(encoding="utf-8")))
    assert len(texts) > 300
    assert [text for text in texts if re.search("[\u200e\u200f\u2066-\u2069]", text)] == []
    assert [text for text in texts if _TURNED.search(_APART.sub("", set_apart(text)))] == []
    assert _TURNED.search("40%")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_texts_of_the_report_are_plain(language: str) -> None:
    """No curved apostrophe and no no-break space is typed by hand, but for one between a placeholder and its unit."""
    texts = entries(yaml.safe_load((REPORT / f"{language}.yaml").read_text(encoding="utf-8")))
    assert [text for text in texts if re.search("[\u2019\u00a0\u202f]", text.replace("}\u00a0", "}"))] == []


def test_direction_is_that_of_the_first_letter() -> None:
    """Digits and punctuation have no direction; a text without letters reads from the left."""
    assert [reading_direction(text) for text in ("12 مصنع Atlas", "(Atlas مصنع", "2026")] == ["rtl", "ltr", "ltr"]
