"""Asking for pairwise judgements line by line; every judgement is on the disk before the next pair."""

from jazari_assess.app.judging import Judging, read_judgement, read_reason
from jazari_assess.app.wording import decimals, figures
from jazari_assess.cli.terminal.conversation import StandardStreams
from jazari_assess.cli.terminal.tables import clean, plain
from jazari_assess.cli.weights.table import ratio_words, standing_parts
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.maturity import Ahp
from jazari_assess.model.strict import SHORTEST_REASON

_LONGEST_SHOWN = 80
"""Characters repeated of a line that is not understood: one line of a terminal."""


class _LeftError(Exception):
    """The person left, or the input ended."""


class Dialogue:
    """Asks the open pairs of a node, or all of them when they are revised."""

    def __init__(
        self, judging: Judging, talk: StandardStreams, interface: InterfaceText, *, revise: bool = False
    ) -> None:
        """Go on from what was given so far."""
        self._judging, self._talk, self._interface, self._revise = judging, talk, interface, revise
        self._ahp = judging.given()
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
        return self._judging.left(self._ahp)

    def _say(self, key: str, **values: str) -> str:
        return self._interface.say(f"weights-new.{key}", **values)

    def _title(self, name: str) -> str:
        return self._judging.titles.get(name, name)

    def _introduce(self) -> None:
        items = len(self._judging.group.children)
        counts = {"pairs": str(len(self._judging.pairs)), "items": str(items), "left": str(self.left)}
        self._talk.show(
            plain(self._title(self._judging.node), "bold"),
            plain(self._say("intro", **counts)),
            plain(self._say("scale")),
            plain(self._say("how")),
        )
        if self._ahp is not None:
            self._show_standing(self._ahp)

    def _ask_pairs(self) -> None:
        place = 0
        while place < len(self._judging.pairs):
            known = self._judging.judgement(self._ahp, place) is not None
            place = place + 1 if known and not self._revise else self._ask_at(place)
        if not self._judging.is_joined(self._ahp):
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
                    if self._judging.judgement(self._ahp, place) is not None:
                        return place + 1
                case ":skip":
                    return place + 1
                case ":end":
                    return len(self._judging.pairs)
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
        if not 1 <= wanted <= len(self._judging.pairs):
            return place
        self._ask_at(wanted - 1)
        return place

    def _take(self, place: int, line: str) -> bool:
        """Take a line as a judgement, asking for its reason when it has none; return whether it was one."""
        found = read_judgement(line)
        if found is None:
            self._talk.show(plain(self._say("unclear", found=clean(line)[:_LONGEST_SHOWN])))
            return False
        ratio, reason = found
        while len(reason) < SHORTEST_REASON:
            reason = read_reason(self._line(self._say("why")))
        self._ahp = self._judging.judge(self._ahp, place, ratio, reason)
        self._show_standing(self._ahp)
        return True

    def _line(self, prompt: str) -> str:
        line = self._talk.ask(prompt)
        if line is None:
            self.ended = True
            raise _LeftError
        return line.strip()

    def _show_pair(self, place: int) -> None:
        first, second = self._judging.pairs[place]
        number = self._say("number", number=str(place + 1), total=str(len(self._judging.pairs)))
        self._talk.show(
            plain(""),
            plain(number, "dim"),
            plain(f"  1. {self._title(first)}"),
            plain(f"  2. {self._title(second)}"),
        )
        given = self._judging.judgement(self._ahp, place)
        if given is not None:
            ratio, reason = ratio_words(given[0], figures(self._interface)), given[1]
            self._talk.show(plain(self._say("given", ratio=ratio, reason=reason)))

    def _show_standing(self, ahp: Ahp) -> None:
        self._talk.show(*standing_parts(self._judging, ahp, self._interface))

    def _settled(self) -> Ahp:
        """Return the judgements once they agree, or once the reason why they need not is given."""
        while (ahp := self._ahp) is not None:
            if self._judging.is_accepted(ahp):
                return ahp
            ratio = self._judging.ratio(ahp)
            self._talk.show(plain(self._say("over", ratio=decimals(ratio, 3, figures(self._interface))), "yellow"))
            line = read_reason(self._line(self._say("over-prompt")))
            if line.isdecimal():
                self._moved(0, line)
            elif len(line) >= SHORTEST_REASON:
                self._ahp = self._judging.accept(ahp, line)
        raise _LeftError
