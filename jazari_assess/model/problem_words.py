"""A problem in words: the one place where what it carries meets the words of a language."""

from collections.abc import Callable

from jazari_assess.errors import Problem
from jazari_assess.model.interface_text import InterfaceText


def message_and_remedy(problem: Problem, interface: InterfaceText, written: Callable[[float], str]) -> tuple[str, str]:
    """Return what is wrong and what to do; ``written`` returns a number as the interface's language writes it."""
    values = {**problem.values, **{name: written(value) for name, value in problem.numbers.items()}}
    code = f"problems.{problem.code}"
    return interface.say(f"{code}.message", **values), interface.say(f"{code}.remedy", **values)
