"""The columns that our own XLSForm adds to an export: consent, path, notes, and why a question has no answer."""

from collections.abc import Iterator, Mapping

from jazari_assess.batch.matching.spelling import normal
from jazari_assess.forms.words import form_languages, form_words
from jazari_assess.forms.xlsform.expressions import has_state, takes_note
from jazari_assess.forms.xlsform.names import (
    ACCEPT,
    BEGINNING,
    CONSENT,
    FULL,
    NOTES,
    NOTICE,
    PATH,
    REFUSE,
    SHORT,
    introduction_name,
    note_name,
    question_names,
    section_names,
    state_name,
)
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import QuestionnaireContent

_KIND = "xlsform"


def own_headers(content: QuestionnaireContent) -> frozenset[str]:
    """Return the normal forms of columns that hold no answer: alone, and after the name of their group."""
    asked = (CONSENT, "notice.question"), (PATH, "path.title"), (NOTES, "notes.title"), (NOTICE, "notice.title")
    found = {form for name, key in asked for form in _beginning_forms(name, key)}
    sections = section_names(content.structure).values()
    notes = {introduction_name(section) for section in sections}
    return frozenset(
        found | {normal(note) for note in notes} | {normal(f"{one} {introduction_name(one)}") for one in sections}
    )


def _speeches() -> list[InterfaceText]:
    return [form_words(_KIND, language) for language in form_languages(_KIND)]


def _beginning_forms(name: str, key: str) -> Iterator[str]:
    """Yield the normal forms of a column of what the form asks first: alone, and after the name of their group."""
    speeches = _speeches()
    for asked in (name, *(one.say(key) for one in speeches)):
        yield normal(asked)
        yield from (normal(f"{group} {asked}") for group in (BEGINNING, *(one.say("notice.title") for one in speeches)))


def consent_headers() -> Iterator[str]:
    """Yield the normal forms of the column that says whether the notice was accepted."""
    return _beginning_forms(CONSENT, "notice.question")


def path_headers() -> Iterator[str]:
    """Yield the normal forms of the column of the path."""
    return _beginning_forms(PATH, "path.title")


def consent_words() -> Mapping[str, bool]:
    """Return how that the notice was accepted, or refused, is written, in normal form."""
    return _two_words((ACCEPT, "notice.accept"), (REFUSE, "notice.refuse"))


def path_words() -> Mapping[str, bool]:
    """Return how the short path, and the other, is written, in normal form."""
    return _two_words((SHORT, "path.short"), (FULL, "path.full"))


def _two_words(yes: tuple[str, str], no: tuple[str, str]) -> Mapping[str, bool]:
    ways = ((yes, True), (no, False))
    return {normal(text): held for (name, key), held in ways for text in (name, *(one.say(key) for one in _speeches()))}


def note_headers(content: QuestionnaireContent) -> Iterator[tuple[str, str]]:
    """Yield the normal forms of columns that hold a note to a question, each with the question's id."""
    speeches = [one for one in _speeches() if one.language in content.texts]
    for name, own in question_names(content.structure).items():
        if takes_note(content.structure.questions[name]):
            yield normal(note_name(own)), name
            for one in speeches:
                yield normal(one.say("note", question=content.texts[one.language].questions[name].short)), name


def state_headers(content: QuestionnaireContent) -> Iterator[tuple[str, str]]:
    """Yield the normal forms of columns that say why a question has no answer, each with the question's id."""
    speeches = _speeches()
    for name, own in question_names(content.structure).items():
        if has_state(content.structure.questions[name]):
            yield normal(state_name(own)), name
            for one in speeches:
                if one.language in content.texts:
                    yield normal(one.say("state", question=content.texts[one.language].questions[name].short)), name
