"""What is painted on a page without being content, as decoration is, named so: a reader aloud passes over it."""

from collections.abc import Sequence

import pikepdf
from pikepdf import Name, Operator, Pdf

_PATH = frozenset({"m", "l", "c", "v", "y", "re", "h", "W", "W*"})
_PAINT = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
_SHOW = frozenset({"Tj", "TJ", "'", '"', "Do", "sh", "BI"})
"""Operators that build a path, paint it, and show text, pictures and shadings (ISO 32000-1, annex A)."""
_Instructions = list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage]
_BEGIN = pikepdf.ContentStreamInstruction([Name.Artifact], Operator("BMC"))
_END = pikepdf.ContentStreamInstruction([], Operator("EMC"))


def mark_artefacts(pdf: Pdf) -> None:
    """Mark everything that is painted outside of marked content as an artefact (ISO 32000-1, 14.8.2.2)."""
    for page in pdf.pages:
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(marked(pikepdf.parse_content_stream(page))))


def marked(
    instructions: Sequence[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage],
) -> _Instructions:
    """Return the instructions of a page with what is not marked as content marked as an artefact.

    A path is built by several instructions, none of which may stand apart from the one that paints it.
    """
    out: _Instructions = []
    path: _Instructions = []
    depth = 0
    for one in instructions:
        name = str(one.operator)
        depth += (name in ("BDC", "BMC")) - (name == "EMC")
        if depth == 0 and name in _PATH:
            path.append(one)
            continue
        wrapped = depth == 0 and (name in _PAINT or name in _SHOW)
        out += [_BEGIN, *path, one, _END] if wrapped else [*path, one]
        path = []
    return out + path
