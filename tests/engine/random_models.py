"""Hypothesis strategies: random models, firms that answered, and rows of values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from hypothesis import strategies as st

from jazari_assess.engine.score.values import Floats, Mask
from jazari_assess.model.assessment import (
    Assessment,
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
from jazari_assess.model.profile import SECTORS
from jazari_assess.model.questionnaire import (
    Questionnaire,
)
from tests.engine.random_questionnaires import REASON, TENTHS, answers_to, assessment_of, points, questionnaires

AGGREGATES: tuple[Aggregate, ...] = ("weighted-mean", "geometric-mean", "minimum", "sum", "count", "ladder")
MEANS: tuple[Aggregate, ...] = ("weighted-mean",)


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
def _leaf(draw: st.DrawFn, draft: _Draft, shape: Shape) -> str:
    kind = draw(st.integers(0, 7))
    if kind < 5 or not draft.questions:
        draft.questions.append(f"question-{len(draft.questions)}")
        return draft.questions[-1]
    name = f"indicator-{len(draft.nodes)}"
    question = draw(st.sampled_from(draft.questions))
    if kind == 5:
        draft.nodes[name] = Indicator(question=question, map_=draw(points(rising=shape.rising)))
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
def firms(draw: st.DrawFn, shape: Shape | None = None) -> Firm:
    """Draw a questionnaire, a model and a firm."""
    own = Shape() if shape is None else shape
    structure, names = draw(models(own))
    asked = draw(questionnaires(names, conditions=own.conditions))
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
