"""The settings file: what a user chose once, for every command."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from jazari_assess.app.files import write_files
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.reading.yaml_json.document import Document
from jazari_assess.reading.yaml_json.yaml_file import read_yaml

_FREE_TEXT = ("cndp-reference", "institute")
_CHOICES: Mapping[str, Sequence[str]] = {"bidi": ("logical", "visual")}
_LONGEST = 200
"""Characters of a line at the foot of a page, with room; longer is no name or reference."""
_STALE_MONTHS = "stale-months"
_MOST_MONTHS = 600
"""Fifty years: beyond that a number is a slip, and dates would leave the calendar."""


def settings_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the user's settings are, whether they exist or not."""
    folder = environment.get("XDG_CONFIG_HOME") or (environment.get("APPDATA") if os.name == "nt" else None)
    return (Path(folder) if folder else _home() / ".config") / "jazari-assess" / "settings.yaml"


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # a user without a home, as in a container
        return Path("/nonexistent")


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except PermissionError:  # a home that this user may not enter holds no settings of this user
        return False


def read_settings(path: Path, languages: Sequence[str]) -> Mapping[str, str]:
    """Return the settings by name, empty when there is no file.

    Raises ``ProblemsError`` with each line that is none of ours: ``language``, ``bidi``, ``institute``,
    ``cndp-reference``, ``stale-months``.
    """
    if not _is_there(path):
        return {}
    document = read_yaml(path)
    if not isinstance(document.value, Mapping):
        raise ProblemsError([Problem(code="settings-wrong", place=Place(file=str(path), line=1, column=1))])
    allowed = {"language": languages, **_CHOICES}
    problems = [
        _problem(document, key, languages)
        for key, value in document.value.items()
        if not (
            value in allowed.get(key, ())
            or (key in _FREE_TEXT and isinstance(value, str) and len(value) <= _LONGEST)
            or (key == _STALE_MONTHS and _is_months(value))
        )
    ]
    if problems:
        raise ProblemsError(problems)
    return {key: str(value) for key, value in document.value.items()}


def stale_months(languages: Sequence[str]) -> int:
    """Return after how many months a fact of the catalogue is to be checked: as the settings file says, else 18.

    Raises ``ProblemsError`` as ``read_settings``.
    """
    chosen = read_settings(settings_file(), languages).get(_STALE_MONTHS)
    return PlanSettings().stale_months if chosen is None else int(chosen)


def _is_months(value: object) -> bool:
    """Say whether a value is a number of months; one that was remembered is a text."""
    text = "" if isinstance(value, bool) else str(value)
    return text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST_MONTHS


def remember(path: Path, settings: Mapping[str, str]) -> None:
    """Write the settings anew; the folder is made where it is missing.

    Raises ``ProblemsError`` when it cannot be written.
    """
    quoted = {name: json.dumps(value, ensure_ascii=False) for name, value in settings.items()}
    text = "".join(f"{name}: {value}\n" for name, value in quoted.items())
    write_files(path.parent, {path.name: text}, replace=True)


def _problem(document: Document, key: str, languages: Sequence[str]) -> Problem:
    return Problem(
        code="settings-wrong",
        place=document.place((key,)),
        path=str(key),
        values={"known": ", ".join(languages)},
    )
