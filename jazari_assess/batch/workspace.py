"""The folder a run works in: staged inputs and finished parts, so that a run that was killed goes on where it was."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from jazari_assess.atomic_file import write_atomically
from jazari_assess.batch.chunk import Part
from jazari_assess.errors import Place, Problem, ProblemsError

FOLDER = ".batch"
_BLOCK = 2**20


def fingerprint(facts: Mapping[str, object]) -> str:
    """Return the hash of everything a run's outputs depend on."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, or of the names and hashes of a folder's files."""
    if path.is_dir():
        inside = {str(one.relative_to(path)): file_hash(one) for one in sorted(path.rglob("*")) if one.is_file()}
        return fingerprint(inside)
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


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
        if resume and known is not None and known.get("mark") != mark:
            raise ProblemsError([Problem(code="batch-resume-other", place=Place(file=str(self.folder.parent)))])
        if not resume or known is None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            self._remember({"mark": mark, "date": date})

    def known_date(self) -> str | None:
        """Return the date of the run that was begun here: going on tomorrow has to give the same outputs."""
        found = (self._known() or {}).get("date")
        return found if isinstance(found, str) else None

    def _known(self) -> dict[str, object] | None:
        try:
            found = json.loads(self._manifest.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def _remember(self, facts: Mapping[str, object]) -> None:
        write_atomically(self._manifest, json.dumps(facts).encode(), replace=True)

    def inputs(self, number: int) -> Path:
        """Return a fresh folder to stage one input in."""
        folder = self.folder / "inputs" / f"{number:04d}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

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
        facts = {"rows": part.rows, "rejected": part.rejected, "normalised": list(part.normalised)}
        (growing / "facts.json").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
        growing.rename(target)

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
        return pl.read_ipc(self.scored_path(table, number))

    def bad(self, table: int, number: int) -> pl.DataFrame:
        """Return a part's bad cells."""
        return pl.read_ipc(self.part_folder(table, number) / "bad.arrow")

    def close(self) -> None:
        """Remove everything: the outputs are in their places."""
        shutil.rmtree(self.folder, ignore_errors=True)
