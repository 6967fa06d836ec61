"""Compare what two commits compute: every value of the samples' JSON and of a seeded batch of 2,000 firms.

    python scripts/compare_commits.py OLD main

Each commit is checked out beside this one in a temporary folder and runs with this interpreter. Prints each key whose
values differ, how often and the first pair, and ends with 1 when there is one. Numbers are compared exactly.
"""

import argparse
import csv
import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
import yaml

ROOT = Path(__file__).resolve().parent.parent
DAY, ROWS, SEED = "2026-11-21", 2000, 7
GIT = shutil.which("git") or "git"
QUESTIONNAIRE = "industrie-x0"
COMMANDS = (("score", "--json"), ("plan", "--json"))
Values = Mapping[str, object]


def checked_out(commit: str, folder: Path) -> Path:
    """Check a commit out as a worktree of its own."""
    target = folder / commit.replace("/", "-")
    subprocess.run([GIT, "-C", str(ROOT), "worktree", "add", "--detach", "--force", str(target), commit], check=True)
    return target


def ran(tree: Path, *arguments: str) -> str:
    """Run the command of a checkout; return what it writes, or how it ended."""
    environment = {**os.environ, "PYTHONPATH": str(tree), "JAZARI_LANG": "en"}
    command = [sys.executable, "-m", "jazari_assess", *arguments]
    ended = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    return ended.stdout if ended.returncode in {0, 3} else json.dumps({"exit": ended.returncode})


def flat(found: object, key: str = "") -> Iterator[tuple[str, object]]:
    """Yield every single value below a key."""
    match found:
        case Mapping():
            for name, value in found.items():
                yield from flat(value, f"{key}.{name}" if key else str(name))
        case list():
            for number, value in enumerate(found):
                yield from flat(value, f"{key}[{number}]")
        case _:
            yield key, found


def sample_values(tree: Path) -> dict[str, object]:
    """Return every value of the samples' scores and plans."""
    found: dict[str, object] = {}
    samples = sorted((tree / "questionnaires" / QUESTIONNAIRE / "examples").glob("*.yaml"))
    for sample, (name, *options) in itertools.product(samples, COMMANDS):
        text = ran(tree, name, str(sample), "--date", DAY, *options)
        found |= {f"{name} {sample.stem}: {key}": value for key, value in flat(json.loads(text))}
    return found


def _cell(question: Mapping[str, object], chance: random.Random, row: int) -> object:  # noqa: PLR0911 - one line a kind
    """Return an answer in the words of the questionnaire's file, or none."""
    if question["kind"] != "profile" and chance.random() < 0.1:  # noqa: PLR2004 - one in ten is left open
        return ""
    match question:
        case {"kind": "level", "options": int(options)}:
            return chance.randrange(options)
        case {"kind": "choice" | "checklist", "options": options}:
            return chance.choice(list(options))  # type: ignore[call-overload]
        case {"kind": "number"}:
            return chance.randrange(0, 100)
        case {"kind": "yes-partly-no"}:
            return chance.choice(["yes", "partly", "no"])
        case {"field": "firm"}:
            return f"Firm {row}"
        case {"field": "region"}:
            return chance.choice(["fes-meknes", "oriental", "casablanca-settat", ""])
        case {"field": "sector"}:
            return chance.choice(["automotive", "agri-food", "other", ""])
        case {"field": "staff" | "turnover"}:
            return chance.randrange(1, 400)
        case _:
            return ""


def write_batch(tree: Path, path: Path) -> None:
    """Write a table of seeded answers to the questions of a checkout."""
    text = (tree / "questionnaires" / QUESTIONNAIRE / "questionnaire.yaml").read_text(encoding="utf-8")
    questions: Mapping[str, Mapping[str, object]] = yaml.safe_load(text)["questions"]
    chance = random.Random(SEED)  # noqa: S311 - made data, not secrets
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(questions)
        writer.writerows([_cell(one, chance, row) for one in questions.values()] for row in range(ROWS))


def batch_values(tree: Path, table: Path, out: Path) -> dict[str, object]:
    """Return every value of the batch's results, from Parquet and from CSV."""
    ran(tree, "batch", "run", str(table), "--out", str(out), "--no-portfolio", "--model", "siri", "--date", DAY)
    if not (out / "results.parquet").is_file():
        return {"batch": "no results"}
    frames = {"parquet": pl.read_parquet(out / "results.parquet")}
    frames["csv"] = pl.read_csv(out / "results.csv", infer_schema=False)
    return {
        f"batch {kind}: {name}[{row}]": value
        for kind, frame in frames.items()
        for name in frame.columns
        for row, value in enumerate(frame[name])
    }


def differences(first: Values, second: Values) -> Iterator[tuple[str, object, object]]:
    """Yield each key whose value is not the same, ``absent`` where there is none."""
    for key in {**first, **second}:
        values = first.get(key, "absent"), second.get(key, "absent")
        if repr(values[0]) != repr(values[1]):
            yield key, *values


def kind_of(key: str) -> str:
    """Return a key without its row numbers, so that a column is told once."""
    return re.sub(r"\[\d+\]", "[]", key)


def main() -> int:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("first")
    parser.add_argument("second")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="jazari-compare-") as name:
        folder = Path(name)
        trees = [checked_out(commit, folder) for commit in (asked.first, asked.second)]
        try:
            write_batch(trees[0], folder / "batch.csv")
            found = [
                {**sample_values(tree), **batch_values(tree, folder / "batch.csv", folder / f"out-{number}")}
                for number, tree in enumerate(trees)
            ]
        finally:
            for tree in trees:
                subprocess.run([GIT, "-C", str(ROOT), "worktree", "remove", "--force", str(tree)], check=False)
    return report(*found)


def report(first: Values, second: Values) -> int:
    """Print each kind of key that differs, with how often and the first pair; return the exit code."""
    told = list(differences(first, second))
    counts = Counter(kind_of(key) for key, *_ in told)
    for kind, count in counts.items():
        key, before, after = next(one for one in told if kind_of(one[0]) == kind)
        print(f"{kind}: {count} (first: {key}: {before!r} -> {after!r})")
    print(f"{len({**first, **second})} values compared, {len(told)} differ")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
