"""An institute's brand: what its reports say of it and look like."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from jazari_assess.model.library import nearest_words
from jazari_assess.model.strict import Strict

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]  # two lines of a page
Lines = Line | Annotated[Mapping[Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")], Line], Field(min_length=1)]
"""The same words in every language, or words by language."""


def lines_in(language: str, lines: Lines) -> str:
    """Return lines in a language, or the nearest there is."""
    return lines if isinstance(lines, str) else nearest_words(lines, language)


FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9._-]{0,79}$")]
"""The name of a file beside ``brand.yaml``."""

PAPER, NIGHT = "#ffffff", "#121c21"
TEXT_CONTRAST, SHAPE_CONTRAST = 4.5, 3.0
"""What WCAG 2 asks of text (1.4.3, level AA) and of shapes that carry meaning (1.4.11)."""


class BrandColours(Strict):
    """Colours on white: ``main`` for titles and filled areas, ``shapes`` for charts, ``accent`` for targets, marks."""

    main: Colour | None = None
    shapes: Colour | None = None
    accent: Colour | None = None


class BrandFile(Strict):
    """The file ``brand.yaml`` of a brand folder."""

    schema_: Literal["jazari-assess/brand/1"]
    institute: Lines
    address: Lines | None = None
    cndp_reference: Line | None = None
    footer: Lines | None = None
    colours: BrandColours = BrandColours()
    logo: FileName | None = None
    word: FileName | None = None


@dataclass(frozen=True, kw_only=True)
class Logo:
    """A logo that was checked; ``suffix`` is ``.png`` or ``.svg``."""

    suffix: Literal[".png", ".svg"]
    data: bytes


@dataclass(frozen=True, kw_only=True)
class Brand:
    """A brand in one language; ``templates`` is a folder laid over the report template, file by file.

    ``word`` is the institute's own document, checked, whose styles, head and foot a report takes.
    """

    institute: str
    address: str = ""
    cndp_reference: str = ""
    footer: str = ""
    colours: BrandColours = field(default_factory=BrandColours)
    logo: Logo | None = None
    templates: Path | None = None
    word: bytes | None = None


_LINEAR_BELOW = 0.04045
"""Where the curve of sRGB begins to bend."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1..21, as WCAG 2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, 0..255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= _LINEAR_BELOW else ((value + 0.055) / 1.055) ** 2.4
