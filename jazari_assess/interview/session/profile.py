"""The firm's profile as an interview shows it: a line a dimension, then the whole."""

from dataclasses import dataclass

from jazari_assess.interview.session.guide import Guide
from jazari_assess.model.result import TOP_SCORE


@dataclass(frozen=True, kw_only=True)
class Row:
    """One dimension, or the whole: its title, its score and level in words, its share of 100 (None: not scored)."""

    title: str
    score: str
    level: str
    share: float | None
    coverage: str


def profile_rows(guide: Guide) -> tuple[Row, ...]:
    """Return a row a dimension, in the order of the model; the last row is the whole."""
    speech, result = guide.speech, guide.scores()
    rows = [
        _row(guide, speech.model.nodes[name].short, node.score, node.level, node.level_id, node.coverage)
        for name, node in ((name, result.nodes[name]) for name in guide.content.model.structure.dimensions)
    ]
    whole = result.overall
    return (*rows, _row(guide, speech.say("profile.overall"), whole.score, whole.level, whole.level_id, whole.coverage))


def _row(
    guide: Guide, title: str, score: float | None, level: int | None, level_id: str | None, coverage: float | None
) -> Row:
    speech = guide.speech
    return Row(
        title=title,
        score=speech.say("profile.not-scored") if score is None else speech.figures.score(score),
        level="" if level_id is None else f"{level} {speech.model.levels[level_id].title}",
        share=None if score is None else score / TOP_SCORE,
        coverage=speech.figures.percent(coverage),
    )


def level_sentence(guide: Guide) -> str:
    """Return the level reached, or why there is none yet."""
    speech, whole = guide.speech, guide.scores().overall
    if whole.level_id is None or whole.score is None:
        return speech.say("profile.no-level", coverage=speech.figures.percent(whole.coverage))
    level = speech.model.levels[whole.level_id]
    return speech.say(
        "profile.level",
        level=f"{whole.level} {level.title}",
        score=speech.figures.score(whole.score),
        low=speech.figures.score(whole.low or 0.0),
        high=speech.figures.score(whole.high or 0.0),
        coverage=speech.figures.percent(whole.coverage),
    )


def bar(share: float | None, width: int) -> str:
    """Return a bar of ``width`` cells that is filled to ``share`` (0..1)."""
    filled = 0 if share is None else round(min(max(share, 0.0), 1.0) * width)
    return "█" * filled + "░" * (width - filled)
