"""Conditions in one of the cases that they tell apart while answers are missing: nothing is open then."""

from collections.abc import Sequence
from dataclasses import dataclass

from jazari_assess.model.conditions import Answered, AtLeast, In, InState, Is, OfProfile, OfSector, profile_holds
from jazari_assess.render.excel.live.calculation import CalculatedQuestion
from jazari_assess.render.excel.live.firm import profile_test
from jazari_assess.render.excel.live.places import QuestionColumn
from jazari_assess.render.excel.live.truths import STATES, Test, Truth, Truths, turned
from jazari_assess.render.excel.live.values import number, state_now
from jazari_assess.render.excel.workbook import Live

MISSING = (0, 2)
"""The states of a question whose answer may still come: none, and unknown."""


@dataclass(frozen=True)
class InCase(Truths):
    """What conditions say in one case, counted from 0: an answer that is missing is what the case says."""

    case: int

    def asked(self, question: CalculatedQuestion) -> Truth:
        """Return whether a question is asked in the case."""
        return Truth("1", 1.0) if question.when is None else self.of(question.when)

    def state(self, question: CalculatedQuestion) -> Live:
        """Return how a question stands in the case."""
        own, now = self.places.question(question.id, QuestionColumn.STATE), state_now(question)
        there = self.places.calculation.cases[self.case].answers.get(question.id)
        if there is None:
            return Live(str(own), now)
        return Live(f"IF({self.missing(question)},{there.state},{own})", there.state if now in MISSING else now)

    def missing(self, question: CalculatedQuestion) -> str:
        """Return a test of whether an answer is missing."""
        own = self.places.question(question.id, QuestionColumn.STATE)
        return f"OR({own}={MISSING[0]},{own}={MISSING[1]})"

    def passes(self, condition: Is | In | AtLeast) -> Truth:
        """Return a test of one answer, as it is or as the case says."""
        question = self.places.by_id[condition.question]
        own = self.passed(question, condition)
        there = self.places.calculation.cases[self.case].answers.get(question.id)
        if there is None:
            return self.tested([question], own)
        then = there.holds[condition]
        formula = f"IF({self.missing(question)},{str(then).upper()},{own.formula})"
        return self.tested([question], Test(formula, then if state_now(question) in MISSING else own.holds))

    def tested(self, questions: Sequence[CalculatedQuestion], test: Test) -> Truth:
        """Return a test of answers that are given and asked for."""
        known = ",".join(f"{self.state(one).formula}=1,{self._shown(one)}=1" for one in questions)
        there = all(self.state(one).value == 1 and self.asked(one).now == 1 for one in questions)
        return Truth(f"IF(AND({known}),IF({test.formula},1,0),0)", float(there and test.holds))

    def _shown(self, question: CalculatedQuestion) -> str:
        return "1" if question.when is None else str(self.places.asked_in(self.case, question.id))

    def stands(self, condition: Answered | InState) -> Truth:
        """Return whether a question stands as a condition says; one that is hidden is not applicable."""
        question = self.places.by_id[condition.question]
        state, shown = self.state(question), self._shown(question)
        wanted = "given" if isinstance(condition, Answered) else condition.state
        is_so, asked = state.value == STATES[wanted], self.asked(question).now == 1
        if wanted == "not-applicable":
            return Truth(f"IF(OR({state.formula}=3,{shown}=0),1,0)", float(is_so or not asked))
        found = Truth(f"IF(AND({state.formula}={STATES[wanted]},{shown}=1),1,0)", float(is_so and asked))
        return turned(found) if isinstance(condition, Answered) and not condition.answered else found

    def of_profile(self, condition: OfProfile) -> Truth:
        """Return a test of the profile, as it is or as the case says."""
        question = self.places.calculation.fields.get("sector" if isinstance(condition, OfSector) else "staff")
        if question is None:
            return Truth("0", 0.0)
        there = self.places.calculation.cases[self.case].answers[question.id]
        known = self.places.question(question.id, QuestionColumn.STATE)
        then = float(there.holds[condition])
        own = f"IF({profile_test(self.places, condition)},1,0)"
        holds = profile_holds(condition, self.places.calculation.profile) is True
        return Truth(f"IF({known}=1,{own},{number(then)})", float(holds) if question.given else then)
