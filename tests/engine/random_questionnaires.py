"""Hypothesis strategies: random questionnaires with conditions, and answers to them; how many examples to try."""

from collections.abc import Mapping

from hypothesis import settings
from hypothesis import strategies as st

from jazari_assess.model.assessment import (
    Answer,
    Assessment,
    Given,
    GivenValue,
    NotApplicable,
    QuestionnaireRef,
    Unanswered,
    Unknown,
)
from jazari_assess.model.conditions import All, Answered, Any, AtLeast, Condition, In, Is, Not
from jazari_assess.model.profile import Profile, Sector
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    ValueQuestion,
    YesPartlyNoQuestion,
)

REASON = "made for a test"
QUICK = 60  # examples in the quick profile
TENTHS = tuple(tenth / 10 for tenth in range(11))


def examples(count: int) -> settings:
    """Return settings for so many examples in the quick profile, and as many times more as a longer one asks for."""
    return settings(max_examples=max(1, count * settings().max_examples // QUICK))


@st.composite
def points(draw: st.DrawFn, *, rising: bool = False) -> tuple[tuple[float, float], ...]:
    """Draw the points of a piecewise-linear map within 0..1."""
    xs = sorted(draw(st.lists(st.sampled_from(TENTHS), min_size=2, max_size=4, unique=True)))
    ys = draw(st.lists(st.sampled_from(TENTHS), min_size=len(xs), max_size=len(xs)))
    return tuple(zip(xs, sorted(ys) if rising else ys, strict=True))


@st.composite
def _question(draw: st.DrawFn, condition: Condition | None) -> Question:
    kind = draw(st.sampled_from(("level", "valued-level", "choice", "checklist", "number", "yes-partly-no")))
    if kind == "level":
        return LevelQuestion(kind="level", options=draw(st.integers(2, 6)), when=condition)
    if kind == "valued-level":
        values = sorted(draw(st.lists(st.sampled_from(TENTHS), min_size=2, max_size=5)))
        return LevelQuestion(kind="level", options=len(values), values=tuple(values), when=condition)
    if kind == "choice":
        values = draw(st.lists(st.sampled_from(TENTHS), min_size=2, max_size=4))
        return ChoiceQuestion(kind="choice", options=_named(values), when=condition)
    if kind == "checklist":
        worth = [1.0, *draw(st.lists(st.integers(-3, 4).map(float), min_size=1, max_size=4))]
        return ChecklistQuestion(kind="checklist", options={**_named(worth), "none": 0.0}, none="none", when=condition)
    if kind == "number":
        line = tuple((x * 100, y) for x, y in draw(points()))
        return NumberQuestion(kind="number", minimum=0.0, maximum=100.0, map_=line, when=condition)
    return YesPartlyNoQuestion(kind="yes-partly-no", when=condition)


def _named(values: list[float]) -> dict[str, float]:
    return {f"option-{index}": value for index, value in enumerate(values)}


def given_answers(question: Question) -> st.SearchStrategy[GivenValue]:
    """Return the answers a question takes."""
    match question:
        case LevelQuestion():
            return st.integers(0, question.options - 1)
        case ChoiceQuestion():
            return st.sampled_from(tuple(question.options))
        case ChecklistQuestion():
            items = [item for item in question.options if item != question.none]
            chosen = st.lists(st.sampled_from(items), unique=True).map(tuple)
            return chosen.map(lambda found: found or (question.none,))
        case NumberQuestion():
            return st.integers(0, 1000).map(lambda tenths: tenths / 10)
        case _:
            return st.sampled_from(YES_PARTLY_NO)


@st.composite
def _condition(draw: st.DrawFn, questions: Mapping[str, Question], depth: int = 0) -> Condition:
    kind = draw(st.sampled_from(("is", "in", "at-least", "answered", "all", "any", "not")[: 4 if depth == 2 else 7]))
    if kind in {"all", "any"}:
        parts = tuple(draw(st.lists(_condition(questions, depth + 1), min_size=1, max_size=2)))
        return All(all_=parts) if kind == "all" else Any(any_=parts)
    if kind == "not":
        return Not(not_=draw(_condition(questions, depth + 1)))
    name = draw(st.sampled_from(tuple(questions)))
    return draw(_plain_condition(name, questions[name], kind))


@st.composite
def _plain_condition(draw: st.DrawFn, name: str, question: Question, kind: str) -> Condition:
    numbered = isinstance(question, LevelQuestion | NumberQuestion | ChecklistQuestion)
    if kind == "answered" or (kind == "at-least" and not numbered):
        return Answered(question=name, answered=draw(st.booleans()))
    if kind == "at-least":
        return AtLeast(question=name, at_least=float(draw(st.integers(0, 4))))
    option = given_answers(question).map(lambda found: found[0] if isinstance(found, tuple) else found)
    if kind == "is":
        return Is(question=name, is_=draw(option))
    return In(question=name, in_=tuple(draw(st.lists(option, min_size=1, max_size=2))))


@st.composite
def questionnaires(draw: st.DrawFn, names: tuple[str, ...], *, conditions: bool) -> Questionnaire:
    """Draw questions of every kind, some hidden by conditions on those before them."""
    found: dict[str, Question] = {}
    for name in names:
        hidden = conditions and found and draw(st.integers(0, 4)) == 0
        found[name] = draw(_question(draw(_condition(dict(found))) if hidden else None))
    return Questionnaire(
        schema_="jazari-assess/questionnaire/1",
        id="made",
        version="1.0.0",
        license="none",
        source=REASON,
        sections={"all": names},
        questions=found,
    )


@st.composite
def answers_to(draw: st.DrawFn, questionnaire: Questionnaire) -> Mapping[str, Answer]:
    """Draw answers of every state, most of them given."""
    found: dict[str, Answer] = {}
    for name, question in questionnaire.questions.items():
        if not isinstance(question, ValueQuestion):
            continue
        match draw(st.integers(0, 9)):
            case 0:
                found[name] = NotApplicable(state="not-applicable")
            case 1:
                found[name] = Unknown(state="unknown")
            case 2:
                found[name] = Unanswered(state="unanswered")
            case 3:
                pass
            case _:
                found[name] = Given(answer=draw(given_answers(question)))
    return found


def assessment_of(
    answers: Mapping[str, Answer], *, sector: Sector | None = None, staff: int | None = None
) -> Assessment:
    """Return an assessment of the made questionnaire."""
    return Assessment(
        schema_="jazari-assess/assessment/1",
        id="made",
        questionnaire=QuestionnaireRef(id="made", version="1.0.0"),
        profile=Profile(firm="Made", sector=sector, staff=staff),
        answers=answers,
    )
