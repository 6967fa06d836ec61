"""The assessments worked on last: remembered by their path, looked at when asked, never more than what there is."""

import os
from pathlib import Path

import pytest

from jazari_assess.app.recent import file_for, forget_recent, glance, recent_assessments, recent_file, remember_recent
from tests.cli.samples import VERSION

ASSESSMENT = """schema: jazari-assess/assessment/1
id: a-1
questionnaire: {{id: industrie-x0, version: {version}}}
stage: T1
profile: {{firm: "{firm}"}}
answers: {{maintenance: 2, planning: unknown}}
"""


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """Return an environment with a settings folder of its own."""
    return {"XDG_CONFIG_HOME": str(tmp_path / "config")}


def assessment(path: Path, firm: str = "Atelier", age: int = 0) -> Path:
    """Write an assessment that was changed some seconds ago."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ASSESSMENT.format(firm=firm, version=VERSION), encoding="utf-8")
    os.utime(path, (1_795_219_200 - age,) * 2)
    return path


def test_the_newest_come_first_then_those_of_the_folder(tmp_path: Path, home: dict[str, str]) -> None:
    """What was remembered last is first, whatever the folder; the folder's own follow by age, each once."""
    folder = tmp_path / "firms"
    old, new = assessment(folder / "old.yaml", "Old", 9), assessment(folder / "new.json.yaml", "New", 1)
    elsewhere = assessment(tmp_path / "elsewhere" / "x.yml", "Elsewhere")
    remember_recent(old, home)
    remember_recent(elsewhere, home)
    found = recent_assessments(folder, home)
    assert [one.firm for one in found] == ["Elsewhere", "Old", "New"]
    assert [one.path for one in found] == [elsewhere, old, new]
    assert {(one.stage, one.answers) for one in found} == {("T1", 2)}


def test_what_is_gone_or_forgotten_is_not_offered(tmp_path: Path, home: dict[str, str]) -> None:
    """A file that was deleted is left out, and so is one whose history was removed."""
    gone, kept = assessment(tmp_path / "a" / "gone.yaml"), assessment(tmp_path / "a" / "kept.yaml", "Kept")
    for path in (gone, kept):
        remember_recent(path, home)
    gone.unlink()
    assert [one.firm for one in recent_assessments(tmp_path, home)] == ["Kept"]
    forget_recent(kept, home)
    assert recent_assessments(tmp_path, home) == ()
    assert "kept" not in recent_file(home).read_text(encoding="utf-8")


def test_what_is_no_assessment_is_left_out(tmp_path: Path, home: dict[str, str]) -> None:
    """Other YAML, broken YAML, folders and links that lead nowhere."""
    (tmp_path / "settings.yaml").write_text("language: fr\n", encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("a: [\n", encoding="utf-8")
    (tmp_path / "list.json").write_text("[1, 2]", encoding="utf-8")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "link.yaml").symlink_to(tmp_path / "nowhere.yaml")
    assert recent_assessments(tmp_path, home) == ()


def test_nine_are_offered(tmp_path: Path, home: dict[str, str]) -> None:
    """As many as one digit chooses from."""
    for number in range(12):
        remember_recent(assessment(tmp_path / f"{number}.yaml", str(number)), home)
    assert [one.firm for one in recent_assessments(tmp_path / "none", home)] == [
        str(number) for number in range(11, 2, -1)
    ]


def test_a_memory_that_is_broken_or_cannot_be_written_stops_nothing(tmp_path: Path, home: dict[str, str]) -> None:
    """The list is a convenience: without it there is the folder."""
    path = assessment(tmp_path / "a.yaml")
    recent_file(home).parent.mkdir(parents=True)
    recent_file(home).write_text("{broken: [", encoding="utf-8")
    assert [one.path for one in recent_assessments(tmp_path, home)] == [path]
    (tmp_path / "file").write_text("", encoding="utf-8")
    remember_recent(path, {"XDG_CONFIG_HOME": str(tmp_path / "file")})


def test_a_firm_names_its_file_and_never_takes_another_s(tmp_path: Path) -> None:
    """The same firm is taken up; a firm whose name gives the same letters gets a number."""
    assert file_for("Atelier Zitoûna", tmp_path) == tmp_path / "atelier-zitouna.yaml"
    assessment(tmp_path / "ورشة-الزيتونة.yaml", "ورشة الزيتونة")
    assert file_for(" ورشة الزيتونة ", tmp_path) == tmp_path / "ورشة-الزيتونة.yaml"
    assert file_for("معمل", tmp_path) == tmp_path / "معمل.yaml"
    assessment(tmp_path / "firm.yaml", "؟")
    assert file_for("…", tmp_path) == tmp_path / "firm-2.yaml"


def test_a_file_too_large_to_be_one_is_not_read(tmp_path: Path) -> None:
    """Two megabytes are no assessment."""
    path = assessment(tmp_path / "large.yaml")
    assert glance(path) is not None
    path.write_text(path.read_text(encoding="utf-8") + "# " + "x" * 2_000_000, encoding="utf-8")
    assert glance(path) is None
