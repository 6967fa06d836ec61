"""What a folder of forms was made from, a line a form: a run that was interrupted makes no form a second time."""

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jazari_assess.forms.interface import Form, Prefilled

_NAME = ".forms.jsonl"


class Journal:
    """Knows of each form in a folder what it was made from and what was written.

    A line is written once its form is whole. A line that a killed program left half is passed over: its form is made
    and compared again.
    """

    def __init__(self, folder: Path, form: "Form") -> None:
        """Read what the folder holds; the form without a firm stands for all that forms are made from."""
        self._path = folder / _NAME
        self._blank = form.bytes()
        self._known = dict(_lines(self._path))

    def source(self, known: "Prefilled") -> str:
        """Return what one firm's form is made from, as a digest."""
        told = json.dumps([known.id, known.stage, known.profile.model_dump(mode="json")], ensure_ascii=False)
        return hashlib.sha256(self._blank + told.encode("utf-8", "surrogatepass")).hexdigest()

    def has(self, path: Path, source: str) -> bool:
        """Say whether a form is there as it was made from this source."""
        written = self._known.get((path.name, source))
        return written is not None and path.is_file() and _digest(path.read_bytes()) == written

    def note(self, path: Path, source: str, data: bytes) -> None:
        """Remember that a form is there."""
        line = json.dumps({"file": path.name, "source": source, "sha256": _digest(data)}, ensure_ascii=False)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def _lines(path: Path) -> "dict[tuple[str, str], str]":
    found: dict[tuple[str, str], str] = {}
    if not path.is_file():
        return found
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            told = json.loads(line)
            found[str(told["file"]), str(told["source"])] = str(told["sha256"])
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
