"""The result, live: score, level, interval, what is answered, the profile with charts, what to do first, flags."""

from collections.abc import Sequence

from jazari_assess.forms.excel.advice.places import AdvicePlaces, CheckColumn, FlagColumn
from jazari_assess.forms.excel.advice.sheets import AdviceSheets
from jazari_assess.forms.excel.book import FormBook, highest_row
from jazari_assess.forms.excel.sheets.first_steps import CHART_COLUMN, LAST_COLUMN, FirstStepRows
from jazari_assess.forms.excel.sheets.hidden_sheets import counted
from jazari_assess.render.excel.live.calculation import CalculatedNode
from jazari_assess.render.excel.live.nodes import NodeFormulas
from jazari_assess.render.excel.live.places import Block, NodeColumn, QuestionColumn
from jazari_assess.render.excel.sheets.charts import Series, add_charts
from jazari_assess.render.excel.workbook import Column, Live, Sheet, Value

FLAGS_SHOWN, CHECKS_SHOWN = 12, 6
"""Rows of flags and of checks; the sheet says how many more there are."""
_WIDTHS = (42.0, 15.0, 15.0, 15.0, 22.0, 15.0, 3.0)  # the last is the one left free
_CHART_HEIGHT, _BELOW_CHARTS = 300, 29
"""Pixels of each of the two charts beside the profile, and the first row that neither of them covers."""


class ResultSheet:
    """Writes the sheet of the result."""

    def __init__(self, form: FormBook, name: str, advice: AdviceSheets) -> None:
        """Take the form, the name of the sheet and the advice it shows."""
        self.form, self.advice, self.t = form, advice, form.labels
        self.sheet: Sheet = form.book.named(name)
        self.formulas = NodeFormulas(form.places, form.labels)
        self.places: AdvicePlaces = advice.advice.places

    def write(self) -> None:
        """Write everything, from top to bottom."""
        sheet, calculation = self.sheet, self.form.places.calculation
        for column, width in enumerate(_WIDTHS):
            sheet.width(column, width)
        sheet.put(0, 0, self.t["result.title"], "title")
        sheet.height(0, 28)
        sheet.wide(1, (0, 5), self.t["result.notice"], "quiet", width=sum(_WIDTHS[:6]))
        row = self._overall(3) if calculation.overall else self._facts(3)
        row = self._profile(row + 1)
        first_steps = FirstStepRows(self.form, sheet, self.advice, _WIDTHS)
        row = first_steps.write(max(row + 1, _BELOW_CHARTS))
        row = self._flags(row + 1)
        row = self._checks(row + 1)
        sheet.wide(row + 1, (0, 5), self.t["result.preview"], "quiet", width=sum(_WIDTHS[:6]))
        sheet.sheet.print_area(0, 0, row + 1, LAST_COLUMN)
        sheet.protect()

    def _node(self, name: str, column: NodeColumn, now: float | str | None) -> Live:
        return Live(str(self.form.places.node(name, column)), "" if now is None else now)

    def _overall(self, row: int) -> int:
        sheet, calculation, root = self.sheet, self.form.places.calculation, self.form.places.calculation.nodes[0]
        sheet.put(row, 0, self.t["score.overall"], "heading")
        sheet.put(row + 1, 0, self._node(root.id, NodeColumn.SCORE, root.score), "big")
        sheet.put(row + 1, 1, self.formulas.overall_level(root), "strong")
        sheet.height(row + 1, 30)
        points, above = self.formulas.next_level_of(root, self.formulas.overall_place(), calculation.level)
        facts: Sequence[tuple[str, Value, str]] = (
            (self.t["sheet.low"], self._node(root.id, NodeColumn.LOW, root.low), "score"),
            (self.t["sheet.high"], self._node(root.id, NodeColumn.HIGH, root.high), "score"),
            (self.t["level.next"], above, "cell"),
            (self.t["workbook.missing-points"], points, "score"),
        )
        end = self._pairs(row + 2, facts)
        self._merged(end, 0, self.formulas.capped(root), "strong")
        return self._facts(end + 1)

    def _pairs(self, row: int, facts: Sequence[tuple[str, Value, str]]) -> int:
        for below, (name, value, style) in enumerate(facts, start=row):
            self.sheet.put(below, 0, name, "cell")
            self.sheet.put(below, 1, value, style)
        return row + len(facts)

    def _facts(self, row: int) -> int:
        """Write how much is answered: of the path, and of the model by weight."""
        root, column = self.form.places.calculation.nodes[0], QuestionColumn
        asked = [question for question in self.form.places.calculation.questions if question.field is None]
        total = float(sum(self.form.asked_at_first(question.id) for question in asked))
        facts: Sequence[tuple[str, Value, str]] = (
            (self.t["result.answered"], Live(counted(self.form, column.DONE), 0.0), "number"),
            (self.t["result.asked"], Live(counted(self.form, column.ON_PATH), total), "number"),
            (self.t["dimension.coverage"], self._node(root.id, NodeColumn.COVERAGE, root.coverage), "percent"),
        )
        return self._pairs(row, facts)

    def _profile(self, row: int) -> int:
        sheet, places = self.sheet, self.form.places
        nodes = {node.id: node for node in places.calculation.nodes}
        shown = [nodes[name] for name in places.calculation.nodes[0].children]
        sheet.put(row, 0, self.t["result.profile"], "heading")
        columns = [
            Column(heading=self.t["dimension.name"], width=_WIDTHS[0]),
            Column(heading=self.t["sheet.score-of-hundred"], width=_WIDTHS[1], style="score"),
            Column(heading=self.t["sheet.low"], width=_WIDTHS[2], style="score"),
            Column(heading=self.t["sheet.high"], width=_WIDTHS[3], style="score"),
            Column(heading=self.t["level.name"], width=_WIDTHS[4]),
            Column(heading=self.t["dimension.coverage"], width=_WIDTHS[5], style="percent"),
        ]
        column = NodeColumn
        rows = [
            (
                node.title,
                self._node(node.id, column.SCORE, node.score),
                self._node(node.id, column.LOW, node.low),
                self._node(node.id, column.HIGH, node.high),
                self._node(node.id, column.LEVEL, self._level_now(node)),
                self._node(node.id, column.COVERAGE, node.coverage),
            )
            for node in shown
        ]
        end = sheet.table(row + 1, columns, rows)
        if shown:
            names = Block(sheet.sheet.get_name(), row + 2, 0, len(shown))
            own = places.children(places.calculation.nodes[0], column.CHART)
            series = [Series(cells=own, title=self.t["score.today"], colour="#1E7F83")]
            add_charts(self.form.book, sheet, names, series, CHART_COLUMN, height=_CHART_HEIGHT)
        return end

    def _level_now(self, node: CalculatedNode) -> float | str:
        found = self.formulas.level(node)
        return found.value if isinstance(found, Live) else found

    def _flags(self, row: int) -> int:
        sheet, places, shown = self.sheet, self.places, min(FLAGS_SHOWN, len(self.places.flags))
        sheet.put(row, 0, self.t["result.flags"], "heading")
        place, up = places.all_flags(FlagColumn.PLACE), self.advice.case.flags
        count = f"MAX({place})"
        none = self.form.places.word("result.no-flags")
        self._merged(row + 1, 0, Live(f'IF({count}=0,{none},"")', "" if up else self.t["result.no-flags"]), "quiet")
        columns = (FlagColumn.TITLE, FlagColumn.SEVERITY_WORD, FlagColumn.ACT)
        heads = ("result.flag", "result.severity", "result.act")
        for own, head in zip((0, 1, 2), heads, strict=True):
            sheet.put(row + 2, own, self.t[head], "header")
        self._merged(row + 2, 2, self.t["result.act"], "header")
        height = highest_row(self.advice.flag_words.values(), (_WIDTHS[0], _WIDTHS[1], sum(_WIDTHS[2:6])))
        for number in range(1, shown + 1):
            found = f"MATCH({number},{place},0)"
            told = self._flag_now(number - 1)
            for own, column in zip((0, 1, 2), columns, strict=True):
                cell = Live(f'IF({count}>={number},INDEX({places.all_flags(column)},{found}),"")', told[own])
                if own == len(columns) - 1:
                    self._merged(row + 2 + number, own, cell, "cell")
                else:
                    sheet.put(row + 2 + number, own, cell, "cell")
            sheet.height(row + 2 + number, height)
        sheet.put(row + 3 + shown, 0, self._more(count, shown, len(up), "result.more-flags"), "quiet")
        return row + 4 + shown

    def _checks(self, row: int) -> int:
        """Write the answers that contradict each other, with what to ask oneself."""
        sheet, places, shown = self.sheet, self.places, min(CHECKS_SHOWN, len(self.places.checks))
        place, held = places.all_checks(CheckColumn.PLACE), [name for name, one in self.advice.checks if one.value == 1]
        count, none = f"MAX({place})", self.form.places.word("result.no-checks")
        sheet.put(row, 0, self.t["result.checks"], "heading")
        told = "" if held else self.t["result.no-checks"]
        self._merged(row + 1, 0, Live(f'IF({count}=0,{none},"")', told), "quiet")
        height = highest_row(self.advice.check_words.values(), (_WIDTHS[0], sum(_WIDTHS[1:6])))
        for number in range(1, shown + 1):
            found, at = f"MATCH({number},{place},0)", row + 1 + number
            now = self.advice.check_words[held[number - 1]] if number <= len(held) else ("", "")
            title, ask = (
                Live(f'IF({count}>={number},INDEX({places.all_checks(column)},{found}),"")', words)
                for column, words in zip((CheckColumn.TITLE, CheckColumn.ASK), now, strict=True)
            )
            sheet.put(at, 0, title, "cell")
            self._merged(at, 1, ask, "cell")
            sheet.height(at, height)
        more = self._more(count, shown, len(held), "result.more-checks")
        sheet.put(row + 2 + shown, 0, more, "quiet")
        return row + 3 + shown

    def _more(self, count: str, shown: int, now: int, word: str) -> Live:
        """Return how many there are beyond those shown."""
        told = f"{self.t[word]} {now - shown}" if now > shown else ""
        return Live(f'IF({count}>{shown},{self.form.places.word(word)}&" "&({count}-{shown}),"")', told)

    def _flag_now(self, place: int) -> Sequence[str]:
        up = self.advice.case.flags
        if place >= len(up):
            return ("", "", "")
        return self.advice.flag_words[up[place]]

    def _merged(self, row: int, first: int, value: Value, style: str) -> None:
        self.sheet.merged(row, (first, 5), value, style)
