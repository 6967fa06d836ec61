"""Files of words as the tests read them: those of skeletons too, in which a line may wait for what is put there."""

import re
from pathlib import Path

import yaml

_WAITING_LINE = re.compile(r"(?m)^\$\w+$")


def words_at(path: Path) -> object:
    """Return what stands in a file of words."""
    return yaml.safe_load(_WAITING_LINE.sub("", path.read_text(encoding="utf-8")))
