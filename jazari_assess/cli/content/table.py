"""Content in a terminal: what there is, and one entry of it."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.tree import Tree

from jazari_assess.app.entries import ContentEntry, ContentList, ItemEntry, ModelEntry, QuestionnaireEntry
from jazari_assess.app.wording import figures
from jazari_assess.cli.terminal.entry import item_table
from jazari_assess.cli.terminal.notices import notice_parts
from jazari_assess.cli.terminal.tables import plain, table
from jazari_assess.model.interface_text import InterfaceText

_COLUMNS = {
    "questionnaires": ("id", "version", "title"),
    "models": ("id", "version", "role", "title"),
    "providers": ("id", "kind", "title"),
    "services": ("id", "kind", "provider", "title"),
    "actions": ("id", "indicator", "title"),
}
_WORDED = ("role", "kind")
"""Columns whose values the interface has words for."""


def list_parts(listed: ContentList, interface: InterfaceText) -> list[RenderableType]:
    """Return one table a kind of content."""
    return [_listed(listed, kind, columns, interface) for kind, columns in _COLUMNS.items()]


def _listed(listed: ContentList, kind: str, columns: tuple[str, ...], interface: InterfaceText) -> Table:
    texts = [interface.say(f"commands.content.heading.{heading}") for heading in columns]
    made = table(*texts, title=interface.say(f"commands.content.{kind}"))
    for row in getattr(listed, kind):
        told = (
            interface.say(f"content-words.{column}.{row[column]}") if column in _WORDED else row[column]
            for column in columns
        )
        made.add_row(*map(plain, told))
    return made


def entry_parts(entry: ContentEntry, interface: InterfaceText, *, notes: bool) -> list[RenderableType]:
    """Return everything there is under an id; ``notes`` adds what authors wrote for each other, in English."""
    return [part for found in entry.found for part in _parts(found, interface, notes=notes)]


def _parts(
    found: QuestionnaireEntry | ModelEntry | ItemEntry, interface: InterfaceText, *, notes: bool
) -> list[RenderableType]:
    match found:
        case QuestionnaireEntry():
            return _questionnaire(found, interface)
        case ModelEntry():
            return _model(found, interface)
        case ItemEntry():
            return [item_table(found, interface, notes=notes)]


def _questionnaire(entry: QuestionnaireEntry, interface: InterfaceText) -> list[RenderableType]:
    structure, text = entry.content.structure, entry.text
    tree = Tree(plain(f"{text.title} ({structure.id} {structure.version})", "bold"))
    for section, members in structure.sections.items():
        branch = tree.add(plain(f"{text.sections[section].title} ({section})", "bold"))
        for question in members:
            kind = interface.say(f"content-words.kind.{structure.questions[question].kind}")
            branch.add(plain(f"{text.questions[question].title} ({question}, {kind})"))
    return [tree, plain(text.description), *_durations(entry, interface)]


def _durations(entry: QuestionnaireEntry, interface: InterfaceText) -> Iterator[RenderableType]:
    """Yield how long each path takes, estimated from the lengths of its texts."""
    for key, found in entry.durations.items():
        values = {"questions": str(found.questions), "minutes": str(round(found.minutes))}
        yield plain(interface.say(f"content-words.duration.{key}", **values))


def _model(entry: ModelEntry, interface: InterfaceText) -> list[RenderableType]:
    structure, text = entry.content.structure, entry.text
    numbers = figures(interface)
    tree = Tree(plain(f"{text.title} ({structure.id} {structure.version})", "bold"))

    def grow(branch: Tree, name: str) -> None:
        for child, weight in entry.shares.get(name, {}).items():
            grow(branch.add(plain(f"{entry.titles.get(child, child)} {numbers.exact_percent(weight)}")), child)

    grow(tree, structure.root)
    steps = (f"{numbers.number(step.from_)} {text.levels[step.id].title}" for step in structure.levels.steps)
    return [
        tree,
        plain(text.description),
        plain(" · ".join(steps)),
        *map(plain, entry.references),
        *notice_parts(entry.notices),
    ]
