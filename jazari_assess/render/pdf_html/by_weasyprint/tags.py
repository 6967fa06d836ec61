"""What WeasyPrint leaves open in the tags of a PDF: where ids are found, and what a heading of a table heads."""

from collections.abc import Mapping

import pydyf
from weasyprint import Document

_PARTS = ("/THead", "/TBody", "/TFoot", "/Table")
"""Where the way up from a cell ends: in the head of its table, or elsewhere in it."""

_PRINTED = 4
"""The flag of an annotation that is there on paper as well (ISO 32000-1, 12.5.3)."""


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
