"""Offline kits: each has a wheel of all that its system needs, and that of this system installs without a network."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from scripts.lock import SYSTEMS as LOCKED
from scripts.make_kit import SYSTEMS, locked, missing
from tests.conftest import ROOT

WINDOWS = ROOT / "kit" / "windows"
TAGS = {
    "windows": "cp313-cp313-win_amd64",
    "linux": "cp311-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64",
    "macos-arm": "cp311-abi3-macosx_11_0_arm64",
    "macos-intel": "cp311-abi3-macosx_10_12_x86_64",
}


@pytest.mark.parametrize("name", SYSTEMS)
def test_requirement_without_a_wheel_is_named(name: str, tmp_path: Path) -> None:
    """A folder with a wheel of each requirement is complete; another version, system or Python does not count."""
    system = SYSTEMS[name]
    every = list(locked(system.lock))
    assert len(every) > 45
    for package, version in every:
        (tmp_path / f"{package.replace('-', '_')}-{version}-{TAGS[name]}.whl").touch()
    assert missing(system, tmp_path, system.pythons) == []
    other = TAGS["linux" if name == "windows" else "windows"]
    for package, version in every[:3]:
        path = tmp_path / f"{package.replace('-', '_')}-{version}-{TAGS[name]}.whl"
        path.rename(tmp_path / f"{package.replace('-', '_')}-{version}-{other}.whl")
    named = missing(system, tmp_path, system.pythons[:1])
    python = ".".join(map(str, system.pythons[0]))
    assert named == [f"{package}=={version} (Python {python})" for package, version in every[:3]]


def test_every_system_has_a_lock_with_the_versions_that_are_tested() -> None:
    """What runs elsewhere is what runs here, but for what has no wheel there and what only Windows needs."""
    assert set(LOCKED) == set(SYSTEMS)
    lines = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8").splitlines()
    tested = dict(line.split("==") for line in lines if "==" in line and not line.startswith("#"))
    differing = {
        (name, package)
        for name, system in SYSTEMS.items()
        for package, version in locked(system.lock)
        if tested.get(package) != version
    }
    assert differing <= {
        ("windows", "colorama"),
        ("macos-arm", "pikepdf"),
        ("macos-intel", "pikepdf"),
        ("macos-intel", "deprecated"),
        ("macos-intel", "wrapt"),
    }


def test_batch_file_of_windows_goes_where_it_says() -> None:
    """Every label it goes to is there; it is plain ASCII, and looks for Python where the guides put it."""
    text = (WINDOWS / "Jazari.bat").read_bytes().decode("ascii")
    assert set(re.findall(r"goto (\w+)", text)) == set(re.findall(r"^:(\w+)", text, re.MULTILINE))
    assert r"%JAZARI_HOME%python\python.exe" in text
    for guide in ("guide-fr.html", "guide-ar.html"):
        said = (WINDOWS / guide).read_text(encoding="utf-8")
        assert r"python\python.exe" in said
        assert "embeddable package (64-bit)" in said


@pytest.mark.soak
def test_kit_of_this_system_installs_and_works_without_a_network(tmp_path: Path) -> None:
    """Built from the registry; then, in a namespace without any network and an empty home: installed, and a demo."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        pytest.skip("a network that is not there is made with unshare, on Linux")
    script = [sys.executable, str(ROOT / "scripts" / "make_kit.py"), "linux"]
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    subprocess.run([*script, "--python", version, "--out", str(tmp_path / "kit")], check=True, capture_output=True)
    home = tmp_path / "home"
    home.mkdir()
    installed = alone(["sh", str(tmp_path / "kit" / "jazari-assess-linux" / "install.sh")], home)
    assert installed.returncode == 0, installed.stderr
    program = str(home / ".local" / "bin" / "jazari-assess")
    made = alone([program, "demo", "--out", str(home / "demo"), "--lang", "fr"], home)
    assert made.returncode == 0, made.stderr
    assert {path.suffix for path in (home / "demo").iterdir()} >= {".pdf", ".xlsx", ".html", ".json"}
    reached = alone([sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9), 1)"], home)
    assert "Network is unreachable" in reached.stderr  # control: there is none


def alone(command: Sequence[str], home: Path) -> "subprocess.CompletedProcess[str]":
    """Run a command without a network, with nothing of this environment but where programs are."""
    environment = {
        "HOME": str(home),
        "PATH": f"{Path(sys.executable).resolve().parent}:{os.defpath}",
        "LANG": "C.UTF-8",
    }
    return subprocess.run(
        ["unshare", "--map-root-user", "--net", *command], check=False, capture_output=True, text=True, env=environment
    )


@pytest.mark.soak
@pytest.mark.parametrize("name", ["windows", "macos-arm", "macos-intel"])
def test_kits_of_other_systems_are_complete(name: str, tmp_path: Path) -> None:
    """Built from the registry: the script itself fails where a requirement has no wheel for that system."""
    script = [sys.executable, str(ROOT / "scripts" / "make_kit.py"), name, "--python", "3.13", "--out", str(tmp_path)]
    subprocess.run(script, check=True, capture_output=True)
    kit = tmp_path / f"jazari-assess-{name}"
    if name == "windows":
        assert (kit / "packages" / "jazari_assess" / "_content" / "scoring").is_dir()
        assert b"\r\n:run\r\n" in (kit / "Jazari.bat").read_bytes()
        for package, version in locked(SYSTEMS[name].lock):
            known = {path.name.lower() for path in (kit / "packages").glob("*.dist-info")}
            assert f"{package.replace('-', '_')}-{version}.dist-info" in known
    else:
        assert missing(SYSTEMS[name], kit / "wheels", [(3, 13)]) == []
        assert list((kit / "wheels").glob("jazari_assess-*.whl"))
