"""What a reader finds in a PDF: its text, its tags, its bookmarks."""

import io
import re
import shutil
import subprocess
import unicodedata

import pikepdf

from tests.forms.html.tools import lacking

_MARKS = re.compile("[\u064b-\u0652\u0670]")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def text_of(pdf: bytes, *, page: int | None = None) -> str:
    """Return the text of a PDF, or of one page counted from 1, as ``pdftotext`` reads it, on one line."""
    if shutil.which("pdftotext") is None:
        lacking("pdftotext")
    pages = [] if page is None else ["-f", str(page), "-l", str(page)]
    ended = subprocess.run(["pdftotext", *pages, "-", "-"], input=pdf, capture_output=True, check=True)
    return letters(ended.stdout.decode())


def letters(text: str) -> str:
    """Return a text without what reading it out of a page may change: spaces, Arabic vowel marks, direction marks."""
    return "".join(_MARKS.sub("", _BIDI.sub("", unicodedata.normalize("NFKC", text))).split())


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Open a PDF."""
    return pikepdf.open(io.BytesIO(pdf))


def bookmarks(pdf: bytes) -> list[str]:
    """Return the titles of all bookmarks in order."""
    with opened(pdf) as found, found.open_outline() as outline:
        return [item.title for top in outline.root for item in (top, *top.children)]


def tags(pdf: bytes) -> list[tuple[str, str]]:
    """Return the kind of every structure element of a tagged PDF, with its alternative text."""
    with opened(pdf) as found:
        return [(str(element.S), str(element.get("/Alt", ""))) for element in structure(found)]


def structure(found: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Return every structure element of a tagged PDF, from the top; writers hang it up as a list of one, or bare."""
    top = found.Root.StructTreeRoot.K
    return elements(top[0] if isinstance(top, pikepdf.Array) else top)


def elements(element: pikepdf.Object) -> list[pikepdf.Dictionary]:
    """Return an element of the structure and all below it."""
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        return []
    kids = element.get("/K")
    listed: list[pikepdf.Object] = list(kids) if isinstance(kids, pikepdf.Array) else [kids] if kids is not None else []
    return [element, *(found for child in listed for found in elements(child))]


def words_missing(text: str, words: str) -> list[str]:
    """Return the words that are not in the text of a page; their order may change where directions mix.

    A word with vowel marks may be torn in two: pdftotext takes what stands before a mark for a word of its own.
    """
    return [word for word in re.findall(rf"(?:\w|{_MARKS.pattern})+", words) if not _is_read(word, text)]


def _is_read(word: str, text: str) -> bool:
    bare = letters(word)
    torn = range(1, len(bare)) if _MARKS.search(word) else ()
    return bare in text or any(bare[:cut] in text and bare[cut:] in text for cut in torn)
