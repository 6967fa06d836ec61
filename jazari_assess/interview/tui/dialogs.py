"""Small screens over the question: pick one of a list, look for one, write a note, read, make the reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, ProgressBar, Static, TextArea
from textual.widgets.option_list import Option

from jazari_assess.errors import ProblemsError
from jazari_assess.interview.bidi import Layout, Words
from jazari_assess.interview.session.store import CHANGED
from jazari_assess.interview.tui.keyboard import digit_of
from jazari_assess.model.strict import LONGEST_TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.events import Key

    from jazari_assess.interview.session.guide import Guide

Search = Callable[[str], Sequence[int]]


class Choosing(ModalScreen[int | None]):
    """A title over a list; ends with the position of what was chosen, or None."""

    def __init__(self, title: str, choices: Sequence[str], layout: Layout) -> None:
        """Take what there is to choose from."""
        super().__init__()
        self._title, self._choices, self._layout = title, choices, layout

    def action_leave(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)


class PickOne(Choosing):
    """A list to pick from with a digit, the arrows or the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", show=False)]

    def __init__(self, title: str, choices: Sequence[str], layout: Layout, *, present: int | None = None) -> None:
        """Show the choices numbered from 1, pointing at the present one."""
        super().__init__(title, choices, layout)
        self._present = present

    def compose(self) -> ComposeResult:
        """Title and list."""
        with Vertical(classes="dialog"):
            yield Static(Words(text=self._title, layout=self._layout, style="bold"))
            lines = (
                Words(text=text, layout=self._layout, prefix=f"{number:>2}  ")
                for number, text in enumerate(self._choices, start=1)
            )
            yield OptionList(*map(Option, lines), markup=False)

    def on_mount(self) -> None:
        """Point at the present choice."""
        self.query_one(OptionList).highlighted = self._present or 0

    def on_key(self, event: Key) -> None:
        """Take a digit as a choice."""
        digit = digit_of(event.character)
        if digit is not None and 0 < int(digit) <= len(self._choices):
            event.stop()
            self.dismiss(int(digit) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the choice that was clicked or entered."""
        self.dismiss(event.option_index)


class Find(Choosing):
    """A search over a list: typing narrows it, Enter takes the line pointed at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down", "point(1)", show=False),
        Binding("up", "point(-1)", show=False),
    ]

    def __init__(self, title: str, choices: Sequence[str], search: Search, layout: Layout) -> None:
        """Show every choice until something is typed; ``search`` returns the positions that fit."""
        super().__init__(title, choices, layout)
        self._search = search
        self._found: Sequence[int] = range(len(choices))

    def compose(self) -> ComposeResult:
        """Title, field and list."""
        with Vertical(classes="dialog"):
            yield Static(Words(text=self._title, layout=self._layout, style="bold"))
            yield Input()
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Show everything and type into the field."""
        self._fill()
        self.query_one(Input).focus()

    def _fill(self) -> None:
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(Option(Words(text=self._choices[index], layout=self._layout)) for index in self._found)
        listed.highlighted = 0 if self._found else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list."""
        self._found = self._search(event.value) if event.value.strip() else range(len(self._choices))
        self._fill()

    def on_input_submitted(self) -> None:
        """Take the line pointed at."""
        pointed = self.query_one(OptionList).highlighted
        if pointed is not None and self._found:
            self.dismiss(self._found[pointed])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the line that was clicked."""
        self.dismiss(self._found[event.option_index])

    def action_point(self, count: int) -> None:
        """Point further down or up while the field keeps the keys."""
        listed = self.query_one(OptionList)
        if self._found:
            listed.highlighted = ((listed.highlighted or 0) + count) % len(self._found)


class NoteArea(TextArea):
    """A text whose Enter ends it; Ctrl+J begins a new line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "end(False)", show=False, priority=True),
        Binding("escape", "end(True)", show=False, priority=True),
        Binding("ctrl+j", "new_line", show=False, priority=True),
    ]

    def action_end(self, leave: bool) -> None:  # noqa: FBT001 - from the key's own binding
        """End the text: what is written is saved."""
        if isinstance(self.screen, WriteNote):
            self.screen.end(leave=leave)

    def action_new_line(self) -> None:
        """Begin a new line."""
        self.insert("\n")


class WriteNote(ModalScreen[bool]):
    """The note of a question: it stays on the screen until it is saved; ends with whether something was.

    Enter and Escape save; where that is refused they try again, and Escape on the same text leaves without it.
    """

    def __init__(
        self,
        title: str,
        text: str,
        guide: Guide,
        save: Callable[[str], None],
        settle: Callable[[Callable[[], None]], None],
    ) -> None:
        """Show the note there is; ``settle`` asks which one goes on where another program changed the file."""
        super().__init__()
        self._title, self._before, self._guide, self._save, self._settle = title, text, guide, save, settle
        self._refused: str | None = None

    def compose(self) -> ComposeResult:
        """Title, text, hint with the count, and what is wrong."""
        with Vertical(classes="dialog"):
            yield Static(Words(text=self._title, layout=self._guide.layout, style="bold"))
            yield NoteArea(self._before)
            yield Static(id="count", classes="quiet")
            yield Static(id="wrong")

    def on_mount(self) -> None:
        """Write at the end."""
        area = self.query_one(NoteArea)
        area.move_cursor(area.document.end)
        area.focus()
        self.on_text_area_changed()

    def on_text_area_changed(self) -> None:
        """Say how long the text is, and how long it may be."""
        speech = self._guide.speech
        count, bound = (speech.figures.number(one) for one in (len(self.query_one(NoteArea).text), LONGEST_TEXT))
        told = f"{speech.say('note.hint')} · {speech.say('note.count', count=count, bound=bound)}"
        self.query_one("#count", Static).update(Words(text=told, layout=self._guide.layout))

    def end(self, *, leave: bool) -> None:
        """Save what is written and go; ``leave`` goes without it where it was refused already."""
        text = self.query_one(NoteArea).text
        if text == self._before or (leave and text == self._refused):
            self.dismiss(False)  # noqa: FBT003 - the screen's result
            return
        try:
            self._save(text)
        except ProblemsError as error:
            self._refused = text
            speech = self._guide.speech
            told = (*(text for one in error.problems for text in speech.problem(one)), speech.say("note.kept"))
            self.query_one("#wrong", Static).update(Words(text=" ".join(told), layout=self._guide.layout, style="bold"))
            if any(problem.code == CHANGED for problem in error.problems):
                self._settle(lambda: self.end(leave=False))
        else:
            self.dismiss(True)  # noqa: FBT003 - the screen's result


class Read(ModalScreen[None]):
    """Something to read; any of the leaving keys goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,s,enter,space,question_mark", "leave", show=False),
    ]

    def __init__(self, paragraphs: Sequence[Words]) -> None:
        """Show some paragraphs."""
        super().__init__()
        self._paragraphs = paragraphs

    def compose(self) -> ComposeResult:
        """The paragraphs, scrolled where they are too long."""
        with VerticalScroll(classes="dialog tall"):
            for paragraph in self._paragraphs:
                yield Static(paragraph)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)


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
            yield ProgressBar(show_eta=False)

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
            self._call(self._ended, " ".join(guide.speech.problem(one)[0] for one in error.problems))
        else:
            self._call(self._ended, guide.speech.say("reports.done"))

    def _call(self, function: object, *values: object) -> None:
        if self.app.is_running:
            self.app.call_from_thread(function, *values)  # type: ignore[arg-type] # typed by its two callers

    def _made(self, path: Path) -> None:
        self.query_one("#reports").mount(Static(str(path), markup=False))

    def _ended(self, told: str) -> None:
        self._is_done = True
        self.query_one("#state", Static).update(self._words(told, "bold"))
        self.query_one(ProgressBar).display = False

    def action_leave(self) -> None:
        """Go back once it is done."""
        if self._is_done:
            self.dismiss(None)
