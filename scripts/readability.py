"""Print how readable the questionnaires' French and English texts are, and how long an interview is estimated to take.

French: Kandel and Moles (1958), 207 - 1.015 x words per sentence - 73.6 x syllables per word. English: Flesch (1948),
206.835 - 1.015 x words per sentence - 84.6 x syllables per word. On both, 60-70 is plain, 50-60 fairly difficult, 30-50
difficult. No syllable count by rule is exact: hyphenation points (Pyphen) are too few, because a line may not
break everywhere a syllable ends, so the larger of them and of the groups of vowels is taken; verbs in -ent then
count one too many, which errs on the side of difficult. LIX (Björnsson 1968: words per sentence + share of words over
six letters, in per cent) stands beside, needs no syllables and is read the other way: under 40 easy, 40-50 medium,
above 50 difficult. For Arabic no formula is in general use, so none is printed.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyphen

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from jazari_assess.content import own_root
from jazari_assess.engine.duration import Duration, estimated_duration
from jazari_assess.model.library import QuestionnaireContent
from jazari_assess.model.questionnaire import ProfileQuestion, QuestionnaireText, QuestionText, ValueQuestion
from jazari_assess.reading.content.library import read_library

WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")  # l'atelier and mise-en-place are one word each
JOINT = re.compile(r"['\u2019-]")
GROUP = {  # one sounded group; an accent on e or a diaeresis begins a new one, y between vowels is a consonant
    "fr": re.compile(r"[éèêëïü]?(?:[aeiouàâîôùûœ]+|(?<![aeiouàâéèêîôùûœ])y)|[éèêëïü]"),
    "en": re.compile(r"[aeiou]+|y(?![aeiou])"),
}
MUTE = {  # an ending that is not sounded
    "fr": re.compile(r"(?<=[qg])ues?$|(?<=.{2})e?s?$"),
    "en": re.compile(r"(?<=[^aeiou]{2})(?<!l)e$|(?<=[aeiou][^aeiou])e$|(?<=[^dt])(?<=.{2})ed$|(?<=.{2}[^szxhc])es$"),
}
SENTENCE_END = re.compile(r"[.!?;:…]+(?=\s|$)")
LONG_WORD = 7
HYPHENATION = {"fr": "fr_FR", "en": "en_GB"}
EASE = {"fr": (207.0, 1.015, 73.6), "en": (206.835, 1.015, 84.6)}
PARTS = ("title", "help", "options", "why", "look-for", "all")


@dataclass(frozen=True, kw_only=True)
class Readability:
    """Counts of some texts, and what the formulas make of them."""

    words: int
    sentence_length: float
    syllables_per_word: float
    ease: float
    lix: float


@cache
def hyphenation(language: str) -> pyphen.Pyphen:
    """Return the hyphenation patterns of a language."""
    return pyphen.Pyphen(lang=HYPHENATION[language])


@cache
def syllables(word: str, language: str) -> int:
    """Return the syllables of a word: by part the larger of hyphenation points and one, and of groups of vowels."""
    parts = [part for part in JOINT.split(word.lower()) if GROUP[language].search(part)]
    return max(1, sum(max(_hyphenated(part, language), _vowel_groups(part, language)) for part in parts))


def _hyphenated(part: str, language: str) -> int:
    return len(hyphenation(language).positions(part)) + 1


def _vowel_groups(part: str, language: str) -> int:
    return len(GROUP[language].findall(MUTE[language].sub("", part)))


def measured(texts: Sequence[str], language: str) -> Readability:
    """Measure texts; each ends a sentence, and so do . ! ? ; : within it, as Flesch counts."""
    sentences = [part for text in texts for part in SENTENCE_END.split(text) if WORD.search(part)]
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    length = len(words) / len(sentences)
    per_word = sum(syllables(word, language) for word in words) / len(words)
    base, by_length, by_syllables = EASE[language]
    return Readability(
        words=len(words),
        sentence_length=length,
        syllables_per_word=per_word,
        ease=base - by_length * length - by_syllables * per_word,
        lix=length + 100 * sum(len(word) >= LONG_WORD for word in words) / len(words),
    )


def part_texts(text: QuestionText, part: str) -> tuple[str, ...]:
    """Return one part of a question's words, or all that a respondent or consultant reads."""
    options = text.options.values() if isinstance(text.options, Mapping) else text.options or ()
    found = {
        "title": (text.title,),
        "help": (text.help,),
        "options": tuple(options),
        "why": (text.why,),
        "look-for": (text.look_for,),
    }
    chosen = found.values() if part == "all" else (found[part],)
    return tuple(words for group in chosen for words in group if words is not None)


def readability_rows(text: QuestionnaireText) -> Iterator[tuple[str, ...]]:
    """Yield the rows of one language's table."""
    for part in PARTS:
        texts = [words for question in text.questions.values() for words in part_texts(question, part)]
        found = measured(texts, text.language)
        yield (
            text.language,
            part,
            str(found.words),
            f"{found.sentence_length:.1f}",
            f"{found.syllables_per_word:.2f}",
            f"{found.ease:.0f}",
            f"{found.lix:.0f}",
        )


def paths(content: QuestionnaireContent) -> Mapping[str, tuple[Sequence[str], bool]]:
    """Return the short path as it is meant, the same with the help read, and the full path."""
    questions = content.structure.questions
    short = [
        name
        for name in content.structure.order
        if isinstance(question := questions[name], ProfileQuestion)
        or (isinstance(question, ValueQuestion) and question.express)
    ]
    return {"express": (short, True), "express, unhurried": (short, False), "full": (content.structure.order, False)}


def duration_rows(content: QuestionnaireContent) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table of durations."""
    for language, text in content.texts.items():
        for path, (names, express) in paths(content).items():
            found: Duration = estimated_duration(content.structure, text, names, express=express)
            figures = (found.reading, found.answering, found.minutes)
            yield language, path, str(found.questions), str(found.words), *(f"{minutes:.1f}" for minutes in figures)


def table(header: Sequence[str], rows: Iterator[tuple[str, ...]]) -> str:
    """Return rows as a Markdown table."""
    rule = ["---", "---", *["---:"] * (len(header) - 2)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (header, rule, *rows))


def main() -> None:
    """Print both tables for each questionnaire."""
    for name, content in read_library([own_root()]).questionnaires.items():
        rows = (row for language in HYPHENATION for row in readability_rows(content.texts[language]))
        header = ("language", "part", "words", "words/sentence", "syllables/word", "ease", "LIX")
        print(f"## {name} {content.structure.version}\n\n{table(header, rows)}\n")
        header = ("language", "path", "questions", "words", "reading, min", "answering, min", "total, min")
        print(table(header, duration_rows(content)))


if __name__ == "__main__":
    main()
