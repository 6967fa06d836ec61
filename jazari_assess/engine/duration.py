"""How long an interview takes, estimated from the lengths of its texts.

Reading speed. Brysbaert (2019, Journal of Memory and Language 109, meta-analysis of 190 studies): adults read English
non-fiction silently at 238 words a minute. Trauzettel-Klosinski and Dietz (2012, Investigative Ophthalmology & Visual
Science 53(9), IReST) measured the same texts in 17 languages: 228 words a minute in English, 195 in French, 138 in
Arabic, whose words carry more. So the speed in a language is 238 x (its IReST speed) / 228.

Answering time has no such source: the seconds below are our estimates until pilot interviews are timed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

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

SILENT_ENGLISH = 238.0
"""Words a minute, silent reading of English non-fiction (Brysbaert 2019)."""
IREST: Mapping[str, float] = {"en": 228.0, "fr": 195.0, "ar": 138.0}
"""Words a minute, read aloud: only their ratios are used (Trauzettel-Klosinski and Dietz 2012)."""
IREST_MEAN = 184.0  # over the 17 languages, for one we have no figure of

SHORT_PATH_SECONDS = 6.0
"""A first answer given on the spot, as on an ordinary survey page."""
FULL_PATH_SECONDS = 15.0
"""A figure is recalled, a document named or a note taken."""
FACT_SECONDS = 6.0
"""Looked up, or known."""
PROFILE_SECONDS = 6.0
"""Known."""
TEXT_SECONDS = 60.0
"""Spoken."""


@dataclass(frozen=True, kw_only=True)
class Duration:
    """An estimate for some questions: how many, the words to read, and the minutes that reading and answering take."""

    questions: int
    words: int
    reading: float
    answering: float

    @property
    def minutes(self) -> float:
        """Reading and answering together."""
        return self.reading + self.answering


def reading_speed(language: str) -> float:
    """Return the words a minute that an adult reads silently in a language."""
    return SILENT_ENGLISH * IREST.get(language, IREST_MEAN) / IREST["en"]


def estimated_duration(
    questionnaire: Questionnaire, text: QuestionnaireText, names: Sequence[str], *, express: bool
) -> Duration:
    """Estimate the time for the questions ``names``, such as those of a path or those still open.

    On the short path titles and options are read, and the help only in doubt, which is not counted; on the full path
    the help is read too. The introductions of the sections that occur are read once.
    """
    sections = {questionnaire.section_of(name) for name in names}
    introductions = (
        part for name in sections for part in (text.sections[name].title, text.sections[name].introduction)
    )
    words = _words(introductions) + sum(_question_words(text.questions[name], express=express) for name in names)
    seconds = sum(_seconds(questionnaire.questions[name], express=express) for name in names)
    return Duration(
        questions=len(names),
        words=words,
        reading=words / reading_speed(text.language),
        answering=seconds / 60,
    )


def _words(texts: Iterable[str | None]) -> int:
    return sum(len(text.split()) for text in texts if text is not None)


def _question_words(text: QuestionText, *, express: bool) -> int:
    options = text.options.values() if isinstance(text.options, Mapping) else text.options or ()
    return _words((text.title, None if express else text.help, *options))


def _seconds(question: Question, *, express: bool) -> float:
    match question:
        case ProfileQuestion():
            return PROFILE_SECONDS
        case TextQuestion():
            return TEXT_SECONDS
        case LevelQuestion() | ChoiceQuestion() | ChecklistQuestion() | NumberQuestion() | YesPartlyNoQuestion():
            if question.fact:
                return FACT_SECONDS
            return SHORT_PATH_SECONDS if express else FULL_PATH_SECONDS
        case _:
            assert_never(question)
