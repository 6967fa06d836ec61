"""What one question looks like in one language: plain words for any screen, nothing drawn, nothing cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, assert_never

from jazari_assess.errors import Problem
from jazari_assess.interview.session.entry import options_in_order
from jazari_assess.interview.session.session import Session
from jazari_assess.model.assessment import Answer, Given, GivenValue, NotApplicable, Unanswered, Unknown
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.maturity import ModelText
from jazari_assess.model.problem_words import message_and_remedy
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    QuestionnaireText,
    QuestionText,
    ValueQuestion,
    YesPartlyNoQuestion,
)


class Figures(Protocol):
    """How a language writes numbers."""

    def score(self, value: float) -> str:
        """Return a score with one decimal."""

    def number(self, value: float) -> str:
        """Return a quantity with at most two decimals."""

    def date(self, date: str) -> str:
        """Return a day, YYYY-MM-DD, in words."""

    def percent(self, share: float | None) -> str:
        """Return a share of one as a whole percentage."""


@dataclass(frozen=True, kw_only=True)
class Speech:
    """Everything that is said in one language."""

    interface: InterfaceText
    questionnaire: QuestionnaireText
    model: ModelText
    figures: Figures

    def say(self, key: str, /, **values: str) -> str:
        """Return words of the interview."""
        return self.interface.say(f"interview.{key}", **values)

    def problem(self, problem: Problem) -> tuple[str, str]:
        """Return what is wrong, and what to do."""
        return message_and_remedy(problem, self.interface, self.figures.number)


@dataclass(frozen=True, kw_only=True)
class Option:
    """One option: its words, and what choosing it does to other questions (empty: nothing)."""

    label: str
    effect: str


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """One question in words; empty texts are not shown."""

    name: str
    section: str
    introduction: str
    title: str
    help: str
    look_for: str
    why: str
    evidence_hint: str
    options: tuple[Option, ...]
    none: str
    unit: str
    bounds: str
    answer: str
    earlier: str
    note: str
    evidence: str
    flagged: bool
    not_counted: bool
    may_not_apply: bool
    at_most: int | None = None

    @property
    def hint(self) -> str:
        """What a value that is typed may be: its bounds and its unit."""
        return " · ".join(part for part in (self.bounds, self.unit) if part)


def question_view(session: Session, name: str, speech: Speech) -> QuestionView:
    """Return a question with what is known of it."""
    question, text = session.question(name), speech.questionnaire.questions[name]
    answer, earlier = session.answer_to(name), session.earlier_answer_to(name)
    section = speech.questionnaire.sections[session.questionnaire.section_of(name)]
    return QuestionView(
        name=name,
        section=section.title,
        introduction=section.introduction,
        title=text.title,
        help=text.help or "",
        look_for=text.look_for or "",
        why=text.why or "",
        evidence_hint=text.evidence or "",
        options=_options(session, name, speech),
        none=_label_of(question, question.none, speech, text) if isinstance(question, ChecklistQuestion) else "",
        unit=_unit(question, text, speech),
        bounds=_bounds(question, speech),
        answer=answer_words(question, answer, speech, text),
        earlier=answer_words(question, earlier, speech, text),
        note=answer.note or "" if answer is not None else "",
        evidence=""
        if answer is None or answer.evidence is None
        else speech.interface.say(f"evidence.{answer.evidence}"),
        flagged=answer is not None and answer.come_back,
        not_counted=not session.is_open(name) and not session.is_relevant(name),
        may_not_apply=isinstance(question, ValueQuestion) and question.not_applicable,
        at_most=question.at_most if isinstance(question, ProfileQuestion) else None,
    )


def labels(question: Question, speech: Speech, text: QuestionText) -> tuple[str, ...]:
    """Return the words of the options that are chosen by number, in their order."""
    return tuple(_label_of(question, option, speech, text) for option in options_in_order(question))


def _label_of(question: Question, option: GivenValue, speech: Speech, text: QuestionText) -> str:
    match question:
        case ProfileQuestion(field="region"):
            return speech.interface.say(f"regions.{option}")
        case ProfileQuestion(field="sector"):
            return speech.interface.say(f"sectors.{option}")
        case YesPartlyNoQuestion():
            return speech.interface.say(f"answers.{option}")
        case _:
            return _own_label(option, text)


def _own_label(option: GivenValue, text: QuestionText) -> str:
    words = text.options
    if isinstance(words, tuple) and isinstance(option, int):
        return words[option]
    return words[str(option)] if isinstance(words, Mapping) else str(option)


def answer_words(question: Question, answer: Answer | None, speech: Speech, text: QuestionText) -> str:
    """Return an answer in words; empty where there is none."""
    match answer:
        case None | Unanswered():
            return ""
        case Unknown():
            return speech.interface.say("states.unknown")
        case NotApplicable():
            return speech.interface.say("states.not-applicable")
        case Given(answer=value):
            return value_words(question, value, speech, text)
        case _:
            assert_never(answer)


def numbered_answer(question: Question, answer: Answer | None, speech: Speech, name: str) -> str:
    """Return an answer in words, with its number where it is one of the options shown."""
    said = answer_words(question, answer, speech, speech.questionnaire.questions[name])
    options = options_in_order(question)
    if not isinstance(answer, Given) or answer.answer not in options:
        return said
    return f"{options.index(answer.answer) + 1} {said}"


def value_words(question: Question, value: GivenValue, speech: Speech, text: QuestionText) -> str:
    """Return a value in words: the option's label, the number with its unit, the text itself."""
    match question:
        case _ if isinstance(value, tuple):
            return " · ".join(_label_of(question, item, speech, text) for item in value)
        case _ if options_in_order(question):
            return _label_of(question, value, speech, text)
        case _ if isinstance(value, int | float):
            return f"{speech.figures.number(value)} {_unit(question, text, speech)}".strip()
        case _:
            return str(value)


def known_lines(view: QuestionView, speech: Speech, *, with_answer: bool = True) -> tuple[str, ...]:
    """Return a line for each thing that is known of a question: answers, evidence, note, flag, whether it counts."""
    known = (
        ("earlier", view.earlier),
        ("answer", view.answer if with_answer else ""),
        ("evidence", view.evidence),
        ("note", view.note),
    )
    marks = (("flagged", view.flagged), ("not-counted", view.not_counted))
    lines = [speech.say(f"question.{key}", text=text) for key, text in known if text]
    return (*lines, *(speech.say(f"question.{key}") for key, holds in marks if holds))


def help_lines(view: QuestionView, speech: Speech) -> tuple[str, ...]:
    """Return help, why it is asked, what to look for, and what would show it, a line each where there is one."""
    parts = (("help", view.help), ("why", view.why), ("look-for", view.look_for), ("evidence-hint", view.evidence_hint))
    return tuple(speech.say(f"question.{key}", text=text) for key, text in parts if text)


def notice_lines(speech: Speech, reference: str) -> tuple[str, ...]:
    """Return the title of the privacy notice (law 09-08), then its paragraphs; the last is the CNDP reference."""
    parts = [speech.say(f"notice.{part}") for part in ("title", "purpose", "place", "asked", "rights", "retention")]
    own = speech.say("notice.reference", reference=reference) if reference else speech.say("notice.no-reference")
    return (*parts, own)


def _options(session: Session, name: str, speech: Speech) -> tuple[Option, ...]:
    question, text = session.question(name), speech.questionnaire.questions[name]
    single = not isinstance(question, ChecklistQuestion | ProfileQuestion)
    return tuple(
        Option(
            label=_label_of(question, option, speech, text),
            effect=effect_words(session, name, option, speech) if single else "",
        )
        for option in options_in_order(question)
    )


def effect_words(session: Session, name: str, value: GivenValue | None, speech: Speech) -> str:
    """Return what an answer (None: taken back) would do to other questions; empty where it does nothing."""
    effects = session.effects_of(name, value)
    shorts = speech.questionnaire.questions
    parts = [
        speech.say(f"effects.{key}", questions=", ".join(shorts[one].short for one in names))
        for key, names in (
            ("shown", [one for one in effects.shown if one not in effects.returning]),
            ("returning", effects.returning),
            ("hidden", [one for one in effects.hidden if one not in effects.kept]),
            ("kept", effects.kept),
        )
        if names
    ]
    return " ".join(parts)


def _unit(question: Question, text: QuestionText, speech: Speech) -> str:
    match question:
        case ProfileQuestion(field="staff" | "turnover" as field):
            return speech.say(f"units.{field}")
        case _:
            return text.unit or ""


def _bounds(question: Question, speech: Speech) -> str:
    if not isinstance(question, NumberQuestion):
        return ""
    low, high = speech.figures.number(question.minimum), speech.figures.number(question.maximum)
    return speech.say("question.bounds", low=low, high=high)


def step_labels(question: NumberQuestion, steps: Sequence[GivenValue], speech: Speech, unit: str) -> tuple[str, ...]:
    """Return the values offered on the short path, as words: about so much, but the bounds as they are."""
    values = [float(str(step)) for step in steps]
    written = [f"{speech.figures.number(value)} {unit}".strip() for value in values]
    return tuple(
        text if is_bound(question, value) else speech.say("question.about", value=text)
        for value, text in zip(values, written, strict=True)
    )


def is_bound(question: NumberQuestion, value: float) -> bool:
    """Say whether a number is the least or the most there can be: picked from a list, it is exact all the same."""
    return value in (question.minimum, question.maximum)
