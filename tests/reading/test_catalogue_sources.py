"""Every fact of the catalogue says where it is from and of when, in each language."""

import re
from pathlib import Path

import pytest

from jazari_assess.content import roots
from jazari_assess.reading.content.check import check_paths
from jazari_assess.reading.content.library import read_library
from tests.reading.small_content import CATALOGUE_WORDS, FILES, PROVIDERS, SERVICES, changed, told, write, write_content

CATALOGUE = read_library(roots()).catalogue
ISO_DATE = re.compile(r"\b\d{4}-\d{2}(-\d{2})?\b")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_each_entry_words_its_source(language: str) -> None:
    """Providers and services name their source in every language, its dates in words."""
    words = CATALOGUE.texts[language]
    sources = [text.source for text in words.providers.values()] + [text.source for text in words.services.values()]
    assert len(sources) == len(CATALOGUE.structure.providers) + len(CATALOGUE.structure.services)
    assert [source for source in sources if ISO_DATE.search(source)] == []


def test_each_entry_has_source_and_date() -> None:
    """Providers and services name a source and a date, or say that it has none."""
    structure = CATALOGUE.structure
    facts = [(entry.source, entry.as_of) for entry in structure.providers.values()]
    facts += [(entry.source, entry.as_of) for entry in structure.services.values()]
    assert all(len(source) > 10 and (as_of == "undated" or as_of[:2] == "20") for source, as_of in facts)


@pytest.mark.parametrize(
    ("file", "old", "key"),
    [
        (PROVIDERS, ', as-of: "2026-03-11"', "as-of"),
        (PROVIDERS, ", source: A press notice", "source"),
        (SERVICES, '    as-of: "2026-03-11"\n', "as-of"),
        (SERVICES, '    as-of: "2026-03-11"\n    source: A press notice\n', "source"),
        (CATALOGUE_WORDS, "status: Convention signée, source: Presse", "source"),
        (CATALOGUE_WORDS, "    bring: Le cahier\n    source: Presse\n", "source"),
    ],
)
def test_an_entry_without_source_or_date_is_refused(tmp_path: Path, file: str, old: str, key: str) -> None:
    """Positive control first: the content is right as it is; without source or date the entry is refused."""
    own = write_content(tmp_path / "own")
    assert check_paths([own]) == ()
    new = old.replace(", source: Presse", "").replace("    source: Presse\n", "") if "Presse" in old else ""
    write(own, file, changed(FILES[file], old, new))
    problems = check_paths([own])
    assert "key-missing" in {code for code, *_ in told(problems)}
    assert key in {problem.values.get("key") for problem in problems}
