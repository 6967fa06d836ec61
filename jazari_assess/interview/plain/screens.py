"""What the plain interface writes: lines that a screen reader reads in order and a slow link carries quickly."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from jazari_assess.interview.bidi import Layout, Words
from jazari_assess.interview.session.guide import Guide
from jazari_assess.interview.session.profile import level_sentence, profile_rows
from jazari_assess.interview.session.review import unproven
from jazari_assess.interview.session.view import QuestionView, Speech, known_lines, notice_lines
from jazari_assess.interview.session.view import help_lines as help_of

_BOLD, _DIM, _MARKED = "bold", "dim", "yellow"
_COMMAND_WIDTH = 11  # the longest command, its colon and a space


def words(guide: Guide, text: str, style: str = "", prefix: str = "") -> Words:
    """Return a text as the present language sets it on this terminal."""
    return Words(text=text, layout=guide.layout, style=style, prefix=prefix)


def heading(guide: Guide, name: str) -> Words:
    """Return where the interview is: section, number, share of the weight, minutes left."""
    done, names = guide.progress(), guide.session.route
    place = guide.speech.say(
        "progress.line",
        number=str(names.index(name) + 1 if name in names else 0),
        total=str(done.total),
        answered=str(done.answered),
        weight=guide.coverage,
        minutes=str(round(done.minutes)),
    )
    return words(guide, f"{guide.section_title(name)} · {place}", _DIM)


def question(guide: Guide, view: QuestionView) -> list[Words]:
    """Return a question: title, options, what was answered earlier and now."""
    options = numbered(guide, [f"{option.label} {option.effect}".strip() for option in view.options])
    if view.none:
        options.append(words(guide, view.none, prefix="0".ljust(_number_width(view.options))))
    hints = (_hint(guide, view), "" if view.options else view.help)
    return [
        words(guide, view.title, _BOLD),
        *options,
        *(words(guide, text, _DIM) for text in hints if text),
        *(words(guide, text, _MARKED) for text in known_lines(view, guide.speech)),
    ]


def _hint(guide: Guide, view: QuestionView) -> str:
    if view.none:
        return guide.speech.say("plain.several")
    if view.at_most is not None:
        return guide.speech.say("plain.up-to", most=str(view.at_most))
    return "" if view.options else view.hint


def numbered(guide: Guide, texts: Sequence[str]) -> list[Words]:
    """Return texts with numbers from 1."""
    width = _number_width(texts)
    return [words(guide, text, prefix=f"{number}".ljust(width)) for number, text in enumerate(texts, start=1)]


def _number_width(listed: Sequence[object]) -> int:
    return len(str(len(listed))) + 2


def explanation(guide: Guide, name: str) -> list[Words]:
    """Return help, why it is asked, what to ask to see, and what would show it."""
    return [words(guide, text) for text in help_of(guide.view(name), guide.speech)]


def profile(guide: Guide) -> list[Words]:
    """Return a line a dimension, then the whole and its level."""
    rows = profile_rows(guide)
    widest = max(cell_len(row.title) for row in rows)
    titles = [guide.layout.filled(row.title, widest) for row in rows]
    lines = [
        words(guide, f"{title}  {row.score:>6}  {row.level}".rstrip()) for title, row in zip(titles, rows, strict=True)
    ]
    return [words(guide, guide.speech.say("profile.title"), _BOLD), *lines, words(guide, level_sentence(guide), _BOLD)]


def among(guide: Guide) -> list[Words]:
    """Return where the firm stands among those of a benchmark, after an empty line; nothing where none is set."""
    lines = guide.among()
    return [words(guide, text, _BOLD if place == 1 else "") for place, text in enumerate(("", *lines))] if lines else []


def review_lines(guide: Guide) -> tuple[list[Words], Sequence[str]]:
    """Return what is open, numbered, and the questions in that order."""
    items, weak = guide.review(), unproven(guide.session)
    if not (*items, *weak):
        return [words(guide, guide.speech.say("review.nothing"))], ()
    told = [f"{guide.title_of(item.question)} ({guide.reason_words(item)})" for item in (*items, *weak)]
    lines = [words(guide, text, prefix=f"{number:>3}  ") for number, text in enumerate(told, start=1)]
    for position, key, holds in ((len(items), "review.unproven", weak), (0, "review.title", items)):
        lines[position:position] = [words(guide, guide.speech.say(key), _BOLD)] if holds else []
    return lines, [item.question for item in (*items, *weak)]


def warnings(guide: Guide) -> list[Words]:
    """Return what is a risk or a duty, and what contradicts itself: before everything else."""
    return [words(guide, text, _MARKED) for text in (*guide.flag_lines(with_reasons=True), *guide.check_lines())]


def notice(speech: Speech, layout: Layout, reference: str) -> list[Words]:
    """Return the privacy notice."""
    title, *parts = notice_lines(speech, reference)
    return [Words(text=title, layout=layout, style=_BOLD), *(Words(text=part, layout=layout) for part in parts)]


def help_lines(guide: Guide, commands: Iterable[str]) -> list[Words]:
    """Return every typed command with what it does."""
    return [
        words(guide, guide.speech.say(f"plain.commands.{name}"), prefix=f":{name}".ljust(_COMMAND_WIDTH))
        for name in commands
    ]
