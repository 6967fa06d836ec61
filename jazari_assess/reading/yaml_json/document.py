"""What a file held: plain values, and where each of them stands."""

import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from jazari_assess.errors import Place, Problem
from jazari_assess.reading.yaml_json.characters import shown

Value: TypeAlias = "dict[str, Value] | tuple[Value, ...] | str | int | float | bool | None"
KeyPath: TypeAlias = tuple[str | int, ...]

_NEAREST = 3
"""Names shown for a slip: one line, and whoever knows the right one sees it among three."""
_MOST_COMPARED = 500  # likeness is dear to compute: ten thousand names would take a minute


class Spot(Protocol):
    """A position in a file, line and column counted from 0."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Branch:
    """Where a mapping or a sequence stands, and the spots of its keys and parts."""

    spot: Spot
    keys: dict[str, Spot] = field(default_factory=dict)
    parts: "dict[str | int, Spot | Branch]" = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Document:
    """The value of one file, with the place of every key and value in it."""

    file: str
    value: Value
    spots: Spot | Branch
    data: bytes

    def place(self, path: KeyPath = (), *, at_key: bool = False) -> Place:
        """Return the place of the value at ``path``, or of the nearest thing around it that exists.

        A mapping or sequence under a key is placed at its key, as is every value when ``at_key`` is true.
        """
        here = self.spots
        spot = here.spot if isinstance(here, Branch) else here
        for step in path:
            if not isinstance(here, Branch) or step not in here.parts:
                break
            parent, here = here, here.parts[step]
            own = here.spot if isinstance(here, Branch) else here
            by_key = at_key or isinstance(here, Branch)
            spot = parent.keys[step] if by_key and isinstance(step, str) else own
        return Place(file=self.file, line=spot.line + 1, column=spot.column + 1)

    def problem(self, code: str, path: KeyPath = (), /, **values: str) -> Problem:
        """Return a problem of this file at the place of the value at ``path``."""
        return Problem(code=code, place=self.place(path), path=dotted(path), values=values)

    def key_problem(self, code: str, path: KeyPath, /, **values: str) -> Problem:
        """Return a problem of this file at the place of the key that ``path`` ends in."""
        return Problem(code=code, place=self.place(path, at_key=True), path=dotted(path), values=values)


def dotted(path: KeyPath) -> str:
    """Return a key path as people read it: ``nodes.overall.children[1]``."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{shown(step)}" for step in path)
    return words.removeprefix(".")


def found(value: object) -> str:
    """Return a value as a message shows it: as it would be written, cut and made visible."""
    if isinstance(value, str):
        return shown(value)
    return shown(json.dumps(value, ensure_ascii=False, default=str))


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known names most like ``name``, best first, for a message; a dash when nothing is known."""
    names = list(known)
    if len(names) > _MOST_COMPARED:
        names = [other for other in names if other[:1] == name[:1]][:_MOST_COMPARED]
    close = difflib.get_close_matches(name, names, n=_NEAREST, cutoff=0.0)
    return ", ".join(close) or "—"
