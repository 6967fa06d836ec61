"""The interview line by line, on the standard streams."""

from typing import TYPE_CHECKING

from jazari_assess.cli.terminal.conversation import StandardStreams, ended_by_signals
from jazari_assess.interview.plain.interface import PlainInterview, begin_plain
from jazari_assess.interview.session.guide import Ready
from jazari_assess.interview.session.opening import Draft

if TYPE_CHECKING:
    from jazari_assess.interview.session.session import Session


def hold_plain(opened: Ready) -> None:
    """Hold the interview until the person leaves or the input ends; Ctrl-C and ending signals pass through."""
    talk = StandardStreams()
    with ended_by_signals():
        session = _begun(opened, talk)
        if session is not None:
            PlainInterview(opened.guide(session), talk).run()


def _begun(opened: Ready, talk: StandardStreams) -> "Session | None":
    if not isinstance(opened.begun, Draft):
        return opened.begun
    return begin_plain(opened.begun, opened.content, talk, opened.language, opened.layout)
