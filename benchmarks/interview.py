"""How fast the interview is: key to next question, first question, keys of an express interview, keys not taken.

- Key to next question: from an answer to all texts of the next question's screen, with the whole questionnaire and
  everything saved. Mark: 50 ms at the 99th percentile. A bare write and fsync of the same bytes, measured in turn
  in the same folder, stands beside it.
- First question: from the start of the command until it shows in a terminal of 80x24. Mark: 1 s on a quiet machine.
- Keys: an express interview with digits only. Mark: at most one for each thing that is put to the person.
- The guard against bursts: which share of the keys of somebody who types at a steady pace it does not take.
"""

import os
import pty
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from jazari_assess.app.context import Context  # noqa: E402 - found by the path above
from jazari_assess.app.interview import InterviewRequest, open_interview  # noqa: E402
from jazari_assess.interview.session.entry import options_in_order  # noqa: E402
from jazari_assess.interview.session.guide import Guide  # noqa: E402
from jazari_assess.interview.session.keys import Done, Pick, Statements, keys_for, press  # noqa: E402
from jazari_assess.interview.session.opening import NewInterview  # noqa: E402
from jazari_assess.interview.session.pace import GUARD, Pace  # noqa: E402
from jazari_assess.interview.session.session import Session  # noqa: E402
from jazari_assess.interview.tui.paragraphs import palette  # noqa: E402
from jazari_assess.interview.tui.words import place, side  # noqa: E402
from jazari_assess.model.assessment import GivenValue  # noqa: E402
from jazari_assess.model.questionnaire import ChecklistQuestion, NumberQuestion  # noqa: E402
from jazari_assess.process_lock import ProcessLock  # noqa: E402
from tests.interview.scenes import Clock, with_profile  # noqa: E402

COLOURS = palette(dark=True)
MARK_MS = 50.0  # from a key to the next question, saved: nobody feels less
MARK_SCREEN = 6.0  # times the start of an empty application of Textual: a second, while the first screen is read
ROUNDS, RUNS, PATIENCE = 10, 5, 30.0
_TYPISTS, _KEYS, _WORK = 2000, 28, 0.012  # seconds from a key to the next question, as measured here
EMPTY_APPLICATION = """
from textual.app import App
from textual.widgets import Static


class Empty(App):
    def compose(self):
        yield Static("READY")


Empty().run()
"""


def begun(path: Path, *, express: bool = False) -> Guide:
    """Begin an interview of our own questionnaire, its profile filled."""
    request = InterviewRequest(file=path, questionnaire="industrie-x0", express=express)
    lock = ProcessLock(path, since="2026-11-21T10:00:00+01:00")
    ready = open_interview(request, Context(language="fr", date="2026-11-21"), lock, Clock(), is_terminal=False)
    session = ready.begun
    if isinstance(session, NewInterview):
        session = session.begin("Atelier Zitouna", accepted=True)
    return ready.guide(with_profile(session))


def next_value(session: Session, name: str, round_number: int) -> GivenValue:
    """Return another answer to a question than in the round before."""
    question = session.question(name)
    options = options_in_order(question)
    match question:
        case ChecklistQuestion():
            return (str(options[round_number % len(options)]),)
        case NumberQuestion():
            return int(question.minimum) + 1 + round_number
        case _ if options:
            return options[round_number % len(options)]
        case _:
            return f"{name} {round_number}"


def bare_seconds(path: Path, data: bytes) -> float:
    """Return how long a plain write and fsync of these bytes takes."""
    start = time.perf_counter()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(descriptor, data)
    os.fsync(descriptor)
    os.close(descriptor)
    return time.perf_counter() - start


def key_times(folder: Path) -> tuple[np.ndarray, np.ndarray]:
    """Return seconds from an answer to the next question, and of a bare write after each; both (answers,)."""
    told = begun(folder / "firm.yaml")
    session = told.session
    ours, bare = [], []
    for round_number in range(ROUNDS):
        for name in session.questionnaire.order:
            if session.question(name).kind == "profile" or name not in session.route:
                continue
            session.go(name)
            value = next_value(session, name, round_number)
            start = time.perf_counter()
            session.answer(name, value)
            shown = session.current or session.route[0]
            told.view(shown)
            place(told, 0.0, 80)
            side(told, COLOURS)
            ours.append(time.perf_counter() - start)
            bare.append(bare_seconds(folder / "bare", session.store.path.read_bytes()))
    session.store.close()
    return np.array(ours), np.array(bare)


def express_keys(folder: Path) -> tuple[int, int]:
    """Return how many digits an express interview takes, and how many things it puts to the person."""
    session = begun(folder / "express.yaml", express=True).session
    pressed = put = 0
    while session.current is not None:
        name = session.current
        taken: object = keys_for(session.question(name), None, express=True)
        while isinstance(taken, Pick | Statements):
            put += 1
            pressed += 1
            taken = press(taken, "1")
        if not isinstance(taken, Done):
            raise TypeError(name)
        session.answer(name, taken.value)
    session.store.close()
    return pressed, put


def lost_keys(median: float, chance: np.random.Generator) -> float:
    """Return the share of 28 keys that the guard does not take from somebody who types one every ``median`` seconds.

    Intervals are log-normal with a spread of a quarter, as people's are when they answer by rote.
    """
    taken = 0
    for _ in range(_TYPISTS):
        pace, at = Pace(), 1.0
        pace.shown(0.0)
        for gap in chance.lognormal(np.log(median), 0.25, _KEYS):
            at += gap
            if pace.takes(at):
                taken += 1
                pace.shown(at + _WORK)
    return 1 - taken / (_TYPISTS * _KEYS)


def seconds_until(command: Sequence[str], marks: Sequence[bytes], environment: Mapping[str, str]) -> list[float]:
    """Return how long a command in a terminal of its own takes until each mark is drawn."""
    master, slave = pty.openpty()
    start, found, shown = time.perf_counter(), list[float](), b""
    with subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    ) as one:
        os.close(slave)
        while len(found) < len(marks):
            if not select.select([master], [], [], PATIENCE)[0]:
                raise TimeoutError(marks[len(found)])
            shown += os.read(master, 65536)
            while len(found) < len(marks) and marks[len(found)] in shown:
                found.append(time.perf_counter() - start)
        one.kill()
    os.close(master)
    return found


def screen_times(folder: Path) -> tuple[float, float, float]:
    """Return the best seconds until an empty application, our first screen, and our first question are drawn."""
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", "PYTHONPATH": str(ROOT)}
    script = folder / "empty.py"
    script.write_text(EMPTY_APPLICATION, encoding="utf-8")
    path = folder / "screen.yaml"
    begun(path).session.store.close()
    command = [sys.executable, "-m", "jazari_assess", "--lang", "en", "interview", str(path)]
    rounds = []
    for _ in range(RUNS):
        (empty,) = seconds_until([sys.executable, str(script)], [b"READY"], environment)
        rounds.append((empty, *seconds_until(command, [b"screen.yaml", b"unknown"], environment)))
    empty, first, question = (min(one) for one in zip(*rounds, strict=True))
    return empty, first, question


def main() -> int:
    """Print the tables; 1 when a mark is missed."""
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".benchmark-") as name:
        folder = Path(name)
        ours, bare = key_times(folder)
        pressed, put = express_keys(folder)
        empty, first, question = screen_times(folder)
    ours_ms, bare_ms = np.percentile(ours, 99) * 1000, np.percentile(bare, 99) * 1000
    chance = np.random.default_rng(1)
    print(f"{'key to next question, saved':36} {'median':>8} {'p99':>8}")
    print(f"{'  session core and save, ms':36} {np.median(ours) * 1000:8.1f} {ours_ms:8.1f}  mark {MARK_MS:.0f}")
    print(f"{'  bare write + fsync, ms':36} {np.median(bare) * 1000:8.1f} {bare_ms:8.1f}  ({len(ours)} answers)")
    print(
        f"{'first question, s':36} {question:8.2f}           {question / empty:.1f} x the empty one, mark {MARK_SCREEN}"
    )
    print(f"{'  first screen, s':36} {first:8.2f}")
    print(f"{'  empty Textual application, s':36} {empty:8.2f}")
    print(f"{'express interview, digits':36} {pressed:8d}           things put to the person: {put}")
    for median in (0.2, 0.25, 0.3, 0.4, 0.6):
        told = f"a key every {median:.2f} s, not taken"
        print(f"{told:36} {lost_keys(median, chance):8.2%}           guard {GUARD} s")
    return int(ours_ms > MARK_MS or question > MARK_SCREEN * empty or pressed > put)


if __name__ == "__main__":
    sys.exit(main())
