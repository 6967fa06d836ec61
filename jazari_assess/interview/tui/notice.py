"""The privacy notice, and for a new file the firm's name: shown before anything personal is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from jazari_assess.interview.bidi import Layout, Words
from jazari_assess.interview.session.view import notice_lines
from jazari_assess.interview.tui.keyboard import digit_of

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Key

    from jazari_assess.interview.session.view import Speech


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was said to the notice, and the firm's name where it was asked."""

    accepted: bool
    firm: str | None


class Notice(ModalScreen[Said]):
    """The notice with two answers: 1 accepts, 2 refuses; then the firm's name where ``asks_firm``."""

    CSS_PATH = "style.tcss"

    AUTO_FOCUS = ""

    def __init__(self, speech: Speech, layout: Layout, reference: str, *, asks_firm: bool) -> None:
        """Show the notice; ``reference`` is the institute's own at the CNDP."""
        super().__init__()
        self._speech, self._layout, self._reference, self._asks_firm = speech, layout, reference, asks_firm
        self._accepted: bool | None = None

    def compose(self) -> ComposeResult:
        """The notice, its question and answers, the field of the name."""
        say = self._speech.say
        with VerticalScroll(classes="whole"):
            for index, text in enumerate(notice_lines(self._speech, self._reference)):
                yield Static(Words(text=text, layout=self._layout, style="" if index else "bold"))
            yield Static(Words(text=say("notice.question"), layout=self._layout, style="bold"))
            for number, key in enumerate(("accept", "refuse"), start=1):
                words = Words(text=say(f"notice.{key}"), layout=self._layout, prefix=f"  {number}  ")
                yield Static(words, id=key, classes="answer")
            name = f"{say('notice.firm')}. {say('notice.firm-help')}"
            yield Static(Words(text=name, layout=self._layout, style="bold"), id="firm-title")
            yield Input(id="firm", max_length=300)

    def on_mount(self) -> None:
        """Ask the name only once the notice is answered; the answers stay in sight."""
        self.query_one("#firm-title").display = False
        self.query_one("#firm").display = False
        self.set_focus(None)
        self.call_after_refresh(self.query_one("#refuse").scroll_visible, animate=False)

    def on_key(self, event: Key) -> None:
        """Take 1 or 2."""
        digit = digit_of(event.character)
        if self._accepted is None and digit in ("1", "2"):
            event.stop()
            self._answered(accepted=digit == "1")

    def on_click(self, event: object) -> None:
        """Take a click on an answer."""
        widget = getattr(event, "widget", None)
        if self._accepted is None and widget is not None and widget.id in ("accept", "refuse"):
            self._answered(accepted=widget.id == "accept")

    def _answered(self, *, accepted: bool) -> None:
        self._accepted = accepted
        if not self._asks_firm:
            self.dismiss(Said(accepted=accepted, firm=None))
            return
        self.query_one("#accept" if accepted else "#refuse").add_class("chosen")
        self.query_one("#firm-title").display = True
        field = self.query_one("#firm", Input)
        field.display = True
        field.focus()
        self.call_after_refresh(field.scroll_visible, animate=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the name, unless it is empty."""
        if self._accepted is not None and event.value.strip():
            self.dismiss(Said(accepted=self._accepted, firm=event.value))
