"""A package of parts, written so that the same report gives the same bytes, and what its properties say."""

import datetime as dt
import io
import zipfile
from typing import Protocol

from jazari_assess.render.page.types import Page
from jazari_assess.render.plain_text import shortened, storable

_STAMP = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP archive knows: the clock stands in no part."""
_LONGEST = 250
"""Letters of a property: 255 by the format (ECMA-376 part 2), counted as the libraries do."""


class Properties(Protocol):
    """The properties of a package, as both libraries name them."""

    author: str
    comments: str
    created: dt.datetime
    language: str
    last_modified_by: str
    modified: dt.datetime
    revision: int
    title: str


def describe(properties: Properties, page: Page) -> None:
    """Say what a package is, in which language and of which day; the clock is not asked."""
    made = dt.datetime.combine(dt.date.fromisoformat(page.date), dt.time())
    properties.title = shortened(storable(page.title), _LONGEST)
    properties.author = properties.last_modified_by = "jazari-assess"
    properties.comments, properties.language = "", page.language
    properties.created = properties.modified = made
    properties.revision = 1


def fixed(package: bytes) -> bytes:
    """Return the package with its parts in the same order and of no day; what it holds stays as it is."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in source.namelist():
            part = zipfile.ZipInfo(name, date_time=_STAMP)
            part.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(part, source.read(name))
    return target.getvalue()
