"""A form of a questionnaire as a file, for any firm, with the institute that hands it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess import __version__
from jazari_assess.app.context import Context
from jazari_assess.app.dossier import main_model, read_content
from jazari_assess.app.files import refuse_existing
from jazari_assess.app.language import words
from jazari_assess.app.page import branding_of
from jazari_assess.atomic_file import make_folder, write_atomically
from jazari_assess.errors import UsageError, choice_of
from jazari_assess.reading.content.languages import languages
from jazari_assess.render.interface import Engine

if TYPE_CHECKING:
    from jazari_assess.forms import FormKind
    from jazari_assess.forms.interface import Form, FormBenchmark, FormContent, FormOrder
    from jazari_assess.model.library import Library

_CARRIES_BENCHMARK = "html"
"""The format that can show where a firm stands: it reckons anew with every answer."""


@dataclass(frozen=True, kw_only=True)
class FormRequest:
    """What form is wanted: its format, the only language where one is named, questionnaire, brand folder.

    ``benchmark`` is a published benchmark that an HTML form carries; else the one that the settings name.
    ``express`` begins on the short path, or holds that path alone where a form cannot offer both. ``explained`` says
    that a one-page instruction for the firm is written beside it, in each of its languages. ``engine`` is what makes a
    PDF.
    """

    format: str = "html"
    language: str | None = None
    questionnaire: str | None = None
    brand: Path | None = None
    benchmark: Path | None = None
    express: bool = False
    explained: bool = False
    engine: Engine = "auto"


def write_form(request: FormRequest, target: Path, context: Context, *, replace: bool = False) -> tuple[Path, ...]:
    """Write a form, with its instructions where they are wanted, and return the paths.

    Raises ``UsageError`` for a format or a questionnaire we lack, ``ProblemsError`` before anything is written when a
    file exists and may not be replaced.
    """
    kind, order = kind_of(request), form_order(request, context)
    form = kind.make(order)
    files = {target: form.bytes()}
    if request.explained:
        files |= explained(request.format, kind, form, order.content, target.parent)
    if not replace:
        refuse_existing(files)
    make_folder(target.parent)
    for path, data in files.items():
        write_atomically(path, data, replace=replace)
    return tuple(files)


def form_formats() -> tuple[str, ...]:
    """Return the names of the formats that forms are written in."""
    from jazari_assess.forms import FORMS

    return tuple(FORMS)


def kind_of(request: FormRequest) -> "FormKind":
    """Return the kind of form that is asked for; raise ``UsageError`` for a format we lack."""
    from jazari_assess.forms import FORMS

    if request.format not in FORMS:
        raise UsageError("format-unknown", found=request.format, known=", ".join(FORMS))
    return FORMS[request.format]


def form_order(request: FormRequest, context: Context) -> "FormOrder":
    """Return what the form that is asked for is made from.

    Raises ``UsageError`` for a questionnaire we lack, and for a benchmark in a form that cannot show one;
    ``ProblemsError`` when the benchmark is wrong or of another model.
    """
    from jazari_assess.forms.interface import FormOrder

    library = read_content(context)
    content = form_content(library, request.questionnaire)
    return FormOrder(
        content=content,
        languages=tuple(form_languages(request, context)),
        by=branding_of(context, request.brand, request.engine),
        tool_version=__version__,
        express=request.express,
        among=_among(request, content, library, context),
    )


def _among(
    request: FormRequest, content: "FormContent", library: "Library", context: Context
) -> "FormBenchmark | None":
    """Return the benchmark that a form carries: that of the request, else that of the settings, in HTML alone."""
    from jazari_assess.app.benchmark import scored_by, standing_benchmark
    from jazari_assess.app.references import reference_lines
    from jazari_assess.forms.interface import FormBenchmark
    from jazari_assess.reading.benchmark import read_benchmark

    if request.format != _CARRIES_BENCHMARK:
        if request.benchmark is not None:
            raise UsageError("form-without-benchmark", found=request.format)
        return None
    chosen = request.benchmark or standing_benchmark(content.model)
    if chosen is None:
        return None
    lines = {name: reference_lines(library.models.values(), words(name)) for name in form_languages(request, context)}
    return FormBenchmark(benchmark=read_benchmark(chosen, scored_by(content.model)), references=lines)


def form_content(library: "Library", questionnaire: str | None) -> "FormContent":
    """Return what a form of a questionnaire is made from, the first one unless another is named."""
    from jazari_assess.forms.interface import FormContent

    known = library.questionnaires
    wanted = next(iter(known)) if questionnaire is None else questionnaire
    if wanted not in known:
        raise UsageError("content-unknown", found=wanted, known=choice_of(wanted, known))
    return FormContent(questionnaire=known[wanted], model=main_model(library, wanted), catalogue=library.catalogue)


def form_languages(request: FormRequest, context: Context) -> Sequence[str]:
    """Return the languages of a form: the only one asked for, else all of them, the context's first."""
    if request.language is not None:
        return (context.language,)
    return sorted(languages(), key=lambda name: name != context.language)


def explained(format_: str, kind: "FormKind", form: "Form", content: "FormContent", folder: Path) -> dict[Path, bytes]:
    """Return the instructions for the firm by path, one in each language of the form, named after the format."""
    from jazari_assess.forms.instructions import instructions
    from jazari_assess.forms.words import form_words

    return {
        folder / f"instructions-{format_}-{language}.html": instructions(content, form_words(kind.folder, language))
        for language in form.languages
    }
