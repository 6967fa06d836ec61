"""Which firms are counted together: blocks of five and more, in which each firm stands once and for good."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.model.cohort import FEWEST_FIRMS

Path = tuple[str, ...]
"""Steps from everybody down to a group: sector, size, region; a firm whose size is not known stops at its sector."""


@dataclass(frozen=True, kw_only=True)
class BlockAssignment:
    """Firms (their positions) by the group whose block they are counted in, and those that wait for others to come."""

    blocks: Mapping[Path, tuple[int, ...]]
    waiting: tuple[int, ...]


def assign_blocks(paths: Sequence[Path], fewest: int = FEWEST_FIRMS) -> BlockAssignment:
    """Put every firm into the block of the narrowest group that has ``fewest`` firms left for it.

    Firms of a group with fewer go to the next wider group, where those of its other small parts join them; what is left
    of everybody waits. Only where firms stand decides, never what they scored.
    """
    pools: dict[Path, list[int]] = defaultdict(list)
    for firm, path in enumerate(paths):
        pools[path].append(firm)
    blocks: dict[Path, tuple[int, ...]] = {}
    waiting: tuple[int, ...] = ()
    for depth in range(max(map(len, paths), default=0), -1, -1):
        for path in sorted(one for one in pools if len(one) == depth):
            firms = tuple(sorted(pools.pop(path)))
            if len(firms) >= fewest:
                blocks[path] = firms
            elif path:
                pools[path[:-1]].extend(firms)
            else:
                waiting = firms
    return BlockAssignment(blocks=dict(sorted(blocks.items())), waiting=waiting)


def within(group: Path, path: Path) -> bool:
    """Say whether what stands at ``path`` belongs to a group."""
    return path[: len(group)] == group
