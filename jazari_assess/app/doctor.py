"""What this machine has and lacks: one small check for each thing the program leans on."""

import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from jazari_assess import sandbox
from jazari_assess.content import own_root
from jazari_assess.render.pdf_html.by_browser.finder import OLDEST, find_browser

Grade = Literal["ok", "warn", "fail"]
Platform = Literal["debian", "macos", "windows", "other"]

MINIMUM_PYTHON = (3, 11)
"""As `requires-python` says."""
MINIMUM_WIDTH = 60
"""Cells below which tables become lists; as `NARROW` of the terminal."""
_TRIAL = "jazari_assess.render.pdf_html.by_weasyprint.trial"
_TRIAL_SECONDS = 60
"""Loading takes three on a cold machine, more where an antivirus looks at each file."""


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


@cache
def pdf_by_weasyprint() -> tuple[bool, bool, str]:
    """Say whether WeasyPrint makes a PDF here, whether it has its quick subsetter, and what it lacks, asked itself.

    It looks for its libraries in places of its own, which differ by system and version: so a child loads it.
    """
    try:
        ended = sandbox.run(_TRIAL, seconds=_TRIAL_SECONDS)
    except TimeoutError:
        return False, False, f"{_TRIAL_SECONDS} s"
    told = json.loads(ended.output) if ended.code == 0 else {"reason": str(ended.code)}
    return "reason" not in told, bool(told.get("subsetter")), str(told.get("reason", ""))


def pango_finding() -> Finding:
    """Check that WeasyPrint loads, with Pango; without it a browser can take its place, if there is one."""
    able, _, reason = pdf_by_weasyprint()
    if able:
        return Finding(check="pango", grade="ok")
    return Finding(check="pango", grade="warn" if find_browser() else "fail", values={"reason": reason})


def browser_finding() -> Finding:
    """Check for a browser that can print, which is needed only where WeasyPrint does not load."""
    found = find_browser()
    if found is None:
        return Finding(check="browser", grade="warn", values={"oldest": str(OLDEST)})
    return Finding(check="browser", grade="ok", values={"found": f"{found.name} {found.version}"})


def subsetter_finding() -> Finding:
    """Check HarfBuzz's subsetter, without which a PDF takes longer."""
    return Finding(check="harfbuzz-subset", grade="ok" if pdf_by_weasyprint()[1] else "warn")


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
        *([subsetter_finding()] if pdf_by_weasyprint()[0] else []),
        browser_finding(),
        fonts_finding(own_root()),
        encoding_finding(encoding),
        colour_finding(colours),
        width_finding(width),
        writing_finding(Path.cwd()),
    )
