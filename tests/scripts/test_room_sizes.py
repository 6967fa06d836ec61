"""The count of the rooms: what is code and what is not, and which folder is a room."""

from pathlib import Path

import pytest

from scripts.room_sizes import code_lines, room_of, sizes, table

MODULE = '''"""What it is."""

import os
from pathlib import (
    Path,
)

MOST = 3
"""Why three."""


def first(names):
    """Return the first."""
    # the shortest is the first
    told = """a text
    of two lines"""
    return min(names, key=len)  # as said
'''


def test_code_is_what_is_left() -> None:
    """Docstrings, comments, blank lines and imports are not counted; a text in the code is."""
    assert code_lines(MODULE) == 5


@pytest.mark.parametrize(
    ("path", "room"),
    [
        ("errors.py", "."),
        ("cli/plan/table.py", "cli"),
        ("engine/flags.py", "engine"),
        ("engine/plan/milp.py", "engine/plan"),
        ("render/excel/live/nodes.py", "render/excel"),
    ],
)
def test_rooms_are_folders(path: str, room: str) -> None:
    """A folder is a room; those of the large ones are counted by themselves, and what is deeper with them."""
    assert room_of(Path(path)) == room


def test_every_module_is_counted_once(tmp_path: Path) -> None:
    """Rooms add up to the whole."""
    for name in ("a.py", "cli/b.py", "cli/plan/c.py", "engine/plan/d.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\ny = 2\n", encoding="utf-8")
    assert sizes(tmp_path) == {".": (1, 2), "cli": (2, 4), "engine/plan": (1, 2)}
    assert list(table(sizes(tmp_path)))[-1].split() == ["all", "4", "files", "8", "lines"]
