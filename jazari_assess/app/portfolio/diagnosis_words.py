"""The questionnaire under test in the words of one language."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from jazari_assess import __version__
from jazari_assess.app.language import words
from jazari_assess.app.portfolio.diagnosing import Advice, Diagnosed
from jazari_assess.app.wording import figures
from jazari_assess.engine.cohort.instrument import Item
from jazari_assess.render.portfolio.diagnosis import ToAct, WordedDiagnosis
from jazari_assess.render.portfolio.words import Cell, CellStyle, WordedTable

__all__ = ["WordedDiagnosis"]

_NONE = "\u2013"
_SHARES = ("piled", "unknown", "contradicted")
_HEADS = {
    "scales": ("dimension", "questions", "firms", "alpha"),
    "items": ("question", "answers", "mean", "deviation", "floor", "ceiling", "unknown", "rest", "seconds"),
    "redundant": ("questions", "firms", "correlation"),
    "checks": ("check", "assessments", "share"),
    "differences": ("question", "pairs", "points"),
}
"""The tables in their order, with the heads of their columns."""
_MEANINGS = ("formative", "value", "rest", "people")


def worded_diagnosis(diagnosed: Diagnosed, *, fewest: int = 1, date: str | None = None) -> WordedDiagnosis:
    """Return what a diagnosis says, in its language, without figures of fewer than ``fewest`` firms.

    ``date`` is the day it says it was made on (YYYY-MM-DD, None: none).
    """
    return _Words(diagnosed, fewest, date).all()


class _Words:
    """Words and figures of one language for one diagnosis."""

    def __init__(self, diagnosed: Diagnosed, fewest: int, date: str | None) -> None:
        interface = words(diagnosed.language)
        self._told, self._found, self._fewest, self._date = diagnosed, diagnosed.found, fewest, date
        self._interface, self._say, self._wording = interface, interface.say, figures(interface)
        self._shown: dict[CellStyle, Callable[[float], str]] = {
            "number": lambda value: self._wording.decimal(value, 0),
            "score": self._wording.score,
            "percent": self._wording.percent,
            "index": lambda value: self._wording.decimal(value, 2),
        }

    def all(self) -> WordedDiagnosis:
        found, say = self._found, self._say
        acts = tuple(self._acts())
        meanings = _MEANINGS if self._fewest == 1 else (*_MEANINGS, "fewest")
        return WordedDiagnosis(
            language=self._interface.language,
            direction=self._interface.direction,
            title=say("diagnosis.title", questionnaire=found.questionnaire, version=found.version),
            facts=tuple(self._facts()),
            reading=say("diagnosis.reading"),
            meanings=tuple(say(f"diagnosis.meaning.{name}") for name in meanings),
            first=say("diagnosis.first"),
            acts=acts,
            nothing="" if acts else say("diagnosis.nothing"),
            detail=say("diagnosis.detail"),
            tables=tuple(one for one in self._tables() if one.rows),
        )

    def _facts(self) -> Iterator[str]:
        yield self._say("diagnosis.basis", assessments=str(self._found.assessments), firms=str(self._found.firms))
        if self._date is not None:
            date = self._wording.date(self._date)
            yield self._say("batch.portfolio.origin", date=date, version=__version__)

    def _acts(self) -> Iterator[ToAct]:
        told = [one for one in self._told.advice if one.firms >= self._fewest]
        for fault, every in groupby(told, lambda one: one.fault):
            title, act = (self._say(f"diagnosis.fault.{fault}.{part}") for part in ("title", "act"))
            yield ToAct(title=title, found=tuple(map(self._line, every)), act=act)

    def _line(self, one: Advice) -> str:
        name = self._told.check if one.fault == "contradicted" else self._told.question
        shown = self._wording.percent if one.fault in _SHARES else self._wording.number
        figure = _signed(shown(one.figure))
        return self._say(f"diagnosis.fault.{one.fault}.found", names=_together(map(name, one.names)), figure=figure)

    def _tables(self) -> Iterator[WordedTable]:
        told, found, cell = self._told, self._found, self._cell
        yield self._table(
            "scales",
            [
                (told.dimension(one.dimension), (cell(one.questions), cell(one.firms, one.firms),
                 cell(one.alpha, one.firms, "index")))
                for one in found.scales
            ],
        )  # fmt: skip
        yield self._table("items", [(told.question(one.question), self._item(one)) for one in found.items])
        yield self._table(
            "redundant",
            [
                (_together(map(told.question, (one.one, one.other))),
                 (cell(one.firms, one.firms), cell(one.correlation, one.firms, "index")))
                for one in found.redundant
            ],
        )  # fmt: skip
        yield self._table(
            "checks",
            [
                (told.check(one.check), (cell(one.count), cell(one.share, style="percent")))
                for one in found.checks
                if one.firms >= self._fewest
            ],
        )
        yield self._table(
            "differences",
            [
                (told.question(one.question), (cell(one.pairs), cell(one.points, style="score")))
                for one in found.differences
                if one.firms >= self._fewest
            ],
        )

    def _table(self, name: str, rows: Sequence[tuple[str, tuple[Cell, ...]]]) -> WordedTable:
        heads = tuple(self._say(f"diagnosis.{key}") for key in _HEADS[name])
        return WordedTable(title=self._say(f"diagnosis.table.{name}"), note="", heads=heads, rows=tuple(rows))

    def _item(self, one: Item) -> tuple[Cell, ...]:
        firms, cell = one.firms, self._cell
        told = self._few(firms.unknown)  # with the number of answers, a share that is withheld could be reckoned
        return (
            cell(None if told else one.answers, firms.answers),
            cell(one.mean, firms.answers, "score"),
            cell(one.deviation, firms.answers, "score"),
            cell(one.floor, min(firms.answers, firms.floor or firms.answers), "percent"),
            cell(one.ceiling, min(firms.answers, firms.ceiling or firms.answers), "percent"),
            cell(one.unknown, firms.unknown, "percent"),
            cell(one.rest, firms.answers, "index"),
            cell(one.seconds, firms.seconds),
        )

    def _few(self, firms: int) -> bool:
        return 0 < firms < self._fewest

    def _cell(self, value: float | None, firms: int = 0, style: CellStyle = "number") -> Cell:
        """Return a figure; a dash where there is none, or where it is of some firms but fewer than may be told."""
        if value is None or self._few(firms):
            return Cell(text=_NONE, value=None, style=style)
        return Cell(text=_signed(self._shown[style](value)), value=value, style=style)


def _signed(figure: str) -> str:
    """Return a figure with a minus sign in the place of a hyphen, which lines break at."""
    return figure.replace("-", "\u2212")


def _together(names: Iterator[str]) -> str:
    return " \u00b7 ".join(names)
