"""What the items of a model are called: a node by its title, an indicator by its question's short title."""

from collections.abc import Mapping

from jazari_assess.app.languages import require_language
from jazari_assess.model.library import Library, ModelContent


def titles(model: ModelContent, library: Library, language: str) -> Mapping[str, str]:
    """Return the title of every node and question of a model, with its id: ids are what commands take.

    Raises ``UsageError`` when the model or its questionnaire has no words in the language.
    """
    require_language((model, library.questionnaires[model.structure.questionnaire]), language)
    questions = library.questionnaires[model.structure.questionnaire].texts[language].questions
    named = {name: text.short for name, text in questions.items()}
    named |= {name: text.title for name, text in model.texts[language].nodes.items()}
    return {name: f"{title} ({name})" for name, title in named.items()}
