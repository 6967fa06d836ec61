"""What conditions say of firms: certainly true, certainly false, or unknown because an answer is missing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

import numpy as np

from jazari_assess.engine.score.values import ABSENT, GIVEN, NOT_APPLICABLE, UNKNOWN, Column, Floats, Mask, option_code
from jazari_assess.model.conditions import (
    All,
    Answered,
    AnswerState,
    Any,
    AtLeast,
    Compare,
    Comparison,
    Condition,
    In,
    InState,
    Is,
    Not,
    OfProfile,
    OfSector,
    OfSize,
    StaffAtLeast,
    Test,
)
from jazari_assess.model.profile import SECTORS, SIZES, STAFF_BOUNDS
from jazari_assess.model.questionnaire import ChecklistQuestion, ProfileQuestion, Question, Questionnaire

_CODES: Mapping[AnswerState, int] = {
    "given": GIVEN,
    "unknown": UNKNOWN,
    "not-applicable": NOT_APPLICABLE,
    "unanswered": ABSENT,
}


@dataclass(frozen=True, kw_only=True)
class Truth:
    """Where (rows,) a condition is certainly true and where it is certainly false; elsewhere nobody knows."""

    true: Mask
    false: Mask

    def turned(self) -> "Truth":
        """Return the truth of the contrary."""
        return Truth(true=self.false, false=self.true)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """The answers that conditions are read against.

    ``shown`` says where a question is relevant: one that is hidden has no answer. With ``closed`` what is not known to
    be true is false, as for the conditions that hide questions; without it a test on a missing answer is unknown.
    """

    questionnaire: Questionnaire
    columns: Mapping[str, Column]
    shown: Callable[[str], Mask]
    closed: bool = False

    def truth(self, condition: Condition) -> Truth:
        """Return where a condition holds."""
        match condition:
            case Is() | In() | AtLeast() | Answered() | InState():
                return self._test(condition)
            case Compare():
                return self._compared(condition.compare)
            case OfSector() | OfSize() | StaffAtLeast():
                return self._of_profile(condition)
            case All():
                return _all([self.truth(part) for part in condition.all_])
            case Any():
                return _all([self.truth(part).turned() for part in condition.any_]).turned()
            case Not():
                return self.truth(condition.not_).turned()
            case _:
                assert_never(condition)

    def _test(self, condition: Test) -> Truth:
        answered = self._answered(condition.question)
        match condition:
            case Answered():
                return _certain(answered if condition.answered else ~answered)
            case InState():
                return _certain(self._in_state(condition))
            case Is() | In() | AtLeast():
                column, question = self.columns[condition.question], self.questionnaire.questions[condition.question]
                return self._tested(answered, _passed(condition, question, column))
            case _:
                assert_never(condition)

    def _answered(self, question: str) -> Mask:
        given: Mask = self.columns[question].states == GIVEN
        return given & self.shown(question)

    def _tested(self, known: Mask, passed: Mask) -> Truth:
        true = known & passed
        return _certain(true) if self.closed else Truth(true=true, false=known & ~passed)

    def _in_state(self, condition: InState) -> Mask:
        stands: Mask = self.columns[condition.question].states == _CODES[condition.state]
        shown = self.shown(condition.question)
        return stands | ~shown if condition.state == "not-applicable" else stands & shown

    def _compared(self, compared: Comparison) -> Truth:
        first, second = self.columns[compared.question], self.columns[compared.greater_than]
        known = self._answered(compared.question) & self._answered(compared.greater_than)
        return self._tested(known, np.nan_to_num(first.codes) > np.nan_to_num(second.codes))

    def _of_profile(self, condition: OfProfile) -> Truth:
        column = self._profile_column("sector" if isinstance(condition, OfSector) else "staff")
        rows = len(next(iter(self.columns.values())).states)
        if column is None:
            return self._tested(np.zeros(rows, dtype=np.bool_), np.zeros(rows, dtype=np.bool_))
        codes = np.nan_to_num(column.codes)
        match condition:
            case OfSector():
                passed = np.isin(codes, [SECTORS.index(sector) for sector in condition.sector])
            case OfSize():
                sizes = np.searchsorted(STAFF_BOUNDS, codes, side="right")
                passed = np.isin(sizes, [SIZES.index(size) for size in condition.size])
            case StaffAtLeast():
                passed = codes >= condition.staff_at_least
            case _:
                assert_never(condition)
        return self._tested(column.states == GIVEN, passed)

    def _profile_column(self, field: str) -> Column | None:
        questions = self.questionnaire.questions.items()
        names = (name for name, one in questions if isinstance(one, ProfileQuestion) and one.field == field)
        return next((self.columns[name] for name in names), None)


def _certain(true: Mask) -> Truth:
    return Truth(true=true, false=~true)


def _all(parts: Sequence[Truth]) -> Truth:
    return Truth(
        true=np.logical_and.reduce([part.true for part in parts]),
        false=np.logical_or.reduce([part.false for part in parts]),
    )


def _passed(condition: Is | In | AtLeast, question: Question, column: Column) -> Mask:
    match condition:
        case Is():
            return _one_of((condition.is_,), question, column)
        case In():
            return _one_of(condition.in_, question, column)
        case AtLeast():
            return _reached(question, column) >= condition.at_least
        case _:
            assert_never(condition)


def _reached(question: Question, column: Column) -> Floats:
    """Return the level or number of each row, for a checklist how many items but the exclusive one are chosen."""
    if not isinstance(question, ChecklistQuestion):
        return column.codes
    chosen: Floats = column.codes.sum(axis=1)
    return chosen - column.codes[:, tuple(question.options).index(question.none)]


def _one_of(options: Sequence[int | float | str], question: Question, column: Column) -> Mask:
    codes = [option_code(question, option) for option in options]
    if isinstance(question, ChecklistQuestion):
        return np.asarray(column.codes[:, [int(code) for code in codes]].any(axis=1), dtype=np.bool_)
    if len(codes) == 1:
        return np.asarray(column.codes == codes[0], dtype=np.bool_)
    return np.isin(column.codes, codes)
