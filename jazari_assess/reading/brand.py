"""A brand folder: brand.yaml, a logo, a Word document, templates of its own. Ordinary files only, bounded, no links.

A logo from outside is a small PNG or JPEG, drawn anew, or an SVG of plain shapes, written anew.
"""

import contextlib
import io
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, tostring

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.brand import PAPER, SHAPE_CONTRAST, TEXT_CONTRAST, Brand, BrandFile, Logo, contrast, lines_in
from jazari_assess.reading.word_template import read_word_template
from jazari_assess.reading.yaml_json.bounded_file import read_bounded
from jazari_assess.reading.yaml_json.document import Document
from jazari_assess.reading.yaml_json.validation import validated
from jazari_assess.reading.yaml_json.yaml_file import read_yaml

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

FILE, TEMPLATES = "brand.yaml", "templates"
_MOST_FILES = 500
"""Files of a brand folder: a logo, fonts and templates are some dozens; a home folder given by mistake has
thousands."""
_LARGEST_FILE = 4 * 2**20
"""Bytes: an Arabic font in all weights has about one megabyte."""
_NEEDED = {"main": TEXT_CONTRAST, "shapes": SHAPE_CONTRAST, "accent": TEXT_CONTRAST}
_LARGEST_LOGO = 2 * 2**20
"""Bytes: a logo for print has some hundred kilobytes."""
_MOST_PIXELS_A_SIDE = 4000
"""A whole A4 page at 340 dots an inch; more unpacks to 64 MB and is no logo."""
_SHOWN_PIXELS = 1200
"""A side of a logo in the report: 10 cm at 300 dots an inch."""
_MOST_ELEMENTS, _DEEPEST = 2000, 40
"""Of a drawn logo: a coat of arms has some hundreds, nested under ten deep."""
_SVG = "{http://www.w3.org/2000/svg}"
_PICTURES = (".png", ".jpg", ".jpeg")
_DRAWN = ("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon")
_SHAPES = frozenset((*_DRAWN, "defs", "clipPath", "title", "desc", "style", "metadata"))
"""No gradient: the way WeasyPrint writes those of an SVG, poppler's viewers show nothing at all."""
_WORDLESS = frozenset(("metadata",))
# An address, an import, an escape that hides either, or a script that runs.
_NUMBER = r"-?\d{1,6}(?:\.\d{1,6})?"
_SIDES, _LONGEST_SIDE = 2, 1e5
"""Width and height; units of a drawing, far more than any page."""
_ADDRESS = re.compile(r"url\(\s*['\"]?\s*(?!#)|@|\\|expression|javascript:|data:", re.IGNORECASE)


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
        institute=lines_in(language, found.institute),
        address="" if found.address is None else lines_in(language, found.address),
        cndp_reference=found.cndp_reference or "",
        footer="" if found.footer is None else lines_in(language, found.footer),
        colours=found.colours,
        logo=_logo(folder, found.logo),
        templates=templates.resolve() if templates.is_dir() else None,
        word=None if found.word is None else read_word_template(folder / found.word),
    )


def _logo(folder: Path, name: str | None) -> Logo | None:
    return None if name is None else read_logo(folder / name)


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


def read_logo(path: Path) -> Logo:
    """Return the logo in a file: a picture without anything but its pixels, or shapes without anything that acts.

    Raises ``ProblemsError`` for another kind of file, one over 2 MB, a picture over 4,000 pixels a side, and an SVG
    that holds a script, a picture, text, an address, or a part of another file.
    """
    suffix = path.suffix.lower()
    if suffix not in (".svg", *_PICTURES):
        raise _refused(path, "logo-kind", found=suffix or path.name)
    data = read_bounded(path, _LARGEST_LOGO)
    return _drawing(path, data) if suffix == ".svg" else _picture(path, data)


def _picture(path: Path, data: bytes) -> Logo:
    """Draw the picture anew: no metadata, no second frame, no more pixels than a cover shows."""
    try:
        with _whole_pictures_only(), _opened(path.suffix.lower(), data) as picture:
            if max(picture.size) > _MOST_PIXELS_A_SIDE:
                width, height = (str(side) for side in picture.size)
                raise _refused(path, "logo-pixels", width=width, height=height, limit=str(_MOST_PIXELS_A_SIDE))
            drawn = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError) as error:
        raise _refused(path, "logo-broken") from error
    drawn.thumbnail((_SHOWN_PIXELS, _SHOWN_PIXELS))
    target = io.BytesIO()
    drawn.save(target, "PNG", optimize=True)
    return Logo(suffix=".png", data=target.getvalue())


@contextlib.contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Refuse a picture that ends too early: WeasyPrint, once loaded, makes Pillow fill it up in silence."""
    from PIL import ImageFile  # noqa: PLC0415 - only a report with a logo loads it

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _opened(suffix: str, data: bytes) -> "ImageFile":
    """Read the head of a picture by the one reader of its kind; the pixels come later, when its size is known."""
    from PIL.JpegImagePlugin import JpegImageFile  # noqa: PLC0415 - only a report with a logo loads it
    from PIL.PngImagePlugin import PngImageFile  # noqa: PLC0415 - as above

    return (PngImageFile if suffix == ".png" else JpegImageFile)(io.BytesIO(data))


def _drawing(path: Path, data: bytes) -> Logo:
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - as above
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415

    try:
        root = fromstring(data, forbid_dtd=True)
    except (DefusedXmlException, ParseError, ValueError, LookupError) as error:
        raise _refused(path, "logo-broken") from error
    if root.tag != f"{_SVG}svg":
        raise _refused(path, "logo-broken")
    elements = list(root.iter())
    if len(elements) > _MOST_ELEMENTS or _is_deeper(root, _DEEPEST):
        raise _refused(path, "logo-elements", limit=str(_MOST_ELEMENTS), depth=str(_DEEPEST))
    found = tuple(dict.fromkeys(name for element in elements for name in _acting(element)))
    if found:
        raise ProblemsError([_problem(path, "logo-acts", found=name) for name in found])
    size = _size(root)
    if size is None:
        raise _refused(path, "logo-broken")
    copy = _copied(root)
    copy.attrib |= {"width": f"{size[0]:g}", "height": f"{size[1]:g}"}
    return Logo(suffix=".svg", data=tostring(copy, encoding="utf-8"))


def _size(root: Element) -> tuple[float, float] | None:
    """Return width and height of a drawing, of its view box where it has one: a page needs both."""
    box = [float(number) for number in re.findall(_NUMBER, root.get("viewBox", ""))]
    sides = [re.fullmatch(rf"({_NUMBER})(px|pt|mm|cm|in)?", root.get(name, "")) for name in ("width", "height")]
    own = [float(side.group(1)) for side in sides if side]
    width, height = next((found for found in (box[2:], own) if len(found) == _SIDES), (0.0, 0.0))
    return (width, height) if 0 < width < _LONGEST_SIDE and 0 < height < _LONGEST_SIDE else None


def _is_deeper(root: Element, bound: int) -> bool:
    row = [root]
    for _ in range(bound):
        row = [child for element in row for child in element]
    return bool(row)


def _acting(element: Element) -> Iterator[str]:
    """Yield what an element has that a drawing needs not: an element we do not know, an address, a reaction."""
    if not element.tag.startswith(_SVG):
        return  # words of a drawing program: not copied
    name = element.tag.removeprefix(_SVG)
    if name not in _SHAPES:
        yield f"<{name}>"
        return
    if name == "style" and _ADDRESS.search(element.text or ""):
        yield "<style>"
    for key, value in element.attrib.items():
        plain = key.rsplit("}", 1)[-1]
        if plain.lower().startswith("on") or plain == "href" or _ADDRESS.search(value):
            yield f"{name} {plain}"


def _copied(element: Element) -> Element:
    """Return the element with our kinds of children and attributes without a namespace only."""
    copy = Element(element.tag, {key: value for key, value in element.attrib.items() if not key.startswith("{")})
    copy.text, copy.tail = element.text, element.tail
    ours = [child for child in element if child.tag.startswith(_SVG)]
    copy.extend(_copied(child) for child in ours if child.tag.removeprefix(_SVG) not in _WORDLESS)
    return copy
