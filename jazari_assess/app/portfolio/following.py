"""``portfolio compare``: the assessments of one firm of a store, the newest of each stage, side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from jazari_assess.app.comparing.files import comparison_paths, write_comparison
from jazari_assess.app.comparing.stages import ComparedStages, compared
from jazari_assess.app.context import Context
from jazari_assess.app.dossier import read_content
from jazari_assess.app.portfolio.opening import StoreRequest, opened
from jazari_assess.errors import UsageError
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.follow_up import ItemStatus
from jazari_assess.portfolio.store.exported_files import note_written, of_firm
from jazari_assess.portfolio.store.firms import find_firm
from jazari_assess.portfolio.store.queries import PLAN, Filters, records
from jazari_assess.portfolio.store.tables import ASSESSMENT
from jazari_assess.render.interface import Engine

_FEWEST = 2
"""Assessments: one has nothing to be compared with."""


def compare_firm(named: str, store: StoreRequest, context: Context) -> ComparedStages:
    """Compare the assessments of a firm named by its key, ICE, alias or name.

    What is known of results alone, as after a batch run, cannot be compared answer by answer and is left out. Raises
    ``UsageError`` when there is no such firm or fewer than two assessments of it; ``ProblemsError`` as ``compared``.
    """
    library = read_content(context)
    with opened(store) as found, found.reading() as connection:
        key = find_firm(connection, named)
        known = list(records(connection, Filters(firms=(key,), latest=True), PLAN))
        columns = select(ASSESSMENT.c.sha256, ASSESSMENT.c.document).where(
            ASSESSMENT.c.sha256.in_([one.sha256 for one in known]), ASSESSMENT.c.document.is_not(None)
        )
        documents = {row.sha256: row.document for row in connection.execute(columns)}
    told = [one for one in known if one.sha256 in documents]
    if len(told) < _FEWEST:
        raise UsageError("compare-too-few")
    states: dict[tuple[str, str], ItemStatus] = {}
    for one in told:
        states |= {(one.stage, item.item): item.status for item in one.plan}
    read = [Assessment.model_validate_json(documents[one.sha256]) for one in told]
    return compared(read, library, context, states)


@dataclass(frozen=True, kw_only=True)
class FirmComparisonRequest:
    """Which firm's comparison, by its key, ICE, alias or name; the folder to write to, the formats (all: none named).

    ``engine`` makes the PDF.
    """

    firm: str
    out: Path
    formats: Sequence[str] = ()
    brand: Path | None = None
    engine: Engine = "auto"
    replace: bool = False


def write_firm_comparison(asked: FirmComparisonRequest, store: StoreRequest, context: Context) -> Iterator[Path]:
    """Write the comparison of a firm's assessments, and yield each path once it is there.

    The store remembers the files, so that the firm's erasure names them. Raises as ``compare_firm`` and
    ``write_comparison``.
    """
    compared = compare_firm(asked.firm, store, context)
    paths = comparison_paths(compared, asked.out, asked.formats, replace=asked.replace)
    with opened(store) as found, found.writing() as connection:  # first: what is written has to be remembered
        key = find_firm(connection, asked.firm)
        for path in paths.values():
            note_written(connection, path, of_firm(key), context.date)
    yield from write_comparison(
        compared, asked.out, asked.formats, context, brand=asked.brand, engine=asked.engine, replace=asked.replace
    )
