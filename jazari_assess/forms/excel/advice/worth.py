"""What points are worth to the firm, as formulas: of each dimension by where it stands, of its aims, of each action."""

from collections.abc import Sequence
from dataclasses import replace

from jazari_assess.engine.plan.candidates import LEAST_DAYS, effort
from jazari_assess.engine.plan.firm import Firm
from jazari_assess.engine.plan.standing import LEAST_SHARE, TOLERANCE
from jazari_assess.forms.excel.advice.content import Advice
from jazari_assess.forms.excel.advice.places import ActionColumn, WorthRow
from jazari_assess.forms.excel.advice.standing import StandingFormulas, options
from jazari_assess.model.actions import Action, ItemChange
from jazari_assess.model.maturity import LevelStep
from jazari_assess.model.profile import FEWEST_STAFF
from jazari_assess.model.questionnaire import ChecklistQuestion
from jazari_assess.model.result import TOP_SCORE
from jazari_assess.render.excel.live.places import FirmRow, LevelColumn, NodeColumn, OptionColumn
from jazari_assess.render.excel.live.values import number
from jazari_assess.render.excel.workbook import Live

_QUARTER = TOP_SCORE / 4  # of the scale
Column = ActionColumn


class WorthFormulas:
    """The worth of points and of actions."""

    def __init__(self, advice: Advice, standing: StandingFormulas) -> None:
        """Take the advice that is written and where the firm stands to each action."""
        self.advice, self.standing = advice, standing
        self.case, self.value = advice.case, advice.case.value
        self.numbers = advice.case.content.numbers

    @property
    def _steps(self) -> Sequence[LevelStep]:
        return self.advice.firm.compiled.model.levels.steps

    def figures(self) -> Sequence[tuple[WorthRow, Live]]:
        """Return what all worth depends on."""
        places, aims = self.advice.places, len(self.value.aims)
        today = self.advice.node(self.advice.firm.root, NodeColumn.X)
        starts, level = self.advice.form.levels(LevelColumn.START), places.worth(WorthRow.LEVEL)
        following, chosen = self._following, f"SUM({places.all_aims(2)})" if places.aims else "0"
        share, of_aim = self.numbers.aims.share, self._of_aim
        many = places.worth(WorthRow.AIMS)
        return (
            (WorthRow.LEVEL, Live(f"SUMPRODUCT(--({starts}<={today}+{number(TOLERANCE)}))", following)),
            (WorthRow.FLOOR, Live(self._start_of(f"{level}+1"), self.value.floor)),
            (WorthRow.DIMENSIONS, Live(f"SUM({places.all_dimensions()})", len(self.advice.firm.dimensions))),
            (WorthRow.AIMS, Live(chosen, aims)),
            (WorthRow.LEFT, Live(f"IF({many}>0,{number(1 - share)},1)", 1 - share if aims else 1.0)),
            (WorthRow.OF_AIM, Live(f"IF({many}>0,{number(share)}/{many}*{number(of_aim)},0)", self._of_aim_now)),
        )

    @property
    def _following(self) -> int:
        today = self.advice.firm.views[self.advice.firm.root].score or 0.0
        return sum(step.from_ <= today + TOLERANCE for step in self._steps)

    @property
    def _of_aim(self) -> float:
        numbers = self.numbers.aims
        return numbers.bands[0][1] if numbers.bands else numbers.beyond

    @property
    def _of_aim_now(self) -> float:
        return self.numbers.aims.share / len(self.value.aims) * self._of_aim if self.value.aims else 0.0

    def _start_of(self, place: str) -> str:
        """Return a formula of the bound of a level counted from 1, the top of the scale beyond the last."""
        starts, count = self.advice.form.levels(LevelColumn.START), len(self._steps)
        return f"IF({place}>{count},{number(TOP_SCORE)},INDEX({starts},MIN({count},{place})))"

    def dimension(self, name: str) -> Live:
        """Return what a point of a dimension counts where it stands, 0 where it has no score."""
        places, readiness = self.advice.places, self.numbers.readiness
        own, left = readiness.own_weight, places.worth(WorthRow.LEFT)
        share, count = self.advice.node(name, NodeColumn.SHARE), places.worth(WorthRow.DIMENSIONS)
        weight = f"({number(own)}*{share}+{number(1 - own)}/{count})*{left}"
        scored = self.advice.node(name, NodeColumn.SCORED)
        formula = f"IF({scored}=1,{weight}*{self._slope(name)},0)"
        pool = self.value.pools().get(name)
        return Live(formula, 0.0 if pool is None or not pool.bands else pool.weight * pool.bands[0][1])

    def _slope(self, name: str) -> str:
        """Return a formula of what a point counts below the floor, up to the next bound, and above."""
        below, between, above = map(number, self.numbers.readiness.slopes)
        today, level = self.advice.node(name, NodeColumn.X), self.advice.places.worth(WorthRow.LEVEL)
        floor = str(self.advice.places.worth(WorthRow.FLOOR))
        gates = [self._gate(step, name) for step in self._steps]
        own = f"MAX({floor},CHOOSE({level}+1,{','.join(map(number, [*gates, 0.0]))}))" if any(gates) else floor
        starts = self.advice.form.levels(LevelColumn.START)
        after = f"SUMPRODUCT(--({starts}<={floor}+{number(TOLERANCE)}))+1"
        end = f"MAX({own},{self._start_of(after)})"
        spare = number(TOLERANCE)
        return f"IF({today}<{own}-{spare},{below},IF({today}<{end}-{spare},{between},{above}))"

    def _gate(self, step: LevelStep, name: str) -> float:
        """Return what a level asks of a dimension."""
        return {one.node: one.at_least for one in step.require}.get(name, 0.0)

    def aim(self, name: str) -> Sequence[Live]:
        """Return what a point of an aim counts, whether it is chosen, and what serves it."""
        places, numbers = self.advice.places, self.numbers.aims
        serving = {0: 0.0, 1: numbers.relevance[0], 2: numbers.relevance[1]}
        leaves = self.advice.firm.leaves
        serves = {leaf: one.relevance for leaf, one in self.case.content.aims[name].serves.items() if leaf in leaves}
        total = "+".join(f"{number(serving[one])}*{self.advice.shared(leaf)}" for leaf, one in serves.items())
        held = sum(serving[one] for leaf, one in serves.items() if leaf in self.advice.firm.shares)
        chosen = float(name in self.value.aims)
        cells = [places.aim(name, column) for column in (2, 3)]
        point = f"IF({cells[0]}=1,{places.worth(WorthRow.OF_AIM)}/{cells[1]},0)"
        return (
            Live(point, self._of_aim_now / held if chosen else 0.0),
            Live(f"IF(AND({self._picked(name)},{cells[1]}>0),1,0)", chosen),
            Live(total or "0", held),
        )

    def _picked(self, name: str) -> str:
        """Return a test of whether the firm picked an aim."""
        asked = self.advice.form.calculation.fields.get("aims")
        ids = [one.id for one in getattr(asked.part, "options", ())] if asked is not None else []
        if asked is None or name not in ids:
            return "TRUE" if name in (self.advice.firm.profile.aims or ()) else "FALSE"
        return f"{self.advice.form.options(asked.id, OptionColumn.TICKED).cell(ids.index(name))}=1"

    def _served(self, name: str) -> str:
        """Return a formula of what a point of an action's indicator counts for the firm's aims."""
        one = self.advice.found(name)
        weights = {aim: self.value.relevance_weight(aim, one) for aim in self.advice.places.aims}
        terms = [f"{number(weight)}*{self.advice.places.aim(aim)}" for aim, weight in weights.items() if weight]
        return f"({'+'.join(terms)})" if terms else "0"

    def worth(self, name: str, now: float) -> Live:
        """Return what an action counts, 0 where it cannot begin now; ``now`` is what it counts as things are."""
        action = self.advice.actions[name]
        leaf = self.advice.leaf(action) if self.advice.changes(action) else None
        deed = f"{number(self.numbers.aims.deed_points)}*{self._served(name)}"
        if leaf is None:
            found = deed
        elif action.items is not None:
            found = self._of_items(name, leaf, action.items, deed)
        else:
            found = self._of_lift(name, leaf, deed)
        return Live(f"IF({self.advice.cell(name, Column.READY)}=1,{found},0)", now)

    def _of_lift(self, name: str, leaf: str, deed: str) -> str:
        served, dimension = self._served(name), self.advice.places.dimension(self.advice.dimension(leaf))
        if options(self.advice.firm.question(leaf)):
            lifts = [one.lifts[0] if one.lifts else None for one in self.standing.standings(name, leaf)]
            gain = self.standing.chosen(leaf, [0.0 if one is None else one.high - one.low for one in lifts])
            height = next((self.value.height(one) for one in lifts if one is not None), 0.0)
            lifted = self.standing.chosen(leaf, [float(one is not None) for one in lifts])
        else:
            low, high = self.advice.ends[name]
            gain = f"({number(high)}-MAX({number(low)},{self.advice.node(leaf, NodeColumn.X)}))"
            height, lifted = self._height_of(high), "1.0"
        points = f"{dimension}*({self.advice.share(leaf)}*{gain}*{number(height)})+{served}*{gain}"
        return points if lifted == "1.0" else f"IF({lifted}=1,{points},{deed})"

    def _height_of(self, top: float) -> float:
        steps = self.numbers.readiness.steps
        return steps[min(len(steps) - 1, int((top - TOLERANCE) // _QUARTER))]

    def _of_items(self, name: str, leaf: str, change: ItemChange, deed: str) -> str:
        """Return a formula of the points of the items that an action would change."""
        question = self.advice.firm.question(leaf)
        if not isinstance(question, ChecklistQuestion):
            return "0"
        total = sum(points for points in question.options.values() if points > 0)
        ticks = self.standing.ticks
        lifts = [(question.options[item], f"(1-{cell})") for item, cell in ticks(leaf, change.adds)]
        lifts += [(-question.options[item], cell) for item, cell in ticks(leaf, change.removes)]
        lifts = [(100 * points / total, changed) for points, changed in lifts if points > 0]
        if not lifts:
            return deed
        dimension = self.advice.places.dimension(self.advice.dimension(leaf))
        share, served, start = self.advice.share(leaf), self._served(name), self.advice.node(leaf, NodeColumn.X)
        steps = ",".join(map(number, self.numbers.readiness.steps))
        terms = []
        for high, changed in lifts:
            top = f"MIN({number(TOP_SCORE)},{start}+{number(high)})"
            height = f"CHOOSE(1+MIN(3,INT(({top}-{number(TOLERANCE)})/{number(_QUARTER)})),{steps})"
            terms.append(f"{changed}*({dimension}*({share}*{number(high)}*{height})+{served}*{number(high)})")
        any_lift = "+".join(changed for _, changed in lifts)
        return f"IF({any_lift}>0,{'+'.join(terms)},{deed})"

    def days(self, name: str) -> tuple[Live | float, Live | float, Live]:
        """Return the firm's own days for an action, low and high, and those it is counted with."""
        one, action = self.advice.found(name), self.advice.actions[name]
        low, high = (self._effort(name, action, end) for end in (0, 1))
        cells = [self.advice.cell(name, column) for column in (Column.LOW, Column.HIGH)]
        both = f"ROUND({cells[0]}+{cells[1]}+{number(TOLERANCE)},0)/2"
        mean = Live(f"MAX({LEAST_DAYS},{both})", one.days)
        return Live(low, one.range[0]), Live(high, one.range[1]), mean

    def _effort(self, name: str, action: Action, end: int) -> str:
        days = [effort(action, firm)[end] for firm in self._sizes]
        raw = [(action.days.get(firm.size) or next(iter(action.days.values())))[end] for firm in self._sizes]
        size = f"{self.advice.form.firm(FirmRow.SIZE)}+1"
        leaf = self.advice.leaf(action)
        if action.items is None or leaf is None or not isinstance(self.advice.firm.question(leaf), ChecklistQuestion):
            return number(days[0]) if len(set(days)) == 1 else f"CHOOSE({size},{','.join(map(number, days))})"
        changed, all_ = self.standing.changed(leaf, action.items), len((*action.items.adds, *action.items.removes))
        state = self.advice.cell(name, Column.STATE)
        share = f"IF({state}=0,MAX({LEAST_SHARE},{changed}/{all_}),1)"
        whole = f"CHOOSE({size},{','.join(map(number, raw))})"
        return f"MAX({LEAST_DAYS},ROUND(2*{share}*{whole}+{number(TOLERANCE)},0)/2)"

    @property
    def _sizes(self) -> Sequence[Firm]:
        """The firm as one of each size, the first as one whose size is not known."""
        return [_of_size(self.advice.firm, staff) for staff in (None, *FEWEST_STAFF)]


def _of_size(firm: Firm, staff: int | None) -> Firm:
    own = firm.answers.assessment
    profile = own.profile.model_copy(update={"staff": staff})
    return replace(firm, answers=replace(firm.answers, assessment=own.model_copy(update={"profile": profile})))
