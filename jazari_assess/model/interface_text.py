"""The words of the interface in one language: messages, labels and names, by dotted key."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from jazari_assess.model.typography import filled


@dataclass(frozen=True, kw_only=True)
class InterfaceText:
    """Templates by dotted key, such as ``problems.file-missing.message``; placeholders stand in braces.

    They are set as their language sets its words, and so are the sentences made of them.
    """

    language: str
    direction: Literal["ltr", "rtl"]
    entries: Mapping[str, str]

    def say(self, key: str, /, **values: str) -> str:
        """Return the words under ``key`` with its placeholders filled; an unknown key is a ``KeyError``."""
        return filled(self.entries[key], values, language=self.language, direction=self.direction)
