"""What must agree in the catalogue: providers, nodes it closes, steps, prerequisites, dates."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.errors import Problem
from jazari_assess.model.catalogue import Action, Catalogue, Service
from jazari_assess.model.maturity import Indicator, MaturityModel
from jazari_assess.model.questionnaire import LevelQuestion, Question, Questionnaire
from jazari_assess.reading.content.catalogue.files import CatalogueLayer, structure_of
from jazari_assess.reading.content.conditions import cycles
from jazari_assess.reading.content.model import node_ids
from jazari_assess.reading.yaml_json.document import Document, KeyPath, nearest


@dataclass(frozen=True, kw_only=True)
class Targets:
    """What catalogue entries may speak of: nodes of main models, and the question behind each indicator."""

    nodes: frozenset[str]
    questions: Mapping[str, Question]


def targets_of(models: Sequence[tuple[MaturityModel, Questionnaire]]) -> Targets:
    """Return the nodes of the main models among ``models``, each given with its questionnaire."""
    nodes: set[str] = set()
    questions: dict[str, Question] = {}
    for model, questionnaire in models:
        if model.role != "main":
            continue
        nodes.update(node_ids(model))
        taken = {name: node.question for name, node in model.nodes.items() if isinstance(node, Indicator)}
        taken |= {name: name for name in node_ids(model) if name in questionnaire.questions}
        questions |= {
            name: questionnaire.questions[question]
            for name, question in taken.items()
            if question in questionnaire.questions
        }
    return Targets(nodes=frozenset(nodes), questions=questions)


def catalogue_problems(layers: Sequence[CatalogueLayer], targets: Targets | None) -> Iterator[Problem]:
    """Yield every reference of the catalogue that leads nowhere; nodes are checked only when ``targets`` are known."""
    whole = structure_of(layers)
    for layer in layers:
        for name, provider in layer.providers.items():
            document = layer.documents["providers.yaml"]
            yield from _date_problems(provider.as_of, document, ("providers", name, "as-of"))
        for name, service in layer.services.items():
            document = layer.documents["services.yaml"]
            yield from _service_problems(service, whole, targets, document, ("services", name))
            yield from _link_problems(service, name, whole, document, ("services", name))
        for name, action in layer.actions.items():
            document = layer.documents["actions.yaml"]
            yield from _action_problems(action, targets, document, ("actions", name))
            yield from _link_problems(action, name, whole, document, ("actions", name))
            if name in whole.services:
                yield document.key_problem("entry-twice", ("actions", name), found=name)
    yield from _cycle_problems(layers, whole)


def _cycle_problems(layers: Sequence[CatalogueLayer], whole: Catalogue) -> Iterator[Problem]:
    places = _places(layers)
    requires = {name: service.requires for name, service in whole.services.items()}
    requires |= {name: action.requires for name, action in whole.actions.items()}
    for cycle in cycles(requires):
        document, path = places[cycle[0]]
        yield document.problem("requires-cycle", (*path, "requires"), cycle=" → ".join((*cycle, cycle[0])))


def _places(layers: Sequence[CatalogueLayer]) -> dict[str, tuple[Document, KeyPath]]:
    places: dict[str, tuple[Document, KeyPath]] = {}
    for layer in layers:
        places |= {name: (layer.documents["services.yaml"], ("services", name)) for name in layer.services}
        places |= {name: (layer.documents["actions.yaml"], ("actions", name)) for name in layer.actions}
    return places


def _service_problems(
    service: Service, whole: Catalogue, targets: Targets | None, document: Document, path: KeyPath
) -> Iterator[Problem]:
    if service.provider not in whole.providers:
        near = nearest(service.provider, whole.providers)
        yield document.problem("provider-unknown", (*path, "provider"), found=service.provider, near=near)
    yield from _date_problems(service.as_of, document, (*path, "as-of"))
    if service.kind == "strategy" and service.closes:
        yield document.key_problem("strategy-closes", (*path, "closes"))
    for index, closed in enumerate(service.closes):
        here = (*path, "closes", index)
        if targets is not None and closed.node not in targets.nodes:
            near = nearest(closed.node, targets.nodes)
            yield document.problem("closes-unknown", (*here, "node"), found=closed.node, near=near)
        if closed.from_ >= closed.to:
            values = {"found": f"{closed.to:g}", "before": f"{closed.from_:g}"}
            yield document.problem("step-not-rising", (*here, "to"), **values)
    bounds = service.turnover
    if bounds and bounds.minimum is not None and bounds.maximum is not None and bounds.minimum >= bounds.maximum:
        values = {"minimum": f"{bounds.minimum:g}", "maximum": f"{bounds.maximum:g}"}
        yield document.problem("bounds-reversed", (*path, "turnover", "maximum"), **values)


def _action_problems(action: Action, targets: Targets | None, document: Document, path: KeyPath) -> Iterator[Problem]:
    start, end = action.step
    if start >= end:
        values = {"found": f"{end:g}", "before": f"{start:g}"}
        yield document.problem("step-not-rising", (*path, "step", 1), **values)
    if targets is None:
        return
    question = targets.questions.get(action.indicator)
    if question is None:
        near = nearest(action.indicator, targets.questions)
        yield document.problem("indicator-unknown", (*path, "indicator"), found=action.indicator, near=near)
    elif action.scale == "score":
        yield from _step_bounds(action, 100, document, (*path, "step"))
    elif isinstance(question, LevelQuestion):
        yield from _step_bounds(action, question.options - 1, document, (*path, "step"))
        for index, number in enumerate(action.step):
            if not number.is_integer():
                yield document.problem("integer-expected", (*path, "step", index), found=f"{number:g}")
    else:
        yield document.problem("scale-unfit", (*path, "step"), kind=question.kind)


def _step_bounds(action: Action, most: float, document: Document, path: KeyPath) -> Iterator[Problem]:
    for index, number in enumerate(action.step):
        if not 0 <= number <= most:
            yield document.problem("step-outside", (*path, index), found=f"{number:g}", bound=f"{most:g}")


def _link_problems(
    entry: Service | Action, name: str, whole: Catalogue, document: Document, path: KeyPath
) -> Iterator[Problem]:
    known = {*whole.services, *whole.actions} - {name}
    for key, links in (("requires", entry.requires), ("excludes", entry.excludes)):
        for index, link in enumerate(links):
            if link not in known:
                near = nearest(link, known)
                yield document.problem("entry-unknown", (*path, key, index), found=link, near=near)


def _date_problems(date: str, document: Document, path: KeyPath) -> Iterator[Problem]:
    """Yield a problem when a date of the right form is not in the calendar; year and month may stand alone."""
    if not is_date(date):
        yield document.problem("date-impossible", path, found=date)


def is_date(date: str) -> bool:
    """Return whether ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or ``undated`` is a date of the calendar."""
    if date == "undated":
        return True
    parts = date.split("-")
    whole = "-".join([*parts, *("01" for _ in range(3 - len(parts)))])
    try:
        dt.date.fromisoformat(whole)
    except ValueError:
        return False
    return True
