"""What can be typed instead of an answer: ``:back``, ``:note``, ``:goto`` and the rest, the same in every language.

A command returns whether the question on the screen goes on without being written again.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Literal

from rich.console import RenderableType

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.interview.plain import screens
from jazari_assess.interview.plain.desk import Desk, Leave
from jazari_assess.interview.session.entry import folded, matching, read_choice, western_digits
from jazari_assess.interview.session.session import Session
from jazari_assess.interview.session.store import OUTSIDE
from jazari_assess.model.assessment import EVIDENCE

Command = Callable[[Desk, str], bool]
_LONGEST_SHOWN = 80  # a line of what was typed; the rest would push the message itself out of sight
_MOST_NEAR = 9  # as many as can be read at a glance


def _deed(do: Callable[[Session, str], None]) -> Command:
    """Return a command that does something to the question on the screen and goes on."""

    def command(desk: Desk, rest: str) -> bool:
        del rest
        do(desk.session, desk.question())
        return False

    return command


def _move(do: Callable[[Session], None]) -> Command:
    """Return a command that goes elsewhere."""

    def command(desk: Desk, rest: str) -> bool:
        del rest
        do(desk.session)
        return False

    return command


def _reading(lines: Callable[[Desk], Sequence[RenderableType]]) -> Command:
    """Return a command that shows something to read; the question goes on."""

    def command(desk: Desk, rest: str) -> bool:
        del rest
        desk.talk.show(*lines(desk))
        return True

    return command


def _note(desk: Desk, rest: str) -> bool:
    name = desk.question()
    text = rest or desk.line("plain.note-prompt")
    if text:
        desk.session.note(name, "" if text == "-" else text)
        desk.say("plain.noted")
    return True


def _evidence(desk: Desk, rest: str) -> bool:
    name, interface = desk.question(), desk.guide.speech.interface
    names = {one: interface.say(f"evidence.{one}") for one in EVIDENCE}
    if not rest:
        desk.talk.show(*screens.numbered(desk.guide, tuple(names.values())))
        rest = desk.line()
    read = read_choice(rest, EVIDENCE, tuple(names.values()))
    evidence = next(one for one in EVIDENCE if one == read)
    desk.session.evidence(name, evidence)
    desk.say("question.evidence", text=names[evidence])
    return True


def _flag(desk: Desk, rest: str) -> bool:
    del rest
    name = desk.question()
    desk.session.flag(name)
    desk.say("question.flagged" if desk.guide.view(name).flagged else "question.unflagged")
    return True


def _goto(desk: Desk, rest: str) -> bool:
    desk.session.go(_meant(desk, rest))
    return False


def _meant(desk: Desk, typed: str) -> str:
    """Return the question meant: by its number in the list shown or on the route, its id, or words of its title."""
    digits, names = western_digits(typed), desk.session.route
    if digits.isdecimal():
        listed = desk.listed if desk.session.current is None and desk.listed else names
        if 1 <= int(digits[:_MOST_NEAR]) <= len(listed):
            return listed[int(digits[:_MOST_NEAR]) - 1]
    if typed in names:
        return typed
    texts = desk.guide.speech.questionnaire.questions
    found = matching(typed, [f"{texts[name].short} {texts[name].title} {name}" for name in names])
    exact = [names[index] for index in found if folded(texts[names[index]].short) == folded(typed)]
    if len(found) == 1 or exact:
        return exact[0] if exact else names[found[0]]
    values = {"found": typed[:_LONGEST_SHOWN]}
    if not found:
        raise ProblemsError([Problem(code="interview-no-question", values=values)])
    near = " · ".join(f"{index + 1} {texts[names[index]].short}" for index in found[:_MOST_NEAR])
    raise ProblemsError([Problem(code="entry-several-options", values={**values, "near": near})])


def _review(session: Session) -> None:
    session.current = None


def _turn(move: Literal["undo", "redo"], desk: Desk, rest: str) -> bool:
    del rest
    step = desk.session.undo() if move == "undo" else desk.session.redo()
    desk.write(desk.guide.step_words(move, step))
    return step is None


def _language(desk: Desk, rest: str) -> bool:
    known = desk.guide.content.languages
    if rest and rest not in known:
        raise ProblemsError([Problem(code="interview-no-language", values={"found": rest, "known": ", ".join(known)})])
    if rest:
        desk.guide.language = rest
    else:
        desk.guide.next_language()
    return False


def _notice(desk: Desk, rest: str) -> bool:
    del rest
    ask_notice(desk)
    return False


def ask_notice(desk: Desk) -> None:
    """Write the privacy notice and record what is said to it."""
    guide = desk.guide
    desk.talk.show(*screens.notice(guide.speech, guide.layout, guide.content.reference))
    guide.session.accept_notice(accepted=desk.agreed("notice.question"))


def _report(desk: Desk, rest: str) -> bool:
    del rest
    desk.say("reports.making")
    desk.guide.make_reports(desk.session, desk.guide.language, desk.reported)
    desk.say("reports.done")
    return True


def _save(desk: Desk, rest: str) -> bool:
    del rest
    desk.write(desk.guide.saved_words)
    return True


def settle(desk: Desk) -> bool:
    """Ask which one goes on where another program changed the file; say whether it is this interview."""
    guide, say = desk.guide, desk.guide.speech.say
    while True:
        desk.talk.show(*screens.numbered(guide, [say(f"outside.{choice}") for choice in OUTSIDE]))
        try:
            choice = read_choice(desk.line(), OUTSIDE, OUTSIDE)
            if choice == "difference":
                desk.talk.show(*(screens.words(guide, line) for line in guide.outside_lines()))
                continue
            copy = desk.session.keep_mine() if choice == "mine" else desk.session.take_theirs()
        except ProblemsError as error:
            desk.tell(error.problems)
        else:
            desk.say("outside.copied", path=str(copy))
            return choice == "mine"


def _quit(desk: Desk, rest: str) -> bool:
    del desk, rest
    raise Leave


COMMANDS: Mapping[str, Command] = {
    "help": _reading(lambda desk: screens.help_lines(desk.guide, COMMANDS)),
    "why": _reading(lambda desk: screens.explanation(desk.guide, desk.question())),
    "back": _move(lambda session: session.step(-1)),
    "next": _move(lambda session: session.step(1)),
    "skip": _deed(Session.skip),
    "unknown": _deed(Session.answer_unknown),
    "na": _deed(Session.answer_not_applicable),
    "same": _deed(Session.repeat_earlier),
    "section": _deed(Session.repeat_section),
    "note": _note,
    "evidence": _evidence,
    "flag": _flag,
    "clear": _deed(Session.clear),
    "goto": _goto,
    "review": _move(_review),
    "scores": _reading(lambda desk: screens.profile(desk.guide)),
    "undo": partial(_turn, "undo"),
    "redo": partial(_turn, "redo"),
    "lang": _language,
    "notice": _notice,
    "report": _report,
    "save": _save,
    "quit": _quit,
}
