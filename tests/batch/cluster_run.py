"""A run on a Dask cluster of two worker processes of this machine, one of which dies in the middle of the reports."""

import json
import sys
from functools import partial
from pathlib import Path

from distributed import LocalCluster

from tests.batch.rendering import render_or_die
from tests.batch.running import run


def main() -> None:
    """Run over the table or URL named first, into the folder named second; the third is made when the worker dies."""
    table, out, mark = sys.argv[1], *map(Path, sys.argv[2:])
    with LocalCluster(  # type: ignore[no-untyped-call]  # Dask types little
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        outcome = run(
            table,  # type: ignore[arg-type]  # a URL is no path
            out=out,
            cluster=cluster.scheduler_address,
            block_rows=8,
            render=partial(render_or_die, mark=mark),
            report_kinds=("json",),
        )
        sys.stdout.write(json.dumps({"scored": outcome.counts.scored, "workers": len(cluster.workers)}))


if __name__ == "__main__":
    main()
