"""What a run is asked to do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from jazari_assess.batch.matching.editions import Earlier
from jazari_assess.batch.matching.map_file import BatchMap
from jazari_assess.batch.progress import Counts
from jazari_assess.batch.sources.excel_reader import Reader
from jazari_assess.batch.sources.folder import ReadFile
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent

BLOCK_ROWS = 50_000
"""Rows scored at once: 65 answers as doubles are 26 MB, so that two blocks at once stay far below a gigabyte."""

RenderFirm = Callable[[str], Sequence[tuple[str, bytes]]]
"""The text of one assessment in, the names and bytes of its reports out; it must travel to other processes."""
WritePortfolio = Callable[[Sequence[Path], Counts, Path], None]
"""The files of scored rows and the counts of the run in, one summary written to the path."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What to run and how. ``render`` makes the reports of one firm; ``portfolio`` the summaries, by file name.

    ``reader`` has begun to read the first input; ``earlier`` gives the words of earlier editions.
    ``reports_of`` are the ids of the firms that get reports (none: all); ``csv`` "fr" adds one as French spreadsheets
    open it; ``long`` adds tables of a row a firm and node, and a firm and question, ``with_answers`` the answers to the
    latter; up to ``list_rows`` firms the results are a workbook too.
    ``settings`` names what else the outputs depend on; ``notices`` say of each view, by model, what it is not.
    """

    inputs: Sequence[str]
    out: Path
    questionnaire: QuestionnaireContent
    models: tuple[ModelContent, ...]
    library: Library
    interface: InterfaceText
    saved: BatchMap
    readers: Mapping[str, ReadFile]
    earlier: Earlier
    date: str
    version: str
    reader: Reader | None = None
    sheet: str | None = None
    encoding: str | None = None
    transposed: bool = False
    strict: bool = False
    bad_cells: Literal["reject", "open"] = "reject"
    resume: bool = False
    force: bool = False
    workers: int = 1
    cluster: str | None = None
    block_rows: int = BLOCK_ROWS
    render: RenderFirm | None = None
    report_kinds: Sequence[str] = ()
    reports_of: frozenset[str] = frozenset()
    csv: Literal["plain", "fr"] = "plain"
    long: bool = False
    with_answers: bool = False
    list_rows: int = 0
    portfolio: Mapping[str, WritePortfolio] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    notices: Mapping[str, str] = field(default_factory=dict)
