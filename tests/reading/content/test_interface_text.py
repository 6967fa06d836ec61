"""The words of the interface: one file a language, complete or refused."""

from pathlib import Path

import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.reading.content import interface_text
from jazari_assess.reading.content.interface_text import read_interface_text, read_report_text
from jazari_assess.reading.content.languages import languages
from tests.reading.small_content import told, worded, write

FRENCH = "language: fr\ndirection: ltr\nhello: Bonjour {name}\ndeep: {er: Plus}\n"


def texts(folder: Path, **by_language: str) -> Path:
    """Write one report template's words and return its folder."""
    for language, text in by_language.items():
        write(folder, f"text/{language}.yaml", text)
    return folder


def test_every_language_of_ours_is_complete() -> None:
    """French, Arabic and English have the same keys; Arabic runs from right to left."""
    assert languages() == ("fr", "ar", "en")
    interfaces = [read_interface_text(language) for language in languages()]
    assert [interface.direction for interface in interfaces] == ["ltr", "rtl", "ltr"]
    assert len({frozenset(interface.entries) for interface in interfaces}) == 1


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_id_of_the_types_has_a_name(language: str) -> None:
    """Regions, sectors, sizes, states, evidence, stages and answers can all be said."""
    interface = read_interface_text(language)
    ids = [
        *(f"regions.{name}" for name in (*REGIONS, "national", "all")),
        *(f"sectors.{name}" for name in (*SECTORS, "all")),
        *(f"sizes.{name}" for name in (*SIZES, "all")),
        *(f"states.{name}" for name in ("given", "not-applicable", "unknown", "unanswered", "scored", "not-scored")),
        *(f"evidence.{name}" for name in ("none", "declared", "document", "seen-on-site")),
        *(f"stages.{name}" for name in ("T0", "T1", "T2")),
        *(f"answers.{name}" for name in ("yes", "partly", "no")),
    ]
    assert all(interface.say(key) for key in ids)


def test_every_problem_has_a_message_and_a_remedy() -> None:
    """No code has half of its words."""
    keys = [key.split(".") for key in read_interface_text("fr").entries if key.startswith("problems.")]
    parts = {code: {part for _, other, part in keys if other == code} for _, code, _ in keys}
    assert all(found == {"message", "remedy"} for found in parts.values())


@pytest.mark.parametrize(
    ("code", "arabic", "line", "column"),
    [
        ("words-missing", "language: ar\ndirection: rtl\nhello: x\n", 1, 1),
        ("words-missing", "language: ar\ndirection: rtl\nhello: x\ndeep: {}\n", 4, 1),
        ("words-without-structure", "language: ar\ndirection: rtl\nhello: x\ndeep: {er: y}\nmore: z\n", 5, 1),
        ("placeholder-unknown", "language: ar\ndirection: rtl\nhello: x {nom}\ndeep: {er: y}\n", 3, 8),
        ("placeholder-unknown", "language: ar\ndirection: rtl\nhello: 'x {'\ndeep: {er: y}\n", 3, 8),
        ("text-expected", "language: ar\ndirection: rtl\nhello: 3\ndeep: {er: y}\n", 3, 8),
        ("language-not-file", "language: en\ndirection: rtl\nhello: x\ndeep: {er: y}\n", 1, 11),
        ("word-unknown", "language: ar\ndirection: up\nhello: x\ndeep: {er: y}\n", 2, 12),
    ],
)
def test_an_incomplete_language_is_refused_by_file_and_key(
    code: str, arabic: str, line: int, column: int, tmp_path: Path
) -> None:
    """What a language lacks, has too much, or says with a wrong placeholder is told by file, line and column."""
    folder = texts(tmp_path, fr=FRENCH, ar=arabic)
    with pytest.raises(ProblemsError) as caught:
        read_report_text([folder], "ar")
    assert (code, str(folder / "text" / "ar.yaml"), line, column) in told(caught.value.problems)
    assert all(worded(problem) for problem in caught.value.problems)


def test_a_folder_laid_over_ours_replaces_single_words(tmp_path: Path) -> None:
    """An institute changes one sentence of a report and keeps the rest; a key of its own invention is refused."""
    own, over = texts(tmp_path / "own", fr=FRENCH), tmp_path / "over"
    texts(over, fr="hello: Salut {name}\n")
    words = read_report_text([over, own], "fr")
    assert (words.say("hello", name="Ali"), words.say("deep.er")) == ("Salut Ali", "Plus")
    texts(over, fr="helo: Salut\n")
    with pytest.raises(ProblemsError) as caught:
        read_report_text([over, own], "fr")
    assert [problem.values["near"].split(", ")[0] for problem in caught.value.problems] == ["hello"]


def test_a_value_is_never_read_as_a_template() -> None:
    """Braces in what a person typed stay braces, and a value may have any name."""
    interface = interface_text.read_interface_text("en")
    told_words = interface.say("problems.key-missing.message", key="{0.__class__} {key}")
    assert told_words == "The key “{0.__class__} {key}” is missing."
