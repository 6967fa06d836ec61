"""Which language to speak, and its words."""

import os
from collections.abc import Iterable, Mapping, Sequence

from jazari_assess.app.settings import read_settings, settings_file
from jazari_assess.errors import JazariError, UsageError
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.reading.content.help_text import read_help
from jazari_assess.reading.content.languages import languages

__all__ = ["languages"]

DEFAULT = "fr"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(asked: str | None, environment: Mapping[str, str] = os.environ) -> str:
    """Return ``asked``, else ``JAZARI_LANG``, else the language of the settings file, else the locale's, else French.

    Raises ``UsageError`` when what was asked or ``JAZARI_LANG`` names none of ours, ``ProblemsError`` when the settings
    file is wrong.
    """
    known = languages()
    for where, wanted in (("--lang", asked), ("JAZARI_LANG", environment.get("JAZARI_LANG"))):
        if wanted:
            return _known(wanted, where, known)
    settings = read_settings(settings_file(environment), known)
    return settings.get("language") or _from_locale(environment, known) or DEFAULT


def words(asked: str | None) -> InterfaceText:
    """Return the interface words in the language to speak; raises as ``choose_language``."""
    from jazari_assess.reading.content.interface_text import read_interface_text

    return read_interface_text(choose_language(asked))


def words_for_errors(asked: str | None) -> InterfaceText:
    """Return the interface words for a message about a command, even when it asks for a language we lack."""
    try:
        return words(asked)
    except JazariError:
        return words(DEFAULT)


def help_words(asked: str | None) -> InterfaceText:
    """Return the words of the help in the language to speak, even when what was asked is none of ours."""
    try:
        return read_help(choose_language(asked))
    except JazariError:
        return read_help(DEFAULT)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known names most like a name, for a message."""
    from jazari_assess.reading.yaml_json.document import nearest as most_like

    return most_like(name, known)


def _known(wanted: str, where: str, known: Sequence[str]) -> str:
    if wanted not in known:
        raise UsageError("language-unknown", found=wanted, where=where, known=", ".join(known))
    return wanted


def _from_locale(environment: Mapping[str, str], known: Sequence[str]) -> str | None:
    locale = next((environment[name] for name in _LOCALE if environment.get(name)), "")
    language = locale.split(".")[0].split("_")[0].split("@")[0].lower()
    return language if language in known else None
