"""Joining as a task: nothing is written while two files disagree and nobody has said who is right."""

from pathlib import Path

import pytest
import yaml

from jazari_assess import app
from jazari_assess.errors import ProblemsError, UsageError
from tests.cli.samples import CANNERY

CONTEXT = app.Context(language="fr", date="2026-11-29")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Return an assessment, and the same with another answer to one question."""
    told = yaml.safe_load(CANNERY.read_text(encoding="utf-8"))
    first, second = tmp_path / "first.yaml", tmp_path / "second.yaml"
    for path, level in ((first, 1), (second, 3)):
        told["answers"]["maintenance"] = level
        path.write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    return [first, second]


def test_a_conflict_is_settled_or_refused(files: list[Path], tmp_path: Path) -> None:
    """Left open it is named and no file appears; settled by the number of a file, that file's answer is written."""
    output = tmp_path / "joined.yaml"
    merging = app.open_merging(files, output, CONTEXT)
    assert [conflict.question for conflict in merging.conflicts] == ["maintenance"]
    with pytest.raises(ProblemsError) as raised:
        merging.write(output, {})
    assert [problem.code for problem in raised.value.problems] == ["merge-conflict"]
    assert not output.exists()
    merging.write(output, merging.taken(["maintenance=2"]))
    answer = app.open_dossier(output, CONTEXT).assessment.answers["maintenance"]
    assert getattr(answer, "answer", None) == 3


@pytest.mark.parametrize("take", ["maintenance=3", "maintenance=0", "maintenance", "firm=1"])
def test_a_choice_that_fits_no_conflict_is_wrong_use(files: list[Path], tmp_path: Path, take: str) -> None:
    """A file that does not exist, or a question nobody disagrees on."""
    merging = app.open_merging(files, tmp_path / "joined.yaml", CONTEXT)
    with pytest.raises(UsageError) as raised:
        merging.taken([take])
    assert raised.value.problem.code == "merge-take-wrong"


def test_the_output_is_no_input(files: list[Path]) -> None:
    """An input is never written over."""
    with pytest.raises(ProblemsError) as raised:
        app.open_merging(files, files[1], CONTEXT)
    assert [problem.code for problem in raised.value.problems] == ["target-is-input"]


@pytest.mark.parametrize("measure", ["nominal", "ordinal", "interval"])
def test_agreement_names_its_measure_and_all_agree_on_what_agrees(files: list[Path], measure: str) -> None:
    """One answer of two differs: its index alone is below 1, and the value names the difference used."""
    found = app.compare_answers(files, CONTEXT, measure=measure).value()
    assert found["method"] == f"krippendorff-alpha-{measure}"
    below = [name for name, unit in found["questions"].items() if unit["index"] < 1]
    assert below == ["maintenance"]
    assert 0.8 < found["alpha"] < 1


def test_another_measure_is_wrong_use(files: list[Path]) -> None:
    """A measure that there is not is refused with those there are."""
    with pytest.raises(UsageError) as raised:
        app.compare_answers(files, CONTEXT, measure="ratio")
    assert raised.value.problem.code == "agreement-measure-unknown"
    assert raised.value.problem.values["known"] == "nominal, ordinal, interval"
