"""Colours that can be read on a light and on a dark screen; every one of them is said in words or signs too."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Palette:
    """Rich styles by what they are for."""

    title: str
    chosen: str
    pointed: str
    marked: str
    quiet: str
    bar: str


_DARK = Palette(
    title="bold #ffffff",
    chosen="bold #8fe388",
    pointed="bold #ffffff on #1f5f8b",
    marked="#ffcf6e",
    quiet="#a9b4bd",
    bar="#7fc8ff",
)
_LIGHT = Palette(
    title="bold #101418",
    chosen="bold #1b6e1b",
    pointed="bold #ffffff on #1f5f8b",
    marked="#7a4400",
    quiet="#4a545c",
    bar="#1f5f8b",
)


def palette(*, dark: bool) -> Palette:
    """Return the styles for a dark or a light screen."""
    return _DARK if dark else _LIGHT
