"""The columns that our own XLSForm adds to an export: consent, path, notes, and why a question has no answer."""

from collections.abc import Iterator

from jazari_assess.batch.matching.spelling import normal
from jazari_assess.forms.words import form_languages, form_words
from jazari_assess.forms.xlsform.expressions import has_state
from jazari_assess.forms.xlsform.names import (
    BEGINNING,
    CONSENT,
    NOTICE,
    PATH,
    introduction_name,
    question_names,
    section_names,
    state_name,
)
from jazari_assess.model.library import QuestionnaireContent

_KIND = "xlsform"


def own_headers(content: QuestionnaireContent) -> frozenset[str]:
    """Return the normal forms of columns that hold no answer: alone, and after the name of their group."""
    speeches = [form_words(_KIND, language) for language in form_languages(_KIND)]
    groups = {BEGINNING, *(one.say("notice.title") for one in speeches)}
    asked = {CONSENT, PATH, NOTICE, *(one.say(key) for one in speeches for key in ("notice.question", "path.title"))}
    own = {(), *((group,) for group in groups)}
    found = {normal(" ".join((*group, name))) for group in own for name in asked}
    sections = section_names(content.structure).values()
    notes = {introduction_name(section) for section in sections}
    return frozenset(
        found | {normal(note) for note in notes} | {normal(f"{one} {introduction_name(one)}") for one in sections}
    )


def state_headers(content: QuestionnaireContent) -> Iterator[tuple[str, str]]:
    """Yield the normal forms of columns that say why a question has no answer, each with the question's id."""
    speeches = [form_words(_KIND, language) for language in form_languages(_KIND)]
    for name, own in question_names(content.structure).items():
        if has_state(content.structure.questions[name]):
            yield normal(state_name(own)), name
            for one in speeches:
                if one.language in content.texts:
                    yield normal(one.say("state", question=content.texts[one.language].questions[name].short)), name
