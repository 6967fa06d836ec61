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
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """How a command ended; ``megabytes`` is the largest of its processes, ``said`` its standard error."""

    code: int
    seconds: float
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
    megabytes = int(ran.stdout) / 1024
    return Measured(code=ran.returncode, seconds=seconds, megabytes=megabytes, said=ran.stderr.decode())
