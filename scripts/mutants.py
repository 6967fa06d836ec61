"""Mutation run: change the code in small ways, one at a time, and see which change no test notices.

    make mutants                                        a seeded sample of every room below
    .venv/bin/python scripts/mutants.py engine/highlights.py --sample 0     all mutants of one module

Each module is mutated by cosmic-ray in a copy of this checkout and judged by its tests, each time in a fork of this
process, which has loaded the libraries (so not on Windows). A survivor is printed with its place and its change: write
a test that notices it, or name it equivalent in docs/benchmarks.md.
"""

import argparse
import ast
import compileall
import contextlib
import difflib
import importlib
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
from cosmic_ray.commands.init import init
from cosmic_ray.modules import filter_paths, find_modules
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import use_db

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "jazari_assess"
ROOMS: Mapping[str, str] = {
    "engine/highlights.py": "tests/engine/test_highlights.py",
    "engine/flags.py": "tests/engine/test_flags.py",
    "engine/eligibility.py": "tests/engine/test_eligibility.py",
    "engine/first_steps.py": "tests/engine/test_first_steps.py",
    "engine/conditions.py": "tests/engine/test_conditions.py tests/engine/test_asking.py",
    "engine/completions.py": "tests/engine/test_completions.py",
    "engine/prioritisation.py": "tests/engine/test_prioritisation.py",
    "engine/score/values.py": "tests/engine/score/test_values.py",
    "engine/score/levels.py": "tests/engine/score/test_levels.py",
    "engine/score/gains.py": "tests/engine/score/test_gains.py::test_one_option_up "
    "tests/engine/score/test_gains.py::test_only_given_answers_gain",
    "engine/score/robustness.py": "tests/engine/score/test_robustness.py",
    "engine/score/kernel.py": "tests/engine/score/test_evaluate.py tests/engine/score/test_counts_as.py "
    "tests/engine/test_reference.py",
    "engine/score/interval.py": "tests/engine/score/test_interval.py",
    "engine/score": "tests/engine/score/test_explain.py tests/engine/score/test_many.py",
    "engine/weights": "tests/engine/weights",
    "engine/plan/value.py": "tests/engine/plan/test_value.py",
    "engine/plan/steps.py": "tests/engine/plan/test_steps.py",
    "engine/plan/candidates.py": "tests/engine/plan/test_candidates.py",
    "engine/plan/standing.py": "tests/engine/plan/test_candidates.py",
    "engine/plan/milp.py": "tests/engine/plan/test_milp.py",
    "engine/plan": "tests/engine/plan",
    "engine/cohort/suppression.py": "tests/engine/cohort/test_suppression.py",
    "engine/cohort/follow_up.py": "tests/engine/cohort/test_follow_up.py",
    "engine/cohort/demand.py": "tests/engine/cohort/test_demand.py::test_classes_of_turnover_part_at_the_bounds "
    "tests/engine/cohort/test_demand.py::test_every_size_has_a_firm_to_judge_by",
    "engine/cohort": "tests/engine/cohort",
    "batch/matching/spelling.py": "tests/batch/matching/test_spelling.py",
    "batch/matching/scales.py": "tests/batch/matching/test_scale_findings.py",
    "batch/matching/percentages.py": "tests/batch/matching/test_percentages.py",
    "batch/matching/long.py": "tests/batch/matching/test_long.py",
    "batch/matching/editions.py": "tests/batch/test_editions.py",
    "batch/matching": "tests/batch/test_matching.py tests/batch/matching/test_header_rows.py "
    "tests/batch/test_identity.py",
    "batch/scoring": "tests/batch/test_rows.py tests/batch/test_identity.py tests/batch/test_nothing_vanishes.py",
    "batch/sources/csv.py": "tests/batch/sources/test_csv.py",
}
"""What is mutated, and the tests that judge it: quick ones, for each mutant runs them all. A module of its own stands
before the room it is in, which then has the rest."""
SAMPLE, SEED = 12, 20260112
SLOWEST = 120
"""Seconds of the processor after which a mutant counts as noticed: it loops."""
LOADED = (
    "hypothesis",
    "highspy",
    "numpy",
    "openpyxl",
    "pydantic",
    "pytest_cov",
    "pytest_socket",
    "typer",
    "xdist",
    "yaml",
)
"""Libraries that are loaded once. Polars is not among them: it starts threads, which a fork does not have."""
_OPTIONS = ("-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")
"""The warning is that a plugin was loaded before."""


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
    """List the mutants of a module of the copy in a session of cosmic-ray."""
    found = copy / "mutants.sqlite"
    found.unlink(missing_ok=True)
    with contextlib.chdir(copy), use_db(str(found)) as book:
        init(sorted(filter_paths(find_modules([Path(PACKAGE, module)]), elsewhere(module))), book, {})
    return found


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


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """One change: which operator of cosmic-ray is applied to which of its places in a module, and its row there."""

    path: str
    row: int
    operator: str
    occurrence: int
    arguments: str


def sample(found: Path, count: int, seed: int) -> Sequence[Mutant]:
    """Return a seeded sample of a session's mutants in the order of the source, all where ``count`` is 0.

    Jobs of a session have names by chance and stand in any order: the order of the source makes the sample the same.
    """
    query = (
        "select start_pos_col, module_path, start_pos_row, operator_name, occurrence, operator_args "
        "from mutation_specs order by module_path, start_pos_row, start_pos_col, operator_name, occurrence"
    )
    with contextlib.closing(sqlite3.connect(found)) as book:
        rows = book.execute(query).fetchall()
    types = {path: types_of((found.parent / path).read_text(encoding="utf-8")) for path in {row[1] for row in rows}}
    mutants = [
        Mutant(path=path, row=row, operator=operator, occurrence=occurrence, arguments=arguments)
        for column, path, row, operator, occurrence, arguments in rows
        if not any(start <= (row, column) < end for start, end in types[path])
    ]
    drawn = random.Random(seed).sample(range(len(mutants)), min(count or len(mutants), len(mutants)))  # noqa: S311
    return [mutants[place] for place in sorted(drawn)]


def noticed(copy: Path, tests: str) -> bool:
    """Run tests in the copy, as it stands, in a child that has loaded what no mutant changes; say whether one fails."""
    child = os.fork()
    if not child:
        _judge(copy, tests)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def _judge(copy: Path, tests: str) -> NoReturn:
    """Run tests and end this process with their code; a mutant that loops is ended by its time of the processor."""
    resource.setrlimit(resource.RLIMIT_CPU, (SLOWEST, SLOWEST))
    signal.alarm(10 * SLOWEST)  # one that waits has none
    os.chdir(copy)
    sys.path.insert(0, str(copy))
    sys.dont_write_bytecode = True
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    code = 1
    with contextlib.suppress(BaseException):  # a mutant may break what runs the tests, too
        code = int(pytest.main([*_OPTIONS, *tests.split()]))
    os._exit(code)


def survives(copy: Path, mutant: Mutant, tests: str) -> str | None:
    """Return the place and the change of a mutant that no test notices, None where one does."""
    arguments = json.loads(mutant.arguments or "{}")
    while isinstance(arguments, str):  # a session holds them as text of text
        arguments = json.loads(arguments)
    operator = get_operator(mutant.operator)(**arguments)
    with use_mutation(copy / mutant.path, operator, mutant.occurrence) as (before, after):
        if noticed(copy, tests):
            return None
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    changed = [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    place = f"{mutant.path}:{mutant.row} {mutant.operator.removeprefix('core/')}"
    return "\n".join((place, *(f"    {line}" for line in changed)))


def main() -> int:
    """Run the sample; end with 1 where a mutant survives."""
    parser = argparse.ArgumentParser(description="Mutation run over the rooms that compute.")
    parser.add_argument("modules", nargs="*", help="such as engine/highlights.py; all rooms where none is named")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="mutants of each room, 0 for all")
    parser.add_argument("--seed", type=int, default=SEED)
    asked = parser.parse_args()
    rooms: Sequence[str] = asked.modules or tuple(ROOMS)
    total, alive = 0, 0
    for library in LOADED:
        importlib.import_module(library)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "checkout"
        ignored = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", "demo", "build", "dist")
        shutil.copytree(ROOT, copy, ignore=ignored)
        compileall.compile_dir(copy / PACKAGE, quiet=1)  # once: the run of a mutant writes none
        for module in rooms:
            if noticed(copy, judges(module)):
                sys.exit(f"{module}: tests that fail by themselves notice every mutant: {judges(module)}")
            mutants = sample(session(copy, module), asked.sample, asked.seed)
            told = [one for mutant in mutants if (one := survives(copy, mutant, judges(module))) is not None]
            total, alive = total + len(mutants), alive + len(told)
            print("\n".join((f"{module}: {len(mutants)} mutants, {len(told)} survive", *told)), flush=True)
    print(f"{total} mutants, {alive} survive")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
