"""Every way a questionnaire's questions and options are written: ids, labels in each language, in normal form."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from jazari_assess.batch.matching.own_form import (
    consent_headers,
    note_headers,
    own_headers,
    path_headers,
    state_headers,
)
from jazari_assess.batch.matching.spelling import normal
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import QuestionnaireContent
from jazari_assess.model.profile import FEWEST_STAFF, SIZES
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    ProfileQuestion,
    Question,
    Questionnaire,
    QuestionText,
    YesPartlyNoQuestion,
    options_of,
)


@dataclass(frozen=True, kw_only=True, order=True)
class Target:
    """What a column holds: answers to a question, one item of a checklist, or the firm's identifier (no question)."""

    question: str
    item: str = ""


STATE = " state"
"""The item of a column that says why its question has no answer; no option has a space in its id."""
NOTE = " note"
"""The item of a column that holds a note to its question."""
CONSENT_COLUMN, PATH_COLUMN = (Target(question="", item=item) for item in (" consent", " path"))
"""What our own form asks first of all."""
IDENTIFIER, STAGE, DATE = (Target(question="", item=item) for item in ("", "stage", "date"))
Role = Literal["identifier", "stage", "date"]
ROLES: Mapping[Target, Role] = {IDENTIFIER: "identifier", STAGE: "stage", DATE: "date"}
"""What a column may hold beside answers: who the row is about, of which visit, of which day."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """Words for states and ticks, each in normal form, of all languages together."""

    not_applicable: frozenset[str]
    unknown: frozenset[str]
    ticked: frozenset[str]
    unticked: frozenset[str]
    identifier: frozenset[str]
    firm: frozenset[str]
    question: frozenset[str]
    answer: frozenset[str]
    own: frozenset[str]
    origin_row: frozenset[str]
    origin_file: frozenset[str]
    response: frozenset[str]
    other: frozenset[str]
    stage: frozenset[str]
    date: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The words of one questionnaire. ``answers`` holds per question: normal form -> option (its id or number).

    ``extras`` are the headers of what our own form holds beside answers.
    """

    questionnaire: Questionnaire
    headers: Mapping[str, Target]
    answers: Mapping[str, Mapping[str, str | int]]
    exact: Mapping[str, frozenset[str]]
    words: Words
    extras: Mapping[str, Target]

    @cached_property
    def searchable(self) -> tuple[tuple[str, Target], ...]:
        """The forms of whole questions, for near misses: items and section prefixes would drown them."""
        return tuple(
            (form, target) for form, target in self.headers.items() if not target.item and form.count(" ") < _LONG_FORM
        )


_LONG_FORM = 40
"""Words from which a form is no question any more: our longest title has nineteen."""


def make_vocabulary(content: QuestionnaireContent, interfaces: Sequence[InterfaceText]) -> Vocabulary:
    """Return the vocabulary of a questionnaire in all its languages; ``interfaces`` word regions, sectors, states."""
    structure = content.structure
    words = _words(interfaces, own_headers(content))
    found: dict[str, set[Target]] = {}
    for form, target in _header_forms(content):
        found.setdefault(form, set()).add(target)
    firm = next((name for name, one in structure.questions.items() if getattr(one, "field", "") == "firm"), None)
    for form in words.firm if firm is not None else ():
        found.setdefault(form, set()).add(Target(question=str(firm)))
    for role, forms in ((IDENTIFIER, words.identifier), (STAGE, words.stage), (DATE, words.date)):
        for form in forms:
            found.setdefault(form, set()).add(role)
    answers = {name: dict(_answer_forms(content, name, interfaces)) for name in structure.order}
    return Vocabulary(
        questionnaire=structure,
        headers={form: next(iter(targets)) for form, targets in found.items() if len(targets) == 1},
        answers={name: _unmistakable(forms) for name, forms in answers.items()},
        exact={name: frozenset(forms) for name, forms in answers.items()},
        words=words,
        extras=dict(_extra_forms(content)),
    )


def _unmistakable(forms: Mapping[str, str | int]) -> Mapping[str, str | int]:
    """Return options by normal form, without the forms that two options share."""
    found: dict[str, set[str | int]] = {}
    for form, option in forms.items():
        found.setdefault(normal(form), set()).add(option)
    return {form: next(iter(options)) for form, options in found.items() if len(options) == 1}


def _words(interfaces: Sequence[InterfaceText], own: frozenset[str]) -> Words:
    def listed(key: str) -> frozenset[str]:
        return frozenset(normal(word) for text in interfaces for word in text.say(f"batch.words.{key}").split("|"))

    def rejected(key: str) -> frozenset[str]:
        return frozenset(normal(text.say(f"batch.rejected.{key}")) for text in interfaces)

    return Words(
        not_applicable=listed("not-applicable"),
        unknown=listed("unknown"),
        ticked=listed("ticked"),
        unticked=listed("unticked"),
        identifier=listed("identifier"),
        firm=listed("firm"),
        question=listed("question"),
        answer=listed("answer"),
        response=listed("response"),
        other=listed("other"),
        stage=listed("stage"),
        date=listed("date"),
        own=rejected("row") | rejected("file") | rejected("reason") | own,
        origin_row=rejected("row"),
        origin_file=rejected("file"),
    )


def _header_forms(content: QuestionnaireContent) -> Iterator[tuple[str, Target]]:
    """Yield every normal form of a header: alone, after its section's name, and followed by an item's name."""
    structure = content.structure
    states: dict[str, list[str]] = {}
    for form, name in state_headers(content):
        states.setdefault(name, []).append(form)
    for section, members in structure.sections.items():
        sections = {normal(section), *(normal(text.sections[section].title) for text in content.texts.values())}
        for name in members:
            target, question = Target(question=name), structure.questions[name]
            for form in states.get(name, ()):
                for whole in (form, *(f"{prefix} {form}" for prefix in sections)):
                    yield whole, Target(question=name, item=STATE)
            for texts in [(), *((text.questions[name],) for text in content.texts.values())]:
                for form in _own_forms(name, question, texts):
                    for whole in (form, *(f"{prefix} {form}" for prefix in sections)):
                        yield whole, target
                        yield from _item_forms(whole, target, question, content, name)


def _extra_forms(content: QuestionnaireContent) -> Iterator[tuple[str, Target]]:
    """Yield the normal forms of the headers of what stands beside answers."""
    yield from ((form, CONSENT_COLUMN) for form in consent_headers())
    yield from ((form, PATH_COLUMN) for form in path_headers())
    sections = _section_forms(content)
    for form, name in note_headers(content):
        for whole in (form, *(f"{prefix} {form}" for prefix in sections[name])):
            yield whole, Target(question=name, item=NOTE)


def _section_forms(content: QuestionnaireContent) -> Mapping[str, frozenset[str]]:
    """Return for each question how its section is written."""
    return {
        name: frozenset({normal(section), *(normal(text.sections[section].title) for text in content.texts.values())})
        for section, members in content.structure.sections.items()
        for name in members
    }


def _own_forms(name: str, question: Question, texts: Iterable[QuestionText]) -> set[str]:
    own = {normal(name)} | {normal(words) for text in texts for words in (text.title, text.short)}
    return own | {normal(question.field)} if isinstance(question, ProfileQuestion) else own


def _item_forms(
    form: str, target: Target, question: Question, content: QuestionnaireContent, name: str
) -> Iterator[tuple[str, Target]]:
    if has_items(question):
        for item in options_of(question):
            for label in {str(item), *(_option_label(text.questions[name], item) for text in content.texts.values())}:
                yield f"{form} {normal(label)}", Target(question=target.question, item=str(item))


def _option_label(text: QuestionText, option: str | int) -> str:
    match text.options:
        case None:
            return str(option)
        case Mapping():
            return text.options[str(option)]
        case _:
            return text.options[int(option)]


def _answer_forms(
    content: QuestionnaireContent, name: str, interfaces: Sequence[InterfaceText]
) -> Iterator[tuple[str, str | int]]:
    """Yield every way an answer is written, as it stands in our files, with the option it means.

    A size stands for the least staff of it: only a map that a person has confirmed makes use of that.
    """
    question = content.structure.questions[name]
    for option in options_of(question):
        yield str(option), option
        if has_items(question) or isinstance(question, LevelQuestion | ChoiceQuestion):
            yield from ((_option_label(text.questions[name], option), option) for text in content.texts.values())
        group = _interface_group(question)
        if group:
            yield from ((text.say(f"{group}.{option}"), option) for text in interfaces)
    if isinstance(question, ProfileQuestion) and question.field == "staff":
        for size, least in zip(SIZES, FEWEST_STAFF, strict=True):
            yield from ((text.say(f"sizes.{size}"), least) for text in interfaces)


def _interface_group(question: Question) -> str:
    match question:
        case YesPartlyNoQuestion():
            return "answers"
        case ProfileQuestion(field="region"):
            return "regions"
        case ProfileQuestion(field="sector"):
            return "sectors"
        case _:
            return ""


def has_items(question: Question) -> bool:
    """Say whether several options of a question may be chosen: of a checklist, and of the firm's aims."""
    return isinstance(question, ChecklistQuestion) or (isinstance(question, ProfileQuestion) and bool(question.options))
