"""A proposed map of a table: what is certain, what a person has to confirm, what nothing was found for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jazari_assess.batch.interface import Staged, Table
from jazari_assess.batch.matching.headers import Match, match_headers
from jazari_assess.batch.matching.map_file import BatchMap, MappedAnswer, MappedColumn
from jazari_assess.batch.matching.spelling import tidy
from jazari_assess.batch.matching.tables import likely_table
from jazari_assess.batch.matching.vocabulary import IDENTIFIER, Vocabulary, options_of
from jazari_assess.batch.scoring.answers import resolver
from jazari_assess.batch.scoring.columns import as_text
from jazari_assess.batch.sources.staged_rows import scan

_LIKE_ENOUGH = 0.5
_MOST_WORDINGS = 60
_LONGEST = 300


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A map and how much of it is certain."""

    saved: BatchMap
    sure: int
    uncertain: int
    unknown: int


def propose(staged: Staged, vocabulary: Vocabulary, sheet: str | None) -> Proposal:
    """Return a map of the input's table, whether its headers say much or nothing."""
    empty = BatchMap(questionnaire=vocabulary.questionnaire.id)
    table = likely_table(staged, vocabulary, empty, sheet)
    found = match_headers(table.headers, vocabulary, empty, like=_LIKE_ENOUGH)
    claimed_twice = {match.header.column for group in found.twice for match in group[1:]}
    sure = [match for match in found.matches if match.header.column not in claimed_twice]
    columns = [
        *(_sure(match) for match in sure),
        *(MappedColumn(header=miss.header.text, uncertain=miss.target.question) for miss in found.near),
        *(
            MappedColumn(header=match.header.text, uncertain=match.target.question or None)
            for match in found.matches
            if match.header.column in claimed_twice
        ),
        *(MappedColumn(header=header.text, use="ignore") for header in found.unused),
    ]
    saved = BatchMap(
        questionnaire=vocabulary.questionnaire.id,
        sheet=table.sheet,
        columns=tuple(columns),
        answers=tuple(_answers(table, sure, vocabulary)),
    )
    uncertain = len(found.near) + len(claimed_twice)
    return Proposal(saved=saved, sure=len(sure), uncertain=uncertain, unknown=len(found.unused))


def _sure(match: Match) -> MappedColumn:
    if match.target == IDENTIFIER:
        return MappedColumn(header=match.header.text, use="identifier")
    return MappedColumn(header=match.header.text, question=match.target.question, item=match.target.item or None)


def _answers(table: Table, matches: Sequence[Match], vocabulary: Vocabulary) -> Iterator[MappedAnswer]:
    """Yield each wording that no option is known by, with the nearest option as a suggestion."""
    for match in matches:
        question = vocabulary.questionnaire.questions.get(match.target.question)
        if question is None or match.target.item or not options_of(question):
            continue
        resolve = resolver(match.target.question, vocabulary, {})
        column = scan(table.path).slice(table.first).select(match.header.column).unique(maintain_order=True)
        strange = 0
        for text in as_text(column.collect().to_series()):
            outcome = resolve(text)
            if outcome.problem == "batch-answer-unknown" and strange < _MOST_WORDINGS and len(text) <= _LONGEST:
                strange += 1
                near = next((one for one in options_of(question) if str(one) == outcome.values["near"]), None)
                yield MappedAnswer(question=match.target.question, text=tidy(text), uncertain=near)
