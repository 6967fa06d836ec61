"""What every source owes: texts stay texts, an empty firm and an extreme one are scored, in every language.

A source that is added to ``SOURCES`` needs a writer of its kind here, and is then held to all of it.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest

from jazari_assess.batch import SOURCES
from jazari_assess.model.questionnaire import LevelQuestion, NumberQuestion
from jazari_assess.reading.content.languages import languages
from tests.batch.exports import content, text_file, title, xlsx
from tests.batch.running import codes, results, run

Rows = Sequence[Sequence[object]]
HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(1)", "=cmd|' /C calc'!A0", "{=1}", "\uff1d1+1", "[/red]", "[link=x]y[/link]", "{{7*7}}",
    "{% include '/etc/passwd' %}", "<script>fetch('x')</script>", "</title><style>*{}</style>", "../../x", "CON",
    "C:\\x", "\u202egnp.exe", "e\u0301", "a\u200bb", "شركة", "x" * 299, "'quoted'", '"', "a;b,c|d\te", "a\nb",
)  # fmt: skip


def _parquet(path: Path, rows: Rows) -> Path:
    head, *firms = rows
    texts = [[None if cell is None else str(cell) for cell in column] for column in zip(*firms, strict=True)]
    schema = dict.fromkeys(map(str, head), pl.String)
    pl.DataFrame(dict(zip(schema, texts, strict=True)), schema=schema).write_parquet(path)
    return path


WRITERS: Mapping[str, Callable[[Path, Rows], Path]] = {"excel": xlsx, "csv": text_file, "parquet": _parquet}


def made(source: str, folder: Path, rows: Rows) -> Path:
    """Return the rows as a file of a source's first kind."""
    return WRITERS[source](folder / f"t{SOURCES[source]().suffixes[0]}", rows)


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def test_every_source_is_held_to_this() -> None:
    """No source without its writer."""
    assert set(WRITERS) == set(SOURCES)


@pytest.mark.parametrize("source", SOURCES)
def test_texts_that_act_elsewhere_are_texts(source: str, tmp_path: Path) -> None:
    """Each is the name of a firm and the answer to an open question; results hold it, cleaned of what nobody sees."""
    rows = [[number, text, 2, text] for number, text in enumerate(HOSTILE)]
    head = ["id", "firm-name", "maintenance", "main-expectation"]
    outcome = run(made(source, tmp_path, [head, *rows]), out=tmp_path / "o")
    assert codes(outcome) == {}
    assert outcome.counts.scored == len(HOSTILE)
    names = results(tmp_path / "o")["firm"].to_list()
    for name, text in zip(names, HOSTILE, strict=True):
        assert _letters(unicodedata.normalize("NFC", text)) == _letters(name)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("language", languages())
def test_an_empty_and_an_extreme_firm_in_every_language(source: str, language: str, tmp_path: Path) -> None:
    """Titles of the language head the columns; nothing answered gives no score and the whole interval, the best 100."""
    questions = {
        name: one
        for name, one in content().structure.questions.items()
        if isinstance(one, LevelQuestion | NumberQuestion)
    }
    best = [one.options - 1 if isinstance(one, LevelQuestion) else one.maximum for one in questions.values()]
    head = ["id", title("firm-name", language), *(title(name, language) for name in questions)]
    rows: list[list[object]] = [
        ["a", "Vide", *(None for _ in best)],
        ["b", "Pleine", *best],
        ["c", "F" * 300, *(0 for _ in best)],
    ]
    outcome = run(made(source, tmp_path, [head, *rows]), out=tmp_path / "o", language=language)
    assert (codes(outcome), outcome.counts.scored) == ({}, 3)
    table = results(tmp_path / "o")
    assert table["score"][0] is None
    assert (table["low"][0], table["coverage"][0]) == (0.0, 0.0)
    assert table["high"].to_list()[:2] == pytest.approx([100.0, 100.0])
    assert table["score"][1] > 99 > table["score"][2]
    assert table["firm"].to_list()[2] == "F" * 300
