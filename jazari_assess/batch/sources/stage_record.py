"""What staging an input gave, kept beside the staged sheets, so that a resumed run does not read the input again."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from jazari_assess.batch.interface import Staged
from jazari_assess.errors import Problem

StagedInput = tuple[Staged | None, tuple[Problem, ...]]
"""The sheets of an input, and the problems of those of its files that could not be read."""
_RECORD = TypeAdapter(StagedInput)
_NAME = "staged.json"


def keep_stage(folder: Path, found: StagedInput) -> None:
    """Write the record last: where it is, the sheets are whole. A name that JSON cannot hold is staged again."""
    growing = folder / f"{_NAME}.growing"
    try:
        growing.write_bytes(_RECORD.dump_json(found))
    except PydanticSerializationError:
        return
    growing.replace(folder / _NAME)


def kept_stage(folder: Path) -> StagedInput | None:
    """Return what was staged, None when it was not or is not found from here."""
    try:
        found = _RECORD.validate_json((folder / _NAME).read_bytes())
    except (OSError, ValidationError):
        return None
    there = found[0] is None or all(sheet.path.is_file() for sheet in found[0].sheets)
    return found if there else None
