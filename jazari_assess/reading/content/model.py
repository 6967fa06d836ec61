"""What must agree inside a model beside its weights: its tree, levels, maps, variants, worked examples and words."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from jazari_assess.errors import Problem
from jazari_assess.model.maturity import Case, Group, Indicator, MaturityModel, ModelText
from jazari_assess.model.questionnaire import ProfileQuestion, Question, Questionnaire, TextQuestion
from jazari_assess.reading.content.conditions import cycles
from jazari_assess.reading.content.parts import missing_words, unmatched_words
from jazari_assess.reading.content.questionnaire import rising_problems
from jazari_assess.reading.content.weights import Consistency, weights_problems
from jazari_assess.reading.yaml_json.document import Document, KeyPath, nearest

_DEEPEST = 30
"""Published models have three layers; a tree this deep is a mistake, and drawing it would fill pages."""


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


def questions_of(model: MaturityModel, questionnaire: Questionnaire) -> Mapping[str, Question]:
    """Return the question behind each indicator of a model, and behind each question that stands among its children."""
    nodes = {name: model.nodes.get(name) for name in node_ids(model)}
    asked = {name: node.question if isinstance(node, Indicator) else name for name, node in nodes.items()}
    return {name: questionnaire.questions[own] for name, own in asked.items() if own in questionnaire.questions}


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


def tree_problems(model: MaturityModel, questionnaire: Questionnaire, document: Document) -> Iterator[Problem]:
    """Yield what keeps the nodes from being one tree, and each question that is scored wrongly or not at all."""
    for name in model.nodes:
        if name in questionnaire.questions:
            yield document.key_problem("node-and-question", ("nodes", name), found=name)
    yield from _root_problems(model, document)
    yield from _child_problems(model, questionnaire, document)
    broken = list(_shape_problems(model, document))
    yield from broken
    yield from _question_problems(model, questionnaire, document)
    if not broken:
        yield from _depth_problems(model, document)


def children_of(model: MaturityModel) -> Mapping[str, tuple[str, ...]]:
    """Return the children of each node that are nodes themselves."""
    return {
        name: tuple(child for child in node.children if child in model.nodes) if isinstance(node, Group) else ()
        for name, node in model.nodes.items()
    }


def _root_problems(model: MaturityModel, document: Document) -> Iterator[Problem]:
    root = model.nodes.get(model.root)
    if root is None:
        yield document.problem("root-unknown", ("root",), found=model.root, near=nearest(model.root, model.nodes))
    elif not isinstance(root, Group):
        yield document.problem("root-without-children", ("root",), found=model.root)


def _child_problems(model: MaturityModel, questionnaire: Questionnaire, document: Document) -> Iterator[Problem]:
    parents: dict[str, str] = {}
    known = [*model.nodes, *questionnaire.questions]
    for name, node in model.nodes.items():
        for index, child in enumerate(node.children if isinstance(node, Group) else ()):
            path = ("nodes", name, "children", index)
            if child not in model.nodes and child not in questionnaire.questions:
                yield document.problem("child-unknown", path, found=child, near=nearest(child, known))
            elif child in parents:
                yield document.problem("child-twice", path, found=child, parent=parents[child])
            parents.setdefault(child, name)


def _shape_problems(model: MaturityModel, document: Document) -> Iterator[Problem]:
    graph = children_of(model)
    in_circle: set[str] = set()
    for cycle in cycles(graph):
        in_circle.update(cycle)
        yield document.key_problem("node-cycle", ("nodes", cycle[0]), cycle=" → ".join((*cycle, cycle[0])))
    has_parent = {child for children in graph.values() for child in children}
    for name in model.nodes:
        if name != model.root and name not in has_parent and name not in in_circle:
            yield document.key_problem("node-unreachable", ("nodes", name), found=name, root=model.root)


def _depth_problems(model: MaturityModel, document: Document) -> Iterator[Problem]:
    graph = children_of(model)
    layer: tuple[str, ...] = (model.root,)
    for _ in range(_DEEPEST):
        layer = tuple(child for name in layer for child in graph.get(name, ()))
    if layer:
        yield document.key_problem("tree-too-deep", ("nodes", layer[0]), limit=str(_DEEPEST))


def _uses(model: MaturityModel) -> Iterator[tuple[str, KeyPath]]:
    """Yield each question that a node takes, as a child or through an indicator, and where."""
    for name, node in model.nodes.items():
        if isinstance(node, Group):
            yield from (
                (child, ("nodes", name, "children", index))
                for index, child in enumerate(node.children)
                if child not in model.nodes
            )
        elif isinstance(node, Indicator):
            yield node.question, ("nodes", name, "question")


def _question_problems(model: MaturityModel, questionnaire: Questionnaire, document: Document) -> Iterator[Problem]:
    used = set()
    for name, path in _uses(model):
        used.add(name)
        question = questionnaire.questions.get(name)
        if question is None:
            if path[-1] == "question":
                near = nearest(name, questionnaire.questions)
                yield document.problem("question-unknown", path, found=name, near=near)
        elif isinstance(question, TextQuestion | ProfileQuestion):
            yield document.problem("question-without-value", path, found=name, kind=question.kind)
        elif question.fact and model.role == "main":
            yield document.problem("question-is-fact", path, found=name)
    if model.role == "main":
        for name, question in questionnaire.questions.items():
            if not isinstance(question, TextQuestion | ProfileQuestion) and not question.fact and name not in used:
                yield document.key_problem("question-not-scored", ("nodes",), found=name)


def model_words_problems(model: MaturityModel, text: ModelText, document: Document) -> Iterator[Problem]:
    """Yield every key that the words lack, and every word that the structure has no place for."""
    steps = model.levels.steps
    yield from unmatched_words(document, ("nodes",), model.nodes, text.nodes)
    yield from unmatched_words(document, ("levels",), [step.id for step in steps], text.levels)
    gated = [step.id for step in steps if step.require]
    yield from unmatched_words(document, ("requirements",), gated, text.requirements)
    variants = [variant.id for variant in model.variants]
    yield from unmatched_words(document, ("variants",), variants, text.variants)
    if model.role == "view" and text.notice is None:
        yield missing_words(document, ("notice",))
