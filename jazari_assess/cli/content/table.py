"""Content in a terminal: what there is, and one entry of it."""

from collections.abc import Iterable, Iterator, Mapping

from rich.console import RenderableType
from rich.table import Table
from rich.tree import Tree

from jazari_assess import app
from jazari_assess.app.references import reference_lines
from jazari_assess.app.wording import figures, notices, titles
from jazari_assess.cli.terminal.entry import catalogue_parts, question_parts
from jazari_assess.cli.terminal.notices import notice_parts
from jazari_assess.cli.terminal.tables import plain, table
from jazari_assess.errors import UsageError
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent, nearest_words
from jazari_assess.model.maturity import Group
from jazari_assess.model.questionnaire import QuestionnaireText


def list_parts(library: Library, interface: InterfaceText) -> list[RenderableType]:
    """Return one table a kind of content."""
    language, catalogue = interface.language, library.catalogue
    words = nearest_words(catalogue.texts, language)

    def kind(name: str) -> str:
        return interface.say(f"content-words.kind.{name}")

    questionnaires = (
        (name, own.structure.version, nearest_words(own.texts, language).title)
        for name, own in library.questionnaires.items()
    )
    models = (
        (
            name,
            own.structure.version,
            interface.say(f"content-words.role.{own.structure.role}"),
            nearest_words(own.texts, language).title,
        )
        for name, own in library.models.items()
    )
    services = (
        (name, kind(own.kind), own.provider, words.services[name].title)
        for name, own in catalogue.structure.services.items()
    )
    providers = (
        (name, kind(own.kind), words.providers[name].name) for name, own in catalogue.structure.providers.items()
    )
    actions = (
        (name, own.indicator or "", words.actions[name].title) for name, own in catalogue.structure.actions.items()
    )
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


def entry_parts(library: Library, name: str, interface: InterfaceText, *, notes: bool) -> list[RenderableType]:
    """Return everything there is under an id: a questionnaire and a model may share one, an action and a question too.

    ``notes`` adds what authors wrote for each other, in English.

    Raises ``UsageError`` with the ids that are nearest when there is nothing.
    """
    parts: list[RenderableType] = []
    if name in library.questionnaires:
        parts += _questionnaire(library.questionnaires[name], interface)
    if name in library.models:
        parts += _model(library.models[name], titles(library.models[name], library, interface.language), interface)
    parts += question_parts(library, name, interface, notes=notes)
    parts += catalogue_parts(library, name, interface, notes=notes)
    if not parts:
        near = app.near_ids("content", name, library, interface.language)
        raise UsageError("content-unknown", found=name, known=near)
    return parts


def _questionnaire(content: QuestionnaireContent, interface: InterfaceText) -> list[RenderableType]:
    structure, text = content.structure, nearest_words(content.texts, interface.language)
    tree = Tree(plain(f"{text.title} ({structure.id} {structure.version})", "bold"))
    for section, members in structure.sections.items():
        branch = tree.add(plain(f"{text.sections[section].title} ({section})", "bold"))
        for question in members:
            kind = interface.say(f"content-words.kind.{structure.questions[question].kind}")
            branch.add(plain(f"{text.questions[question].title} ({question}, {kind})"))
    return [tree, plain(text.description), *_durations(content, text, interface)]


def _durations(
    content: QuestionnaireContent, text: QuestionnaireText, interface: InterfaceText
) -> Iterator[RenderableType]:
    """Yield how long each path takes, estimated from the lengths of its texts."""
    for key, found in app.durations(content, text).items():
        values = {"questions": str(found.questions), "minutes": str(round(found.minutes))}
        yield plain(interface.say(f"content-words.duration.{key}", **values))


def _model(content: ModelContent, named: Mapping[str, str], interface: InterfaceText) -> list[RenderableType]:
    structure, text = content.structure, content.texts[interface.language]
    numbers = figures(interface)
    tree = Tree(plain(f"{text.title} ({structure.id} {structure.version})", "bold"))

    def grow(branch: Tree, name: str) -> None:
        node = structure.nodes.get(name)
        if not isinstance(node, Group):
            return
        for child, weight in app.shares(node).items():
            grow(branch.add(plain(f"{named.get(child, child)} {numbers.exact_percent(weight)}")), child)

    grow(tree, structure.root)
    steps = (f"{numbers.number(step.from_)} {text.levels[step.id].title}" for step in structure.levels.steps)
    return [
        tree,
        plain(text.description),
        plain(" · ".join(steps)),
        *map(plain, reference_lines((content,), interface)),
        *notice_parts(notices((content,), interface.language)),
    ]
