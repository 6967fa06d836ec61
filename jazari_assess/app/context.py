"""What every task is told: in which language, with which content, on which day."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Context:
    """The language to speak, folders laid over our content (later ones win), and the date results carry, YYYY-MM-DD."""

    language: str
    date: str
    content: tuple[Path, ...] = ()
