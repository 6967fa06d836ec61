"""The ``relevant`` of an XLSForm, in the part of its language that our closed conditions can say.

Read: ``selected(${q}, 'x')``, comparisons of one question with a text or a number, ``and``, ``or``, ``not(...)`` and
parentheses. An empty answer is not ``'x'`` and is neither below nor above a number, there as here.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from jazari_assess.model.conditions import All, Answered, AnswerValue, Any, AtLeast, Condition, In, Is, Not
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    TextQuestion,
    YesPartlyNoQuestion,
)

_LONGEST = 4000
"""Characters of a condition: real ones have some hundreds."""
_DEEPEST = 20
"""Brackets in brackets: real ones have three or four, and the reader calls itself for each."""
_LONGEST_PART = 20
"""Characters shown from where a condition is no longer understood: enough to find the place in it."""
_TOKEN = re.compile(
    r"""\s*(?:
    (?P<question>\$\{\s*[^}\s]+\s*\})
    |(?P<text>'[^']*'|"[^"]*"|[\u2018\u2019][^\u2018\u2019]*[\u2018\u2019]|[\u201c\u201d][^\u201c\u201d]*[\u201c\u201d])
    |(?P<number>-?\d{1,15}(?:\.\d{1,15})?(?![\d.]))
    |(?P<word>[A-Za-z][A-Za-z-]*)
    |(?P<sign>!=|>=|<=|[=<>(),])
    )""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_ORDERS: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}


class NotSayableError(Exception):
    """The expression says something that our conditions cannot; ``part`` is what."""

    def __init__(self, part: str) -> None:
        """Hold the part that cannot be said."""
        super().__init__(part)
        self.part = part


@dataclass(frozen=True, kw_only=True)
class Known:
    """A question that was carried over: its id, itself, and the answers by the names of its choices."""

    id: str
    question: Question
    options: Mapping[str, AnswerValue]


@dataclass(frozen=True, kw_only=True)
class _Token:
    kind: str
    text: str


def condition_of(expression: str, known: Mapping[str, Known]) -> Condition:
    """Return an expression as a condition over questions known by their names in the form.

    Raises ``NotSayableError`` for functions, arithmetic, questions and choices that are not there, and anything else
    beyond the closed set.
    """
    if len(expression) > _LONGEST:
        raise NotSayableError("…")
    reader = _Reader(list(_tokens(expression)), known)
    condition = reader.any_of(0)
    reader.expect_end()
    return condition


def _tokens(expression: str) -> Iterator[_Token]:
    place, text = 0, expression.strip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None or found.lastgroup is None:
            raise NotSayableError(text[place:].strip()[:_LONGEST_PART])
        yield _Token(kind=found.lastgroup, text=found[found.lastgroup])
        place = found.end()


class _Reader:
    """Reads tokens by recursive descent: or, and, not, test."""

    def __init__(self, tokens: list[_Token], known: Mapping[str, Known]) -> None:
        self._tokens, self._known, self._place = tokens, known, 0

    def any_of(self, depth: int) -> Condition:
        if depth > _DEEPEST:
            raise NotSayableError("(")
        parts = [self._all_of(depth)]
        while self._take("or"):
            parts.append(self._all_of(depth))
        return parts[0] if len(parts) == 1 else Any(any_=tuple(parts))

    def expect_end(self) -> None:
        if self._place < len(self._tokens):
            raise NotSayableError(self._tokens[self._place].text)

    def _all_of(self, depth: int) -> Condition:
        parts = [self._one(depth)]
        while self._take("and"):
            parts.append(self._one(depth))
        return parts[0] if len(parts) == 1 else All(all_=tuple(parts))

    def _one(self, depth: int) -> Condition:
        if self._take("not"):
            return Not(not_=self._inside(depth))
        if self._here().text == "(":
            return self._inside(depth)
        if self._take("selected"):
            return self._selected()
        return self._comparison()

    def _inside(self, depth: int) -> Condition:
        self._expect("(")
        found = self.any_of(depth + 1)
        self._expect(")")
        return found

    def _selected(self) -> Condition:
        self._expect("(")
        question = self._question(self._next())
        self._expect(",")
        option = self._literal(self._next())
        self._expect(")")
        return _is(question, option)

    def _comparison(self) -> Condition:
        first, sign, second = self._next(), self._next().text, self._next()
        if sign not in _TURNED:
            raise NotSayableError(sign)
        if first.kind == "question":
            return _compared(self._question(first), sign, self._literal(second))
        return _compared(self._question(second), _TURNED[sign], self._literal(first))

    def _question(self, token: _Token) -> Known:
        name = token.text[2:-1].strip() if token.kind == "question" else ""
        if name not in self._known:
            raise NotSayableError(token.text)
        return self._known[name]

    def _literal(self, token: _Token) -> str:
        if token.kind == "text":
            return token.text[1:-1]
        if token.kind == "number":
            return token.text
        raise NotSayableError(token.text)

    def _here(self) -> _Token:
        return self._tokens[self._place] if self._place < len(self._tokens) else _Token(kind="end", text="…")

    def _next(self) -> _Token:
        token = self._here()
        self._place += 1
        return token

    def _take(self, word: str) -> bool:
        taken = self._here().kind == "word" and self._here().text.lower() == word
        self._place += taken
        return taken

    def _expect(self, sign: str) -> None:
        token = self._next()
        if token.text != sign:
            raise NotSayableError(token.text)


def _compared(known: Known, sign: str, literal: str) -> Condition:
    if literal == "":
        if sign not in {"=", "!="}:
            raise NotSayableError(sign)
        return Answered(question=known.id, answered=sign == "!=")
    if sign == "=":
        return _is(known, literal)
    if sign == "!=":
        return Not(not_=_is(known, literal))
    return _ordered(known, sign, _number(literal))


def _is(known: Known, literal: str) -> Condition:
    match known.question:
        case NumberQuestion():
            number = _number(literal)
            return Is(question=known.id, is_=int(number) if number.is_integer() else number)
        case ChoiceQuestion() | ChecklistQuestion() | LevelQuestion():
            if literal not in known.options:
                raise NotSayableError(literal)
            return Is(question=known.id, is_=known.options[literal])
        case TextQuestion() | YesPartlyNoQuestion() | ProfileQuestion():
            raise NotSayableError(known.id)
        case _:
            assert_never(known.question)


def _ordered(known: Known, sign: str, number: float) -> Condition:
    """Return that an answer lies below or above a number; choices with numbers as names are listed one by one."""
    if isinstance(known.question, NumberQuestion):
        if sign in {">", ">="}:
            return _above(known, number, strictly=sign == ">")
        beyond = _above(known, number, strictly=sign == "<=")
        return All(all_=(Answered(question=known.id, answered=True), Not(not_=beyond)))
    if not isinstance(known.question, ChoiceQuestion | LevelQuestion):
        raise NotSayableError(sign)
    options = tuple(answer for name, answer in known.options.items() if _ORDERS[sign](_number(name), number))
    if not options:
        raise NotSayableError(sign)
    return In(question=known.id, in_=options)


def _above(known: Known, number: float, *, strictly: bool) -> Condition:
    if isinstance(known.question, NumberQuestion) and number >= known.question.maximum:
        raise NotSayableError(f"{number:g}")  # our bound is a guess, or the condition never holds
    whole = isinstance(known.question, NumberQuestion) and known.question.integer and number.is_integer()
    if strictly and whole:
        return AtLeast(question=known.id, at_least=number + 1)
    reached = AtLeast(question=known.id, at_least=number)
    return All(all_=(reached, Not(not_=_is(known, f"{number:g}")))) if strictly else reached


def _number(literal: str) -> float:
    if not _NUMBER.fullmatch(literal):
        raise NotSayableError(literal)
    return float(literal)
