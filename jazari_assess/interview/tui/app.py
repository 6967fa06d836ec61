"""The application: a first screen at once, the files read behind it, then the interview."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.widgets import Static

from jazari_assess.interview.bidi import LETTERS_AS_TOLD, Bidi
from jazari_assess.interview.session.pace import GUARD, Pace

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from jazari_assess.interview.session.guide import Guide, Ready
    from jazari_assess.interview.session.session import Session
    from jazari_assess.interview.tui.notice import Said

_SIGNAL_CHECK = 0.2  # seconds: nobody notices it, and it costs nothing


class InterviewApp(App[None]):
    """The full-screen interview.

    ``open_everything`` reads the files and is called in a thread once the first screen is up; ``failure`` holds what
    it raised, for the caller to raise again when the terminal is as it was. ``interrupted`` says that the interview was
    ended by Ctrl-C or by a signal.
    """

    TITLE = "Jazari Assess"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c", "interrupt", show=False, priority=True),
        Binding("ctrl+d", "quit", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False),
    ]

    def __init__(self, open_everything: Callable[[], Ready], *, file: str, guard: float = GUARD) -> None:
        """Hold what is needed for the first screen; nothing is read yet. ``guard``: see ``Pace``."""
        super().__init__()
        self._guard = guard
        self._open_everything, self._file = open_everything, file
        self.failure: Exception | None = None
        self.interrupted = False
        self.guide: Guide | None = None
        self.told_to_end = False
        self.letters_as_told = False

    def compose(self) -> ComposeResult:
        """The first screen, up before anything is read: which program, which file, the same in every language."""
        yield Static(self.TITLE or "", markup=False)
        yield Static(self._file, markup=False)

    def on_mount(self) -> None:
        """Read once the first screen is up."""
        self.set_interval(_SIGNAL_CHECK, self._end_when_told)
        self.call_after_refresh(self.run_worker, self._open, thread=True, exit_on_error=False)

    def _open(self) -> None:
        try:
            ready = self._open_everything()
            from jazari_assess.interview.tui import main  # noqa: F401, PLC0415 loaded behind the first screen
        except Exception as error:  # noqa: BLE001 it is raised again by the caller, in the terminal as it was
            self.call_from_thread(self._fail, error)
        else:
            self.call_from_thread(self._opened, ready)

    def _fail(self, error: Exception) -> None:
        self.failure = error
        self.call_next(self.action_quit)

    def _opened(self, ready: Ready) -> None:
        from jazari_assess.interview.session.opening import NewInterview  # noqa: PLC0415
        from jazari_assess.interview.tui.notice import Notice  # noqa: PLC0415

        self._order_letters(ready.bidi)
        begun = ready.begun
        if not isinstance(begun, NewInterview) and begun.assessment.consent is not None:
            self._begin(ready, begun)
            return
        asks_firm = isinstance(begun, NewInterview) and begun.firm is None
        speech, reference = ready.content.speak(ready.language), ready.content.reference
        notice = Notice(speech, ready.layout, reference, asks_firm=asks_firm)
        self.push_screen(notice, lambda said: self._noticed(ready, said))

    def _order_letters(self, bidi: Bidi) -> None:
        """Ask the terminal to put each letter where it is told, when the letters are ordered here."""
        if bidi == "visual" and self._driver is not None and not self.is_headless:
            self._driver.write(LETTERS_AS_TOLD)
            self.letters_as_told = True

    def _noticed(self, ready: Ready, said: Said | None) -> None:
        from jazari_assess.interview.session.opening import NewInterview  # noqa: PLC0415

        if said is None:
            return
        begun = ready.begun
        if isinstance(begun, NewInterview):
            self._begin(ready, begun.begin(said.firm or begun.firm or "", accepted=said.accepted))
        else:
            begun.accept_notice(accepted=said.accepted)
            self._begin(ready, begun)

    def _begin(self, ready: Ready, session: Session) -> None:
        from jazari_assess.interview.tui.main import MainScreen  # noqa: PLC0415

        self.guide = ready.guide(session)
        self.title = self.guide.speech.say("welcome")
        self.push_screen(MainScreen(self.guide, Pace(guard=self._guard)))

    # Ending --------------------------------------------------------------------------------------------------------

    async def action_interrupt(self) -> None:
        """Leave as Ctrl-C asks; everything is saved."""
        self.interrupted = True
        await self.action_quit()

    async def _end_when_told(self) -> None:
        if self.told_to_end:
            await self.action_interrupt()

    def _handle_exception(self, error: Exception) -> None:
        """End without Textual's own traceback: it shows local variables, and these hold a firm's answers."""
        self.failure = self.failure or error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def action_command_palette(self) -> None:
        """Show every command with its key, in the present language."""
        from jazari_assess.interview.tui.question_keys import palette_screen  # noqa: PLC0415

        if self.guide is not None:
            self.push_screen(palette_screen(self.guide))
