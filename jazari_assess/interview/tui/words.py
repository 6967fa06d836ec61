"""Texts of the full screen: place, sections, hints, keys, the live profile, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from rich.cells import cell_len, set_cell_size

from jazari_assess.interview.bidi import Words
from jazari_assess.interview.session.keys import NUMBER_KEYS, Pick, Statements, Ticks, Typed
from jazari_assess.interview.session.profile import bar, level_sentence, profile_rows
from jazari_assess.interview.tui.keyboard import ACTIONS
from jazari_assess.interview.tui.paragraphs import Palette, Paragraph
from jazari_assess.model.questionnaire import ProfileQuestion

if TYPE_CHECKING:
    from jazari_assess.interview.session.guide import Guide
    from jazari_assess.interview.tui.asking import Asking

KEYS = ("digits", "arrows", "pages", "enter", *(name for name, _, _ in ACTIONS if name != "leave"), "palette", "leave")
_BAR = 20  # cells: five points each
_NO_BREAK = "\u00a0"
"""A key stays on one line with what it does."""
_SIDE = 24  # cells inside the side's padding, as in style.tcss
_FIGURES = 5  # "100.0" and "12/12"
_TITLE = _SIDE - _FIGURES - 1
_DOT = 3  # " · "
_LEAST = 8  # cells: fewer of a name say nothing


def place(guide: Guide, since: float, width: int) -> Words:
    """Return where the interview is, in one line: the firm, its stage, how far, since when, and the section.

    ``since`` is in seconds; what has no room is cut, the section first.
    """
    speech, done, name = guide.speech, guide.progress(), guide.session.current
    assessment = guide.session.assessment
    told = speech.say(
        "progress.short",
        answered=str(done.answered),
        total=str(done.total),
        weight=guide.coverage,
        minutes=str(round(done.minutes)),
        since=str(round(since / 60)),
    )
    shown = f"{assessment.stage} · {told}"
    firm = _cut_to(assessment.profile.firm, max(width - cell_len(shown) - _DOT, _LEAST))
    text = f"{firm} · {shown}"
    room = width - cell_len(text) - _DOT
    if name is not None and room >= _LEAST:
        text = f"{text} · {_cut_to(guide.section_title(name), room)}"
    return Words(text=_cut_to(text, width), layout=guide.layout)


def side(guide: Guide, colours: Palette) -> list[Paragraph]:
    """Return the sections: how far each is, and its score once all of it is answered."""
    nodes, current = guide.standing(), guide.session.current
    here = None if current is None else guide.session.questionnaire.section_of(current)
    shown = []
    for section in guide.sections():
        done, node = guide.progress(section), nodes.get(section)
        is_done = done.answered == done.total
        score = node.score if node is not None and is_done else None
        told = f"{done.answered}/{done.total}" if score is None else guide.speech.figures.score(score)
        style = colours.pointed if section == here else colours.chosen if is_done else ""
        title = guide.layout.filled(_cut_to(_short_title(guide, section), _TITLE), _TITLE)
        text = f"{title} {told.rjust(_FIGURES)}"
        words = Words(text=text, layout=guide.layout, style=style)
        shown.append(Paragraph(words=words, click=f"section {section}"))
    return shown


def _short_title(guide: Guide, section: str) -> str:
    known = guide.speech.model.nodes
    return known[section].short if section in known else guide.speech.questionnaire.sections[section].title


def _cut_to(text: str, width: int) -> str:
    """Return a text of at most ``width`` cells; one that is cut ends with dots, behind a word where half is left."""
    if cell_len(text) <= width:
        return text
    cut = set_cell_size(text, max(width - 1, 0)).rstrip()
    whole = cut.rpartition(" ")[0] if text[len(cut) : len(cut) + 1].strip() else cut
    return f"{whole if 2 * cell_len(whole) >= width else cut}…"


def end(guide: Guide, colours: Palette) -> list[Paragraph]:
    """Return flags and contradictions, the profile, where the firm stands among others, what to review, the key on."""
    layout = guide.layout
    warnings = (*guide.flag_lines(with_reasons=False), *guide.check_lines())
    warned = [Words(text=text, layout=layout, style=colours.marked) for text in warnings]
    empty = Words(text="", layout=layout)
    others = guide.among()
    told = [text for text in (guide.review_words(), guide.asked_again()) if text]
    shown = [
        *warned,
        *[empty] * bool(warned),
        *live_lines(guide, colours),
        empty,
        *(Words(text=text, layout=layout) for text in (*others, *[""] * bool(others), *told)),
        Words(text=guide.speech.say("end.reports"), layout=layout, style=colours.marked),
    ]
    return [Paragraph(words=one) for one in shown]


def hints(guide: Guide, asking: Asking | None) -> str:
    """Return what the keys do now, the nearest first."""
    say = guide.speech.say
    if asking is None:
        return say("hints.end")
    match asking.keys:
        case Pick(approximate=True, options=options):
            first = say("hints.steps", last=str(len(options)))
        case Pick(options=options):
            last = str(min(len(options), NUMBER_KEYS))
            in_profile = isinstance(guide.session.question(asking.name), ProfileQuestion)
            first = say("hints.pick-profile" if in_profile else "hints.pick", last=last)
        case Ticks(most=None):
            first = say("hints.ticks")
        case Ticks(most=most):
            first = say("hints.ticks-up-to", most=str(most))
        case Statements():
            first = say("hints.statements")
        case Typed():
            first = say("hints.typed")
        case _:
            assert_never(asking.keys)
    more = [say("hints.not-applicable")] if asking.view.may_not_apply else []
    more += [say("hints.same")] if asking.view.earlier else []
    told = " · ".join([first, *more, say("hints.common")])
    return " · ".join(one.replace(" ", _NO_BREAK) for one in told.split(" · "))


def key_lines(guide: Guide, colours: Palette) -> list[Words]:
    """Return every key with what it does."""
    layout, say = guide.layout, guide.speech.say
    title = Words(text=say("keys.title"), layout=layout, style=colours.title)
    width = max(cell_len(say(f"keys.{key}.key")) for key in KEYS) + 2
    return [
        title,
        *(
            Words(text=say(f"keys.{key}.does"), layout=layout, prefix=set_cell_size(say(f"keys.{key}.key"), width))
            for key in KEYS
        ),
    ]


def live_lines(guide: Guide, colours: Palette) -> list[Words]:
    """Return a bar a dimension with its score and level, then the whole."""
    layout, rows = guide.layout, profile_rows(guide)
    widest = max(cell_len(row.title) for row in rows)
    lines = [Words(text=guide.speech.say("profile.title"), layout=layout, style=colours.title)]
    for row in rows:
        title = layout.filled(row.title, widest)
        text = f"{title} {bar(row.share, _BAR)} {row.score:>5} {row.level}"
        lines.append(Words(text=text.rstrip(), layout=layout, style=colours.title if row is rows[-1] else ""))
    return [*lines, Words(text=level_sentence(guide), layout=layout, style=colours.marked)]
