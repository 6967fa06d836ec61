"""A proposed map of a table: what is certain, what a person has to confirm, what nothing was found for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.batch.interface import Staged, Table
from jazari_assess.batch.matching.editions import Earlier, answered_edition
from jazari_assess.batch.matching.headers import Match, Matching, match_headers
from jazari_assess.batch.matching.map_file import BatchMap, MappedAnswer, MappedColumn, alias_kind
from jazari_assess.batch.matching.scales import missing_codes, scale_findings
from jazari_assess.batch.matching.spelling import normal, tidy
from jazari_assess.batch.matching.tables import likely_table
from jazari_assess.batch.matching.vocabulary import ROLES, STATE, Vocabulary
from jazari_assess.batch.scoring.answers import resolver
from jazari_assess.batch.scoring.columns import as_text
from jazari_assess.batch.sources.staged_rows import scan
from jazari_assess.model.questionnaire import LevelQuestion, Question, YesPartlyNoQuestion, options_of

_LIKE_ENOUGH = 0.5
"""Below `LIKE`: a proposal is read and corrected by a person, so more of it may be wrong."""
_MOST_WORDINGS = 60
"""Unknown answers of a column that are written down; with more it is a free text, not a list."""
_YES_NO = {"o": "yes", "y": "yes", "1": "yes", "n": "no", "0": "no", "نعم": "yes", "لا": "no"}
_LEVEL_CODE = re.compile(r"[a-z]{1,4}0?(\d)")
"""How survey tools number the answers of a question when they export codes: A1, AO01, ..."""
_STRANGE = ("batch-answer-unknown", "batch-number-wrong", "batch-number-ambiguous")
"""What a cell is told that is no option, or no number."""
_LONGEST = 300
"""Characters of an answer of a list; what is longer is a remark."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A map and how much of it is certain."""

    saved: BatchMap
    sure: int
    uncertain: int
    unknown: int


def propose(staged: Staged, present: Vocabulary, sheet: str | None, earlier: Earlier) -> Proposal:
    """Return a map of the input's table, whether its headers say much or nothing, for the edition that it answers."""
    empty = BatchMap(questionnaire=present.questionnaire.id)
    vocabulary = answered_edition(staged, present, earlier, empty, sheet).vocabulary
    table = likely_table(staged, vocabulary, empty, sheet)
    found = match_headers(table.headers, vocabulary, empty, like=_LIKE_ENOUGH)
    claimed_twice = {match.header.column for group in found.twice for match in group[1:]}
    sure = [
        match
        for match in found.matches
        if match.header.column not in claimed_twice and match.target.item != STATE  # known without a map, too
    ]
    looks = _looks(table, found, vocabulary, empty)
    columns = [
        *(_sure(match, looks.get(match.header.column)) for match in sure),
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
        edition=None if vocabulary is present else vocabulary.questionnaire.version,
        sheet=table.sheet,
        columns=tuple(columns),
        answers=tuple(_answers(table, sure, vocabulary)),
    )
    uncertain = len(found.near) + len(claimed_twice)
    return Proposal(saved=saved, sure=len(sure), uncertain=uncertain, unknown=len(found.unused))


def _sure(match: Match, look: str | None) -> MappedColumn:
    header, target = match.header.text, match.target
    if target in ROLES:
        return MappedColumn(header=header, use=ROLES[target])
    return MappedColumn(header=header, question=target.question, item=target.item or None, look=look)


def _looks(table: Table, found: Matching, vocabulary: Vocabulary, empty: BatchMap) -> Mapping[str, str]:
    """Return by column what its numbers suggest of their coding, with the numbers seen."""
    looks = {
        header.column: f"{one.says()} ? ({one.evidence()})"
        for one in scale_findings(table, found, vocabulary, empty)
        for header in one.headers
    }
    for column, codes in missing_codes(table, found, vocabulary).items():
        told = f"missing: [{', '.join(f'{code:g}' for code in codes)}] ?"
        looks[column] = f"{looks[column]}; {told}" if column in looks else told
    return looks


def _answers(table: Table, matches: Sequence[Match], vocabulary: Vocabulary) -> Iterator[MappedAnswer]:
    """Yield each wording that no option is known by, with a likely option as a suggestion.

    A wording of a kind of questions that share their answers is one line for all of them.
    """
    told: set[tuple[str, str]] = set()
    for match in matches:
        name = match.target.question
        question = vocabulary.questionnaire.questions.get(name)
        kind = None if question is None else alias_kind(question)
        if question is None or match.target.item or not (options_of(question) or kind == "size"):
            continue
        for text, near in _strange(table, match, question, vocabulary):
            if (kind or name, text) in told:
                continue
            told.add((kind or name, text))
            yield MappedAnswer(question=None if kind else name, kind=kind, text=text, uncertain=near)


def _strange(
    table: Table, match: Match, question: Question, vocabulary: Vocabulary
) -> Iterator[tuple[str, str | int | None]]:
    """Yield the wordings of a column that no option is known by, with the option that is likely meant."""
    resolve = resolver(match.target.question, vocabulary, {})
    column = scan(table.path).slice(table.first).select(match.header.column).unique(maintain_order=True)
    strange = 0
    for text in as_text(column.collect().to_series()):
        outcome = resolve(text)
        if outcome.problem in _STRANGE and strange < _MOST_WORDINGS and len(text) <= _LONGEST:
            strange += 1
            near = next((one for one in options_of(question) if str(one) == outcome.values.get("near")), None)
            likely = _likely(text, question, vocabulary.answers[match.target.question])
            yield tidy(text), near if likely is None else likely


def _likely(text: str, question: Question, known: Mapping[str, str | int]) -> str | int | None:
    """Return the option whose words hold all words of a text, or that its letter or code stands for, where one does."""
    form = normal(text)
    match question:
        case YesPartlyNoQuestion():
            return _YES_NO.get(form)
        case LevelQuestion():
            code = _LEVEL_CODE.fullmatch(form)
            place = int(code[1]) - 1 if code else -1
            return place if 0 <= place < question.options else None
        case _:
            words = set(form.split())
            found = {option for label, option in known.items() if words and words <= set(label.split())}
            return next(iter(found)) if len(found) == 1 else None
