"""The interview line by line, on the standard streams."""

from typing import TYPE_CHECKING

from jazari_assess.cli.conversation import StandardStreams, ended_by_signals
from jazari_assess.interview.bidi import Bidi, Layout
from jazari_assess.interview.guide import Guide, Ready
from jazari_assess.interview.opening import Draft
from jazari_assess.interview.plain import PlainInterview, begin_plain

if TYPE_CHECKING:
    from jazari_assess.interview.session import Session


def hold_plain(opened: Ready, *, language: str, bidi: Bidi) -> None:
    """Hold the interview until the person leaves or the input ends; Ctrl-C and ending signals pass through."""
    talk = StandardStreams()
    with ended_by_signals():
        session = _begun(opened, talk, language, bidi)
        if session is None:
            return
        guide = Guide(
            session=session,
            content=opened.content,
            language=language,
            bidi=bidi,
            make_reports=opened.make_reports,
        )
        PlainInterview(guide, talk).run()


def _begun(opened: Ready, talk: StandardStreams, language: str, bidi: Bidi) -> "Session | None":
    if not isinstance(opened.begun, Draft):
        return opened.begun
    direction = opened.content.speak(language).interface.direction
    return begin_plain(opened.begun, opened.content, talk, language, Layout(direction=direction, bidi=bidi))
