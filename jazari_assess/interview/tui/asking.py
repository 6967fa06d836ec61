"""One question on the screen: which option is pointed at, what keys have said so far, and how all of it reads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, assert_never

from jazari_assess.interview.bidi import Words
from jazari_assess.interview.session.keys import (
    NUMBER_KEYS,
    Done,
    Keys,
    Pick,
    Statements,
    Ticks,
    Typed,
    keys_for,
    press,
    toggled,
)
from jazari_assess.interview.session.view import QuestionView, help_lines, known_lines, labels, step_labels
from jazari_assess.interview.tui.paragraphs import Palette, Paragraph
from jazari_assess.model.assessment import Given
from jazari_assess.model.questionnaire import NumberQuestion

if TYPE_CHECKING:
    from jazari_assess.interview.session.guide import Guide
    from jazari_assess.model.assessment import GivenValue

_CHOSEN, _NOT_CHOSEN, _TICKED, _UNTICKED = "●", " ", "[x]", "[ ]"


@dataclass
class Asking:
    """One question while it is asked; ``exact`` asks for a number in full where values are offered."""

    guide: Guide
    name: str
    exact: bool = False
    pointed: int | None = None
    keys: Keys = field(init=False)

    def __post_init__(self) -> None:
        """Take what is known of the question."""
        session = self.guide.session
        express = session.assessment.express and not self.exact
        self.keys = keys_for(session.question(self.name), self.value, express=express)
        if isinstance(self.keys, Pick) and self.value in self.keys.options:
            self.pointed = self.keys.options.index(self.value)

    @property
    def value(self) -> GivenValue | None:
        """The answer the question has, None without one."""
        answer = self.guide.session.answer_to(self.name)
        return answer.answer if isinstance(answer, Given) else None

    @property
    def view(self) -> QuestionView:
        """The question in words."""
        return self.guide.view(self.name)

    @property
    def options(self) -> tuple[str, ...]:
        """The words of what can be pointed at."""
        speech = self.guide.speech
        text, question = speech.questionnaire.questions[self.name], self.guide.session.question(self.name)
        match self.keys:
            case Pick(options=steps) if isinstance(question, NumberQuestion):
                return step_labels(question, steps, speech, text.unit or "")
            case Pick() | Ticks() | Statements():
                return labels(question, speech, text)
            case Typed():
                return ()
            case _:
                assert_never(self.keys)

    # Keys ----------------------------------------------------------------------------------------------------------

    def digit(self, digit: str) -> Done | None:
        """Take a digit; return the answer where it gives one."""
        return self._taken(press(self.keys, digit))

    def point(self, count: int) -> None:
        """Point further down or up, round and round."""
        total = len(self.options)
        if isinstance(self.keys, Statements) or total == 0:
            return
        before = (-1 if count > 0 else total) if self.pointed is None else self.pointed
        self.pointed = (before + count) % total

    def choose(self, position: int) -> Done | None:
        """Take the option at a position, as a click or Enter does."""
        match self.keys:
            case Pick(options=options, approximate=approximate):
                return Done(value=options[position], approximate=approximate)
            case Ticks():
                self.keys = toggled(self.keys, position)
                self.pointed = position
                return None
            case Statements() | Typed():
                return None
            case _:
                assert_never(self.keys)

    def statement_back(self) -> None:
        """Go back one statement and forget what was said of it."""
        if isinstance(self.keys, Statements) and self.keys.position > 0:
            position = self.keys.position - 1
            true = tuple(item for item in self.keys.true if item != self.keys.items[position])
            self.keys = replace(self.keys, true=true, position=position)

    def _taken(self, taken: Keys | Done | None) -> Done | None:
        if isinstance(taken, Done):
            return taken
        if taken is not None:
            self.keys = taken
        return None

    # Words ---------------------------------------------------------------------------------------------------------

    def paragraphs(self, colours: Palette, *, with_help: bool) -> list[Paragraph]:
        """Return the question as paragraphs: title, what it is asked with, what is known of it, help on demand."""
        view = self.view
        shown = [self._text(view.title, colours.title), self._text("")]
        shown += self._options_shown(view, colours)
        shown += self._marks(view, colours)
        if with_help or (not view.options and view.help):
            shown += self._help(view, colours, full=with_help)
        return shown

    def _text(self, text: str, style: str = "", prefix: str = "", click: str | None = None) -> Paragraph:
        return Paragraph(words=Words(text=text, layout=self.guide.layout, style=style, prefix=prefix), click=click)

    def _options_shown(self, view: QuestionView, colours: Palette) -> list[Paragraph]:
        match self.keys:
            case Pick():
                return self._numbered(view, colours)
            case Ticks():
                none = [self._text(view.none, prefix="    0  ", click="digit 0")] if view.none else []
                return [*self._numbered(view, colours), *none]
            case Statements() as keys:
                return self._statement(keys, view, colours)
            case Typed():
                return [self._text(view.hint, colours.quiet)] if view.hint else []
            case _:
                assert_never(self.keys)

    def _numbered(self, view: QuestionView, colours: Palette) -> list[Paragraph]:
        return [self._option(index, view, colours) for index in range(len(self.options))]

    def _option(self, index: int, view: QuestionView, colours: Palette) -> Paragraph:
        number = str(index + 1) if index < NUMBER_KEYS else " "
        if isinstance(self.keys, Ticks):
            chosen = self.keys.items[index] in self.keys.ticked
            prefix = f"{_TICKED if chosen else _UNTICKED} {number}  "
        else:
            chosen = isinstance(self.keys, Pick) and self.keys.options[index] == self.value
            prefix = f"{_CHOSEN if chosen else _NOT_CHOSEN} {number}  "
        effect = view.options[index].effect if index < len(view.options) else ""
        style = colours.pointed if index == self.pointed else colours.chosen if chosen else ""
        return self._text(f"{self.options[index]} {effect}".strip(), style, prefix, f"option {index}")

    def _statement(self, keys: Statements, view: QuestionView, colours: Palette) -> list[Paragraph]:
        say = self.guide.speech.say
        total = str(len(keys.items))
        place = say("question.statement", number=str(keys.position + 1), total=total)
        shown = [
            self._text(place, colours.quiet),
            self._text(self.options[keys.position], colours.title),
            self._text(""),
            self._text(say("question.is-true"), prefix="  1  ", click="digit 1"),
            self._text(say("question.not-true"), prefix="  2  ", click="digit 2"),
        ]
        if not keys.true:
            shown.append(self._text(view.none, prefix="  0  ", click="digit 0"))
        shown.append(self._text(""))
        said = [
            self._text(self.options[index], colours.quiet, f"{_TICKED if item in keys.true else _UNTICKED} ")
            for index, item in enumerate(keys.items[: keys.position])
        ]
        return [*shown, *reversed(said)]

    def _marks(self, view: QuestionView, colours: Palette) -> list[Paragraph]:
        lines = known_lines(view, self.guide.speech, with_answer=not self._is_shown(view))
        return [self._text("")] * bool(lines) + [self._text(line, colours.marked) for line in lines]

    def _is_shown(self, view: QuestionView) -> bool:
        """Say whether the answer is seen among the options already."""
        return bool(view.options) and self.value is not None and not isinstance(self.keys, Statements)

    def _help(self, view: QuestionView, colours: Palette, *, full: bool) -> list[Paragraph]:
        lines = help_lines(view, self.guide.speech) if full else [view.help]
        return [self._text(""), *(self._text(line, colours.quiet) for line in lines)]
