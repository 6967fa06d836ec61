"""A block of paragraphs on the screen, each of which may be clicked, and the colours they are shown in."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Group
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from jazari_assess.interview.bidi import Words


@dataclass(frozen=True, kw_only=True)
class Palette:
    """Rich styles by what they are for: every one of them is said in words or signs too."""

    title: str
    chosen: str
    pointed: str
    marked: str
    quiet: str


_DARK = Palette(
    title="bold #ffffff",
    chosen="bold #8fe388",
    pointed="bold #ffffff on #1f5f8b",
    marked="#ffcf6e",
    quiet="#a9b4bd",
)
_LIGHT = Palette(
    title="bold #101418",
    chosen="bold #1b6e1b",
    pointed="bold #ffffff on #1f5f8b",
    marked="#7a4400",
    quiet="#4a545c",
)


def palette(*, dark: bool) -> Palette:
    """Return the styles for a dark or a light screen."""
    return _DARK if dark else _LIGHT


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A text, and what a click on it means (None: nothing)."""

    words: Words
    click: str | None = None


class Paragraphs(Static):
    """Paragraphs under each other; a click tells whose it was."""

    class Clicked(Message):
        """A paragraph was clicked; ``what`` is what it stands for."""

        def __init__(self, what: str) -> None:
            """Hold what the paragraph stands for."""
            super().__init__()
            self.what = what

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """Start empty."""
        super().__init__("", id=id)
        self.paragraphs: Sequence[Paragraph] = ()

    def put(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show these paragraphs instead of those before."""
        self.paragraphs = tuple(paragraphs)
        self.update(Group(*(paragraph.words for paragraph in self.paragraphs)))

    def first_line(self, what: str) -> tuple[int, int]:
        """Return on which line the paragraph that stands for ``what`` begins, and how many it has."""
        line = 0
        for paragraph in self.paragraphs:
            height = self._height(paragraph)
            if paragraph.click == what:
                return line, height
            line += height
        return 0, 1

    def _height(self, paragraph: Paragraph) -> int:
        words = paragraph.words
        return len(words.layout.lines(words.text, self.content_size.width, words.prefix))

    def on_click(self, event: Click) -> None:
        """Tell which paragraph is under the pointer."""
        line = event.get_content_offset(self)
        if line is None:
            return
        below = line.y
        for paragraph in self.paragraphs:
            below -= self._height(paragraph)
            if below < 0:
                if paragraph.click is not None:
                    self.post_message(self.Clicked(paragraph.click))
                return
