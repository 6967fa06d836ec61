"""The public API: what its documentation shows works as it stands, and it loads nothing before it is used."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from jazari_assess import app
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError
from tests.cli.samples import CANNERY
from tests.conftest import ROOT, Run

DOCUMENT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
HEAVY = (
    "babel",
    "highspy",
    "jinja2",
    "numpy",
    "openpyxl",
    "polars",
    "pydantic",
    "rich",
    "yaml",
    "typer",
    "weasyprint",
)
TYPED = {
    alias.name: str(node.module).removeprefix("jazari_assess.app.")
    for node in ast.walk(ast.parse((ROOT / "jazari_assess" / "app" / "__init__.py").read_text(encoding="utf-8")))
    if isinstance(node, ast.ImportFrom) and str(node.module).startswith("jazari_assess.app.")
    for alias in node.names
}


def tabled() -> set[str]:
    """Return the names in the table of tasks."""
    table = DOCUMENT.split("## The tasks")[1].split("##")[0]
    rows = [row.split("|")[2] for row in table.splitlines() if row.startswith("| ") and "`" in row][1:]
    return {name for row in rows for name in re.findall(r"`(\w+)`", row)}


def loaded_after(code: str, environment: Mapping[str, str]) -> set[str]:
    """Return which of the heavy libraries are loaded once some code has run in a fresh interpreter."""
    script = f"import sys\n{code}\nprint(*({set(HEAVY)} & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, env=environment)
    return set(ended.stdout.decode().split())


def test_the_example_of_the_documentation_scores_plans_and_reports(
    tmp_path: Path, run: Run, environment: Mapping[str, str]
) -> None:
    """A file is scored, planned and written as PDF in a dozen lines; the score is that of the command."""
    example = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)[0]
    shutil.copy(CANNERY, tmp_path / "firm.yaml")
    ended = subprocess.run(
        [sys.executable, "-c", example], check=True, capture_output=True, cwd=tmp_path, env=environment
    )
    scored, planned, written = ended.stdout.decode().splitlines()
    told = run("score", CANNERY, "--lang", "en").stdout.decode()
    score, level = re.fullmatch(r"([\d.]+) of 100, level (.+)", scored).groups()  # type: ignore[union-attr]
    assert re.search(rf"Overall\s*│\s*{score}\s*│.*│ \d {level} ", told)
    assert re.fullmatch(r"[1-9]\d* items in 4 quarters", planned)
    assert (tmp_path / written).read_bytes().startswith(b"%PDF")
    assert len(example.strip().splitlines()) <= 15


def test_the_example_of_an_error_tells_every_problem_with_its_line(
    tmp_path: Path, environment: Mapping[str, str]
) -> None:
    """A wrong region and two wrong answers are three lines, from the top."""
    examples = re.findall(r"```python\n(.*?)```", DOCUMENT, re.DOTALL)
    changes = (
        ("  region: casablanca-settat\n", "  region: fes\n", "fes"),
        ("  maintenance:\n    state: given\n    answer: 3\n", "  maintenance:\n    state: given\n    answer: 9\n", "9"),
        ("  energy-monitoring:\n", "  energy-monitorin:\n", "energy-monitorin:"),
    )
    wrong = CANNERY.read_text(encoding="utf-8")
    for old, new, _ in changes:
        assert wrong.count(old) == 1
        wrong = wrong.replace(old, new)
    (tmp_path / "wrong.yaml").write_text(wrong, encoding="utf-8")
    context = 'context = app.Context(language="en", date="2026-11-29")'
    script = f"from pathlib import Path\nfrom jazari_assess import app\n{context}\n{examples[1]}"
    ended = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, cwd=tmp_path, env=environment
    )
    lines = wrong.splitlines()
    expected = [
        f"wrong.yaml:{lines.index(line) + 1}:{line.index(found) + 1}:"
        for _, new, found in changes
        for line in new.splitlines()[-1:]
    ]
    told = ended.stdout.decode().splitlines()
    assert [line.split(" ")[0] for line in told] == expected
    assert [found.strip(":") in line for line, (_, _, found) in zip(told, changes, strict=True)] == [True] * 3


def test_problems_of_wrong_use_have_words_and_no_place() -> None:
    """An option that cannot be is one line, in the language asked for."""
    (line,) = app.error_lines(UsageError("format-unknown", found="odt", known="pdf"), "en")
    assert not line.startswith(":")
    assert "odt" in line
    assert "pdf" in line


def test_a_problem_of_a_workbook_begins_with_its_cell() -> None:
    """The place is the sheet and the cell, then come the words."""
    place = Place(file="a.xlsx", sheet="Answers", cell="B4")
    (line,) = app.error_lines(ProblemsError([Problem(code="target-exists", place=place)]), "en")
    assert line.startswith("a.xlsx [Answers!B4]: ")


def test_importing_it_loads_nothing_heavy(environment: Mapping[str, str]) -> None:
    """Neither a terminal library nor one that computes or renders is there before a task is used; then some are."""
    assert loaded_after("from jazari_assess import app", environment) == set()
    assert "pydantic" in loaded_after("from jazari_assess import app; app.score", environment)


def test_no_task_loads_a_library_of_the_terminal(environment: Mapping[str, str]) -> None:
    """Scoring, planning and reporting know no terminal, whatever they import."""
    used = "from jazari_assess import app; app.score, app.plan, app.make_report, app.run_batch"
    assert loaded_after(used, environment) & {"typer"} == set()


def test_names_are_typed_where_they_are_found() -> None:
    """What the type checker is told of a name is what the program finds at run time; no task is hidden from it."""
    assert app._MODULES == TYPED
    elsewhere = {name for name in TYPED if getattr(app, name).__module__ != f"jazari_assess.app.{TYPED[name]}"}
    assert elsewhere == {"languages", "western_digits"}


def test_no_task_has_the_name_of_a_module() -> None:
    """Once a module is loaded, its own name in the package is the module: a task of that name could not be called."""
    modules = {path.stem for path in (ROOT / "jazari_assess" / "app").iterdir() if path.stem != "__init__"}
    assert modules & set(TYPED) == set()


def test_an_unknown_name_is_no_attribute() -> None:
    """A slip of the pen fails as it does in any module."""
    with pytest.raises(AttributeError, match="no attribute 'scores'"):
        _ = app.scores  # type: ignore[attr-defined]


def test_the_documentation_names_only_what_there_is() -> None:
    """Each name in the table of tasks is one of the API."""
    assert tabled() <= set(TYPED)


def test_the_documentation_names_every_task() -> None:
    """What is a task stands in the table; `Context` and `Dossier`, which tasks take, stand in the text around it."""
    assert set(TYPED) - tabled() == {"Context", "Dossier"}


def test_every_task_is_completed() -> None:
    """What a notebook offers is the tasks, and nothing else."""
    assert dir(app) == sorted(TYPED)
