"""Where a value is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.events import Key

_NUMBER_CHARACTERS = frozenset("0123456789.,\u066b\u066c%-+ ")


class Field(Input):
    """A line to type into; a number field leaves letters to the keys of the screen."""

    is_number = False

    class Left(Message):
        """An arrow was pressed in the empty field: to the question on that side."""

        def __init__(self, count: int) -> None:
            """Hold the side: -1 is left, 1 is right."""
            super().__init__()
            self.count = count

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Take printable characters, in a number field only those of numbers."""
        if not super().check_consume_key(key, character):
            return False
        return not self.is_number or character in _NUMBER_CHARACTERS or (character or "").isdecimal()

    def action_cursor_left(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own signature
        """Move in what is typed; from an empty field to the question on that side."""
        if self.value:
            super().action_cursor_left(select)
        else:
            self.post_message(self.Left(-1))

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own signature
        """Move in what is typed; from an empty field to the question on that side."""
        if self.value:
            super().action_cursor_right(select)
        else:
            self.post_message(self.Left(1))

    async def _on_key(self, event: Key) -> None:
        """Let what does not belong to a number go on to the keys of the screen."""
        if event.is_printable and not self.check_consume_key(event.key, event.character):
            event.prevent_default()
