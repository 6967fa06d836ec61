"""Folders for outputs."""

from pathlib import Path

from jazari_assess.errors import Place, Problem, ProblemsError


def make_folder(folder: Path) -> None:
    """Make a folder and those above it where they are missing; raise ``ProblemsError`` when that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        values = {"reason": error.strerror or ""}
        raise ProblemsError([Problem(code="folder-unusable", place=Place(file=str(folder)), values=values)]) from error
