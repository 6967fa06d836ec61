"""One cell's text to one answer of one question, or to the reason why it is none."""

import difflib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from jazari_assess.batch.matching.recoding import Recoding
from jazari_assess.batch.matching.spelling import WHOLE, Kind, ReadNumber, normal, read_number, tidy, without_numbering
from jazari_assess.batch.matching.vocabulary import Vocabulary, has_items
from jazari_assess.engine.score.values import ABSENT, GIVEN, NOT_APPLICABLE, UNKNOWN
from jazari_assess.model.profile import MOST_STAFF, MOST_TURNOVER
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    ValueQuestion,
    options_of,
)

_SHOWN, _CLOSE, _LONGEST_ANSWER = 80, 0.6, 4000
"""Characters of a cell shown in a message; the likeness from which an option is named as the nearest; characters that a
cell with an answer may have, as `Words` may."""
_COMPARED = 400
"""Characters of a cell compared with options for the nearest one: likeness takes time by the square of the length."""
_SEPARATORS = (";", "|", "\n")


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What a text means: a state and a code (for a checklist one code an item), or a problem.

    ``kind`` names what was set aside to understand it, None when it was written as our files write it.
    """

    state: int = ABSENT
    code: float | tuple[float, ...] = math.nan
    problem: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    kind: Kind | None = None


Resolve = Callable[[str], Outcome]


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """The numbers that a question takes."""

    minimum: float
    maximum: float
    integer: bool


def shown(text: str) -> str:
    """Return a cell's text as a message shows it: on one line, cut."""
    line = tidy(text)
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def resolver(
    name: str,
    vocabulary: Vocabulary,
    mapped: Mapping[str, str | int],
    recoding: Recoding | None = None,
    *,
    suggest: bool = True,
) -> Resolve:
    """Return how the cells of a question are understood.

    ``mapped`` are the answers that a saved map adds, ``recoding`` says how numbers are coded. In a level a number is a
    number before it is a word: a sign, an operator or a unit beside it makes it no answer. ``suggest`` looks for the
    nearest option to what is none, which takes long.
    """
    question = vocabulary.questionnaire.questions[name]
    own = {tidy(text): option for text, option in mapped.items()}
    spelt = {normal(text): option for text, option in mapped.items()}
    known = {**_yes_and_no(question, vocabulary), **vocabulary.answers[name], **spelt}
    is_level = isinstance(question, LevelQuestion)
    if is_level:
        known = {form: option for form, option in known.items() if not form.isdecimal()}
    options = list(options_of(question))
    bounds = None if is_level else number_bounds(question)
    offered = known if suggest else {}

    def resolve(text: str) -> Outcome:
        if not tidy(text):
            return Outcome()
        if len(text) > _LONGEST_ANSWER:
            return Outcome(problem="batch-text-long", values={"length": str(len(text)), "limit": str(_LONGEST_ANSWER)})
        if tidy(text) in own:
            return _meant(own[tidy(text)], question, options, bounds)
        special = _special(text, question, vocabulary)
        return special if special is not None and normal(text) not in known else answer(text)

    def answer(text: str) -> Outcome:
        if has_items(question):
            return _checklist(text, question, known, offered)
        if bounds is not None:
            return _number(text, bounds, recoding)
        read = read_number(text) if is_level else None
        if isinstance(read, ReadNumber):
            return _level(text, read, options, vocabulary.exact[name], recoding)
        found = _option(text, options, known, vocabulary.exact[name])
        return _unknown(text, options, offered) if found is None else found

    return resolve


def _meant(option: str | int, question: Question, options: Sequence[str | int], bounds: Bounds | None) -> Outcome:
    """Return what a map says that a wording means: an option, or a number."""
    if bounds is not None:
        return _number(str(option), bounds, None)
    return Outcome(state=GIVEN, code=_code(question, options, option))


def _code(question: Question, options: Sequence[str | int], option: str | int) -> float | tuple[float, ...]:
    if has_items(question):
        return tuple(float(one == option) for one in options)
    return float(options.index(option))


def _level(
    text: str, read: ReadNumber, options: Sequence[str | int], exact: frozenset[str], recoding: Recoding | None
) -> Outcome:
    """Return the level that a number is."""
    value = read.value if recoding is None else recoding.value(read.value)
    if value is None:
        return Outcome(kind="missing")
    if read.kind in {"percent", "thousands"} or value not in options:
        if read.value < 0:
            return Outcome(problem="batch-level-negative", values={"found": shown(text)})
        return _unknown(text, options, {})
    if recoding is not None:
        return Outcome(state=GIVEN, code=value, kind="recoded")
    plain = text in exact or (tidy(text) not in exact and text.strip().removesuffix(".0").isascii())
    kind: Kind | None = None if plain else "spaces" if tidy(text) in exact else read.kind
    return Outcome(state=GIVEN, code=value, kind=kind)


def _yes_and_no(question: Question, vocabulary: Vocabulary) -> Mapping[str, str | int]:
    """Return what spreadsheets make of yes and no, for a question that has these options."""
    if not {"yes", "no"} <= set(options_of(question)):
        return {}
    words = vocabulary.words
    return {**dict.fromkeys(words.ticked - words.unticked, "yes"), **dict.fromkeys(words.unticked, "no")}


def item_resolver(vocabulary: Vocabulary, label_forms: frozenset[str]) -> Resolve:
    """Return how the cells of a column that holds one checklist item are understood: 1 chosen, 0 not."""
    words = vocabulary.words

    def resolve(text: str) -> Outcome:
        form = normal(text)
        if not tidy(text):
            return Outcome()
        if form in label_forms or form in words.ticked:
            return Outcome(state=GIVEN, code=1.0)
        number = read_number(text)
        if form in words.unticked:
            return Outcome(state=GIVEN, code=0.0)
        if isinstance(number, ReadNumber) and number.kind != "percent" and number.value in {0, 1}:
            return Outcome(state=GIVEN, code=number.value)
        return Outcome(problem="batch-tick-unknown", values={"found": shown(text)})

    return resolve


def state_resolver(question: Question, vocabulary: Vocabulary) -> Resolve:
    """Return how the cells of a column are understood that says why a question has no answer."""

    def resolve(text: str) -> Outcome:
        allowed = "unknown, not-applicable"
        wrong = Outcome(problem="batch-answer-unknown", values={"found": shown(text), "near": "—", "allowed": allowed})
        return (_special(text, question, vocabulary) or wrong) if tidy(text) else Outcome()

    return resolve


def _special(text: str, question: Question, vocabulary: Vocabulary) -> Outcome | None:
    """Return what a cell means that holds no answer but a state, or a lone dash."""
    form = normal(text)
    words = vocabulary.words
    if not form:
        return Outcome(state=UNKNOWN) if "?" in text or "\u061f" in text else Outcome(kind="spelling")
    if form in words.unknown:
        return Outcome(state=UNKNOWN)
    if form in words.not_applicable:
        if isinstance(question, ValueQuestion) and question.not_applicable:
            return Outcome(state=NOT_APPLICABLE)
        return Outcome(problem="batch-not-applicable", values={"found": shown(text)})
    return None


def number_bounds(question: Question) -> Bounds | None:
    """Return the numbers that a question takes, for a level the numbers of its options; None when it takes none."""
    match question:
        case LevelQuestion():
            return Bounds(minimum=0, maximum=question.options - 1, integer=True)
        case NumberQuestion():
            return Bounds(minimum=question.minimum, maximum=question.maximum, integer=question.integer)
        case ProfileQuestion(field="staff"):
            return Bounds(minimum=0, maximum=MOST_STAFF, integer=True)
        case ProfileQuestion(field="turnover"):
            return Bounds(minimum=0, maximum=MOST_TURNOVER, integer=False)
        case _:
            return None


def _number(text: str, bounds: Bounds, recoding: Recoding | None) -> Outcome:
    read = read_number(text)
    if not isinstance(read, ReadNumber):
        code = "batch-number-wrong" if read is None else "batch-number-ambiguous"
        return Outcome(problem=code, values={"found": shown(text)})
    value = read.value if recoding is None else recoding.value(read.value)
    if value is None:
        return Outcome(kind="missing")
    wrong = _out_of_bounds(value, bounds, as_share=read.kind == "percent")
    if wrong is not None:
        return Outcome(problem=wrong.problem, values={"found": shown(text), **wrong.values})
    return Outcome(state=GIVEN, code=value, kind=read.kind if recoding is None else "recoded")


def _out_of_bounds(value: float, bounds: Bounds, *, as_share: bool) -> Outcome | None:
    """Return why a number, ``as_share`` with a percent sign, is none that the question takes; None where it is one."""
    if as_share and bounds.maximum != WHOLE:
        return Outcome(problem="batch-number-wrong")
    if not bounds.minimum <= value <= bounds.maximum:
        values = {"minimum": f"{bounds.minimum:.12g}", "maximum": f"{bounds.maximum:.12g}"}
        return Outcome(problem="batch-number-bounds", values=values)
    return Outcome(problem="batch-number-whole") if bounds.integer and value != int(value) else None


def _option(
    text: str, options: Sequence[str | int], known: Mapping[str, str | int], exact: frozenset[str]
) -> Outcome | None:
    form = normal(text)
    bare = without_numbering(form)
    if form in known:
        kind: Kind | None = None if text in exact else "spaces" if tidy(text) in exact else "spelling"
        return Outcome(state=GIVEN, code=float(options.index(known[form])), kind=kind)
    if bare in known:
        return Outcome(state=GIVEN, code=float(options.index(known[bare])), kind="numbering")
    return None


def _unknown(text: str, options: Sequence[str | int], known: Mapping[str, str | int]) -> Outcome:
    close = difflib.get_close_matches(normal(text)[:_COMPARED], known, n=1, cutoff=_CLOSE)
    near = str(known[close[0]]) if close else "—"
    allowed = ", ".join(str(option) for option in options)
    return Outcome(problem="batch-answer-unknown", values={"found": shown(text), "near": near, "allowed": allowed})


def _checklist(
    text: str, question: Question, known: Mapping[str, str | int], offered: Mapping[str, str | int]
) -> Outcome:
    chosen, rest = _split(text, known)
    if rest:
        found = _unknown(rest, options_of(question), offered)
        return Outcome(problem=found.problem, values=found.values)
    if isinstance(question, ChecklistQuestion) and question.none in chosen and len(chosen) > 1:
        return Outcome(problem="batch-items-exclusive", values={"found": shown(text), "none": question.none})
    if isinstance(question, ProfileQuestion) and question.at_most is not None and len(chosen) > question.at_most:
        return Outcome(problem="batch-aims-many", values={"found": shown(text), "limit": str(question.at_most)})
    return Outcome(state=GIVEN, code=tuple(float(option in chosen) for option in options_of(question)))


def _split(text: str, known: Mapping[str, str | int]) -> tuple[set[str], str]:
    """Return the items that a cell joins, whatever stands between them, and the first part that is none.

    Labels may hold commas and semicolons themselves, so the cell is first taken as one text, longest labels first.
    """
    chosen = _consumed(text, known)
    if chosen is not None:
        return chosen, ""
    separator = next((mark for mark in _SEPARATORS if mark in text), None)
    parts = text.split(separator) if separator else [text]
    return set(), next((part for part in parts if _consumed(part, known) is None), text)


def _consumed(text: str, known: Mapping[str, str | int]) -> set[str] | None:
    """Return the items that a text is made of, None when something else is in it."""
    chosen: set[str] = set()
    left = normal(text)
    while left:
        bare = without_numbering(left)
        form = _longest_prefix(left, known) or _longest_prefix(bare, known)
        if form is None:
            return None
        chosen.add(str(known[form]))
        left = (left if _starts(left, form) else bare)[len(form) :].lstrip()
    return chosen


def _starts(text: str, form: str) -> bool:
    return text == form or text.startswith(f"{form} ")


def _longest_prefix(text: str, known: Mapping[str, str | int]) -> str | None:
    return max((form for form in known if _starts(text, form)), key=len, default=None)
