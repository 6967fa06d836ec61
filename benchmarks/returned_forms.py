"""Hostile files in the place of a form that came back, one row each: what ``form import`` takes, how large it grows.

Each has to be refused with a reason, or read as far as it goes (exit code 3, for something was left out), in less than
5 s and 300 MB. The seconds are the processor's, so other work on the machine does not count.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measuring.process import measured
from jazari_assess.forms.excel.export import excel_form
from tests.forms.excel.filling import Filling
from tests.forms.excel.tampering import HOSTILE_BOOKS
from tests.forms.hostile_json import HOSTILE
from tests.forms.orders import form_content, form_order

SECONDS, MEGABYTES = 5.0, 300.0
_SOME_REJECTED = 3

Write = Callable[[Path], object]


def hostile() -> Iterator[tuple[str, str, Write, bool]]:
    """Yield what each file is, its ending, how it is written, and whether something of it is read."""
    for title, (write, read) in HOSTILE.items():
        yield title, ".json", write, read
    form = Filling.of(excel_form(form_order(form_content(), "fr")).bytes())
    form.put("firm-name", "answer", "Ateliers du Nord")
    filled = form.saved()
    for title, (change, read) in HOSTILE_BOOKS.items():
        yield title, ".xlsx", written(change(filled)), read


def written(data: bytes) -> Write:
    """Return how a file is written that is made already."""
    return lambda path: path.write_bytes(data)


def main() -> int:
    """Print the table; exit 1 when a mark is missed."""
    print(f"{'file':32} {'seconds':>8} {'MB':>6}  outcome (below {SECONDS:g} s and {MEGABYTES:g} MB)")
    missed = False
    with tempfile.TemporaryDirectory(prefix="jazari-bench-") as name:
        for number, (title, suffix, write, read) in enumerate(hostile()):
            path, out = Path(name) / f"{number}{suffix}", Path(name) / f"out-{number}"
            write(path)
            command = [sys.executable, "-m", "jazari_assess", "form", "import", str(path), "--out", str(out)]
            found = measured(command)
            path.unlink()
            held = found.processor < SECONDS and found.megabytes < MEGABYTES and "Traceback" not in found.said
            whole = suffix == ".xlsx" and read  # nothing of what it says is left out
            held &= found.code == (0 if whole else _SOME_REJECTED) and len(list(out.glob("*.json"))) == int(read)
            missed |= not held
            told = "read as far as it goes" if read else "refused"
            print(f"{title:32} {found.processor:8.2f} {found.megabytes:6.0f}  {told}{'' if held else '  MISSED'}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
