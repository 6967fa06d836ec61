"""Conditions as XPath, in the part that KoboToolbox, ODK Collect and Enketo all know.

A question that is hidden counts as not answered, as in the engine, whatever the tool keeps in it: every test on a
question holds only where that question is shown. A comparison of no number, or of a word, is false.
"""

from collections.abc import Iterator, Mapping
from typing import assert_never

from jazari_assess.engine.asking import on_short_path
from jazari_assess.forms.xlsform.names import ACCEPT, CONSENT, FULL, NOT_APPLICABLE, PATH, UNKNOWN, state_name
from jazari_assess.model.conditions import (
    All,
    Answered,
    Any,
    AtLeast,
    Compare,
    Condition,
    In,
    InState,
    Is,
    Not,
    OfSector,
    OfSize,
    StaffAtLeast,
    Test,
)
from jazari_assess.model.profile import Size, size_bounds
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    Questionnaire,
    TextQuestion,
)

NEVER = "false()"


class Expressions:
    """Says when a question is shown; ``names`` are those of the questions in the form."""

    def __init__(self, questionnaire: Questionnaire, names: Mapping[str, str]) -> None:
        """Remember the questions and their names."""
        self._questionnaire, self._names = questionnaire, names

    def relevant(self, name: str) -> str:
        """Return when a question is shown, empty where always."""
        return " and ".join(self._parts(name))

    def _parts(self, name: str) -> Iterator[str]:
        question = self._questionnaire.questions[name]
        if not on_short_path(question):
            yield f"${{{PATH}}} = '{FULL}'"
        if isinstance(question, ProfileQuestion) and question.is_personal:
            yield f"${{{CONSENT}}} = '{ACCEPT}'"
        if question.when is not None:
            yield self._inside(question.when)

    def _inside(self, condition: Condition) -> str:
        told = self.said(condition)
        return f"({told})" if isinstance(condition, Any | In | Answered | InState) else told

    def said(self, condition: Condition) -> str:  # noqa: PLR0911 - one for each kind of condition
        """Return a condition as an expression."""
        match condition:
            case Is() | In() | AtLeast() | Answered() | InState():
                return self._test(condition)
            case Compare():
                first, second = condition.compare.question, condition.compare.greater_than
                return self._shown_and(first, self._shown_and(second, f"{self._ref(first)} > {self._ref(second)}"))
            case OfSector():
                return self._of_profile("sector", " or ".join(f"{{}} = '{one}'" for one in condition.sector))
            case OfSize():
                return self._of_profile("staff", " or ".join(map(_of_size, condition.size)))
            case StaffAtLeast():
                return self._of_profile("staff", f"{{}} >= {condition.staff_at_least}")
            case All():
                return " and ".join(map(self._inside, condition.all_))
            case Any():
                return " or ".join(f"({self.said(part)})" for part in condition.any_)
            case Not():
                return f"not({self.said(condition.not_)})"
            case _:
                assert_never(condition)

    def _test(self, condition: Test) -> str:
        name = condition.question
        match condition:
            case Is():
                return self._shown_and(name, self._is(name, condition.is_))
            case In():
                return self._shown_and(name, " or ".join(self._is(name, option) for option in condition.in_))
            case AtLeast():
                return self._shown_and(name, self._at_least(name, condition.at_least))
            case Answered(answered=True):
                return self._shown_and(name, self._answered(name))
            case Answered():
                return f"not({self._shown_and(name, self._answered(name))})"
            case InState():
                return self._in_state(condition)
            case _:
                assert_never(condition)

    def _shown_and(self, name: str, test: str) -> str:
        shown = self.relevant(name)
        return f"{shown} and ({test})" if shown else f"({test})" if " or " in test else test

    def _is(self, name: str, option: float | str) -> str:
        match self._questionnaire.questions[name]:
            case ChecklistQuestion():
                return f"selected({self._ref(name)}, '{option}')"
            case NumberQuestion():
                return f"{self._ref(name)} = {_number(float(option))}"
            case _:
                return f"{self._ref(name)} = '{option}'"

    def _at_least(self, name: str, bound: float) -> str:
        question = self._questionnaire.questions[name]
        if not isinstance(question, ChecklistQuestion):
            return f"{self._ref(name)} >= {_number(bound)}"
        if bound <= 0:
            return self._answered(name)
        none = self._is(name, question.none)
        return f"count-selected({self._ref(name)}) >= {_number(bound)} and not({none})"

    def _answered(self, name: str) -> str:
        ref = self._ref(name)
        if has_state(self._questionnaire.questions[name]) or self._is_open(name):
            return f"{ref} != ''"
        return f"{ref} != '' and {ref} != '{UNKNOWN}' and {ref} != '{NOT_APPLICABLE}'"

    def _in_state(self, condition: InState) -> str:
        name = condition.question
        state = self._state(name)
        match condition.state:
            case "given":
                return self._shown_and(name, self._answered(name))
            case "unknown":
                return self._shown_and(name, f"{state} = '{UNKNOWN}'")
            case "not-applicable":
                shown, declared = self.relevant(name), f"{state} = '{NOT_APPLICABLE}'"
                return f"not({shown}) or {declared}" if shown else declared
            case "unanswered":
                empty = f"{self._ref(name)} = ''"
                return self._shown_and(name, empty if state == self._ref(name) else f"{empty} and {state} = ''")
            case _:
                assert_never(condition.state)

    def _state(self, name: str) -> str:
        if has_state(self._questionnaire.questions[name]):
            return f"${{{state_name(self._names[name])}}}"
        return self._ref(name)

    def _is_open(self, name: str) -> bool:
        return isinstance(self._questionnaire.questions[name], TextQuestion | ProfileQuestion)

    def _of_profile(self, field: str, test: str) -> str:
        questions = self._questionnaire.questions.items()
        names = (name for name, one in questions if isinstance(one, ProfileQuestion) and one.field == field)
        name = next(names, None)
        return NEVER if name is None else f"({test.replace('{}', self._ref(name))})"

    def _ref(self, name: str) -> str:
        return f"${{{self._names[name]}}}"


def has_state(question: Question) -> bool:
    """Say whether a second question asks why there is no answer: where "I do not know" cannot be one of the options."""
    return isinstance(question, ChecklistQuestion | NumberQuestion)


def takes_note(question: Question) -> bool:
    """Say whether a note may stand beside an answer: where it is no text itself, and not of the profile."""
    return not isinstance(question, TextQuestion | ProfileQuestion)


def _of_size(size: Size) -> str:
    low, high = size_bounds(size)
    return f"({{}} >= {low} and {{}} < {high})" if high is not None else f"{{}} >= {low}"


def _number(value: float) -> str:
    return f"{value:.12g}"
