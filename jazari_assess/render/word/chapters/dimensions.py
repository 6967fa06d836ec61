"""Each dimension: where it stands, what is usual there, what was answered and seen, and what comes next."""

from collections.abc import Iterable, Sequence

from jazari_assess.model.result import TOP_SCORE
from jazari_assess.render.page.plan_types import Check
from jazari_assess.render.page.types import Asked, Dimension, Indicator
from jazari_assess.render.word.paper import Cell, Column, Line, Paper, Said, quiet, strong
from jazari_assess.render.word.styles import NOTICE


def add_dimensions(paper: Paper) -> None:
    """Write the dimensions one by one."""
    page, t = paper.page, paper.t
    paper.heading(t["dimension.title"], new_page=True)
    if any(row.typically for row in page.dimensions):
        paper.say(t["dimension.lead-table"])
    for row in page.dimensions:
        _dimension(paper, row)
    _checks(paper, page.other_checks)


def _dimension(paper: Paper, row: Dimension) -> None:
    t = paper.t
    score = row.score.text if row.score.value is None else f"{row.score.text} {t['score.of']}"
    paper.heading(f"{row.title}{t['list.dot']}{score}", 2)
    paper.say(*_facts(paper, row), leads=True)
    if row.typically:
        paper.say(quiet(f"{t['dimension.typically']} "), f"{row.typically} ", quiet(row.distance), leads=True)
    else:
        paper.say(row.distance, leads=True)
    if row.indicators:
        heads = (("dimension.question", 18), ("score.name", 11), ("dimension.answered", 38), ("dimension.next", 33))
        rows = [_question(paper, found) for found in row.indicators]
        paper.table([Column(heading=t[key], share=share) for key, share in heads], rows)
    else:
        paper.say(quiet(t["dimension.no-indicators"]))
    _checks(paper, row.checks)


def _facts(paper: Paper, row: Dimension) -> Line:
    t = paper.t
    level = "" if row.level is None else f"{t['level.name']} {row.level.number} {row.level.title}"
    pairs = (
        ("score.interval-name", row.score.interval),
        ("score.target", row.target_text),
        ("dimension.weight", row.weight),
        ("dimension.coverage", row.coverage),
        ("score.earlier", row.earlier_text),
    )
    told = [level, *(f"{t[key]}{t['colon']} {paper.value(value)}" for key, value in pairs if value)]
    return [quiet(t["list.dot"].join(part for part in told if part))]


def _question(paper: Paper, found: Indicator) -> Sequence[Cell | str]:
    t = paper.t
    score: list[Line] = [[strong(found.score.text)]]
    if found.peers_text:
        score.append([quiet(f"{t['score.peers']} {found.peers_text}")])
    return (found.short, Cell(lines=score), Cell(lines=answered(found.asked)), Cell(lines=_next(paper, found)))


def answered(asked: Asked) -> Sequence[Line]:
    """Return what was answered, a line each, with the evidence at the end."""
    lines: list[list[Said]] = [[Said(text=line, typed=True)] for line in asked.answer]
    if asked.evidence and len(lines) == 1:
        lines[0].append(quiet(f" {asked.evidence}"))
    elif asked.evidence:
        lines.append([quiet(asked.evidence)])
    return lines


def _next(paper: Paper, found: Indicator) -> Sequence[Line]:
    t = paper.t
    lines: list[Line] = [[line] for line in found.asked.next_option]
    if not lines and found.score.value == TOP_SCORE:
        lines = [[quiet(t["dimension.top"])]]
    elif not lines and found.score.state == "not-scored":
        lines = [[quiet(t["dimension.no-next"])]]
    if found.planned:
        lines.append([strong(f"{t['dimension.treated']}{t['colon']} {found.planned}")])
    return lines


def _checks(paper: Paper, checks: Iterable[Check]) -> None:
    for check in checks:
        paper.say(strong(f"{check.title} "), quiet(f"{check.strength_text} "), check.ask, style=NOTICE)
