"""The language is --lang, else JAZARI_LANG, else the settings file, else the locale, else French."""

from pathlib import Path

import pytest

from jazari_assess.app.language import choose_language, words_for_errors
from jazari_assess.app.settings import settings_file
from jazari_assess.cli.options import language_in
from jazari_assess.errors import ProblemsError, UsageError
from tests.conftest import Run


def write_settings(folder: Path, text: str) -> dict[str, str]:
    """Write a settings file and return the environment that points at it."""
    path = settings_file({"XDG_CONFIG_HOME": str(folder)})
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return {"XDG_CONFIG_HOME": str(folder)}


def test_each_source_gives_way_to_the_one_before_it(tmp_path: Path) -> None:
    """From the option down to French, the first that says something is followed."""
    settings = write_settings(tmp_path, "language: ar\n")
    everything = {**settings, "JAZARI_LANG": "en", "LANG": "fr_MA.UTF-8"}
    assert choose_language("fr", everything) == "fr"
    assert choose_language(None, everything) == "en"
    assert choose_language(None, {**settings, "LANG": "en_GB.UTF-8"}) == "ar"
    assert choose_language(None, {"XDG_CONFIG_HOME": "/nowhere", "LANG": "en_GB.UTF-8"}) == "en"
    assert choose_language(None, {"XDG_CONFIG_HOME": "/nowhere"}) == "fr"


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ({"LC_ALL": "ar_MA.UTF-8", "LANG": "en_GB"}, "ar"),
        ({"LC_MESSAGES": "en_GB", "LANG": "fr_FR"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "ar@calendar=islamic"}, "ar"),
        ({"LC_ALL": "", "LANG": "en"}, "en"),
    ],
)
def test_locale_is_read_as_other_programs_read_it(locale: dict[str, str], language: str) -> None:
    """LC_ALL before LC_MESSAGES before LANG; a language that is not ours is no wish."""
    assert choose_language(None, {"XDG_CONFIG_HOME": "/nowhere", **locale}) == language


@pytest.mark.parametrize(("asked", "environment"), [("xx", {}), (None, {"JAZARI_LANG": "français"})])
def test_a_wish_we_cannot_meet_is_wrong_use(asked: str | None, environment: dict[str, str]) -> None:
    """What a person asked for by name is never replaced in silence."""
    with pytest.raises(UsageError) as raised:
        choose_language(asked, environment)
    assert raised.value.problem.code == "language-unknown"
    assert raised.value.problem.values["known"] == "fr, ar, en"


@pytest.mark.parametrize("text", ["language: xx\n", "langue: fr\n", "- fr\n", "language: [fr]\n"])
def test_wrong_settings_are_told_with_their_place(tmp_path: Path, text: str) -> None:
    """A settings file that says something else is a problem in that file, at line 1."""
    with pytest.raises(ProblemsError) as raised:
        choose_language(None, write_settings(tmp_path, text))
    (problem,) = raised.value.problems
    assert (problem.code, problem.place.line) == ("settings-wrong", 1)
    assert problem.place.file == str(tmp_path / "jazari-assess" / "settings.yaml")


@pytest.mark.parametrize(
    ("arguments", "language"),
    [(["score", "--lang", "ar"], "ar"), (["--lang=en", "score"], "en"), (["--lang", "xx"], "fr"), (["--lang"], "fr")],
)
def test_errors_speak_the_language_asked_for(
    arguments: list[str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error is worded in the language of the command line, in French when that is itself the error."""
    for name in ("JAZARI_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", "/nowhere")
    assert words_for_errors(language_in(arguments)).language == language


def test_wrong_settings_file_stops_a_command_with_its_place(run: Run, tmp_path: Path) -> None:
    """The problem is listed with file and remedy, exit code 1."""
    environment = write_settings(tmp_path, "language: klingon\n")
    ended = run("doctor", env=environment)
    said = ended.stderr.decode().replace("\n", "")
    assert ended.returncode == 1
    assert f"{tmp_path}/jazari-assess/settings.yaml:1:" in said
    assert "settings-wrong" in said
