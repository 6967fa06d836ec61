"""The store with 100,000 assessments: listing, showing and one firm among its peers beside the bare SQL; adding 10,000.

``python benchmarks/portfolio.py [ASSESSMENTS]``; times are of the processor, this process's own, so that they hold on a
machine that is busy. Adding counts reading results of a run, scoring aside, which ``benchmarks/batch.py`` measures.
"""

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from sqlalchemy import text

from jazari_assess import app
from jazari_assess.portfolio.store.location import Location
from jazari_assess.portfolio.store.opening import Store, open_store
from jazari_assess.portfolio.store.queries import Filters, lines, records

RUNS = 5
MOST_RATIO, LEAST_RATE = 4.0, 500.0
"""Times the bare SQL; assessments a second."""
ADDED = 10_000
CONTEXT = app.Context(language="en", date="2026-11-29")
PEERS = """SELECT score FROM v_score WHERE node = :node AND stage = 'T0' AND sector = :sector AND size = :size"""
LISTED = """SELECT a.id, f.root, v.alias, v.name, a.region, a.sector, a.size, a.stage, a.day, a.score, a.low, a.high,
    a.level, a.level_id, a.coverage, a.added, a.source, a.sha256
    FROM assessment a JOIN firm f ON f.key = a.firm JOIN v_firm v ON v.key = f.root
    ORDER BY a.score DESC LIMIT 100"""
SHOWN = """SELECT * FROM assessment a JOIN firm f ON f.key = a.firm WHERE f.root = :firm"""


def run_results(folder: Path, firms: int, seed: int) -> Path:
    """Score a table of firms with a batch run, answers kept, and return its folder."""
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
    out = folder / f"out-{seed}"
    request = app.BatchRequest(
        inputs=[str(folder / f"{seed}.csv")], out=out, portfolio=False, list_rows=0, answers=True
    )
    app.run_batch(request, CONTEXT, lambda *_: None)
    return out


def timed(run: Callable[[], object]) -> float:
    """Return the median processor time of some runs."""
    times = []
    for _ in range(RUNS):
        started = time.process_time()
        run()
        times.append(time.process_time() - started)
    return sorted(times)[RUNS // 2]


def ratio(name: str, ours: Callable[[], object], bare: Callable[[], object]) -> bool:
    """Print how long ours takes beside the bare SQL, and say whether it is within the mark."""
    mine, theirs = timed(ours), timed(bare)
    print(f"| {name} | {mine * 1000:.1f} ms | {theirs * 1000:.1f} ms | {mine / theirs:.2f} x | {MOST_RATIO:.0f} x |")
    return mine <= MOST_RATIO * theirs


def listed(store: Store) -> int:
    """List the hundred best."""
    with store.reading() as connection:
        return len(list(lines(connection, Filters(), sort="score", descending=True, most=100)))


def shown(store: Store, firm: str) -> int:
    """Read all of one firm."""
    with store.reading() as connection:
        return len(list(records(connection, Filters(firms=(firm,)))))


def peers(store: Store, values: dict[str, str]) -> int:
    """Read the scores of a firm's group on one node through the documented view."""
    with store.reading() as connection:
        return len(connection.scalars(text(PEERS), values).all())


def main() -> int:
    """Print two tables; leave with 1 when a mark is missed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = app.StoreRequest(store=str(folder / "portfolio.db"))
        app.add_to_portfolio([run_results(folder, max(count - ADDED, 1), 1)], place, CONTEXT)
        more = run_results(folder, ADDED, 2)
        began, started = time.perf_counter(), time.process_time()
        added = app.add_to_portfolio([more], place, CONTEXT).new
        rate, by_clock = added / (time.process_time() - started), added / (time.perf_counter() - began)
        print("| what | by processor time | by the clock | mark |\n|---|---|---|---|")
        print(f"| add {added:,} to {count - ADDED:,} | {rate:.0f}/s | {by_clock:.0f}/s | {LEAST_RATE:.0f}/s |")
        good = rate >= LEAST_RATE
        store = open_store(Location(file=folder / "portfolio.db", url=""))
        bare = sqlite3.connect(folder / "portfolio.db")
        (firm,) = bare.execute("SELECT root FROM firm LIMIT 1 OFFSET 1000").fetchone()
        group = {"node": "cybersecurity-privacy", "sector": "crafts", "size": "small"}
        print("\n| what | ours | bare SQL | ratio | mark |\n|---|---|---|---|---|")
        good &= ratio("list, the 100 best", lambda: listed(store), lambda: bare.execute(LISTED).fetchall())
        good &= ratio(
            "one firm among its peers", lambda: peers(store, group), lambda: bare.execute(PEERS, group).fetchall()
        )
        good &= ratio("show a firm", lambda: shown(store, firm), lambda: bare_firm(folder / "portfolio.db", firm))
        bare.close()
        store.close()
    return 0 if good else 1


def bare_firm(file: Path, firm: str) -> None:
    """Open the file and read the rows of one firm: what showing it has to do at least."""
    bare = sqlite3.connect(file)
    rows = bare.execute(SHOWN, {"firm": firm}).fetchall()
    for part in ("score", "answer", "signal", "plan_item", "plan_service", "timing"):
        bare.execute(f"SELECT * FROM {part} WHERE assessment = ?", (rows[0][0],)).fetchall()  # noqa: S608 our own names
    bare.close()


if __name__ == "__main__":
    raise SystemExit(main())
