"""``content check`` on all content that comes with the program: green as it is, red with file and line otherwise."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.plan.plans import LANGUAGES
from tests.conftest import ROOT, Run

QUESTIONNAIRE = "questionnaires/industrie-x0/questionnaire.yaml"
FRENCH = "questionnaires/industrie-x0/text/fr.yaml"
ARABIC = "questionnaires/industrie-x0/text/ar.yaml"
MODEL = "scoring/models/industrie-x0/model.yaml"


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """A line of a file replaced by others; ``at`` is how many lines after it the problem stands, None for anywhere."""

    file: str
    line: str
    becomes: str
    code: str
    at: int | None = 0


MISTAKES = {
    "a missing key in one language": Mistake(file=ARABIC, line="    why: ", becomes="", code="words-missing", at=None),
    "a missing text in one language": Mistake(
        file=FRENCH, line="description: ", becomes="", code="key-missing", at=None
    ),
    "a weight for a dimension that is gone": Mistake(
        file=MODEL,
        line="    weights: {lean-standard-work:",
        becomes="    weights: {gone: 1, lean-standard-work: 2, planning-scheduling: 2, erp-mes: 1, "
        "quality-traceability: 2, maintenance: 2}\n",
        code="weight-without-child",
    ),
    "an unused question": Mistake(
        file=QUESTIONNAIRE,
        line="questions:",
        becomes="questions:\n  idle: {kind: yes-partly-no, rationale: nobody asks it}\n",
        code="question-without-section",
        at=1,
    ),
    "two equal keys": Mistake(
        file=QUESTIONNAIRE,
        line="license: ",
        becomes="license: CC-BY-4.0\nlicense: CC-BY-4.0\n",
        code="key-duplicate",
        at=1,
    ),
    "an unknown key": Mistake(
        file=QUESTIONNAIRE, line="license: ", becomes="license: CC-BY-4.0\ncolour: blue\n", code="key-unknown", at=1
    ),
    "a cycle of conditions": Mistake(
        file=QUESTIONNAIRE,
        line="  maintenance:",
        becomes="  maintenance:\n    when: {question: maintenance, at-least: 1}\n",
        code="condition-cycle",
        at=1,
    ),
}


def laid(folder: Path, mistake: Mistake) -> tuple[Path, int]:
    """Lay a copy of one file with the mistake into a folder of own content; return it and the line of the problem."""
    target = folder / mistake.file
    target.parent.mkdir(parents=True)
    lines = (ROOT / mistake.file).read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if line.startswith(mistake.line))
    target.write_text("".join([*lines[:place], mistake.becomes, *lines[place + 1 :]]), encoding="utf-8")
    return target, place + 1 + (mistake.at or 0)


def test_all_content_is_green(run: Run) -> None:
    """Questionnaire, models, catalogue, words in three languages, cases and samples: not one problem."""
    ended = run("content", "check")
    assert ended.returncode == 0, ended.stderr.decode()


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_red_with_file_and_line(run: Run, tmp_path: Path, name: str) -> None:
    """One mistake in one file laid over ours: exit 1, and the problem by its code, file and line."""
    mistake = MISTAKES[name]
    path, line = laid(tmp_path, mistake)
    ended = run("content", "check", tmp_path, "--lang", "en")
    said = ended.stderr.decode()
    assert ended.returncode == 1, said
    place = f"{path}:{line}:" if mistake.at is not None else f"{path}:"
    told = [problem for problem in said.splitlines() if mistake.code in problem and problem.startswith(place)]
    assert told, said
    assert all(part.isdigit() for part in told[0].removeprefix(f"{path}:").split(":")[:2])


def test_question_that_no_model_scores_is_red(run: Run, tmp_path: Path) -> None:
    """A question that is asked and that the main model does not use is a problem of the model."""
    mistake = Mistake(
        file=QUESTIONNAIRE,
        line="questions:",
        becomes="questions:\n  idle: {kind: yes-partly-no, rationale: nobody scores it}\n",
        code="question-not-scored",
    )
    path, _ = laid(tmp_path, mistake)
    text = path.read_text(encoding="utf-8").replace("  operations-quality: [", "  operations-quality: [idle, ", 1)
    path.write_text(text, encoding="utf-8")
    said = run("content", "check", tmp_path, "--lang", "en").stderr.decode()
    model = ROOT / MODEL
    line = model.read_text(encoding="utf-8").splitlines().index("nodes:") + 1
    assert f"{model}:{line}:1: question-not-scored" in said


def contrary(text: str) -> tuple[str, int]:
    """Return the model with one group's judgements turned against each other, and the line of its ``ahp``."""
    lines = text.splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith("  data-ai:"))
    ahp = next(number for number in range(start, len(lines)) if lines[number].strip() == "ahp:")
    judged = [number for number in range(ahp, len(lines)) if "ratio:" in lines[number]][:10]
    for turn, number in enumerate(judged):
        head, _, tail = lines[number].partition("ratio: ")
        rest = tail[len(tail.split(",")[0]) :]
        ratio = "9" if turn % 2 else '"1/9"'
        lines[number] = f"{head}ratio: {ratio}{rest}"
    return "".join(lines), ahp + 1


def test_contrary_judgements_need_a_reason(run: Run, tmp_path: Path) -> None:
    """CR over 0.10 is red at the line of the judgements, and green once the reason stands there."""
    path = tmp_path / MODEL
    path.parent.mkdir(parents=True)
    text, line = contrary((ROOT / MODEL).read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    said = run("content", "check", tmp_path, "--lang", "en").stderr.decode()
    assert f"{path}:{line}:" in said
    assert "judgements-inconsistent" in said
    lines = text.splitlines(keepends=True)
    reason = "        accept-inconsistency: two schools of thought, kept apart\n"
    path.write_text("".join([*lines[:line], reason, *lines[line:]]), encoding="utf-8")
    assert run("content", "check", tmp_path).returncode == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_of_another_version_is_for_content_migrate(run: Run, tmp_path: Path, language: str) -> None:
    """The remedy is a command that is there, with the folder it takes."""
    shutil.copytree(ROOT / "questionnaires" / "industrie-x0", tmp_path / "questionnaires" / "industrie-x0")
    example = tmp_path / "questionnaires" / "industrie-x0" / "examples" / "agri-food-cannery.yaml"
    text = re.sub(r'version: "[^"]+"', 'version: "1.0.0"', example.read_text(encoding="utf-8"), count=1)
    example.write_text(text, encoding="utf-8")
    ended = run("content", "check", tmp_path, "--lang", language)
    said = " ".join(re.sub("[\u2066-\u2069]", "", ended.stderr.decode()).split())
    assert (ended.returncode, "example-other-version" in said, "--migrate" in said) == (1, True, False)
    assert f"jazari-assess content migrate {tmp_path}" in said
    assert run("content", "migrate", tmp_path).returncode == 0
    assert run("content", "check", tmp_path).returncode == 0


def test_copy_of_all_content_is_green(run: Run, tmp_path: Path) -> None:
    """The control: the same files laid over ours without a mistake are right."""
    for part in ("questionnaires", "scoring"):
        shutil.copytree(ROOT / part, tmp_path / part)
    assert run("content", "check", tmp_path).returncode == 0
