"""An explanation in a terminal: one table a group, then the answers, then what each of them contributes."""

from collections.abc import Sequence
from decimal import Decimal

from rich.console import RenderableType
from rich.table import Table

from jazari_assess.app.scoring import Explained
from jazari_assess.app.wording import decimals, figures
from jazari_assess.cli.terminal.tables import plain, row, table
from jazari_assess.model.explanation import GroupLine, IndicatorLine
from jazari_assess.model.interface_text import InterfaceText

_SHARE_DIGITS, _TERM_DIGITS, _TOTAL_DIGITS = 6, 4, 2
"""A share is off by less than 0.000001 and its score is 100 at most, so products and their sums agree to 0.001."""


class ExplanationTables:
    """The tables of one explanation, in one language."""

    def __init__(self, explained: Explained, interface: InterfaceText) -> None:
        """Hold what every table needs."""
        self._explained = explained
        self._explanation = explained.explanation
        self._titles = explained.titles
        self._interface = interface
        self._figures = figures(interface)

    def parts(self) -> list[RenderableType]:
        """Return all tables, parents first, ending with the contributions that sum to the score."""
        groups = [line for line in self._explanation.lines if isinstance(line, GroupLine)]
        indicators = [line for line in self._explanation.lines if isinstance(line, IndicatorLine)]
        parts: list[RenderableType] = [plain(self._say("rounding"), "dim")]
        parts += [part for group in groups for part in self._group(group)]
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

    def _number(self, value: float | None, digits: int) -> str:
        return "" if value is None else decimals(value, digits, self._figures)

    def _group(self, line: GroupLine) -> list[RenderableType]:
        headings = ("node", "state", "score", "weight", "share", "product")
        made = self._table(f"{self._title(line.node)} = {self._score(line)}", *headings)
        for term in line.terms:
            row(
                made,
                self._title(term.node),
                self._state(term.state),
                self._number(term.score, _TERM_DIGITS),
                self._number(term.weight, _SHARE_DIGITS),
                self._number(term.share, _SHARE_DIGITS),
                self._number(term.product, _TERM_DIGITS),
            )
        return [made, plain(self._say(f"aggregate.{line.aggregate}")), plain(self._denominators(line), "dim"), ""]

    def _score(self, line: GroupLine) -> str:
        return self._state(line.state) if line.score is None else self._number(line.score, _TOTAL_DIGITS)

    def _denominators(self, line: GroupLine) -> str:
        return self._say(
            "denominators",
            scored=self._number(line.scored_weight, _SHARE_DIGITS),
            applicable=self._number(line.applicable_weight, _SHARE_DIGITS),
            coverage=self._figures.percent(line.coverage),
            minimum=self._figures.percent(line.minimum_coverage),
        )

    def _indicators(self, lines: Sequence[IndicatorLine]) -> Table:
        made = self._table(self._say("answers"), "node", "state", "answer", "value", "score", words=3)
        for line in lines:
            words = (self._title(line.node), self._state(line.state), self._answer(line))
            value, score = self._number(line.value, _SHARE_DIGITS), self._number(line.score, _TERM_DIGITS)
            row(made, *words, value, score)
        return made

    def _answer(self, line: IndicatorLine) -> str:
        """Return an answer by its number in the interview, with its words where it is one option of several."""
        if line.counted_as is not None:
            return self._interface.say(f"counts-as.short.{line.counted_as}")
        numbers = ", ".join(map(str, self._explained.options(line)))
        if line.answer in ("yes", "partly", "no") and isinstance(line.answer, str):
            return f"{numbers} {self._interface.say(f'answers.{line.answer}')}"
        if numbers:
            return f"{numbers} {self._explained.label(line) or ''}".strip()
        return exact(line.answer) if isinstance(line.answer, int | float) else ""

    def _contributions(self) -> Table:
        made = self._table(self._say("contributions"), "node", "score", "share", "contribution", words=1)
        for line in self._explanation.contributions:
            score, share = self._number(line.score, _TERM_DIGITS), self._number(line.share, _SHARE_DIGITS)
            row(made, self._title(line.node), score, share, self._number(line.contribution, _TERM_DIGITS))
        total = sum(line.contribution for line in self._explanation.contributions)
        made.add_section()
        made.add_row(plain(self._say("sum"), "bold"), "", "", plain(self._number(total, _TOTAL_DIGITS), "bold"))
        return made

    def _table(self, title: str, *headings: str, words: int = 2) -> Table:
        """Return an empty table whose first ``words`` columns are words; the others are numbers."""
        texts = [self._say(f"heading.{heading}") for heading in headings]
        return table(*texts, title=title, numbers=tuple(range(words, len(headings))))


def exact(value: float) -> str:
    """Return a number with all its digits and no exponent, as it is typed."""
    return format(Decimal(repr(value)), "f")
