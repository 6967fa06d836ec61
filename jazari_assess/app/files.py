"""Files that a task leaves: folders made where they are missing, nothing that is there replaced unasked."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from jazari_assess.atomic_file import write_atomically
from jazari_assess.errors import Place, Problem, ProblemsError


def make_folder(folder: Path) -> None:
    """Make a folder and those above it where they are missing; raise ``ProblemsError`` when that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        values = {"reason": error.strerror or ""}
        raise ProblemsError([Problem(code="folder-unusable", place=Place(file=str(folder)), values=values)]) from error


def refuse_existing(paths: Iterable[Path]) -> None:
    """Raise ``ProblemsError`` naming each path that is there already."""
    there = [Problem(code="target-exists", place=Place(file=str(path))) for path in paths if path.exists()]
    if there:
        raise ProblemsError(there)


def refuse_inputs(target: Path, inputs: Iterable[Path]) -> None:
    """Raise ``ProblemsError`` when a target is one of the inputs: an input is never changed."""
    if target.exists() and any(path.exists() and target.samefile(path) for path in inputs):
        raise ProblemsError([Problem(code="target-is-input", place=Place(file=str(target)))])


def write_files(folder: Path, files: Mapping[str, str], *, replace: bool = False) -> tuple[Path, ...]:
    """Write texts by their path under a folder and return their paths.

    Raises ``ProblemsError`` before any is written when one is there and may not be replaced.
    """
    paths = {folder / name: text for name, text in files.items()}
    if not replace:
        refuse_existing(paths)
    for path, text in paths.items():
        make_folder(path.parent)
        write_atomically(path, text.encode(), replace=replace)
    return tuple(paths)
