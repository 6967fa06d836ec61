"""Files that come back in the place of a form's answers and mean harm, or would take all memory: made on demand."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.cli.samples import VERSION

MEGABYTE = 1_000_000
HEAD = {
    "schema": "jazari-assess/assessment/1",
    "id": "hostile-1",
    "questionnaire": {"id": "industrie-x0", "version": VERSION},
    "profile": {"firm": "Ateliers du Nord"},
}
MARKUP = "<img src=x onerror=alert(1)><script>alert(1)</script>"


def _whole(path: Path, **more: object) -> None:
    path.write_text(json.dumps({**HEAD, **more}), encoding="utf-8")


def _long(path: Path, part: str, megabytes: float) -> None:
    """Write an assessment whose one note is that long, part by part."""
    begin, end = json.dumps({**HEAD, "answers": {"maintenance": {"state": "given", "answer": 2, "note": "@"}}}).split(
        "@"
    )
    with path.open("w", encoding="utf-8") as file:
        file.write(begin)
        for _ in range(int(megabytes * MEGABYTE / len(part))):
            file.write(part)
        file.write(end)


def _strange(count: int) -> Mapping[str, object]:
    return {f"q-{number}": {"state": "given", "answer": 1} for number in range(count)}


def _empty(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100 * MEGABYTE)


HOSTILE: Mapping[str, tuple[Callable[[Path], object], bool]] = {
    "100 MB of nothing": (_empty, False),
    "100 MB in one note": (lambda path: _long(path, "x" * 1000, 100), False),
    "markup of 4 MB in one note": (lambda path: _long(path, MARKUP, 4), True),
    "100,000 answers nobody asked": (lambda path: _whole(path, answers=_strange(100_000)), False),
    "50,000 answers nobody asked": (lambda path: _whole(path, answers=_strange(50_000)), False),
    "300 answers nobody asked": (lambda path: _whole(path, answers=_strange(300)), True),
    "brackets, 2 million deep": (lambda path: path.write_bytes(b"[" * 2 * MEGABYTE), False),
    "one number of 4 MB": (lambda path: path.write_bytes(b'{"a": ' + b"9" * (4 * MEGABYTE) + b"}"), False),
    "markup as every answer": (
        lambda path: _whole(path, answers={"maintenance": {"state": "given", "answer": MARKUP}}, date=MARKUP),
        True,
    ),
    "the same key 100,000 times": (
        lambda path: path.write_bytes(b"{" + b'"a": 1, ' * 100_000 + b'"a": 1}'),
        False,
    ),
}
"""What each file is, how it is written, and whether something of it is read: a firm, and the answers that are whole."""
