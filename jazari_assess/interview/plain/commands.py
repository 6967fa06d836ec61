"""What can be typed instead of an answer: ``:back``, ``:note``, ``:goto`` and the rest, the same in every language.

A command returns whether the question on the screen goes on without being written again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.interview.plain import screens
from jazari_assess.interview.session.entry import folded, matching, western_digits
from jazari_assess.interview.session.steps import step_words
from jazari_assess.model.assessment import EVIDENCE, Evidence

if TYPE_CHECKING:
    from jazari_assess.interview.plain.interface import PlainInterview


class Leave(Exception):  # noqa: N818 - it is no error: the person leaves, or the input ends
    """The interview ends here, with everything saved."""


def _current(plain: PlainInterview) -> str:
    name = plain.guide.session.current
    if name is None:
        raise ProblemsError([Problem(code="interview-no-question-now")])
    return name


def _help(plain: PlainInterview, rest: str) -> bool:
    del rest
    plain.talk.show(*screens.help_lines(plain.guide))
    return True


def _why(plain: PlainInterview, rest: str) -> bool:
    del rest
    plain.talk.show(*screens.explanation(plain.guide, plain.guide.view(_current(plain))))
    return True


def _back(plain: PlainInterview, rest: str) -> bool:
    del rest
    plain.guide.session.step(-1)
    return False


def _next(plain: PlainInterview, rest: str) -> bool:
    del rest
    plain.guide.session.step(1)
    return False


def _skip(plain: PlainInterview, rest: str) -> bool:
    del rest
    plain.guide.session.skip(_current(plain))
    return False


def _unknown(plain: PlainInterview, rest: str) -> bool:
    del rest
    plain.guide.session.answer_unknown(_current(plain))
    return False


def _not_applicable(plain: PlainInterview, rest: str) -> bool:
    del rest
    plain.guide.session.answer_not_applicable(_current(plain))
    return False


def _same(plain: PlainInterview, rest: str) -> bool:
    del rest
    name = _current(plain)
    if plain.guide.session.earlier_answer_to(name) is None:
        raise ProblemsError([Problem(code="interview-no-earlier-answer")])
    plain.guide.session.repeat_earlier(name)
    return False


def _note(plain: PlainInterview, rest: str) -> bool:
    name = _current(plain)
    text = rest or plain.line(plain.guide.speech.say("plain.note-prompt"))
    if text:
        plain.guide.session.note(name, "" if text == "-" else text)
        plain.say(plain.guide.speech.say("plain.noted"))
    return True


def _evidence(plain: PlainInterview, rest: str) -> bool:
    name, speech = _current(plain), plain.guide.speech
    names = [speech.interface.say(f"evidence.{one}") for one in EVIDENCE]
    if not rest:
        plain.talk.show(*(screens.words(plain.guide, words, prefix=f"{n}  ") for n, words in enumerate(names, start=1)))
        rest = plain.line(speech.say("plain.prompt"))
    chosen = _one_of(rest, names)
    evidence: Evidence = EVIDENCE[chosen]
    plain.guide.session.evidence(name, evidence)
    plain.say(speech.say("question.evidence", text=names[chosen]))
    return True


def _one_of(typed: str, labels: list[str]) -> int:
    digits = western_digits(typed)
    if digits.isdecimal() and len(digits) == 1 and 1 <= int(digits) <= len(labels):
        return int(digits) - 1
    found = matching(typed, labels)
    if len(found) != 1:
        values = {"found": typed[:80], "last": str(len(labels))}
        raise ProblemsError([Problem(code="entry-no-option", values=values)])
    return found[0]


def _flag(plain: PlainInterview, rest: str) -> bool:
    del rest
    name = _current(plain)
    plain.guide.session.flag(name)
    flagged = plain.guide.view(name).flagged
    plain.say(plain.guide.speech.say("question.flagged" if flagged else "question.unflagged"))
    return True


def _clear(plain: PlainInterview, rest: str) -> bool:
    del rest
    plain.guide.session.clear(_current(plain))
    return False


def _goto(plain: PlainInterview, rest: str) -> bool:
    plain.guide.session.go(_meant(plain, rest))
    return False


def _meant(plain: PlainInterview, typed: str) -> str:
    """Return the question meant: by its number in the list shown or on the route, its id, or words of its title."""
    guide, digits = plain.guide, western_digits(typed)
    names = guide.session.route
    if digits.isdecimal():
        listed = plain.listed if guide.session.current is None and plain.listed else names
        if 1 <= int(digits[:9]) <= len(listed):
            return listed[int(digits[:9]) - 1]
    if typed in names:
        return typed
    texts = guide.speech.questionnaire.questions
    found = matching(typed, [f"{texts[name].short} {texts[name].title} {name}" for name in names])
    exact = [names[index] for index in found if folded(texts[names[index]].short) == folded(typed)]
    if len(found) == 1 or exact:
        return exact[0] if exact else names[found[0]]
    if found:
        near = " · ".join(f"{index + 1} {texts[names[index]].short}" for index in found[:9])
        raise ProblemsError([Problem(code="entry-several-options", values={"found": typed[:80], "near": near})])
    raise ProblemsError([Problem(code="interview-no-question", values={"found": typed[:80]})])


def _review(plain: PlainInterview, rest: str) -> bool:
    del rest
    plain.guide.session.current = None
    return False


def _scores(plain: PlainInterview, rest: str) -> bool:
    del rest
    plain.talk.show(*screens.profile(plain.guide))
    return True


def _undo(plain: PlainInterview, rest: str) -> bool:
    del rest
    step = plain.guide.session.undo()
    plain.say(step_words(plain.guide, "undo", step))
    return step is None


def _redo(plain: PlainInterview, rest: str) -> bool:
    del rest
    step = plain.guide.session.redo()
    plain.say(step_words(plain.guide, "redo", step))
    return step is None


def _language(plain: PlainInterview, rest: str) -> bool:
    known = plain.guide.content.languages
    if rest and rest not in known:
        raise ProblemsError([Problem(code="interview-no-language", values={"found": rest, "known": ", ".join(known)})])
    if rest:
        plain.guide.language = rest
    else:
        plain.guide.next_language()
    return False


def _notice(plain: PlainInterview, rest: str) -> bool:
    del rest
    plain.guide.session.accept_notice(accepted=ask_notice(plain))
    return False


def ask_notice(plain: PlainInterview) -> bool:
    """Write the privacy notice and return whether it was accepted."""
    guide = plain.guide
    plain.talk.show(*screens.notice(guide.speech, guide.layout, guide.content.reference))
    return plain.agreed(plain.guide.speech.say("notice.question"))


def _report(plain: PlainInterview, rest: str) -> bool:
    del rest
    guide = plain.guide
    plain.say(guide.speech.say("reports.making"))
    guide.make_reports(guide.session, guide.language, plain.reported)
    plain.say(guide.speech.say("reports.done"))
    return True


def _save(plain: PlainInterview, rest: str) -> bool:
    del rest
    plain.say(plain.guide.speech.say("plain.saved", path=str(plain.guide.session.store.path)))
    return True


def _quit(plain: PlainInterview, rest: str) -> bool:
    del plain, rest
    raise Leave


COMMANDS: Mapping[str, Callable[[PlainInterview, str], bool]] = {
    "help": _help,
    "why": _why,
    "back": _back,
    "next": _next,
    "skip": _skip,
    "unknown": _unknown,
    "na": _not_applicable,
    "same": _same,
    "note": _note,
    "evidence": _evidence,
    "flag": _flag,
    "clear": _clear,
    "goto": _goto,
    "review": _review,
    "scores": _scores,
    "undo": _undo,
    "redo": _redo,
    "lang": _language,
    "notice": _notice,
    "report": _report,
    "save": _save,
    "quit": _quit,
}
