"""The reports of one firm of a batch, made in whatever process or machine is asked to."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess.app.comparison import Beside
from jazari_assess.cli.choices import Choices

if TYPE_CHECKING:
    from jazari_assess.model.library import Library


def render_firm(
    text: str, *, content: Sequence[Path], kinds: Sequence[str], language: str, date: str, brand: Path | None = None
) -> Sequence[tuple[str, bytes]]:
    """Return name and bytes of each report of one assessment, given as JSON text."""
    from jazari_assess.app.dossier import Dossier
    from jazari_assess.app.file_names import output_stem
    from jazari_assess.app.report import make_report, report_options
    from jazari_assess.model.assessment import Assessment
    from jazari_assess.render import RENDERERS

    assessment = Assessment.model_validate_json(text)
    chosen = Choices(lang=language, content=tuple(content), date=date)
    library = _library(tuple(content))
    questionnaire = library.questionnaires[assessment.questionnaire.id]
    dossier = Dossier(library=library, questionnaire=questionnaire, assessment=assessment, date=date)
    options, beside = report_options("full", notes=True), Beside(brand=brand)
    report = make_report(dossier, chosen, language=language, options=options, beside=beside)
    stem = output_stem(assessment, language)
    renderers = [RENDERERS[kind]() for kind in kinds]
    return [(f"{stem}{renderer.suffix}", renderer.render(report)) for renderer in renderers]


@cache
def _library(content: tuple[Path, ...]) -> "Library":
    """Read the content once a process."""
    from jazari_assess.app.dossier import read_content

    return read_content(Choices(content=content))
