"""Showing a file that was made, by the program the system has for it."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from jazari_assess.cli.terminal.tables import tell

if TYPE_CHECKING:
    from jazari_assess.model.interface_text import InterfaceText

_FIRST = (".pdf", ".html", ".xlsx")
"""What is opened of several files: what a person reads first."""


def open_report(paths: Sequence[Path], interface: "InterfaceText") -> None:
    """Open the report a person reads first; where that cannot be, say where it is."""
    best = read_first(paths)
    if not open_file(best):
        tell(interface.say("commands.report.not-opened", path=str(best)))


def read_first(paths: Sequence[Path]) -> Path:
    """Return which of several files, at least one, a person reads first."""
    return next((path for suffix in _FIRST for path in paths if path.suffix == suffix), paths[0])


def open_file(path: Path, environment: Mapping[str, str] = os.environ) -> bool:
    """Open a file by the system's own program, and say whether one took it."""
    return has_screen(environment) and typer.launch(str(path.resolve())) == 0


def has_screen(environment: Mapping[str, str] = os.environ) -> bool:
    """Say whether windows can be shown: a server, or a line to one, has none."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
