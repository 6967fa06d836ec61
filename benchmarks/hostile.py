"""Every hostile or broken workbook of the tests, one row each: how long the command takes and how large it grows.

Each has to be refused (exit code 1, its own reason once) or, where it is merely odd, read (exit code 0, or 3 where an
odd row comes back as rejected), in less than 5 s and 300 MB. One that takes longer is tried again, up to three times: a
busy moment of the machine is no fault.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.measuring.process import Measured, measured
from tests.batch.hostile import READ, REFUSED, Made, written

SECONDS, MEGABYTES, TRIES = 5.0, 300.0, 3


def given(name: str, made: Made, folder: Path) -> Measured:
    """Give one workbook to the command; return the quickest of a few tries."""
    path = written(folder, name, made)
    command = [sys.executable, "-m", "jazari_assess", "batch", "run", str(path), "--lang", "en", "--no-portfolio"]
    command += ["--out", str(folder / f"out-{name}"), "--force"]
    found = measured(command)
    for _ in range(TRIES - 1):
        if found.seconds >= SECONDS:
            found = min(found, measured(command), key=lambda one: one.seconds)
    return found


def row(name: str, made: Made, reason: str, folder: Path) -> bool:
    """Print one row, ``reason`` empty where the workbook is read; say whether the marks hold."""
    found = given(name, made, folder)
    held = found.seconds < SECONDS and found.megabytes < MEGABYTES and "Traceback" not in found.said
    held &= found.code in ((1,) if reason else (0, 3)) and (not reason or found.said.count(reason) == 1)
    told = reason or "read"
    print(f"{name:16} {found.seconds:8.2f} {found.megabytes:6.0f} {found.code:5}  {told}{'' if held else '  MISSED'}")
    return held


def main() -> int:
    """Print one table; exit 1 when a mark is missed."""
    print(f"{'workbook':16} {'seconds':>8} {'MB':>6} {'exit':>5}  reason (below {SECONDS:g} s and {MEGABYTES:g} MB)")
    with tempfile.TemporaryDirectory(prefix="jazari-bench-") as name:
        folder = Path(name)
        held = [row(one, made, reason, folder) for one, (made, reason) in REFUSED.items()]
        held += [row(one, made, "", folder) for one, made in READ.items()]
    return int(not all(held))


if __name__ == "__main__":
    sys.exit(main())
