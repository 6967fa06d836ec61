"""``--version`` and ``--help`` load nothing heavy."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from jazari_assess import __version__
from tests.conftest import Run

HEAVY = (
    "weasyprint",
    "docx",
    "pptx",
    "openpyxl",
    "xlsxwriter",
    "numpy",
    "polars",
    "pydantic",
    "jinja2",
    "yaml",
    "babel",
    "highspy",
)
SCRIPT = """
import sys
from jazari_assess.cli.run import run
code = run({arguments})
print(code, *sorted(set({heavy}) & set(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["--help", "--lang", "en"]])
def test_help_and_version_load_no_heavy_library(
    arguments: list[str], environment: Mapping[str, str], tmp_path: Path
) -> None:
    """After the command none of the heavy libraries is loaded, not even what reads YAML, whatever was chosen before."""
    (tmp_path / "jazari-assess").mkdir()
    (tmp_path / "jazari-assess" / "settings.yaml").write_text('language: "ar"\n', encoding="utf-8")
    env = {**environment, "XDG_CONFIG_HOME": str(tmp_path)}
    script = SCRIPT.format(arguments=arguments, heavy=HEAVY)
    ended = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, env=env)
    assert ended.stderr.decode().split() == ["0"]


def test_a_command_does_load_them(environment: Mapping[str, str]) -> None:
    """Positive control: a command that works shows that the test can see a loaded library."""
    script = SCRIPT.format(arguments=["content", "schema", "cases"], heavy=HEAVY)
    ended = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, env=environment)
    assert "pydantic" in ended.stderr.decode().split()


def test_version_names_program_and_version(run_process: Run) -> None:
    """``--version`` is one line on standard output."""
    ended = run_process("--version")
    assert (ended.returncode, ended.stdout.decode(), ended.stderr) == (0, f"jazari-assess {__version__}\n", b"")


@pytest.mark.parametrize("arguments", [["--bogus"], ["bogus"], ["score"], ["score", "a", "--horizon", "x"], ["form"]])
def test_wrong_use_exits_with_2(run: Run, arguments: list[str]) -> None:
    """An unknown option or command, a missing argument, or a group without a command is wrong use, told in words."""
    ended = run(*arguments)
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert ended.stderr.startswith((b"usage-", b"Utilisation"))
    assert b"Traceback" not in ended.stderr
