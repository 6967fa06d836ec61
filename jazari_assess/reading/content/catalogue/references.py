"""What must agree in the catalogue: whom and what its entries name, what actions change, dates, bounds, rules."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.errors import Problem
from jazari_assess.model.actions import Action
from jazari_assess.model.catalogue import Catalogue, Rule
from jazari_assess.model.conditions import Condition, questions_in
from jazari_assess.model.questionnaire import Question, Questionnaire
from jazari_assess.model.services import Service
from jazari_assess.reading.content.catalogue.changes import change_problems
from jazari_assess.reading.content.catalogue.files import CatalogueLayer, structure_of
from jazari_assess.reading.content.conditions import cycles
from jazari_assess.reading.content.satisfiability import sound_problems
from jazari_assess.reading.yaml_json.document import Document, KeyPath, nearest


@dataclass(frozen=True, kw_only=True)
class Targets:
    """What entries may speak of: main models' nodes, questions behind indicators, aims, flags, questionnaires."""

    nodes: frozenset[str]
    questions: Mapping[str, Question]
    aims: frozenset[str]
    flags: frozenset[str]
    questionnaires: Sequence[Questionnaire]


def catalogue_problems(layers: Sequence[CatalogueLayer], targets: Targets | None) -> Iterator[Problem]:
    """Yield every reference of the catalogue that leads nowhere; without ``targets`` only those inside it."""
    whole = structure_of(layers)
    for layer in layers:
        for name, provider in layer.providers.items():
            document = layer.documents["providers.yaml"]
            yield from _date_problems(provider.as_of, document, ("providers", name, "as-of"))
        for name, service in layer.services.items():
            document, path = layer.documents["services.yaml"], ("services", name)
            yield from _service_problems(service, whole, document, path)
            yield from _known("entry-unknown", service.excludes, _others(whole, name), document, (*path, "excludes"))
            if targets is not None:
                yield from _service_targets(service, targets, document, path)
        for name, action in layer.actions.items():
            document, path = layer.documents["actions.yaml"], ("actions", name)
            yield from _action_problems(action, name, whole, document, path)
            if targets is not None:
                yield from _action_targets(action, targets, document, path)
    yield from _cycle_problems(layers, whole)
    yield from _rule_problems(layers, whole)


def _others(whole: Catalogue, name: str) -> Collection[str]:
    return {*whole.services, *whole.actions} - {name}


def _known(
    code: str, found: Sequence[str], known: Collection[str], document: Document, path: KeyPath
) -> Iterator[Problem]:
    """Yield a problem for each id of a list that is not known."""
    for index, one in enumerate(found):
        if one not in known:
            yield document.problem(code, (*path, index), found=one, near=nearest(one, known))


def _service_problems(service: Service, whole: Catalogue, document: Document, path: KeyPath) -> Iterator[Problem]:
    if service.provider not in whole.providers:
        near = nearest(service.provider, whole.providers)
        yield document.problem("provider-unknown", (*path, "provider"), found=service.provider, near=near)
    yield from _date_problems(service.as_of, document, (*path, "as-of"))
    yield from _known("action-unknown", service.supports, whole.actions, document, (*path, "supports"))
    if service.kind == "strategy" and service.supports:
        yield document.key_problem("strategy-supports", (*path, "supports"))
    yield from _range_problems(service.own_days, document, (*path, "own-days"))
    bounds = service.turnover
    if bounds and bounds.minimum is not None and bounds.maximum is not None and bounds.minimum >= bounds.maximum:
        values = {"minimum": f"{bounds.minimum:g}", "maximum": f"{bounds.maximum:g}"}
        yield document.problem("bounds-reversed", (*path, "turnover", "maximum"), **values)


def _service_targets(service: Service, targets: Targets, document: Document, path: KeyPath) -> Iterator[Problem]:
    meets = (*path, "meets")
    yield from _known("node-unknown", service.meets.nodes, targets.nodes, document, (*meets, "nodes"))
    yield from _known("aim-unknown-here", service.meets.aims, targets.aims, document, (*meets, "aims"))
    yield from _known("flag-unknown", service.meets.flags, targets.flags, document, (*meets, "flags"))
    if service.needs is not None:
        yield from _condition_problems(service.needs, targets, document, (*path, "needs"))


def _action_problems(
    action: Action, name: str, whole: Catalogue, document: Document, path: KeyPath
) -> Iterator[Problem]:
    if name in whole.services:
        yield document.key_problem("entry-twice", path, found=name)
    for size, days in action.days.items():
        yield from _range_problems(days, document, (*path, "days", size))
    others = set(whole.actions) - {name}
    for key, named in (("requires", action.requires), ("after", action.after)):
        yield from _known("action-unknown", named, others, document, (*path, key))
    yield from _known("entry-unknown", action.excludes, _others(whole, name), document, (*path, "excludes"))


def _action_targets(action: Action, targets: Targets, document: Document, path: KeyPath) -> Iterator[Problem]:
    yield from change_problems(action, targets.questions, document, path)
    yield from _known("aim-unknown-here", action.deeds, targets.aims, document, (*path, "deeds"))
    for aim in action.aims:
        if aim not in targets.aims:
            where = (*path, "aims", aim)
            yield document.key_problem("aim-unknown-here", where, found=aim, near=nearest(aim, targets.aims))
    if action.when is not None:
        yield from _condition_problems(action.when, targets, document, (*path, "when"))


def _condition_problems(condition: Condition, targets: Targets, document: Document, path: KeyPath) -> Iterator[Problem]:
    """Yield the problems of a condition, read against the questionnaire that has its questions."""
    asked = set(questions_in(condition))
    having = (one for one in targets.questionnaires if asked <= set(one.questions))
    for questionnaire in (next(having, None) or targets.questionnaires[0],) if targets.questionnaires else ():
        yield from sound_problems(questionnaire, condition, document, path)


def _cycle_problems(layers: Sequence[CatalogueLayer], whole: Catalogue) -> Iterator[Problem]:
    documents = {name: layer.documents["actions.yaml"] for layer in layers for name in layer.actions}
    for cycle in cycles({name: (*action.requires, *action.after) for name, action in whole.actions.items()}):
        path = ("actions", cycle[0], "requires")
        yield documents[cycle[0]].problem("requires-cycle", path, cycle=" → ".join((*cycle, cycle[0])))


def _rule_problems(layers: Sequence[CatalogueLayer], whole: Catalogue) -> Iterator[Problem]:
    """Yield rules about actions that are not there, and actions that break a rule, each where it stands."""
    documents = {name: layer.documents["actions.yaml"] for layer in layers for name in layer.actions}
    for rules in (layer.rules for layer in layers if layer.rules is not None):
        for name, rule in rules.content.rules.items():
            unknown = list(_unknown_in(rule, whole, rules.document, ("rules", name)))
            yield from unknown
            for action in () if unknown else _ruled(rule, whole):
                yield from _broken(rule, name, action, whole, documents[action])


def _unknown_in(rule: Rule, whole: Catalogue, document: Document, path: KeyPath) -> Iterator[Problem]:
    for key, actions in (("actions", rule.for_.actions), ("except", rule.for_.except_)):
        yield from _known("action-unknown", actions, whole.actions, document, (*path, "for", key))
    if rule.requires is not None and rule.requires not in whole.actions:
        near = nearest(rule.requires, whole.actions)
        yield document.problem("action-unknown", (*path, "requires"), found=rule.requires, near=near)


def _ruled(rule: Rule, whole: Catalogue) -> Iterator[str]:
    """Yield the actions that a rule is for; what an action requires is never asked to require it."""
    first = {*_before(rule.requires, whole), rule.requires} if rule.requires is not None else set()
    for name, action in whole.actions.items():
        dear = rule.for_.money_at_least is not None and action.difficulty.money >= rule.for_.money_at_least
        if (dear or name in rule.for_.actions) and name not in rule.for_.except_ and name not in first:
            yield name


def _broken(rule: Rule, name: str, action: str, whole: Catalogue, document: Document) -> Iterator[Problem]:
    path = ("actions", action)
    if rule.requires is not None and not any(_stands_for(one, rule.requires, whole) for one in _before(action, whole)):
        yield document.problem("rule-requires", (*path, "requires"), found=action, expected=rule.requires, rule=name)
    for size in rule.not_for:
        if size in whole.actions[action].days:
            yield document.key_problem("rule-size", (*path, "days", size), found=action, size=size, rule=name)


def _before(name: str, whole: Catalogue) -> set[str]:
    """Return all actions that one requires, directly or through others."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        action = whole.actions.get(waiting.pop())
        new = set(action.requires) - found if action is not None else set()
        found |= new
        waiting += new
    return found


def _stands_for(name: str, required: str, whole: Catalogue) -> bool:
    """Say whether one action done is another done: itself, or a step on the same scale that ends as high or higher."""
    one, other = whole.actions.get(name), whole.actions[required]
    if name == required or one is None or one.step is None or other.step is None:
        return name == required
    return one.indicator == other.indicator and one.step[1] >= other.step[1]


def _range_problems(days: tuple[float, float], document: Document, path: KeyPath) -> Iterator[Problem]:
    low, high = days
    if low > high:
        values = {"minimum": f"{low:g}", "maximum": f"{high:g}"}
        yield document.problem("bounds-reversed", (*path, 1), **values)


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
