"""The assessments a person worked on last: what a start without arguments, or an interview without a file, offers."""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from jazari_assess.app.files import slug, write_files
from jazari_assess.app.settings import settings_file
from jazari_assess.errors import ProblemsError
from jazari_assess.reading.yaml_json.yaml_file import read_yaml

_SUFFIXES = (".yaml", ".yml", ".json")
_SCHEMA = "jazari-assess/assessment/1"
_MOST = 9
"""Files offered: as many as one digit chooses from."""
_MOST_LOOKED_AT = 100
"""Files of a folder whose first lines are read: a folder of a batch has thousands."""
_LARGEST = 2_000_000
"""Bytes; an assessment has some tens of thousands."""


@dataclass(frozen=True, kw_only=True)
class Recent:
    """An assessment that may be taken up: whose it is, at which stage, how many answers it has, when it was written."""

    path: Path
    firm: str
    stage: str
    answers: int
    day: date


def recent_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the paths of the last assessments are kept: beside the settings."""
    return settings_file(environment).with_name("recent.yaml")


def recent_assessments(folder: Path, environment: Mapping[str, str] = os.environ) -> tuple[Recent, ...]:
    """Return the assessments worked on last, the newest first, then those of a folder; nine at most."""
    found = (glance(path) for path in dict.fromkeys((*_remembered(recent_file(environment)), *_in_folder(folder))))
    return tuple(one for one in found if one is not None)[:_MOST]


def remember_recent(path: Path, environment: Mapping[str, str] = os.environ) -> None:
    """Put an assessment first among those worked on last; where that cannot be written, it is not remembered."""
    kept, whole = recent_file(environment), _whole(path)
    _write(kept, [whole, *(one for one in _remembered(kept) if one != whole)][:_MOST])


def forget_recent(path: Path, environment: Mapping[str, str] = os.environ) -> None:
    """Take an assessment out of those worked on last."""
    kept, whole = recent_file(environment), _whole(path)
    before = _remembered(kept)
    if whole in before:
        _write(kept, [one for one in before if one != whole])


def file_for(firm: str, folder: Path) -> Path:
    """Return the assessment of a firm in a folder, named after it: the one there is, or one that can be begun."""
    stem = slug(firm)
    path, number = folder / f"{stem}.yaml", 1
    while path.exists() and ((there := glance(path)) is None or there.firm != firm.strip()):
        number += 1
        path = folder / f"{stem}-{number}.yaml"
    return path


def glance(path: Path) -> Recent | None:
    """Return what an assessment says of itself; None for what is none, is gone or cannot be read."""
    try:
        facts = path.stat()
        if not path.is_file() or facts.st_size > _LARGEST or path.suffix.lower() not in _SUFFIXES:
            return None
        value = read_yaml(path).value
    except (OSError, ProblemsError):
        return None
    if not isinstance(value, Mapping) or value.get("schema") != _SCHEMA:
        return None
    profile, answers = value.get("profile"), value.get("answers")
    return Recent(
        path=path,
        firm=str(profile.get("firm", "")) if isinstance(profile, Mapping) else "",
        stage=str(value.get("stage", "T0")),
        answers=len(answers) if isinstance(answers, Mapping) else 0,
        day=datetime.fromtimestamp(facts.st_mtime, tz=UTC).astimezone().date(),
    )


def _whole(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - a path that is gone, or a link, stays as it was given


def _remembered(kept: Path) -> list[Path]:
    try:
        value = read_yaml(kept).value if kept.is_file() else None
    except (OSError, ProblemsError):
        return []
    return [Path(one) for one in value if isinstance(one, str)] if isinstance(value, tuple) else []


def _write(kept: Path, paths: Iterable[Path]) -> None:
    text = "".join(f"- {json.dumps(str(path), ensure_ascii=False)}\n" for path in paths)
    with suppress(ProblemsError):
        write_files(kept.parent, {kept.name: text or "[]\n"}, replace=True)


def _in_folder(folder: Path) -> list[Path]:
    try:
        named = [path for path in folder.iterdir() if path.suffix.lower() in _SUFFIXES and path.name[:1] != "."]
        newest = sorted(named, key=lambda path: path.lstat().st_mtime, reverse=True)
    except OSError:
        return []
    return [_whole(path) for path in newest[:_MOST_LOOKED_AT]]
