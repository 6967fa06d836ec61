"""Asking for pairwise judgements line by line; every judgement is on the disk before the next pair."""

import re
from typing import Protocol

from rich.console import RenderableType

from jazari_assess.app.judging import Task
from jazari_assess.cli.terminal.figures import decimals, figures
from jazari_assess.cli.terminal.tables import clean, plain
from jazari_assess.cli.weights.standing import ratio_words, standing_parts
from jazari_assess.engine.weights.judging import (
    ACCEPTED_RATIO,
    joined,
    judged,
    judgement_of,
    open_pairs,
    pairs_of,
    ratio_of,
    with_judgement,
)
from jazari_assess.engine.weights.weighting import consistency_ratio
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.maturity import Ahp
from jazari_assess.reading.yaml_json.characters import clean as clean_text

_JUDGEMENT = re.compile(r"([12])\s+([1-9](?:[.,][0-9]{1,6})?)(?:\s+(.*))?")
_EQUAL = re.compile(r"=\s*(.*)")
_HIGHEST = 9.0
SHORTEST_REASON, _LONGEST_REASON = 3, 2000


class Talk(Protocol):
    """Shows parts and asks for lines; None at the end of the input."""

    def show(self, *parts: RenderableType) -> None:
        """Write parts, each starting a line."""

    def ask(self, prompt: str) -> str | None:
        """Return the next line."""


class _LeftError(Exception):
    """The person left, or the input ended."""


class Dialogue:
    """Asks the open pairs of a node, or all of them when they are revised."""

    def __init__(
        self, task: Task, talk: Talk, interface: InterfaceText, *, revise: bool = False, accepted: bool = False
    ) -> None:
        """Go on from what was given so far; ``accepted`` says that a contradiction has its reason already."""
        self._task, self._talk, self._interface = task, talk, interface
        self._pairs = pairs_of(task.group.children)
        self._revise, self._accepted = revise, accepted
        self._ahp = task.given().nodes.get(task.node)
        self.ended = False

    def hold(self) -> Ahp | None:
        """Return the judgements when they are complete and may be used; None when the person left before."""
        try:
            self._introduce()
            self._ask_pairs()
            return self._settled()
        except _LeftError:
            return None

    @property
    def left(self) -> int:
        """How many pairs are open."""
        return len(open_pairs(self._ahp, self._task.group.children))

    def _say(self, key: str, **values: str) -> str:
        return self._interface.say(f"weights-new.{key}", **values)

    def _title(self, name: str) -> str:
        return self._task.titles.get(name, name)

    def _introduce(self) -> None:
        children = self._task.group.children
        counts = {"pairs": str(len(self._pairs)), "items": str(len(children)), "left": str(self.left)}
        self._talk.show(
            plain(self._title(self._task.node), "bold"),
            plain(self._say("intro", **counts)),
            plain(self._say("scale")),
            plain(self._say("how")),
        )
        if self._ahp is not None:
            self._show_standing(self._ahp)

    def _ask_pairs(self) -> None:
        place = 0
        while place < len(self._pairs):
            known = judged(self._ahp, self._pairs[place]) is not None
            if known and not self._revise:
                place += 1
                continue
            place = self._ask_at(place)
        children = self._task.group.children
        if self._ahp is None or len(joined(self._ahp, children)) < len(children):
            self._talk.show(plain(self._say("apart")))
            self._ask_pairs()

    def _ask_at(self, place: int) -> int:
        """Ask one pair and return the place to go on from."""
        self._show_pair(place)
        while True:
            line = self._line(self._say("prompt"))
            word, _, rest = line.partition(" ")
            match word:
                case "":
                    if judged(self._ahp, self._pairs[place]) is not None:
                        return place + 1
                case ":skip":
                    return place + 1
                case ":end":
                    return len(self._pairs)
                case ":back" | ":goto":
                    return self._moved(place, rest if word == ":goto" else str(place))
                case ":quit":
                    raise _LeftError
                case _ if self._take(place, line):
                    return place + 1
            self._talk.show(plain(self._say("how")))

    def _moved(self, place: int, number: str) -> int:
        """Return the place of a pair by its number, asked at once; the present one when there is no such pair."""
        wanted = int(number) if number.isdecimal() else 0
        if not 1 <= wanted <= len(self._pairs):
            return place
        self._ask_at(wanted - 1)
        return place

    def _take(self, place: int, line: str) -> bool:
        """Take a line as a judgement, asking for its reason when it has none; return whether it was one."""
        found = read_judgement(line)
        if found is None:
            self._talk.show(plain(self._say("unclear", found=clean(line)[:80])))
            return False
        ratio, reason = found
        while len(reason) < SHORTEST_REASON:
            reason = clean_text(self._line(self._say("why")))[:_LONGEST_REASON]
        self._ahp = with_judgement(self._ahp, judgement_of(self._pairs[place], ratio, reason))
        self._task.keep(self._ahp)
        self._show_standing(self._ahp)
        return True

    def _line(self, prompt: str) -> str:
        line = self._talk.ask(prompt)
        if line is None:
            self.ended = True
            raise _LeftError
        return line.strip()

    def _show_pair(self, place: int) -> None:
        first, second = self._pairs[place]
        number = self._say("number", number=str(place + 1), total=str(len(self._pairs)))
        self._talk.show(
            plain(""),
            plain(number, "dim"),
            plain(f"  1. {self._title(first)}"),
            plain(f"  2. {self._title(second)}"),
        )
        given = judged(self._ahp, (first, second))
        if given is not None:
            ratio = ratio_words(ratio_of(given, (first, second)), figures(self._interface))
            self._talk.show(plain(self._say("given", ratio=ratio, reason=given.rationale)))

    def _show_standing(self, ahp: Ahp) -> None:
        self._talk.show(*standing_parts(ahp, self._task.group.children, self._task.titles, self._interface))

    def _settled(self) -> Ahp:
        """Return the judgements once they agree, or once the reason why they need not is given."""
        while (ahp := self._ahp) is not None:
            ratio = consistency_ratio(ahp, self._task.group.children)
            if ratio <= ACCEPTED_RATIO or self._accepted or ahp.accept_inconsistency is not None:
                return ahp
            self._talk.show(plain(self._say("over", ratio=decimals(ratio, 3, figures(self._interface))), "yellow"))
            line = clean_text(self._line(self._say("over-prompt")))
            if line.isdecimal():
                self._moved(0, line)
            elif len(line) >= SHORTEST_REASON:
                self._ahp = ahp.model_copy(update={"accept_inconsistency": line[:_LONGEST_REASON]})
                self._task.keep(self._ahp)
        raise _LeftError


def read_judgement(line: str) -> tuple[float, str] | None:
    """Return the ratio of the first to the second and the reason, or None when the line is no judgement.

    ``1 3 reason``: the first matters three times as much. ``2 5 reason``: the second, five times. ``= reason``: equal.
    """
    if equal := _EQUAL.fullmatch(line):
        return 1.0, clean_text(equal[1])[:_LONGEST_REASON]
    found = _JUDGEMENT.fullmatch(line)
    if found is None:
        return None
    ratio = float(found[2].replace(",", "."))
    if ratio > _HIGHEST:
        return None
    return ratio if found[1] == "1" else 1 / ratio, clean_text(found[3] or "")[:_LONGEST_REASON]
