"""What a run is asked to do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from jazari_assess.batch.matching.map_file import BatchMap
from jazari_assess.batch.progress import Counts
from jazari_assess.batch.sources.folder import ReadFile
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent

BLOCK_ROWS = 50_000

RenderFirm = Callable[[str], Sequence[tuple[str, bytes]]]
"""The text of one assessment in, the names and bytes of its reports out; it must travel to other processes."""
WritePortfolio = Callable[[Sequence[Path], Counts, Path], None]
"""The files of scored rows and the counts of the run in, one summary written to the path."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What to run and how. ``render`` makes the reports of one firm; ``portfolio`` the summaries, by file name.

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
    date: str
    version: str
    sheet: str | None = None
    strict: bool = False
    bad_cells: Literal["reject", "open"] = "reject"
    resume: bool = False
    force: bool = False
    workers: int = 1
    cluster: str | None = None
    block_rows: int = BLOCK_ROWS
    render: RenderFirm | None = None
    report_kinds: Sequence[str] = ()
    portfolio: Mapping[str, WritePortfolio] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    notices: Mapping[str, str] = field(default_factory=dict)
