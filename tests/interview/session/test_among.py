"""The end of an interview beside a published benchmark: its group, its measures, what others have published."""

from dataclasses import replace
from pathlib import Path

import pytest

from jazari_assess import app
from jazari_assess.interview.plain import screens
from jazari_assess.interview.session.guide import Guide
from jazari_assess.interview.session.session import Session
from jazari_assess.interview.tui import words
from jazari_assess.interview.tui.paragraphs import Palette
from tests.cli.samples import CANNERY
from tests.engine.content import library
from tests.published import benchmark_file

MODEL = library().models["industrie-x0"]
GROUP = ("agri-food", "medium", "casablanca-settat")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a copy of a whole assessment."""
    path = tmp_path / "firm.yaml"
    path.write_bytes(CANNERY.read_bytes())
    return path


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings in a folder of this test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def guided(file: Path, language: str) -> Guide:
    """Take an interview up again."""
    context = app.Context(language=language, date="2026-11-29")
    asked = app.InterviewRequest(file=file, questionnaire="industrie-x0")
    with app.interview_at(asked, lambda: "2026-11-29T10:00:00Z", is_terminal=False) as opened:
        ready = opened(context)
        assert isinstance(ready.begun, Session)
        return ready.guide(ready.begun)


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_end_says_where_the_firm_stands(file: Path, tmp_path: Path, language: str) -> None:
    """The group with its firms, ten measures with their ranges, and published distributions with their sources."""
    app.change_setting("benchmark", str(benchmark_file(tmp_path / "benchmark.json", MODEL, GROUP)))
    guide = guided(file, language)
    heading, *lines = guide.among()
    assert "400" in heading
    assert "Institut Essai" in heading
    assert len(lines) == 10 + 1 + 3
    assert any("42" in line and "DII" in line for line in lines)
    shown = [one.text for one in screens.among(guide)]
    assert shown == ["", heading, *lines]
    colours = Palette(title="", pointed="", chosen="", marked="", quiet="")
    assert heading in [one.words.text for one in words.end(guide, colours)]


@pytest.mark.usefixtures("settings")
def test_the_words_are_plain(file: Path, tmp_path: Path) -> None:
    """A line has the firm's score, the median of the group and its own place as a range."""
    app.change_setting("benchmark", str(benchmark_file(tmp_path / "benchmark.json", MODEL, GROUP)))
    lines = guided(file, "en").among()
    assert "Overall: 51.6 (median 29.3), above 84 to 93% of these firms" in lines


@pytest.mark.usefixtures("settings")
def test_a_benchmark_that_cannot_be_used_is_told_and_stops_nothing(file: Path, tmp_path: Path) -> None:
    """Moved since it was set, or of another version of the model: the interview opens, and its end says so."""
    path = benchmark_file(tmp_path / "benchmark.json", MODEL, GROUP)
    app.change_setting("benchmark", str(path))
    path.unlink()
    (line,) = guided(file, "en").among()
    assert "The file does not exist" in line
    newer = replace(MODEL, structure=MODEL.structure.model_copy(update={"version": "9.0.0"}))
    benchmark_file(path, newer, GROUP)
    (line,) = guided(file, "en").among()
    assert "industrie-x0 9.0.0" in line


@pytest.mark.usefixtures("settings")
def test_without_a_benchmark_nothing_is_said(file: Path, tmp_path: Path) -> None:
    """None is set, or one of another model."""
    assert guided(file, "en").among() == ()
    other = replace(MODEL, structure=MODEL.structure.model_copy(update={"id": "another"}))
    app.change_setting("benchmark", str(benchmark_file(tmp_path / "benchmark.json", other, GROUP)))
    assert guided(file, "en").among() == ()
