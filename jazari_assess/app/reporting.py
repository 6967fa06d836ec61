"""Reports of one assessment as files: rendered one by one, each written whole or not at all."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jazari_assess.app.benchmark import benchmark_peers, standing_benchmark
from jazari_assess.app.context import Context
from jazari_assess.app.dossier import Dossier, Migration, open_dossier, open_sample
from jazari_assess.app.files import folder_for_reports, refuse_existing, slug
from jazari_assess.app.page import branding_of, page
from jazari_assess.app.planning import Planned, plan
from jazari_assess.app.recent import remember_recent
from jazari_assess.atomic_file import make_folder, write_atomically
from jazari_assess.engine.plan import frontier
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.peers import Peers
from jazari_assess.model.result import Result
from jazari_assess.reading.peers import read_peers
from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import ANNEXES, Comparison, Detail, Engine, Options, Renderer, Report

__all__ = ["Dossier", "Migration", "Report"]

_DETAILS: Mapping[str, Detail] = {"full": "full", "summary": "summary"}

Reported = Migration | Dossier | Report | Path
"""What is there of a report once a step is done."""


@dataclass(frozen=True, kw_only=True)
class ReportRequest:
    """What a report holds and compares with, as which files; raises ``UsageError`` for what cannot be.

    ``plan`` is what it recommends: the plan the firm has accepted, or one with the default settings, unless given.
    ``earlier`` is the same firm before, ``peers`` a result or published medians, ``benchmark`` what an institute
    publishes of many firms (the one that the settings name, where neither is given), ``frontier`` whether to draw what
    less and more capacity would bring. ``without`` names annexes to leave out, ``formats`` the outputs (all, where it
    names none; heeded by ``report`` and ``report_sample``), ``engine`` what makes the PDF. ``migrate`` carries
    assessments over to the present version; what became of answers is told by those two alone.
    """

    detail: str = "full"
    notes: bool = True
    archive: bool = False
    without: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    plan: Planned | None = None
    brand: Path | None = None
    earlier: Path | None = None
    peers: Path | None = None
    benchmark: Path | None = None
    frontier: bool = False
    engine: Engine = "auto"
    migrate: bool = False

    def __post_init__(self) -> None:
        """Refuse an annex, a detail and a format that do not exist."""
        unknown = next((name for name in self.without if name not in ANNEXES), None)
        if unknown is not None:
            raise UsageError("annex-unknown", found=unknown, known=", ".join(ANNEXES))
        if self.detail not in _DETAILS:
            raise UsageError("detail-unknown", found=self.detail, known=", ".join(_DETAILS))
        known_formats(self.formats)

    @property
    def options(self) -> Options:
        """What is left out."""
        left_out = tuple(annex for annex in ANNEXES if annex in self.without)
        return Options(detail=_DETAILS[self.detail], notes=self.notes, archive=self.archive, without=left_out)


def known_formats(asked: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the formats asked for, each once, or all of them; raise ``UsageError`` for one we lack."""
    for name in asked:
        if name not in RENDERERS:
            raise UsageError("format-unknown", found=name, known=", ".join(RENDERERS))
    return tuple(dict.fromkeys(asked or RENDERERS))


def report(
    file: Path, request: ReportRequest, context: Context, *, out: Path | None = None, replace: bool = False
) -> Iterator[Reported]:
    """Write the reports of a file, and yield what each step leaves: migrations, the dossier, the report, each path.

    Without ``out`` they go into a folder beside the file, a new one unless reports are to be replaced. The file is then
    among those worked on last. Raises as ``open_dossier``, ``make_report`` and ``write_reports``.
    """
    opened = []
    for path in filter(None, (file, request.earlier)):
        opened.append(open_dossier(path, context, migrating=request.migrate))
        yield from filter(None, (opened[-1].migration,))
    dossier, before = opened[0], next(iter(opened[1:]), None)
    yield dossier
    made = _made(dossier, before, request)
    yield made
    yield from write_reports(made, out or folder_for_reports(file, replace=replace), request.formats, replace=replace)
    remember_recent(file)


def report_sample(out: Path, request: ReportRequest, context: Context) -> Iterator[Dossier | Report | Path]:
    """Write the reports of a fictional firm, replacing earlier ones, and yield what each step leaves as ``report``."""
    dossier = open_sample(context)
    yield dossier
    made = make_report(dossier, request)
    yield made
    yield from write_reports(made, out, request.formats, replace=True)


def make_report(dossier: Dossier, request: ReportRequest | None = None) -> Report:
    """Score, plan and word one assessment: all that an output shows.

    Raises ``ProblemsError`` when a file to compare with is wrong or of something else, or the brand folder is wrong;
    ``UsageError`` for a date before that of the answers, and for two groups to compare with.
    """
    asked = request or ReportRequest()
    earlier = asked.earlier
    before = None if earlier is None else open_dossier(earlier, dossier.context, migrating=asked.migrate)
    return _made(dossier, before, asked)


def _made(dossier: Dossier, before: Dossier | None, asked: ReportRequest) -> Report:
    by = branding_of(dossier.context, asked.brand, asked.engine)
    _refuse_early(dossier)
    planned = asked.plan or plan(dossier)
    result, roadmap = planned.result, planned.roadmap
    compared = Comparison(
        earlier=None if before is None else _earlier(dossier, before),
        peers=_peers(dossier, result, asked),
        frontier=frontier(result, dossier.library, roadmap.settings) if asked.frontier else None,
    )
    return Report(
        page=page(dossier, result, roadmap, by=by, comparison=compared),
        result=result,
        roadmap=roadmap,
        template=by.template,
        options=asked.options,
    )


def _peers(dossier: Dossier, result: Result, asked: ReportRequest) -> Peers | None:
    if asked.peers is not None and asked.benchmark is not None:
        raise UsageError("peers-and-benchmark")
    if asked.peers is not None:
        main = result.models[0]
        return read_peers(asked.peers, main.model, dossier.context.language, nodes=main.nodes)
    chosen = asked.benchmark or standing_benchmark(dossier.main_model)
    return None if chosen is None else benchmark_peers(chosen, dossier, result)


def _refuse_early(dossier: Dossier) -> None:
    """Raise where a report would be dated before the answers it is made from: its plan would begin before them."""
    given, date = dossier.assessment.date, dossier.context.date
    if given is not None and date < given:
        raise UsageError("date-before-answers", found=date, given=given)


def _earlier(now: Dossier, before: Dossier) -> Result:
    differing = _differing(before.assessment, now.assessment)
    if differing is not None:
        raise ProblemsError([Problem(code=differing, place=Place(file=str(before.file)))])
    context = replace(before.context, date=before.assessment.date or before.context.date)
    return replace(before, context=context).result([before.main_model])


def _differing(before: Assessment, now: Assessment) -> str | None:
    if before.questionnaire.id != now.questionnaire.id:
        return "earlier-other-questionnaire"
    if before.profile.firm.split() != now.profile.firm.split():
        return "earlier-other-firm"
    later = before.stage > now.stage or bool(before.date and now.date and before.date > now.date)
    return "earlier-is-later" if later else None


def renderers_of(report: Report, formats: Sequence[str]) -> Mapping[str, Renderer]:
    """Return what renders each output, by the name of its file."""
    stem = output_stem(report.result.assessment, report.page.language)
    return {f"{stem}{renderer.suffix}": renderer for renderer in (RENDERERS[name]() for name in formats)}


def write_reports(
    report: Report, folder: Path, formats: Sequence[str] = (), *, replace: bool = False
) -> Iterator[Path]:
    """Render and write each output into a folder, all unless some are named, and yield its path once it is there.

    Raises ``UsageError`` for a format we lack, ``ProblemsError`` before anything is rendered when an output exists and
    must not be replaced, and at the end, when all others are there, where an output could not be made.
    """
    renderers = renderers_of(report, known_formats(formats))
    if not replace:
        refuse_existing(folder / name for name in renderers)
    make_folder(folder)
    problems: list[Problem] = []
    for name, renderer in renderers.items():
        try:
            data = renderer.render(report)
        except ProblemsError as error:
            problems += [problem for problem in error.problems if problem not in problems]
            continue
        write_atomically(folder / name, data, replace=replace)
        yield folder / name
    if problems:
        raise ProblemsError(problems)


def output_stem(assessment: Assessment, language: str) -> str:
    """Return the name of an assessment's outputs without the suffix.

    Stable, inside any folder, and different for each firm, assessment, stage and language: the hash tells apart what
    the slug makes equal.
    """
    told = f"{assessment.profile.firm}\n{assessment.id}\n{assessment.questionnaire.id}"
    mark = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug(assessment.profile.firm)}-{mark}-{assessment.stage.lower()}-{language}"
