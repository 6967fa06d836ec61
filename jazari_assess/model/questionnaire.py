"""A questionnaire: its questions, the order they are asked in, the conditions that hide them, and their words."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, assert_never

from pydantic import Field

from jazari_assess.model.conditions import Condition
from jazari_assess.model.flags import CheckText, FlagText
from jazari_assess.model.profile import PERSONAL_FIELDS, REGIONS, SECTORS
from jazari_assess.model.strict import LONGEST_TEXT, Id, Reason, Strict, Version, Words

UnitInterval = Annotated[float, Field(ge=0, le=1)]
SAFE_SHORT = 32
"""Characters of a title that is taken as a short one: its typography may add some, up to `LONGEST_SHORT`."""
MOST_LEVELS, MOST_CHOICES, MOST_ITEMS = 11, 30, 40
"""Options of a question: a scale from 0 to 10; what a person still reads through before answering."""
LONGEST_SHORT, LONGEST_UNIT = 40, 20
"""Characters: what fits an axis of a chart and a column of a table, and what stands behind a number."""
ItemPoints = Annotated[float, Field(ge=-100, le=100)]  # only their ratio counts: a bound against slips


class _Asked(Strict):
    """What every question has."""

    when: Condition | None = None
    rationale: Reason | None = None
    source: Reason | None = None


class _Scored(_Asked):
    """What every question with a value has."""

    express: bool = False
    not_applicable: bool = False
    fact: bool = False
    unlocks: tuple[Id, ...] = ()


class LevelQuestion(_Scored):
    """Ordered options, numbered from 0; ``values`` replaces the even spread over 0..1."""

    kind: Literal["level"]
    options: Annotated[int, Field(ge=2, le=MOST_LEVELS)]
    values: tuple[UnitInterval, ...] | None = None


class ChoiceQuestion(_Scored):
    """Unordered options, each with its value."""

    kind: Literal["choice"]
    options: Annotated[Mapping[Id, UnitInterval], Field(min_length=2, max_length=MOST_CHOICES)]


class ChecklistQuestion(_Scored):
    """Items with points, which may be negative; ``none`` is the exclusive one."""

    kind: Literal["checklist"]
    options: Annotated[Mapping[Id, ItemPoints], Field(min_length=2, max_length=MOST_ITEMS)]
    none: Id


class NumberQuestion(_Scored):
    """A number within bounds; ``map`` is a piecewise-linear way to 0..1.

    ``steps`` are values that the short path offers to pick from, each by one key; the exact number can be typed too.
    """

    kind: Literal["number"]
    minimum: float
    maximum: float
    integer: bool = False
    map_: Annotated[tuple[tuple[float, UnitInterval], ...], Field(min_length=2)]
    steps: Annotated[tuple[float, ...], Field(max_length=9)] = ()  # one digit key each


class YesPartlyNoQuestion(_Scored):
    """Yes, partly or no: 1, 0.5 or 0."""

    kind: Literal["yes-partly-no"]


class TextQuestion(_Asked):
    """Free text, never scored."""

    kind: Literal["text"]
    maximum_length: Annotated[int, Field(ge=1, le=LONGEST_TEXT)] = 2000  # a page


ProfileField = Literal[
    "firm", "region", "sector", "staff", "turnover", "ice", "respondent-role", "respondent-name", "aims"
]


class ProfileQuestion(_Asked):
    """Fills one field of the firm's profile, never scored; of ``options`` (aims) at most some are picked."""

    kind: Literal["profile"]
    field: ProfileField
    options: tuple[Id, ...] = ()
    at_most: Annotated[int, Field(ge=1, le=10)] | None = None  # of more nobody says which matter

    @property
    def is_personal(self) -> bool:
        """Whether it asks about the person who answers, not about the firm."""
        return self.field in PERSONAL_FIELDS


ValueQuestion = LevelQuestion | ChoiceQuestion | ChecklistQuestion | NumberQuestion | YesPartlyNoQuestion
Question = Annotated[ValueQuestion | TextQuestion | ProfileQuestion, Field(discriminator="kind")]

YES_PARTLY_NO: tuple[str, ...] = ("no", "partly", "yes")
_LISTED_FIELDS: Mapping[str, tuple[str, ...]] = {"region": REGIONS, "sector": SECTORS}


def options_of(question: Question) -> Sequence[int | str]:
    """Return the options a question has: numbers for a level, ids or words otherwise; none where it has no list."""
    match question:
        case LevelQuestion():
            return range(question.options)
        case ChoiceQuestion() | ChecklistQuestion():
            return tuple(question.options)
        case YesPartlyNoQuestion():
            return YES_PARTLY_NO
        case ProfileQuestion():
            return question.options or _LISTED_FIELDS.get(question.field, ())
        case NumberQuestion() | TextQuestion():
            return ()
        case _:
            assert_never(question)


class Questionnaire(Strict):
    """The structure of a questionnaire, without its words."""

    schema_: Literal["jazari-assess/questionnaire/1"]
    id: Id
    version: Version
    license: Words
    source: Reason
    sections: Annotated[Mapping[Id, tuple[Id, ...]], Field(min_length=1)]
    questions: Annotated[Mapping[Id, Question], Field(min_length=1, max_length=10_000)]  # a bound on the reader's work

    @property
    def order(self) -> tuple[str, ...]:
        """The ids of all questions in the order they are asked."""
        return tuple(question for section in self.sections.values() for question in section)

    @property
    def valued(self) -> tuple[str, ...]:
        """The ids of the questions that have a value, in order: the columns of an answer matrix."""
        return tuple(name for name in self.order if isinstance(self.questions[name], ValueQuestion))

    def section_of(self, question: str) -> str:
        """Return the id of the section that holds the question."""
        return next(section for section, members in self.sections.items() if question in members)


Short = Annotated[str, Field(min_length=1, max_length=LONGEST_SHORT)]


class QuestionText(Strict):
    """The words of one question in one language."""

    short: Short
    title: Words
    help: Words | None = None
    look_for: Words | None = None
    why: Words | None = None
    evidence: Words | None = None
    options: tuple[Words, ...] | Mapping[Id, Words] | None = None
    unit: Annotated[str, Field(min_length=1, max_length=LONGEST_UNIT)] | None = None


class SectionText(Strict):
    """The words of one section in one language."""

    title: Words
    introduction: Words


class QuestionnaireText(Strict):
    """All words of a questionnaire in one language."""

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    title: Words
    description: Words
    sections: Mapping[Id, SectionText]
    questions: Mapping[Id, QuestionText]
    flags: Mapping[Id, FlagText] = Field(default_factory=dict)
    checks: Mapping[Id, CheckText] = Field(default_factory=dict)
