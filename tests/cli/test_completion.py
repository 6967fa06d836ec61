"""What a shell completes: names, values and their words, by Typer's own means."""

from pathlib import Path

import pytest

from tests.conftest import Run

VARIABLE = "_JAZARI_ASSESS_COMPLETE"


def completed(run: Run, line: str, **more: str) -> list[str]:
    """Return what zsh is offered for a line."""
    env = {VARIABLE: "complete_zsh", "_TYPER_COMPLETE_ARGS": line, **more}
    return run(env=env).stdout.decode().splitlines()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("jazari-assess inter", "interview"),
        ("jazari-assess form ex", "export"),
        ("jazari-assess report x.yaml --fo", "--format"),
        ("jazari-assess report x.yaml --format x", "xlsx"),
        ("jazari-assess score --lang a", "ar"),
        ("jazari-assess settings set cons", "consultant"),
        ("jazari-assess interview x.yaml --stage T", "T2"),
        ("jazari-assess interview x.yaml --section data", "data-ai"),
        ("jazari-assess score x.yaml --model ac", "acatech"),
        ("jazari-assess explain x.yaml main", "maintenance"),
        ("jazari-assess explain x.yaml cybersecurity-p", "cybersecurity-privacy"),
        ("jazari-assess plan x.yaml --aim deliver", "deliver-on-time"),
        ("jazari-assess plan x.yaml --target cyber", "cybersecurity-privacy="),
        ("jazari-assess plan x.yaml --target le", "level="),
        ("jazari-assess plan x.yaml --priority data", "data-ai="),
        ("jazari-assess plan x.yaml --lock digital-le", "digital-lead="),
        ("jazari-assess plan x.yaml --lock digital-lead=", "digital-lead=out"),
        ("jazari-assess plan x.yaml --compare capacity=30,hor", "capacity=30,horizon="),
        ("jazari-assess report x.yaml --without cal", "calculation"),
        ("jazari-assess form export --format xls", "xlsform"),
        ("jazari-assess form export --questionnaire ind", "industrie-x0"),
        ("jazari-assess catalogue show digital-le", "digital-lead"),
        ("jazari-assess catalogue list --region fes", "fes-meknes"),
        ("jazari-assess content show maint", "maintenance"),
        ("jazari-assess content schema ai", "aims"),
        ("jazari-assess weights show sir", "siri"),
        ("jazari-assess weights new siri --node ", "maintenance"),
        ("jazari-assess portfolio list --size mic", "micro"),
    ],
)
def test_names_and_values_are_offered(run: Run, line: str, offered: str) -> None:
    """Commands, options, and the values that are a closed list."""
    assert any(f'"{offered}"' in one for one in completed(run, line))


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Mener l\u2019entretien"), ("ar", "إجراء المقابلة"), ("en", "Interview a firm")]
)
def test_what_is_offered_is_told_in_the_reader_s_language(run: Run, language: str, words: str) -> None:
    """The words beside a name are those of the help."""
    assert words in "".join(completed(run, "jazari-assess inter", JAZARI_LANG=language))


def test_ids_are_told_by_their_titles_and_those_of_one_s_own_content_are_among_them(run: Run, tmp_path: Path) -> None:
    """The title in the language asked for on the line; a model laid over ours is offered."""
    assert run("content", "new", "questionnaire", "mine", "--out", tmp_path).returncode == 0
    assert run("content", "new", "model", "mine", "--out", tmp_path).returncode == 0
    said = "".join(completed(run, f"jazari-assess --lang ar --content {tmp_path} score x.yaml --model "))
    assert '"mine"' in said
    assert '"industrie-x0"' in said
    assert "نموذج" in said or "مؤشر" in said


def test_content_that_is_wrong_offers_no_ids_and_says_nothing(run: Run, tmp_path: Path) -> None:
    """Whoever presses Tab is told nothing of faults: the command does."""
    folder = tmp_path / "scoring" / "models" / "spoilt"
    folder.mkdir(parents=True)
    (folder / "model.yaml").write_text("[", encoding="utf-8")
    line = f"jazari-assess --content {tmp_path} score x.yaml --model "
    ended = run(env={VARIABLE: "complete_zsh", "_TYPER_COMPLETE_ARGS": line})
    assert "industrie-x0" not in ended.stdout.decode()
    assert ended.stderr == b""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_each_shell_has_its_script(run: Run, shell: str) -> None:
    """It asks the program itself, by the variable that it looks at."""
    ended = run("completion", shell, "--show")
    assert ended.returncode == 0
    assert VARIABLE in ended.stdout.decode()


@pytest.mark.parametrize(
    ("shell", "place"), [("bash", ".bashrc"), ("zsh", ".zshrc"), ("fish", ".config/fish/completions")]
)
def test_it_is_installed_where_the_shell_reads(run: Run, tmp_path: Path, shell: str, place: str) -> None:
    """The shell's own file names the script."""
    ended = run("completion", shell, env={"HOME": str(tmp_path)})
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / place).exists()
    assert str(tmp_path) in "".join(ended.stdout.decode().split("\n"))


def test_powershell_is_not_loosened(run: Run, tmp_path: Path) -> None:
    """Nothing is run or written: the script is printed."""
    ended = run("completion", "powershell", env={"HOME": str(tmp_path)})
    assert "Register-ArgumentCompleter" in ended.stdout.decode()
    assert list(tmp_path.iterdir()) == []
