"""Whom to approach, for what, and what each service delivers and does not."""

from collections.abc import Sequence

from jazari_assess.render.page.plan_types import PartnerGroup
from jazari_assess.render.word.paper import Cell, Column, Line, Paper, Said, quiet, strong


def add_partners(paper: Paper) -> None:
    """Write the partners, then the services named in the plan."""
    page, t = paper.page, paper.t
    if not page.partners and not page.plan.items:
        return
    paper.heading(t["partner.title"], new_page=True)
    paper.say(t["partner.lead"])
    for group in page.partner_groups:
        _group(paper, group)
    if not page.partner_groups:
        paper.say(t["partner.none"])
    if page.services:
        paper.heading(t["partner.sheets"], 2)
        paper.say(t["partner.sheets-lead"], leads=True)
        _services(paper)


def _group(paper: Paper, group: PartnerGroup) -> None:
    t, found = paper.t, group.first
    paper.heading(t["list.dot"].join(group.names), 3)
    facts = (found.kind, found.region, found.near, found.when, f"\u2248 {found.effort}", found.to_check)
    paper.say(quiet(t["list.dot"].join(fact for fact in facts if fact)), leads=True)
    alone = len(group.names) == 1
    told = (
        ("partner.why", t["list.dot"].join(found.reasons)),
        ("partner.ask", found.ask),
        ("partner.bring", found.bring),
        ("partner.services", t["list.separator"].join(found.services) if alone else ""),
        ("partner.status", t["list.dot"].join(group.status)),
        ("partner.contact", t["list.dot"].join(group.contact)),
        ("partner.source", t["list.dot"].join(group.sources)),
    )
    for key, text in told:
        if text:
            paper.say(*paper.labelled(key, Said(text=text, typed=key in {"partner.contact", "partner.source"})))


def _services(paper: Paper) -> None:
    page, t = paper.page, paper.t
    rows: list[Sequence[Cell | str]] = []
    for one in page.services:
        facts: list[Line] = [
            [f"{one.facts} ", strong(one.to_check)],
            *([Said(text=line, typed=True)] for line in one.contact),
        ]
        rows.append(
            (
                Cell(lines=[[strong(f"{one.title} "), quiet(one.provider)]]),
                f"{one.function}{t['colon']} {one.delivers}",
                one.not_delivered,
                Cell(lines=facts),
            )
        )
    heads = (("partner.service", 24), ("support.delivers", 28), ("support.not-delivered", 24), ("partner.status", 24))
    paper.table([Column(heading=t[key], share=share) for key, share in heads], rows)
