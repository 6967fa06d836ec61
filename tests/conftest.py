"""What all tests share: a flag that refreshes expected outputs, quick and long runs of Hypothesis, the command."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]

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


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    """Say whether expected outputs are to be written anew."""
    return bool(request.config.getoption("--refresh"))


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return an environment without the tester's own settings: no language, no colours, 100 columns, a fixed date."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JAZARI_", "LC_", "LANG"))}
    for name in ("NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING", "PYTHONUTF8", "COV_CORE_SOURCE"):
        kept.pop(name, None)
    home = str(tmp_path_factory.mktemp("home"))
    own = {
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "COLUMNS": "100",
        "SOURCE_DATE_EPOCH": "1795219200",
        "LC_ALL": "C.UTF-8",
    }
    return {**kept, **own, "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="session")
def run(environment: Mapping[str, str]) -> Run:
    """Return a function that runs ``jazari-assess`` in a process of its own, from any folder, and never raises."""

    def run_command(
        *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> "subprocess.CompletedProcess[bytes]":
        command: Sequence[str] = [sys.executable, "-m", "jazari_assess", *map(str, arguments)]
        return subprocess.run(
            command, check=False, capture_output=True, cwd=cwd, env={**environment, **(env or {})}, timeout=120
        )

    return run_command
