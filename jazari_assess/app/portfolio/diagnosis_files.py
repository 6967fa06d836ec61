"""The questionnaire under test as files an institute hands round: a page, a workbook, a document."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from jazari_assess.app.context import Context
from jazari_assess.app.files import formats_of, refuse_existing, write_each
from jazari_assess.app.page import branding_of
from jazari_assess.app.portfolio.diagnosing import Diagnosed
from jazari_assess.app.portfolio.diagnosis_words import worded_diagnosis
from jazari_assess.app.portfolio.overview import FORMATS
from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.cohort import FEWEST_FIRMS
from jazari_assess.render.interface import Branding, Engine
from jazari_assess.render.pdf_html.told import told_document
from jazari_assess.render.portfolio.diagnosis import WordedDiagnosis, diagnosis_workbook


def write_diagnosis(
    diagnosed: Diagnosed,
    folder: Path,
    formats: Sequence[str],
    context: Context,
    *,
    brand: Path | None = None,
    engine: Engine = "auto",
    replace: bool = False,
) -> Iterator[Path]:
    """Write a diagnosis in each format, all where none is named, and yield its path once it is there.

    Raises ``UsageError`` for a format we lack; ``ProblemsError`` when it is of fewer than five firms, when an output
    exists and may not be replaced, or the brand folder is wrong.
    """
    paths = {kind: folder / f"diagnosis.{kind}" for kind in formats_of(formats, FORMATS)}
    if diagnosed.found.firms < FEWEST_FIRMS:
        values = {"firms": str(diagnosed.found.firms), "fewest": str(FEWEST_FIRMS)}
        raise ProblemsError([Problem(code="diagnosis-too-few", values=values)])
    if not replace:
        refuse_existing(paths.values())
    branding = branding_of(context, brand, engine)
    told = worded_diagnosis(diagnosed, fewest=FEWEST_FIRMS, date=context.date)
    yield from write_each(paths, lambda kind: _made(kind, told, branding, context.date), replace=replace)


def _made(kind: str, told: WordedDiagnosis, branding: Branding, date: str) -> bytes:
    if kind == "xlsx":
        return diagnosis_workbook(told, branding, date=date)
    return told_document("diagnosis", asdict(told), branding, date=date, paged=kind == "pdf")
