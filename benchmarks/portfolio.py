"""The store with 100,000 assessments: list, compare and one firm among its peers beside the bare SQL; adding 10,000.

``python benchmarks/portfolio.py [ASSESSMENTS [FOLDER]]``; in a folder that is named, what was made stays for the next
time. Times are of the processor, this process's own, so that they hold on a machine that is busy. Adding counts reading
results of a run, scoring aside, which ``benchmarks/batch.py`` measures.
"""

import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
from sqlalchemy import text

from jazari_assess import app
from jazari_assess.engine.cohort.standing import standings
from jazari_assess.model.benchmark import ScoredBy
from jazari_assess.model.library import ModelContent
from jazari_assess.portfolio.store.location import Location
from jazari_assess.portfolio.store.opening import Store, open_store
from jazari_assess.portfolio.store.queries import PLAN, Filters, lines, records
from jazari_assess.reading.benchmark import read_benchmark

RUNS = 21
MOST_RATIO, LEAST_RATE = 4.0, 500.0
"""Times the bare SQL; assessments a second."""
ADDED = 10_000
CONTEXT = app.Context(language="en", date="2026-11-29")
PEERS = """SELECT score FROM v_score WHERE node = :node AND stage = 'T0' AND sector = :sector AND size = :size"""
LISTED = """SELECT a.id, f.root, v.alias, v.name, a.region, a.sector, a.size, a.stage, a.day, a.score, a.low, a.high,
    a.level, a.level_id, a.coverage, a.added, a.source, a.sha256
    FROM assessment a JOIN firm f ON f.key = a.firm JOIN v_firm v ON v.key = f.root
    ORDER BY a.score DESC LIMIT 100"""
GROUPS = """SELECT node, score FROM v_score WHERE stage = 'T0' AND sector = 'crafts'"""
COMPARED = """SELECT * FROM (
    SELECT a.*, ROW_NUMBER() OVER (
        PARTITION BY f.root, a.questionnaire, a.stage ORDER BY COALESCE(a.day, '') DESC, a.sha256 DESC
    ) AS age FROM assessment a JOIN firm f ON f.key = a.firm WHERE f.root = :firm
) WHERE age = 1 ORDER BY stage"""
SHOWN = """SELECT * FROM assessment a JOIN firm f ON f.key = a.firm WHERE f.root = :firm"""


def run_results(folder: Path, firms: int, seed: int) -> Path:
    """Score a table of firms with a batch run, answers kept, and return its folder; one that is there stays."""
    out = folder / f"out-{seed}"
    if out.exists():
        return out
    chance = random.Random(seed)  # noqa: S311 data of a benchmark
    library = app.read_content(CONTEXT)
    questionnaire = library.questionnaires["industrie-x0"].structure
    levels = {name: one.options for name, one in questionnaire.questions.items() if one.kind == "level"}
    table = {
        "id": [f"{seed}-{number}" for number in range(firms)],
        "firm-name": [f"Firm {seed} {number}" for number in range(firms)],
        "sector": [chance.choice(("crafts", "agri-food", "automotive", "other")) for _ in range(firms)],
        "region": [chance.choice(("oriental", "fes-meknes", "souss-massa")) for _ in range(firms)],
        "staff": [chance.choice((5, 20, 80, 400)) for _ in range(firms)],
        **{name: [chance.randrange(count) for _ in range(firms)] for name, count in levels.items()},
    }
    named = {
        one.field: name
        for name, one in questionnaire.questions.items()
        if one.kind == "profile" and one.field in ("sector", "region", "staff")
    }
    frame = pl.DataFrame(table).rename({field: name for field, name in named.items() if field != name})
    frame.write_csv(folder / f"{seed}.csv")
    request = app.BatchRequest(
        inputs=[str(folder / f"{seed}.csv")], out=out, portfolio=False, list_rows=0, answers=True
    )
    app.run_batch(request, CONTEXT, lambda *_: None)
    return out


def seconds(run: Callable[[], object]) -> float:
    """Return the processor time of one run."""
    started = time.process_time()
    run()
    return time.process_time() - started


def ratio(name: str, ours: Callable[[], object], bare: Callable[[], object]) -> bool:
    """Print how long ours takes beside the bare SQL, and say whether it is within the mark.

    Both run in turn, and the least of each counts: other work only adds to it.
    """
    rounds = [(seconds(ours), seconds(bare)) for _ in range(RUNS)]
    mine, theirs = min(own for own, _ in rounds), min(other for _, other in rounds)
    print(f"| {name} | {mine * 1000:.1f} ms | {theirs * 1000:.1f} ms | {mine / theirs:.2f} x | {MOST_RATIO:.0f} x |")
    return mine <= MOST_RATIO * theirs


def listed(store: Store) -> int:
    """List the hundred best."""
    with store.reading() as connection:
        return len(list(lines(connection, Filters(), sort="score", descending=True, most=100)))


def compared(store: Store, firm: str) -> int:
    """Read what a comparison reads of one firm: its newest assessments and their plans."""
    with store.reading() as connection:
        return len(list(records(connection, Filters(firms=(firm,), latest=True), PLAN)))


def shown(store: Store, firm: str) -> int:
    """Read all of one firm."""
    with store.reading() as connection:
        return len(list(records(connection, Filters(firms=(firm,)))))


def peers(store: Store, values: dict[str, str]) -> int:
    """Read the scores of a firm's group on one node through the documented view."""
    with store.reading() as connection:
        return len(connection.scalars(text(PEERS), values).all())


def placed(file: Path, model: ModelContent) -> int:
    """Read a published benchmark and place a firm in every group of its kind."""
    found = read_benchmark(file, ScoredBy(id=model.structure.id, version=model.structure.version))
    return len(standings(found, ("crafts", "small", "oriental"), dict.fromkeys(found.measures, 40.0)))


def made_store(folder: Path, count: int) -> app.StoreRequest:
    """Return a new store with so many assessments; what is made for it stays in the folder."""
    base, place = folder / "base.db", folder / "portfolio.db"
    if not base.exists():
        app.add_to_portfolio([run_results(folder, count, 1)], app.StoreRequest(store=str(base)), CONTEXT)
    shutil.copyfile(base, place)
    return app.StoreRequest(store=str(place))


def added(folder: Path, place: app.StoreRequest, before: int) -> bool:
    """Add so many more, print how fast, and say whether that is within the mark."""
    more = run_results(folder, ADDED, 2)
    began, started = time.perf_counter(), time.process_time()
    new = app.add_to_portfolio([more], place, CONTEXT).new
    rate, by_clock = new / (time.process_time() - started), new / (time.perf_counter() - began)
    print("| what | by processor time | by the clock | mark |\n|---|---|---|---|")
    print(f"| add {new:,} to {before:,} | {rate:.0f}/s | {by_clock:.0f}/s | {LEAST_RATE:.0f}/s |")
    return rate >= LEAST_RATE


def beside_bare(file: Path, benchmark: Path) -> bool:
    """Print how long each question takes beside the bare SQL, and say whether all are within the mark."""
    store, bare = open_store(Location(file=file, url="")), sqlite3.connect(file)
    model = app.read_content(CONTEXT).models["industrie-x0"]
    (firm,) = bare.execute("SELECT root FROM firm LIMIT 1 OFFSET 1000").fetchone()
    group = {"node": "cybersecurity-privacy", "sector": "crafts", "size": "small"}
    parts = ("plan_item", "plan_service")
    every = ("score", "answer", "signal", *parts, "timing")
    print("\n| what | ours | bare SQL | ratio | mark |\n|---|---|---|---|---|")
    found = [
        ratio("list, the 100 best", lambda: listed(store), lambda: bare.execute(LISTED).fetchall()),
        ratio("compare a firm", lambda: compared(store, firm), lambda: bare_firm(file, firm, COMPARED, parts)),
        ratio("show a firm", lambda: shown(store, firm), lambda: bare_firm(file, firm, SHOWN, every)),
        ratio("one firm among its peers", lambda: peers(store, group), lambda: bare.execute(PEERS, group).fetchall()),
        ratio(
            "benchmark a firm, by what was published",
            lambda: placed(benchmark, model),
            lambda: bare.execute(GROUPS).fetchall(),
        ),
    ]
    bare.close()
    store.close()
    return all(found)


def main() -> int:
    """Print two tables; leave with 1 when a mark is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(name)
        before = max(count - ADDED, 1)
        place = made_store(folder, before)
        good = added(folder, place, before)
        started = time.process_time()
        target, ledger = folder / "benchmark.json", folder / "ledger.json"
        ledger.unlink(missing_ok=True)
        app.publish(app.PublishRequest(target=target, ledger=ledger, replace=True), place, CONTEXT)
        print(f"\npublish all: {time.process_time() - started:.1f} s of the processor")
        good &= beside_bare(folder / "portfolio.db", target)
    return 0 if good else 1


def bare_firm(file: Path, firm: str, query: str, parts: Sequence[str]) -> None:
    """Open the file and read the rows of one firm: what telling of it has to do at least."""
    bare = sqlite3.connect(file)
    rows = bare.execute(query, {"firm": firm}).fetchall()
    for part in parts:
        bare.execute(f"SELECT * FROM {part} WHERE assessment = ?", (rows[0][0],)).fetchall()  # noqa: S608 our own names
    bare.close()


if __name__ == "__main__":
    raise SystemExit(main())
