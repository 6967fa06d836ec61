"""What the plain interface writes: lines that a screen reader reads in order and a slow link carries quickly."""

from collections.abc import Sequence

from rich.cells import cell_len

from jazari_assess.interview.bidi import Layout, Words
from jazari_assess.interview.session.guide import Guide
from jazari_assess.interview.session.notice import notice_lines
from jazari_assess.interview.session.profile import level_sentence, profile_rows
from jazari_assess.interview.session.review import review
from jazari_assess.interview.session.view import QuestionView, Speech

_BOLD, _DIM, _MARKED = "bold", "dim", "yellow"


def words(guide: Guide, text: str, style: str = "", prefix: str = "") -> Words:
    """Return a text as the present language sets it on this terminal."""
    return Words(text=text, layout=guide.layout, style=style, prefix=prefix)


def heading(guide: Guide, name: str) -> Words:
    """Return where the interview is: section, number, share of the weight, minutes left."""
    done, names = guide.progress(), guide.session.route
    speech = guide.speech
    section = speech.questionnaire.sections[guide.session.questionnaire.section_of(name)].title
    place = speech.say(
        "progress.line",
        number=str(names.index(name) + 1 if name in names else 0),
        total=str(done.total),
        answered=str(done.answered),
        weight=speech.figures.percent(done.weight),
        minutes=str(round(done.minutes)),
    )
    return words(guide, f"{section} · {place}", _DIM)


def question(guide: Guide, view: QuestionView) -> list[Words]:
    """Return a question: title, options, what was answered earlier and now."""
    speech = guide.speech
    width = len(str(len(view.options))) + 2
    options = [
        words(guide, f"{option.label} {option.effect}".strip(), prefix=f"{number}".ljust(width))
        for number, option in enumerate(view.options, start=1)
    ]
    if view.none:
        options.append(words(guide, view.none, prefix="0".ljust(width)))
    said = [words(guide, view.title, _BOLD), *options]
    said += [
        words(guide, text, _DIM) for text in (_typed_hint(guide, view), view.help if not view.options else "") if text
    ]
    marks = (
        ("question.earlier", view.earlier),
        ("question.answer", view.answer),
        ("question.evidence", view.evidence),
        ("question.note", view.note),
    )
    said += [words(guide, speech.say(key, text=text), _MARKED) for key, text in marks if text]
    if view.flagged:
        said.append(words(guide, speech.say("question.flagged"), _MARKED))
    if view.not_counted:
        said.append(words(guide, speech.say("question.not-counted"), _MARKED))
    return said


def _typed_hint(guide: Guide, view: QuestionView) -> str:
    if view.none:
        return guide.speech.say("plain.several")
    if view.options:
        return ""
    return " · ".join(part for part in (view.bounds, view.unit) if part)


def explanation(guide: Guide, view: QuestionView) -> list[Words]:
    """Return help, why it is asked, what to ask to see, and what would show it."""
    parts = (("help", view.help), ("why", view.why), ("look-for", view.look_for), ("evidence-hint", view.evidence_hint))
    return [words(guide, guide.speech.say(f"question.{key}", text=text)) for key, text in parts if text]


def profile(guide: Guide) -> list[Words]:
    """Return a line a dimension, then the whole and its level."""
    rows = profile_rows(guide)
    widest = max(cell_len(row.title) for row in rows)
    lines = [
        words(
            guide, "  ".join((row.title + " " * (widest - cell_len(row.title)), row.score.rjust(6), row.level)).rstrip()
        )
        for row in rows
    ]
    return [words(guide, guide.speech.say("profile.title"), _BOLD), *lines, words(guide, level_sentence(guide), _BOLD)]


def review_lines(guide: Guide) -> tuple[list[Words], Sequence[str]]:
    """Return what is open, numbered, and the questions in that order."""
    items = review(guide.session)
    if not items:
        return [words(guide, guide.speech.say("review.nothing"))], ()
    lines = [
        words(
            guide,
            f"{guide.title_of(item.question)} ({guide.speech.say(f'review.reasons.{item.reason}')})",
            prefix=f"{number:>3}  ",
        )
        for number, item in enumerate(items, start=1)
    ]
    return [words(guide, guide.speech.say("review.title"), _BOLD), *lines], [item.question for item in items]


def notice(speech: Speech, layout: Layout, reference: str) -> list[Words]:
    """Return the privacy notice."""
    title, *parts = notice_lines(speech, reference)
    return [Words(text=title, layout=layout, style=_BOLD), *(Words(text=part, layout=layout) for part in parts)]


def help_lines(guide: Guide) -> list[Words]:
    """Return every typed command with what it does."""
    names = (
        "help", "why", "back", "next", "skip", "unknown", "na", "same", "note", "evidence", "flag", "clear", "goto",
        "review", "scores", "undo", "redo", "lang", "notice", "report", "save", "quit",
    )  # fmt: skip
    return [words(guide, guide.speech.say(f"plain.commands.{name}"), prefix=f":{name}".ljust(11)) for name in names]
