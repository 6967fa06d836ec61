"""Making the reports: one line a file, as soon as it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static

from jazari_assess.errors import ProblemsError
from jazari_assess.interview.bidi import Words

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from jazari_assess.interview.session.guide import Guide


class Reports(ModalScreen[None]):
    """Makes the reports in a thread of its own while this screen shows how far they are."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter,m", "leave", show=False)]

    def __init__(self, guide: Guide) -> None:
        """Take the interview as it stands."""
        super().__init__()
        self._guide = guide
        self._is_done = False

    def compose(self) -> ComposeResult:
        """What is happening, how far, and the files."""
        with VerticalScroll(classes="dialog", id="reports"):
            yield Static(self._words(self._guide.speech.say("reports.making"), "bold"), id="state")
            yield ProgressBar(total=self._guide.report_count, show_eta=False)

    def on_mount(self) -> None:
        """Begin."""
        self.run_worker(self._make, thread=True, exit_on_error=False)

    def _words(self, text: str, style: str = "") -> Words:
        return Words(text=text, layout=self._guide.layout, style=style)

    def _make(self) -> None:
        guide = self._guide
        try:
            guide.make_reports(guide.session, guide.language, lambda path: self._call(self._made, path))
        except ProblemsError as error:
            interface = guide.speech.interface
            told = [interface.say(f"problems.{one.code}.message", **one.values) for one in error.problems]
            self._call(self._ended, " ".join(told))
        else:
            self._call(self._ended, guide.speech.say("reports.done"))

    def _call(self, function: object, *values: object) -> None:
        if self.app.is_running:
            self.app.call_from_thread(function, *values)  # type: ignore[arg-type] # typed by its two callers

    def _made(self, path: Path) -> None:
        self.query_one(ProgressBar).advance(1)
        self.query_one("#reports").mount(Static(str(path), markup=False))

    def _ended(self, told: str) -> None:
        self._is_done = True
        self.query_one("#state", Static).update(self._words(told, "bold"))
        self.query_one(ProgressBar).display = False

    def action_leave(self) -> None:
        """Go back once it is done."""
        if self._is_done:
            self.dismiss(None)
