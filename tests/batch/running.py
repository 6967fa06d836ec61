"""Running a batch in this process, and looking at what it wrote."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import polars as pl

from jazari_assess.app.batch.content import BatchContent, batch_content
from jazari_assess.app.context import Context
from jazari_assess.batch.progress import Counts, Outcome
from jazari_assess.batch.request import Request
from jazari_assess.batch.run import run_batch

_HELD: dict[str, BatchContent] = {}
FROM_SOURCE = ("file", "sheet", "row", "date")


def held(language: str = "fr") -> BatchContent:
    """Return the content, read once a language."""
    if language not in _HELD:
        _HELD[language] = batch_content(Context(language=language, date="2026-11-21"))
    return _HELD[language]


def request(*inputs: Path, out: Path, language: str = "fr", **options: object) -> Request:
    """Return a request over some inputs with nothing but results written."""
    content = held(language)
    made = Request(
        inputs=[str(path) for path in inputs],
        out=out,
        questionnaire=content.questionnaire,
        models=content.models(()),
        library=content.library,
        interface=content.interface,
        saved=content.saved,
        readers={},
        earlier=content.earlier,
        date="2026-11-21",
        version="0",
    )
    return replace(made, **options)  # type: ignore[arg-type]


def run(*inputs: Path, out: Path, language: str = "fr", **options: object) -> Outcome:
    """Run a batch quietly."""
    asked = request(*inputs, out=out, language=language, **options)
    return run_batch(asked, held(language).vocabulary, lambda *_: None)


def results(out: Path) -> pl.DataFrame:
    """Return the results without where each row came from."""
    return pl.read_parquet(out / "results.parquet").drop(FROM_SOURCE)


def adds_up(counts: Counts) -> bool:
    """Say whether no row was lost."""
    return counts.rows == counts.scored + counts.rejected + counts.duplicates + counts.blank


def codes(outcome: Outcome) -> Mapping[str, str]:
    """Return the code of each problem by its cell."""
    return {problem.place.cell or "": problem.code for problem in outcome.problems}
