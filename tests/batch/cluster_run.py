"""A run on a Dask cluster of two worker processes of this machine; the second argument kills one of them midway."""

import json
import os
import signal
import sys
import threading
import time
from functools import partial
from pathlib import Path

from distributed import LocalCluster

from jazari_assess.cli.batch_reports import render_firm
from tests.batch.running import run


def kill_one(cluster: LocalCluster, seconds: float) -> None:
    """Kill one worker process after some seconds."""
    time.sleep(seconds)
    process = next(iter(cluster.workers.values())).process
    os.kill(process.pid, signal.SIGKILL)


def main() -> None:
    """Run over the table named first, into the folder named second; the third is after how many seconds to kill."""
    table, out, after = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
    render = partial(render_firm, content=(), kinds=("json",), language="fr", date="2026-11-21")
    with LocalCluster(  # type: ignore[no-untyped-call]  # Dask types little
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        if after:
            threading.Thread(target=kill_one, args=(cluster, after), daemon=True).start()
        outcome = run(
            table, out=out, cluster=cluster.scheduler_address, chunk_rows=4, render=render, report_kinds=("json",)
        )
        sys.stdout.write(json.dumps({"scored": outcome.counts.scored, "workers": len(cluster.workers)}))


if __name__ == "__main__":
    main()
