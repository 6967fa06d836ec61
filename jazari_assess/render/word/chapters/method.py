"""What lets a reader check the report: other models, method, levels, personal data, glossary."""

from collections.abc import Sequence

from jazari_assess.render.word.paper import Cell, Column, Line, Paper, quiet, strong


def add_views(paper: Paper) -> None:
    """Write the same answers through other published models."""
    page, t = paper.page, paper.t
    if not page.views:
        return
    paper.heading(t["views.title"])
    paper.say(t["views.lead"], leads=True)
    for view in page.views:
        paper.heading(view.title, 2)
        level = "" if view.level is None else f" {view.level.title}"
        paper.say(*paper.labelled("score.overall", strong(view.score.text), quiet(level)), leads=True)
        words: list[Line] = []
        for row in view.dimensions:
            held = "" if row.level is None else f" {row.level.title}"
            words.append([f"{row.title} ", strong(row.score.text), quiet(held), t["list.dot"]])
        paper.say(*(word for line in words for word in line[: 4 if line is not words[-1] else 3]))
        paper.say(quiet(f"{view.notice} {view.scale}".strip()))


def add_method(paper: Paper) -> None:
    """Write how the scores are made, the scale, the notice on personal data and the glossary."""
    page, t = paper.page, paper.t
    paper.heading(t["method.title"], new_page=True)
    for text in page.method.paragraphs:
        paper.say(text)
    paper.heading(t["method.levels"], 2)
    rows: Sequence[Sequence[Cell | str]] = [
        (Cell(lines=[[strong(f"{level.number} {level.title}")]]), level.start_text, level.description)
        for level in page.method.levels
    ]
    heads = (("level.name", 26), ("level.from", 12), ("method.meaning", 62))
    paper.table([Column(heading=t[key], share=share) for key, share in heads], rows)
    paper.heading(t["privacy.title"], 2)
    for text in page.privacy:
        paper.say(text)
    paper.heading(t["glossary-title"], 2)
    for term, meaning in page.glossary:
        paper.say(strong(f"{term}{t['colon']}"), f" {meaning}")
