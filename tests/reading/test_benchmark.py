"""A benchmark's file is what was published, whole, of the model asked for, or it is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.model.benchmark import Benchmark, Ledger, ScoredBy, canonical, sealed
from jazari_assess.reading.benchmark import read_benchmark, read_ledger
from tests.engine.content import library
from tests.published import benchmark_file, made_up

MODEL = ScoredBy(id="industrie-x0", version=library().models["industrie-x0"].structure.version)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the file of a benchmark."""
    return benchmark_file(tmp_path / "benchmark.json", library().models["industrie-x0"])


def codes(path: Path, model: ScoredBy = MODEL) -> list[str]:
    """Return the codes of what is wrong with a file."""
    with pytest.raises(ProblemsError) as caught:
        read_benchmark(path, model)
    return [problem.code for problem in caught.value.problems]


def resealed(path: Path, **changes: Any) -> Path:  # noqa: ANN401 - any value of JSON
    """Write a benchmark with other values and a hash that fits them."""
    tree = json.loads(path.read_text(encoding="utf-8")) | changes
    found = Benchmark.model_validate_json(json.dumps(tree))
    path.write_bytes(canonical(found.model_copy(update={"sha256": sealed(found)})))
    return path


def test_what_was_published_is_read(file: Path) -> None:
    """The tables of the narrowest group and of those around it."""
    found = read_benchmark(file, MODEL)
    assert [(table.place.path, table.firms) for table in found.groups] == [
        ((), 400),
        (("agri-food",), 400),
        (("agri-food", "medium"), 400),
        (("agri-food", "medium", "fes-meknes"), 400),
    ]


def test_a_changed_file_is_refused(file: Path) -> None:
    """One count moved by hand: the hash does not fit any more."""
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('"firms":400', '"firms":401'), encoding="utf-8")
    assert codes(file) == ["benchmark-changed"]


def test_another_model_or_version_is_refused(file: Path) -> None:
    """Scores of two versions are never compared."""
    assert codes(file, ScoredBy(id="industrie-x0", version="9.0.0")) == ["benchmark-other-model"]


def test_counts_that_do_not_add_up_are_refused(file: Path) -> None:
    """A group whose counts are not those of its firms, however well it is sealed."""
    tree = json.loads(file.read_text(encoding="utf-8"))
    tree["groups"][0]["counts"]["overall"][0] += 1
    assert codes(resealed(file, groups=tree["groups"])) == ["benchmark-measure-missing"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"firms":400', '"firms":4', "number-below-minimum"),
        ('"schema":"jazari-assess/benchmark/1"', '"schema":"jazari-assess/benchmark/2"', "schema-wrong"),
        ('"kept":', '"kept_":', "key-unknown"),
        ('"date":"2026-11-20"', '"date":"yesterday"', "date-malformed"),
    ],
)
def test_what_is_no_benchmark_is_told(file: Path, old: str, new: str, code: str) -> None:
    """Every fault is told by its place; none is let through."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert code in codes(file)


def test_a_ledger_comes_back_as_it_was(tmp_path: Path) -> None:
    """A ledger is read as it was written; where there is none, there is none yet; one of another kind is refused."""
    ledger = made_up(library().models["industrie-x0"], groups={("crafts",): 7}).ledger
    path = tmp_path / "ledger.json"
    assert read_ledger(path) is None
    path.write_text(ledger.model_dump_json(by_alias=True), encoding="utf-8")
    assert read_ledger(path) == ledger
    path.write_text('{"schema": "jazari-assess/benchmark-ledger/1", "key": "short"}', encoding="utf-8")
    with pytest.raises(ProblemsError):
        read_ledger(path)


def test_the_key_of_a_ledger_is_no_text_of_a_benchmark(file: Path) -> None:
    """What draws are made with is never published."""
    assert isinstance(Ledger(key="0b" * 32), Ledger)
    assert "0b" * 32 not in file.read_text(encoding="utf-8")
