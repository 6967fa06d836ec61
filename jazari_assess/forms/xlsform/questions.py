"""One question as a row: its type, what bounds its answer, and what is known of it already."""

from collections.abc import Iterator

from jazari_assess.forms.xlsform import names
from jazari_assess.forms.xlsform.expressions import has_state
from jazari_assess.forms.xlsform.wording import FormWording, Row, Words, inert
from jazari_assess.model.profile import MOST_STAFF, MOST_TURNOVER
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    TextQuestion,
    ValueQuestion,
)
from jazari_assess.model.strict import LONGEST_TEXT

_ICE = "regex(., '^[0-9]{15}$')"
_LONG_LISTS = ("region", "sector")
"""Fields of the profile whose dozen options open on demand."""
UNKNOWN_ALONE, ALL_STATES = "unknown_alone", "all_states"
"""The lists of reasons for no answer: for questions that concern every firm, and for those that may not."""


def question_row(name: str, own: str, relevant: str, known: object, words: FormWording) -> Row:
    """Return the row of a question that is called ``own`` in the form; ``known`` is None where nothing is."""
    question = words.content.structure.questions[name]
    constraint, message = _bounds(name, question, words)
    cells = {
        "type": _type(question, own),
        "name": own,
        "relevant": relevant,
        "constraint": constraint,
        "appearance": _appearance(question),
        "default": _default(question, known),
    }
    return Row(
        cells={column: text for column, text in cells.items() if text},
        words={
            "label": words.question(name, lambda text: text.title),
            "hint": words.question(name, lambda text: text.help),
            "guidance_hint": words.question(name, lambda text: text.look_for),
            "constraint_message": message,
        },
    )


def state_row(name: str, own: str, relevant: str, words: FormWording) -> Row:
    """Return the row that asks why a question has no answer; it shows where there is none."""
    question, empty = words.content.structure.questions[name], f"${{{own}}} = ''"
    short = words.question(name, lambda text: text.short)
    cells = {
        "type": f"select_one {states_list(question)}",
        "name": names.state_name(own),
        "relevant": f"{relevant} and {empty}" if relevant else empty,
    }
    label = {language: one.say("state", question=short[language]) for language, one in words.own.items()}
    return Row(cells=cells, words={"label": label})


def note_row(name: str, own: str, relevant: str, words: FormWording) -> Row:
    """Return the row that takes a note to a question, for whoever said to write some."""
    short = words.question(name, lambda text: text.short)
    wanted = f"${{{names.NOTES}}} = '{names.WRITE}'"
    cells = {
        "type": "text",
        "name": names.note_name(own),
        "relevant": f"{relevant} and {wanted}" if relevant else wanted,
        "constraint": f"string-length(.) <= {LONGEST_TEXT}",
        "appearance": "multiline",
    }
    label = {language: one.say("note", question=short[language]) for language, one in words.own.items()}
    return Row(
        cells=cells, words={"label": label, "constraint_message": words.said("longest", count=str(LONGEST_TEXT))}
    )


def states_list(question: Question) -> str:
    """Return the list of reasons why a question may have no answer."""
    return ALL_STATES if getattr(question, "not_applicable", False) else UNKNOWN_ALONE


def states_of(question: Question) -> Iterator[str]:
    """Yield what may be said instead of an answer, where that stands among the options."""
    if isinstance(question, ValueQuestion) and not has_state(question):
        yield names.UNKNOWN
        if question.not_applicable:
            yield names.NOT_APPLICABLE


def _type(question: Question, own: str) -> str:
    match question:
        case ChecklistQuestion() | ProfileQuestion(field="aims"):
            return f"select_multiple {own}"
        case NumberQuestion(integer=True) | ProfileQuestion(field="staff"):
            return "integer"
        case NumberQuestion() | ProfileQuestion(field="turnover"):
            return "decimal"
        case TextQuestion() | ProfileQuestion(field="firm" | "ice" | "respondent-role" | "respondent-name"):
            return "text"
        case _:
            return f"select_one {own}"


def _bounds(  # noqa: PLR0911 - one for each kind of answer
    name: str, question: Question, words: FormWording
) -> tuple[str, Words]:
    """Return the constraint of an answer and what is said of one that breaks it."""
    match question:
        case NumberQuestion():
            low, high = f"{question.minimum:.12g}", f"{question.maximum:.12g}"
            key = "question.whole-bounds" if question.integer else "question.bounds"
            return f". >= {low} and . <= {high}", words.said(key, minimum=low, maximum=high)
        case ProfileQuestion(field="staff" | "turnover" as field):
            most = MOST_STAFF if field == "staff" else MOST_TURNOVER
            return f". >= 0 and . <= {most}", words.said("question.at-least-zero")
        case ProfileQuestion(field="ice"):
            return _ICE, words.said("question.ice-wrong")
        case ProfileQuestion(field="aims", at_most=int(limit)):
            return f"count-selected(.) <= {limit}", words.said("question.at-most", count=str(limit))
        case ChecklistQuestion(none=none):
            labels = words.option(name, none)
            told = {language: one.say("alone", option=labels[language]) for language, one in words.own.items()}
            return f"not(selected(., '{none}') and count-selected(.) > 1)", told
        case TextQuestion(maximum_length=limit):
            return f"string-length(.) <= {limit}", words.said("longest", count=str(limit))
        case _:
            return "", {}


def _appearance(question: Question) -> str:
    match question:
        case TextQuestion():
            return "multiline"
        case ProfileQuestion(field="ice"):
            return "numbers"
        case ProfileQuestion(field=one) if one in _LONG_LISTS:
            return "minimal"
        case _:
            return ""


def _default(question: Question, known: object) -> str:
    """Return what stands in a question when its form is opened; a text as one literal, so that nothing in it acts."""
    match known:
        case str():
            return known if _type(question, "").startswith("select") else literal(known)
        case tuple():
            return " ".join(known)
        case None:
            return ""
        case _:
            return f"{known:.12g}"


def literal(text: str) -> str:
    """Return an XPath expression that is a text, whatever quotes it holds."""
    parts = [f"'{part}'" for part in inert(" ".join(text.split())).split("'")]
    quoted = ', "\'", '.join(parts)
    return f"concat({quoted}, '')"
