"""The sheet as plain values: its sections, its questions numbered, and how each is answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from jazari_assess.engine.asking import on_short_path
from jazari_assess.forms.interface import FormContent, Prefilled
from jazari_assess.forms.paper.answering import Answering, Answers
from jazari_assess.forms.paper.conditions import Named, only_if
from jazari_assess.forms.profile_values import known_value
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.questionnaire import Question, ValueQuestion
from jazari_assess.render.page.wording import Wording


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question on the sheet; ``condition`` says when it is to be filled, empty where always."""

    number: str
    title: str
    help: str
    look_for: str
    condition: str
    answer: Answering
    note: bool


@dataclass(frozen=True, kw_only=True)
class Part:
    """A section of the questionnaire with those of its questions that are asked on the path."""

    title: str
    introduction: str
    questions: tuple[Asked, ...]


class SheetWriter:
    """Words the questions of a path for paper."""

    def __init__(self, content: FormContent, words: Wording, shared: InterfaceText, *, express: bool) -> None:
        """Remember the content and its words; ``shared`` has the names of regions, sectors and sizes."""
        self._content, self._words, self._shared = content, words, shared
        self._answers = Answers(words, shared, express=express)
        self._texts = content.questionnaire.texts[words.language]
        structure = content.structure
        self.asked = [name for name in structure.order if not express or on_short_path(structure.questions[name])]
        self._numbers = {name: str(number) for number, name in enumerate(self.asked, 1)}

    def parts(self, known: Prefilled | None) -> tuple[Part, ...]:
        """Return the sections that ask something; what is known of a firm stands in its place."""
        return tuple(self._parts(known))

    def _parts(self, known: Prefilled | None) -> Iterator[Part]:
        for section, members in self._content.structure.sections.items():
            asked = [name for name in members if name in self._numbers]
            if asked:
                text = self._texts.sections[section]
                yield Part(
                    title=self._words.set(text.title),
                    introduction=self._words.set(text.introduction),
                    questions=tuple(self._question(name, known) for name in asked),
                )

    def _question(self, name: str, known: Prefilled | None) -> Asked:
        question, text = self._content.structure.questions[name], self._texts.questions[name]
        return Asked(
            number=self._numbers[name],
            title=self._words.set(text.title),
            help=self._words.set(text.help or ""),
            look_for=self._words.set(text.look_for or ""),
            condition=self._condition(question),
            answer=self._answers.of(question, text, known_value(question, known)),
            note=isinstance(question, ValueQuestion),
        )

    def _condition(self, question: Question) -> str:
        if question.when is None:
            return ""
        named = {
            name: Named(question=one, text=self._texts.questions[name], number=self._numbers.get(name))
            for name, one in self._content.structure.questions.items()
        }
        return only_if(question.when, named, self._words, self._shared)
