"""Every id that a person may type, with its title: what a shell completes, and what is meant by a slip."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from heapq import nlargest
from typing import Literal, TypeAlias

from jazari_assess.app.context import Context
from jazari_assess.app.dossier import read_content
from jazari_assess.interview.session.entry import folded
from jazari_assess.model.library import Library, nearest_words
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.reading.content.interface_text import read_interface_text
from jazari_assess.reading.yaml_json.schema import SCHEMAS
from jazari_assess.render.interface import ANNEXES

IdKind: TypeAlias = Literal[
    "models",
    "questionnaires",
    "sections",
    "nodes",
    "dimensions",
    "aims",
    "actions",
    "catalogue",
    "content",
    "regions",
    "sectors",
    "sizes",
    "annexes",
    "schemas",
]
_NEAREST = 3
"""Names suggested: as many as are read at a glance."""
_ALIKE = 0.5
"""Letters in common, by difflib's ratio, from which a name is suggested: one wrong word of three, or a slip."""
_SAME_WORD = 0.75
"""Letters in common from which two words are one, in another form or with a slip."""
_OF_TITLE = 0.9
"""What words of a title count beside the id itself, of which people remember one or the other."""
_WORD = re.compile(r"\w{3,}")
"""What is looked for in titles: articles stand in all of them."""
_LISTS: Mapping[str, Sequence[str]] = {
    "regions": REGIONS,
    "sectors": SECTORS,
    "sizes": SIZES,
    "annexes": ANNEXES,
    "schemas": tuple(SCHEMAS),
}
"""What no content adds to."""
_Named: TypeAlias = Iterator[tuple[str, str]]


def known_ids(kind: IdKind, context: Context) -> Mapping[str, str]:
    """Return the title of each id of a kind, ours and those laid over them, in the context's language where it can be.

    Raises ``ProblemsError`` where the content is wrong.
    """
    if kind in _LISTS:
        words = read_interface_text(context.language).entries
        return {name: words.get(f"{kind}.{name}", "") for name in _LISTS[kind]}
    return dict(_KINDS[kind](read_content(context), context.language))


def near_ids(kind: IdKind, said: str, library: Library, language: str) -> str:
    """Return the ids of a kind most like what was said, by themselves or by words of their titles, for a message."""
    wanted = folded(said)
    named = dict(_KINDS[kind](library, language))
    alike = {name: max(_alike(wanted, folded(name)), _shared(wanted, folded(title))) for name, title in named.items()}
    close = nlargest(_NEAREST, (name for name, share in alike.items() if share >= _ALIKE), key=alike.__getitem__)
    return ", ".join(close) or "—"


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _shared(said: str, title: str) -> float:
    """Return how much of the words that were said stands in a title: 0..1."""
    wanted, found = _WORD.findall(said), _WORD.findall(title)
    alike = [max((_alike(word, other) for other in found), default=0.0) for word in wanted]
    found_share = sum(share for share in alike if share >= _SAME_WORD) / len(alike) if alike else 0.0
    return _OF_TITLE * found_share


def _models(library: Library, language: str) -> _Named:
    for name, model in library.models.items():
        yield name, nearest_words(model.texts, language).title


def _questionnaires(library: Library, language: str) -> _Named:
    for name, content in library.questionnaires.items():
        yield name, nearest_words(content.texts, language).title


def _sections(library: Library, language: str) -> _Named:
    for content in library.questionnaires.values():
        words = nearest_words(content.texts, language).sections
        yield from ((name, words[name].title) for name in content.structure.sections)


def _questions(library: Library, language: str) -> _Named:
    for content in library.questionnaires.values():
        words = nearest_words(content.texts, language).questions
        yield from ((name, words[name].short) for name in content.structure.questions)


def _nodes(library: Library, language: str) -> _Named:
    """Yield the questions, which are indicators, then every node of every model."""
    yield from _questions(library, language)
    for model in library.models.values():
        words = nearest_words(model.texts, language).nodes
        yield from ((name, words[name].title) for name in model.structure.nodes if name in words)


def _dimensions(library: Library, language: str) -> _Named:
    for model in library.models.values():
        if model.structure.role == "main":
            words = nearest_words(model.texts, language).nodes
            yield from ((name, words[name].title if name in words else "") for name in model.structure.dimensions)


def _aims(library: Library, language: str) -> _Named:
    for model in library.models.values():
        words = nearest_words(model.texts, language).aims
        yield from ((name, words[name].title) for name in model.aims)


def _actions(library: Library, language: str) -> _Named:
    words = nearest_words(library.catalogue.texts, language).actions
    yield from ((name, words[name].title) for name in library.catalogue.structure.actions)


def _catalogue(library: Library, language: str) -> _Named:
    structure, words = library.catalogue.structure, nearest_words(library.catalogue.texts, language)
    yield from ((name, words.providers[name].name) for name in structure.providers)
    yield from ((name, words.services[name].title) for name in structure.services)
    yield from _actions(library, language)


def _content(library: Library, language: str) -> _Named:
    for part in (_catalogue, _questions, _models, _questionnaires):
        yield from part(library, language)


_KINDS: Mapping[IdKind, Callable[[Library, str], _Named]] = {
    "models": _models,
    "questionnaires": _questionnaires,
    "sections": _sections,
    "nodes": _nodes,
    "dimensions": _dimensions,
    "aims": _aims,
    "actions": _actions,
    "catalogue": _catalogue,
    "content": _content,
}
