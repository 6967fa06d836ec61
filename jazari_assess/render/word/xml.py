"""Elements of WordprocessingML, built as they are nested."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement as Element

__all__ = ["Element", "element", "qn", "with_text"]


def element(tag: str, /, *children: Element | None, **attributes: str) -> Element:
    """Return an element with attributes and children; a child that is None is left out.

    In the words of a text (``w``) attributes bear the prefix of their element, in those of drawings none.
    """
    prefix = "w:" if tag.startswith("w:") else ""
    made: Element = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"{prefix}{name}") if prefix else name, value)
    made.extend(child for child in children if child is not None)
    return made


def with_text(tag: str, text: str) -> Element:
    """Return an element that holds letters, spaces at its ends kept."""
    made = element(tag)
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
