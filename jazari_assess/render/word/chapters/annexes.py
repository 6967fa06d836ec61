"""The annexes: how the numbers came about, with what, and the answers and notes that no score takes."""

from jazari_assess.render.word.chapters.dimensions import answered
from jazari_assess.render.word.paper import Cell, Column, Line, Paper, Said, strong


def add_annexes(paper: Paper) -> None:
    """Write the annexes that are wanted."""
    options = paper.report.options
    if "calculation" not in options.without:
        _calculation(paper)
    if "provenance" not in options.without:
        _provenance(paper)
    if "answers" not in options.without:
        _other_answers(paper)
        if options.notes:
            _notes(paper)


def _calculation(paper: Paper) -> None:
    page, t = paper.page, paper.t
    paper.heading(t["annex.calculation"], new_page=True)
    paper.say(strong(page.method.variant))
    for title, facts in (
        (t["method.robustness"], page.method.robustness),
        (t["sensitivity.title"], page.method.sensitivity),
    ):
        if facts:
            told = t["list.dot"].join(f"{name}{t['colon']} {paper.value(value)}" for name, value in facts)
            paper.say(strong(f"{title}{t['colon']} "), told)
    paper.say(" ".join(page.overall.robustness))
    if page.method.weights:
        paper.heading(t["method.weights"], 2)
    for group in page.method.weights:
        told = t["list.dot"].join(f"{title} {paper.value(share)}" for title, share, _ in group.weights)
        paper.say(strong(f"{group.title}{t['colon']} "), told)


def _provenance(paper: Paper) -> None:
    paper.heading(paper.t["annex.provenance"])
    rows = [(name, value) for name, value in paper.page.method.provenance]
    heads = (("provenance.name", 34), ("provenance.value", 66))
    paper.table([Column(heading=paper.t[key], share=share) for key, share in heads], rows)


def _other_answers(paper: Paper) -> None:
    page, t = paper.page, paper.t
    if not page.other_answers:
        return
    paper.heading(t["annex.other-answers"])
    rows = [(asked.title, Cell(lines=answered(asked))) for asked in page.other_answers]
    heads = (("dimension.question", 56), ("dimension.answered", 44))
    paper.table([Column(heading=t[key], share=share) for key, share in heads], rows)


def _notes(paper: Paper) -> None:
    page, t = paper.page, paper.t
    if not page.notes:
        return
    paper.heading(t["annex.title"])
    for note in page.notes:
        line: Line = [strong(f"{note.title}{t['colon']} "), Said(text=note.text, typed=True)]
        paper.say(*line)
