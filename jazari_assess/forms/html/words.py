"""The words that the page shows, one set a language: of the form, the questions, the model and the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from jazari_assess.engine.duration import estimated_duration
from jazari_assess.forms.html.json_data import Json, dumped
from jazari_assess.forms.interface import FormContent
from jazari_assess.forms.words import form_words
from jazari_assess.model.actions import ActionText
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.plurals import plural_form
from jazari_assess.model.services import ServiceText
from jazari_assess.model.typography import set_words
from jazari_assess.reading.content.interface_text import read_interface_text

_OFF_PAGE = ("instructions.", "noscript", "direction")
_SHARED = ("regions", "sectors", "sizes")
_COUNTED = 200
"""Numbers whose plural form the page holds; above, that of a number is that of 100 and its last two digits."""


@dataclass(frozen=True, kw_only=True)
class Speech:
    """The words of one language: those of the form, and those it shares with the interface."""

    own: InterfaceText
    shared: InterfaceText


def speech_of(language: str) -> Speech:
    """Return the words of one language; raise ``ProblemsError`` when a file lacks some."""
    return Speech(own=form_words("html", language), shared=read_interface_text(language))


def words_data(content: FormContent, speech: Speech) -> Mapping[str, Json]:
    """Return all words that the page shows in one language."""
    own, shared, language = speech.own, speech.shared, speech.own.language
    questions, model = content.questionnaire.texts[language], content.model.texts[language]
    catalogue = content.catalogue.texts[language]
    found: Mapping[str, Json] = {
        "language": language,
        "direction": own.direction,
        "plurals": [plural_form(Decimal(number), language) for number in range(_COUNTED)],
        "form": {key: words for key, words in own.entries.items() if not key.startswith(_OFF_PAGE)},
        **{group: _group(shared, group) for group in _SHARED},
        "title": questions.title,
        "description": questions.description,
        "sections": {name: dumped(one) for name, one in questions.sections.items()},
        "questions": {name: dumped(one, "evidence") for name, one in questions.questions.items()},
        "seconds": _seconds(content, language),
        "flags": {name: dumped(one) for name, one in questions.flags.items()},
        "checks": {name: dumped(one) for name, one in questions.checks.items()},
        "nodes": {name: {"title": one.title, "short": one.short} for name, one in model.nodes.items()},
        "levels": {name: dumped(one) for name, one in model.levels.items()},
        "requirements": dict(model.requirements),
        "aims": {name: one.title for name, one in model.aims.items()},
        "actions": {name: _action(one) for name, one in catalogue.actions.items()},
        "services": {name: _service(catalogue.services[name]) for name in content.services},
        "providers": {name: catalogue.providers[name].name for name in content.providers},
    }
    return {name: _set(words, own) for name, words in found.items()}


def _set(words: Json, speech: InterfaceText) -> Json:
    """Return words as the language sets them, what would turn round in right-to-left text set apart."""
    match words:
        case str():
            return set_words(words, speech.language)
        case Mapping():
            return {name: _set(part, speech) for name, part in words.items()}
        case list() | tuple():
            return [_set(part, speech) for part in words]
        case _:
            return words


def _group(shared: InterfaceText, group: str) -> Mapping[str, Json]:
    start = group + "."
    return {key.removeprefix(start): words for key, words in shared.entries.items() if key.startswith(start)}


def _action(text: ActionText) -> Json:
    """Return an action's words as a list, which takes half the room: title, first step, done when, first step alone."""
    words = [text.title, text.first_step, text.done_when]
    return words if text.first_step_micro is None else [*words, text.first_step_micro]


def _service(text: ServiceText) -> Mapping[str, Json]:
    return {"title": text.title, "ask": text.ask, "source": text.source}


def _seconds(content: FormContent, language: str) -> Mapping[str, Json]:
    """Return the seconds that each question takes on the full and on the short path, section's introduction apart."""
    text, structure = content.questionnaire.texts[language], content.structure
    bare = text.model_copy(
        update={
            "sections": {
                name: one.model_copy(update={"title": "", "introduction": ""}) for name, one in text.sections.items()
            }
        }
    )
    return {
        name: [
            round(60 * estimated_duration(structure, bare, [name], express=express).minutes)
            for express in (False, True)
        ]
        for name in structure.order
    }
