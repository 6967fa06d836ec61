"""What a page is made from, and the names that things have in the language of the page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from jazari_assess.model.actions import Action
from jazari_assess.model.aims import AimText
from jazari_assess.model.catalogue import CatalogueText
from jazari_assess.model.conditions import questions_in
from jazari_assess.model.flags import FlagText
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent
from jazari_assess.model.maturity import Indicator, ModelText, NodeText
from jazari_assess.model.plan import Plan, PlannedItem
from jazari_assess.model.questionnaire import ChoiceQuestion, QuestionText
from jazari_assess.model.result import ModelResult, NodeResult, Result
from jazari_assess.render.interface import Comparison
from jazari_assess.render.page.answers import Steps
from jazari_assess.render.page.wording import Wording

NAMED_QUESTIONS = 2
"""Questions that the title of finding out names."""


@dataclass(frozen=True, kw_only=True)
class Sources:
    """A result, its roadmap, the content they name, and one language, and what they are compared with."""

    result: Result
    roadmap: Plan
    library: Library
    wording: Wording
    comparison: Comparison

    @property
    def main(self) -> "ModelSource":
        """The main model's scores with the model's content."""
        return self.model(self.result.models[0])

    @property
    def questionnaire(self) -> QuestionnaireContent:
        """The questionnaire the firm answered."""
        return self.library.questionnaires[self.result.assessment.questionnaire.id]

    @property
    def catalogue_text(self) -> CatalogueText:
        """The words of the catalogue."""
        return self.library.catalogue.texts[self.wording.language]

    def model(self, scores: ModelResult) -> "ModelSource":
        """Return the scores of one model with the model's content."""
        return ModelSource(
            scores=scores,
            content=self.library.models[scores.model],
            questionnaire=self.questionnaire,
            wording=self.wording,
        )

    def earlier_scores(self) -> ModelResult | None:
        """Return the main model's scores of the earlier stage, where one was given."""
        earlier = self.comparison.earlier
        if earlier is None:
            return None
        return next((scores for scores in earlier.models if scores.model == self.result.models[0].model), None)

    @cached_property
    def planned(self) -> Mapping[str, PlannedItem]:
        """The items of the plan by id."""
        return {item.id: item for item in self.roadmap.items}

    @cached_property
    def treated(self) -> Mapping[str, int]:
        """The quarter in which the plan begins what changes the answer on each indicator that it raises."""
        return _earliest((change.node, item.quarter) for item in self.roadmap.items for change in item.changes)

    @cached_property
    def begun(self) -> Mapping[str, int]:
        """The quarter of the first action on each indicator, whether or not it changes the answer already."""
        acts = (item for item in self.roadmap.items if item.kind == "action")
        return _earliest((item.indicator, item.quarter) for item in acts if item.indicator is not None)

    @cached_property
    def notes(self) -> Mapping[str, str]:
        """The consultant's notes by question, in the order of the questionnaire."""
        answers = self.result.assessment.answers
        told = ((name, answers[name].note) for name in self.questionnaire.structure.order if name in answers)
        return {name: note for name, note in told if note is not None}

    @cached_property
    def telling(self) -> Mapping[str, str]:
        """The item of the plan that tells the note on each question.

        That is the one that asks it, else the first that changes its answer or is the first act of a flag that it
        alone raises.
        """
        found: dict[str, str] = {}
        for item in sorted(self.roadmap.items, key=lambda item: (not item.questions, item.quarter)):
            nodes = (*item.questions, *((item.indicator,) if item.indicator and item.kind == "action" else ()))
            asked = (self.main.question_of(node) for node in nodes)
            for question in (*filter(None, asked), *self._raising(item)):
                found.setdefault(question, item.id)
        return found

    def _raising(self, item: PlannedItem) -> Iterator[str]:
        """Yield the questions that by themselves raise a flag whose first act an item is."""
        for name in item.flags:
            flag = self.questionnaire.flags[name]
            questions = set(questions_in(flag.when))
            if flag.first == item.id and len(questions) == 1:
                yield from questions

    @cached_property
    def _acts(self) -> Mapping[str, Sequence[Action]]:
        """The actions on each question, those of the plan first, by quarter."""
        main, found = self.main, dict[str, list[Action]]()
        order = {item.id: item.quarter for item in self.roadmap.items}
        actions = self.library.catalogue.structure.actions
        for name in sorted(actions, key=lambda name: order.get(name, len(order) + len(actions))):
            indicator = actions[name].indicator
            question = None if indicator is None else main.question_of(indicator)
            if question is not None:
                found.setdefault(question, []).append(actions[name])
        return found

    def steps(self, name: str) -> Steps:
        """Return what the actions of the catalogue name as the next step of a question."""
        question, acts = self.questionnaire.structure.questions[name], self._acts.get(name, ())
        adds = tuple(dict.fromkeys(item for act in acts if act.items is not None for item in act.items.adds))
        if not isinstance(question, ChoiceQuestion):
            return Steps(adds=adds)
        values, leads = question.options, dict[str, str]()
        choices = [act.choice for act in acts if act.choice is not None]
        for choice in sorted(choices, key=lambda choice: values[choice.to]):
            for option in choice.from_:
                leads.setdefault(option, choice.to)
        return Steps(leads=leads)

    def item_title(self, item: str) -> str:
        """Return the title of an action or a service, of an enquiry or of finding out, of a node where it is one.

        That of finding out names the first questions.
        """
        asked = self.open_questions(item)
        if not asked:
            return self._own_title(item)
        say, more = self.wording.say, len(asked) - NAMED_QUESTIONS
        named = say("list.separator").join(asked[:NAMED_QUESTIONS])
        if more > 0:
            named = say("list.and-more", listed=named, more=self.wording.counted("more", more))
        return say("plan.own-open", title=self._own_title(item), questions=named)

    def open_questions(self, item: str) -> Sequence[str]:
        """Return the titles of the questions that a line of the plan is to find answers to."""
        planned, main = self.planned.get(item), self.main
        return [] if planned is None else [main.title(node) for node in planned.questions if node in main.scores.nodes]

    def _own_title(self, item: str) -> str:
        words, planned = self.catalogue_text, self.planned.get(item)
        if item in words.actions:
            return self.wording.set(words.actions[item].title)
        if item in words.services:
            return self.wording.set(words.services[item].title)
        if planned is None:
            return self.main.title(item)
        if planned.provider is None:
            return self.wording.say(f"plan.own.{item}")
        return self.wording.say("plan.own.enquiry", provider=self.provider_name(planned.provider))

    def provider_name(self, provider: str) -> str:
        """Return the name of a provider."""
        return self.wording.set(self.catalogue_text.providers[provider].name)

    def quarter_with_months(self, quarter: int) -> str:
        """Return the name of a quarter with its months."""
        months = self.wording.quarter_months(self.result.provenance.date, quarter)
        return self.wording.say("quarter.with-months", quarter=self.wording.quarters(quarter), months=months)

    def flag_words(self, flag: str) -> FlagText:
        """Return the words of a flag, as this language sets them."""
        words, put = self.questionnaire.texts[self.wording.language].flags[flag], self.wording.set
        return FlagText(title=put(words.title), why=put(words.why), source=put(words.source))

    def aim_words(self, aim: str) -> AimText:
        """Return the words of an aim, its title as this language sets it."""
        words = self.main.texts.aims[aim]
        return words.model_copy(update={"title": self.wording.set(words.title)})


def _earliest(quarters: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """Return the first quarter told of each node."""
    found: dict[str, int] = {}
    for node, quarter in quarters:
        found[node] = min(quarter, found.get(node, quarter))
    return found


@dataclass(frozen=True, kw_only=True)
class ModelSource:
    """The scores of one model, its tree and its words."""

    scores: ModelResult
    content: ModelContent
    questionnaire: QuestionnaireContent
    wording: Wording

    @property
    def texts(self) -> ModelText:
        """The words of the model."""
        return self.content.texts[self.wording.language]

    @property
    def root(self) -> str:
        """The id of the overall node."""
        return self.content.structure.root

    def dimensions(self) -> Sequence[str]:
        """Return the ids of the children of the root, in the order of the model."""
        return [node for node, found in self.scores.nodes.items() if found.parent == self.root]

    def rated(self) -> Sequence[str]:
        """Return the ids of what the model rates: its dimensions, or without an overall score the lowest of its groups.

        A model without an overall score may gather its dimensions in blocks and pillars that are for reading only.
        """
        if self.content.structure.overall:
            return self.dimensions()
        nodes = self.scores.nodes
        groups = {found.parent for found in nodes.values() if found.parent is not None}
        upper = {self.root, *(nodes[group].parent for group in groups if group in nodes)}
        return [
            node
            for node, found in nodes.items()
            if (found.parent in upper if node not in groups else node not in upper)
        ]

    def node(self, node: str) -> NodeResult:
        """Return the scores of one node."""
        return self.scores.nodes[node]

    def dimension_of(self, node: str) -> str:
        """Return the dimension a node belongs to; a dimension belongs to itself."""
        parent = self.scores.nodes[node].parent
        while parent is not None and parent != self.root:
            node, parent = parent, self.scores.nodes[parent].parent
        return node

    def indicators(self, dimension: str | None = None) -> Sequence[str]:
        """Return the ids of the indicators, of all or of one dimension, in the order of the model."""
        return [
            node
            for node in self.scores.nodes
            if self.question_of(node) is not None and dimension in (None, self.dimension_of(node))
        ]

    def question_of(self, node: str) -> str | None:
        """Return the question an indicator takes, or None where the node is no indicator."""
        match self.content.structure.nodes.get(node):
            case Indicator(question=question):
                return question
            case None:
                return node if node in self.questionnaire.structure.questions else None
            case _:
                return None

    def title(self, node: str) -> str:
        """Return the title of a node, or the short title of its question."""
        words = self._words(node)
        if words is None:
            return self.wording.set(self.question_words(node).short)
        return self.wording.set(words.title)

    def short(self, node: str) -> str:
        """Return the short title of a node, for charts and tables."""
        words = self._words(node)
        return self.wording.set(self.question_words(node).short if words is None else words.short)

    def description(self, node: str) -> str:
        """Return what a node is about, or nothing where it is a question."""
        words = self._words(node)
        return "" if words is None else self.wording.set(words.description)

    def question_words(self, question: str) -> QuestionText:
        """Return the words of a question."""
        return self.questionnaire.texts[self.wording.language].questions[question]

    def _words(self, node: str) -> NodeText | None:
        return self.texts.nodes.get(node)
