"""What the advice of a form is made from: the catalogue seen by the firm as it was known when the form was made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jazari_assess.engine.plan.build import Case, case_of
from jazari_assess.engine.plan.candidates import Candidate
from jazari_assess.engine.plan.content import PlanContent
from jazari_assess.engine.plan.firm import Firm, firm_of
from jazari_assess.engine.plan.standing import step_ends
from jazari_assess.forms.excel.advice.places import ActionColumn, AdvicePlaces
from jazari_assess.forms.excel.layout import FormPlaces
from jazari_assess.forms.interface import FormContent
from jazari_assess.model.actions import Action
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.flags import ordered_checks, ordered_flags
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.render.excel.live.places import Block, NodeColumn, QuestionColumn


@dataclass(frozen=True, kw_only=True)
class Advice:
    """The case of the firm as it is known, and where each part of it stands in the workbook."""

    case: Case
    places: AdvicePlaces

    @property
    def form(self) -> FormPlaces:
        """The places of answers and scores."""
        return self.places.form

    @property
    def firm(self) -> Firm:
        """The firm; what an answer would be worth to it does not depend on its answers."""
        return self.case.firm

    @property
    def actions(self) -> Mapping[str, Action]:
        """All actions."""
        return self.case.content.actions

    def found(self, name: str) -> Candidate:
        """Return an action as the firm sees it now."""
        return self.case.found[name]

    def cell(self, name: str, column: ActionColumn) -> Block:
        """Return a cell of an action."""
        return self.places.action(name, column)

    def changes(self, action: Action) -> bool:
        """Say whether an action changes an answer."""
        return action.step is not None or action.items is not None or action.choice is not None

    def leaf(self, action: Action) -> str | None:
        """Return the indicator that an action is about, where the model has it as one of a question."""
        return action.indicator if action.indicator in self.firm.leaves else None

    def node(self, name: str, column: NodeColumn) -> Block:
        """Return a cell of a node."""
        return self.form.node(name, column)

    def question(self, leaf: str, column: QuestionColumn) -> Block:
        """Return a cell of the question behind an indicator."""
        return self.form.question(self.firm.question_id(leaf), column)

    @cached_property
    def parents(self) -> Mapping[str, str | None]:
        """The parent of each node of the model."""
        return {node.id: node.parent for node in self.form.calculation.nodes}

    def dimension(self, node: str) -> str:
        """Return the child of the root that a node belongs to; it belongs to itself."""
        parent = self.parents[node]
        return node if parent in (None, self.firm.root) else self.dimension(str(parent))

    def shared(self, leaf: str) -> str:
        """Return a formula of 1 where an indicator and its dimension have a score."""
        column = NodeColumn.SCORED
        scored = str(self.node(leaf, column))
        own = self.dimension(leaf)
        return scored if own == leaf else f"{scored}*{self.node(own, column)}"

    def share(self, leaf: str) -> str:
        """Return a formula of the points that a dimension gains for each point of an indicator."""
        parts, name, top = [], leaf, self.dimension(leaf)
        while name != top:
            parts.append(str(self.node(name, NodeColumn.SHARE)))
            name = str(self.parents[name])
        return "*".join(parts) or "1"

    @cached_property
    def ends(self) -> Mapping[str, tuple[float, float]]:
        """The scores at both ends of each step of an indicator."""
        return {
            name: (self.firm.points(leaf, low), self.firm.points(leaf, high))
            for name, action in self.actions.items()
            if action.step is not None and (leaf := self.leaf(action)) is not None
            for low, high in [step_ends(action, self.firm)]
        }

    def same_ladder(self, name: str) -> Sequence[str]:
        """Return the other actions about the same indicator, as the catalogue lists them."""
        return [other for other in self._by_indicator[self.actions[name].indicator] if other != name]

    @cached_property
    def _by_indicator(self) -> Mapping[str | None, Sequence[str]]:
        found: dict[str | None, list[str]] = {}
        for name, action in self.actions.items():
            found.setdefault(action.indicator, []).append(name)
        return found


def advice_of(content: FormContent, places: FormPlaces, firm: Assessment) -> Advice:
    """Return the advice of a form over its places."""
    model = content.model.structure
    known = PlanContent(
        questionnaire=content.structure,
        model=model,
        flags=content.questionnaire.flags,
        aims=content.model.aims,
        actions=content.actions,
        services=content.catalogue.structure.services,
        providers=content.catalogue.structure.providers,
        numbers=content.catalogue.planning,
        sha256=content.catalogue.sha256,
    )
    own = AdvicePlaces(
        form=places,
        flags=ordered_flags(content.questionnaire.flags),
        checks=ordered_checks(content.questionnaire.checks),
        services=tuple(content.services),
        actions=sorted(known.actions),
        dimensions=model.dimensions,
        aims=tuple(known.aims),
    )
    return Advice(case=case_of(known, firm_of(known, firm), PlanSettings()), places=own)
