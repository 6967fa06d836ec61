"""What an error carries, in words: where each problem is, what is wrong, what to do."""

from collections.abc import Sequence

from jazari_assess.app.language import words
from jazari_assess.errors import JazariError, Place, Problem, ProblemsError, UsageError
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.problem_words import message_and_remedy


def problems_of(error: JazariError) -> Sequence[Problem]:
    """Return the problems that an error carries: of wrong use there is one."""
    match error:
        case ProblemsError():
            return error.problems
        case UsageError():
            return (error.problem,)
        case _:
            raise TypeError(type(error))


def error_lines(error: JazariError, language: str) -> tuple[str, ...]:
    """Return a line for each problem of an error: ``file:line:column``, what is wrong, what to do."""
    interface = words(language)
    return tuple(
        " ".join(filter(None, (f"{place}:" if place else "", *problem_words(problem, interface))))
        for problem in problems_of(error)
        for place in [place_words(problem.place)]
    )


def place_words(place: Place) -> str:
    """Return ``file:line:column``, or ``file [sheet!cell]``, as far as it is known."""
    where = ":".join(str(part) for part in (place.file, place.line, place.column) if part is not None)
    cell = "!".join(part for part in (place.sheet, place.cell) if part is not None)
    return f"{where} [{cell}]" if cell else where


def problem_words(problem: Problem, interface: InterfaceText) -> tuple[str, str]:
    """Return what is wrong and what to do, in the interface's language."""

    def written(value: float) -> str:
        from jazari_assess.app.wording import figures

        return figures(interface).number(value)

    return message_and_remedy(problem, interface, written)
