"""Whether a condition can ever be certainly true: by trying every combination of answers that its tests tell apart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise, product
from typing import assert_never

from jazari_assess.errors import Problem
from jazari_assess.model.conditions import (
    All,
    Answered,
    AnswerState,
    AnswerValue,
    Any,
    AtLeast,
    Compare,
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
    profile_holds,
    questions_in,
)
from jazari_assess.model.profile import FEWEST_STAFF, SECTORS, STAFF_ENDS, Profile
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    ValueQuestion,
    options_of,
)
from jazari_assess.reading.content.conditions import COUNTED_MOST, condition_problems
from jazari_assess.reading.yaml_json.document import Document, KeyPath

_MOST_TRIED = 100_000
"""The conditions of our content need under five hundred; one that needs more has the benefit of the doubt."""

_Value = AnswerValue | frozenset[str]


@dataclass(frozen=True, kw_only=True)
class _Answer:
    """One way a question can stand; ``value`` is the chosen items of a checklist."""

    state: AnswerState
    value: _Value | None = None


@dataclass(frozen=True, kw_only=True)
class _World:
    """One way all questions of a condition, and the profile, can stand."""

    questionnaire: Questionnaire
    answers: Mapping[str, _Answer]
    profile: Profile

    def shown(self, name: str) -> bool:
        """Say whether a question is relevant here: what is not known to be true hides it."""
        when = self.questionnaire.questions[name].when
        return when is None or self.truth(when, closed=True) is True

    def truth(self, condition: Condition, *, closed: bool = False) -> bool | None:
        """Say whether a condition holds here; None where an answer is missing and it is not ``closed``."""
        match condition:
            case Is() | In() | AtLeast() | Answered() | InState():
                found = self._tested(condition)
            case Compare():
                first, second = (self._value(name) for name in questions_in(condition))
                found = None if first is None or second is None else float(first) > float(second)  # type: ignore[arg-type]
            case OfSector() | OfSize() | StaffAtLeast():
                found = profile_holds(condition, self.profile)
            case All():
                found = _all(self.truth(part, closed=closed) for part in condition.all_)
            case Any():
                found = _not(_all(_not(self.truth(part, closed=closed)) for part in condition.any_))
            case Not():
                found = _not(self.truth(condition.not_, closed=closed))
            case _:
                assert_never(condition)
        return False if found is None and closed else found

    def _value(self, name: str) -> _Value | None:
        answer = self.answers[name]
        return answer.value if answer.state == "given" and self.shown(name) else None

    def _tested(self, condition: Test) -> bool | None:
        answer, shown = self.answers[condition.question], self.shown(condition.question)
        match condition:
            case Answered():
                return (answer.state == "given" and shown) == condition.answered
            case InState():
                return answer.state == condition.state if shown else condition.state == "not-applicable"
            case Is() | In() | AtLeast():
                value = self._value(condition.question)
                question = self.questionnaire.questions[condition.question]
                return None if value is None else _passes(condition, question, value)
            case _:
                assert_never(condition)


def sound_problems(
    questionnaire: Questionnaire, condition: Condition, document: Document, path: KeyPath
) -> Iterator[Problem]:
    """Yield every problem of a condition, else the one that it can never certainly hold."""
    problems = list(condition_problems(questionnaire, condition, document, path))
    yield from problems
    if not problems and not can_hold(questionnaire, condition):
        yield document.key_problem("condition-never-holds", path)


def can_hold(questionnaire: Questionnaire, condition: Condition) -> bool:
    """Say whether some firm makes a condition certainly true; its questions exist and hide each other in no circle."""
    tests = tuple(_tests(questionnaire, condition, set()))
    names = tuple(dict.fromkeys(name for test in tests for name in questions_in(test)))
    each = [_told_apart(questionnaire, name, tests) for name in names]
    worlds = (
        _World(questionnaire=questionnaire, answers=dict(zip(names, answers, strict=True)), profile=profile)
        for profile in _profiles(tests)
        for answers in product(*each)
    )
    tried = (world.truth(condition) for world in islice(worlds, _MOST_TRIED))
    return any(tried) or next(worlds, None) is not None


def _tests(questionnaire: Questionnaire, condition: Condition, seen: set[str]) -> Iterator[Test | Compare | OfProfile]:
    """Yield the tests of a condition and of the conditions that hide its questions."""
    match condition:
        case All() | Any():
            for part in condition.all_ if isinstance(condition, All) else condition.any_:
                yield from _tests(questionnaire, part, seen)
        case Not():
            yield from _tests(questionnaire, condition.not_, seen)
        case _:
            yield condition
    for name in questions_in(condition):
        when = questionnaire.questions[name].when
        if when is not None and name not in seen:
            seen.add(name)
            yield from _tests(questionnaire, when, seen)


def _told_apart(
    questionnaire: Questionnaire, name: str, tests: Sequence[Test | Compare | OfProfile]
) -> Sequence[_Answer]:
    """Return one answer to a question for each way that it can pass the tests on it; all of them where compared."""
    question = questionnaire.questions[name]
    own = [test for test in tests if isinstance(test, Test) and test.question == name]
    compared = [test for test in tests if isinstance(test, Compare) and name in questions_in(test)]
    found: dict[object, _Answer] = {}
    for value in _values(question, own, compared):
        passed = tuple(_passes(test, question, value) for test in own if isinstance(test, Is | In | AtLeast))
        found.setdefault((passed, value if compared else None), _Answer(state="given", value=value))
    states: tuple[AnswerState, ...] = ("unknown", "unanswered", "not-applicable")
    may_lack = isinstance(question, ValueQuestion) and question.not_applicable
    return (*found.values(), *(_Answer(state=state) for state in states if state != "not-applicable" or may_lack))


def _values(question: Question, tests: Sequence[Test], compared: Sequence[Compare]) -> Iterator[_Value]:
    """Yield the values a question can be given, as far as the tests can tell them apart."""
    match question:
        case ChecklistQuestion():
            yield from _chosen(question, tests)
        case NumberQuestion():
            yield from _numbers(question.minimum, question.maximum, tests, compared, whole=question.integer)
        case _ if (most := COUNTED_MOST.get(getattr(question, "field", ""))) is not None:
            yield from _numbers(0, most, tests, compared, whole=False)
        case _:
            yield from options_of(question) or ("",)


def _chosen(question: ChecklistQuestion, tests: Sequence[Test]) -> Iterator[frozenset[str]]:
    """Yield the sets of items that tests tell apart: each set of those they name, with any number of the others."""
    named = {str(value) for test in tests for value in _looked_for(test)}
    first = [name for name in question.options if name in named and name != question.none]
    others = [name for name in question.options if name not in named and name != question.none]
    for size in range(len(first) + 1):
        for some in combinations(first, size):
            yield from (frozenset((*some, *others[:more])) for more in range(len(others) + 1) if size + more)
    yield frozenset((question.none,))


def _numbers(
    low: float, high: float, tests: Sequence[Test], compared: Sequence[Compare], *, whole: bool
) -> Iterator[float]:
    """Yield the bounds, each number that is looked for, and numbers between, as many as comparisons need."""
    looked_for = {float(value) for test in tests for value in _looked_for(test) if not isinstance(value, str)}
    ends = sorted({low, high, *(value for value in looked_for if low <= value <= high)})
    parts = len(compared) + 1
    between = {one + (two - one) * step / parts for one, two in pairwise(ends) for step in range(1, parts)}
    below = {value - 1 for value in looked_for} | {(one + two) / 2 for one, two in pairwise(ends)}
    for value in sorted({*ends, *between, *below}):
        if low <= value <= high and (not whole or value.is_integer()):
            yield value


def _looked_for(test: Test) -> Sequence[AnswerValue]:
    match test:
        case Is():
            return (test.is_,)
        case In():
            return test.in_
        case AtLeast():
            return (test.at_least,)
        case Answered() | InState():
            return ()
        case _:
            assert_never(test)


def _passes(test: Is | In | AtLeast, question: Question, value: _Value) -> bool:
    if isinstance(value, frozenset):
        chosen = value - {question.none} if isinstance(question, ChecklistQuestion) else value
        return len(chosen) >= test.at_least if isinstance(test, AtLeast) else bool(value & set(_looked_for(test)))
    return float(value) >= test.at_least if isinstance(test, AtLeast) else value in _looked_for(test)


def _profiles(tests: Sequence[Test | Compare | OfProfile]) -> Iterator[Profile]:
    """Yield the profiles that tests tell apart."""
    sectors = SECTORS if any(isinstance(test, OfSector) for test in tests) else (None,)
    by_staff = any(isinstance(test, OfSize | StaffAtLeast) for test in tests)
    bounds = {
        bound
        for test in tests
        if isinstance(test, StaffAtLeast)
        for bound in (test.staff_at_least - 1, test.staff_at_least)
    }
    staffs = sorted({*FEWEST_STAFF, *STAFF_ENDS, *bounds}) if by_staff else (None,)
    for sector, staff in product(sectors, staffs):
        yield Profile(firm="-", sector=sector, staff=staff)


def _all(parts: Iterator[bool | None]) -> bool | None:
    """Return whether all parts hold; what follows one that does not is never looked at."""
    found: bool | None = True
    for part in parts:
        if part is False:
            return False
        found = None if part is None else found
    return found


def _not(part: bool | None) -> bool | None:  # noqa: FBT001 - a truth value is what it turns
    return None if part is None else not part
