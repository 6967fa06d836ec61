"""The folder a run works in: staged inputs and finished parts, so that a run that was killed goes on where it was.

Of a run that ended only a record stays: what it wrote, by name and hash, and its counts.
"""

import gc
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
from pydantic import TypeAdapter, ValidationError

from jazari_assess.atomic_file import patiently, remove_folder, write_atomically
from jazari_assess.batch.progress import Counts
from jazari_assess.batch.scoring.block import Part
from jazari_assess.batch.tables import read_table
from jazari_assess.errors import Place, Problem, ProblemsError

FOLDER, REPORTS = ".batch", "reports"
_BLOCK = 2**20
"""Bytes hashed at once: large enough that the calls do not count."""


def fingerprint(facts: Mapping[str, object]) -> str:
    """Return the hash of everything a run's outputs depend on."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


@dataclass(frozen=True, kw_only=True)
class Ended:
    """What a run wrote: the hash of each file by its path below the output folder, and each firm's reports by name."""

    counts: Counts
    files: Mapping[str, str]
    reports: Mapping[str, Mapping[str, str]]

    def marks(self) -> Mapping[str, str]:
        """Return the hash of every output, reports included."""
        reports = {f"{REPORTS}/{name}": mark for one in self.reports.values() for name, mark in one.items()}
        return {**self.files, **reports}

    def intact(self, out: Path) -> bool:
        """Say whether everything is there as it was written."""
        return all(is_whole(out / name, mark) for name, mark in self.marks().items())


@dataclass(frozen=True, kw_only=True)
class _Manifest:
    """What a folder is about: its run, the outputs of an earlier one that it replaces, and how it ended."""

    mark: str
    date: str
    earlier: tuple[str, ...] = ()
    ended: Ended | None = None


_MANIFEST = TypeAdapter(_Manifest)


def is_whole(path: Path, mark: str) -> bool:
    """Say whether a file is there with the content that was hashed."""
    return path.is_file() and not path.is_symlink() and file_hash(path) == mark


class Workspace:
    """The working folder inside the output folder; each part in it is whole or absent."""

    def __init__(self, out: Path) -> None:
        """Name the folder; nothing is made yet."""
        self.folder = out / FOLDER
        self._manifest = self.folder / "run.json"

    def open(self, mark: str, date: str, *, resume: bool) -> None:
        """Begin a run whose outputs depend on what ``mark`` hashes, or go on with one; ``date`` is what they carry.

        Raises ``ProblemsError`` when the run to go on with was another one.
        """
        known = self._known()
        if resume and known is not None:
            if known.mark != mark:
                raise ProblemsError([Problem(code="batch-resume-other", place=Place(file=str(self.folder.parent)))])
            if known.ended is not None:
                self._reopen(known, known.ended)
            return
        earlier = () if known is None else tuple(self._left(known))
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self._remember(_Manifest(mark=mark, date=date, earlier=earlier))

    def known_date(self) -> str | None:
        """Return the date of the run that was begun here: going on tomorrow has to give the same outputs."""
        known = self._known()
        return None if known is None else known.date

    def ended(self, mark: str) -> Ended | None:
        """Return how the run that ``mark`` stands for ended here; None when it did not."""
        known = self._known()
        return known.ended if known is not None and known.mark == mark else None

    def stale(self, ended: Ended) -> Sequence[str]:
        """Return the outputs of an earlier run in this folder that the run did not write anew."""
        known = self._known()
        return [name for name in (() if known is None else known.earlier) if name not in ended.marks()]

    def end(self, ended: Ended) -> Sequence[Problem]:
        """Leave nothing but the record of a run; return what could not be removed because a program holds it."""
        known = self._known()
        if known is not None:
            self._remember(replace(known, earlier=(), ended=ended))
        return self.sweep()

    def sweep(self) -> Sequence[Problem]:
        """Remove everything that holds answers; return what could not be removed because a program holds it."""
        gc.collect()  # a table that nobody uses any more may still hold its file
        folders = [path for path in list(self.folder.iterdir()) if path.is_dir()]
        held = [path for path in folders if not remove_folder(path)]
        return [Problem(code="answers-left", place=Place(file=str(path))) for path in held]

    def _reopen(self, known: _Manifest, ended: Ended) -> None:
        """Go on with a run that ended, but whose outputs are no longer all there."""
        for number, files in ended.reports.items():
            self.keep_report(int(number), files)
        self._remember(replace(known, ended=None))

    def _left(self, known: _Manifest) -> Iterator[str]:
        yield from known.earlier
        if known.ended is not None:
            yield from known.ended.files
        reports = self.reports() if known.ended is None else known.ended.reports
        yield from (f"{REPORTS}/{name}" for files in reports.values() for name in files)

    def _known(self) -> _Manifest | None:
        try:
            return _MANIFEST.validate_json(self._manifest.read_bytes())
        except (OSError, ValidationError):
            return None

    def _remember(self, manifest: _Manifest) -> None:
        write_atomically(self._manifest, _MANIFEST.dump_json(manifest), replace=True)

    def keep_report(self, number: int, files: Mapping[str, str]) -> None:
        """Note that the reports of a firm are written: their hashes by name."""
        folder = self.folder / REPORTS
        folder.mkdir(exist_ok=True)
        write_atomically(folder / f"{number:07d}", json.dumps(files).encode(), replace=True)

    def reports(self) -> Mapping[str, Mapping[str, str]]:
        """Return the reports that are written: hash by name, by the number of the firm."""
        folder = self.folder / REPORTS
        found = sorted(folder.iterdir()) if folder.is_dir() else []
        return {path.name: json.loads(path.read_bytes()) for path in found if path.name.isdecimal()}

    def forget_report(self, number: str) -> None:
        """Take back that the reports of a firm are written."""
        (self.folder / REPORTS / number).unlink(missing_ok=True)

    def inputs(self, number: int) -> Path:
        """Return the folder that one input is staged in; it may not be there yet."""
        return self.folder / "inputs" / f"{number:04d}"

    def part_folder(self, table: int, number: int) -> Path:
        """Return where a part is kept."""
        return self.folder / "parts" / f"{table:04d}-{number:06d}"

    def has_part(self, table: int, number: int) -> bool:
        """Say whether a part is there, whole."""
        return self.part_folder(table, number).is_dir()

    def keep_part(self, table: int, number: int, part: Part) -> None:
        """Write a part; it appears whole or not at all."""
        target = self.part_folder(table, number)
        growing = target.with_name(f".{target.name}.{os.getpid()}")
        shutil.rmtree(growing, ignore_errors=True)
        growing.mkdir(parents=True)
        part.scored.write_ipc(growing / "scored.arrow", compression="uncompressed")
        part.bad.write_ipc(growing / "bad.arrow", compression="uncompressed")
        part.origins.write_ipc(growing / "origins.arrow", compression="uncompressed")
        facts: dict[str, object] = {
            "rows": part.rows,
            "blank": part.blank,
            "rejected": part.rejected,
            "opened": part.opened,
        }
        facts |= {"normalised": list(part.normalised), "shares": list(part.shares)}
        (growing / "facts.json").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
        patiently(lambda: growing.rename(target))

    def facts(self, table: int, number: int) -> Mapping[str, object]:
        """Return the counts of a part and what was normalised in it."""
        found: Mapping[str, object] = json.loads(
            (self.part_folder(table, number) / "facts.json").read_text(encoding="utf-8")
        )
        return found

    def scored_path(self, table: int, number: int) -> Path:
        """Return the file of a part's scored rows."""
        return self.part_folder(table, number) / "scored.arrow"

    def scored(self, table: int, number: int) -> pl.DataFrame:
        """Return a part's scored rows."""
        return read_table(self.scored_path(table, number))

    def bad(self, table: int, number: int) -> pl.DataFrame:
        """Return a part's bad cells."""
        return read_table(self.part_folder(table, number) / "bad.arrow")

    def origins(self, table: int, number: int) -> pl.DataFrame:
        """Return where the corrected rows of a part came from."""
        return read_table(self.part_folder(table, number) / "origins.arrow")

    def close(self) -> None:
        """Remove everything: the outputs are in their places."""
        shutil.rmtree(self.folder, ignore_errors=True)
