"""Building a document from a stream of scalars, sequences and mappings, within bounds and without repeated keys."""

import math
from dataclasses import dataclass, field

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.reading.yaml_json.characters import REFUSED_IN_TEXT, code_point
from jazari_assess.reading.yaml_json.document import Branch, KeyPath, Spot, Value, dotted, found

MOST_PROBLEMS = 100  # of one file, from one check: a hostile file may hold a million


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a file may hold at most: bytes, nesting, and values in all."""

    size: int
    depth: int = 50  # our own files have eight; each level is a call deeper
    nodes: int = 200_000  # twenty times our largest file: objects take far more memory than bytes


CONTENT_LIMITS = Limits(size=2 * 2**20)
"""Our largest file of content, the Arabic catalogue, has 0.3 MB."""
ASSESSMENT_LIMITS = Limits(size=5 * 2**20)
"""Seventy answers, each with a note of 20,000 Arabic letters of two bytes, have under 3 MB."""


@dataclass(kw_only=True, slots=True)
class _Open:
    """A mapping or a sequence that has begun and not ended; ``items`` is set for a sequence."""

    branch: Branch
    items: list[Value] | None = None
    entries: dict[str, Value] = field(default_factory=dict)
    key: str | None = None


class Builder:
    """Takes the events of a parser in order; ``finish`` gives the value, or raises all problems met on the way."""

    def __init__(self, file: str, limits: Limits, *, escapes: bool) -> None:
        """Build for ``file``; ``escapes`` says that texts may hold characters that the file itself does not."""
        self._file = file
        self._limits = limits
        self._escapes = escapes
        self._stack: list[_Open] = []
        self._nodes = 0
        self.problems: list[Problem] = []
        self.value: Value = None
        self.spots: Spot | Branch | None = None

    def expects_key(self) -> bool:
        """Return whether the next scalar is a key of a mapping."""
        return bool(self._stack) and self._stack[-1].items is None and self._stack[-1].key is None

    def key(self, name: Value, spot: Spot) -> None:
        """Take the key of the next value."""
        here = self._stack[-1]
        if not isinstance(name, str):
            self.problem("key-not-text", spot, found=found(name))
            name = found(name)
        if name in here.branch.keys:
            first = str(here.branch.keys[name].line + 1)
            self.problem("key-duplicate", spot, step=name, key=found(name), first=first)
        else:
            here.branch.keys[name] = spot
        if self._escapes:
            self._check_characters(name, spot)
        here.key = name

    def scalar(self, value: Value, spot: Spot) -> None:
        """Take a text, number, truth value or null."""
        if isinstance(value, float) and not math.isfinite(value):
            self.problem("number-not-finite", spot)
        elif self._escapes and isinstance(value, str):
            self._check_characters(value, spot)
        self._add(value, spot)

    def open(self, spot: Spot, *, sequence: bool) -> None:
        """Begin a mapping or a sequence."""
        if self.expects_key():
            self.fail("key-not-text", spot, found="[…]" if sequence else "{…}")
        if len(self._stack) == self._limits.depth:
            self.fail("file-too-deep", spot, limit=str(self._limits.depth))
        self._stack.append(_Open(branch=Branch(spot=spot), items=[] if sequence else None))

    def close(self) -> None:
        """End the mapping or sequence that was begun last."""
        ended = self._stack.pop()
        self._add(ended.entries if ended.items is None else tuple(ended.items), ended.branch)

    def problem(self, code: str, spot: Spot, *, step: str | None = None, **values: str) -> None:
        """Note a problem and go on; too many of them end the reading."""
        place = Place(file=self._file, line=spot.line + 1, column=spot.column + 1)
        path = self._path() if step is None else (*self._path(), step)
        self.problems.append(Problem(code=code, place=place, path=dotted(path), values=values))
        if len(self.problems) >= MOST_PROBLEMS:
            raise ProblemsError(self.problems)

    def fail(self, code: str, spot: Spot, **values: str) -> None:
        """Note a problem after which reading on has no sense, and raise all."""
        self.problem(code, spot, **values)
        raise ProblemsError(self.problems)

    def finish(self) -> tuple[Value, Spot | Branch]:
        """Return the value and its spots, or raise all problems noted."""
        if self.problems:
            raise ProblemsError(self.problems)
        if self.spots is None or self.value is None:
            raise ProblemsError([Problem(code="file-empty", place=Place(file=self._file))])
        return self.value, self.spots

    def _add(self, value: Value, where: Spot | Branch) -> None:
        self._nodes += 1
        if self._nodes > self._limits.nodes:
            spot = where.spot if isinstance(where, Branch) else where
            self.fail("file-too-many-values", spot, limit=str(self._limits.nodes))
        if not self._stack:
            self.value, self.spots = value, where
            return
        here = self._stack[-1]
        if here.items is not None:
            here.branch.parts[len(here.items)] = where
            here.items.append(value)
        elif here.key is not None:
            here.branch.parts[here.key] = where
            here.entries[here.key] = value
            here.key = None

    def _path(self) -> KeyPath:
        steps = [len(part.items) if part.items is not None else part.key for part in self._stack]
        return tuple(step for step in steps if step is not None)

    def _check_characters(self, text: str, spot: Spot) -> None:
        match = REFUSED_IN_TEXT.search(text)
        if match:
            self.problem("character-refused", spot, character=code_point(match.group()))
