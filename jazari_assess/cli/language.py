"""Which language to speak: ``--lang``, else ``JAZARI_LANG``, else the settings file, else the locale, else French."""

import os
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess.errors import Place, Problem, ProblemsError, UsageError

if TYPE_CHECKING:
    from jazari_assess.model.interface_text import InterfaceText

DEFAULT = "fr"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(asked: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """Return the language to speak.

    Raises ``UsageError`` when ``--lang`` or ``JAZARI_LANG`` names none of ours, ``ProblemsError`` when the settings
    file is wrong.
    """
    from jazari_assess.reading.interface_text import languages

    known = languages()
    for where, wanted in (("--lang", asked), ("JAZARI_LANG", environment.get("JAZARI_LANG"))):
        if wanted:
            return _known(wanted, where, known)
    return _from_settings(settings_file(environment), known) or _from_locale(environment, known) or DEFAULT


def words(asked: str | None) -> "InterfaceText":
    """Return the interface words in the language to speak."""
    from jazari_assess.reading.interface_text import read_interface_text

    return read_interface_text(choose_language(asked))


def words_for_errors(arguments: Sequence[str]) -> "InterfaceText":
    """Return the interface words for a message about ``arguments``, even when these choose a language we lack."""
    from jazari_assess.errors import JazariError
    from jazari_assess.reading.interface_text import read_interface_text

    try:
        return words(_asked_in(arguments))
    except JazariError:
        return read_interface_text(DEFAULT)


def settings_file(environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the user's settings are, whether they exist or not."""
    home = environment.get("XDG_CONFIG_HOME") or (environment.get("APPDATA") if os.name == "nt" else None)
    return (Path(home) if home else Path.home() / ".config") / "jazari-assess" / "settings.yaml"


def _asked_in(arguments: Sequence[str]) -> str | None:
    following = [after for name, after in pairwise(arguments) if name == "--lang"]
    joined = [argument.removeprefix("--lang=") for argument in arguments if argument.startswith("--lang=")]
    return next(iter(following + joined), None)


def _known(wanted: str, where: str, known: Sequence[str]) -> str:
    if wanted not in known:
        raise UsageError("language-unknown", found=wanted, where=where, known=", ".join(known))
    return wanted


def _from_settings(path: Path, known: Sequence[str]) -> str | None:
    if not path.is_file():
        return None
    from jazari_assess.reading.yaml_file import read_yaml

    document = read_yaml(path)
    if not isinstance(document.value, Mapping):
        raise ProblemsError([Problem(code="settings-wrong", place=Place(file=str(path), line=1, column=1))])
    problems = [
        Problem(code="settings-wrong", place=document.place((key,)), path=str(key), values={"known": ", ".join(known)})
        for key, value in document.value.items()
        if key != "language" or value not in known
    ]
    if problems:
        raise ProblemsError(problems)
    language = document.value.get("language")
    return None if language is None else str(language)


def _from_locale(environment: Mapping[str, str], known: Sequence[str]) -> str | None:
    locale = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    language = locale.split(".")[0].split("_")[0].split("@")[0].lower()
    return language if language in known else None
