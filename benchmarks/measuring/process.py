"""How long a command takes and how large it grows, its children included."""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# A process begins with the size of the one that starts it, so a small one stands between us and the command.
_SMALL = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss, used.ru_utime + used.ru_stime)
sys.exit(code)
"""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """How a command ended, its standard error in ``said``.

    ``processor`` are the seconds of all processors it used, ``megabytes`` is the largest of its processes.
    """

    code: int
    seconds: float
    processor: float
    megabytes: float
    said: str


def measured(
    command: Sequence[str], *, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Measured:
    """Run a command, in ``folder`` where one is given, and return how it ended."""
    began = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-S", "-c", _SMALL, *command], capture_output=True, check=False, env=environment, cwd=folder
    )
    seconds = time.perf_counter() - began
    size, processor = ran.stdout.split()
    return Measured(
        code=ran.returncode,
        seconds=seconds,
        processor=float(processor),
        megabytes=int(size) / 1024,
        said=ran.stderr.decode(),
    )
