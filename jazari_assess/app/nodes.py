"""Finding the item of a model that a person means: by its id, or by its title in any language."""

import difflib
from collections.abc import Iterator

from jazari_assess.errors import UsageError, choice_of
from jazari_assess.interview.session.entry import folded
from jazari_assess.model.library import ModelContent, QuestionnaireContent
from jazari_assess.model.maturity import Group

_NEAREST = 3
"""Names suggested: as many as are read at a glance."""
_ALIKE = 0.5
"""Letters in common, by difflib's ratio, from which a name is suggested: one wrong word of three, or a slip."""


def node_named(model: ModelContent, questionnaire: QuestionnaireContent, said: str, language: str) -> str:
    """Return the id of the item called ``said``: an id, or a title or short title in any language, however accented.

    Raises ``UsageError`` when there is none, with the names nearest to it, or when several are called so.
    """
    wanted = folded(said)
    ids = _ids(model)
    if said in ids:
        return said
    names = list(_names(model, questionnaire))
    found = list(dict.fromkeys(node for node, name in names if name == wanted))
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError("item-several", found=said, known=", ".join(found))
    nearest = _nearest(wanted, names)
    titles = {node: _title(model, questionnaire, node, language) for node in nearest}
    near = ", ".join(f"{title} ({node})" if title else node for node, title in titles.items())
    structure = model.structure
    if not near:
        raise UsageError("item-unknown", found=said, model=structure.id, known=choice_of(said, ids))
    raise UsageError("item-unknown-near", found=said, model=structure.id, near=near)


def _ids(model: ModelContent) -> tuple[str, ...]:
    """Return the ids of all items, nodes first, then the questions that are indicators themselves."""
    nodes = model.structure.nodes
    below = [child for node in nodes.values() if isinstance(node, Group) for child in node.children]
    return tuple(dict.fromkeys([*nodes, *below]))


def _names(model: ModelContent, questionnaire: QuestionnaireContent) -> Iterator[tuple[str, str]]:
    """Yield each item's id with each of its names, as names are compared."""
    for node in _ids(model):
        yield node, folded(node)
        for texts in model.texts.values():
            if node in texts.nodes:
                yield node, folded(texts.nodes[node].title)
                yield node, folded(texts.nodes[node].short)
        for words in questionnaire.texts.values():
            if node not in model.structure.nodes and node in words.questions:
                yield node, folded(words.questions[node].short)


def _nearest(wanted: str, names: list[tuple[str, str]]) -> list[str]:
    """Return the ids whose names are most like what was said, the nearest first."""
    close = difflib.get_close_matches(wanted, [name for _, name in names], n=_NEAREST * 2, cutoff=_ALIKE)
    found = dict.fromkeys(node for name in close for node, own in names if own == name)
    return list(found)[:_NEAREST]


def _title(model: ModelContent, questionnaire: QuestionnaireContent, node: str, language: str) -> str:
    texts, words = model.texts.get(language), questionnaire.texts.get(language)
    if texts is not None and node in texts.nodes:
        return texts.nodes[node].title
    return words.questions[node].short if words is not None and node in words.questions else ""
