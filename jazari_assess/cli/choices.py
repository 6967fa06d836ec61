"""What the shared options came to, given before the command or after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Language, content laid over ours, and date, as asked; None or empty where nothing was asked."""

    lang: str | None = None
    content: tuple[Path, ...] = ()
    date: str | None = None


def choices(
    context: typer.Context, lang: str | None = None, content: Sequence[Path] | None = None, date: str | None = None
) -> Choices:
    """Return the options given to the command, each falling back on the one given before it; content adds up."""
    before = context.find_object(Choices) or Choices()
    return Choices(lang=lang or before.lang, content=(*before.content, *(content or ())), date=date or before.date)
