"""What a run tells while it works, and what it tells at its end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from jazari_assess.batch.interface import Header
from jazari_assess.batch.matching.headers import NearMiss
from jazari_assess.errors import Problem
from jazari_assess.reading.workbook.sheet_survey import Note

Stage = Literal["reading", "scoring", "writing", "reports"]
Tell = Callable[[Stage, int, int], None]
"""Called with a stage, how much of it is done, and how much there is."""


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Rows in = scored + rejected + duplicates + blank; a file that could not be read counts as one row.

    ``rows`` is counted apart from the others; ``blank`` rows have no filled cell.
    """

    rows: int = 0
    scored: int = 0
    rejected: int = 0
    duplicates: int = 0
    blank: int = 0


@dataclass(frozen=True, kw_only=True)
class NormalisedIn:
    """What was set aside in a column of a file, how often, and one example."""

    file: str
    header: str
    kind: str
    example: str
    count: int


@dataclass(frozen=True, kw_only=True)
class SuspectShares:
    """A column of percentages whose ``count`` values between 0 and 1 may be parts of one; ``cells`` names some."""

    file: str
    header: Header
    cells: tuple[str, ...]
    count: int


@dataclass(frozen=True, kw_only=True)
class TableSeen:
    """How a table was understood."""

    file: str
    sheet: str | None
    tool: str | None
    used: int
    columns: int
    near: tuple[NearMiss, ...]
    unused: tuple[Header, ...]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a run did. ``problems`` are the first ones; all of them stand in ``rejected.xlsx``.

    ``already`` says that there was nothing left to do: only counts and paths are known then. ``faults`` are what is
    wrong with the run itself: outputs that cannot be made here, answers that could not be removed.
    """

    counts: Counts
    tables: Sequence[TableSeen] = ()
    notes: Sequence[tuple[str, Note]] = ()
    normalised: Sequence[NormalisedIn] = ()
    problems: Sequence[Problem] = ()
    problem_count: int = 0
    shares: Sequence[SuspectShares] = ()
    paths: Sequence[Path] = ()
    already: bool = False
    faults: Sequence[Problem] = ()
