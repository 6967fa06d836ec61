"""The words of an XLSForm, each in every language at once, as its columns hold them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.forms.interface import FormContent
from jazari_assess.forms.words import form_words
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.profile import REGIONS, SECTORS
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    ProfileQuestion,
    QuestionnaireText,
    QuestionText,
    YesPartlyNoQuestion,
)
from jazari_assess.reading.content.interface_text import read_interface_text

Words = Mapping[str, str]
"""A text by language."""
_REFERENCE, _APART = "${", "$\u2060{"
"""What a form tool takes for a question, and the same with a joiner that nobody sees between."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a sheet: its cells by column, and the columns that have a text in each language."""

    cells: Mapping[str, str]
    words: Mapping[str, Words]


@dataclass(frozen=True, kw_only=True)
class FormWording:
    """All words of a form: of forms and of the interface by language, and those of the questionnaire."""

    content: FormContent
    own: Mapping[str, InterfaceText]
    shared: Mapping[str, InterfaceText]

    def said(self, key: str, **values: str) -> Words:
        """Return words of forms."""
        return {language: one.say(key, **values) for language, one in self.own.items()}

    def question(self, name: str, part: Callable[[QuestionText], str | None]) -> Words:
        """Return a part of the words of a question, empty where it has none."""
        return self._words(lambda texts: part(texts.questions[name]))

    def section(self, name: str) -> tuple[Words, Words]:
        """Return the title of a section and its introduction."""
        title = self._words(lambda texts: texts.sections[name].title)
        return title, self._words(lambda texts: texts.sections[name].introduction)

    def _words(self, part: Callable[[QuestionnaireText], str | None]) -> Words:
        texts = self.content.questionnaire.texts
        return {language: inert(part(texts[language]) or "") for language in self.own}

    def options(self, name: str) -> Iterator[tuple[str, Words]]:
        """Yield the options of a question, none where a value is typed, each with its words."""
        match self.content.structure.questions[name]:
            case YesPartlyNoQuestion():
                yield from ((option, self.said(f"question.{option}")) for option in YES_PARTLY_NO)
            case ProfileQuestion(field="region" | "sector" as kind):
                known: Sequence[str] = REGIONS if kind == "region" else SECTORS
                for option in known:
                    yield option, {language: one.say(f"{kind}s.{option}") for language, one in self.shared.items()}
            case LevelQuestion(options=count):
                yield from ((str(option), self.option(name, str(option))) for option in range(count))
            case ChoiceQuestion() | ChecklistQuestion() | ProfileQuestion(field="aims") as question:
                yield from ((option, self.option(name, option)) for option in question.options)

    def option(self, name: str, option: str) -> Words:
        """Return the words of an option that the questionnaire words."""

        def words(text: QuestionText) -> str:
            return text.options[option] if isinstance(text.options, Mapping) else (text.options or ())[int(option)]

        return self.question(name, words)


def form_wording(content: FormContent, languages: Sequence[str]) -> FormWording:
    """Return the words of a form in some languages; raise ``ProblemsError`` when a file lacks some."""
    return FormWording(
        content=content,
        own={language: form_words("xlsform", language) for language in languages},
        shared={language: read_interface_text(language) for language in languages},
    )


def inert(text: str) -> str:
    """Return a text in which nothing is a reference to a question."""
    return text.replace(_REFERENCE, _APART)
