"""Write the locks: requirements-dev.lock to develop here, and locks/<system>.lock to run on each system.

``pip-compile`` knows no dependency groups yet, so this hands it the two lists as one file. The locks to run are
resolved by uv, which can do so for a system that is not its own, with the versions of the first lock wherever wheels of
them exist.
"""

import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-dev.lock"
LOCKS = ROOT / "locks"
QUIET = ("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host")
SYSTEMS: Mapping[str, str] = {
    "windows": "x86_64-pc-windows-msvc",
    "linux": "x86_64-manylinux_2_28",
    "macos-arm": "aarch64-apple-darwin",
    "macos-intel": "x86_64-apple-darwin",
}
"""What uv calls each system that has a lock to run."""
OLDEST_PYTHON, OLDEST_MACOS = "3.11", "14.0"
"""As pyproject.toml says; the oldest macOS that Apple still mends, and some libraries have wheels for none before."""
NO_WHEEL_EVERYWHERE = ("pikepdf",)
"""What lacks wheels for a macOS in its newest versions: there an older one is taken."""


def wanted(project: dict[str, dict[str, list[str]]]) -> list[str]:
    """Return the requirements to run and to develop."""
    return [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]


def lock_to_develop(options: list[str]) -> None:
    """Compile the lock of this machine."""
    requirements = wanted(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "requirements.in"
        source.write_text("\n".join(requirements) + "\n", encoding="utf-8")
        compiler = [sys.executable, "-m", "piptools", "compile", "--quiet", "--strip-extras", *QUIET]
        subprocess.run([*compiler, *options, "--output-file", str(LOCK), str(source)], check=True)
    print(f"wrote {LOCK.name}")


def lock_to_run(system: str) -> None:
    """Compile the lock of one system from wheels alone: nothing is built where it is installed."""
    lines = LOCK.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not (system.startswith("macos") and line.startswith(NO_WHEEL_EVERYWHERE))]
    target = LOCKS / f"{system}.lock"
    asked = ["--python-platform", SYSTEMS[system], "--python-version", OLDEST_PYTHON, "--only-binary", ":all:"]
    with tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder) / "constraints.txt"
        constraints.write_text("\n".join(kept) + "\n", encoding="utf-8")
        compiler = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-header", "--no-annotate", *asked]
        where = ["--constraints", str(constraints), "--output-file", str(target), str(ROOT / "pyproject.toml")]
        environment = {**os.environ, "MACOSX_DEPLOYMENT_TARGET": OLDEST_MACOS}
        subprocess.run([*compiler, "--no-emit-index-url", *where], check=True, env=environment)
    print(f"wrote {target.relative_to(ROOT)}")


def main() -> None:
    """Compile all locks; ``--upgrade`` takes the newest versions instead of keeping those that still fit."""
    lock_to_develop(sys.argv[1:])
    LOCKS.mkdir(exist_ok=True)
    for system in SYSTEMS:
        (LOCKS / f"{system}.lock").unlink(missing_ok=True)  # else uv keeps its versions
        lock_to_run(system)


if __name__ == "__main__":
    main()
