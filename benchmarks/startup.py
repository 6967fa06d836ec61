"""How long ``--version`` and ``--help`` take, against a bare ``import typer, rich`` (mark: at most 1.5 times).

A command's own ``--help`` is shown beside them without a mark: Typer loads pydantic to describe its parameters. Each is
the best of several runs in a fresh interpreter, taken in turn so that a busy moment strikes all of them.
"""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

MARK = 1.5
RUNS = 15
BARE = "import typer, rich"
MARKED = ("jazari-assess --version", "jazari-assess --help")

COMMANDS: Mapping[str, Sequence[str]] = {
    BARE: ("-c", "import typer, rich"),
    "jazari-assess --version": ("-m", "jazari_assess", "--version"),
    "jazari-assess --help": ("-m", "jazari_assess", "--help"),
    "jazari-assess score --help": ("-m", "jazari_assess", "score", "--help"),
}


def seconds(arguments: Sequence[str]) -> float:
    """Return how long one run takes."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def best_times() -> Mapping[str, float]:
    """Return the best time of each command, in seconds."""
    rounds = [{name: seconds(arguments) for name, arguments in COMMANDS.items()} for _ in range(RUNS)]
    return {name: min(one[name] for one in rounds) for name in COMMANDS}


def main() -> int:
    """Print the table; 1 when a command is over the mark."""
    times = best_times()
    ratios = {name: taken / times[BARE] for name, taken in times.items()}
    print(f"{'command':30} {'ms':>6} {'ratio':>6} {'mark':>6}")
    for name, taken in times.items():
        print(f"{name:30} {taken * 1000:6.0f} {ratios[name]:6.2f} {MARK if name in MARKED else '':>6}")
    return int(any(ratios[name] > MARK for name in MARKED))


if __name__ == "__main__":
    sys.exit(main())
