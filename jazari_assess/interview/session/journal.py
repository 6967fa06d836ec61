"""The history of an interview: an append-only file beside the assessment, one JSON line a step.

``.<name>.journal`` holds a first line with the state the history starts from, then a line a change (its places before
and after), an undo or a redo. A line is written before the assessment, and cut off again when the assessment cannot be
written. The assessment is synced to the disk at each change, its history is not: a killed program loses neither, a
power cut may cost the last lines of the history, never an answer. When it is opened, a last line that was left half
written or whose change never reached the assessment is dropped, and whatever else the assessment says becomes one more
step. Histories of more than ``LONGEST`` steps lose their oldest steps when they are opened.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from jazari_assess.atomic_file import write_atomically, write_problem
from jazari_assess.errors import ProblemsError
from jazari_assess.interview.session.places import Json, Places, difference

SCHEMA = "jazari-assess/interview-journal/1"
LONGEST = 500  # steps: several interviews of 68 questions, each answer changed and noted
_LARGEST_FILE = 64 * 2**20  # bytes: 500 steps that each replace a note of 20,000 characters stay below


@dataclass(frozen=True, kw_only=True)
class Step:
    """One change: what it was about, and the places it changed."""

    kind: str
    question: str | None
    before: Places
    after: Places


@dataclass(frozen=True, kw_only=True)
class History:
    """Where an interview stands: the steps done, those undone and still to redo, and what was noted once.

    ``start`` is the state before the first step; ``earlier`` the path of the firm's earlier assessment.
    """

    start: Places
    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()
    earlier: str | None = None

    @property
    def state(self) -> dict[str, Json]:
        """The state that all steps done lead to."""
        state = dict(self.start)
        for step in self.done:
            state = moved(state, step.after)
        return state


def moved(state: Places, changed: Places) -> dict[str, Json]:
    """Return a state with some places replaced, the emptied ones left out."""
    return {place: value for place, value in {**state, **changed}.items() if value is not None}


Move = Literal["do", "undo", "redo"]


def after_move(history: History, move: Move, step: Step | None = None) -> History:
    """Return the history after a change (which forgets what was undone), an undo or a redo."""
    match move:
        case "do":
            done = history.done if step is None else (*history.done, step)
            return replace(history, done=done, undone=())
        case "undo":
            return replace(history, done=history.done[:-1], undone=(*history.undone, history.done[-1]))
        case "redo":
            return replace(history, done=(*history.done, history.undone[-1]), undone=history.undone[:-1])


def journal_path(assessment: Path) -> Path:
    """Return where the history of an assessment is."""
    return assessment.with_name(f".{assessment.name}.journal")


class Journal:
    """The open history file of one assessment; the caller holds the assessment's lock."""

    def __init__(self, path: Path, history: History) -> None:
        """Take a history that is already in the file."""
        self._path = path
        self.history = history
        self._length = path.stat().st_size

    def append(self, move: Move, step: Step | None = None) -> int:
        """Write one move and return the length to cut back to if the assessment cannot be written.

        Raises ``ProblemsError`` when the disk is full or closed; the file is then as it was.
        """
        length = self._length
        line = _line(move, step)
        try:
            _append(self._path, line)
        except OSError as error:
            self.cut(length)
            raise ProblemsError([write_problem(self._path, error)]) from error
        self._length = length + len(line)
        return length

    def accept(self, move: Move, step: Step | None = None) -> None:
        """Take a move that reached the assessment too."""
        self.history = after_move(self.history, move, step)

    def cut(self, length: int) -> None:
        """Take back the last move: what it would have changed was not saved."""
        if self._path.exists() and self._path.stat().st_size > length:
            os.truncate(self._path, length)
        self._length = length


def open_journal(assessment: Path, state: Places, *, earlier: str | None = None) -> Journal:
    """Return the history of an assessment whose places are ``state``, made to agree with it.

    ``earlier`` replaces the path of the earlier assessment when it is given. A history that cannot be read, or is of
    another assessment, starts anew.
    """
    path = journal_path(assessment)
    lines = _whole_lines(path)
    history = _agreeing(_histories(lines), state)
    history = history if earlier is None else replace(history, earlier=earlier)
    kept = _shortened(history)
    write_atomically(path, _file(kept), replace=True)
    return Journal(path, kept)


def _agreeing(histories: Sequence[History], state: Places) -> History:
    """Return the history that leads to ``state``: the last, the last but one, or the last with one more step."""
    if not histories:
        return History(start=state)
    for history in reversed(histories):
        if history.state == state:
            return history
    before, after = difference(histories[-1].state, state)
    return after_move(histories[-1], "do", Step(kind="outside", question=None, before=before, after=after))


def _shortened(history: History) -> History:
    surplus = len(history.done) - LONGEST
    if surplus <= 0:
        return history
    start = History(start=history.start, done=history.done[:surplus]).state
    return replace(history, start=start, done=history.done[surplus:])


def _whole_lines(path: Path) -> list[dict[str, Json]]:
    """Return the lines that were written to their end; none from a file that is no history."""
    if not path.is_file() or path.is_symlink() or path.stat().st_size > _LARGEST_FILE:
        return []
    found: list[dict[str, Json]] = []
    for line in path.read_bytes().splitlines(keepends=True):
        try:
            value = json.loads(line)
        except ValueError:
            break
        if not line.endswith(b"\n") or not isinstance(value, dict):
            break
        found.append(value)
    return found if found and found[0].get("schema") == SCHEMA else []


def _histories(lines: Sequence[dict[str, Json]]) -> tuple[History, ...]:
    """Return the history before the last line and after it, up to a line that makes no sense."""
    head, *moves = lines or [{}]
    start, earlier = head.get("start"), head.get("earlier")
    if not isinstance(start, dict):
        return ()
    before = last = History(start=start, earlier=earlier if isinstance(earlier, str) else None)
    for line in moves:
        following = _following(last, line)
        if following is None:
            break
        before, last = last, following
    return before, last


def _following(history: History, line: dict[str, Json]) -> History | None:
    step = _step(line)
    match line.get("move"):
        case "do" if step is not None:
            return after_move(history, "do", step)
        case "undo" if history.done:
            return after_move(history, "undo")
        case "redo" if history.undone:
            return after_move(history, "redo")
        case _:
            return None


def _step(line: dict[str, Json]) -> Step | None:
    before, after, question = line.get("before"), line.get("after"), line.get("question")
    if not isinstance(before, dict) or not isinstance(after, dict):
        return None
    about = question if isinstance(question, str) else None
    return Step(kind=str(line.get("kind")), question=about, before=before, after=after)


def _line(move: Move, step: Step | None) -> bytes:
    told = {"move": move, **({} if step is None else vars(step))}
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _file(history: History) -> bytes:
    first = {"schema": SCHEMA, "earlier": history.earlier, "start": history.start}
    lines = [json.dumps(first, ensure_ascii=False).encode() + b"\n"]
    lines += [_line("do", step) for step in (*history.done, *reversed(history.undone))]
    lines += [_line("undo", None) for _ in history.undone]
    return b"".join(lines)


def _append(path: Path, line: bytes) -> None:
    flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        left = memoryview(line)
        while left:
            left = left[os.write(descriptor, left) :]
    finally:
        os.close(descriptor)
