"""What must agree inside a model beside its tree and weights: levels, maps, variants, worked examples."""

from collections.abc import Iterator
from itertools import pairwise

from jazari_assess.errors import Problem
from jazari_assess.model.maturity import Case, Group, Indicator, MaturityModel
from jazari_assess.model.questionnaire import Questionnaire
from jazari_assess.reading.content.model.tree import tree_problems
from jazari_assess.reading.content.model.weights import Consistency, weights_problems
from jazari_assess.reading.content.questionnaire.references import rising_problems
from jazari_assess.reading.yaml_json.document import Document, nearest


def model_problems(
    model: MaturityModel, questionnaire: Questionnaire, document: Document, consistency: Consistency | None
) -> Iterator[Problem]:
    """Yield every reference of a model that leads nowhere and every number that cannot be."""
    yield from tree_problems(model, questionnaire, document)
    yield from weights_problems(model, document, consistency)
    yield from _level_problems(model, document)
    yield from _indicator_problems(model, document)
    yield from _variant_problems(model, document)


def node_ids(model: MaturityModel) -> tuple[str, ...]:
    """Return the ids of all nodes: those of the model, and the questions that stand among children."""
    children = (child for node in model.nodes.values() if isinstance(node, Group) for child in node.children)
    return tuple(dict.fromkeys((*model.nodes, *children)))


def case_problems(
    cases: tuple[Case, ...], model: MaturityModel, questionnaire: Questionnaire, document: Document
) -> Iterator[Problem]:
    """Yield every worked example that names a question, node or level that does not exist."""
    seen = set()
    nodes = node_ids(model)
    levels = [step.id for step in model.levels.steps]
    for index, case in enumerate(cases):
        path = ("cases", index)
        if case.id in seen:
            yield document.problem("case-twice", (*path, "id"), found=case.id)
        seen.add(case.id)
        for name in case.values:
            if name not in questionnaire.questions:
                near = nearest(name, questionnaire.questions)
                yield document.key_problem("question-unknown", (*path, "values", name), found=name, near=near)
        for name, expected in case.expect.items():
            if name not in nodes:
                near = nearest(name, nodes)
                yield document.key_problem("case-node-unknown", (*path, "expect", name), found=name, near=near)
            if expected.level is not None and expected.level not in levels:
                values = {"found": expected.level, "near": nearest(expected.level, levels)}
                yield document.problem("level-unknown", (*path, "expect", name, "level"), **values)


def _level_problems(model: MaturityModel, document: Document) -> Iterator[Problem]:
    steps = model.levels.steps
    path = ("levels", "steps")
    if steps[0].from_ != 0:
        yield document.problem("levels-not-from-zero", (*path, 0, "from"), found=f"{steps[0].from_:g}")
    for index, (before, after) in enumerate(pairwise(steps)):
        exactly_zero = index == 0 and after.from_ == 0 and model.levels.boundary == "upper-inclusive"
        if after.from_ <= before.from_ and not exactly_zero:
            values = {"found": f"{after.from_:g}", "before": f"{before.from_:g}"}
            yield document.problem("levels-not-rising", (*path, index + 1, "from"), **values)
    seen = set()
    nodes = node_ids(model)
    for index, step in enumerate(steps):
        if step.id in seen:
            yield document.problem("level-twice", (*path, index, "id"), found=step.id)
        seen.add(step.id)
        for position, requirement in enumerate(step.require):
            if requirement.node not in nodes:
                where = (*path, index, "require", position, "node")
                near = nearest(requirement.node, nodes)
                yield document.problem("requirement-node-unknown", where, found=requirement.node, near=near)


def _indicator_problems(model: MaturityModel, document: Document) -> Iterator[Problem]:
    for name, node in model.nodes.items():
        if not isinstance(node, Indicator):
            continue
        path = ("nodes", name)
        if node.map_ is not None and node.reaches is not None:
            yield document.key_problem("map-and-threshold", (*path, "reaches"))
        if node.map_ is not None:
            yield from rising_problems([number for number, _ in node.map_], document, (*path, "map"))


def _variant_problems(model: MaturityModel, document: Document) -> Iterator[Problem]:
    seen = set()
    for index, variant in enumerate(model.variants):
        if variant.id in seen:
            yield document.problem("variant-twice", ("variants", index, "id"), found=variant.id)
        seen.add(variant.id)
        if not variant.when.sector and not variant.when.size:
            yield document.key_problem("variant-without-condition", ("variants", index, "when"), found=variant.id)
