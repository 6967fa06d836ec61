"""From a block of a table to the engine's columns: each distinct value is understood once, each row by numpy."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from jazari_assess.batch.matching.headers import Match, Matching
from jazari_assess.batch.matching.map_file import BatchMap
from jazari_assess.batch.matching.recoding import Recoding
from jazari_assess.batch.matching.spelling import normal
from jazari_assess.batch.matching.vocabulary import STATE, Vocabulary, has_items
from jazari_assess.batch.scoring.answers import (
    Outcome,
    Resolve,
    item_resolver,
    number_bounds,
    resolver,
    state_resolver,
)
from jazari_assess.batch.scoring.texts import read_text
from jazari_assess.engine.score.values import ABSENT, GIVEN, Column
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    LevelQuestion,
    ProfileQuestion,
    Question,
    TextQuestion,
    options_of,
)

_LONGEST_EXAMPLE = 200
"""Characters kept of an example: enough to see what was set aside; a long text is not carried along whole."""


@dataclass(frozen=True, kw_only=True)
class BadCells:
    """Cells of one column that are no answers: positions in the block, and which outcome each has."""

    column: str
    question: str
    rows: np.ndarray
    which: np.ndarray
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, kw_only=True)
class Normalised:
    """How often something was set aside in a column to understand it, and one example."""

    column: str
    question: str
    kind: str
    example: str
    count: int


@dataclass(frozen=True, kw_only=True)
class ReadBlock:
    """All questions of a block; ``texts`` holds the cleaned text of each text question and text field."""

    rows: int
    columns: Mapping[str, Column]
    texts: Mapping[str, pl.Series]
    bad: tuple[BadCells, ...]
    normalised: tuple[Normalised, ...]


@dataclass(frozen=True, kw_only=True)
class _Read:
    column: Column
    bad: tuple[BadCells, ...] = ()
    normalised: tuple[Normalised, ...] = ()
    text: pl.Series | None = None


@dataclass(frozen=True, kw_only=True)
class Reader:
    """How the columns of one table are read: what each holds, and how its cells are understood."""

    vocabulary: Vocabulary
    matching: Matching
    saved: BatchMap

    def read(self, frame: pl.DataFrame) -> ReadBlock:
        """Read every question of the questionnaire; those without a column are unanswered."""
        structure = self.vocabulary.questionnaire
        found = {name: self._question(name, structure.questions[name], frame) for name in structure.order}
        return ReadBlock(
            rows=frame.height,
            columns={name: read.column for name, read in found.items()},
            texts={name: read.text for name, read in found.items() if read.text is not None},
            bad=tuple(bad for read in found.values() for bad in read.bad),
            normalised=tuple(note for read in found.values() for note in read.normalised),
        )

    def _question(self, name: str, question: Question, frame: pl.DataFrame) -> _Read:
        found = [match for match in self.matching.matches if match.target.question == name]
        matches = [match for match in found if match.target.item != STATE]
        states = [match for match in found if match.target.item == STATE]
        read = self._answers(name, question, matches, frame)
        return self._with_states(name, question, read, states[0], frame) if states else read

    def _with_states(self, name: str, question: Question, read: _Read, match: Match, frame: pl.DataFrame) -> _Read:
        """Return answers with what another column says where there are none."""
        resolve = state_resolver(question, self.vocabulary)
        told = _coded(name, None, match.header.column, frame[match.header.column], resolve)
        states = np.where(read.column.states == ABSENT, told.column.states, read.column.states)
        return replace(read, column=replace(read.column, states=states), bad=(*read.bad, *told.bad))

    def _answers(self, name: str, question: Question, matches: Sequence[Match], frame: pl.DataFrame) -> _Read:
        if not matches:
            return _Read(column=absent(question, frame.height))
        if matches[0].target.item and has_items(question):
            return self._items(name, question, matches, frame)
        series = frame[matches[0].header.column]
        if _is_text(question):
            return _text(name, question, matches[0].header.column, series)
        recoding = self._recoding(question, matches[0].header.text)
        plain = _plain_numbers(question, series, recoding)
        if plain is not None:
            return _Read(column=plain)
        resolve = resolver(name, self.vocabulary, self.saved.answers_of(name, question), recoding)
        return _coded(name, question, matches[0].header.column, series, resolve)

    def _recoding(self, question: Question, header: str) -> Recoding | None:
        bounds = number_bounds(question)
        return (
            None
            if bounds is None
            else self.saved.recoding(header, bounds.maximum, is_level=isinstance(question, LevelQuestion))
        )

    def _items(self, name: str, question: Question, matches: Sequence[Match], frame: pl.DataFrame) -> _Read:
        """Read a checklist whose items have a column each; it is answered where one of them is filled in."""
        order = tuple(map(str, options_of(question)))
        codes = np.zeros((frame.height, len(order)))
        states = np.zeros(frame.height, dtype=np.uint8)
        bad: list[BadCells] = []
        for match in matches:
            labels = frozenset(
                form for form, option in self.vocabulary.answers[name].items() if option == match.target.item
            )
            resolve = item_resolver(self.vocabulary, labels | {normal(match.target.item)})
            read = _coded(name, None, match.header.column, frame[match.header.column], resolve)
            given = read.column.states == GIVEN
            codes[given, order.index(match.target.item)] = read.column.codes[given]
            states[given] = GIVEN
            bad += read.bad
        # Tools that leave an item's cell empty when it is not ticked leave them all empty when nothing was answered.
        states[codes.sum(axis=1) == 0] = ABSENT
        outcome, wrong = _not_together(question, order, codes)
        if wrong.any():
            rows = np.flatnonzero(wrong)
            column = matches[0].header.column
            bad.append(
                BadCells(column=column, question=name, rows=rows, which=np.zeros_like(rows), outcomes=(outcome,))
            )
        return _Read(column=Column(states=states, codes=codes), bad=tuple(bad))


def _not_together(question: Question, order: Sequence[str], codes: np.ndarray) -> tuple[Outcome, np.ndarray]:
    """Return where (rows) items are chosen that do not go together, and why they do not."""
    chosen = codes.sum(axis=1)
    match question:
        case ChecklistQuestion():
            values = {"found": question.none, "none": question.none}
            alone = codes[:, order.index(question.none)] > 0
            return Outcome(problem="batch-items-exclusive", values=values), alone & (chosen > 1)
        case ProfileQuestion(at_most=int(limit)):
            return Outcome(problem="batch-aims-many", values={"found": "*", "limit": str(limit)}), chosen > limit
        case _:
            return Outcome(), np.zeros(len(codes), dtype=np.bool_)


def _is_text(question: Question) -> bool:
    return isinstance(question, TextQuestion) or (
        isinstance(question, ProfileQuestion)
        and question.field in {"firm", "ice", "respondent-role", "respondent-name"}
    )


def absent(question: Question, rows: int) -> Column:
    """Return a column without any answer."""
    shape = (rows, len(options_of(question))) if has_items(question) else (rows,)
    return Column(states=np.zeros(rows, dtype=np.uint8), codes=np.zeros(shape))


def _plain_numbers(question: Question, series: pl.Series, recoding: Recoding | None) -> Column | None:
    """Return a column of numbers that are all answers, without looking at each distinct one; None when one is not."""
    bounds = number_bounds(question)
    if bounds is None or not series.dtype.is_numeric():
        return None
    codes = series.cast(pl.Float64).to_numpy()  # NaN where there is nothing
    given = series.is_not_null().to_numpy() if series.null_count() else np.ones(len(series), dtype=np.bool_)
    if recoding is not None:
        codes = recoding.values(codes)
        given = given & ~np.isnan(codes)
    inside = (codes >= bounds.minimum) & (codes <= bounds.maximum)
    if bounds.integer:
        inside &= codes == np.trunc(codes)
    if not inside[given].all():
        return None
    return Column(states=np.where(given, GIVEN, ABSENT).astype(np.uint8), codes=codes + 0.0)


def _text(name: str, question: Question, column: str, series: pl.Series) -> _Read:
    read = read_text(question, as_text(series))
    bad = (
        ()
        if read.bad is None
        else (
            BadCells(
                column=column, question=name, rows=read.bad.rows, which=read.bad.which, outcomes=read.bad.outcomes
            ),
        )
    )
    notes = tuple(
        Normalised(column=column, question=name, kind=kind, example=example, count=count)
        for kind, example, count in read.normalised
    )
    states = np.where((read.text != "").to_numpy(), GIVEN, ABSENT).astype(np.uint8)
    return _Read(column=Column(states=states, codes=np.zeros(len(series))), bad=bad, normalised=notes, text=read.text)


def as_text(series: pl.Series) -> pl.Series:
    """Return any column as text, empty where it holds nothing; a list becomes its parts with ``;`` between them."""
    if isinstance(series.dtype, pl.List):
        series = series.cast(pl.List(pl.String)).list.join(";")
    texts = series.cast(pl.String)
    return texts.fill_null("") if texts.null_count() else texts


def _coded(name: str, question: Question | None, column: str, series: pl.Series, resolve: Resolve) -> _Read:
    """Read a column of options or numbers by its distinct values."""
    cells = as_text(series)
    distinct = cells.unique(maintain_order=True)
    texts = distinct.to_list()
    outcomes = [resolve(text) for text in texts]
    which = cells.cast(pl.Enum(distinct)).to_physical().to_numpy()
    states = np.array([outcome.state for outcome in outcomes], dtype=np.uint8)[which]
    return _Read(
        column=Column(states=states, codes=_codes(question, outcomes)[which]),
        bad=_bad(name, column, outcomes, which),
        normalised=_normalised(name, column, texts, outcomes, which),
    )


def _codes(question: Question | None, outcomes: Sequence[Outcome]) -> np.ndarray:
    if question is not None and has_items(question):
        nothing = (0.0,) * len(options_of(question))
        codes = [outcome.code if isinstance(outcome.code, tuple) else nothing for outcome in outcomes]
        return np.array(codes, dtype=np.float64).reshape(len(outcomes), len(nothing))
    single = [math.nan if isinstance(outcome.code, tuple) else outcome.code for outcome in outcomes]
    return np.array(single, dtype=np.float64)


def _bad(name: str, column: str, outcomes: Sequence[Outcome], which: np.ndarray) -> tuple[BadCells, ...]:
    wrong = np.array([outcome.problem is not None for outcome in outcomes])
    if not wrong.any():
        return ()
    rows = np.flatnonzero(wrong[which])
    return (BadCells(column=column, question=name, rows=rows, which=which[rows], outcomes=tuple(outcomes)),)


def _normalised(
    name: str, column: str, texts: Sequence[str], outcomes: Sequence[Outcome], which: np.ndarray
) -> tuple[Normalised, ...]:
    if not any(outcome.kind for outcome in outcomes):
        return ()
    counts = np.bincount(which, minlength=len(outcomes))
    totals: dict[str, tuple[str, int]] = {}
    for text, outcome, count in zip(texts, outcomes, counts, strict=True):
        if outcome.kind:
            example, total = totals.get(outcome.kind, (text, 0))
            totals[outcome.kind] = (example, total + int(count))
    return tuple(
        Normalised(column=column, question=name, kind=kind, example=example[:_LONGEST_EXAMPLE], count=count)
        for kind, (example, count) in totals.items()
    )
