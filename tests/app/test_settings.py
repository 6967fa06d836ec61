"""The settings file: what was chosen once, and nothing else."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jazari_assess.app.settings import _as_remembered, read_settings, remember, settings_file
from jazari_assess.errors import ProblemsError
from jazari_assess.reading.yaml_json.yaml_file import read_yaml

LANGUAGES = ("fr", "ar", "en")


def test_what_is_remembered_is_read_again(tmp_path: Path) -> None:
    """Every setting comes back as it was, whatever characters it has; the folder is made."""
    path = settings_file({"XDG_CONFIG_HOME": str(tmp_path / "config")})
    names = {"institute": 'JAZARI "X.0"\n: #', "cndp-reference": "D-123/2026"}
    chosen = {"language": "ar", "bidi": "visual", **names, "stale-months": "12"}
    assert read_settings(path, LANGUAGES) == {}
    remember(path, chosen)
    assert read_settings(path, LANGUAGES) == chosen
    remember(path, {})
    assert read_settings(path, LANGUAGES) == {}


@given(st.text(max_size=60), st.text(max_size=30))
def test_lines_that_are_read_without_yaml_are_what_yaml_reads(name: str, more: str) -> None:
    """Whatever stands in the file: it is read as YAML reads it, or left to YAML."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "settings.yaml"
        text = f'institute: {json.dumps(name, ensure_ascii=False)}\nlanguage: "ar"\n{more}'
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        quick = _as_remembered(path)
        if quick is not None:
            assert quick == read_yaml(path).value


@pytest.mark.parametrize(
    "text", ['language: "ar"\nlanguage: "fr"\n', "language: 'ar'\n", '"language": "ar"\n', "", "\n"]
)
def test_what_is_not_as_it_is_remembered_is_left_to_yaml(tmp_path: Path, text: str) -> None:
    """A key twice, other quotes, nothing at all."""
    path = tmp_path / "settings.yaml"
    path.write_text(text, encoding="utf-8")
    assert _as_remembered(path) is None
    path.write_text('language: "ar"\ninstitute: "Institut « Atlas » : #1"\n', encoding="utf-8")
    assert _as_remembered(path) == {"language": "ar", "institute": "Institut « Atlas » : #1"}  # control


@pytest.mark.parametrize(
    "text",
    [
        *("language: de\n", "bidi: auto\n", "colour: red\n", "institute: 3\n", "- fr\n", f"institute: {'x' * 201}\n"),
        *("stale-months: 0\n", "stale-months: 601\n", "stale-months: true\n", "stale-months: 1.5\n"),
    ],
)
def test_a_line_that_is_no_setting_is_a_problem_with_its_place(tmp_path: Path, text: str) -> None:
    """The line is named, so that it can be mended."""
    path = tmp_path / "settings.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError) as refused:
        read_settings(path, LANGUAGES)
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.line) == ("settings-wrong", 1)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """Where a file stands in the way of the folder, the choice cannot be remembered, and says so."""
    (tmp_path / "jazari-assess").write_text("", encoding="utf-8")
    with pytest.raises(ProblemsError) as refused:
        remember(tmp_path / "jazari-assess" / "settings.yaml", {"bidi": "visual"})
    assert refused.value.problems[0].code == "folder-unusable"
