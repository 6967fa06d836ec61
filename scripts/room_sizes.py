"""How large each room of the house is: files, and lines of code without docstrings, comments, blank lines and imports.

.venv/bin/python scripts/room_sizes.py
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "jazari_assess"
WITHIN = ("engine", "forms", "reading", "render")
"""Rooms whose folders are counted one by one: the others are one thing each."""


def code_lines(text: str) -> int:
    """Return how many lines of a module are code: no docstring, comment, blank line or import."""
    left_out: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import | ast.ImportFrom | ast.Expr) and not is_deed(node):
            left_out |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines = enumerate(text.splitlines(), start=1)
    return sum(bool(line.strip()) and not line.lstrip().startswith("#") and at not in left_out for at, line in lines)


def is_deed(node: ast.stmt) -> bool:
    """Tell a statement that does something from a docstring or an import."""
    return isinstance(node, ast.Expr) and not (
        isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    )


def room_of(path: Path) -> str:
    """Return the room of a module, given by its path within the package: its folder, a folder within for some."""
    *folders, _ = path.parts
    return "/".join(folders[: 2 if folders[:1] and folders[0] in WITHIN else 1]) or "."


def sizes(package: Path = PACKAGE) -> Mapping[str, tuple[int, int]]:
    """Return files and lines of code by room."""
    found: dict[str, tuple[int, int]] = {}
    for path in sorted(package.rglob("*.py")):
        room = room_of(path.relative_to(package))
        files, lines = found.get(room, (0, 0))
        found[room] = files + 1, lines + code_lines(path.read_text(encoding="utf-8"))
    return found


def table(found: Mapping[str, tuple[int, int]]) -> Iterator[str]:
    """Yield the lines of a table, the sum last."""
    total = sum(files for files, _ in found.values()), sum(lines for _, lines in found.values())
    for room, (files, lines) in [*sorted(found.items()), ("all", total)]:
        yield f"{room:20} {files:4} files {lines:6} lines"


if __name__ == "__main__":
    print(*table(sizes()), sep="\n")
