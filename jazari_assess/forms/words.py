"""The words of forms: those that all kinds share, and those of one kind; ``text/<lang>.yaml`` beside each."""

from pathlib import Path

from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.reading.content.interface_text import read_report_text

_SHARED = Path(__file__).parent


def form_languages(kind: str) -> tuple[str, ...]:
    """Return the languages that one kind of form has words in."""
    return tuple(sorted(path.stem for path in (_SHARED / kind / "text").glob("*.yaml")))


def form_words(kind: str, language: str) -> InterfaceText:
    """Return the words of one kind of form, a folder beside this file; raise ``ProblemsError`` when some lack."""
    shared, own = read_report_text([_SHARED], language), read_report_text([_SHARED / kind], language)
    return InterfaceText(language=own.language, direction=own.direction, entries={**shared.entries, **own.entries})
