"""The files of a report template: found by name, inside its folders only, and which letters its fonts can show."""

import base64
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path, PurePosixPath

from jinja2 import BaseLoader, Environment, TemplateNotFound
from markupsafe import Markup

from jazari_assess.model.brand import Logo
from jazari_assess.render.interface import Template
from jazari_assess.render.plain_text import REPLACEMENT

_INVISIBLE = frozenset("\n\t\u200b\u200c\u200d\u200e\u200f\u2060\u2068\u2069\ufeff")
"""What shows nothing needs no letter in a font."""
_UNBROKEN = re.compile("[^ \n\t\u200b]{121,}")
"""Letters without a place where a line may end, more than a line has: every line is sought in all that is left."""
_MARK = "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f\u2060\ufe0f]"
_PART = re.compile(f"(.{{10}}{_MARK}{{0,40}})(?=(?!{_MARK}).|{_MARK}{{40}})", re.DOTALL)
"""Ten of them with the marks on the last one, of which nobody writes forty."""
LOGO_TYPES: Mapping[str, str] = {".png": "image/png", ".svg": "image/svg+xml"}
ASSET_TYPES: Mapping[str, str] = {".css": "text/css", ".ttf": "font/ttf", **LOGO_TYPES}
"""What a style sheet or a document of a template may load, by the ending of its name."""
_COLOURED = (".css", ".svg")


def find_asset(folders: Sequence[Path], name: str) -> Path | None:
    """Return the file of that name in the first folder that has it.

    None where there is none, where the name leads out of the folder (``..``, an absolute path, a symbolic link), and
    where it is not an ordinary file.
    """
    relative = PurePosixPath(name)
    if not name or relative.is_absolute() or ".." in relative.parts or "\\" in name or "\0" in name:
        return None
    for folder in folders:
        path = (folder / relative).resolve()
        if path.is_file() and path.is_relative_to(folder.resolve()):
            return path
    return None


def recoloured(source: str, colours: Mapping[str, str]) -> str:
    """Return a file of the template with our colours replaced; what a report says is not in it yet."""
    if not colours:
        return source
    return re.sub("|".join(map(re.escape, colours)), lambda found: colours[found.group()], source)


def read_asset(path: Path, template: Template) -> bytes:
    """Return a file of the template, in the colours of the brand where it has any."""
    if path.suffix not in _COLOURED:
        return path.read_bytes()
    return recoloured(path.read_text(encoding="utf-8"), template.colours).encode()


def data_address(kind: str, data: bytes) -> str:
    """Return the address that is the data itself."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def logo_address(logo: Logo | None) -> str:
    """Return the logo as an address that is the picture itself, empty where there is none."""
    return "" if logo is None else data_address(LOGO_TYPES[logo.suffix], logo.data)


def in_style(text: str) -> Markup:
    """Return a style sheet as it may stand in a ``style`` element, which ``</`` is the one thing that could end."""
    return Markup(text.replace("</", "<\\/"))  # noqa: S704  # files of a template, not what a person typed


class TemplateLoader(BaseLoader):
    """Loads templates from the folders of a report template, and from nowhere else."""

    def __init__(self, template: Template) -> None:
        """Remember the folders, first found wins, and the colours of the brand."""
        self.folders = template.folders
        self.colours = template.colours

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Return the text of a template, or raise ``TemplateNotFound``."""
        del environment
        path = find_asset(self.folders, template)
        if path is None:
            raise TemplateNotFound(template)
        return recoloured(path.read_text(encoding="utf-8"), self.colours), str(path), None


def shown_by(template: Template) -> Callable[[str], str]:
    """Return what makes a text fit for paper: accents composed, what the template's fonts lack replaced by U+FFFD.

    In letters without end it marks, by signs that no page shows and no reader of a PDF finds, where a line may end.
    """
    letters = _letters(tuple(folder / "fonts" for folder in template.folders)) | _INVISIBLE

    def show(text: str) -> str:
        composed = unicodedata.normalize("NFC", text)
        shown = "".join(letter if letter in letters else REPLACEMENT for letter in composed)
        return _UNBROKEN.sub(lambda run: _PART.sub("\\1\u200b", run.group()), shown)

    return show


@cache
def _letters(folders: tuple[Path, ...]) -> frozenset[str]:
    files = [path for folder in folders for path in sorted(folder.glob("*.ttf"))]
    return frozenset(chr(letter) for path in files for letter in _letters_of(path))


def _letters_of(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - a twentieth of a second, of which only a report has use

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
