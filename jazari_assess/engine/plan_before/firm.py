"""One firm as the planner sees it: scores, shares, gaps, and how scores move when indicators do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from jazari_assess.engine.score.compiled import CompiledModel
from jazari_assess.engine.score.evaluate import Answered, answered, compiled_for
from jazari_assess.engine.score.kernel import Floats, Scores, score
from jazari_assess.engine.score.levels import level_positions
from jazari_assess.engine.score.tree import NodeView, node_views
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.library import ModelContent, QuestionnaireContent
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.profile import Profile


@dataclass(frozen=True, kw_only=True)
class Firm:
    """A firm's answers under one model."""

    answers: Answered
    compiled: CompiledModel

    @property
    def profile(self) -> Profile:
        """The firm's profile."""
        return self.answers.assessment.profile

    @cached_property
    def views(self) -> Mapping[str, NodeView]:
        """Every node as it stands today."""
        return node_views(self.compiled, self.answers.matrix.values, self.answers.matrix.not_applicable)

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """The children of the root that have a score, as the model lists them."""
        root = self.compiled.model.root
        return tuple(name for name, view in self.views.items() if view.parent == root and view.state == "scored")

    @cached_property
    def shares(self) -> Mapping[str, tuple[str, float]]:
        """For each scored indicator its dimension and the points this gains for each point of the indicator."""
        found: dict[str, tuple[str, float]] = {}
        for leaf in self.compiled.leaves:
            name, share = leaf.id, 1.0
            while self.views[name].parent not in (None, self.compiled.model.root):
                share *= self.views[name].share
                name = str(self.views[name].parent)
            if self.views[leaf.id].state == "scored" and name in self.dimensions:
                found[leaf.id] = (name, share if name != leaf.id else 1.0)
        return found

    def moved(self, steps: Sequence[Mapping[str, float]]) -> Scores:
        """Return the group scores after each step, one row a step; a step gives indicators their new scores 0..100."""
        column = {leaf.id: leaf.column for leaf in self.compiled.leaves}
        values = np.repeat(self.answers.matrix.values, len(steps), axis=0)
        for row, step in enumerate(steps):
            for name, points in step.items():
                values[row, column[name]] = points / 100
        return score(self.compiled, values, self._masks(len(steps)))

    def _masks(self, rows: int) -> np.ndarray:
        return np.repeat(self.answers.matrix.not_applicable, rows, axis=0)

    def group(self, scores: Scores, name: str) -> Floats:
        """Return the scores of one group over all rows."""
        return scores.score[:, self.compiled.position[name] - len(self.compiled.leaves)]


def firm_of(questionnaire: QuestionnaireContent, model: ModelContent, assessment: Assessment) -> Firm:
    """Return an assessed firm as the planner sees it."""
    own = answered(questionnaire.structure, assessment)
    return Firm(answers=own, compiled=compiled_for(model.structure, own))


def targets(firm: Firm, settings: PlanSettings) -> Mapping[str, float]:
    """Return the score each scored dimension is planned for: as asked, else the bound of its next level.

    When an overall level is to be reached, every dimension may go to 100.
    """
    if settings.reach_level is not None:
        return dict.fromkeys(firm.dimensions, 100.0)
    steps = firm.compiled.model.levels.steps
    found: dict[str, float] = {}
    for name in firm.dimensions:
        today = firm.views[name].score or 0.0
        position = int(level_positions(firm.compiled.model.levels, np.array([today]))[0])
        following = steps[position + 1].from_ if position + 1 < len(steps) else today
        found[name] = settings.targets.get(name, following)
    return found
