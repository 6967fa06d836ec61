"""What this machine has and lacks: one small check for each thing the program leans on."""

import ctypes
import ctypes.util
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from jazari_assess.content import own_root

Grade = Literal["ok", "warn", "fail"]
Platform = Literal["debian", "macos", "windows", "other"]

MINIMUM_PYTHON = (3, 11)
"""As `requires-python` says."""
MINIMUM_WIDTH = 60
"""Cells below which tables become lists; as `NARROW` of the terminal."""
_PANGO = {
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "pango-1.0"),
    "pangoft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll", "pangoft2-1.0"),
}
_SUBSETTER = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll", "harfbuzz-subset")
_HOMEBREW = (Path("/opt/homebrew/lib"), Path("/usr/local/lib"))


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One check: ``check`` names its words, ``values`` fill them; ``fail`` means that something needed is missing."""

    check: str
    grade: Grade
    values: Mapping[str, str] = field(default_factory=dict)


def platform() -> Platform:
    """Return the kind of machine, as far as the mending command differs."""
    if sys.platform == "darwin":
        return "macos"
    if os.name == "nt":
        return "windows"
    return "debian" if Path("/etc/debian_version").exists() else "other"


def python_finding(version: Sequence[int] = sys.version_info[:3]) -> Finding:
    """Check the version of Python."""
    found = ".".join(map(str, version))
    return Finding(
        check="python", grade="ok" if tuple(version[:2]) >= MINIMUM_PYTHON else "fail", values={"found": found}
    )


def can_load(names: Sequence[str]) -> bool:
    """Say whether one of these names of a shared library loads, looked for as WeasyPrint does."""
    folders = os.environ.get("WEASYPRINT_DLL_DIRECTORIES", "").split(os.pathsep) if os.name == "nt" else []
    placed = [str(folder / name) for folder in (*map(Path, filter(None, folders)), *_HOMEBREW) for name in names]
    found = [ctypes.util.find_library(name) for name in names]
    return any(_loads(name) for name in (*names, *placed, *filter(None, found)))


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def pango_finding() -> Finding:
    """Check Pango, without which there is no PDF."""
    missing = [name for name, names in _PANGO.items() if not can_load(names)]
    return Finding(check="pango", grade="fail" if missing else "ok")


def subsetter_finding() -> Finding:
    """Check HarfBuzz's subsetter, without which a PDF takes longer."""
    return Finding(check="harfbuzz-subset", grade="ok" if can_load(_SUBSETTER) else "warn")


def fonts_finding(root: Path) -> Finding:
    """Check that the fonts of the report templates under ``root`` came with the program."""
    fonts = [path for path in root.glob("report_templates/*/fonts/*") if path.suffix in {".woff2", ".ttf", ".otf"}]
    whole = bool(fonts) and all(path.stat().st_size > 0 for path in fonts)
    return Finding(check="fonts", grade="ok" if whole else "fail", values={"count": str(len(fonts))})


def encoding_finding(encoding: str, environment: Mapping[str, str] = os.environ) -> Finding:
    """Check that the terminal itself reads UTF-8: the locale says so, on Windows the code page of the stream."""
    locale = next((environment[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environment.get(name)), "")
    stated = encoding if os.name == "nt" or not locale else locale
    is_utf8 = stated.lower().replace("-", "").endswith(("utf8", "65001"))
    return Finding(check="encoding", grade="ok" if is_utf8 else "warn", values={"found": stated})


def colour_finding(colours: str | None) -> Finding:
    """Check whether colours are shown; without them everything is still said in words."""
    return Finding(check="colour", grade="ok" if colours else "warn", values={"found": colours or "0"})


def width_finding(width: int) -> Finding:
    """Check that tables fit."""
    return Finding(check="width", grade="ok" if width >= MINIMUM_WIDTH else "warn", values={"found": str(width)})


def writing_finding(folder: Path) -> Finding:
    """Check that a file can be made in ``folder``."""
    try:
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(b"jazari")
    except OSError:
        return Finding(check="writing", grade="fail", values={"folder": str(folder)})
    return Finding(check="writing", grade="ok", values={"folder": str(folder)})


def findings(*, encoding: str, colours: str | None, width: int) -> tuple[Finding, ...]:
    """Return every check of this machine, and of a terminal of an encoding, a kind of colours (None) and a width."""
    return (
        python_finding(),
        pango_finding(),
        subsetter_finding(),
        fonts_finding(own_root()),
        encoding_finding(encoding),
        colour_finding(colours),
        width_finding(width),
        writing_finding(Path.cwd()),
    )
