"""What our own form holds beside answers: consent, the path, a note to a question; each row's part of an assessment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from jazari_assess.batch.matching.headers import Matching
from jazari_assess.batch.matching.own_form import consent_words, path_words
from jazari_assess.batch.matching.spelling import normal
from jazari_assess.batch.matching.vocabulary import CONSENT_COLUMN, DATE, PATH_COLUMN, Target
from jazari_assess.batch.scoring.columns import as_text
from jazari_assess.batch.scoring.texts import lines
from jazari_assess.model.profile import PERSONAL_FIELDS
from jazari_assess.model.strict import LONGEST_TEXT

_MOMENT = r"^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?"
"""A day and a time of day; both tools write universal time where they name no zone."""
_CUT = "…"


@dataclass(frozen=True, kw_only=True)
class FormExtras:
    """By row: whether the notice was accepted, when the form was sent in, whether the path is short, notes."""

    consents: Sequence[bool | None]
    moments: Sequence[str | None]
    short: Sequence[bool | None]
    notes: Mapping[str, Sequence[str]]

    def head(self, row: int) -> Mapping[str, object]:
        """Return the consent, where it is known when it was given, and the path of a row."""
        found: dict[str, object] = {}
        if self.consents[row] is not None and self.moments[row] is not None:
            found["consent"] = {"accepted": self.consents[row], "time": self.moments[row]}
        return found if self.short[row] is None else {**found, "express": self.short[row]}

    def is_hidden(self, row: int, field: str) -> bool:
        """Say whether a field of the profile is not to be kept: whoever refused is asked for neither role nor name."""
        return field in PERSONAL_FIELDS and self.consents[row] is False

    def noted(self, row: int, question: str, answer: Mapping[str, object] | None) -> Mapping[str, object] | None:
        """Return the answer to a question with its note, None where there is neither."""
        note = self.notes[question][row] if question in self.notes else ""
        if not note:
            return answer
        held = note if len(note) <= LONGEST_TEXT else note[: LONGEST_TEXT - len(_CUT)] + _CUT
        return {**(answer or {"state": "unanswered"}), "note": held}


def form_extras(matching: Matching, frame: pl.DataFrame) -> FormExtras:
    """Return what stands beside the answers of some rows; nothing where a table is no export of our form."""
    columns = {match.target: match.header.column for match in (*matching.matches, *matching.extras)}

    def texts(target: Target) -> pl.Series:
        if target not in columns:
            return pl.Series([""], dtype=pl.String).new_from_index(0, frame.height)
        return as_text(frame[columns[target]])

    moment = pl.DataFrame({"text": texts(DATE).str.strip_chars()}).select(
        pl.concat_str(
            pl.col("text").str.extract(_MOMENT, 1),
            pl.lit("T"),
            pl.col("text").str.extract(_MOMENT, 2),
            pl.col("text").str.extract(_MOMENT, 3).fill_null("Z"),
        )
    )
    return FormExtras(
        consents=_understood(texts(CONSENT_COLUMN), consent_words()),
        moments=moment.to_series().to_list(),
        short=_understood(texts(PATH_COLUMN), path_words()),
        notes={
            one.target.question: lines(texts(one.target)).to_list() for one in matching.extras if one.target.question
        },
    )


def _understood(series: pl.Series, words: Mapping[str, bool]) -> list[bool | None]:
    known = {text: words.get(normal(text)) for text in series.unique().to_list()}
    return [known[text] for text in series.to_list()]
