"""What a run over many firms is asked to do; a workbook is read while the program that scores it is being loaded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jazari_assess.app.context import Context
from jazari_assess.batch.sources.excel_reader import first_reader
from jazari_assess.model.bounds import LISTED_FIRMS

if TYPE_CHECKING:
    from jazari_assess.batch.progress import Outcome, Tell
    from jazari_assess.render.interface import Engine


@dataclass(frozen=True, kw_only=True)
class BatchRequest:
    """What to score, and what to write of it.

    ``keep_date``: a run that is resumed goes on with the date it began with. ``workers`` is the number of processes for
    reports, 0 for one a core. ``engine`` is what makes PDFs.
    """

    inputs: Sequence[str]
    out: Path
    map_file: Path | None = None
    formats: Sequence[str] = ()
    brand: Path | None = None
    portfolio: bool = True
    list_rows: int = LISTED_FIRMS  # the Parquet file holds all
    strict: bool = False
    bad_cells: Literal["reject", "open"] = "reject"
    encoding: str | None = None
    transposed: bool = False
    csv: Literal["plain", "fr"] = "plain"
    long: bool = False
    answers: bool = False
    reports: Sequence[str] = ()
    resume: bool = False
    keep_date: bool = False
    workers: int = 0
    cluster: str | None = None
    engine: "Engine" = "auto"
    sheet: str | None = None
    questionnaire: str | None = None
    models: Sequence[str] = ()
    force: bool = False


def run_batch(asked: BatchRequest, context: Context, tell: "Tell") -> "tuple[Outcome, Mapping[str, str]]":
    """Score every firm of the inputs and write what was asked; ``tell`` is called as it goes on.

    Return the outcome, and what the views say they are not, by model; where no PDF can be made, all else is written and
    the outcome says why. Raises ``ProblemsError`` or ``UsageError`` when what was asked cannot be.
    """
    ahead = () if asked.resume or asked.encoding else asked.inputs
    with first_reader(ahead) as reader:
        from jazari_assess.app.batch.run import run  # takes a second, in which the reader is at work

        return run(asked, context, tell, reader)
