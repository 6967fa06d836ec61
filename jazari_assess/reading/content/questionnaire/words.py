"""Whether the words of a questionnaire are complete in one language, and none is left over."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from jazari_assess.errors import Problem
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    Questionnaire,
    QuestionnaireText,
    QuestionText,
    TextQuestion,
    YesPartlyNoQuestion,
)
from jazari_assess.reading.content.parts import missing_words, unmatched_words
from jazari_assess.reading.yaml_json.document import Document, KeyPath

_UNSCORED = ("help",)
_FACT = ("help", "why")
_SCORED = ("help", "look-for", "why", "evidence")


def questionnaire_words_problems(
    questionnaire: Questionnaire, text: QuestionnaireText, document: Document
) -> Iterator[Problem]:
    """Yield every key that the words lack, and every word that the structure has no place for."""
    yield from unmatched_words(document, ("sections",), questionnaire.sections, text.sections)
    yield from unmatched_words(document, ("questions",), questionnaire.questions, text.questions)
    for name, words in text.questions.items():
        question = questionnaire.questions.get(name)
        if question is not None:
            yield from _question_problems(question, words, document, ("questions", name))


def _question_problems(question: Question, words: QuestionText, document: Document, path: KeyPath) -> Iterator[Problem]:
    for key in _needed(question):
        if getattr(words, key.replace("-", "_")) is None:
            yield missing_words(document, (*path, key))
    yield from _unit_problems(question, words, document, path)
    yield from _options_problems(question, words, document, (*path, "options"))


def _needed(question: Question) -> tuple[str, ...]:
    if isinstance(question, TextQuestion | ProfileQuestion):
        return _UNSCORED
    return _FACT if question.fact else _SCORED


def _unit_problems(question: Question, words: QuestionText, document: Document, path: KeyPath) -> Iterator[Problem]:
    if isinstance(question, NumberQuestion) and words.unit is None:
        yield missing_words(document, (*path, "unit"))
    if not isinstance(question, NumberQuestion) and words.unit is not None:
        yield document.key_problem("words-unfit", (*path, "unit"), key="unit", kind=question.kind)


def _options_problems(question: Question, words: QuestionText, document: Document, path: KeyPath) -> Iterator[Problem]:
    match question:
        case LevelQuestion() | ChoiceQuestion() | ChecklistQuestion() if words.options is None:
            yield missing_words(document, path)
        case LevelQuestion():
            yield from _level_options(question, words, document, path)
        case ChoiceQuestion() | ChecklistQuestion():
            if isinstance(words.options, Mapping):
                yield from unmatched_words(document, path, question.options, words.options)
            else:
                yield document.key_problem("options-as-mapping", path, kind=question.kind)
        case NumberQuestion() | YesPartlyNoQuestion() | TextQuestion() | ProfileQuestion():
            if words.options is not None:
                yield document.key_problem("words-unfit", path, key="options", kind=question.kind)
        case _:
            assert_never(question)


def _level_options(
    question: LevelQuestion, words: QuestionText, document: Document, path: KeyPath
) -> Iterator[Problem]:
    if not isinstance(words.options, tuple):
        yield document.key_problem("options-as-list", path, kind=question.kind)
    elif len(words.options) != question.options:
        values = {"found": str(len(words.options)), "expected": str(question.options)}
        yield document.key_problem("options-count", path, **values)
