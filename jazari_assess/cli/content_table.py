"""Content in a terminal: what there is, and one entry of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from pydantic import BaseModel
from rich.console import RenderableType
from rich.table import Table
from rich.tree import Tree

from jazari_assess.cli.figures import figures
from jazari_assess.cli.terminal import plain, table
from jazari_assess.cli.titles import titles
from jazari_assess.engine.weights import group_weights
from jazari_assess.errors import UsageError
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent
from jazari_assess.model.maturity import Group


def list_parts(library: Library, interface: InterfaceText) -> list[RenderableType]:
    """Return one table a kind of content."""
    language, catalogue = interface.language, library.catalogue
    words = catalogue.texts[language]
    questionnaires = (
        (name, own.structure.version, own.texts[language].title) for name, own in library.questionnaires.items()
    )
    models = (
        (name, own.structure.version, own.structure.role, own.texts[language].title)
        for name, own in library.models.items()
    )
    services = (
        (name, own.kind, own.provider, words.services[name].title) for name, own in catalogue.structure.services.items()
    )
    providers = ((name, own.kind, words.providers[name].name) for name, own in catalogue.structure.providers.items())
    actions = ((name, own.indicator, words.actions[name].title) for name, own in catalogue.structure.actions.items())
    return [
        _listed("questionnaires", ("id", "version", "title"), questionnaires, interface),
        _listed("models", ("id", "version", "role", "title"), models, interface),
        _listed("providers", ("id", "kind", "title"), providers, interface),
        _listed("services", ("id", "kind", "provider", "title"), services, interface),
        _listed("actions", ("id", "indicator", "title"), actions, interface),
    ]


def _listed(kind: str, headings: Iterable[str], rows: Iterable[tuple[str, ...]], interface: InterfaceText) -> Table:
    texts = [interface.say(f"commands.content.heading.{heading}") for heading in headings]
    made = table(*texts, title=interface.say(f"commands.content.{kind}"))
    for row in rows:
        made.add_row(*map(plain, row))
    return made


def entry_parts(library: Library, name: str, interface: InterfaceText) -> list[RenderableType]:
    """Return everything there is under an id: a questionnaire and a model may share one, an action and a question too.

    Raises ``UsageError`` with the ids that are nearest when there is nothing.
    """
    parts: list[RenderableType] = []
    if name in library.questionnaires:
        parts += _questionnaire(library.questionnaires[name], interface)
    if name in library.models:
        parts += _model(library.models[name], titles(library.models[name], library, interface.language), interface)
    parts += _questions(library, name, interface)
    parts += _catalogue_entry(library, name, interface)
    if not parts:
        near = get_close_matches(name, list(_ids(library)), n=5, cutoff=0.4)
        raise UsageError("content-unknown", found=name, known=", ".join(near) or "-")
    return parts


def _ids(library: Library) -> Iterator[str]:
    catalogue = library.catalogue.structure
    for ids in (library.questionnaires, library.models, catalogue.providers, catalogue.services, catalogue.actions):
        yield from ids
    for content in library.questionnaires.values():
        yield from content.structure.questions


def _questionnaire(content: QuestionnaireContent, interface: InterfaceText) -> list[RenderableType]:
    structure, text = content.structure, content.texts[interface.language]
    tree = Tree(plain(f"{text.title} ({structure.id} {structure.version})", "bold"))
    for section, members in structure.sections.items():
        branch = tree.add(plain(f"{text.sections[section].title} ({section})", "bold"))
        for question in members:
            kind = structure.questions[question].kind
            branch.add(plain(f"{text.questions[question].title} ({question}, {kind})"))
    return [tree, plain(text.description)]


def _questions(library: Library, name: str, interface: InterfaceText) -> list[RenderableType]:
    return [
        _facts(
            name,
            [
                *_fields(content.structure.questions[name]),
                *_fields(content.texts[interface.language].questions[name]),
            ],
        )
        for content in library.questionnaires.values()
        if name in content.structure.questions
    ]


def _model(content: ModelContent, named: Mapping[str, str], interface: InterfaceText) -> list[RenderableType]:
    structure, text = content.structure, content.texts[interface.language]
    numbers = figures(interface)
    tree = Tree(plain(f"{text.title} ({structure.id} {structure.version})", "bold"))

    def grow(branch: Tree, name: str) -> None:
        node = structure.nodes.get(name)
        if not isinstance(node, Group):
            return
        for child, weight in zip(node.children, group_weights(node).values, strict=True):
            grow(branch.add(plain(f"{named.get(child, child)} {numbers.exact_percent(weight)}")), child)

    grow(tree, structure.root)
    steps = (f"{numbers.number(step.from_)} {text.levels[step.id].title}" for step in structure.levels.steps)
    return [tree, plain(text.description), plain(" · ".join(steps))]


def _catalogue_entry(library: Library, name: str, interface: InterfaceText) -> list[RenderableType]:
    structure, words = library.catalogue.structure, library.catalogue.texts[interface.language]
    kinds: tuple[tuple[Mapping[str, BaseModel], Mapping[str, BaseModel]], ...] = (
        (structure.providers, words.providers),
        (structure.services, words.services),
        (structure.actions, words.actions),
    )
    return [
        _facts(name, [*_fields(entries[name]), *_fields(texts[name])]) for entries, texts in kinds if name in entries
    ]


def _fields(entry: BaseModel) -> Sequence[tuple[str, object]]:
    return list(entry.model_dump(mode="json", exclude_none=True, by_alias=True).items())


def _facts(name: str, fields: Sequence[tuple[str, object]]) -> Table:
    made = table("id", name)
    for field, value in fields:
        made.add_row(plain(field), plain(_told(value)))
    return made


def _told(value: object) -> str:
    match value:
        case dict():
            return ", ".join(f"{key}: {_told(part)}" for key, part in value.items())
        case list():
            return " · ".join(_told(part) for part in value)
        case bool():
            return str(value).lower()
        case _:
            return str(value)
