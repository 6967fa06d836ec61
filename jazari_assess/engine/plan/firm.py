"""One firm as the planner sees it: scores, shares, answers, and how scores move when answers do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jazari_assess.engine.conditions import Evidence
from jazari_assess.engine.flags import evidence_of
from jazari_assess.engine.plan.content import PlanContent
from jazari_assess.engine.score.compiled import CompiledModel, Leaf
from jazari_assess.engine.score.evaluate import Answered, answered, compiled_for
from jazari_assess.engine.score.kernel import Floats, Scores, leaf_value, score
from jazari_assess.engine.score.tree import NodeView, node_views
from jazari_assess.engine.score.values import answer_value
from jazari_assess.model.assessment import Assessment, Given, GivenValue, Unknown
from jazari_assess.model.conditions import Condition, questions_in
from jazari_assess.model.profile import Profile, Size
from jazari_assess.model.questionnaire import Question, ValueQuestion

_USUAL_SIZE: Size = "small"


@dataclass(frozen=True, kw_only=True)
class Firm:
    """A firm's answers under one model."""

    answers: Answered
    compiled: CompiledModel

    @property
    def profile(self) -> Profile:
        """The firm's profile."""
        return self.answers.assessment.profile

    @property
    def size(self) -> Size:
        """The size by which effort is taken: a firm that did not tell its staff counts as small."""
        return self.profile.size or _USUAL_SIZE

    @property
    def root(self) -> str:
        """The id of the model's root."""
        return self.compiled.model.root

    @cached_property
    def evidence(self) -> Evidence:
        """The answers as conditions are read against them."""
        return evidence_of(self.answers.questionnaire, self.answers.assessment)

    def asks(self, condition: Condition) -> bool:
        """Say whether this firm's questionnaire has what a condition looks at."""
        return set(questions_in(condition)) <= set(self.answers.questionnaire.questions)

    def holds(self, condition: Condition | None) -> bool | None:
        """Say whether a condition certainly holds (True), certainly does not (False), or nobody knows (None).

        One that asks what this firm's questionnaire does not is not meant for it: it does not hold.
        """
        if condition is None:
            return True
        if not self.asks(condition):
            return False
        truth = self.evidence.truth(condition)
        return True if truth.true[0] else False if truth.false[0] else None

    @cached_property
    def views(self) -> Mapping[str, NodeView]:
        """Every node as it stands today."""
        return node_views(self.compiled, self.answers.matrix.values, self.answers.matrix.not_applicable)

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """The children of the root that have a score, as the model lists them."""
        return tuple(name for name, view in self.views.items() if view.parent == self.root and view.state == "scored")

    @cached_property
    def leaves(self) -> Mapping[str, Leaf]:
        """The indicators by id."""
        return {leaf.id: leaf for leaf in self.compiled.leaves}

    @cached_property
    def shares(self) -> Mapping[str, tuple[str, float]]:
        """For each scored indicator its dimension and the points this gains for each point of the indicator."""
        found: dict[str, tuple[str, float]] = {}
        for leaf in self.compiled.leaves:
            name, share = leaf.id, 1.0
            while self.views[name].parent not in (None, self.root):
                share *= self.views[name].share
                name = str(self.views[name].parent)
            if self.views[leaf.id].state == "scored" and name in self.dimensions:
                found[leaf.id] = (name, share if name != leaf.id else 1.0)
        return found

    def question_id(self, indicator: str) -> str:
        """Return the question behind an indicator."""
        return self.compiled.questions[self.leaves[indicator].column]

    def question(self, indicator: str) -> Question:
        """Return the structure of the question behind an indicator."""
        return self.answers.questionnaire.questions[self.question_id(indicator)]

    def answer(self, indicator: str) -> GivenValue | None:
        """Return the answer given to the question behind an indicator, None where there is none."""
        answer = self.answers.assessment.answers.get(self.question_id(indicator))
        return answer.answer if isinstance(answer, Given) else None

    def is_unknown(self, indicator: str) -> bool:
        """Say whether the question behind an indicator was asked and nobody knew."""
        return isinstance(self.answers.assessment.answers.get(self.question_id(indicator)), Unknown)

    def points(self, indicator: str, answer: GivenValue) -> float:
        """Return the score 0..100 that an indicator has with an answer."""
        question = self.question(indicator)
        if not isinstance(question, ValueQuestion):
            raise TypeError(question)
        return self.points_of(indicator, answer_value(question, answer))

    def points_of(self, indicator: str, value: float) -> float:
        """Return the score 0..100 that an indicator makes of a value 0..1 of its question."""
        return 100 * float(leaf_value(self.leaves[indicator], np.array([value]))[0])

    def moved(self, steps: Sequence[Mapping[str, GivenValue]]) -> tuple[Scores, Floats]:
        """Return the scores with other answers and the values these have, one row a step.

        A step gives questions their new answers.
        """
        column = {name: place for place, name in enumerate(self.compiled.questions)}
        values = np.repeat(self.answers.matrix.values, len(steps), axis=0)
        for row, step in enumerate(steps):
            for name, answer in step.items():
                question = self.answers.questionnaire.questions[name]
                if isinstance(question, ValueQuestion):
                    values[row, column[name]] = answer_value(question, answer)
        masks = np.repeat(self.answers.matrix.not_applicable, len(steps), axis=0)
        return score(self.compiled, values, masks), values

    def group(self, scores: Scores, name: str) -> Floats:
        """Return the scores of one group over all rows."""
        return scores.score[:, self.place(name)]

    def place(self, name: str) -> int:
        """Return the position of a group among the groups."""
        return self.compiled.position[name] - len(self.compiled.leaves)


def firm_of(content: PlanContent, assessment: Assessment) -> Firm:
    """Return an assessed firm as the planner sees it."""
    own = answered(content.questionnaire, assessment)
    return Firm(answers=own, compiled=compiled_for(content.model, own))
