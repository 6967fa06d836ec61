"""A form of a questionnaire as a file, for any firm, with the institute that hands it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jazari_assess import __version__
from jazari_assess.app.context import Context
from jazari_assess.app.dossier import main_model, read_content
from jazari_assess.app.files import make_folder, refuse_existing
from jazari_assess.app.page import branding
from jazari_assess.atomic_file import write_atomically
from jazari_assess.errors import UsageError
from jazari_assess.forms.html.content import FormContent
from jazari_assess.forms.html.export import HtmlForm, Sender, html_form
from jazari_assess.forms.html.instructions import instructions
from jazari_assess.forms.html.words import speech
from jazari_assess.model.library import Library
from jazari_assess.reading.content.interface_text import languages

FORMATS = ("html",)


@dataclass(frozen=True, kw_only=True)
class FormRequest:
    """What form is wanted: its format, the only language where one is named, questionnaire, brand folder.

    ``express`` begins on the short path, where firms are known beforehand. ``explained`` says that a one-page
    instruction for the firm is written beside it, in each of its languages.
    """

    format: str = "html"
    language: str | None = None
    questionnaire: str | None = None
    brand: Path | None = None
    express: bool = False
    explained: bool = False


def write_form(request: FormRequest, target: Path, context: Context, *, replace: bool = False) -> tuple[Path, ...]:
    """Write a form, with its instructions where they are wanted, and return the paths.

    Raises ``UsageError`` for a format or a questionnaire we lack, ``ProblemsError`` before anything is written when a
    file exists and may not be replaced.
    """
    form = made_form(request, context)
    files = {target: form.bytes()} | explained(request, form, target.parent, context)
    if not replace:
        refuse_existing(files)
    make_folder(target.parent)
    for path, data in files.items():
        write_atomically(path, data, replace=replace)
    return tuple(files)


def made_form(request: FormRequest, context: Context) -> HtmlForm:
    """Return the form that is asked for; raise as ``write_form``."""
    if request.format not in FORMATS:
        raise UsageError("format-unknown", found=request.format, known=", ".join(FORMATS))
    library = read_content(context)
    content = form_content(library, request.questionnaire)
    institute = branding(context, request.brand).institute
    return html_form(
        content,
        [speech(language) for language in spoken(request, context)],
        sender=Sender(name=institute.name, cndp_reference=institute.cndp_reference),
        tool_version=__version__,
    )


def form_content(library: Library, questionnaire: str | None) -> FormContent:
    """Return what a form of a questionnaire is made from, the first one unless another is named."""
    known = library.questionnaires
    wanted = next(iter(known)) if questionnaire is None else questionnaire
    if wanted not in known:
        raise UsageError("content-unknown", found=wanted, known=", ".join(known))
    return FormContent(questionnaire=known[wanted], model=main_model(library, wanted), catalogue=library.catalogue)


def spoken(request: FormRequest, context: Context) -> Sequence[str]:
    """Return the languages of a form: the only one asked for, else all of them, the context's first."""
    if request.language is not None:
        return (context.language,)
    return sorted(languages(), key=lambda name: name != context.language)


def explained(request: FormRequest, form: HtmlForm, folder: Path, context: Context) -> dict[Path, bytes]:
    """Return the instructions for the firm by path, none where they are not wanted."""
    if not request.explained:
        return {}
    return {
        folder / f"instructions-{language}.html": instructions(form.content, speech(language).own)
        for language in spoken(request, context)
    }
