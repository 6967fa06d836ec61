"""``content new``: the commented files that an author starts from."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from jazari_assess.app.dossier import read_content
from jazari_assess.app.folders import make_folder
from jazari_assess.atomic_file import write_atomically
from jazari_assess.cli.choices import Choices
from jazari_assess.cli.day import choose_date
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError
from jazari_assess.model.library import Library, QuestionnaireContent
from jazari_assess.reading.content.skeleton import KINDS, new_catalogue_entry, new_model, new_questionnaire

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST_ID = 64


def write_new(kind: str, name: str, out: Path, questionnaire: str | None, chosen: Choices) -> tuple[Path, ...]:
    """Write the files of new content under ``out`` and return their paths.

    Raises ``UsageError`` for a kind, id or questionnaire that cannot be, ``ProblemsError`` when a file is there already
    or the content that the new one builds on is wrong.
    """
    if kind not in KINDS:
        raise UsageError("content-kind-unknown", found=kind, known=", ".join(KINDS))
    new_id(name, ())
    library = read_content(with_folder(chosen, out))
    date = choose_date(chosen.date)
    match kind:
        case "questionnaire":
            new_id(name, library.questionnaires)
            files = new_questionnaire(name)
        case "model":
            new_id(name, library.models)
            asked = _questionnaire(library, questionnaire or name)
            files = new_model(name, asked, role=_role(library, asked.structure.id), date=date)
        case _:
            new_id(name, library.catalogue.structure.services)
            files = new_catalogue_entry(name, library, date=date)
    return write_files(out, files)


def with_folder(chosen: Choices, out: Path) -> Choices:
    """Return the choices with a folder of own content laid over all else, once it is there."""
    return Choices(lang=chosen.lang, content=(*chosen.content, out) if out.is_dir() else chosen.content)


def new_id(name: str, known: Collection[str]) -> str:
    """Return a new id; raise ``UsageError`` when it is none, or is taken."""
    if not _ID.fullmatch(name) or len(name) > _LONGEST_ID:
        raise UsageError("content-id-wrong", found=name)
    if name in known:
        raise UsageError("content-id-taken", found=name)
    return name


def _questionnaire(library: Library, name: str) -> QuestionnaireContent:
    if name not in library.questionnaires:
        raise UsageError("content-questionnaire-unknown", found=name, known=", ".join(library.questionnaires))
    return library.questionnaires[name]


def _role(library: Library, questionnaire: str) -> str:
    models = (model.structure for model in library.models.values())
    taken = any(model.role == "main" and model.questionnaire == questionnaire for model in models)
    return "view" if taken else "main"


def write_files(out: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    """Write files under a folder and return their paths; raise ``ProblemsError`` before any when one is there."""
    paths = {out / name: text for name, text in files.items()}
    there = [Problem(code="target-exists", place=Place(file=str(path))) for path in paths if path.exists()]
    if there:
        raise ProblemsError(there)
    for path, text in paths.items():
        make_folder(path.parent)
        write_atomically(path, text.encode(), replace=False)
    return tuple(paths)
