"""What a firm is compared with: published medians, or another result."""

import json
from pathlib import Path

import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.reading.peers import read_peers

GROUP = """schema: jazari-assess/peers/1
model: small
name: {fr: Textile, ar: النسيج}
firms: 38
as-of: "2026-06"
source: Enquête fictive
overall: 44
medians: {shop-floor: 50, data: 20.5}
"""


NODES = ("shop-floor", "data")


def group(tmp_path: Path, text: str = GROUP) -> Path:
    """Write a distribution."""
    path = tmp_path / "peers.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def codes(path: Path) -> list[str]:
    """Return the codes of what is wrong with a file."""
    with pytest.raises(ProblemsError) as caught:
        read_peers(path, "small", "fr", nodes=NODES)
    return [problem.code for problem in caught.value.problems]


def test_published_medians_are_read(tmp_path: Path) -> None:
    """Name in the language asked, number of firms, source and date, and a value a dimension."""
    found = read_peers(group(tmp_path), "small", "ar", nodes=NODES)
    assert (found.name, found.firms, found.source, found.as_of) == ("النسيج", 38, "Enquête fictive", "2026-06")
    assert (found.overall, found.scores) == (44.0, {"shop-floor": 50.0, "data": 20.5})


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("firms: 38", "firms: 4", "number-below-minimum"),
        ("model: small", "model: other", "peers-other-model"),
        ("data: 20.5", "data: 120", "number-above-maximum"),
        ("data: 20.5", "data: high", "number-expected"),
        ("data: 20.5", "dta: 20.5", "peers-unknown"),
    ],
)
def test_wrong_medians_are_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    """Groups so small that they tell of each firm, another model, values that are no scores."""
    assert codes(group(tmp_path, GROUP.replace(old, new))) == [code]


def result(tmp_path: Path, model: str = "small") -> Path:
    """Write the part of a result that is read, and more."""
    path = tmp_path / "result.json"
    nodes = {"shop-floor": {"score": 30.0, "low": 1.0}, "data": {"score": None}}
    value = {
        "schema": "jazari-assess/result/1",
        "assessment": {"profile": {"firm": "Canari"}},
        "provenance": {"date": "2026-01-05", "tool": "x"},
        "models": [{"model": model, "overall": {"score": 41.0}, "nodes": nodes}],
    }
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def test_other_result_is_read_without_its_firm(tmp_path: Path) -> None:
    """Scores and date only; what is not scored is not there; the name of the other firm is not taken along."""
    found = read_peers(result(tmp_path), "small", "fr", nodes=NODES)
    assert (found.overall, found.scores, found.as_of, found.firms) == (41.0, {"shop-floor": 30.0}, "2026-01-05", None)
    assert "Canari" not in repr(found)


def test_result_of_another_model_is_told(tmp_path: Path) -> None:
    """A result without scores of the model at hand is nothing to compare with."""
    assert codes(result(tmp_path, "other")) == ["peers-other-model"]
