"""What the formulas of the questions give now, and how a formula writes a value."""

from bisect import bisect_right
from typing import assert_never

from jazari_assess.render.excel.live.calculation import (
    CalculatedQuestion,
    Known,
    Measured,
    Picked,
    Ranked,
    Ticked,
    Typed,
)

ABSENT, GIVEN = 0, 1


def number(value: float) -> str:
    """Return a number as a formula writes it, whatever the language of the program that reads it."""
    return repr(float(value)).upper()


def literal(value: float | str) -> str:
    """Return a number or a text as a formula writes it."""
    return number(value) if isinstance(value, int | float) else '"' + value.replace('"', '""') + '"'


def state_now(question: CalculatedQuestion) -> int:
    """Return how a question stands now: 0 no answer, 1 an answer, 2 unknown, 3 not applicable."""
    if question.lacking is not None:
        return question.lacking + 1
    return GIVEN if question.given else ABSENT


def code(question: CalculatedQuestion) -> float | str:
    """Return what the conditions of other questions see of an answer now."""
    match question.part:
        case Picked(options=options, states=_, chosen=chosen):
            lacking = question.lacking
            return len(options) + lacking - 1 if lacking else -1 if chosen is None else chosen
        case Ticked(items=items):
            return sum(item.ticked for item in items if not item.none)
        case Measured(number=found):
            return 0.0 if found is None or not question.given else found
        case Known(value=found):
            return "" if found is None else found
        case Ranked(chosen=found):
            return len(found)
        case Typed():
            return 0.0
        case _:
            assert_never(question.part)


def value(question: CalculatedQuestion) -> float:
    """Return the value 0..1 of a given answer now."""
    match question.part:
        case Picked(options=options, chosen=int(chosen)):
            return options[chosen].value
        case Ticked(items=items):
            best = sum(item.points for item in items if item.points > 0)
            return max(0.0, min(1.0, sum(item.points for item in items if item.ticked) / best))
        case Measured(points=points) if points:
            return worth(question.part)
        case _:
            return 0.0


def worth(part: Measured) -> float:
    """Return the value 0..1 of a number that was given; 0 where there is none."""
    return 0.0 if part.number is None else _between([(own.number, own.value) for own in part.points], part.number)


def _between(points: list[tuple[float, float]], seen: float) -> float:
    place = bisect_right([x for x, _ in points], seen)
    if place in (0, len(points)):
        return points[0 if place == 0 else -1][1]
    (left, bottom), (right, top) = points[place - 1 : place + 1]
    return bottom + (seen - left) * (top - bottom) / (right - left)
