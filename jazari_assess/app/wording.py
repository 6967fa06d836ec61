"""How things are called in a language: titles, notices and numbers, and what of a user's own content has no words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_decimal

from jazari_assess.app.language import words
from jazari_assess.errors import UsageError
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent, nearest_words
from jazari_assess.model.maturity import MaturityModel
from jazari_assess.render.page.wording import Wording, figures, half_up

__all__ = ["Wording", "figures"]


def require_language(contents: Iterable[QuestionnaireContent | ModelContent], language: str) -> None:
    """Raise ``UsageError`` for the first questionnaire or model without words in the language."""
    for content in contents:
        if language not in content.texts:
            known = ", ".join(content.texts)
            raise UsageError("content-language-missing", found=content.structure.id, language=language, known=known)


def catalogue_titles(library: Library, language: str) -> Mapping[str, str]:
    """Return what each service and each action of the catalogue is called, by id."""
    texts = nearest_words(library.catalogue.texts, language)
    found = {name: one.title for name, one in texts.services.items()}
    return found | {name: one.title for name, one in texts.actions.items()}


def titles(model: ModelContent, library: Library, language: str) -> Mapping[str, str]:
    """Return the title of every node and question of a model, with its id: ids are what commands take.

    Raises ``UsageError`` when the model or its questionnaire has no words in the language.
    """
    questionnaire = library.questionnaires[model.structure.questionnaire]
    require_language((model, questionnaire), language)
    named = {name: text.short for name, text in questionnaire.texts[language].questions.items()}
    named |= {name: text.title for name, text in model.texts[language].nodes.items()}
    return {name: f"{title} ({name})" for name, title in named.items()}


@dataclass(frozen=True, kw_only=True)
class NamedModel:
    """A model and how it is called in a language."""

    model: ModelContent
    library: Library
    language: str

    @property
    def titles(self) -> Mapping[str, str]:
        """The title of every item of the model; raises ``UsageError`` when it has no words in the language."""
        return titles(self.model, self.library, self.language)

    @property
    def notices(self) -> Mapping[str, str]:
        """What the model says it is not, by its id; empty for one that is no view."""
        return notices((self.model,), self.language)


def notices(models: Iterable[ModelContent], language: str) -> Mapping[str, str]:
    """Return what each view says it is not, and what a model counts for an answer that is not there: by model.

    In a language or the nearest there is; it stands beside all its figures.
    """
    interface = words(language)
    found = {
        model.structure.id: " ".join(
            [nearest_words(model.texts, language).notice or "", *_stand_ins(model.structure, interface)]
        ).strip()
        for model in models
    }
    return {name: notice for name, notice in found.items() if notice}


def _stand_ins(model: MaturityModel, interface: InterfaceText) -> Sequence[str]:
    counted = {"missing": model.missing, "not-applicable": model.not_applicable}
    return [
        interface.say(f"counts-as.{name}", score=figures(interface).number(100 * one.value))
        for name, one in counted.items()
        if one is not None
    ]


def decimals(value: float, count: int, wording: Wording) -> str:
    """Return a figure with exactly ``count`` decimals: a consistency ratio, or a term of a sum in its column."""
    rounded = half_up(value, Decimal(1).scaleb(-count))
    return format_decimal(rounded, format=f"#,##0.{'0' * count}", locale=wording.locale)
