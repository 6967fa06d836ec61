"""What all tests share: a flag that refreshes expected outputs, quick and long runs of Hypothesis, the command."""

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol
from unittest import mock

import pytest
import typer
from hypothesis import HealthCheck, settings

from jazari_assess.app import dossier, planning
from jazari_assess.cli.run import run as run_command
from jazari_assess.engine.plan import plan
from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.errors import Problem
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent
from jazari_assess.model.plan import Plan
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.result import Result
from jazari_assess.reading.content import interface_text, library
from jazari_assess.reading.content.catalogue.files import CatalogueLayer
from jazari_assess.reading.content.folders import ContentFolders
from jazari_assess.reading.content.languages import REFERENCE
from jazari_assess.reading.content.weights import Consistency
from jazari_assess.reading.yaml_json import yaml_file
from jazari_assess.reading.yaml_json.building import CONTENT_LIMITS, Limits
from jazari_assess.reading.yaml_json.document import Document

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile(
    "default",
    max_examples=60,
    deadline=None,  # two workers share two cores: a slow moment is no fault
    derandomize=True,  # a pull request fails for what it changes; the soak looks for the rest
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("soak", max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("default")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--refresh``, which writes expected outputs instead of comparing with them."""
    parser.addoption("--refresh", action="store_true", help="write the expected outputs anew")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process run the tests of a file, so that what they share is made once; some files share more."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(str(item.path.relative_to(ROOT))))


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    """Say whether expected outputs are to be written anew."""
    return bool(request.config.getoption("--refresh"))


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return an environment without the tester's own settings: no language, no colours, 300 columns, a fixed date."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JAZARI_", "LC_", "LANG"))}
    for name in (
        "NO_COLOR",
        "FORCE_COLOR",
        "PYTHONIOENCODING",
        "PYTHONUTF8",
        "COV_CORE_SOURCE",
        "PYTHONDONTWRITEBYTECODE",
        "DISPLAY",
        "WAYLAND_DISPLAY",
    ):
        kept.pop(name, None)
    home = str(tmp_path_factory.mktemp("home"))
    own = {
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "COLUMNS": "300",
        "SOURCE_DATE_EPOCH": "1795219200",
        "LC_ALL": "C.UTF-8",
    }
    return {**kept, **own, "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="session", autouse=True)
def parsed_once() -> Iterator[None]:
    """Parse the same bytes of the same file once a session: content of a megabyte is read by a thousand tests."""
    kept: dict[tuple[bytes, str, Limits], Document] = {}
    parse = yaml_file.parse_yaml

    def parse_once(data: bytes, file: str, *, limits: Limits = CONTENT_LIMITS) -> Document:
        if (data, file, limits) not in kept:
            kept[data, file, limits] = parse(data, file, limits=limits)
        return kept[data, file, limits]

    with mock.patch.object(yaml_file, "parse_yaml", parse_once):
        yield


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """Read and check the same content files once a session; what else stands in a content folder is of no concern."""
    kept: dict[tuple[object, ...], tuple[Library | None, tuple[Problem, ...]]] = {}
    read = library.read_folders

    def read_once(
        folders: ContentFolders,
        consistency: Consistency | None,
        more: Sequence[CatalogueLayer] = (),
        *,
        thorough: bool = False,
    ) -> tuple[Library | None, tuple[Problem, ...]]:
        if more:
            return read(folders, consistency, more, thorough=thorough)
        every = (folders.questionnaires, folders.models, folders.catalogues)
        key = (folders, consistency is None, thorough, *(tuple(map(_content_bytes, some)) for some in every))
        if key not in kept:
            kept[key] = read(folders, consistency, thorough=thorough)
        return kept[key]

    with mock.patch.object(library, "read_folders", read_once):
        yield


def _content_bytes(folder: Path) -> tuple[tuple[Path, bytes | None], ...]:
    """Return what reading looks at: structures, what stands beside them, and words; what is no file has no bytes."""
    files = sorted([*folder.glob("*.yaml"), *folder.glob("text/*")])
    return tuple((path, path.read_bytes() if path.is_file() else None) for path in files)


@pytest.fixture(scope="session", autouse=True)
def worded_once() -> Iterator[None]:
    """Read the same words files once a session."""
    kept: dict[tuple[object, ...], InterfaceText] = {}
    read = interface_text._read_text

    def word_once(folders: Sequence[Path], language: str) -> InterfaceText:
        names = dict.fromkeys((language, REFERENCE))
        files = tuple(folder / f"{name}.yaml" for folder in folders for name in names)
        key = (language, *((path, path.read_bytes() if path.is_file() else None) for path in files))
        if key not in kept:
            kept[key] = read(folders, language)
        return kept[key]

    with mock.patch.object(interface_text, "_read_text", word_once):
        yield


@pytest.fixture(scope="session", autouse=True)
def commands_built_once() -> Iterator[None]:
    """Let Typer make its commands from our functions once a session instead of once a command line."""
    with mock.patch.object(typer.main, "get_command", cache(typer.main.get_command)):
        yield


@pytest.fixture(scope="session", autouse=True)
def scored_once() -> Iterator[None]:
    """Score the same firm over the same models once a session: commands are tested with results; the engine itself."""
    kept: dict[tuple[object, ...], Result] = {}

    def score_once(
        questionnaire: QuestionnaireContent,
        models: Sequence[ModelContent],
        assessment: Assessment,
        *,
        date: str,
        tool_version: str,
    ) -> Result:
        content = (questionnaire.sha256, *((one.structure.id, one.sha256) for one in models))
        key = (*content, assessment.model_dump_json(), date, tool_version)
        if key not in kept:
            kept[key] = evaluate(questionnaire, models, assessment, date=date, tool_version=tool_version)
        return kept[key]

    with mock.patch.object(dossier, "evaluate", score_once):
        yield


@pytest.fixture(scope="session", autouse=True)
def planned_once() -> Iterator[None]:
    """Plan the same firm in the same way once a session: commands are tested with plans; the planner tests itself."""
    kept: dict[tuple[str, ...], Plan] = {}

    def plan_once(result: Result, content: Library, settings: PlanSettings, *, date: str) -> Plan:
        catalogue, models = content.catalogue.sha256, (one.model_dump_json() for one in result.provenance.models)
        key = (result.assessment.model_dump_json(), catalogue, *models, settings.model_dump_json(), date)
        if key not in kept:
            kept[key] = plan(result, content, settings, date=date)
        return kept[key]

    with mock.patch.object(planning, "make_plan", plan_once):
        yield


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How one command ended and what it wrote."""

    returncode: int
    stdout: bytes
    stderr: bytes


class Run(Protocol):
    """Runs ``jazari-assess`` with these arguments, from any folder, with more environment; never raises."""

    def __call__(self, *arguments: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> Ended:
        """Run the command and return how it ended."""
        ...


@pytest.fixture(scope="session")
def run(environment: Mapping[str, str]) -> Run:
    """Return a function that runs the command in this process, where libraries are loaded once for all tests."""

    def run_here(*arguments: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> Ended:
        output, errors = io.BytesIO(), io.BytesIO()
        with (
            mock.patch.dict(os.environ, {**environment, **(env or {})}, clear=True),
            contextlib.chdir(cwd),
            contextlib.redirect_stdout(io.TextIOWrapper(output, encoding="utf-8")) as told,
            contextlib.redirect_stderr(io.TextIOWrapper(errors, encoding="utf-8")) as warned,
        ):
            code = run_command(list(map(str, arguments)))
            told.flush()
            warned.flush()
        return Ended(returncode=code, stdout=output.getvalue(), stderr=errors.getvalue())

    return run_here


@pytest.fixture(scope="session")
def run_process(environment: Mapping[str, str]) -> Run:
    """Return a function that runs the command in a process of its own, for what only a process shows."""

    def run_there(*arguments: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> Ended:
        command = [sys.executable, "-m", "jazari_assess", *map(str, arguments)]
        ended = subprocess.run(
            command, check=False, capture_output=True, cwd=cwd, env={**environment, **(env or {})}, timeout=120
        )
        return Ended(returncode=ended.returncode, stdout=ended.stdout, stderr=ended.stderr)

    return run_there
