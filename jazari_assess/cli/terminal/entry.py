"""One entry of the content in a terminal: a question, a provider, a service or an action, in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import assert_never

from rich.table import Table

from jazari_assess.app.entries import ItemEntry
from jazari_assess.app.wording import Wording, figures
from jazari_assess.cli.terminal.tables import plain, table
from jazari_assess.model.conditions import (
    All,
    Answered,
    Any,
    AtLeast,
    Compare,
    Condition,
    In,
    InState,
    Is,
    Not,
    OfSector,
    OfSize,
    StaffAtLeast,
    Test,
)
from jazari_assess.model.interface_text import InterfaceText

NOTES = ("rationale", "source", "fit")
"""What the structure tells other authors, in English."""
STEPS = ("step", "map")
"""What leads from one number to another; other pairs are ranges."""
CONDITIONS = ("when", "needs")
"""What is a condition, in questions, actions and services."""
NO_MARKS = MappingProxyType[str, str]({})


def item_table(item: ItemEntry, interface: InterfaceText, *, notes: bool, marks: Mapping[str, str] = NO_MARKS) -> Table:
    """Return the words first, then the facts; a fact that the words tell too stands in words only.

    ``marks`` says what stands behind a field's value.
    """
    value = item.value()
    words, facts = value["words"], value["facts"]
    teller = _Teller(interface)
    made = table(interface.say("commands.content.heading.id"), item.id)
    for field, value in words.items():
        lines = teller.options(value, facts) if field == "options" else [str(value)]
        for place, line in enumerate(lines):
            made.add_row(plain("" if place else teller.field(field)), plain(line))
    for field, value in facts.items():
        if field in NOTES or field in words or value in ([], {}):
            continue
        condition = getattr(item.facts, field, None) if field in CONDITIONS else None
        told = teller.value(field, value) if condition is None else teller.condition(condition)
        made.add_row(plain(teller.field(field)), plain(" · ".join(filter(None, (told, marks.get(field))))))
    for field in NOTES if notes else ():
        if field in facts:
            made.add_row(plain(interface.say("content-words.note", field=field)), plain(str(facts[field])))
    return made


class _Teller:
    """Says fields, words and numbers of the content in one language; ids stay as they are: commands take them."""

    def __init__(self, interface: InterfaceText) -> None:
        self._interface = interface
        self._numbers: Wording = figures(interface)

    def field(self, name: str) -> str:
        return self._interface.say(f"content-words.field.{name}")

    def _key(self, name: str) -> str:
        """Return the name of a part, or the id that it is."""
        return self._interface.entries.get(f"content-words.field.{name}", name)

    def options(self, words: object, facts: Mapping[str, object]) -> list[str]:
        """Return each option with its number or id, and what it is worth."""
        if isinstance(words, list):
            return [f"{number}. {text}" for number, text in enumerate(words)]
        worth = facts.get("options")
        values = worth if isinstance(worth, Mapping) else {}
        pairs = words.items() if isinstance(words, Mapping) else ()
        return [f"{name} ({self.value('options', values.get(name, 0))}): {text}" for name, text in pairs]

    def value(self, field: str, value: object) -> str:
        """Return a fact of the structure: its numbers, words and ids."""
        told = str(value)
        match value:
            case bool():
                told = self._interface.say(f"answers.{'yes' if value else 'no'}")
            case int() | float():
                told = self._numbers.number(float(value))
            case str():
                told = self._word(field, value)
            case dict():
                told = " · ".join(
                    f"{self._key(key)} {self.value(key, part)}" for key, part in value.items() if part != []
                )
            case [int() | float() as start, int() | float() as end] if field in STEPS:
                told = f"{self.value(field, start)} → {self.value(field, end)}"
            case [int() | float() as low, int() | float() as high] if field != "values":
                told = f"{self.value(field, low)} - {self.value(field, high)}"
            case list():
                told = " · ".join(self.value(field, part) for part in value)
            case _:
                pass
        return told

    def condition(self, condition: Condition) -> str:  # noqa: PLR0911 - one for each kind of condition
        """Return a condition in signs that every language reads."""
        match condition:
            case All():
                return " & ".join(f"({self.condition(part)})" for part in condition.all_)
            case Any():
                return " | ".join(f"({self.condition(part)})" for part in condition.any_)
            case Not():
                return f"¬ ({self.condition(condition.not_)})"
            case Is() | In() | AtLeast() | Answered() | InState():
                return f"{condition.question} {self._test(condition)}"
            case Compare():
                return f"{condition.compare.question} > {condition.compare.greater_than}"
            case OfSector():
                return " / ".join(self._word("sectors", one) for one in condition.sector)
            case OfSize():
                return " / ".join(self._word("sizes", one) for one in condition.size)
            case StaffAtLeast():
                return f"staff ≥ {condition.staff_at_least}"
            case _:
                assert_never(condition)

    def _test(self, condition: Test) -> str:
        match condition:
            case Is():
                return f"= {condition.is_}"
            case In():
                return f"= {' / '.join(map(str, condition.in_))}"
            case AtLeast():
                return f"≥ {self.value('', condition.at_least)}"
            case Answered():
                return "≠ ∅" if condition.answered else "= ∅"
            case InState():
                return f": {condition.state}"
            case _:
                assert_never(condition)

    def _word(self, field: str, value: str) -> str:
        spaces = {"region": "regions", "regions": "regions", "near": "regions", "sectors": "sectors", "sizes": "sizes"}
        key = f"{spaces.get(field, f'content-words.{field}')}.{value}"
        return self._interface.entries.get(key, value)
