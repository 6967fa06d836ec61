"""Longer texts of the full screen: hints, keys, the live profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rich.cells import cell_len

from jazari_assess.interview.bidi import Words
from jazari_assess.interview.session.keys import Pick, Statements, Ticks, Typed
from jazari_assess.interview.session.profile import bar, level_sentence, profile_rows
from jazari_assess.model.questionnaire import ProfileQuestion

if TYPE_CHECKING:
    from jazari_assess.interview.session.guide import Guide
    from jazari_assess.interview.tui.asking import Asking
    from jazari_assess.interview.tui.palette import Palette

KEYS = (
    "digits", "arrows", "pages", "enter", "note", "evidence", "flag", "unknown", "not-applicable", "same", "clear",
    "exact", "help", "search", "goto", "undo", "redo", "scores", "review", "language", "notice", "dark", "reports",
    "palette", "leave",
)  # fmt: skip
_BAR, _DIGITS = 20, 9


def hints(guide: Guide, asking: Asking | None) -> str:
    """Return what the keys do now, the nearest first."""
    say = guide.speech.say
    if asking is None:
        return say("hints.end")
    match asking.keys:
        case Pick(approximate=True, options=options):
            first = say("hints.steps", last=str(len(options)))
        case Pick(options=options):
            last = str(min(len(options), _DIGITS))
            in_profile = isinstance(guide.session.question(asking.name), ProfileQuestion)
            first = say("hints.pick-profile" if in_profile else "hints.pick", last=last)
        case Ticks():
            first = say("hints.ticks")
        case Statements():
            first = say("hints.statements")
        case Typed():
            first = say("hints.typed")
        case _:
            assert_never(asking.keys)
    more = [say("hints.not-applicable")] if asking.view.may_not_apply else []
    more += [say("hints.same")] if asking.view.earlier else []
    return " · ".join([first, *more, say("hints.common")])


def key_lines(guide: Guide, colours: Palette) -> list[Words]:
    """Return every key with what it does."""
    layout, say = guide.layout, guide.speech.say
    title = Words(text=say("keys.title"), layout=layout, style=colours.title)
    width = max(cell_len(say(f"keys.{key}.key")) for key in KEYS) + 2
    return [
        title,
        *(
            Words(text=say(f"keys.{key}.does"), layout=layout, prefix=say(f"keys.{key}.key").ljust(width))
            for key in KEYS
        ),
    ]


def live_lines(guide: Guide, colours: Palette) -> list[Words]:
    """Return a bar a dimension with its score and level, then the whole."""
    layout, rows = guide.layout, profile_rows(guide)
    widest = max(cell_len(row.title) for row in rows)
    lines = [Words(text=guide.speech.say("profile.title"), layout=layout, style=colours.title)]
    for row in rows:
        title = row.title + " " * (widest - cell_len(row.title))
        text = f"{title} {bar(row.share, _BAR)} {row.score:>5} {row.level}"
        lines.append(Words(text=text.rstrip(), layout=layout, style=colours.title if row is rows[-1] else ""))
    return [*lines, Words(text=level_sentence(guide), layout=layout, style=colours.marked)]
