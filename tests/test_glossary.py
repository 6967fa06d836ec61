"""Every text keeps to the words of docs/glossary.md: its terms are in use, the variants it forbids are nowhere."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

import pytest

from tests.conftest import ROOT
from tests.word_files import words_at

GLOSSARY = ROOT / "docs" / "glossary.md"
LANGUAGES = ("fr", "ar", "en")
FOLDERS = ("questionnaires/*/text", "scoring/models/*/text", "scoring/catalogue/text", "jazari_assess/text")
FORMS = ("jazari_assess/forms/text", "jazari_assess/forms/*/text")
HELP = "jazari_assess/text/help"
PLACES = (*FOLDERS, *FORMS, HELP, "report_templates/*/text", "jazari_assess/skeletons/*/text")
VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0640]")
JOINED = "(?:[\u0648\u0641]?(?:\u0644\u0644|[\u0628\u0643\u0644]?(?:\u0627\u0644)?))"  # wa-, fa-; li-l-, bi-, ka-, al-
ARTICLE = "(?:\u0627\u0644)?"
SUFFIXES = ["ها", "هما", "هم", "هن", "ه", "كما", "كم", "كن", "ك", "نا", "ي"]  # -ha, -huma, -hum ... my
SUFFIX = f"(?:{'|'.join(SUFFIXES)})?"
TA_MARBUTA, TA = "\u0629", "\u062a"  # the one is written as the other before a suffix
OTHERS_WORDS = "/batch/words/"  # what the headers of other people's tables may say: understood, never shown


class Row(NamedTuple):
    """One line of the glossary: its term in each language and the (language, variant) pairs it forbids."""

    fr: str
    ar: str
    en: str
    forbidden: tuple[tuple[str, str], ...]

    def term(self, language: str) -> str:
        """Return the first word of the cell of a language."""
        return {"fr": self.fr, "ar": self.ar, "en": self.en}[language].split(" / ")[0]


def words_of(value: object, place: str) -> Iterator[tuple[str, str]]:
    """Yield each text below a value of a text file with the place where it stands."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from words_of(below, f"{place}/{key}")
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from words_of(below, f"{place}/{number}")
    elif isinstance(value, str):
        yield place, value


def simplified(text: str) -> str:
    """Return a text without Arabic vowel signs."""
    return VOWEL_SIGNS.sub("", text)


@cache
def written() -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return the rows of the glossary and the names that are left alone."""
    table, _, names = GLOSSARY.read_text(encoding="utf-8").partition("\n## ")
    rows = []
    for line in table.splitlines():
        if line.startswith("| ") and not line.startswith("| français"):
            french, arabic, english, forbidden = (cell.strip() for cell in line.strip("|").split("|"))
            groups = (group.split(":", 1) for group in forbidden.split(";") if group.strip())
            pairs = tuple((code.strip(), word.strip()) for code, words in groups for word in words.split(","))
            rows.append(Row(french, arabic, english, pairs))
    return tuple(rows), tuple(re.findall(r"^- (.+)$", names, re.MULTILINE))


@cache
def texts(language: str) -> tuple[tuple[str, str], ...]:
    """Return every text of a language, with its place, the names left alone taken out."""
    names = re.compile("|".join(map(re.escape, written()[1])))
    return tuple(
        (place, simplified(names.sub("", text)))
        for path in sorted(path for place in PLACES for path in ROOT.glob(f"{place}/{language}.yaml"))
        for place, text in words_of(words_at(path), str(path.relative_to(ROOT)))
        if OTHERS_WORDS not in place
    )


def pattern(language: str, word: str) -> re.Pattern[str]:
    """Return what finds a word of a language as a word of its own, with what Arabic joins before and after, or an s."""
    parts = simplified(word).split()
    if language == "ar":
        first, *others = (re.escape(part.removeprefix("\u0627\u0644")) for part in parts)
        inside = JOINED + r"\s+".join([first, *(ARTICLE + other for other in others)])
        ending = f"(?:{TA_MARBUTA}|{TA}{SUFFIX})" if inside.endswith(TA_MARBUTA) else SUFFIX
        inside = inside.removesuffix(TA_MARBUTA) + ending
    else:
        inside = r"\s+".join(re.escape(part) for part in parts) + "s?"
    return re.compile(rf"(?<!\w){inside}(?!\w)", re.IGNORECASE)


def offences(language: str, word: str, where: tuple[tuple[str, str], ...]) -> list[str]:
    """Return the places of the texts that hold a word."""
    sought = pattern(language, word)
    return [f"{place}: {text}" for place, text in where if sought.search(text)]


FORBIDDEN = [pair for row in written()[0] for pair in row.forbidden]


def test_the_glossary_is_read_whole() -> None:
    """The table has its rows, three languages each, and no language of a variant is unknown."""
    rows, names = written()
    assert len(rows) >= 60
    assert all(row.fr and row.ar and row.en for row in rows)
    assert {language for language, _ in FORBIDDEN} == set(LANGUAGES)
    assert all(word for _, word in FORBIDDEN)
    assert names
    assert all(len(texts(language)) > 1000 for language in LANGUAGES)


@pytest.mark.parametrize(("language", "word"), FORBIDDEN)
def test_no_text_uses_a_forbidden_variant(language: str, word: str) -> None:
    """A variant of the fourth column stands in no text of its language."""
    assert offences(language, word, texts(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", written()[0], ids=lambda row: row.fr)
def test_the_terms_are_those_in_use(row: Row, language: str) -> None:
    """The glossary describes the texts: the first word of each cell occurs in its language."""
    term = simplified(row.term(language)).removeprefix("\u0627\u0644").lower()
    assert any(term in text.lower() for _, text in texts(language))


@pytest.mark.parametrize(("language", "word"), FORBIDDEN)
def test_each_variant_would_be_found(language: str, word: str) -> None:
    """Positive control: the variant is found in a sentence, and none of the glossary's own terms is taken for it."""
    shapes = {"fr": "La {} répond.", "en": "The {}, again.", "ar": "هذا {} جديد."}
    assert offences(language, word, (("control", simplified(shapes[language].format(word))),))
    if language == "ar" and not word[0].isdigit():
        joined = f"وال{word} أيضا"
        assert offences(language, word, (("control", simplified(joined)),))
        stem = f"{word.removesuffix(TA_MARBUTA)}{TA}" if word.endswith(TA_MARBUTA) else word
        for suffix in SUFFIXES:
            assert offences(language, word, (("control", simplified(f"هذه {stem}{suffix} أيضا")),)), suffix
    own = tuple((row.fr, simplified(row.term(language))) for row in written()[0])
    assert offences(language, word, own) == []


def test_a_word_inside_another_is_left_alone() -> None:
    """A forbidden variant within a longer word is another word."""
    assert offences("ar", "شركة", (("control", "شراكة مشتركة"),)) == []
    assert offences("en", "lot", (("control", "a plot, allotted"),)) == []
    assert offences("fr", "employé", (("control", "chutes réemployées"),)) == []
