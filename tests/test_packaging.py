"""The wheel: its content is the checkout's, and it works where it is installed, without a network."""

import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from jazari_assess.content import FOLDERS
from tests.conftest import ROOT

pytestmark = pytest.mark.xdist_group("wheel")  # one process makes what its tests share
INSIDE = "jazari_assess/_content/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the back end that is installed here."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return next(folder.glob("*.whl"))


def committed(folder: str) -> Mapping[str, bytes]:
    """Return the files of a content folder that git knows, or that it would take."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", folder],
        check=True,
        capture_output=True,
        cwd=ROOT,
    ).stdout.decode()
    paths = [ROOT / name for name in listed.split("\0") if name]
    return {str(path.relative_to(ROOT)): path.read_bytes() for path in paths if path.is_file()}


@pytest.mark.parametrize("folder", FOLDERS)
def test_content_of_the_wheel_is_that_of_the_checkout(wheel: Path, folder: str) -> None:
    """Every content file is in the wheel, byte for byte, and no other."""
    with zipfile.ZipFile(wheel) as archive:
        prefix = f"{INSIDE}{folder}/"
        packed = {
            name.removeprefix(INSIDE): archive.read(name) for name in archive.namelist() if name.startswith(prefix)
        }
    assert packed
    assert packed == committed(folder)


def test_wheel_holds_words_types_and_licences(wheel: Path) -> None:
    """The words of the interface, the marker of types and both licences are packed; tests are not."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {f"jazari_assess/text/{language}.yaml" for language in ("fr", "ar", "en")} <= names
    assert "jazari_assess/py.typed" in names
    licences = {Path(name).name for name in names if ".dist-info/licenses/" in name}
    assert licences == {"LICENSE", "LICENSE-CONTENT"}
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone, offline, in a new environment; return its Python."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    python = next(path for path in (folder / "bin" / "python", folder / "Scripts" / "python.exe") if path.exists())
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index", "--no-deps", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    return python


def test_installed_wheel_runs_the_demo(installed: Path, environment: Mapping[str, str], tmp_path: Path) -> None:
    """From any folder, with the wheel's own code and content, the demo writes a PDF, a workbook and a JSON file."""
    libraries = sysconfig.get_path("purelib")
    command = [str(installed), "-m", "jazari_assess", "demo", "--out", "sample", "--lang", "fr"]
    ended = subprocess.run(
        command, check=False, capture_output=True, cwd=tmp_path, env={**environment, "PYTHONPATH": libraries}
    )
    assert ended.returncode == 0, ended.stderr.decode()
    assert {path.suffix for path in (tmp_path / "sample").iterdir()} >= {".pdf", ".xlsx", ".json"}
    assert all(path.stat().st_size > 1000 for path in (tmp_path / "sample").iterdir())


def test_installed_wheel_uses_its_own_content(installed: Path, environment: Mapping[str, str], tmp_path: Path) -> None:
    """The content comes from the environment, not from the checkout that happens to lie on this machine."""
    script = "from jazari_assess.content import own_root; print(own_root())"
    ended = subprocess.run(
        [str(installed), "-c", script],
        check=True,
        capture_output=True,
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": sysconfig.get_path("purelib")},
    )
    own = Path(ended.stdout.decode().strip())
    assert own.name == "_content"
    assert installed.parents[1] in own.parents


def test_lock_satisfies_what_is_asked_for() -> None:
    """Each requirement of pyproject.toml, to run and to develop, has a version in the lock that satisfies it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"].get("optional-dependencies", {})
    lists = (project["project"]["dependencies"], project["dependency-groups"]["dev"], *extras.values())
    wanted = [requirement for requirements in lists for requirement in requirements]
    lines = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8").splitlines()
    locked = dict(line.split("==") for line in lines if "==" in line and not line.startswith("#"))
    for requirement in map(Requirement, wanted):
        version = locked.get(canonicalize_name(requirement.name))
        assert version is not None, requirement.name
        assert requirement.specifier.contains(version), requirement.name


def test_lock_names_no_host() -> None:
    """The lock says which versions, never from where: every machine has its own index."""
    assert "://" not in (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
