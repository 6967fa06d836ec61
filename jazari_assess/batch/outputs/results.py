"""From scored parts to results: firms that come twice are set aside, the rest is written in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from jazari_assess.batch.interface import shown_name
from jazari_assess.batch.request import Request
from jazari_assess.batch.scoring.rows import Plan
from jazari_assess.batch.sources.inputs import Opened
from jazari_assess.batch.workspace import Workspace

_SEED = 7  # any one: the same in both hashes, and in every run


@dataclass(frozen=True, kw_only=True)
class Duplicate:
    """A row about a firm that an earlier row was scored for."""

    table: int
    position: int
    row: int


@dataclass(frozen=True, kw_only=True)
class Twin:
    """Rows that seem to be about one firm, by ``kind`` "ice" or "name", though their ids differ: file and row each."""

    kind: str
    places: tuple[tuple[str, int], ...]


@dataclass(frozen=True, kw_only=True)
class Results:
    """The scored rows of all tables as files in order, the rows set aside as duplicates, and what stands twice.

    ``replaced`` are the rejected rows, as (table, position), that came in again corrected.
    """

    paths: tuple[Path, ...]
    duplicates: tuple[Duplicate, ...]
    rows: int
    twins: tuple[Twin, ...]
    replaced: frozenset[tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class ScoredRun:
    """A run between scoring and writing: everything that its outputs and its last words are made from.

    ``parts`` are (table, number) in order; a table's plan stands at its number.
    """

    request: Request
    workspace: Workspace
    opened: Opened
    plans: Sequence[Plan]
    parts: Sequence[tuple[int, int]]
    results: Results


def gather_results(
    workspace: Workspace, plans: Sequence[Plan], parts: Sequence[tuple[int, int]], repeats: str = "first"
) -> Results:
    """Keep one scored row of each firm and stage over all parts, ``(table, number)`` in order.

    ``repeats`` says which: the "first", or the "newest" by its date, the first where dates do not tell.
    """
    if not parts:
        return Results(paths=(), duplicates=(), rows=0, twins=(), replaced=frozenset())
    found = [workspace.scored_path(table, number) for table, number in parts]
    names = ("key", "date") if repeats == "newest" else ("key",)
    every = pl.concat([pl.scan_ipc(path).select(names).collect() for path in found]).with_row_index()
    repeated = (~every["key"].is_first_distinct()).to_numpy()
    if repeats == "newest" and repeated.any():
        newest = every.sort("date", descending=True, nulls_last=True, maintain_order=True)
        kept = newest.filter(pl.col("key").is_first_distinct())["index"].to_numpy()
        repeated = ~np.isin(np.arange(every.height), kept)
    ends = np.cumsum([pl.scan_ipc(path).select(pl.len()).collect().item() for path in found])
    paths: list[Path] = []
    duplicates: list[Duplicate] = []
    for (table, number), path, again in zip(parts, found, np.split(repeated, ends[:-1]), strict=True):
        if not again.any():
            paths.append(path)
        else:
            scored = workspace.scored(table, number)
            duplicates += [
                Duplicate(table=table, position=position, row=row)
                for position, row in scored.filter(pl.Series(again)).select("position", "row").rows()
            ]
            paths.append(path.with_name("kept.arrow"))
            scored.filter(pl.Series(~again)).write_ipc(paths[-1], compression="uncompressed")
    rows = int((~repeated).sum())
    return Results(
        paths=tuple(paths),
        duplicates=tuple(duplicates),
        rows=rows,
        twins=tuple(_twins(paths)),
        replaced=_replaced(workspace, plans, parts),
    )


def _replaced(
    workspace: Workspace, plans: Sequence[Plan], parts: Sequence[tuple[int, int]]
) -> frozenset[tuple[int, int]]:
    """Return the rejected rows whose correction is among the inputs: file and row say which they are."""
    origins = {part: workspace.origins(*part) for part in parts}
    last: dict[tuple[str, int], int] = {}
    for (table, _), own in origins.items():
        last |= dict.fromkeys(own.select("file", "row").rows(), table)
    found = set()
    for (table, number), own in origins.items() if last else ():
        name = shown_name(Path(plans[table].table.file))
        given_back = {position: (file, row) for position, file, row in own.select("position", "file", "row").rows()}
        rejected = workspace.bad(table, number).filter(~pl.col("open")).unique("position")
        for position, row in rejected.select("position", "row").rows():
            origin = given_back.get(position)
            replacing = last.get(origin or (name, row), -1)
            if replacing > table or (origin is None and replacing >= 0):
                found.add((table, position))
    return frozenset(found)


def _twins(paths: Sequence[Path]) -> Iterator[Twin]:
    """Yield the firms that stand under two ids: one ICE, or one name in one region."""
    for kind, same in (("ice", ["ice"]), ("name", ["firm", "region"])):
        who = pl.struct(same).hash(seed=_SEED)
        several = _several_ids(paths, who, same)
        if not several.len():
            continue
        twice = pl.concat([_named(path, same).filter(who.is_in(several.implode())).collect() for path in paths])
        groups = twice.group_by(same, maintain_order=True)
        ids, ices = pl.col("id").n_unique().alias("ids"), pl.col("ice").n_unique().alias("ices")
        told = groups.agg(ids, ices, "file", "row").filter(pl.col("ids") > 1)
        told = told if kind == "ice" else told.filter(pl.col("ices") == 1)  # two ICEs are two firms
        for files, lines in told.select("file", "row").rows():
            yield Twin(kind=kind, places=tuple(zip(files, lines, strict=True)))


def _named(path: Path, same: Sequence[str]) -> pl.LazyFrame:
    """Return who the rows of a part are about, those aside of which some of ``same`` is not known."""
    rows = pl.scan_ipc(path).select("id", "ice", "firm", "region", "file", "row")
    return rows.with_columns(pl.col("firm").str.to_lowercase()).drop_nulls(same)


def _several_ids(paths: Sequence[Path], who: pl.Expr, same: Sequence[str]) -> pl.Series:
    """Return the hashes of who stands under several ids: the names of all firms are more than fit in memory."""
    hashes = (who.alias("who"), pl.col("id").hash(seed=_SEED).alias("id"))
    parts = [_named(path, same).select(hashes).collect() for path in paths]
    found, ids = (np.concatenate([part[name].to_numpy() for part in parts]) for name in ("who", "id"))
    ordered = np.sort(found)
    if not (ordered[1:] == ordered[:-1]).any():  # nearly always, and found out in a fraction of the time
        return pl.Series(dtype=pl.UInt64)
    order = np.argsort(found)
    found, ids = found[order], ids[order]
    # where a hash has several ids, two that stand beside each other differ
    again = (found[1:] == found[:-1]) & (ids[1:] != ids[:-1])
    return pl.Series(found[1:][again], dtype=pl.UInt64).unique()
