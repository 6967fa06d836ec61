"""The hidden sheets behind the answers: the options of each question with their values, and what each answer counts."""

from collections.abc import Sequence

from jazari_assess.render.excel.live.calculation import (
    CalculatedQuestion,
    Known,
    Measured,
    Picked,
    Ranked,
    Ticked,
    Typed,
)
from jazari_assess.render.excel.live.places import (
    OPTIONS,
    QUESTIONS,
    WORDS,
    AnswerColumn,
    OptionColumn,
    Places,
    QuestionColumn,
)
from jazari_assess.render.excel.live.questions import QuestionFormulas
from jazari_assess.render.excel.workbook import Live, Sheet, Value, Workbook

TICKS, UNKNOWN_ONLY, ALL_STATES = "ticks", "states_unknown", "states_all"


def list_name(question: CalculatedQuestion) -> str:
    """Return the name of the list that a question's cell offers."""
    match question.part:
        case Picked() | Ranked():
            return f"options_{question.id.replace('-', '_')}"
        case Ticked() | Measured() | Typed() | Known():
            return ALL_STATES if question.not_applicable else UNKNOWN_ONLY


def add_options(book: Workbook, places: Places) -> None:
    """Add the hidden sheet of options and the names of its lists."""
    sheet = book.hidden(OPTIONS)
    for row, key in enumerate(places.words):
        sheet.put(row, OptionColumn.WORDS, book.labels[key])
        sheet.put(row, OptionColumn.ID, key)
    for name, first, last in ((TICKS, 0, 1), (UNKNOWN_ONLY, 2, 2), (ALL_STATES, 2, 3)):
        book.name(name, f"{places.word(WORDS[first])}:{str(places.word(WORDS[last])).partition('!')[2]}")
    for question in places.calculation.questions:
        _add_question(book, sheet, places, question)
    for node in places.calculation.nodes:
        start = places.points(node.id, OptionColumn.NUMBER, 1).first if node.points else 0
        for row, (seen, worth) in enumerate(node.points or (), start=start):
            sheet.put(row, OptionColumn.NUMBER, seen)
            sheet.put(row, OptionColumn.VALUE, worth)


def _add_question(book: Workbook, sheet: Sheet, places: Places, question: CalculatedQuestion) -> None:
    first = places.options(question.id, OptionColumn.WORDS).first
    for place, values in enumerate(_rows(question, places)):
        sheet.put(first + place, OptionColumn.POSITION, float(place + 1))
        sheet.put(first + place, OptionColumn.QUESTION, question.id)
        for column, value in values:
            sheet.put(first + place, column, value)
    if isinstance(question.part, Picked | Ranked):
        book.name(list_name(question), str(places.options(question.id, OptionColumn.WORDS)))


def _rows(question: CalculatedQuestion, places: Places) -> Sequence[Sequence[tuple[OptionColumn, Value]]]:
    column = OptionColumn
    match question.part:
        case Picked(options=options, states=states):
            rows: list[list[tuple[OptionColumn, Value]]] = [
                [
                    (column.WORDS, own.words),
                    (column.VALUE, own.value),
                    (column.NEXT, own.next_step),
                    (column.ID, own.id),
                ]
                for own in options
            ]
            lacking = zip(states, ("answer.unknown", "answer.not-applicable"), strict=False)
            return rows + [[(column.WORDS, state), (column.ID, key)] for state, key in lacking]
        case Ranked(options=options, chosen=chosen):
            return [
                [
                    (column.WORDS, own.words),
                    (column.TICKED, _ranked(question, places, place, chosen=place in chosen)),
                    (column.ID, own.id),
                ]
                for place, own in enumerate(options)
            ]
        case Ticked(items=items):
            return [
                [
                    (column.WORDS, item.words),
                    (column.VALUE, item.points),
                    (column.ID, item.id),
                    (column.TICKED, _tick(question, places, place, ticked=item.ticked)),
                ]
                for place, item in enumerate(items)
            ]
        case Measured(points=points):
            return [
                [(column.NUMBER, own.number), (column.VALUE, own.value), (column.NEXT, own.reach)] for own in points
            ]
        case Typed() | Known():
            return []


def _tick(question: CalculatedQuestion, places: Places, place: int, *, ticked: bool) -> Live:
    cell = places.answer(question.id, AnswerColumn.ANSWER, place)
    return Live(f"IF({cell}={places.word('answer.yes')},1,0)", float(ticked))


def _ranked(question: CalculatedQuestion, places: Places, place: int, *, chosen: bool) -> Live:
    words = places.options(question.id, OptionColumn.WORDS).cell(place)
    return Live(f"IF(SUMPRODUCT(--({places.ranked(question.id)}={words}))>0,1,0)", float(chosen))


def add_questions(book: Workbook, places: Places) -> Sheet:
    """Add the hidden sheet that turns each answer into a value: one row a question."""
    sheet, formulas = book.hidden(QUESTIONS), QuestionFormulas(places)
    for column in QuestionColumn:
        sheet.put(0, column, column.name.lower())
    for question in places.calculation.questions:
        for column, value in _machine(question, formulas, places):
            sheet.put(places.question(question.id, column).first, column, value)
    return sheet


def _machine(
    question: CalculatedQuestion, formulas: QuestionFormulas, places: Places
) -> Sequence[tuple[QuestionColumn, Value]]:
    column = QuestionColumn
    state, relevant = places.question(question.id, column.STATE), places.question(question.id, column.RELEVANT)
    shown = formulas.relevance(question)
    counted, applicable = float(shown == 1 and question.given), float(shown > 0 and not question.excluded)
    return [
        (column.ID, question.id),
        (column.POSITION, formulas.position(question)),
        (column.STATE, formulas.state(question)),
        (column.CODE, formulas.code(question)),
        (column.RELEVANT, formulas.relevant(question)),
        (column.COUNTED, Live(f"IF(AND({state}=1,{relevant}=1),1,0)", counted)),
        (column.APPLICABLE, Live(f"IF(AND({state}<>3,{relevant}>0),1,0)", applicable)),
        (column.VALUE, formulas.value(question)),
        (column.ASKED, formulas.asked(question)),
    ]
