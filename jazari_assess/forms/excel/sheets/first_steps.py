"""What to do first, live: a row an action, below the charts, with its first step and who can help with it."""

from collections.abc import Sequence

from jazari_assess.engine.plan.steps import FIRST_STEPS
from jazari_assess.forms.excel.advice.places import ActionColumn, FirstColumn, FlagColumn, HelpColumn
from jazari_assess.forms.excel.advice.sheets import AdviceSheets
from jazari_assess.forms.excel.book import FormBook, highest_row
from jazari_assess.render.excel.live.places import FirmRow
from jazari_assess.render.excel.workbook import Live, Sheet

CHART_COLUMN, LAST_COLUMN = 7, 17
"""The first column that charts cover, beside the tables with one left free, and the last that is printed."""
_STEP, _HELP = (2, CHART_COLUMN - 2), (CHART_COLUMN - 1, LAST_COLUMN)
"""First and last column of a first step, and of who can help with it."""
_HELP_WIDTH = 93.0
"""Letters over all columns of who can help, which are as wide as a spreadsheet makes them."""
_BOLD = 4.0
"""Letters that a heading loses, being bold and set in."""
_TOLD = (ActionColumn.FIRST_STEP, ActionColumn.FIRST_STEP_MICRO)
"""The first step of most firms, and of those so small that the head does everything."""
_FEW = 10
"""Below so many persons a firm is told the first step for one where the head does everything."""


class FirstStepRows:
    """Writes the rows of the first steps."""

    def __init__(self, form: FormBook, sheet: Sheet, advice: AdviceSheets, widths: Sequence[float]) -> None:
        """Take the form, its sheet of the result with the widths of its first columns, and the advice."""
        self.form, self.sheet, self.advice, self.widths = form, sheet, advice, widths
        self.t, self.places = form.labels, advice.advice.places

    def write(self, row: int) -> int:
        """Write them from a row on; return the row after the last."""
        sheet, heads = self.sheet, ("result.action", "result.days")
        sheet.put(row, 0, self.t["result.steps"], "heading")
        wide = sum(self.widths[: _STEP[1] + 1])
        sheet.wide(row + 1, (0, _STEP[1]), self.t["result.steps-notice"], "quiet", width=wide)
        for place, head in enumerate(heads):
            sheet.put(row + 2, place, self.t[head], "header")
        sheet.merged(row + 2, _STEP, self.t["result.first-step"], "header")
        sheet.merged(row + 2, _HELP, self.t["result.who"], "header")
        sheet.height(
            row + 2, highest_row([[self.t[head] for head in heads]], [one - _BOLD for one in self.widths[: len(heads)]])
        )
        height = self._height()
        for place in range(FIRST_STEPS):
            at = row + 3 + place
            sheet.put(at, 0, self._action(place), "cell")
            sheet.put(at, 1, self._days(place), "cell")
            sheet.merged(at, _STEP, self._first_step(place), "cell")
            sheet.merged(at, _HELP, self._helpers(place), "cell")
            sheet.height(at, height)
        return row + 3 + FIRST_STEPS

    def _height(self) -> float:
        """Return the height in points that shows whatever a formula may fill in."""
        column, actions = ActionColumn, self.advice.action_words.values()
        reasons = [words[0] for words in self.advice.flag_words.values()]
        because = self._because(max((*reasons, *(words[column.DIMENSION] for words in actions)), key=len, default=""))
        helped = [self.advice.help_words(name) for name in self.places.services]
        also = max((words[1] for words in helped), key=len, default="")
        told: Sequence[tuple[float, list[str]]] = (
            (self.widths[0], [f"{words[column.TITLE]}\n{because}" for words in actions]),
            (
                sum(self.widths[_STEP[0] : _STEP[1] + 1]),
                [self._done(one[key], one[column.DONE_WHEN]) for one in actions for key in _TOLD],
            ),
            (_HELP_WIDTH, [f"{words[0]}{also}" for words in helped]),
        )
        return max(highest_row(([text] for text in texts), [width]) for width, texts in told)

    def _because(self, reason: str) -> str:
        return f"{self.t['result.because']}{self.t['colon']} {reason}"

    def _done(self, step: str, done_when: str) -> str:
        return f"{step} {self.t['result.done-when']} {done_when}"

    def _days(self, place: int) -> Live:
        """Return the days of the firm's own that an action takes, at least and at most."""
        own, ends = self.places.first(place), (ActionColumn.LOW, ActionColumn.HIGH)
        low, high = (f"INDEX({self.places.all_actions(one)},MAX(1,{own}))" for one in ends)
        least, most = (self.advice.step_now(place, one) for one in ends)
        now = f"{least:g} \u2013 {most:g}" if isinstance(least, float) and isinstance(most, float) else ""
        return Live(f'IF({own}>0,{low}&" \u2013 "&{high},"")', now)

    def _action(self, place: int) -> Live:
        """Return an action with the flag that asks for it, else the dimension that it raises."""
        own, flag = self.places.first(place), self.places.first(place, FirstColumn.FLAG)
        titles, dimensions = (self.places.all_actions(one) for one in (ActionColumn.TITLE, ActionColumn.DIMENSION))
        raised = f"INDEX({self.places.all_flags(FlagColumn.TITLE)},MAX(1,{flag}))"
        reason = f'IF({flag}>0,{raised},INDEX({dimensions},MAX(1,{own}))&"")'
        head = f'{self.form.places.word("result.because")}&"{self.t["colon"]} "'
        formula = f'IF({own}=0,"",INDEX({titles},MAX(1,{own}))&CHAR(10)&{head}&{reason})'
        title = self.advice.step_now(place, ActionColumn.TITLE)
        return Live(formula, f"{title}\n{self._because(self.advice.because_now(place))}" if title else "")

    def _first_step(self, place: int) -> Live:
        """Return the first step and how one knows that it is done."""
        own, staff, column = self.places.first(place), self.form.places.firm(FirmRow.STAFF), ActionColumn
        cells = {one: self.places.all_actions(one) for one in _TOLD}
        row = f"MAX(1,{own})"
        alone = f"AND({staff}>=0,{staff}<{_FEW})"
        step = f"IF({alone},INDEX({cells[column.FIRST_STEP_MICRO]},{row}),INDEX({cells[column.FIRST_STEP]},{row}))"
        done = (
            f'{self.form.places.word("result.done-when")}&" "&INDEX({self.places.all_actions(column.DONE_WHEN)},{row})'
        )
        people = self.form.places.calculation.profile.staff
        key = column.FIRST_STEP_MICRO if people is not None and people < _FEW else column.FIRST_STEP
        told = [str(self.advice.step_now(place, one)) for one in (key, column.DONE_WHEN)]
        return Live(f'IF({own}>0,{step}&" "&{done},"")', self._done(*told) if told[0] else "")

    def _helpers(self, place: int) -> Live:
        """Return who can help with a first step: the best of the catalogue, and another that is as good."""
        own, first, following = (
            self.places.first(place, one) for one in (FirstColumn.ACTION, FirstColumn.HELPER, FirstColumn.NEXT_HELPER)
        )
        told, also = (
            f"INDEX({self.places.all_services(column)},MAX(1,{one}))"
            for column, one in ((HelpColumn.TOLD, first), (HelpColumn.ALSO, following))
        )
        nobody = self.form.places.word("result.nobody")
        named = f'{told}&IF({following}>0,{also},"")'
        return Live(f'IF({own}=0,"",IF({first}=0,{nobody},{named}))', self.advice.helpers_now(place))
