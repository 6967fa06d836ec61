"""Questionnaires, models and the catalogue: checked, begun, or made of a form from elsewhere."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from jazari_assess.app.context import Context
from jazari_assess.app.dossier import carried_over, read_content
from jazari_assess.app.files import write_files
from jazari_assess.atomic_file import write_atomically
from jazari_assess.content import roots
from jazari_assess.engine.weights.weighting import consistency_ratio
from jazari_assess.errors import ProblemsError, UsageError, choice_of
from jazari_assess.model.library import Library, QuestionnaireContent
from jazari_assess.model.strict import KEBAB, LONGEST_ID
from jazari_assess.reading.assessment.file import assessment_bytes, read_assessment
from jazari_assess.reading.assessment.migration import Migration
from jazari_assess.reading.content.check import check_languages, check_paths
from jazari_assess.reading.content.interface_text import read_interface_text
from jazari_assess.reading.content.languages import languages
from jazari_assess.reading.content.skeleton import KINDS, new_catalogue_entry, new_model, new_questionnaire
from jazari_assess.reading.xlsform.form import Imported, questionnaire_files, read_xlsform
from jazari_assess.reading.xlsform.questions import Ids
from jazari_assess.reading.yaml_json.schema import SCHEMAS, schema_text

FORMS = ("xlsform",)


def check_content(context: Context, path: Path | None = None) -> None:
    """Check what is at ``path``, or all content and its languages; raise ``ProblemsError`` with every problem found."""
    problems = check_paths(roots(context.content), path, consistency_ratio)
    if path is None:
        problems += check_languages(roots(context.content))
    if problems:
        raise ProblemsError(problems)


def schema(kind: str) -> str:
    """Return the JSON Schema of one kind of file as text; raise ``UsageError`` for a kind there is not."""
    if kind not in SCHEMAS:
        raise UsageError("schema-unknown", found=kind, known=choice_of(kind, SCHEMAS))
    return schema_text(kind)


def new_content(
    kind: str, name: str, out: Path, context: Context, *, questionnaire: str | None = None
) -> tuple[Path, ...]:
    """Write the commented files that new content starts from under ``out``, and return their paths.

    ``questionnaire`` is what a model scores, the one of the same id unless named. Raises ``UsageError`` for a kind, id
    or questionnaire that cannot be, ``ProblemsError`` when a file is there already or the content that the new one
    builds on is wrong.
    """
    if kind not in KINDS:
        raise UsageError("content-kind-unknown", found=kind, known=", ".join(KINDS))
    _check_id(name, ())
    library = _with_folder(context, out)
    match kind:
        case "questionnaire":
            _check_id(name, library.questionnaires)
            files = new_questionnaire(name)
        case "model":
            _check_id(name, library.models)
            scored = _questionnaire(library, questionnaire or name)
            files = new_model(name, scored, role=_role(library, scored.structure.id), date=context.date)
        case _:
            _check_id(name, library.catalogue.structure.services)
            files = new_catalogue_entry(name, library, date=context.date)
    return write_files(out, files)


def _with_folder(context: Context, out: Path) -> Library:
    """Read all content, with a folder of own content laid over all else once it is there."""
    return read_content(replace(context, content=(*context.content, out)) if out.is_dir() else context)


def _check_id(name: str, known: Collection[str]) -> None:
    if not re.fullmatch(KEBAB, name) or len(name) > LONGEST_ID:
        raise UsageError("content-id-wrong", found=name)
    if name in known:
        raise UsageError("content-id-taken", found=name)


def _questionnaire(library: Library, name: str) -> QuestionnaireContent:
    if name not in library.questionnaires:
        raise UsageError("content-questionnaire-unknown", found=name, known=choice_of(name, library.questionnaires))
    return library.questionnaires[name]


def _role(library: Library, questionnaire: str) -> str:
    models = (model.structure for model in library.models.values())
    taken = any(model.role == "main" and model.questionnaire == questionnaire for model in models)
    return "view" if taken else "main"


def import_form(
    kind: str, file: Path, out: Path, context: Context, *, name: str | None = None, in_order: bool = False
) -> tuple[tuple[Path, ...], Imported]:
    """Write the questionnaire of a form under ``out``; return its paths, and what was carried and what was lost.

    ``in_order`` reads lists of choices as levels, lowest first. Raises ``UsageError`` for a kind or id that cannot be,
    ``ProblemsError`` for a workbook that may not be read, that is no form, or of which nothing can be carried, and when
    a file is there already.
    """
    if kind not in FORMS:
        raise UsageError("content-kind-unknown", found=kind, known=", ".join(FORMS))
    library = _with_folder(context, out)
    own = name or Ids().new(file.stem)
    _check_id(own, library.questionnaires)
    imported = read_xlsform(
        file,
        language=context.language,
        none_words={one: read_interface_text(one).say("content-import.none") for one in languages()},
        in_order=in_order,
        name=own,
    )
    paths = write_files(out, questionnaire_files(imported))
    _with_folder(context, out)
    return paths, imported


def migrate_examples(folder: Path, context: Context) -> Mapping[Path, Migration]:
    """Carry the example firms of a content folder over to the present version of their questionnaire, in place.

    Returns what each migration did; one that is of the present version is left as it is. Comments above the first key
    stay, comments further down do not. Raises ``ProblemsError`` when the content or an example is wrong.
    """
    library = _with_folder(context, folder)
    done: dict[Path, Migration] = {}
    for path in sorted(folder.glob("questionnaires/*/examples/*.yaml")):
        assessment = read_assessment(path, library, any_version=True)
        content = library.questionnaires[assessment.questionnaire.id]
        if assessment.questionnaire.version != content.structure.version:
            done[path] = carried_over(assessment, content)
    for path, migration in done.items():
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        head = "".join(takewhile(lambda line: line.startswith("#"), lines))
        write_atomically(path, head.encode() + assessment_bytes(migration.assessment, path), replace=True)
    return done
