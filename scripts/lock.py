"""Write requirements-dev.lock: the exact versions of what pyproject.toml asks for, development included.

``pip-compile`` knows no dependency groups yet, so this hands it the two lists as one file.
"""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-dev.lock"
QUIET = ("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host")


def wanted(project: dict[str, dict[str, list[str]]]) -> list[str]:
    """Return the requirements to run and to develop."""
    return [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]


def main() -> None:
    """Compile the lock; ``--upgrade`` takes the newest versions instead of keeping those that still fit."""
    requirements = wanted(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "requirements.in"
        source.write_text("\n".join(requirements) + "\n", encoding="utf-8")
        compiler = [sys.executable, "-m", "piptools", "compile", "--quiet", "--strip-extras", *QUIET]
        subprocess.run([*compiler, *sys.argv[1:], "--output-file", str(LOCK), str(source)], check=True)
    print(f"wrote {LOCK.name}")


if __name__ == "__main__":
    main()
