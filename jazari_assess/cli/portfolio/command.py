"""``portfolio``: the group with all its commands; each module adds its own."""

from jazari_assess.cli.portfolio import analysis, reading, upkeep
from jazari_assess.cli.portfolio.group import group

__all__ = ["analysis", "group", "reading", "upkeep"]
