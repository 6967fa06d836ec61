"""A firm over time in a terminal: overall and dimensions, the questions that moved, and the plan behind them."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from jazari_assess.app.comparing.words import ComparedLine, WordedComparison
from jazari_assess.cli.terminal.tables import is_narrow, plain, row, table


def compared_parts(told: WordedComparison) -> list[RenderableType]:
    """Return what a firm's assessments say side by side, the earliest first."""
    return [*_parts(told)]


def _parts(told: WordedComparison) -> Iterator[RenderableType]:
    yield plain(told.firm, "bold")
    yield from map(plain, told.visits)
    if told.note:
        yield plain(told.note, "yellow")
    yield plain("")
    yield from _lines(told, told.words["dimension"], told.dimensions)
    if told.questions:
        yield plain("")
        yield plain(told.words["questions"], "bold")
        yield from _lines(told, told.words["question"], told.questions)
    if told.same:
        yield plain(told.same, "dim")
    if told.plan:
        yield plain("")
        yield plain(told.words["plan"], "bold")
        yield from map(plain, told.plan)
        yield plain(told.words["coincidence"], "dim")
    yield plain(told.words["certain-note"], "dim")


def _lines(told: WordedComparison, head: str, lines: Sequence[ComparedLine]) -> Iterator[RenderableType]:
    if is_narrow():
        yield from (plain(_in_a_line(line, told.stages)) for line in lines)
        return
    count = len(told.stages)
    made = table(head, *told.stages, told.words["change"], told.words["certain"], numbers=tuple(range(1, count + 2)))
    for line in lines:
        row(made, line.title, *line.cells, line.change, line.certain)
    yield made


def _in_a_line(line: ComparedLine, stages: Sequence[str]) -> str:
    cells = " · ".join(f"{stage} {cell}" for stage, cell in zip(stages, line.cells, strict=True))
    return " · ".join(filter(None, (line.title, cells, line.change, line.certain)))
