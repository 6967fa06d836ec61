"""Reports as files: rendered one by one, each written whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess.app.branding import look
from jazari_assess.app.comparison import Beside, compare
from jazari_assess.app.file_names import output_stem
from jazari_assess.app.folders import make_folder
from jazari_assess.app.page import page
from jazari_assess.app.roadmap import standing_roadmap
from jazari_assess.atomic_file import write_atomically
from jazari_assess.cli.choices import Choices
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError
from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Options, Report

if TYPE_CHECKING:
    from jazari_assess.app.dossier import Dossier


@dataclass(frozen=True, kw_only=True)
class Request:
    """Which outputs, where, and whether those that exist may be replaced."""

    folder: Path
    formats: Sequence[str]
    language: str
    options: Options
    replace: bool


def known_formats(asked: Sequence[str] | None) -> tuple[str, ...]:
    """Return the formats asked for, each once, or all of them; raise ``UsageError`` for one we lack."""
    for name in asked or ():
        if name not in RENDERERS:
            raise UsageError("format-unknown", found=name, known=", ".join(RENDERERS))
    return tuple(dict.fromkeys(asked or RENDERERS))


def report_options(detail: str, *, notes: bool, archive: bool = False) -> Options:
    """Return what a report holds; raise ``UsageError`` for a detail that is neither ``full`` nor ``summary``."""
    match detail:
        case "full" | "summary":
            return Options(detail=detail, notes=notes, archive=archive)
        case _:
            raise UsageError("detail-unknown", found=detail, known="full, summary")


def make_report(
    dossier: "Dossier", chosen: Choices, *, language: str, options: Options, beside: Beside | None = None
) -> Report:
    """Score, plan and word one assessment: all that an output shows."""
    asked = beside or Beside()
    seen = look(chosen, asked.brand, language)
    result = dossier.result(dossier.all_models())
    planned = standing_roadmap(dossier, result)
    compared = compare(dossier, chosen, asked, result, planned.settings, language=language)
    return Report(
        page=page(
            dossier,
            result,
            planned,
            language=language,
            folders=seen.template.folders,
            institute=seen.institute,
            comparison=compared,
        ),
        result=result,
        roadmap=planned,
        template=seen.template,
        options=options,
    )


def write_outputs(report: Report, request: Request) -> tuple[Path, ...]:
    """Render and write each output; return the paths.

    Raises ``ProblemsError`` before anything is rendered when an output exists and must not be replaced.
    """
    stem = output_stem(report.result.assessment, request.language)
    renderers = [RENDERERS[name]() for name in request.formats]
    paths = [request.folder / f"{stem}{renderer.suffix}" for renderer in renderers]
    if not request.replace:
        _refuse_existing(paths)
    make_folder(request.folder)
    for path, renderer in zip(paths, renderers, strict=True):
        write_atomically(path, renderer.render(report), replace=request.replace)
    return tuple(paths)


def _refuse_existing(paths: Sequence[Path]) -> None:
    existing = [Problem(code="target-exists", place=Place(file=str(path))) for path in paths if path.exists()]
    if existing:
        raise ProblemsError(existing)
