"""A report's HTML text as a page that needs nothing else: styles, fonts and pictures inside, and told to fetch nothing.

What a browser does not know of the printing of pages is done here: running heads are written into the margins' boxes
as constants, and the numbers of pages into the contents.
"""

import html
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from jazari_assess.render.interface import Template
from jazari_assess.render.pdf_html.assets import ASSET_TYPES, data_address, find_asset, in_style, read_asset

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
)
"""Nothing is loaded that does not stand in the page, and no script runs (Content Security Policy 3)."""
_OWN_SHEET = "browser.css"
_META = re.compile(r"<meta(?=[\s/>])", re.IGNORECASE)
_DOCTYPE = re.compile(r"\s*<!doctype[^>]*>\s*", re.IGNORECASE)
_SHEET = re.compile(r'<link rel="stylesheet" href="([^"]+)">\s*')
_URL = re.compile(r"""url\(\s*["']?([^"')]*)["']?\s*\)""")
_RUNNING = re.compile(r'<div class="running" id="([a-z-]+)">(.*?)</div>', re.DOTALL)
_NAMED = re.compile(r"#([a-z-]+)\s*\{\s*string-set:\s*([a-z]+)\s+content\(text\);?\s*\}")
_STRING = re.compile(r"string\(([a-z]+)\)")
_TAG = re.compile(r"<[^>]*>")
_CONTENTS = re.compile(r'<nav class="contents".*?</nav>', re.DOTALL)
_LINK = re.compile(r'<a href="#([^"]+)"')
_UNKNOWN = "00"
"""What stands for the number of a page until it is known: as wide as most of them."""


def self_contained(markup: str, template: Template, numbers: Mapping[str, str]) -> str:
    """Return the page as a browser prints it; ``numbers`` are the pages of the targets of the contents, by id.

    The policy stands before everything else, so that nothing in the text can come before it. The text's own ``meta``
    elements are made ``link`` elements, which say nothing: one that leads elsewhere would end the printing midway.
    """
    names = [*_SHEET.findall(markup), _OWN_SHEET]
    sheets = "\n".join(_sheet(name, template) for name in names)
    style = in_style(_with_heads(sheets, markup))
    text = _META.sub("<link", _SHEET.sub("", _DOCTYPE.sub("", markup, count=1)))
    body = _CONTENTS.sub(lambda nav: _numbered(nav.group(), numbers), text)
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}"><style>{style}</style>'
    return f"<!DOCTYPE html>\n{_root(body)}{head}\n{body}"


def has_contents(markup: str) -> bool:
    """Say whether numbers of pages stand somewhere in the page."""
    return _CONTENTS.search(markup) is not None


def _root(body: str) -> str:
    """Return the opening tag of the whole, with its language and direction, if the text begins with it."""
    match = re.match(r'<html lang="[A-Za-z-]+"(?: dir="(?:ltr|rtl)")?>', body)
    return match.group() if match else ""


def _sheet(name: str, template: Template) -> str:
    """Return a style sheet of the template with all it loads inside it; nothing where there is none of the name."""
    path = find_asset(template.folders, name)
    if path is None or path.suffix != ".css":
        return ""
    text = read_asset(path, template).decode()
    return _URL.sub(lambda found: f"url({_inside(found.group(1), template)})", text)


def _inside(name: str, template: Template) -> str:
    kind = ASSET_TYPES.get(PurePosixPath(name).suffix)
    path = find_asset(template.folders, name) if kind else None
    return "data:," if path is None or kind is None else data_address(kind, read_asset(path, template))


def _with_heads(sheets: str, markup: str) -> str:
    """Write what runs along every page where the style sheets name it."""
    texts = {name: " ".join(html.unescape(_TAG.sub("", inner)).split()) for name, inner in _RUNNING.findall(markup)}
    running = {string: texts.get(name, "") for name, string in _NAMED.findall(sheets)}
    return _STRING.sub(lambda found: css_string(running.get(found.group(1), "")), sheets)


def css_string(text: str) -> str:
    """Return a text as a string of CSS, all but ASCII letters and digits escaped, so that nothing in it ends it."""
    letters = (one if one.isascii() and one.isalnum() else f"\\{ord(one):06x}" for one in text)
    return f'"{"".join(letters)}"'


def _numbered(contents: str, numbers: Mapping[str, str]) -> str:
    return _LINK.sub(lambda link: f'{link.group()} data-page="{numbers.get(link.group(1), _UNKNOWN)}"', contents)
