"""Whether the nodes of a model are one tree over questions that can be scored."""

from collections.abc import Iterator, Mapping

from jazari_assess.errors import Problem
from jazari_assess.model.maturity import Group, Indicator, MaturityModel
from jazari_assess.model.questionnaire import ProfileQuestion, Questionnaire, TextQuestion
from jazari_assess.reading.content.questionnaire.conditions import cycles
from jazari_assess.reading.yaml_json.document import Document, KeyPath, nearest

_DEEPEST = 30

_Place = tuple[str, KeyPath]


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


def _uses(model: MaturityModel) -> Iterator[_Place]:
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
