"""Killed with SIGKILL at random moments, in both interfaces: no confirmed answer is missing, the file is never broken.

An answer is confirmed once the next question shows. A handful of kills in every run of the tests, 200 in ``make soak``.
"""

import os
import pty
import random
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from jazari_assess.interview.session.entry import options_in_order
from jazari_assess.model.assessment import Given, GivenValue
from jazari_assess.model.questionnaire import ChecklistQuestion
from jazari_assess.reading.assessment.file import read_assessment
from tests.conftest import ROOT
from tests.interview.killed_child import FIRM, TOLD, TYPED
from tests.interview.scenes import QUESTIONNAIRE, begun, library, with_profile

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

STRUCTURE = library().questionnaires[QUESTIONNAIRE].structure
PATIENCE = 60.0
PICKED = [
    name
    for name in STRUCTURE.order
    if 0 < len(options_in_order(STRUCTURE.questions[name])) <= 9
    and not isinstance(STRUCTURE.questions[name], ChecklistQuestion)
]
Kind = Literal["plain", "screen"]
Nursery = subprocess.Popen[str]


@pytest.fixture(scope="module")
def nursery(environment: Mapping[str, str]) -> Iterator[Nursery]:
    """Return a process that forks interviews."""
    command = [sys.executable, "-m", "tests.interview.killed_child"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@dataclass
class Life:
    """One process on the file, from its start to its violent end; ``terminal`` is the screen's other side."""

    process: int
    told: int
    typed: int

    is_screen: bool
    buffered: bytes = b""

    def shown(self) -> str | None:
        """Return the question that shows next; read the screen meanwhile, so that it never blocks."""
        ends = time.monotonic() + PATIENCE
        while b"\n" not in self.buffered:
            if time.monotonic() > ends:
                raise TimeoutError
            watched = [self.told, *([self.typed] if self.is_screen else [])]
            for one in select.select(watched, [], [], 1.0)[0]:
                data = os.read(one, 65536)
                if one == self.told:
                    self.buffered += data
        line, self.buffered = self.buffered.split(b"\n", 1)
        return None if line == b"-" else line.decode()

    def type(self, text: str) -> None:
        """Send a line, or keys."""
        os.write(self.typed, (text if self.is_screen else f"{text}\n").encode())

    def kill(self) -> None:
        """End the process at once, in the middle of whatever it does."""
        os.kill(self.process, 9)
        while is_alive(self.process):
            time.sleep(0.001)
        os.close(self.told)
        os.close(self.typed)


def is_alive(process: int) -> bool:
    """Say whether a process still runs."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def born(nursery: Nursery, kind: Kind, folder: Path) -> Life:
    """Start an interview on the file in a folder."""
    for name in (TOLD, TYPED):
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)
    master, slave = pty.openpty() if kind == "screen" else (-1, -1)
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write(f"{kind}\t{folder}\t{os.ttyname(slave) if kind == 'screen' else '-'}\n")
    nursery.stdin.flush()
    process = int(nursery.stdout.readline())
    told = os.open(folder / TOLD, os.O_RDONLY)
    if kind == "screen":
        os.close(slave)
        return Life(process=process, told=told, typed=master, is_screen=True)
    return Life(process=process, told=told, typed=os.open(folder / TYPED, os.O_WRONLY), is_screen=False)


def answer_for(name: str, chance: random.Random) -> tuple[str, GivenValue]:
    """Return what is typed for a question, and the answer it means."""
    options = options_in_order(STRUCTURE.questions[name])
    position = chance.randrange(len(options))
    return str(position + 1), options[position]


def live(life: Life, chance: random.Random, confirmed: dict[str, GivenValue]) -> tuple[str, GivenValue] | None:
    """Answer some questions, then kill; return the answer that was under way."""
    name = life.shown()
    for _ in range(chance.randrange(1, 6)):
        if name is None or name not in PICKED:
            break
        typed, value = answer_for(name, chance)
        life.type(typed)
        answered, name = name, life.shown()
        confirmed[answered] = value
    under_way = None
    if name is not None and name in PICKED:
        typed, value = answer_for(name, chance)
        life.type(typed)
        under_way = (name, value)
        time.sleep(chance.random() * 0.03)
    life.kill()
    return under_way


def check(path: Path, confirmed: dict[str, GivenValue], under_way: tuple[str, GivenValue] | None) -> None:
    """The file is whole and has every confirmed answer; the one under way is there or not."""
    answers = read_assessment(path, library()).answers
    found = {name: answer.answer for name, answer in answers.items() if isinstance(answer, Given)}
    late = dict([under_way] if under_way is not None else [])
    assert {name: found.get(name) for name in confirmed if name not in late} == {
        name: value for name, value in confirmed.items() if name not in late
    }
    assert set(found) <= set(confirmed) | set(late)
    confirmed.update({name: value for name, value in late.items() if found.get(name) == value})


def kills(nursery: Nursery, kind: Kind, folder: Path, count: int, chance: random.Random) -> int:
    """Kill so many processes on one file, checking it after each; return how many answers were confirmed."""
    path = folder / FIRM
    confirmed: dict[str, GivenValue] = {}
    total = 0
    for number in range(count):
        if number == 0 or len(PICKED) - len(confirmed) < 10:
            total += len(confirmed)
            confirmed.clear()
            path.unlink(missing_ok=True)
            without_typed_questions(path)
        check(path, confirmed, live(born(nursery, kind, folder), chance, confirmed))
    return total + len(confirmed)


def without_typed_questions(path: Path) -> None:
    """Begin a file in which only questions with numbered options are left."""
    session = with_profile(begun(path))
    for name in session.route:
        if session.is_open(name) and name not in PICKED:
            session.answer_unknown(name)
    session.store.close()


@pytest.mark.parametrize("kind", ["plain", "screen"])
def test_killed_a_few_times(tmp_path: Path, nursery: Nursery, kind: Kind) -> None:
    """Six kills in a row on one file."""
    assert kills(nursery, kind, tmp_path, 6, random.Random(20261121)) > 6  # noqa: S311


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["plain", "screen"])
def test_killed_a_hundred_times(tmp_path: Path, nursery: Nursery, kind: Kind) -> None:
    """A hundred kills, at other moments each time this is run."""
    assert kills(nursery, kind, tmp_path, 100, random.Random()) > 100  # noqa: S311
