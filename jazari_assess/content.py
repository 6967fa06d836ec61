"""Where the content folders are: inside the installed package, in a checkout, or a user's own folder laid over ours."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jazari_assess.errors import Place, Problem, ProblemsError

_PACKAGE = Path(__file__).resolve().parent
FOLDERS = ("questionnaires", "scoring", "report_templates")


@cache
def own_root() -> Path:
    """Return the folder that holds the content folders that come with the program.

    Raises ``ProblemsError`` when the installation has lost them.
    """
    packaged = _PACKAGE / "_content"
    if packaged.is_dir():
        return packaged
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and all((checkout / name).is_dir() for name in FOLDERS):
        return checkout
    raise ProblemsError([Problem(code="content-missing", place=Place(file=str(packaged)))])


def roots(overlays: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Return the content roots from ours to the last overlay; later ones win.

    Raises ``ProblemsError`` for each overlay that is not a folder.
    """
    problems = [Problem(code="overlay-missing", place=Place(file=str(path))) for path in overlays if not path.is_dir()]
    if problems:
        raise ProblemsError(problems)
    return (own_root(), *(path.resolve() for path in overlays))


def interface_text_folder() -> Path:
    """Return the folder of the interface words, one file a language."""
    return _PACKAGE / "text"


def skeleton_folder() -> Path:
    """Return the folder of the files that new content starts from, by kind."""
    return _PACKAGE / "skeletons"
