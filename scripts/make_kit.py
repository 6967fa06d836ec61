"""Build offline kits: a folder that is unzipped and run on Windows, wheels and an install script on Linux and macOS.

    python scripts/make_kit.py [windows] [linux] [macos-arm] [macos-intel] [--embeddable python-3.13.x-embed-amd64.zip]

The registry is needed here, never where a kit is used. Each kit is checked: every requirement of the lock of its system
has a wheel in it for each Python that it serves.
"""

import argparse
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.tags import Tag, compatible_tags, cpython_tags, mac_platforms
from packaging.utils import InvalidWheelFilename, canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "kit"
SOURCES = ROOT / "kit"
_GLIBC = range(28, 4, -1)
"""Versions 2.28 (Debian 10, RHEL 8) down to the oldest that wheels are made for."""
_PIP = "pip>=25"
"""In the kits that install: Debian has Python without it."""


@dataclass(frozen=True, kw_only=True)
class System:
    """A system that has a kit: platforms of its wheels, newest first, and the versions of Python that it serves."""

    name: str
    platforms: tuple[str, ...]
    pythons: tuple[tuple[int, int], ...]
    sources: str

    @property
    def lock(self) -> Path:
        """Return the file with the exact versions that run on it."""
        return ROOT / "locks" / f"{self.name}.lock"

    def tags(self, python: tuple[int, int]) -> frozenset[Tag]:
        """Return what wheels a Python of this system takes."""
        own = cpython_tags(python, platforms=self.platforms)
        return frozenset((*own, *compatible_tags(python, f"cp{python[0]}{python[1]}", self.platforms)))


_EVERY = ((3, 11), (3, 12), (3, 13))
SYSTEMS = {
    one.name: one
    for one in (
        System(name="windows", platforms=("win_amd64",), pythons=((3, 13),), sources="windows"),
        System(
            name="linux",
            platforms=(*(f"manylinux_2_{minor}_x86_64" for minor in _GLIBC), "manylinux2014_x86_64"),
            pythons=_EVERY,
            sources="unix",
        ),
        System(name="macos-arm", platforms=tuple(mac_platforms((14, 0), "arm64")), pythons=_EVERY, sources="unix"),
        System(name="macos-intel", platforms=tuple(mac_platforms((14, 0), "x86_64")), pythons=_EVERY, sources="unix"),
    )
}


def locked(lock: Path) -> Iterator[tuple[str, str]]:
    """Yield name and version of each requirement of a lock."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if "==" in line and not line.startswith("#"):
            name, version = line.split(";")[0].strip().split("==")
            yield canonicalize_name(name), version


def missing(system: System, folder: Path, pythons: Sequence[tuple[int, int]]) -> list[str]:
    """Return the requirements of a system that have no wheel in a folder for one of these versions of Python."""
    wheels = []
    for path in sorted(folder.glob("*.whl")):
        try:
            name, version, _, tags = parse_wheel_filename(path.name)
        except InvalidWheelFilename:
            continue
        wheels.append((name, str(version), tags))
    return [
        f"{name}=={version} (Python {python[0]}.{python[1]})"
        for python in pythons
        for name, version in locked(system.lock)
        if not any((name, version) == wheel[:2] and wheel[2] & system.tags(python) for wheel in wheels)
    ]


def pip(*arguments: str | Path) -> None:
    """Run pip; raise where it fails."""
    subprocess.run([sys.executable, "-m", "pip", "--quiet", *map(str, arguments)], check=True, cwd=ROOT)


def own_wheel(folder: Path) -> Path:
    """Build our own wheel into a folder and return it."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return max(folder.glob("jazari_assess-*.whl"), key=lambda path: path.stat().st_mtime)


def target(system: System, python: tuple[int, int]) -> list[str]:
    """Return how pip is told of another machine than this one."""
    tag = f"cp{python[0]}{python[1]}"
    abis = [part for abi in (tag, "abi3", "none") for part in ("--abi", abi)]
    platforms = [part for name in system.platforms for part in ("--platform", name)]
    version = ["--python-version", f"{python[0]}.{python[1]}", "--implementation", "cp"]
    return [*platforms, *version, *abis, "--only-binary=:all:", "--no-deps"]


def fetch_wheels(system: System, folder: Path, pythons: Sequence[tuple[int, int]]) -> None:
    """Fetch every wheel of a lock; raise ``SystemExit`` naming what has none."""
    folder.mkdir(parents=True, exist_ok=True)
    for python in pythons:
        pip("download", *target(system, python), "--dest", folder, "--requirement", system.lock)
    lacking = missing(system, folder, pythons)
    if lacking:
        raise SystemExit(f"no wheel for {system.name}: " + ", ".join(lacking))


def make_windows(system: System, kit: Path, wheels: Path, embeddable: Path | None) -> None:
    """Unpack the wheels so that nothing is installed where the folder is used, beside a place for Python."""
    (python,) = system.pythons
    packages = kit / "packages"
    where = ["--target", str(packages), "--no-index", "--find-links", str(wheels), "--no-compile"]
    pip("install", *target(system, python), *where, "--requirement", system.lock, own_wheel(wheels))
    shutil.rmtree(packages / "bin", ignore_errors=True)  # programs of this machine
    (kit / "python").mkdir()
    if embeddable is not None:
        with zipfile.ZipFile(embeddable) as archive:
            archive.extractall(kit / "python")


def make_unix(kit: Path, wheels: Path) -> None:
    """Lay the wheels beside the script that installs them, with pip among them."""
    own_wheel(wheels)
    pip("download", "--no-deps", "--only-binary=:all:", "--dest", wheels, _PIP)
    shutil.copytree(wheels, kit / "wheels")


def make_kit(system: System, out: Path, pythons: Sequence[tuple[int, int]], embeddable: Path | None = None) -> Path:
    """Build the kit of a system and return its folder; what was there before is replaced."""
    kit, wheels = out / f"jazari-assess-{system.name}", out / "wheels" / system.name
    shutil.rmtree(kit, ignore_errors=True)
    for old in wheels.glob("jazari_assess-*.whl"):
        old.unlink()
    kit.mkdir(parents=True)
    fetch_wheels(system, wheels, pythons)
    if system.sources == "windows":
        make_windows(system, kit, wheels, embeddable)
    else:
        make_unix(kit, wheels)
    for source in sorted((SOURCES / system.sources).iterdir()):
        copied = Path(shutil.copy(source, kit / source.name))
        if copied.suffix == ".bat":  # cmd misreads labels in lines that end as they do here
            copied.write_bytes(source.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    for licence in ("LICENSE", "LICENSE-CONTENT"):
        shutil.copy(ROOT / licence, kit / licence)
    return kit


def packed(kit: Path) -> Path:
    """Return the kit as one file: a zip, or for systems with rights of files a tar."""
    kind = "zip" if "windows" in kit.name else "gztar"
    return Path(shutil.make_archive(str(kit), kind, kit.parent, kit.name))


def main() -> None:
    """Build the kits that are named, all of them where none is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("systems", nargs="*", metavar="SYSTEM", help=", ".join(SYSTEMS))
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--python", action="append", metavar="3.N", help="serve this version alone; may be repeated")
    parser.add_argument("--embeddable", type=Path, metavar="ZIP", help="python.org's embeddable Python for Windows")
    asked = parser.parse_args()
    for name in asked.systems or SYSTEMS:
        system = SYSTEMS[name]
        chosen = [(3, int(one.split(".")[1])) for one in asked.python or ()]
        kit = make_kit(system, asked.out.absolute(), chosen or system.pythons, asked.embeddable)
        archive = packed(kit)
        size = sum(path.stat().st_size for path in kit.rglob("*") if path.is_file())
        print(f"{kit.name}: {size / 1e6:.0f} MB, {archive.name} {archive.stat().st_size / 1e6:.0f} MB")
        if name == "windows" and not (kit / "python" / "python.exe").exists():
            print("  its folder python is empty: unzip python.org's embeddable Python 3.13 (64 bit) into it")


if __name__ == "__main__":
    main()
