"""Truths of 0 and 1 put together: each with its formula and with what it is now."""

from math import prod

from jazari_assess.render.excel.live.places import Block
from jazari_assess.render.excel.workbook import Live

YES, NO = Live("1", 1.0), Live("0", 0.0)


def read(cell: Block, now: float) -> Live:
    """Return what a cell holds."""
    return Live(str(cell), now)


def both(*parts: Live) -> Live:
    """Return 1 where all parts are 1."""
    said = [part for part in parts if part.formula != YES.formula]
    return Live("*".join(part.formula for part in said) or YES.formula, prod(_now(part) for part in parts))


def either(*parts: Live) -> Live:
    """Return 1 where a part is 1; 0 where there is none."""
    if not parts:
        return NO
    if len(parts) == 1:
        return parts[0]
    return Live(f"MAX({','.join(part.formula for part in parts)})", max(_now(part) for part in parts))


def neither(part: Live) -> Live:
    """Return 1 where a part is 0."""
    return Live(f"(1-{part.formula})", 1.0 - _now(part))


def _now(part: Live) -> float:
    return float(part.value)
