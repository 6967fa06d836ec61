"""Hypothesis strategies: random questionnaires, models over them, and firms that answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from jazari_assess.engine.values import Floats, Mask
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
from jazari_assess.model.library import ModelContent, QuestionnaireContent
from jazari_assess.model.maturity import (
    Aggregate,
    Group,
    Indicator,
    Levels,
    LevelStep,
    MaturityModel,
    Node,
    NotCovered,
    Requirement,
    Variant,
    VariantCondition,
)
from jazari_assess.model.profile import SECTORS, Profile, Sector
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    All,
    Answered,
    Any,
    AtLeast,
    ChecklistQuestion,
    ChoiceQuestion,
    Condition,
    In,
    Is,
    LevelQuestion,
    Not,
    NumberQuestion,
    Question,
    Questionnaire,
    ValueQuestion,
    YesPartlyNoQuestion,
)

AGGREGATES: tuple[Aggregate, ...] = ("weighted-mean", "geometric-mean", "minimum", "count", "ladder")
MEANS: tuple[Aggregate, ...] = ("weighted-mean",)
REASON = "made for a test"
QUICK = 60  # examples in the quick profile
TENTHS = tuple(tenth / 10 for tenth in range(11))


def examples(count: int) -> settings:
    """Return settings for so many examples in the quick profile, and as many times more as a longer one asks for."""
    return settings(max_examples=max(1, count * settings().max_examples // QUICK))


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What random models may hold."""

    aggregates: tuple[Aggregate, ...] = AGGREGATES
    depth: int = 4
    coverage: tuple[float, ...] = (0.0, 0.25, 0.3, 0.5, 0.75, 1.0)
    lowest_bound: int = 0
    rising: bool = False
    conditions: bool = True


@dataclass(frozen=True, kw_only=True)
class Firm:
    """A questionnaire, a model over it and one firm's answers."""

    questionnaire: QuestionnaireContent
    model: ModelContent
    assessment: Assessment


@dataclass(kw_only=True)
class _Draft:
    questions: list[str] = field(default_factory=list)
    nodes: dict[str, Node] = field(default_factory=dict)


def content(questionnaire: Questionnaire, model: MaturityModel) -> tuple[QuestionnaireContent, ModelContent]:
    """Wrap structures as content without words."""
    return (
        QuestionnaireContent(structure=questionnaire, texts={}, sha256="0" * 64, folder="made"),
        ModelContent(structure=model, texts={}, cases=(), sha256="1" * 64, folder="made"),
    )


@st.composite
def _points(draw: st.DrawFn, *, rising: bool = False) -> tuple[tuple[float, float], ...]:
    xs = sorted(draw(st.lists(st.sampled_from(TENTHS), min_size=2, max_size=4, unique=True)))
    ys = draw(st.lists(st.sampled_from(TENTHS), min_size=len(xs), max_size=len(xs)))
    return tuple(zip(xs, sorted(ys) if rising else ys, strict=True))


@st.composite
def _leaf(draw: st.DrawFn, draft: _Draft, shape: Shape) -> str:
    kind = draw(st.integers(0, 7))
    if kind < 5 or not draft.questions:
        draft.questions.append(f"question-{len(draft.questions)}")
        return draft.questions[-1]
    name = f"indicator-{len(draft.nodes)}"
    question = draw(st.sampled_from(draft.questions))
    if kind == 5:
        draft.nodes[name] = Indicator(question=question, map_=draw(_points(rising=shape.rising)))
    elif kind == 6:
        draft.nodes[name] = Indicator(question=question, reaches=draw(st.sampled_from(TENTHS[1:])))
    else:
        draft.nodes[name] = NotCovered(not_covered=REASON)
    return name


@st.composite
def weights_over(draw: st.DrawFn, children: tuple[str, ...]) -> Mapping[str, float]:
    """Draw weights from 0 to 6, one of them above 0."""
    found = {child: float(draw(st.integers(0, 6))) for child in children}
    return found if any(found.values()) else {**found, children[0]: 1.0}


@st.composite
def _group(draw: st.DrawFn, draft: _Draft, shape: Shape, name: str, depth: int) -> str:
    children: list[str] = []
    for index in range(draw(st.integers(1, 4))):
        deeper = depth < shape.depth and draw(st.integers(0, 2)) == 0
        child = _group(draft, shape, f"{name}-{index}", depth + 1) if deeper else _leaf(draft, shape)
        children.append(draw(child))
    kind = draw(st.sampled_from(shape.aggregates))
    bounds = st.dictionaries(
        st.sampled_from(children), st.integers(shape.lowest_bound, 20).map(lambda step: step * 5.0)
    )
    draft.nodes[name] = Group(
        children=tuple(children),
        aggregate=kind,
        weights=draw(st.none() | weights_over(tuple(children))),
        minimum_coverage=draw(st.none() | st.sampled_from(shape.coverage)),
        bounds=draw(bounds) if kind in {"count", "ladder"} else {},
    )
    return name


@st.composite
def _levels(draw: st.DrawFn, nodes: tuple[str, ...]) -> Levels:
    bounds = sorted(draw(st.lists(st.integers(0, 20), min_size=1, max_size=5)))
    needed = st.builds(
        Requirement,
        node=st.sampled_from(nodes),
        at_least=st.integers(0, 10).map(lambda step: step * 10.0),
        rationale=st.just(REASON),
    )
    steps = [LevelStep(id="level-0", from_=0.0)]
    for position, bound in enumerate(bounds, start=1):
        requires = draw(st.lists(needed, max_size=2)) if draw(st.integers(0, 3)) == 0 else []
        steps.append(LevelStep(id=f"level-{position}", from_=bound * 5.0, require=tuple(requires)))
    return Levels(boundary=draw(st.sampled_from(("lower-inclusive", "upper-inclusive"))), steps=tuple(steps))


@st.composite
def _variant(draw: st.DrawFn, groups: tuple[str, ...], nodes: Mapping[str, Node], name: str) -> Variant:
    chosen = draw(st.sampled_from(groups))
    node = nodes[chosen]
    return Variant(
        id=name,
        when=VariantCondition(
            sector=tuple(draw(st.lists(st.sampled_from(SECTORS[:3]), max_size=2))),
            size=tuple(draw(st.lists(st.sampled_from(("micro", "small", "medium", "large")), max_size=2))),
        ),
        weights={chosen: draw(weights_over(node.children if isinstance(node, Group) else ()))},
        rationale=REASON,
    )


@st.composite
def models(draw: st.DrawFn, shape: Shape) -> tuple[MaturityModel, tuple[str, ...]]:
    """Draw a model and the ids of the questions it uses."""
    draft = _Draft()
    draw(_group(draft, shape, "overall", 1))
    if not draft.questions:
        draft.questions.append("question-0")
    groups = tuple(name for name, node in draft.nodes.items() if isinstance(node, Group))
    variants = [draw(_variant(groups, draft.nodes, f"variant-{index}")) for index in range(draw(st.integers(0, 2)))]
    used = {child for group in groups if isinstance(node := draft.nodes[group], Group) for child in node.children}
    covered = tuple(sorted(name for name in used if not isinstance(draft.nodes.get(name), NotCovered))) or ("overall",)
    model = MaturityModel(
        schema_="jazari-assess/model/1",
        id="made",
        version="1.0.0",
        license="none",
        questionnaire="made",
        role="main",
        source=REASON,
        as_of="2026",
        minimum_coverage=draw(st.sampled_from(shape.coverage)),
        levels=draw(_levels(covered)),
        root="overall",
        nodes=draft.nodes,
        variants=tuple(variants),
    )
    return model, tuple(draft.questions)


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
        points = [1.0, *draw(st.lists(st.integers(-3, 4).map(float), min_size=1, max_size=4))]
        return ChecklistQuestion(kind="checklist", options={**_named(points), "none": 0.0}, none="none", when=condition)
    if kind == "number":
        line = tuple((x * 100, y) for x, y in draw(_points()))
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
def questionnaires(draw: st.DrawFn, names: tuple[str, ...], shape: Shape) -> Questionnaire:
    """Draw questions of every kind, some hidden by conditions on those before them."""
    found: dict[str, Question] = {}
    for name in names:
        hidden = shape.conditions and found and draw(st.integers(0, 4)) == 0
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


@st.composite
def firms(draw: st.DrawFn, shape: Shape | None = None) -> Firm:
    """Draw a questionnaire, a model and a firm."""
    own = Shape() if shape is None else shape
    structure, names = draw(models(own))
    asked = draw(questionnaires(names, own))
    questionnaire, model = content(asked, structure)
    sector = draw(st.none() | st.sampled_from(SECTORS[:4]))
    staff = draw(st.none() | st.sampled_from((0, 9, 10, 49, 50, 249, 250)))
    assessment = assessment_of(draw(answers_to(asked)), sector=sector, staff=staff)
    return Firm(questionnaire=questionnaire, model=model, assessment=assessment)


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """A model and answers to its questions as the kernel takes them: one row a firm, values 0..1 or NaN."""

    model: MaturityModel
    questions: tuple[str, ...]
    values: Floats
    not_applicable: Mask


@st.composite
def matrices(draw: st.DrawFn, shape: Shape, rows: int = 1) -> Matrix:
    """Draw a model and some rows of values."""
    model, questions = draw(models(shape))
    cells = st.integers(-4, 20)  # -4 and -3 not applicable, -2 and -1 missing, else twentieths
    size = rows * len(questions)
    drawn = np.array(draw(st.lists(cells, min_size=size, max_size=size))).reshape(rows, len(questions))
    values = np.where(drawn < 0, np.nan, drawn / 20)
    return Matrix(model=model, questions=questions, values=values, not_applicable=drawn < -2)
