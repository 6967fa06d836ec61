"""An institute's own catalogue entries: the empty sheet, the filled one, the folder it becomes."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess.app.dossier import read_content
from jazari_assess.app.folders import make_folder
from jazari_assess.app.languages import nearest_words
from jazari_assess.atomic_file import write_atomically
from jazari_assess.cli.choices import Choices
from jazari_assess.content import roots
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.maturity import Group

if TYPE_CHECKING:
    from jazari_assess.model.maturity import MaturityModel
    from jazari_assess.reading.content.catalogue.files import CatalogueLayer

_SUFFIX = ".xlsx"


def is_sheet(path: Path) -> bool:
    """Say whether a path names a workbook, by its suffix."""
    return path.suffix.lower() == _SUFFIX


@dataclass(frozen=True, kw_only=True)
class ReadSheet:
    """The entries of a sheet without a problem."""

    layer: "CatalogueLayer"

    def summary(self, interface: InterfaceText) -> str:
        """Return how many entries there are, in words."""
        counted = {"providers": self.layer.providers, "services": self.layer.services, "actions": self.layer.actions}
        numbers = {name: str(len(entries)) for name, entries in counted.items()}
        return interface.say("catalogue.read", languages=", ".join(self.layer.texts), **numbers)

    def write(self, out: Path, *, replace: bool) -> tuple[Path, ...]:
        """Write the files of an own content folder; raise ``ProblemsError`` before any when one is there already."""
        from jazari_assess.reading.content.catalogue.sheet import overlay_files

        files = {out / name: text for name, text in overlay_files(self.layer).items()}
        there = [Problem(code="target-exists", place=Place(file=str(path))) for path in files if path.exists()]
        if there and not replace:
            raise ProblemsError(there)
        for path, text in files.items():
            make_folder(path.parent)
            write_atomically(path, text.encode(), replace=replace)
        return tuple(files)


def read_sheet(path: Path, chosen: Choices) -> ReadSheet:
    """Read and check a filled sheet against all content; raise ``ProblemsError`` with every problem of its cells."""
    from jazari_assess.engine.weights.weighting import consistency_ratio
    from jazari_assess.reading.content.check import check_catalogue_sheet

    layer, problems = check_catalogue_sheet(roots(chosen.content), path, consistency_ratio)
    if not problems and not (layer.providers or layer.services or layer.actions):
        problems = (Problem(code="sheet-empty", place=Place(file=str(path))),)
    if problems:
        raise ProblemsError(problems)
    return ReadSheet(layer=layer)


def write_form(path: Path, chosen: Choices, interface: InterfaceText, *, replace: bool) -> None:
    """Write an empty sheet with what the catalogue and the main models offer to choose from."""
    from jazari_assess.forms.catalogue_book import CatalogueForm, catalogue_workbook
    from jazari_assess.reading.content.interface_text import languages

    library = read_content(chosen)
    nodes: dict[str, str] = {}
    aims: dict[str, str] = {}
    flags: dict[str, str] = {}
    for model in library.models.values():
        if model.structure.role == "main":
            asked = nearest_words(library.questionnaires[model.structure.questionnaire].texts, interface.language)
            words = nearest_words(model.texts, interface.language)
            named = {name: text.short for name, text in asked.questions.items()}
            named |= {name: text.title for name, text in words.nodes.items()}
            nodes |= {name: named[name] for name in _below_the_root(model.structure) if name in named}
            aims |= {name: text.title for name, text in words.aims.items()}
            flags |= {name: text.title for name, text in asked.flags.items()}
    offered = CatalogueForm(
        nodes=nodes, aims=aims, flags=flags, catalogue=library.catalogue, words=interface, languages=languages()
    )
    write_atomically(path, catalogue_workbook(offered), replace=replace)


def _below_the_root(model: "MaturityModel") -> Iterator[str]:
    """Yield the dimensions and indicators of a model, each dimension before what is in it."""
    waiting = [model.root]
    while waiting:
        name = waiting.pop()
        node = model.nodes.get(name)
        if name != model.root:
            yield name
        waiting += reversed(node.children if isinstance(node, Group) else ())


def write_service(name: str, out: Path, chosen: Choices) -> tuple[Path, ...]:
    """Write the files of one new service with its provider, to be rewritten; return their paths."""
    from jazari_assess.app.content_new import write_new

    return write_new("catalogue-entry", name, out, None, chosen)
