"""Which edition of the questionnaire a table answers: the present one, or an earlier one in whose words it is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from jazari_assess.batch.interface import Staged, Table
from jazari_assess.batch.matching.headers import Matching, match_headers
from jazari_assess.batch.matching.map_file import BatchMap
from jazari_assess.batch.matching.tables import likely_table
from jazari_assess.batch.matching.vocabulary import Vocabulary
from jazari_assess.batch.scoring.answers import resolver
from jazari_assess.batch.scoring.columns import as_text
from jazari_assess.batch.sources.staged_rows import scan
from jazari_assess.model.questionnaire import Questionnaire, options_of
from jazari_assess.reading.workbook.sheet_survey import Note

Earlier = Callable[[], Sequence[Vocabulary]]
"""The words of the earlier editions, the newest first; read only where the present words do not do."""
_SAMPLE_ROWS, _SAMPLE_WORDINGS = 2_000, 40
"""Rows of a table, and different texts of a column, among which words of another edition show."""
_MOST_SHOWN, _LONGEST, _HEAD = 3, 60, 20
"""Texts shown of a column, the characters of each, and how many of these are its beginning."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """The words a table is read in, and what is to be said of them."""

    vocabulary: Vocabulary
    notes: tuple[Note, ...] = ()


def answered_edition(
    staged: Staged, present: Vocabulary, earlier: Earlier, saved: BatchMap, sheet: str | None
) -> Answered:
    """Return the words of the edition that the map names, else of the one that knows most of what a table holds.

    A table counts as one of an earlier edition where that knows more headers and wordings which the present one does
    not than the other way round.
    """
    version = present.questionnaire.version
    if saved.edition is not None:
        every = [present] if saved.edition == version else earlier()
        return Answered(vocabulary=next(one for one in every if one.questionnaire.version == saved.edition))
    own = _Known.of(staged, present, saved, sheet)
    best = Answered(vocabulary=present)
    most = 0
    for vocabulary in earlier() if own.strange else ():
        old = _Known.of(staged, vocabulary, saved, sheet)
        only_old, only_new = _less(old.known, own.known), _less(own.known, old.known)
        if len(only_old) - len(only_new) > most:
            most = len(only_old) - len(only_new)
            best = Answered(vocabulary=vocabulary, notes=tuple(_notes(vocabulary, version, only_old, only_new)))
    return best


def gone_note(asked: Questionnaire, present: Questionnaire, matching: Matching) -> tuple[Note, ...]:
    """Name the columns whose question the present edition asks no more."""
    gone = [
        match.header.text
        for match in matching.matches
        if match.target.question in asked.questions and match.target.question not in present.questions
    ]
    values = {"count": str(len(gone)), "examples": _examples(gone)}
    return (Note(key="edition-gone", values=values),) if gone else ()


def _notes(old: Vocabulary, version: str, only_old: Sequence[str], only_new: Sequence[str]) -> Iterator[Note]:
    versions = {"version": old.questionnaire.version, "present": version}
    for key, texts in (("edition", only_old), ("edition-mixed", only_new)):
        if texts:
            yield Note(key=key, values={**versions, "count": str(len(texts)), "examples": _examples(texts)})


def _examples(texts: Sequence[str]) -> str:
    lines = (" ".join(text.split()) for text in texts[:_MOST_SHOWN])
    return "; ".join(one if len(one) <= _LONGEST else f"{one[:_HEAD]}…{one[_HEAD + 1 - _LONGEST :]}" for one in lines)


def _less(some: Mapping[tuple[str, str], str], others: Mapping[tuple[str, str], str]) -> list[str]:
    return [text for key, text in some.items() if key not in others]


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What a vocabulary knows of a table, by column and text: headers that name a question, and answers under them.

    ``strange`` says that it does not know everything.
    """

    known: Mapping[tuple[str, str], str]
    strange: bool

    @classmethod
    def of(cls, staged: Staged, vocabulary: Vocabulary, saved: BatchMap, sheet: str | None) -> "_Known":
        table = likely_table(staged, vocabulary, saved, sheet)
        matching = match_headers(table.headers, vocabulary, saved)
        known = {(match.header.column, ""): match.header.text for match in matching.matches if match.target.question}
        strange = bool(matching.unused or matching.near)
        for column, text, is_known in _wordings(table, matching, vocabulary, saved):
            strange |= not is_known
            if is_known:
                known[column, text] = text
        return cls(known=known, strange=strange)


def _wordings(
    table: Table, matching: Matching, vocabulary: Vocabulary, saved: BatchMap
) -> Iterator[tuple[str, str, bool]]:
    """Yield some texts of the columns of options, as (column, text, whether an option is known by it)."""
    questions = vocabulary.questionnaire.questions
    asked = [
        match for match in matching.matches if not match.target.item and _has_options(vocabulary, match.target.question)
    ]
    columns = list(dict.fromkeys(match.header.column for match in asked))
    sample = scan(table.path).select(columns).slice(table.first, _SAMPLE_ROWS).collect() if columns else pl.DataFrame()
    for match in asked:
        series = sample[match.header.column]
        if series.dtype.is_numeric():
            continue
        name = match.target.question
        resolve = resolver(name, vocabulary, saved.answers_of(name, questions[name]), suggest=False)
        for text in as_text(series).unique(maintain_order=True).head(_SAMPLE_WORDINGS):
            if text.strip() and not text.strip().lstrip("-").isdecimal():
                yield match.header.column, text, resolve(text).problem != "batch-answer-unknown"


def _has_options(vocabulary: Vocabulary, name: str) -> bool:
    question = vocabulary.questionnaire.questions.get(name)
    return question is not None and bool(options_of(question))
