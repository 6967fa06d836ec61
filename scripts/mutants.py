"""Mutation run: change the code in small ways, one at a time, and see which change no test notices.

    make mutants                                        a seeded sample of every room below
    .venv/bin/python scripts/mutants.py engine/highlights.py --sample 0     all mutants of one module

Each module is mutated by cosmic-ray in a copy of this checkout and judged by the tests of its room. A survivor is
printed with its place and its change: write a test that notices it, or name it equivalent in docs/benchmarks.md.
"""

import argparse
import ast
import compileall
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
    "engine/completions.py": "tests/engine/test_asking.py tests/engine/score/test_interval.py",
    "engine/prioritisation.py": "tests/engine/test_prioritisation.py",
    "engine/score/values.py": "tests/engine/score/test_values.py",
    "engine/score/levels.py": "tests/engine/score/test_levels.py",
    "engine/score/gains.py": "tests/engine/score/test_gains.py",
    "engine/score/robustness.py": "tests/engine/score/test_robustness.py",
    "engine/score/kernel.py": "tests/engine/score/test_evaluate.py tests/engine/test_reference.py",
    "engine/score/interval.py": "tests/engine/score/test_interval.py",
    "engine/score": "tests/engine/score/test_explain.py tests/engine/score/test_many.py",
    "engine/weights": "tests/engine/weights",
    "engine/plan/value.py": "tests/engine/plan/test_value.py",
    "engine/plan/candidates.py": "tests/engine/plan/test_candidates.py",
    "engine/plan/standing.py": "tests/engine/plan/test_candidates.py",
    "engine/plan/milp.py": "tests/engine/plan/test_milp.py",
    "engine/plan": "tests/engine/plan",
    "engine/cohort/suppression.py": "tests/engine/cohort/test_suppression.py",
    "engine/cohort/follow_up.py": "tests/engine/cohort/test_follow_up.py",
    "engine/cohort/demand.py": "tests/engine/cohort/test_demand.py",
    "engine/cohort": "tests/engine/cohort",
    "batch/matching/spelling.py": "tests/batch/matching/test_spelling.py",
    "batch/matching/scales.py": "tests/batch/matching/test_scale_findings.py",
    "batch/matching/percentages.py": "tests/batch/matching/test_percentages.py",
    "batch/matching": "tests/batch/test_matching.py tests/batch/matching/test_header_rows.py",
    "batch/scoring": "tests/batch/test_rows.py",
    "batch/sources/csv.py": "tests/batch/sources/test_csv.py",
}
"""What is mutated, and the tests that judge it: quick ones, for each mutant runs them all. A module of its own stands
before the room it is in, which then has the rest."""
SAMPLE, SEED = 12, 20260112
SLOWEST = 300
"""Seconds after which a mutant counts as noticed: it loops."""


def elsewhere(module: str) -> Sequence[str]:
    """Return what of a room is not mutated with it: the modules that have judges of their own."""
    return [f"{PACKAGE}/{one}" for one in ROOMS if one.startswith(f"{module}/")]


def judges(module: str) -> str:
    """Return the tests that judge a module: its own, else those of the room it is in; KeyError where none are named."""
    found = [tests for room, tests in ROOMS.items() if module == room or module.startswith(f"{room}/")]
    if not found:
        raise KeyError(module)
    return found[0]


def session(copy: Path, module: str) -> Path:
    """List the mutants of a module in a session of cosmic-ray."""
    config = copy / "mutants.toml"
    command = f"{sys.executable} -m pytest -x -q -n 0 -p no:cacheprovider {judges(module)}"
    config.write_text(
        f'[cosmic-ray]\nmodule-path = "{PACKAGE}/{module}"\ntimeout = {SLOWEST}\n'
        f"excluded-modules = {elsewhere(module)}\n"
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


Place = tuple[int, int]
"""Row and column of source text, as ``ast`` counts them."""


def types_of(source: str) -> Sequence[tuple[Place, Place]]:
    """Return from where to where types are named, in annotations and patterns: changed there, no program behaves."""
    return [
        ((one.lineno, one.col_offset), (one.end_lineno or one.lineno, one.end_col_offset or one.col_offset))
        for node in ast.walk(ast.parse(source))
        for one in (
            getattr(node, "annotation", None),
            getattr(node, "returns", None),
            node if isinstance(node, ast.MatchOr) else None,
        )
        if one is not None
    ]


def thin_out(found: Path, count: int, seed: int) -> int:
    """Keep a seeded sample of a session's mutants, all where ``count`` is 0; return how many are kept.

    Jobs have names by chance, so that the sample is drawn from them in the order of the source.
    """
    query = (
        "select job_id, module_path, start_pos_row, start_pos_col from mutation_specs "
        "order by module_path, start_pos_row, start_pos_col, operator_name, occurrence"
    )
    with sqlite3.connect(found) as book:
        rows = book.execute(query).fetchall()
        types = {path: types_of((found.parent / path).read_text(encoding="utf-8")) for path in {row[1] for row in rows}}
        jobs = [job for job, path, *place in rows if not any(start <= tuple(place) < end for start, end in types[path])]
        kept = jobs if not count else random.Random(seed).sample(jobs, min(count, len(jobs)))  # noqa: S311 - a sample
        for job in {row[0] for row in rows} - set(kept):
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
        compileall.compile_dir(copy / PACKAGE, quiet=1)  # once: the run of a mutant writes none
        for module in rooms:
            found = session(copy, module)
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
