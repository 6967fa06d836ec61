"""Which languages a user's own content has words in: what lacks the language asked for is refused by name."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from jazari_assess.errors import UsageError

if TYPE_CHECKING:
    from jazari_assess.model.library import ModelContent, QuestionnaireContent

Text = TypeVar("Text")


def require_language(contents: "Iterable[QuestionnaireContent | ModelContent]", language: str) -> None:
    """Raise ``UsageError`` for the first questionnaire or model without words in the language."""
    for content in contents:
        if language not in content.texts:
            known = ", ".join(content.texts)
            raise UsageError("content-language-missing", found=content.structure.id, language=language, known=known)


def nearest_words(texts: Mapping[str, Text], language: str) -> Text:
    """Return the words in a language, or those of the first language there are: a list names all there is."""
    return texts[language] if language in texts else next(iter(texts.values()))
