"""A brand folder: brand.yaml, a logo, and templates of its own. Ordinary files only, no links, everything bounded."""

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.brand import PAPER, SHAPE_CONTRAST, TEXT_CONTRAST, Brand, BrandFile, Lines, Logo, contrast
from jazari_assess.reading.brand.logo import read_logo
from jazari_assess.reading.yaml_json.document import Document
from jazari_assess.reading.yaml_json.validation import validated
from jazari_assess.reading.yaml_json.yaml_file import read_yaml

FILE, TEMPLATES = "brand.yaml", "templates"
_MOST_FILES = 500
_LARGEST_FILE = 4 * 2**20
_NEEDED = {"main": TEXT_CONTRAST, "shapes": SHAPE_CONTRAST, "accent": TEXT_CONTRAST}


def read_brand(folder: Path, language: str) -> Brand:
    """Return the brand in a folder, worded in a language: else in French, else in the first language it has.

    Raises ``ProblemsError`` with every problem of the folder, its file, its colours and its logo.
    """
    if not folder.is_dir():
        raise _refused(folder, "brand-missing")
    _refuse_links(folder)
    document = read_yaml(folder / FILE)
    found, problems = validated(BrandFile, document)
    if found is None:
        raise ProblemsError(problems)
    faint = tuple(_faint(found, document))
    if faint:
        raise ProblemsError(faint)
    templates = folder / TEMPLATES
    return Brand(
        institute=_in(language, found.institute),
        address=_in(language, found.address),
        cndp_reference=found.cndp_reference or "",
        footer=_in(language, found.footer),
        colours=found.colours,
        logo=_logo(folder, found.logo),
        templates=templates.resolve() if templates.is_dir() else None,
    )


def _logo(folder: Path, name: str | None) -> Logo | None:
    return None if name is None else read_logo(folder / name)


def _in(language: str, lines: Lines | None) -> str:
    match lines:
        case None:
            return ""
        case str():
            return lines
        case Mapping():
            return lines.get(language) or lines.get("fr") or next(iter(lines.values()))


def _faint(found: BrandFile, document: Document) -> Iterator[Problem]:
    """Yield each colour that cannot be read on white."""
    for name, bound in _NEEDED.items():
        colour: str | None = getattr(found.colours, name)
        if colour is not None and contrast(colour, PAPER) < bound:
            values = {"found": colour, "ratio": f"{contrast(colour, PAPER):.1f}", "bound": f"{bound:g}"}
            yield document.problem("brand-contrast", ("colours", name), **values)


def _refuse_links(folder: Path) -> None:
    """Refuse a folder that is a link or holds links, devices, pipes, large files, or too many files."""
    problems: list[Problem] = []
    for count, path in enumerate((folder, *sorted(folder.rglob("*")))):
        if count > _MOST_FILES:
            raise _refused(folder, "brand-too-many", limit=str(_MOST_FILES))
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            problems.append(_problem(path, "brand-link"))
        elif not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            problems.append(_problem(path, "file-not-regular"))
        elif stat.S_ISREG(status.st_mode) and status.st_size > _LARGEST_FILE:
            size, limit = (f"{number / 2**20:.1f} MB" for number in (status.st_size, _LARGEST_FILE))
            problems.append(_problem(path, "file-too-large", size=size, limit=limit))
    if problems:
        raise ProblemsError(problems)


def _refused(path: Path, code: str, **values: str) -> ProblemsError:
    return ProblemsError([_problem(path, code, **values)])


def _problem(path: Path, code: str, **values: str) -> Problem:
    return Problem(code=code, place=Place(file=str(path)), values=values)
