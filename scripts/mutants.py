"""Mutation run: change the code in small ways, one at a time, and see which change no test notices.

    make mutants                                        a seeded sample of every room below
    .venv/bin/python scripts/mutants.py engine/highlights.py --sample 0     all mutants of one module

Each module is mutated by cosmic-ray in a copy of this checkout and judged by the tests of its room. A survivor is
printed with its place and its change: write a test that notices it, or name it equivalent in docs/benchmarks.md.
"""

import argparse
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "jazari_assess"
ROOMS: Mapping[str, str] = {
    "engine/highlights.py": "tests/engine/test_highlights.py",
    "engine/flags.py": "tests/engine/test_flags.py",
    "engine/eligibility.py": "tests/engine/test_eligibility.py",
    "engine/first_steps.py": "tests/engine/test_first_steps.py",
    "engine/conditions.py": "tests/engine/test_conditions.py tests/engine/test_asking.py",
    "engine/completions.py": "tests/engine/score/test_interval.py",
    "engine/score": "tests/engine/score tests/engine/test_laws.py tests/engine/test_reference.py",
    "engine/weights": "tests/engine/weights",
    "engine/plan": "tests/engine/plan",
    "engine/cohort": "tests/engine/cohort",
    "batch/matching/spelling.py": "tests/batch/matching/test_spelling.py",
    "batch/matching/scales.py": "tests/batch/matching/test_scales.py",
    "batch/matching": "tests/batch/matching tests/batch/test_rows.py",
    "batch/scoring": "tests/batch/test_rows.py",
}
"""What is mutated, and the tests that judge it: quick ones, for each mutant runs them all. A module of its own stands
before the room it is in, which then has the rest."""
SAMPLE, SEED = 12, 20260112
SLOWEST = 300
"""Seconds after which a mutant counts as noticed: it loops."""


def session(copy: Path, module: str, tests: str) -> Path:
    """List the mutants of a module in a session of cosmic-ray."""
    config = copy / "mutants.toml"
    command = f"{sys.executable} -m pytest -x -q -n 0 -p no:cacheprovider {tests}"
    config.write_text(
        f'[cosmic-ray]\nmodule-path = "{PACKAGE}/{module}"\ntimeout = {SLOWEST}\nexcluded-modules = []\n'
        f'test-command = "{command}"\n[cosmic-ray.distributor]\nname = "local"\n',
        encoding="utf-8",
    )
    ray(copy, "baseline", str(config))  # tests that fail by themselves would notice every mutant
    found = copy / "mutants.sqlite"
    found.unlink(missing_ok=True)
    ray(copy, "init", str(config), str(found))
    return found


def ray(copy: Path, *arguments: str) -> None:
    """Run cosmic-ray in the copy."""
    program = str(Path(sys.executable).with_name("cosmic-ray"))
    subprocess.run([program, *arguments], cwd=copy, check=True, capture_output=True)


def thin_out(found: Path, count: int, seed: int) -> int:
    """Keep a seeded sample of a session's mutants, all where ``count`` is 0; return how many are kept."""
    with sqlite3.connect(found) as book:
        jobs = sorted(row[0] for row in book.execute("select job_id from mutation_specs"))
        kept = jobs if not count else random.Random(seed).sample(jobs, min(count, len(jobs)))  # noqa: S311 - a sample
        for job in set(jobs) - set(kept):
            book.execute("delete from mutation_specs where job_id = ?", (job,))
            book.execute("delete from work_items where job_id = ?", (job,))
    return len(kept)


def survivors(found: Path) -> Iterator[str]:
    """Yield each mutant that no test noticed: its place and its change."""
    query = (
        "select module_path, start_pos_row, operator_name, diff from mutation_specs "
        "join work_results using (job_id) where test_outcome = 'SURVIVED' order by module_path, start_pos_row"
    )
    with sqlite3.connect(found) as book:
        for module, row, operator, diff in book.execute(query):
            changed = [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
            yield "\n".join((f"{module}:{row} {operator.removeprefix('core/')}", *(f"    {line}" for line in changed)))


def main() -> int:
    """Run the sample; end with 1 where a mutant survives."""
    parser = argparse.ArgumentParser(description="Mutation run over the rooms that compute.")
    parser.add_argument("modules", nargs="*", help="such as engine/highlights.py; all rooms where none is named")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="mutants of each room, 0 for all")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    rooms: Sequence[str] = asked.modules or tuple(ROOMS)
    total, alive = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "checkout"
        ignored = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "demo", "build", "dist")
        shutil.copytree(ROOT, copy, ignore=ignored)
        for module in rooms:
            tests = next(tests for room, tests in ROOMS.items() if module == room or module.startswith(f"{room}/"))
            found = session(copy, module, tests)
            count = thin_out(found, asked.sample, asked.seed)
            ray(copy, "exec", str(copy / "mutants.toml"), str(found))
            told = list(survivors(found))
            total, alive = total + count, alive + len(told)
            print(f"{module}: {count} mutants, {len(told)} survive")
            print("\n".join(told))
    print(f"{total} mutants, {alive} survive")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
