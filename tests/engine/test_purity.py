"""The engine and the types load no terminal, template, report or file library."""

import subprocess
import sys

import pytest

from tests.engine.content import ROOT

MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for folder in ("engine", "model")
    for path in sorted((ROOT / "jazari_assess" / folder).rglob("*.py"))
    if path.stem != "__init__"
]
HEAVY = ("typer", "rich", "jinja2", "weasyprint", "openpyxl", "xlsxwriter", "polars", "yaml", "babel")
LIST = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"


def loaded(code: str) -> set[str]:
    """Return the packages that a fresh interpreter has loaded after some code."""
    command = [sys.executable, "-c", f"{code}\n{LIST}"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return set(done.stdout.split())


def test_engine_and_types_load_nothing_heavy() -> None:
    """Importing every module of the engine and of the types leaves the libraries of the outer layers alone."""
    found = loaded("\n".join(f"import {name}" for name in MODULES))
    assert {"numpy", "pydantic", "jazari_assess"} <= found
    assert found & set(HEAVY) == set()


@pytest.mark.parametrize("name", ["jinja2", "yaml", "rich"])
def test_a_heavy_import_is_seen(name: str) -> None:
    """The positive control: a library that is loaded is found."""
    assert name in loaded(f"import {name}")


def test_types_load_no_arithmetic() -> None:
    """The types alone do not load numpy."""
    types = "\n".join(f"import {name}" for name in MODULES if ".model." in name)
    assert loaded(types) & {"numpy", "highspy"} == set()
