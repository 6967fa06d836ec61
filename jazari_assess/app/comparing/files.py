"""A firm over time as files: a workbook, a page, a document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from jazari_assess.app.comparing.stages import ComparedStages
from jazari_assess.app.comparing.words import worded_comparison
from jazari_assess.app.context import Context
from jazari_assess.app.files import formats_of, refuse_existing, write_each
from jazari_assess.app.page import branding_of
from jazari_assess.app.reporting import output_stem
from jazari_assess.render.comparison.types import WordedComparison
from jazari_assess.render.comparison.workbook import comparison_workbook
from jazari_assess.render.interface import Branding, Engine
from jazari_assess.render.pdf_html.told import told_document

FORMATS = ("pdf", "xlsx", "html")


def write_comparison(
    compared: ComparedStages,
    folder: Path,
    formats: Sequence[str],
    context: Context,
    *,
    brand: Path | None = None,
    engine: Engine = "auto",
    replace: bool = False,
) -> Iterator[Path]:
    """Write a comparison in each format, and yield its path once it is there; ``engine`` makes the PDF.

    Raises ``UsageError`` for a format we lack; ``ProblemsError`` when an output exists and may not be replaced, or the
    brand folder is wrong.
    """
    paths = comparison_paths(compared, folder, formats, replace=replace)
    branding, told = branding_of(context, brand, engine), worded_comparison(compared)
    yield from write_each(paths, lambda kind: _made(kind, told, branding, context.date), replace=replace)


def comparison_paths(
    compared: ComparedStages, folder: Path, formats: Sequence[str], *, replace: bool
) -> Mapping[str, Path]:
    """Return where a comparison goes in each format; raises as ``write_comparison``, the brand folder aside."""
    stem = output_stem(compared.assessments[0], compared.language)
    paths = {kind: folder / f"{stem}-compared.{kind}" for kind in formats_of(formats, FORMATS)}
    if not replace:
        refuse_existing(paths.values())
    return paths


def _made(kind: str, told: WordedComparison, branding: Branding, date: str) -> bytes:
    if kind == "xlsx":
        return comparison_workbook(told, branding, date=date)
    return told_document("comparison", asdict(told), branding, date=date, paged=kind == "pdf")
