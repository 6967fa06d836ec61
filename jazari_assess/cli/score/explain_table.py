"""An explanation in a terminal: one table a group, then the answers, then what each of them contributes."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import assert_never

from rich.console import RenderableType
from rich.table import Table

from jazari_assess.app.wording import decimals, figures
from jazari_assess.cli.terminal.tables import plain, row, table
from jazari_assess.model.assessment import GivenValue
from jazari_assess.model.explanation import Explanation, GroupLine, IndicatorLine
from jazari_assess.model.interface_text import InterfaceText


class ExplanationTables:
    """The tables of one explanation, in one language."""

    def __init__(self, explanation: Explanation, titles: Mapping[str, str], interface: InterfaceText) -> None:
        """Hold what every table needs; ``titles`` names every item of the model."""
        self._explanation = explanation
        self._titles = titles
        self._interface = interface
        self._figures = figures(interface)

    def parts(self) -> list[RenderableType]:
        """Return all tables, parents first, ending with the contributions that sum to the score."""
        groups = [line for line in self._explanation.lines if isinstance(line, GroupLine)]
        indicators = [line for line in self._explanation.lines if isinstance(line, IndicatorLine)]
        parts: list[RenderableType] = [part for group in groups for part in self._group(group)]
        if indicators:
            parts.append(self._indicators(indicators))
        if self._explanation.contributions:
            parts.append(self._contributions())
        return parts

    def _say(self, key: str, **values: str) -> str:
        return self._interface.say(f"commands.explain.{key}", **values)

    def _title(self, node: str) -> str:
        return self._titles.get(node, node)

    def _state(self, state: str) -> str:
        return self._interface.say(f"states.{state}")

    def _points(self, value: float | None) -> str:
        return "" if value is None else decimals(value, 2, self._figures)

    def _group(self, line: GroupLine) -> list[RenderableType]:
        made = self._table(
            f"{self._title(line.node)} = {self._score(line)}", "node", "state", "score", "share", "product"
        )
        for term in line.terms:
            share, words = self._figures.exact_percent(term.share), (self._title(term.node), self._state(term.state))
            row(made, *words, self._points(term.score), share, self._points(term.product))
        return [made, plain(self._say(f"aggregate.{line.aggregate}")), plain(self._denominators(line), "dim"), ""]

    def _score(self, line: GroupLine | IndicatorLine) -> str:
        return self._state(line.state) if line.score is None else self._points(line.score)

    def _denominators(self, line: GroupLine) -> str:
        return self._say(
            "denominators",
            scored=self._figures.exact_percent(line.scored_weight),
            applicable=self._figures.exact_percent(line.applicable_weight),
            coverage=self._figures.percent(line.coverage),
            minimum=self._figures.percent(line.minimum_coverage),
        )

    def _indicators(self, lines: Sequence[IndicatorLine]) -> Table:
        made = self._table(self._say("answers"), "node", "state", "answer", "value", "score")
        for line in lines:
            words = (self._title(line.node), self._state(line.state), answer_words(line.answer))
            row(made, *words, self._points(line.value), self._points(line.score))
        return made

    def _contributions(self) -> Table:
        made = self._table(self._say("contributions"), "node", "score", "share", "contribution", words=1)
        for line in self._explanation.contributions:
            share = self._figures.exact_percent(line.share)
            row(made, self._title(line.node), self._points(line.score), share, self._points(line.contribution))
        total = sum(line.contribution for line in self._explanation.contributions)
        made.add_section()
        made.add_row(plain(self._say("sum"), "bold"), "", "", plain(self._points(total), "bold"))
        return made

    def _table(self, title: str, *headings: str, words: int = 2) -> Table:
        """Return an empty table whose first ``words`` columns are words; the others are numbers."""
        texts = [self._say(f"heading.{heading}") for heading in headings]
        return table(*texts, title=title, numbers=tuple(range(words, len(headings))))


def answer_words(answer: GivenValue | None) -> str:
    """Return an answer as it stands in the file: an option's number or id, a number, or ids."""
    match answer:
        case None:
            return ""
        case tuple():
            return ", ".join(answer)
        case int() | str():
            return str(answer)
        case float():
            return format(Decimal(repr(answer)), "f")
        case _:
            assert_never(answer)
