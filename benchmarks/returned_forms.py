"""Hostile files in the place of a form that came back, one row each: what ``form import`` takes, how large it grows.

Each has to be refused with a reason, or read as far as it goes (exit code 3, for something was left out), in less than
5 s and 300 MB. The seconds are the processor's, so other work on the machine does not count.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.measuring.process import measured
from tests.forms.hostile_json import HOSTILE

SECONDS, MEGABYTES = 5.0, 300.0
_SOME_REJECTED = 3


def main() -> int:
    """Print the table; exit 1 when a mark is missed."""
    print(f"{'file':30} {'seconds':>8} {'MB':>6}  outcome (below {SECONDS:g} s and {MEGABYTES:g} MB)")
    missed = False
    with tempfile.TemporaryDirectory(prefix="jazari-bench-") as name:
        for number, (title, (write, read)) in enumerate(HOSTILE.items()):
            path, out = Path(name) / f"{number}.json", Path(name) / f"out-{number}"
            write(path)
            command = [sys.executable, "-m", "jazari_assess", "form", "import", str(path), "--out", str(out)]
            found = measured(command)
            path.unlink()
            held = found.processor < SECONDS and found.megabytes < MEGABYTES and "Traceback" not in found.said
            held &= found.code == _SOME_REJECTED and len(list(out.glob("*.json"))) == int(read)
            missed |= not held
            told = "read as far as it goes" if read else "refused"
            print(f"{title:30} {found.processor:8.2f} {found.megabytes:6.0f}  {told}{'' if held else '  MISSED'}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
