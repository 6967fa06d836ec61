"""Files that a task leaves: folders made where they are missing, nothing that is there replaced unasked."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from jazari_assess.atomic_file import make_folder, write_atomically
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError

_LONGEST_SLUG = 40
"""Letters of a firm's name in a file's name: readable in a listing, far from any system's limit."""
_ACCENTS = re.compile("[\u0300-\u036f]")
_UNSEEN = ("Mn", "Me", "Cf")
"""Categories of vowel marks and of what joins or turns letters: no part of a name that is typed."""
_NOT_PLAIN = re.compile(r"[\W_]+")
_DEVICES = re.compile("con|prn|aux|nul|(?:com|lpt)[0-9]")
"""What Windows takes for a device, whatever ending stands behind it."""
_NAMELESS = "firm"


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


def formats_of(asked: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return the formats asked for, each once, or all that are known; raise ``UsageError`` for one that is not."""
    unknown = next((name for name in asked if name not in known), None)
    if unknown is not None:
        raise UsageError("format-unknown", found=unknown, known=", ".join(known))
    return tuple(dict.fromkeys(asked or known))


def write_each(paths: Mapping[str, Path], made: Callable[[str], bytes], *, replace: bool) -> Iterator[Path]:
    """Make and write a file for each format, in a folder made where it lacks; yield its path once it is there."""
    for kind, path in paths.items():
        make_folder(path.parent)
        write_atomically(path, made(kind), replace=replace)
        yield path


def reports_folder(file: Path) -> Path:
    """Return the folder of an assessment's reports: beside it, and named after it."""
    return file.with_name(f"{file.stem}-reports")


def free_folder(wanted: Path) -> Path:
    """Return the folder wanted, or the first of ``-2``, ``-3``, ... beside it that holds nothing yet."""
    number = 1
    folder = wanted
    while folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        number += 1
        folder = wanted.with_name(f"{wanted.name}-{number}")
    return folder


def folder_for_reports(file: Path, *, replace: bool = False) -> Path:
    """Return the folder that reports of a file go into: a new one, unless earlier ones are to be replaced."""
    folder = reports_folder(file)
    return folder if replace else free_folder(folder)


def slug(text: str) -> str:
    """Return small letters of any script, digits and single hyphens of ``text``, at most 40; "firm" where none is left.

    Latin letters lose their accents. No system takes the name for a device or a path.
    """
    bare = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text.lower())))
    seen = "".join(letter for letter in bare if unicodedata.category(letter) not in _UNSEEN)
    name = _NOT_PLAIN.sub("-", seen).strip("-")[:_LONGEST_SLUG].strip("-") or _NAMELESS
    return f"{_NAMELESS}-{name}" if _DEVICES.fullmatch(name) else name
