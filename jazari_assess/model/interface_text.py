"""Words for users in one language, by key."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, kw_only=True)
class InterfaceText:
    """Words of one language; ``entries`` maps ``a.b.c`` to a template with ``{placeholders}``."""

    language: str
    direction: Direction
    entries: Mapping[str, str]

    def say(self, key: str, **values: str) -> str:
        """Return the words of ``key`` with its placeholders filled; a missing key or value is a bug (``KeyError``)."""
        return self.entries[key].format_map(values)
