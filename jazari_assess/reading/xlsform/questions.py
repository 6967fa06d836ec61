"""One row of a survey as a question, with the names its answers have in the form."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jazari_assess.errors import Problem
from jazari_assess.model.conditions import AnswerValue
from jazari_assess.model.questionnaire import (
    MOST_CHOICES,
    MOST_ITEMS,
    MOST_LEVELS,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    Question,
    TextQuestion,
)
from jazari_assess.model.strict import LONGEST_ID
from jazari_assess.reading.xlsform.sheets import Form, Row
from jazari_assess.reading.yaml_json.characters import shown

NONE = "none"
_LARGEST = 1_000_000.0
"""The upper end of a number whose form names none."""
_NUMBERS = {"integer": True, "int": True, "decimal": False, "range": False}
_SPELLINGS = {
    "select_one": ("add select one prompt using", "select one from", "select one", "select1", "select_one"),
    "select_multiple": (
        "add select multiple prompt using",
        "select all that apply from",
        "select multiple from",
        "select all that apply",
        "select multiple",
        "select_multiple",
    ),
}
_TEXTS = ("text", "string")
_NONE_NAMES = ("none", "none-of-these", "none-of-the-above", "nothing", "aucun", "aucune", "rien")
_BOUND = re.compile(r"\.\s*(>=|<=|>|<)\s*(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)")
_PARAMETER = re.compile(r"(start|end|step)\s*=\s*(-?[0-9]{1,15}(?:\.[0-9]{1,15})?)")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_LONGEST_SOURCE = 200
"""Characters: the name of a file, cut where it is a whole path."""


@dataclass(frozen=True, kw_only=True)
class Carried:
    """A row that became a question: ``options`` gives the answer by the name of each choice, ``rows`` the words."""

    row: Row
    id: str
    question: Question
    options: Mapping[str, AnswerValue] = field(default_factory=dict)
    rows: Mapping[str, Row | None] = field(default_factory=dict)


class Ids:
    """Kebab-case ids for names of any form, each once."""

    def __init__(self) -> None:
        """Begin with none taken."""
        self._taken: set[str] = set()

    def new(self, name: str) -> str:
        """Return an id like a name: lower case, hyphens, a letter first, a number behind it when it is taken."""
        plain = _NOT_PLAIN.sub("-", name.lower()).strip("-")
        start = plain if plain[:1].isalpha() else f"q-{plain}".rstrip("-")
        wanted, number = start[:LONGEST_ID].rstrip("-"), 2
        while wanted in self._taken:
            tail = f"-{number}"
            wanted = start[: LONGEST_ID - len(tail)].rstrip("-") + tail
            number += 1
        self._taken.add(wanted)
        return wanted


class Builder:
    """Makes questions of rows and notes what could not be one; ``in_order`` reads lists as levels, lowest first."""

    def __init__(self, form: Form, *, in_order: bool) -> None:
        """Build for one form."""
        self._form, self._in_order = form, in_order
        self._ids = Ids()
        self.problems: list[Problem] = []

    def question(self, row: Row) -> Carried | None:
        """Return the question of a row, or None after noting why there is none."""
        kind, rest = _kind(row.text("type"))
        if kind in _NUMBERS:
            return self._carried(row, self._number(row, integer=_NUMBERS[kind]))
        if kind in _TEXTS:
            return Carried(row=row, id=self._ids.new(row.text("name")), question=TextQuestion(kind="text"))
        if kind in {"select_one", "select_multiple"} and rest:
            return self._select(row, rest, several=kind == "select_multiple")
        self.problems.append(row.problem("xlsform-type", "type", found=shown(row.text("type"))))
        return None

    def _carried(self, row: Row, question: Question, rows: Mapping[str, Row | None] | None = None) -> Carried:
        return Carried(row=row, id=self._ids.new(row.text("name")), question=question, rows=rows or {})

    def _base(self, row: Row) -> dict[str, Any]:
        """Return what every question with a value has: where it is from; recorded only, unless lists are levels."""
        place = f"XLSForm {row.sheet.file.rsplit('/', 1)[-1]}"[:_LONGEST_SOURCE]
        return {"source": f"{place}, {row.sheet.title} {row.number}", "fact": not self._in_order}

    def _number(self, row: Row, *, integer: bool) -> NumberQuestion:
        low, high = self._bounds(row, step=1.0 if integer else 0.0)
        points = ((low, 0.0), (high, 1.0))
        return NumberQuestion(kind="number", minimum=low, maximum=high, integer=integer, map_=points, **self._base(row))

    def _bounds(self, row: Row, *, step: float) -> tuple[float, float]:
        """Return the bounds that a constraint or parameters give; note the constraint when it says more than bounds."""
        parameters = dict(_PARAMETER.findall(row.text("parameters")))
        low, high = float(parameters.get("start", 0)), float(parameters.get("end", _LARGEST))
        constraint = row.text("constraint")
        parts = [part.strip(" ()") for part in re.split(r"\band\b", constraint)] if constraint else []
        found = [_BOUND.fullmatch(part) for part in parts]
        for bound in found:
            if bound is None:
                continue
            number = float(bound[2])
            match bound[1]:
                case ">=" | ">":
                    low = number + (step if bound[1] == ">" else 0.0)
                case _:
                    high = number - (step if bound[1] == "<" else 0.0)
        if None in found:
            self.problems.append(row.problem("xlsform-constraint", "constraint", found=shown(constraint)))
        if not parameters and not any(found):
            self.problems.append(row.problem("xlsform-bounds", "name", low=f"{low:.15g}", high=f"{high:.15g}"))
        return (low, high) if low < high else (low, low + 1.0)

    def _select(self, row: Row, rest: str, *, several: bool) -> Carried | None:
        name, _, more = rest.partition(" ")
        choices = self._form.choices.get(name, ())
        names = [choice.text("name") for choice in choices]
        most = MOST_ITEMS if several else MOST_CHOICES
        if more:
            self.problems.append(row.problem("xlsform-or-other", "type", found=shown(more)))
        if len(set(names)) < len(names) or not all(names):
            self.problems.append(row.problem("xlsform-choices-twice", "type", found=shown(name)))
            return None
        if not 1 < len(names) + several <= most:
            values = {"found": shown(name), "count": str(len(names)), "limit": str(most)}
            self.problems.append(row.problem("xlsform-choices-count", "type", **values))
            return None
        return self._checklist(row, choices) if several else self._choice(row, choices)

    def _choice(self, row: Row, choices: Sequence[Row]) -> Carried:
        if self._in_order and len(choices) <= MOST_LEVELS:
            question: Question = LevelQuestion(kind="level", options=len(choices), **self._base(row))
            levels = {choice.text("name"): number for number, choice in enumerate(choices)}
            rows: Mapping[str, Row | None] = {str(number): choice for number, choice in enumerate(choices)}
            return Carried(row=row, id=self._ids.new(row.text("name")), question=question, options=levels, rows=rows)
        ids = _option_ids(choices)
        base = {**self._base(row), "fact": True}
        question = ChoiceQuestion(kind="choice", options=dict.fromkeys(ids, 0.0), **base)
        return self._with_options(row, question, choices, ids)

    def _checklist(self, row: Row, choices: Sequence[Row]) -> Carried:
        ids = _option_ids(choices)
        none = next((own for own in ids if own in _NONE_NAMES), NONE)
        points = {own: 0.0 if own == none else 1.0 for own in (*ids, none)}
        if none not in ids:
            self.problems.append(row.problem("xlsform-none-added", "type", found=none))
        question = ChecklistQuestion(kind="checklist", options=points, none=none, **self._base(row))
        return self._with_options(row, question, choices, ids, {} if none in ids else {none: None})

    def _with_options(
        self,
        row: Row,
        question: Question,
        choices: Sequence[Row],
        ids: Iterable[str],
        added: Mapping[str, Row | None] | None = None,
    ) -> Carried:
        pairs = list(zip(ids, choices, strict=True))
        options = {choice.text("name"): own for own, choice in pairs}
        rows: Mapping[str, Row | None] = {**dict(pairs), **(added or {})}
        return Carried(row=row, id=self._ids.new(row.text("name")), question=question, options=options, rows=rows)


def _kind(text: str) -> tuple[str, str]:
    """Return the kind of a row and what follows it, in the spelling of today for those of older forms."""
    plain = " ".join(text.split())
    for kind, spellings in _SPELLINGS.items():
        for spelling in spellings:
            if plain.lower().startswith(f"{spelling} "):
                return kind, plain[len(spelling) + 1 :]
    kind, _, rest = plain.partition(" ")
    return kind.lower(), rest


def _option_ids(choices: Sequence[Row]) -> list[str]:
    ids = Ids()
    return [ids.new(choice.text("name")) for choice in choices]
