"""Parts of a condition that no firm can ever meet, although the whole can be met: a branch, or an option asked for."""

from collections.abc import Iterator

from jazari_assess.errors import Problem
from jazari_assess.model.conditions import All, Any, Condition, In, Is
from jazari_assess.model.questionnaire import Questionnaire
from jazari_assess.reading.content.satisfiability import can_hold
from jazari_assess.reading.yaml_json.document import Document, KeyPath


def part_problems(
    questionnaire: Questionnaire, condition: Condition, document: Document, path: KeyPath
) -> Iterator[Problem]:
    """Yield each branch of ``any`` and option of ``in`` that no firm can meet; the whole condition can be met."""
    for place, alone in _alternatives(condition, path):
        if not can_hold(questionnaire, alone):
            yield document.problem("condition-part-never-holds", place)


def _alternatives(condition: Condition, path: KeyPath) -> Iterator[tuple[KeyPath, Condition]]:
    """Yield the place of each branch and option, and the whole condition with this one in place of all of its kind."""
    match condition:
        case Any():
            for index, part in enumerate(condition.any_):
                yield (*path, "any", index), part
                yield from _alternatives(part, (*path, "any", index))
        case All():
            for index, part in enumerate(condition.all_):
                before, after = condition.all_[:index], condition.all_[index + 1 :]
                for place, alone in _alternatives(part, (*path, "all", index)):
                    yield place, All(all_=(*before, alone, *after))
        case In():
            for index, option in enumerate(condition.in_):
                yield (*path, "in", index), Is(question=condition.question, is_=option)
        case _:
            return
