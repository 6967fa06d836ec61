"""What WeasyPrint leaves open in the tags of a PDF: where ids are found, what a heading heads, which language."""

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from typing import Any

import pydyf
from weasyprint import Document
from weasyprint.pdf import tags as written

_PARTS = ("/THead", "/TBody", "/TFoot", "/Table")
"""Where the way up from a cell ends: in the head of its table, or elsewhere in it."""

_PRINTED = 4
"""The flag of an annotation that is there on paper as well (ISO 32000-1, 12.5.3)."""


_Build = Callable[..., Iterator[pydyf.Dictionary]]


def _in_its_language(build: _Build) -> _Build:
    """Return what makes the tags of a box, and of all in it, such that each says the language its element says.

    Only there are box and tag seen together; WeasyPrint has no other door to it. The page's own stands in the catalog.
    """

    @wraps(build)
    def built(box: Any, *rest: object) -> Iterator[pydyf.Dictionary]:  # noqa: ANN401 - WeasyPrint publishes no types
        element = box.element
        language = None if element is None or element.tag == "html" else element.get("lang")
        for found in build(box, *rest):
            if language:
                found["Lang"] = pydyf.String(language)
            yield found

    return built


written._build_box_tree = _in_its_language(written._build_box_tree)  # noqa: SLF001 - see there


def complete_tags(document: Document, pdf: pydyf.PDF) -> None:
    """Add the tree by which readers find the cells that headers name, and say of each header what it heads.

    Cells name their headers by id; without ``/IDTree`` no reader finds an id (ISO 32000-1, 14.7.2). Links are printed.
    """
    del document
    for found in pdf.objects:
        if isinstance(found, pydyf.Dictionary) and found.get("Subtype") == "/Link":
            found["F"] = _PRINTED
    elements = {found.reference: found for found in pdf.objects if _kind(found) == "/StructElem"}
    named = sorted(
        ((element["ID"].string, element) for element in elements.values() if "ID" in element), key=lambda pair: pair[0]
    )
    root = next((found for found in pdf.objects if _kind(found) == "/StructTreeRoot"), None)
    if root is None or not named:
        return
    names = [part for name, element in named for part in (pydyf.String(name), element.reference)]
    tree = pydyf.Dictionary({"Names": pydyf.Array(names)})
    pdf.add_object(tree)
    root["IDTree"] = tree.reference
    for element in elements.values():
        if element["S"] == "/TH":
            element["A"]["Scope"] = "/Column" if _part(element, elements) == "/THead" else "/Row"


def _kind(found: object) -> object:
    return found.get("Type") if isinstance(found, pydyf.Dictionary) else None


def _part(element: pydyf.Dictionary, elements: Mapping[bytes, pydyf.Dictionary]) -> object:
    """Return the part of its table that a cell stands in."""
    while element["S"] not in _PARTS and element["P"] in elements:
        element = elements[element["P"]]
    return element["S"]
