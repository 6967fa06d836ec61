"""The bookmarks of a printed page: the browser's places, with the titles and levels that the page itself says.

A browser says each title twice and knows no ``bookmark-level``.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from pikepdf import OutlineItem, Pdf

_DEEPEST = 2
"""The level of headings from which none is a bookmark, as the style sheets have it for WeasyPrint."""
_HEADING = re.compile("h([1-6])")
_SPACES = re.compile(r"[ \t\r\n]+")
"""What HTML takes for one space; one that does not break is none of them."""
_NO_BOOKMARK = ("data-bookmark", "none")
"""The attribute by which a template leaves a heading out, in both printers."""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading of a page: its level, text, and whether it is a bookmark."""

    level: int
    text: str
    wanted: bool


class _Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Heading] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        match = _HEADING.fullmatch(tag)
        if match:
            level = int(match.group(1))
            self.found.append(Heading(level=level, text="", wanted=level <= _DEEPEST and _NO_BOOKMARK not in attrs))
            self._inside = True
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if _HEADING.fullmatch(tag):
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            last = self.found[-1]
            self.found[-1] = replace(last, text=last.text + data)


def headings(markup: str) -> Sequence[Heading]:
    """Return the headings of a page in order."""
    reader = _Headings()
    reader.feed(markup)
    return reader.found


def rewrite_outline(pdf: Pdf, markup: str) -> None:
    """Give the bookmarks of a printed page their titles and levels, and take out what is none.

    A heading that is not shown has no bookmark of the browser's; it is passed over.
    """
    known, next_one = headings(markup), 0
    with pdf.open_outline() as outline:
        printed = list(_flat(outline.root))
        outline.root[:] = []
        above: dict[int, list[OutlineItem]] = {0: outline.root}
        for item in printed:
            letters = _letters(item.title)
            place = next((at for at in range(next_one, len(known)) if _letters(known[at].text) <= letters), None)
            if place is None:
                continue
            heading, next_one = known[place], place + 1
            if not heading.wanted:
                continue
            fresh = OutlineItem(_SPACES.sub(" ", heading.text).strip(), item.destination, action=item.action)
            above[max(level for level in above if level < heading.level)].append(fresh)
            above = {level: items for level, items in above.items() if level < heading.level}
            above[heading.level] = fresh.children


def _flat(items: Sequence[OutlineItem]) -> Iterator[OutlineItem]:
    for item in items:
        yield item
        yield from _flat(item.children)


def _letters(text: str) -> Counter[str]:
    """Count letters and digits: where directions mix, a browser says the words of a title in another order."""
    return Counter(one for one in text if one.isalnum())
