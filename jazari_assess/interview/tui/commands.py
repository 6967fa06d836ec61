"""The command palette: everything a key does, found by its words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from rich.text import Text
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from jazari_assess.interview.bidi import visual
from jazari_assess.interview.tui.question_keys import ACTIONS, QuestionKeys

if TYPE_CHECKING:
    from jazari_assess.interview.session.guide import Guide


class InterviewCommands(Provider):
    """The actions of the interview's screen, worded in its present language."""

    def _known(self) -> list[tuple[str, str]]:
        screen = self.screen
        if not isinstance(screen, QuestionKeys):
            return []
        say = screen.guide.speech.say
        return [(action, f"{say(f'keys.{name}.does')} ({say(f'keys.{name}.key')})") for name, _, action in ACTIONS]

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for action, told in self._known():
            yield DiscoveryHit(self._seen(told), self._doing(action), text=told)

    async def search(self, query: str) -> Hits:
        """Offer what fits."""
        matcher = self.matcher(query)
        for action, told in self._known():
            score = matcher.match(told)
            if score > 0:
                yield Hit(score, self._seen(told), self._doing(action), text=told)

    def _seen(self, told: str) -> Text:
        screen = self.screen
        layout = screen.guide.layout if isinstance(screen, QuestionKeys) else None
        return Text(visual(told) if layout is not None and layout.is_visual else told)

    def _doing(self, action: str) -> Callable[[], Awaitable[None]]:
        async def do() -> None:
            await self.screen.run_action(action)

        return do


def palette_screen(guide: Guide) -> CommandPalette:
    """Return the palette in the present language."""
    return CommandPalette(providers=[InterviewCommands], placeholder=guide.speech.say("palette.placeholder"))
