"""Help in three languages: every command and option has words, and wrong use is told in them."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from jazari_assess.cli.program import program
from jazari_assess.cli.terminal.help import HelpWords, Parsed
from jazari_assess.reading.content.help_text import kept_help, read_help
from jazari_assess.reading.content.interface_text import read_help_text
from jazari_assess.reading.content.languages import languages
from tests.conftest import Run

SPOKEN = {"fr": "Utilisation :", "ar": "الاستعمال:", "en": "Usage:"}
SCORE = {"fr": "Noter une évaluation", "ar": "احتساب نتيجة تقييم", "en": "Score an assessment"}
SAID = {"fr": "n\u2019a pas d\u2019option", "ar": "ليس للأمر", "en": "has no option"}


def parts(command: Parsed, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each command's path with each of its parameters, and with ``about`` for itself."""
    yield path, "about"
    for parameter in command.params:
        yield path, parameter.name
    for name, below in getattr(command, "commands", {}).items():
        yield from parts(below, (*path, name))


@pytest.mark.parametrize("language", languages())
def test_every_command_and_parameter_has_words(language: str) -> None:
    """None is left to what stands in the code."""
    words = HelpWords(read_help_text(language))
    found = {
        (path, name): words.about(path) if name == "about" else words.parameter(path, name)
        for path, name in parts(get_command(program()))
    }
    assert [place for place, text in found.items() if not text] == []


def test_no_words_are_of_a_command_or_parameter_that_is_gone() -> None:
    """Each key of the help is used by a command."""
    every = list(parts(get_command(program())))
    used = {".".join(("commands", *path, name)) for path, name in every} | {f"options.{name}" for _, name in every}
    written = {key for key in read_help_text("fr").entries if key.startswith(("commands.", "options."))}
    assert written - used == set()


@pytest.mark.parametrize("spoilt", ["{", "", "null", '{"sum": 0}', None])
def test_words_that_are_kept_count_only_where_their_yaml_is_the_same(
    spoilt: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another word in the YAML, a file that is missing or cut: the YAML is read."""
    ours = kept_help("en").parent.parent
    shutil.copytree(ours, tmp_path / "help")
    monkeypatch.setattr("jazari_assess.reading.content.help_text.interface_text_folder", lambda: tmp_path)
    monkeypatch.setattr("jazari_assess.reading.content.interface_text.interface_text_folder", lambda: tmp_path)
    if spoilt is None:
        words = tmp_path / "help" / "en.yaml"
        words.write_text(words.read_text(encoding="utf-8").replace("Show this message", "Show it"), encoding="utf-8")
        assert read_help("en").say("page.help") == "Show it and exit."
        kept_help("en").unlink()
        assert read_help("en").say("page.help") == "Show it and exit."
    else:
        kept_help("en").write_text(spoilt, encoding="utf-8")
        assert read_help("en").say("page.help") == "Show this message and exit."


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("where", ["before", "after", "environment"])
def test_help_speaks_the_language_asked_for(run: Run, language: str, where: str) -> None:
    """Before the command, behind it, or in the environment."""
    before, after = (("--lang", language) if where == place else () for place in ("before", "after"))
    env = {"JAZARI_LANG": language} if where == "environment" else {}
    ended = run(*before, "score", *after, "--help", env=env)
    said = ended.stdout.decode().replace("\u00a0", " ")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert said.startswith(SPOKEN[language])
    assert SCORE[language] in said


def test_help_of_a_language_that_is_none_is_in_french(run: Run) -> None:
    """Whoever asks for help gets it."""
    assert "Noter une évaluation" in run("score", "--lang", "xx", "--help").stdout.decode()


def test_metavars_are_words_of_the_reader(run: Run) -> None:
    """What stands for a file is a word; ids and forms stay."""
    said = run("plan", "--help", "--lang", "fr").stdout.decode()
    assert "--earlier" not in said
    assert "plan [OPTIONS] FICHIER" in said
    assert "--lock ÉLÉMENT=in|out|TRIMESTRE|free" in said


@pytest.mark.parametrize("language", languages())
def test_an_unknown_option_is_told_with_the_nearest(run: Run, language: str) -> None:
    """In the language asked for, behind the mistake."""
    ended = run("plan", "x.yaml", "--capacty", "3", "--lang", language)
    said = " ".join(ended.stderr.decode().split())
    assert ended.returncode == 2
    assert said.startswith("usage-option-unknown: ")
    assert SAID[language] in said
    assert "--capacity" in said


WRONG = [
    (["plan"], "usage-missing", ["FICHIER", "jazari-assess plan --help"]),
    (["explan"], "usage-command-unknown", ["« explan »", "explain"]),
    (["form", "exprt"], "usage-command-unknown", ["« exprt »", "export"]),
    (["plan", "x", "--horizon", "99"], "usage-whole-number-wrong", ["« 99 »", "--horizon", "de 3 à 60"]),
    (["plan", "x", "--horizon=x"], "usage-whole-number-wrong", ["« x »", "de 3 à 60"]),
    (["plan", "x", "--gap", "y"], "usage-number-wrong", ["« y »", "de 0 à 0.5"]),
    (["score", "a", "--model"], "usage-value-missing", ["--model"]),
    (["score", "a", "--json=3"], "usage-value-unwanted", ["--json"]),
    (["score", "a", "b (c)"], "usage-extra", ["« b (c) »", "jazari-assess score"]),
    (["completion", "tcsh"], "shell-unknown", ["« tcsh »", "zsh"]),
    (["settings", "set", "institut", "x"], "setting-unknown", ["« institut »", "institute"]),
]


@pytest.mark.parametrize(("arguments", "code", "told"), WRONG)
def test_wrong_use_is_told_in_french_with_its_remedy(
    run: Run, arguments: list[str], code: str, told: list[str]
) -> None:
    """No English, no message of a library: what was typed, what is near, which bounds."""
    ended = run(*arguments)
    said = " ".join(re.sub("[\u00a0\u202f]", " ", ended.stderr.decode()).split())
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert said.startswith(f"{code}: ")
    assert [part for part in told if part not in said] == []


def test_hostile_wrong_use_acts_on_nothing(run: Run) -> None:
    """What was typed is told as text."""
    ended = run("score", "a", "--\x1b[31m[/red]")
    assert b"\x1b" not in ended.stderr
    assert "[/red]" in ended.stderr.decode()
