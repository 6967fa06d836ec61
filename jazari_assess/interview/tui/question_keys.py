"""What the letter keys do: note, evidence, undo, search, language and the rest, and the palette that lists them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.interview.bidi import visual
from jazari_assess.interview.session.entry import matching
from jazari_assess.interview.session.keys import Pick, Statements
from jazari_assess.interview.session.review import unproven
from jazari_assess.interview.session.session import Session
from jazari_assess.interview.tui import words
from jazari_assess.interview.tui.dialogs import Find, PickOne, Read, Reports, WriteNote
from jazari_assess.interview.tui.keyboard import ACTIONS
from jazari_assess.interview.tui.notice import Notice, Said
from jazari_assess.interview.tui.telling import Telling
from jazari_assess.model.assessment import EVIDENCE, Given
from jazari_assess.model.questionnaire import ProfileQuestion

if TYPE_CHECKING:
    from jazari_assess.interview.session.guide import Guide
    from jazari_assess.interview.tui.asking import Asking


class QuestionKeys(Telling):
    """The letter keys of the interview's screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, action, show=False) for _, key, action in ACTIONS),
        Binding("backspace", "statement_back", show=False),
    ]

    asking: Asking | None
    with_help: bool

    @abstractmethod
    def bring_help_into_sight(self) -> None:
        """Scroll to the help of the question."""

    @abstractmethod
    def take_option(self, position: int) -> None:
        """Answer with the option at a position."""

    # Answers without a value ---------------------------------------------------------------------------------------

    def action_unknown(self) -> None:
        """Nobody knows."""
        self._without_value(Session.answer_unknown)

    def action_not_applicable(self) -> None:
        """The firm lacks the subject."""
        self._without_value(Session.answer_not_applicable)

    def action_clear(self) -> None:
        """Take the answer back."""
        self._without_value(Session.clear)

    def _without_value(self, deed: Callable[[Session, str], None]) -> None:
        if self.asking is not None and self.is_meant():
            name = self.asking.name
            self.agree(name, None, lambda: deed(self.guide.session, name))

    def action_same(self) -> None:
        """Answer as in the earlier assessment."""
        if self.asking is not None and self.is_meant():
            name, session = self.asking.name, self.guide.session
            earlier = session.earlier_answer_to(name)
            value = earlier.answer if isinstance(earlier, Given) else None
            self.agree(name, value, lambda: session.repeat_earlier(name))

    def action_section(self) -> None:
        """Answer the rest of the section as in the earlier assessment."""
        if self.asking is not None and self.is_meant():
            name, session = self.asking.name, self.guide.session
            self.attempt(lambda: session.repeat_section(name))

    def action_exact(self) -> None:
        """Type the number in full where values are offered."""
        if self.asking is not None and isinstance(self.asking.keys, Pick) and self.asking.keys.approximate:
            self.ask(exact=True)

    def action_statement_back(self) -> None:
        """Go back one statement."""
        if self.asking is not None and isinstance(self.asking.keys, Statements):
            self.asking.statement_back()
            self.show()

    # What stands beside an answer ----------------------------------------------------------------------------------

    def action_note(self) -> None:
        """Write the note."""
        if self.asking is None:
            return
        name, session = self.asking.name, self.guide.session
        if isinstance(session.question(name), ProfileQuestion):
            self.tell_problems(ProblemsError([Problem(code="interview-no-note")]))
            return
        title = f"{self.guide.speech.say('note.title')} · {self.guide.title_of(name)}"
        before = self.guide.view(name).note
        dialog = WriteNote(title, before, self.guide, lambda text: session.note(name, text), self.settle)

        def ended(is_saved: bool | None) -> None:  # noqa: FBT001 - the dialog's result
            if is_saved:
                self.tell_recorded()
                self.show()

        self.app.push_screen(dialog, ended)

    def action_evidence(self) -> None:
        """Say what the answer rests on."""
        if self.asking is None:
            return
        name, speech = self.asking.name, self.guide.speech
        answer = self.guide.session.answer_to(name)
        present = None if answer is None or answer.evidence is None else EVIDENCE.index(answer.evidence)

        def chosen(position: int | None) -> None:
            if position is not None:
                self.attempt(lambda: self.guide.session.evidence(name, EVIDENCE[position]), then=self.show)

        choices = [speech.interface.say(f"evidence.{one}") for one in EVIDENCE]
        title = " · ".join(part for part in (speech.say("evidence.title"), self.guide.view(name).evidence_hint) if part)
        self.app.push_screen(PickOne(title, choices, self.guide.layout, present=present), chosen)

    def action_flag(self) -> None:
        """Set the flag "come back to this", or take it away."""
        if self.asking is not None:
            name = self.asking.name
            self.attempt(lambda: self.guide.session.flag(name), then=self.show)

    # Finding one's way ---------------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Show help, reason and what to look for; on a second press the keys."""
        if self.with_help or self.asking is None:
            self.app.push_screen(Read(words.key_lines(self.guide, self.colours)))
            return
        self.with_help = True
        self.show()
        self.call_after_refresh(self.bring_help_into_sight)

    def action_search(self) -> None:
        """Look for an option of a long list, or for a question."""
        asking = self.asking
        is_long = asking is not None and isinstance(self.guide.session.question(asking.name), ProfileQuestion)
        if asking is None or not is_long or not isinstance(asking.keys, Pick):
            self.action_goto()
        else:
            self._find(self.guide.title_of(asking.name), asking.options, self.take_option)

    def action_goto(self) -> None:
        """Go to a question found by its words."""
        names, texts = self.guide.session.route, self.guide.speech.questionnaire.questions
        shown = [f"{texts[name].short} · {texts[name].title}" for name in names]
        self._find(self.guide.speech.say("goto.title"), shown, lambda position: self._go(names[position]))

    def action_review(self) -> None:
        """List what is open and go there."""
        guide, say = self.guide, self.guide.speech.say
        items = (*guide.review(), *unproven(guide.session))
        if not items:
            self.tell(say("review.nothing"))
            return
        shown = [f"{guide.title_of(item.question)} · {guide.reason_words(item)}" for item in items]
        title = guide.review_words()
        self._find(title, shown, lambda position: self._go(items[position].question))

    def _go(self, name: str) -> None:
        self.attempt(lambda: self.guide.session.go(name))

    def _find(self, title: str, shown: Sequence[str], then: Callable[[int], None]) -> None:
        def chosen(position: int | None) -> None:
            if position is not None:
                then(position)

        self.app.push_screen(Find(title, shown, lambda typed: matching(typed, shown), self.guide.layout), chosen)

    def action_scores(self) -> None:
        """Show the profile so far."""
        self.app.push_screen(Read(words.live_lines(self.guide, self.colours)))

    # The past, the screen, the end ---------------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Take the last change back."""
        self.attempt(lambda: self.tell(self.guide.step_words("undo", self.guide.session.undo())))

    def action_redo(self) -> None:
        """Make it again."""
        self.attempt(lambda: self.tell(self.guide.step_words("redo", self.guide.session.redo())))

    def action_language(self) -> None:
        """Speak the next language, at the same place."""
        self.guide.next_language()
        self.show()

    def action_dark(self) -> None:
        """Change between a light and a dark screen."""
        self.app.theme = "textual-light" if self.app.current_theme.dark else "textual-dark"
        self.show()

    def action_notice(self) -> None:
        """Show the privacy notice again, and record what is said to it."""
        guide = self.guide

        def said(answer: Said | None) -> None:
            if answer is not None:
                self.attempt(lambda: guide.session.accept_notice(accepted=answer.accepted))

        self.app.push_screen(Notice(guide.speech, guide.layout, guide.content.reference, asks_firm=False), said)

    def action_reports(self) -> None:
        """Make the reports, showing each as soon as it is there."""
        self.app.push_screen(Reports(self.guide))

    async def action_leave(self) -> None:
        """Leave; everything is saved."""
        await self.app.action_quit()


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
        return Text(visual(told) if isinstance(screen, QuestionKeys) and screen.guide.layout.is_visual else told)

    def _doing(self, action: str) -> Callable[[], Awaitable[None]]:
        async def do() -> None:
            await self.screen.run_action(action)

        return do


def palette_screen(guide: Guide) -> CommandPalette:
    """Return the palette in the present language."""
    return CommandPalette(providers=[InterviewCommands], placeholder=guide.speech.say("palette.placeholder"))
