"""The settings file: what a user chose once, for every command."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess.errors import Place, Problem, ProblemsError, UsageError
from jazari_assess.model.bounds import MOST_CAPACITY, MOST_STALE_MONTHS

if TYPE_CHECKING:
    from jazari_assess.model.plan_settings import PlanSettings
    from jazari_assess.reading.yaml_json.document import Document

SETTINGS = (
    "language",
    "institute",
    "cndp-reference",
    "consultant",
    "brand",
    "benchmark",
    "capacity",
    "bidi",
    "stale-months",
)
"""Every setting, in the order in which they are shown."""
_REMEMBERED = re.compile(r'([a-z-]+): "([^"\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]*)"')
"""A line as it is remembered, whose value stands in it as it is: YAML and JSON read the same of it."""
_KNOWN = {"settings": ", ".join(SETTINGS)}
_FREE_TEXT = ("institute", "cndp-reference", "consultant")
_BIDI = ("logical", "visual")
_NONE = "{}\n"
"""A file without a setting: an empty one would be no YAML of ours."""
_LONGEST = 200
"""Characters of a line at the foot of a page, with room; longer is no name or reference."""


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

    Raises ``ProblemsError`` with each line that is none of ``SETTINGS``, or whose value is none.
    """
    if not _is_there(path):
        return {}
    remembered = _as_remembered(path)
    if remembered is not None and all(_is_setting(*one, languages) for one in remembered.items()):
        return remembered
    from jazari_assess.reading.yaml_json.yaml_file import read_yaml

    document = read_yaml(path)
    if not isinstance(document.value, Mapping):
        place = Place(file=str(path), line=1, column=1)
        raise ProblemsError([Problem(code="settings-wrong", place=place, values=_KNOWN)])
    problems = [
        _problem(document, key) for key, value in document.value.items() if not _is_setting(key, value, languages)
    ]
    if problems:
        raise ProblemsError(problems)
    return {key: str(value) for key, value in document.value.items()}


def _as_remembered(path: Path) -> Mapping[str, str] | None:
    """Return the lines of a file that is as ``remember`` writes it; None for any other, which is read as YAML.

    A start reads the settings, and what reads YAML takes a third of the time that help takes.
    """
    try:
        lines = path.read_bytes().decode().removesuffix("\n").split("\n")
    except (OSError, ValueError):
        return None
    found = [_REMEMBERED.fullmatch(line) for line in lines]
    named = {one[1]: one[2] for one in found if one is not None}
    return named if len(named) == len(lines) else None


def _is_setting(name: str, value: object, languages: Sequence[str]) -> bool:
    """Say whether a value may stand under a name; a number that was remembered is a text."""
    match name:
        case "language":
            return value in languages
        case "bidi":
            return value in _BIDI
        case "brand" | "benchmark":
            return isinstance(value, str) and value != ""
        case "stale-months":
            return _is_number(value, 1, MOST_STALE_MONTHS, whole=True)
        case "capacity":
            return _is_number(value, 0, MOST_CAPACITY, whole=False)
        case _:
            return name in _FREE_TEXT and isinstance(value, str) and len(value) <= _LONGEST


def _is_number(value: object, low: int, high: int, *, whole: bool) -> bool:
    text = "" if isinstance(value, bool) else str(value)
    digits = text if whole else text.replace(".", "", 1)
    return digits.isascii() and digits.isdigit() and low <= float(text) <= high


def standing_plan_settings(languages: Sequence[str]) -> "PlanSettings":
    """Return what a plan respects unless asked otherwise: the user's capacity and months, else ours.

    Raises ``ProblemsError`` as ``read_settings``.
    """
    from jazari_assess.model.plan_settings import PlanSettings

    chosen = read_settings(settings_file(), languages)
    own = PlanSettings(stale_months=stale_months(languages))
    return own.model_copy(update={"capacity": float(chosen["capacity"])}) if "capacity" in chosen else own


def stale_months(languages: Sequence[str]) -> int:
    """Return after how many months a fact of the catalogue is to be checked: as the settings file says, else 18.

    Raises ``ProblemsError`` as ``read_settings``.
    """
    from jazari_assess.model.plan_settings import PlanSettings

    chosen = read_settings(settings_file(), languages).get("stale-months")
    return PlanSettings().stale_months if chosen is None else int(chosen)


def change_setting(name: str, value: str, environment: Mapping[str, str] = os.environ) -> Path:
    """Write one setting, or take it out where the value is empty, and return the settings file.

    A brand folder and a benchmark are read before they are taken, and kept with their whole path. Raises
    ``UsageError`` for a name or a value that is none, ``ProblemsError`` when the brand, the benchmark or the file is
    wrong, or cannot be written.
    """
    from jazari_assess.reading.content.languages import languages
    from jazari_assess.reading.yaml_json.document import nearest

    known, path, wanted = languages(), settings_file(environment), value.strip()
    if name not in SETTINGS:
        raise UsageError("setting-unknown", found=name, near=nearest(name, SETTINGS), known=", ".join(SETTINGS))
    before = read_settings(path, known)
    rest = {key: kept for key, kept in before.items() if key != name}
    if wanted:
        rest[name] = _taken(name, wanted, known)
    remember(path, {key: rest[key] for key in SETTINGS if key in rest})
    return path


def _taken(name: str, wanted: str, languages: Sequence[str]) -> str:
    """Return a value as it is kept."""
    kept = wanted.replace(",", ".") if name == "capacity" else wanted
    if name == "brand":
        from jazari_assess.reading.brand import read_brand

        folder = Path(wanted).expanduser().resolve()
        read_brand(folder, languages[0])
        kept = str(folder)
    if name == "benchmark":
        from jazari_assess.reading.benchmark import read_published

        file = Path(wanted).expanduser().resolve()
        read_published(file)
        kept = str(file)
    if not _is_setting(name, kept, languages):
        raise _refusal(name, wanted, languages)
    return kept


def _refusal(name: str, wanted: str, languages: Sequence[str]) -> UsageError:
    """Return why a value may not stand under a name."""
    found = wanted[:_LONGEST]
    match name:
        case "language" | "bidi":
            choices = languages if name == "language" else _BIDI
            return UsageError("setting-choice-wrong", setting=name, found=found, known=", ".join(choices))
        case "capacity" | "stale-months":
            low, high = (0, MOST_CAPACITY) if name == "capacity" else (1, MOST_STALE_MONTHS)
            return UsageError("setting-number-wrong", setting=name, found=found, low=str(low), high=str(high))
        case _:
            return UsageError("setting-text-long", setting=name, limit=str(_LONGEST))


def setting_names() -> tuple[str, ...]:
    """Return every setting, in the order in which they are shown."""
    return SETTINGS


def chosen_settings(environment: Mapping[str, str] = os.environ) -> Mapping[str, str]:
    """Return what the user chose, by name, in the order of ``SETTINGS``; raises as ``read_settings``."""
    from jazari_assess.reading.content.languages import languages

    found = read_settings(settings_file(environment), languages())
    return {name: found[name] for name in SETTINGS if name in found}


def remember(path: Path, settings: Mapping[str, str]) -> None:
    """Write the settings anew; the folder is made where it is missing.

    Raises ``ProblemsError`` when it cannot be written.
    """
    from jazari_assess.app.files import write_files

    quoted = {name: json.dumps(value, ensure_ascii=False) for name, value in settings.items()}
    text = "".join(f"{name}: {value}\n" for name, value in quoted.items())
    write_files(path.parent, {path.name: text or _NONE}, replace=True)


def _problem(document: "Document", key: str) -> Problem:
    return Problem(code="settings-wrong", place=document.place((key,)), path=str(key), values=_KNOWN)
