"""Every problem that reading and writing can tell has words, and a test that brings it about."""

import re
from pathlib import Path

from jazari_assess.reading.content.interface_text import read_interface_text

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    *(ROOT / "jazari_assess" / "reading").rglob("*.py"),
    ROOT / "jazari_assess" / "atomic_file.py",
    ROOT / "jazari_assess" / "content.py",
]
TESTS = [path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__).resolve()]
HYPHENATED = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)+)"')

# Words with a hyphen in the sources that are no codes: keys and words of files, kinds of schemas and changes.
NO_CODES = {
    "errors-unseen",
    "none-of-the-above",
    "none-of-these",
    "not-applicable",
    "utf-16-le",
    "answer-gone",
    "as-of",
    "at-least",
    "catalogue-entry",
    "catalogue-text",
    "core-properties",
    "custom-properties",
    "extended-properties",
    "come-back",
    "done-when",
    "first-step",
    "first-step-micro",
    "how-ready",
    "greater-than",
    "look-for",
    "model-text",
    "not-carried",
    "not-delivered",
    "own-days",
    "person-days",
    "provider-kinds",
    "question-gone",
    "questionnaire-text",
    "service-kinds",
    "told-by",
    "upper-inclusive",
    "utf-8",
    "without-answer",
}


def words_in(paths: list[Path]) -> set[str]:
    """Return every quoted word with a hyphen in some files."""
    return {word for path in paths for word in HYPHENATED.findall(path.read_text(encoding="utf-8"))}


def test_every_code_has_words() -> None:
    """Each code in the sources of reading and writing stands under `problems` in the language files."""
    worded = {key.split(".")[1] for key in read_interface_text("fr").entries if key.startswith("problems.")}
    assert words_in(SOURCES) - NO_CODES <= worded
    assert not NO_CODES & worded


def test_every_code_is_brought_about_by_a_test() -> None:
    """Each of these codes is expected by name in a test."""
    assert words_in(SOURCES) - NO_CODES - words_in(TESTS) == set()
