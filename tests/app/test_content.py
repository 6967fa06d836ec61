"""``content new``: what it writes is right as it stands, and nothing that is there is touched."""

from pathlib import Path

import pytest
import yaml

from tests.conftest import Run

ANSWERS = """\
schema: jazari-assess/assessment/1
id: one
questionnaire: {id: bakery, version: "1.0.0"}
stage: T0
date: "2026-11-01"
profile: {firm: Bakery One, region: fes-meknes, sector: agri-food, staff: 12}
answers: {first-question: 2, second-question: [first-item], third-question: 40, fourth-question: partly}
"""


def new(run: Run, kind: str, out: Path, name: str = "bakery", *more: str) -> list[str]:
    """Write new content and return the paths printed."""
    ended = run("content", "new", kind, name, "--out", out, *more)
    assert ended.returncode == 0, ended.stderr.decode()
    return ended.stdout.decode().splitlines()


def test_questionnaire_and_model_are_right_and_score(run: Run, tmp_path: Path) -> None:
    """Both skeletons pass the check as written, in three languages, and a firm can be scored with them."""
    paths = new(run, "questionnaire", tmp_path) + new(run, "model", tmp_path)
    assert sorted(paths) == sorted(str(path) for path in tmp_path.rglob("*.yaml"))
    assert run("content", "check", tmp_path).returncode == 0
    (tmp_path / "one.yaml").write_text(ANSWERS, encoding="utf-8")
    for language in ("fr", "ar", "en"):
        ended = run("score", tmp_path / "one.yaml", "--content", tmp_path, "--lang", language)
        assert ended.returncode == 0, ended.stderr.decode()
        # (2/3 + 1/3 + 40/50*0.7 + 1/2) / 4 = 0.515
        assert "51.5" in ended.stdout.decode().replace(",", ".")


def test_files_are_commented(run: Run, tmp_path: Path) -> None:
    """Each structure explains itself where it is edited; words say what each of them is for."""
    new(run, "questionnaire", tmp_path)
    new(run, "model", tmp_path)
    for path in tmp_path.rglob("*.yaml"):
        assert "#" in path.read_text(encoding="utf-8"), path


def test_model_has_a_node_for_each_section(run: Run, tmp_path: Path) -> None:
    """Over our own questionnaire: nine nodes with its scored questions; a view, because it has a main model."""
    new(run, "model", tmp_path, "other-look", "--questionnaire", "industrie-x0")
    model = yaml.safe_load((tmp_path / "scoring/models/other-look/model.yaml").read_text(encoding="utf-8"))
    assert model["role"] == "view"
    assert len(model["nodes"]["overall"]["children"]) == 9
    assert "maintenance" in model["nodes"]["operations-quality"]["children"]
    assert run("content", "check", tmp_path).returncode == 0


def test_section_named_as_a_question(run: Run, tmp_path: Path) -> None:
    """A section whose id a question has, too, gets a node of another id."""
    new(run, "questionnaire", tmp_path)
    for path in tmp_path.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("first-section", "first-question", 1)
        path.write_text(text, encoding="utf-8")
    new(run, "model", tmp_path)
    model = yaml.safe_load((tmp_path / "scoring/models/bakery/model.yaml").read_text(encoding="utf-8"))
    assert model["nodes"]["overall"]["children"] == ["first-question-dimension"]
    assert run("content", "check", tmp_path).returncode == 0


def test_catalogue_entry(run: Run, tmp_path: Path) -> None:
    """A service with its provider is right, and listed beside ours."""
    new(run, "catalogue-entry", tmp_path, "oven-audit")
    assert run("content", "check", tmp_path).returncode == 0
    assert "oven-audit-provider" in run("content", "list", "--content", tmp_path).stdout.decode()


def test_what_is_there_is_never_written_over(run: Run, tmp_path: Path) -> None:
    """A second time every file is named, and none is changed."""
    paths = new(run, "catalogue-entry", tmp_path, "oven-audit")
    before = [Path(path).read_bytes() for path in paths]
    ended = run("content", "new", "catalogue-entry", "other-audit", "--out", tmp_path)
    assert ended.returncode == 1
    assert ended.stderr.decode().count("target-exists") == len(paths)
    assert [Path(path).read_bytes() for path in paths] == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("poem", "bakery"), "content-kind-unknown"),
        (("questionnaire", "../x"), "content-id-wrong"),
        (("questionnaire", "Bakery"), "content-id-wrong"),
        (("questionnaire", "b" * 65), "content-id-wrong"),
        (("questionnaire", "industrie-x0"), "content-id-taken"),
        (("model", "siri", "--questionnaire", "industrie-x0"), "content-id-taken"),
        (("model", "bakery"), "content-questionnaire-unknown"),
    ],
)
def test_what_cannot_be(run: Run, tmp_path: Path, arguments: tuple[str, ...], code: str) -> None:
    """A kind, id or questionnaire that cannot be is a wrong use; nothing is written."""
    out = tmp_path / "own"
    ended = run("content", "new", *arguments, "--out", out)
    assert ended.returncode == 2
    assert code in ended.stderr.decode()
    assert not out.exists()
