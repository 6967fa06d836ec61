"""Where the Edge, Chrome or Chromium of this machine is, and whether it is new enough to print a report."""

import contextlib
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PureWindowsPath

from jazari_assess import sandbox

VARIABLE = "JAZARI_BROWSER"
"""The environment variable that names the browser to use."""
OLDEST = 131
"""The first version of Chromium that prints the boxes in the margins of a page (November 2024)."""
_SECONDS = 20
"""What a browser may take to say its version, on a slow machine that starts it for the first time."""
_VERSION = re.compile(r"(\d+)(?:\.\d+){1,3}")
_NAMES = {
    "msedge": "Microsoft Edge",
    "microsoft edge": "Microsoft Edge",
    "chrome": "Chrome",
    "google chrome": "Chrome",
    "chromium": "Chromium",
    "brave": "Brave",
}
"""What a browser is called, by what its program's name begins with."""
_ON_WINDOWS = (  # Edge first, which every Windows 11 has
    ("msedge.exe", r"Microsoft\Edge\Application\msedge.exe"),
    ("chrome.exe", r"Google\Chrome\Application\chrome.exe"),
    ("chromium.exe", r"Chromium\Application\chrome.exe"),
    ("brave.exe", r"BraveSoftware\Brave-Browser\Application\brave.exe"),
)
_ON_MACOS = ("Google Chrome", "Microsoft Edge", "Chromium", "Brave Browser")
_ELSEWHERE = (
    "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge-stable", "microsoft-edge",
    "brave-browser", "chrome",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Browser:
    """A browser that can print: its program, what it is called, its version."""

    program: Path
    name: str
    version: str


@cache
def find_browser() -> Browser | None:
    """Return the first browser that is there and new enough, the one of ``JAZARI_BROWSER`` before all others."""
    for program in dict.fromkeys(candidates(sys.platform, os.environ)):
        with contextlib.suppress(OSError):
            version = version_of(program, sys.platform) if program.is_file() else None
            if version is not None and int(version.split(".")[0]) >= OLDEST:
                return Browser(program=program, name=_name(program), version=version)
    return None


def candidates(platform: str, environment: Mapping[str, str]) -> Iterator[Path]:
    """Yield where a browser may be on a system, named as ``sys.platform`` does."""
    if environment.get(VARIABLE):
        yield Path(environment[VARIABLE])
    if platform == "win32":
        yield from map(Path, _on_windows(environment))
    elif platform == "darwin":
        folders = [Path("/Applications"), *(Path(home) / "Applications" for home in [environment.get("HOME")] if home)]
        yield from (folder / f"{app}.app" / "Contents" / "MacOS" / app for folder in folders for app in _ON_MACOS)
    else:
        found = (shutil.which(name, path=environment.get("PATH")) for name in _ELSEWHERE)
        yield from (Path(path) for path in found if path)


def _on_windows(environment: Mapping[str, str]) -> Iterator[str]:
    for program, below in _ON_WINDOWS:
        yield from _registered(program)
        for variable in ("PROGRAMFILES(X86)", "PROGRAMFILES", "LOCALAPPDATA"):
            if environment.get(variable):
                yield str(PureWindowsPath(environment[variable]) / below)


def _registered(program: str) -> Iterator[str]:
    """Yield where Windows itself knows a program to be, for this user and for all."""
    try:
        import winreg  # noqa: PLC0415 - on Windows alone
    except ImportError:
        return
    key = rf"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\{program}"
    for hive in ("HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE"):
        with contextlib.suppress(OSError):
            yield str(winreg.QueryValue(getattr(winreg, hive), key)).strip('"')  # type: ignore[attr-defined,unused-ignore]


def version_of(program: Path, platform: str) -> str | None:
    """Return the version of a browser, None where it does not say one.

    On Windows a browser shows itself instead of saying its version: there the folder beside it has the version's name.
    """
    if platform == "win32":
        folders = [_VERSION.fullmatch(path.name) for path in program.parent.iterdir() if path.is_dir()]
        found = [match.group() for match in folders if match]
        return max(found, key=lambda version: [int(part) for part in version.split(".")], default=None)
    try:
        said = sandbox.run_program([str(program), "--version"], seconds=_SECONDS).output.decode(errors="replace")
    except TimeoutError:
        return None
    match = _VERSION.search(said)
    return match.group() if match else None


def _name(program: Path) -> str:
    stem = program.stem.lower().replace("-", " ")
    return next((name for start, name in _NAMES.items() if start in stem), program.stem)
