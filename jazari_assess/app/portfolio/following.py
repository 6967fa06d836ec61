"""``portfolio compare``: the assessments of one firm of a store, the newest of each stage, side by side."""

from sqlalchemy import select

from jazari_assess.app.comparing.stages import ComparedStages, compared
from jazari_assess.app.context import Context
from jazari_assess.app.dossier import read_content
from jazari_assess.app.portfolio.opening import StoreRequest, opened
from jazari_assess.errors import UsageError
from jazari_assess.model.assessment import Assessment
from jazari_assess.portfolio.records import ItemStatus
from jazari_assess.portfolio.store.firms import find_firm
from jazari_assess.portfolio.store.queries import Filters, records
from jazari_assess.portfolio.store.tables import ASSESSMENT

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
        known = list(records(connection, Filters(firms=(key,), latest=True)))
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
