"""Scores in a terminal: one table a model, then what the overall score is worth."""

from collections.abc import Sequence

from rich.console import RenderableType

from jazari_assess.app.page import Dimension, Level, Overall, Page, Score, View
from jazari_assess.cli.terminal.tables import is_narrow, plain, row, score_bar, table
from jazari_assess.model.interface_text import InterfaceText


def score_parts(page: Page, models: Sequence[str], interface: InterfaceText) -> list[RenderableType]:
    """Return the scores of ``models``: the first of the page is the main one, the rest are its views."""
    views = {view.id: view for view in page.views}
    parts: list[RenderableType] = [*_heading(page), *_flags(page)]
    for model in models:
        view = views.get(model)
        parts += _main(page, interface) if view is None else _view(view, page.labels["colon"], interface)
    return parts


def _heading(page: Page) -> list[RenderableType]:
    cover = page.cover
    said = [plain(cover.firm, "bold"), plain(f"{cover.subtitle} · {cover.stage} · {cover.date}")]
    return [*said, plain(cover.sample, "yellow")] if cover.sample else [*said]


def _flags(page: Page) -> list[RenderableType]:
    """Return what must not wait, before any score."""
    if not page.flags:
        return []
    colon = page.labels["colon"]
    lines = [f"- {flag.title} ({flag.severity_text}){colon} {flag.first}" for flag in page.flags]
    return [plain(""), plain(page.labels["flag.chapter"], "bold"), *map(plain, lines)]


def _main(page: Page, interface: InterfaceText) -> list[RenderableType]:
    overall = page.overall
    said = [overall.distance, overall.cap, overall.coverage, *overall.open, *overall.robustness, *_other_weights(page)]
    return [
        plain(""),
        *_scores(page.dimensions, overall, overall.level, page.labels["colon"], interface),
        plain(""),
        *(plain(line) for line in said if line),
    ]


def _other_weights(page: Page) -> list[str]:
    """Return the scores under other weights, each with whether it lies in the range told before."""
    colon, found = page.labels["colon"], page.method.sensitivity
    title = [page.labels["sensitivity.title"] + colon] if found else []
    return [*title, *(f"- {name}{colon} {told}" for name, told in found)]


def _view(view: View, colon: str, interface: InterfaceText) -> list[RenderableType]:
    return [
        plain(""),
        plain(view.title, "bold"),
        *_scores(view.dimensions, view, view.level, colon, interface),
        plain(view.notice, "dim"),
    ]


def _scores(
    dimensions: Sequence[Dimension], whole: Overall | View, level: Level | None, colon: str, interface: InterfaceText
) -> list[RenderableType]:
    rows = [(one.title, one.score, one.level, one.coverage) for one in dimensions]
    last = (interface.say("commands.score.overall"), whole.score, level, "")
    return _lines([*rows, last], colon) if is_narrow() else [_table(rows, last, interface)]


Row = tuple[str, Score, Level | None, str]


def _table(rows: Sequence[Row], last: Row, interface: InterfaceText) -> RenderableType:
    names = ("dimension", "score", "interval", "level", "coverage", "bar")
    headings = [interface.say(f"commands.score.heading.{name}") for name in names]
    made = table(*headings, numbers=(1, 4))
    for title, score, level, coverage in rows:
        row(made, title, score.text, score.interval, _level(level), coverage, score_bar(score.value))
    made.add_section()
    title, score, level, coverage = last
    strong = [plain(text, "bold") for text in (title, score.text, _level(level))]
    row(made, *strong[:2], score.interval, strong[2], coverage, score_bar(score.value))
    return made


def _lines(rows: Sequence[Row], colon: str) -> list[RenderableType]:
    return [
        plain(
            " · ".join(
                part for part in (f"{title}{colon} {score.text}", score.interval, _level(level), coverage) if part
            )
        )
        for title, score, level, coverage in rows
    ]


def _level(level: Level | None) -> str:
    return "" if level is None else f"{level.number} {level.title}"
