"""``batch run``: from what was asked to a run, and from its outcome to words and an exit code."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess import __version__
from jazari_assess.app.batch.content import BatchContent, batch_content
from jazari_assess.app.batch.portfolio import PortfolioFiles
from jazari_assess.cli.batch.progress import progress
from jazari_assess.cli.choices import Choices
from jazari_assess.cli.day import choose_date
from jazari_assess.content import roots

if TYPE_CHECKING:
    from jazari_assess.batch.progress import Outcome
    from jazari_assess.batch.request import Request

SOME_REJECTED = 3


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The options of ``batch run``."""

    inputs: Sequence[str]
    out: Path
    map_file: Path | None
    formats: Sequence[str]
    brand: Path | None
    portfolio: bool
    list_rows: int
    strict: bool
    resume: bool
    workers: int
    cluster: str | None
    sheet: str | None
    questionnaire: str | None
    models: Sequence[str]
    force: bool


def run_and_tell(asked: Asked, chosen: Choices) -> int:
    """Run, say what was done, and return the exit code: 3 when any row was rejected."""
    from jazari_assess.batch.run import run_batch
    from jazari_assess.cli.batch.words import outcome_parts
    from jazari_assess.cli.terminal.streams import write_data
    from jazari_assess.cli.terminal.tables import plain, tell

    content = batch_content(chosen, asked.questionnaire, asked.map_file)
    request = _request(asked, chosen, content)
    with progress(content.interface) as told:
        outcome: Outcome = run_batch(request, content.vocabulary, told)
    tell(*outcome_parts(outcome, content.interface, strict=asked.strict))
    tell(*(plain(notice, "dim") for notice in request.notices.values()))
    write_data("".join(f"{path}\n" for path in outcome.paths))
    return SOME_REJECTED if outcome.counts.rejected else 0


def _request(asked: Asked, chosen: Choices, content: BatchContent) -> "Request":
    from jazari_assess.app.batch.reports import render_firm
    from jazari_assess.app.branding import look
    from jazari_assess.app.report import known_formats
    from jazari_assess.batch.request import Request
    from jazari_assess.batch.workspace import Workspace
    from jazari_assess.cli.terminal.notices import notices
    from jazari_assess.reading.assessment.file import read_assessment

    began = Workspace(asked.out).known_date() if asked.resume and chosen.date is None else None
    date = began or choose_date(chosen.date)
    kinds = known_formats(asked.formats) if asked.formats else ()
    language = content.interface.language
    overlays = roots(chosen.content)[1:]
    brand = asked.brand and asked.brand.absolute()
    seen = look(chosen, brand, language)
    render = partial(render_firm, content=overlays, kinds=kinds, language=language, date=date, brand=brand)
    models = content.models(asked.models)
    summaries = PortfolioFiles(content, seen, views=models[1:], date=date, list_rows=asked.list_rows)
    reader = partial(read_assessment, library=content.library)
    return Request(
        inputs=asked.inputs,
        out=asked.out,
        questionnaire=content.questionnaire,
        models=models,
        library=content.library,
        interface=content.interface,
        saved=content.saved,
        readers=dict.fromkeys((".yaml", ".yml", ".json"), reader),
        date=date,
        version=__version__,
        sheet=asked.sheet or content.saved.sheet,
        strict=asked.strict,
        resume=asked.resume,
        force=asked.force,
        workers=asked.workers or os.cpu_count() or 1,
        cluster=asked.cluster,
        render=render if kinds else None,
        report_kinds=kinds,
        portfolio=summaries.writers() if asked.portfolio else {},
        settings={"list-rows": str(asked.list_rows), **_marks(overlays, brand)},
        notices=notices(models, language),
    )


def _marks(overlays: Sequence[Path], brand: Path | None) -> Mapping[str, str]:
    """Return the hash of each file of the user's own content and brand, templates and words included."""
    from jazari_assess.batch.workspace import file_hash

    folders = [root / name for root in overlays for name in ("questionnaires", "scoring", "report_templates")]
    folders += [brand] if brand else []
    return {str(path): file_hash(path) for folder in folders for path in folder.rglob("*") if path.is_file()}
