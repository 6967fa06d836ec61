"""Which folders hold content, and which file of theirs wins when a user's folder is laid over ours."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jazari_assess.errors import Place, Problem
from jazari_assess.reading.yaml_json.characters import shown

QUESTIONNAIRE = "questionnaire.yaml"
MODEL = "model.yaml"
CASES = "cases.yaml"
FLAGS = "flags.yaml"
CHECKS = "checks.yaml"
CHANGES = "changes.yaml"
AIMS = "aims.yaml"
REFERENCES = "references.yaml"
CATALOGUE = ("providers.yaml", "services.yaml", "actions.yaml")
RULES = "rules.yaml"
PLANNING = "planning.yaml"

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, kw_only=True)
class ContentFolders:
    """The folders of each questionnaire, model and catalogue, ours first, and which root is ours."""

    own: Path
    questionnaires: tuple[Path, ...]
    models: tuple[Path, ...]
    catalogues: tuple[Path, ...]


@dataclass(frozen=True, kw_only=True)
class LaidFolder:
    """One questionnaire or model: its files by relative name, the last root that has a file giving it.

    ``folder`` is the last one that holds the structure file; ``own`` says that it came with the program.
    """

    id: str
    folder: Path
    own: bool
    files: Mapping[str, Path]

    def text_files(self) -> Mapping[str, Path]:
        """Return the words files by language."""
        return {Path(name).stem: path for name, path in self.files.items() if name.startswith("text/")}


def folders_of(roots: Sequence[Path]) -> ContentFolders:
    """Return the content folders under some roots, ours first."""
    return ContentFolders(
        own=roots[0],
        questionnaires=tuple(found for root in roots for found in _visible(root / "questionnaires")),
        models=tuple(found for root in roots for found in _visible(root / "scoring" / "models")),
        catalogues=tuple(root / "scoring" / "catalogue" for root in roots if (root / "scoring" / "catalogue").is_dir()),
    )


def with_folder(folders: ContentFolders, path: Path) -> ContentFolders | None:
    """Return the folders with one more: a root, or the folder of one questionnaire, model or catalogue; else None."""
    folder = path if path.is_dir() else path.parent
    if (folder / QUESTIONNAIRE).is_file():
        return replace(folders, questionnaires=(*folders.questionnaires, folder))
    if (folder / MODEL).is_file():
        return replace(folders, models=(*folders.models, folder))
    if any((folder / name).is_file() for name in (*CATALOGUE, RULES, PLANNING)):
        return replace(folders, catalogues=(*folders.catalogues, folder))
    if (folder / "questionnaires").is_dir() or (folder / "scoring").is_dir():
        more = folders_of([folder])
        return replace(
            folders,
            questionnaires=folders.questionnaires + more.questionnaires,
            models=folders.models + more.models,
            catalogues=folders.catalogues + more.catalogues,
        )
    return None


def lay(folders: Sequence[Path], structure: str, own: Path, problems: list[Problem]) -> Iterator[LaidFolder]:
    """Yield each questionnaire or model of ``folders``, later files over earlier ones; note folders that are none."""
    by_id: dict[str, list[Path]] = {}
    for folder in folders:
        if _ID.fullmatch(folder.name):
            by_id.setdefault(folder.name, []).append(folder)
        else:
            place = Place(file=str(folder))
            problems.append(Problem(code="id-malformed", place=place, values={"found": shown(folder.name)}))
    for name, layers in by_id.items():
        names = (structure, CASES, FLAGS, CHECKS, CHANGES, AIMS, REFERENCES)
        files = {relative: path for layer in layers for relative, path in content_files(layer, *names)}
        if structure in files:
            folder = files[structure].parent
            yield LaidFolder(id=name, folder=folder, own=folder.is_relative_to(own), files=files)
        else:
            place = Place(file=str(layers[-1] / structure))
            problems.append(Problem(code="file-missing", place=place))


def content_files(folder: Path, *names: str) -> Iterator[tuple[str, Path]]:
    """Yield the named files that exist in a content folder, then its words files, by relative name."""
    for name in names:
        if (folder / name).exists():
            yield name, folder / name
    for path in sorted((folder / "text").glob("*.yaml")):
        yield f"text/{path.name}", path


def _visible(parent: Path) -> list[Path]:
    if not parent.is_dir():
        return []
    return sorted(path for path in parent.iterdir() if path.is_dir() and path.name[0] not in "._")
