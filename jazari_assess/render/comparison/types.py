"""What is said of a firm over time, worded once for the terminal, the workbook, the page and the document."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ComparedLine:
    """A dimension or a question: its score at each visit in words and as a number, its whole change, how sure it is."""

    title: str
    cells: tuple[str, ...]
    values: tuple[float | None, ...]
    change: str
    points: float | None
    certain: str
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class WordedComparison:
    """A firm's assessments side by side; ``note`` says on how many questions where versions differ, else nothing.

    ``words`` are the headings, by key.
    """

    language: str
    direction: str
    title: str
    firm: str
    visits: tuple[str, ...]
    stages: tuple[str, ...]
    note: str
    dimensions: tuple[ComparedLine, ...]
    questions: tuple[ComparedLine, ...]
    same: str
    plan: tuple[str, ...]
    words: Mapping[str, str]
