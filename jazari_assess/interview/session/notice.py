"""The privacy notice (law 09-08) in words."""

from jazari_assess.interview.session.view import Speech


def notice_lines(speech: Speech, reference: str) -> tuple[str, ...]:
    """Return the title of the notice, then its paragraphs; the last is the institute's own CNDP reference."""
    parts = [speech.say(f"notice.{part}") for part in ("title", "purpose", "place", "asked", "rights", "retention")]
    own = speech.say("notice.reference", reference=reference) if reference else speech.say("notice.no-reference")
    return (*parts, own)
