"""The colours of a report: ours, and what takes their place when an institute has its own."""

from collections.abc import Mapping

from jazari_assess.model.brand import NIGHT, PAPER, TEXT_CONTRAST, BrandColours, channels, contrast

MAIN, SHAPES, ACCENT = "#0e4f56", "#1e7f83", "#a9551a"
"""Titles and filled areas; charts; targets and marks. They and their tints stand in the template's files."""
_TINTS = {"#4f9598": 0.28, "#dcebeb": 0.85, "#a9d0d0": 0.62}
"""Lines on the cover and the lighter shades of the heat map: how much white is in them."""
_STRONG_TINT = "#2f7d82"
_BY_NIGHT = {"#8ccdd0": MAIN, "#4fa5a8": SHAPES, "#e3a06b": ACCENT}
_STEPS = 40
"""Shades tried between a colour and black or white, 2.5 per cent apart."""


def replacements(brand: BrandColours) -> Mapping[str, str]:
    """Return our colours with the brand's in their place; empty where the brand has none."""
    main = brand.main or MAIN
    own = {MAIN: main, SHAPES: brand.shapes or brand.main or SHAPES, ACCENT: brand.accent or ACCENT}
    if own == {MAIN: MAIN, SHAPES: SHAPES, ACCENT: ACCENT}:
        return {}
    tints = {ours: _mixed(main, PAPER, white) for ours, white in _TINTS.items()}
    strong = _readable(main, on=PAPER, towards=PAPER)
    nights = {ours: _readable(own[day], on=NIGHT, towards=PAPER) for ours, day in _BY_NIGHT.items()}
    found = {**own, **tints, _STRONG_TINT: strong, **nights}
    return {ours: theirs.lower() for ours, theirs in found.items() if ours != theirs.lower()}


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _readable(colour: str, *, on: str, towards: str) -> str:
    """Return the colour made lighter: on white as far as it can still be read, on black until it can be."""
    mixes = [_mixed(colour, towards, step / _STEPS) for step in range(_STEPS + 1)]
    if on == towards:
        return next((mix for mix in reversed(mixes[: _STEPS // 4]) if contrast(mix, on) >= TEXT_CONTRAST), colour)
    return next(mix for mix in mixes if contrast(mix, on) >= TEXT_CONTRAST)
