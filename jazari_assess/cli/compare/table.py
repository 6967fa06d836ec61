"""A firm over time in a terminal: overall and dimensions, the questions that moved, and the plan behind them."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.console import RenderableType

from jazari_assess.app.comparing import Change, ComparedStages, Followed, Line, Reading
from jazari_assess.app.wording import figures
from jazari_assess.cli.terminal.tables import is_narrow, plain, row, table
from jazari_assess.model.interface_text import InterfaceText


def compared_parts(compared: ComparedStages, interface: InterfaceText) -> list[RenderableType]:
    """Return what a firm's assessments say side by side, the earliest first."""
    return [*_Parts(compared, interface)]


class _Parts:
    """Words and figures of one language for one comparison."""

    def __init__(self, compared: ComparedStages, interface: InterfaceText) -> None:
        self._compared, self._interface = compared, interface
        self._say, self._wording = interface.say, figures(interface)

    def __iter__(self) -> Iterator[RenderableType]:
        compared, say = self._compared, self._say
        found = compared.found
        yield plain(compared.assessments[0].profile.firm, "bold")
        for one in compared.assessments:
            yield plain(" · ".join(filter(None, (say(f"stages.{one.stage}"), self._date(one.date)))))
        if compared.common < compared.asked:
            versions = ", ".join(dict.fromkeys(compared.versions))
            counts = {"common": str(compared.common), "asked": str(compared.asked)}
            yield plain(say("compare.in-common", versions=versions, **counts), "yellow")
        yield plain("")
        yield from self._lines(say("compare.dimension"), (*found.dimensions, found.overall))
        if found.questions:
            yield plain("")
            yield plain(say("compare.questions"), "bold")
            yield from self._lines(say("compare.question"), found.questions)
        if found.unmoved:
            yield plain(say("compare.same", count=str(found.unmoved)), "dim")
        if found.plan:
            yield plain("")
            yield plain(say("compare.plan"), "bold")
            yield from (plain(self._item(one)) for one in found.plan)
            yield plain(say("compare.coincidence"), "dim")
        yield plain(say("compare.certain-note"), "dim")

    def _lines(self, head: str, lines: Sequence[Line]) -> Iterator[RenderableType]:
        stages = [one.stage for one in self._compared.assessments]
        if is_narrow():
            yield from (plain(self._told(line, stages)) for line in lines)
            return
        heads = (self._say("compare.change"), self._say("compare.certain"))
        made = table(head, *stages, *heads, numbers=(*range(1, len(stages) + 1), len(stages) + 1))
        for line in lines:
            row(made, self._title(line), *self._cells(line), self._points(line.whole), self._certain(line.whole))
        yield made

    def _told(self, line: Line, stages: Sequence[str]) -> str:
        cells = " · ".join(f"{stage} {cell}" for stage, cell in zip(stages, self._cells(line), strict=True))
        end = " ".join(filter(None, (self._points(line.whole), self._certain(line.whole))))
        return f"{self._title(line)}: {cells} · {end}"

    def _title(self, line: Line) -> str:
        return self._say("compare.overall") if line is self._compared.found.overall else self._compared.title(line.node)

    def _cells(self, line: Line) -> Iterator[str]:
        """Yield each visit's score, with the step to it where there are more than two."""
        steps: Sequence[Change | None] = (None, *line.changes) if len(line.readings) > 2 else ()  # noqa: PLR2004 - of two, the change stands in its own column
        for reading, step in zip_longest(line.readings, steps):
            told = self._score(reading)
            yield f"{told} ({self._points(step)})" if step is not None and step.points else told

    def _score(self, reading: Reading) -> str:
        return self._say("states.not-scored") if reading.score is None else self._wording.score(reading.score)

    def _points(self, change: Change | None) -> str:
        if change is None:
            return ""
        return self._wording.signed(change.points) if change.points else self._wording.score(0.0)

    def _certain(self, change: Change | None) -> str:
        return "" if change is None else self._say(f"compare.{change.certainty}")

    def _item(self, one: Followed) -> str:
        compared = self._compared
        told = [f"{compared.assessments[one.visit].stage} · {compared.item(one.item)}"]
        if one.status is not None:
            told.append(self._say(f"compare.status.{one.status}"))
        if one.node is not None:
            moved = self._say("compare.no-answer") if one.change is None else self._moved(one.change)
            told.append(f"{compared.title(one.node)}: {moved}")
        return " · ".join(told)

    def _moved(self, change: Change) -> str:
        return " ".join(filter(None, (self._points(change), f"({self._certain(change)})")))

    def _date(self, date: str | None) -> str:
        return "" if date is None else self._wording.date(date)
