"""A firm over time in the words of one language."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from jazari_assess.app.comparing.stages import Change, ComparedStages, Followed, Line, Reading
from jazari_assess.app.language import words
from jazari_assess.app.wording import figures
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.render.comparison.types import ComparedLine, WordedComparison

__all__ = ["ComparedLine", "WordedComparison"]

_WORDS = ("dimension", "question", "change", "certain", "questions", "plan", "coincidence", "certain-note")
_TWO = 2
"""Visits: with two the change stands in a column of its own, and the steps between more beside each score."""


def worded_comparison(compared: ComparedStages) -> WordedComparison:
    """Return what a comparison says, in its language."""
    return _Words(compared, words(compared.language)).all()


class _Words:
    """Words and figures of one language for one comparison."""

    def __init__(self, compared: ComparedStages, interface: InterfaceText) -> None:
        self._compared, self._interface = compared, interface
        self._say, self._wording = interface.say, figures(interface)

    def all(self) -> WordedComparison:
        compared, found, say = self._compared, self._compared.found, self._say
        return WordedComparison(
            language=self._interface.language,
            direction=self._interface.direction,
            title=say("compare.title"),
            firm=compared.assessments[0].profile.firm,
            visits=tuple(
                " · ".join(filter(None, (say(f"stages.{one.stage}"), one.date and self._wording.date(one.date))))
                for one in compared.assessments
            ),
            stages=tuple(one.stage for one in compared.assessments),
            note=self._note(),
            dimensions=tuple(self._line(line) for line in (*found.dimensions, found.overall)),
            questions=tuple(self._line(line) for line in found.questions),
            same=say("compare.same", count=str(found.unmoved)) if found.unmoved else "",
            plan=tuple(self._item(one) for one in found.plan),
            words={key: say(f"compare.{key}") for key in _WORDS},
        )

    def _note(self) -> str:
        compared = self._compared
        if compared.common == compared.asked:
            return ""
        versions = ", ".join(dict.fromkeys(compared.versions))
        counts = {"common": str(compared.common), "asked": str(compared.asked)}
        return self._say("compare.in-common", versions=versions, **counts)

    def _line(self, line: Line) -> ComparedLine:
        whole = line is self._compared.found.overall
        return ComparedLine(
            title=self._say("compare.overall") if whole else self._compared.title(line.node),
            cells=tuple(self._cells(line)),
            values=tuple(reading.score for reading in line.readings),
            change=self._points(line.whole),
            points=None if line.whole is None else line.whole.points,
            certain=self._certain(line.whole),
            whole=whole,
        )

    def _cells(self, line: Line) -> Iterator[str]:
        """Yield each visit's score, with the step to it where there are more than two."""
        steps: Sequence[Change | None] = (None, *line.changes) if len(line.readings) > _TWO else ()
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
            told.append(f"{compared.title(one.node)} {moved}")
        return " · ".join(told)

    def _moved(self, change: Change) -> str:
        return " ".join(filter(None, (self._points(change), f"({self._certain(change)})")))
