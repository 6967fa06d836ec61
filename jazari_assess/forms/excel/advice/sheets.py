"""The hidden sheets of advice: flags, actions, what they are worth, what leads to them, the first five."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from jazari_assess.engine.plan.steps import FIRST_STEPS
from jazari_assess.forms.excel.advice.content import Advice
from jazari_assess.forms.excel.advice.help import HELPERS, HelpFormulas
from jazari_assess.forms.excel.advice.places import (
    ACTIONS,
    CHECKS,
    FIRST,
    FLAGS,
    HELP,
    REACH,
    WORTH,
    ActionColumn,
    CheckColumn,
    FlagColumn,
    HelpColumn,
)
from jazari_assess.forms.excel.advice.ranking import RankingFormulas
from jazari_assess.forms.excel.advice.reach import ReachFormulas
from jazari_assess.forms.excel.advice.standing import StandingFormulas
from jazari_assess.forms.excel.advice.worth import WorthFormulas
from jazari_assess.forms.excel.book import FormBook
from jazari_assess.render.excel.live.places import NodeColumn
from jazari_assess.render.excel.live.truths import Present
from jazari_assess.render.excel.workbook import Live, Value


class AdviceSheets:
    """Writes the advice of a form."""

    def __init__(self, form: FormBook, advice: Advice) -> None:
        """Take the form and what its advice is made from."""
        self.form, self.advice, self.case = form, advice, advice.case
        self.standing = StandingFormulas(advice)
        self.worth = WorthFormulas(advice, self.standing)
        self.reach = ReachFormulas(advice)
        self.ranking = RankingFormulas(advice, self.reach)
        self.help = HelpFormulas(advice, self.ranking)

    def write(self) -> None:
        """Add the sheets."""
        self._flags()
        self._actions()
        self._worth()
        self._reach()
        self._first()
        self._checks()
        self._help()

    @cached_property
    def flag_words(self) -> Mapping[str, tuple[str, str, str]]:
        """The title of each flag, its severity in words, and its first act."""
        content, speech = self.form.order.content, self.form.speech
        words = content.questionnaire.texts[speech.language].flags
        acts, put = content.catalogue.texts[speech.language].actions, speech.form.set
        return {
            name: (
                put(words[name].title),
                speech.form.say(f"severity.{flag.severity}"),
                put(acts[flag.first].title) if flag.first in acts else "",
            )
            for name, flag in content.questionnaire.flags.items()
        }

    @cached_property
    def check_words(self) -> Mapping[str, tuple[str, str]]:
        """The title of each check and what to ask oneself."""
        speech = self.form.speech
        words = self.form.order.content.questionnaire.texts[speech.language].checks
        return {name: (speech.form.set(words[name].title), speech.form.set(words[name].ask)) for name in words}

    @cached_property
    def action_words(self) -> Mapping[str, Sequence[str]]:
        """What is said of each action, by ``ActionColumn``, as far as it does not change with the answers."""
        return {name: self._words(name) for name in self.advice.places.actions}

    def help_words(self, name: str) -> tuple[str, str]:
        """Return what is said of a service, and what is said where it is named after another, on a line of its own."""
        speech, catalogue = self.form.speech, self.form.order.content.catalogue
        texts, provider = catalogue.texts[speech.language], catalogue.structure.services[name].provider
        words, who = texts.services[name], speech.form.set(texts.providers[provider].name)
        title, ask, source = map(speech.form.set, (words.title, words.ask, words.source))
        told = speech.form.say("result.help", service=title, provider=who, ask=ask, source=source)
        return told, f"\n{speech.form.say('result.help-also', service=title, provider=who)}"

    def helpers_now(self, place: int) -> str:
        """Return what is said of who helps with the first step at a place as it is now."""
        if place >= len(self.ranking.first):
            return ""
        words = [self.help_words(name) for name in self.help.helping(place)]
        return (
            "".join(own[0 if number == 0 else 1] for number, own in enumerate(words))
            or self.form.labels["result.nobody"]
        )

    def step_now(self, place: int, column: ActionColumn) -> float | str:
        """Return what the first step at a place, from 0, says now; an empty text where there is none."""
        if place >= len(self.ranking.first):
            return ""
        found = self.advice.found(self.ranking.first[place].id)
        figures = {ActionColumn.LOW: found.range[0], ActionColumn.HIGH: found.range[1]}
        return figures[column] if column in figures else self.action_words[found.id][column]

    def because_now(self, place: int) -> str:
        """Return what the first step at a place answers to now."""
        if place >= len(self.ranking.first):
            return ""
        row = self.ranking.first[place]
        return self.action_words[row.id][ActionColumn.DIMENSION] if row.flag is None else self.flag_words[row.flag][0]

    def _table(self, name: str, rows: Sequence[Sequence[Value]], heads: Sequence[str]) -> None:
        sheet = self.form.book.hidden(name)
        for row, values in enumerate([heads, *rows] if heads else rows):
            for column, value in enumerate(values):
                sheet.put(row, column, value)

    def _flags(self) -> None:
        rows: list[Sequence[Value]] = []
        place = 0
        for name, raised in self.standing.flags:
            flag = self.case.content.flags[name]
            cell = self.advice.places.flag(name, FlagColumn.RAISED)
            up = self.advice.places.all_flags(FlagColumn.RAISED).until(cell)
            place += int(raised.value == 1)
            rows.append(
                (
                    name,
                    *self.flag_words[name],
                    float(flag.severity),
                    float(self.case.due(name)),
                    raised,
                    Live(f"IF({cell}=1,SUM({up}),0)", place if raised.value == 1 else 0),
                )
            )
        self._table(FLAGS, rows, [column.name.lower() for column in FlagColumn])

    def _actions(self) -> None:
        rows = [
            (*self.action_words[name], *self._standing(name), *self._ranked(name))
            for name in self.advice.places.actions
        ]
        self._table(ACTIONS, rows, [column.name.lower() for column in ActionColumn])

    def _words(self, name: str) -> Sequence[str]:
        speech = self.form.speech
        words = self.form.order.content.catalogue.texts[speech.language].actions[name]
        told = (words.title, words.first_step, words.first_step_micro or words.first_step, words.done_when)
        leaf = self.advice.leaf(self.advice.actions[name])
        nodes = {node.id: node.title for node in self.advice.form.calculation.nodes}
        return [name, *map(speech.form.set, told), "" if leaf is None else nodes[self.advice.dimension(leaf)]]

    def _standing(self, name: str) -> Sequence[Value]:
        own = self.standing
        state = [own.barred(name), own.holds(name), own.state(name), own.reached(name), own.settled(name)]
        return [*self.worth.days(name), *state, own.reserved(name), own.base(name), own.ready(name)]

    def _ranked(self, name: str) -> Sequence[Value]:
        own, row = self.ranking, self.ranking.rows.get(name)
        return [
            self.worth.worth(name, 0.0 if row is None else row.worth),
            own.flag(name),
            own.of_flag(name, FlagColumn.SEVERITY),
            own.of_flag(name, FlagColumn.DUE),
            own.rate(name),
            own.counts(name),
            own.rank(name),
        ]

    def _worth(self) -> None:
        rows: list[Sequence[Value]] = [(row.name.lower(), value) for row, value in self.worth.figures()]
        for name in self.advice.places.dimensions:
            scored = self.advice.node(name, NodeColumn.SCORED)
            now = float(name in self.advice.firm.dimensions)
            rows.append((name, self.worth.dimension(name), Live(str(scored), now)))
        rows += [(name, *self.worth.aim(name)) for name in self.advice.places.aims]
        self._table(WORTH, rows, [])

    def _reach(self) -> None:
        rows: list[Sequence[Value]] = [(*row.key, row.cell) for row in self.reach.rows]
        self._table(REACH, rows, ["first", "action", "reached"])

    def _first(self) -> None:
        rows: list[Sequence[Value]] = []
        ranks = self.advice.places.all_actions(ActionColumn.RANK)
        for place in range(FIRST_STEPS):
            known = self.ranking.first[place] if place < len(self.ranking.first) else None
            row = 0 if known is None else self.advice.places.actions.index(known.id) + 1
            found = f"IF(COUNTIF({ranks},{place + 1})>0,MATCH({place + 1},{ranks},0),0)"
            flags = self.advice.places.all_actions(ActionColumn.FLAG)
            own = self.advice.places.first(place)
            flag = 0 if known is None or known.flag is None else self.advice.places.flags.index(known.flag) + 1
            asked = Live(f"IF({own}>0,INDEX({flags},MAX(1,{own})),0)", flag)
            helpers = [self.help.helper(place, number) for number in range(HELPERS)]
            rows.append((float(place + 1), Live(found, row), asked, *self.help.first_ids(place), *helpers))
        self._table(FIRST, rows, [])

    @cached_property
    def checks(self) -> Sequence[tuple[str, Live]]:
        """Each check with 1 where it holds."""
        truths, checks = Present(self.advice.form, closed=False), self.form.order.content.questionnaire.checks
        found = ((name, truths.of(checks[name].when)) for name in self.advice.places.checks)
        return [(name, Live(f"IF({truth.formula}=1,1,0)", float(truth.now == 1))) for name, truth in found]

    def _checks(self) -> None:
        rows: list[Sequence[Value]] = []
        place = 0
        for name, held in self.checks:
            cell = self.advice.places.check(name, CheckColumn.HELD)
            so_far = self.advice.places.all_checks(CheckColumn.HELD).until(cell)
            place += int(held.value == 1)
            counted = Live(f"IF({cell}=1,SUM({so_far}),0)", place if held.value == 1 else 0)
            rows.append((name, *self.check_words[name], held, counted))
        self._table(CHECKS, rows, [column.name.lower() for column in CheckColumn])

    def _help(self) -> None:
        named = zip(self.advice.places.services, self.help.rows(), strict=True)
        rows = [(name, *self.help_words(name), *known) for name, known in named]
        self._table(HELP, rows, [column.name.lower() for column in HelpColumn])
