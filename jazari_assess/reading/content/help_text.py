"""The words of the help: kept as JSON beside the YAML they were read from, so that a start needs no YAML library."""

import json
import zlib
from pathlib import Path

from jazari_assess.content import interface_text_folder
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.reading.content.languages import REFERENCE


def read_help(language: str) -> InterfaceText:
    """Return the words of the commands' help in one language: as they are kept, unless their YAML was changed since.

    Raises as ``read_interface_text``.
    """
    try:
        kept = json.loads(kept_help(language).read_bytes()) or {}
    except (FileNotFoundError, ValueError):
        kept = {}
    if kept.get("sum") != sum_of_yaml(language):
        from jazari_assess.reading.content.interface_text import read_help_text  # noqa: PLC0415 it loads what reads YAML

        return read_help_text(language)
    return InterfaceText(language=language, direction=kept["direction"], entries=kept["entries"])


def help_to_keep(text: InterfaceText) -> str:
    """Return what is kept of words that were read from YAML."""
    kept = {"sum": sum_of_yaml(text.language), "direction": text.direction, "entries": text.entries}
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def kept_help(language: str) -> Path:
    """Return where the words of a language are kept."""
    return _folder() / "kept" / f"{language}.json"


def sum_of_yaml(language: str) -> int:
    """Return a checksum of the words of a language and of those that French has."""
    return zlib.crc32(b"".join((_folder() / f"{name}.yaml").read_bytes() for name in (language, REFERENCE)))


def _folder() -> Path:
    return interface_text_folder() / "help"
