"""A run over many firms: from what was asked to its outcome."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from jazari_assess import __version__
from jazari_assess.app.batch.content import BatchContent, batch_content
from jazari_assess.app.batch.portfolio import PortfolioFiles
from jazari_assess.app.batch.request import BatchRequest
from jazari_assess.app.context import Context
from jazari_assess.app.dossier import Dossier, read_content
from jazari_assess.app.page import branding_of
from jazari_assess.app.reporting import ReportRequest, known_formats, make_report, renderers_of
from jazari_assess.app.wording import notices
from jazari_assess.batch.interface import Header
from jazari_assess.batch.progress import Outcome, Stage, TableSeen, Tell
from jazari_assess.batch.request import Request
from jazari_assess.batch.run import run_batch as run_request
from jazari_assess.batch.sources.excel_reader import Reader
from jazari_assess.batch.workspace import Workspace, file_hash
from jazari_assess.content import FOLDERS, roots
from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.library import Library
from jazari_assess.reading.assessment.file import read_assessment
from jazari_assess.render.interface import Engine
from jazari_assess.render.pdf_html.printers import printer

__all__ = ["Header", "Outcome", "Stage", "TableSeen", "Tell"]

_PDF = "pdf"
"""The name of the one format that needs a printer."""


def run(
    asked: BatchRequest, context: Context, tell: Tell, reader: Reader | None = None
) -> tuple[Outcome, Mapping[str, str]]:
    """Do what ``run_batch`` promises; ``reader`` has begun to read the first input."""
    made_by, lacking = _printer(asked)
    if lacking:
        asked = replace(asked, formats=tuple(name for name in asked.formats if name != _PDF))
    content = batch_content(context, asked.questionnaire, asked.map_file)
    began = Workspace(asked.out).known_date() if asked.resume and asked.keep_date else None
    request = _request(asked, replace(context, date=began) if began else context, content, made_by)
    outcome = run_request(replace(request, reader=reader), content.vocabulary, tell)
    return replace(outcome, faults=(*lacking, *outcome.faults)), request.notices


def _printer(asked: BatchRequest) -> tuple[str, Sequence[Problem]]:
    """Return what makes the PDFs that are asked for, empty where none is made, and why none can be made here."""
    known_formats(asked.formats)
    if not asked.portfolio and _PDF not in asked.formats:
        return "", ()
    try:
        return printer(asked.engine).name, ()
    except ProblemsError as error:
        return "", error.problems


def _request(asked: BatchRequest, context: Context, content: BatchContent, made_by: str) -> Request:
    kinds = known_formats(asked.formats) if asked.formats else ()
    brand = asked.brand and asked.brand.absolute()
    by, models = branding_of(context, brand, asked.engine), content.models(asked.models)
    overlays = roots(context.content)[1:]
    summaries = PortfolioFiles(content, by, views=models[1:], date=context.date, list_rows=asked.list_rows)
    reader = partial(read_assessment, library=content.library)
    render = partial(
        render_firm, context=replace(context, content=overlays), kinds=kinds, brand=brand, engine=asked.engine
    )
    return Request(
        inputs=asked.inputs,
        out=asked.out,
        questionnaire=content.questionnaire,
        models=models,
        library=content.library,
        interface=content.interface,
        saved=content.saved,
        earlier=content.earlier,
        readers={**dict.fromkeys((".yaml", ".yml", ".json"), reader), ".xlsx": partial(_read_form, content.library)},
        date=context.date,
        version=__version__,
        sheet=asked.sheet or content.saved.sheet,
        strict=asked.strict,
        bad_cells=asked.bad_cells,
        encoding=asked.encoding,
        transposed=asked.transposed,
        csv=asked.csv,
        long=asked.long or asked.answers,
        with_answers=asked.answers,
        list_rows=asked.list_rows,
        reports_of=frozenset(asked.reports),
        resume=asked.resume,
        force=asked.force,
        workers=asked.workers or os.cpu_count() or 1,
        cluster=asked.cluster,
        render=render if kinds else None,
        report_kinds=kinds,
        portfolio=summaries.writers(pdf=bool(made_by)) if asked.portfolio else {},
        settings={"list-rows": str(asked.list_rows), "printer": made_by, **_marks(overlays, brand)},
        notices=notices(models, context.language),
    )


def _read_form(library: Library, path: Path) -> Assessment:
    """Return the assessment in a form that came back; raise ``ProblemsError`` with all that is wrong with it."""
    from jazari_assess.forms.excel.returned.document import salvage_form

    found = salvage_form(path, library)
    if found.problems:
        raise ProblemsError(found.problems)
    return found.assessment


def _marks(overlays: Sequence[Path], brand: Path | None) -> Mapping[str, str]:
    """Return the hash of each file of the user's own content and brand, templates and words included."""
    folders = [root / name for root in overlays for name in FOLDERS] + ([brand] if brand else [])
    return {str(path): file_hash(path) for folder in folders for path in folder.rglob("*") if path.is_file()}


def render_firm(
    text: str, *, context: Context, kinds: Sequence[str], brand: Path | None = None, engine: Engine = "auto"
) -> Sequence[tuple[str, bytes]]:
    """Return name and bytes of each report of one assessment, given as JSON text, in whatever process is asked to."""
    dossier = Dossier(context=context, library=_library(context), assessment=Assessment.model_validate_json(text))
    report = make_report(dossier, ReportRequest(brand=brand, engine=engine))
    return [(name, renderer.render(report)) for name, renderer in renderers_of(report, kinds).items()]


@cache
def _library(context: Context) -> Library:
    """Read the content once a process."""
    return read_content(context)
