"""The sheets before scores: what must not wait and what contradicts itself; the aims of the firm with their figures."""

from jazari_assess.render.excel.workbook import Book, Column


def add_flags(book: Book) -> None:
    """Add the flags with their first acts, then the contradictions with what to ask."""
    page, t = book.page, book.page.labels
    columns = [
        Column(heading=t["flag.what"], width=36),
        Column(heading=t["flag.why"], width=50),
        Column(heading=t["roadmap.kind"], width=13),
        Column(heading=t["flag.severity-name"], width=13),
        Column(heading=t["flag.first"], width=34),
        Column(heading=t["flag.when"], width=20),
        Column(heading=t["flag.source"], width=24),
    ]
    sheet = book.sheet("flags")
    rows = [
        (flag.title, flag.why, flag.kind_text, flag.severity_text, flag.first, flag.when, flag.source)
        for flag in page.flags
    ]
    measured = page.overall.score.state != "not-scored"
    none = t["flag.none"] if measured else t["summary.nothing-measured"]
    end = sheet.listing(columns, rows, none=none)
    if rows:
        sheet.wide(end + 1, (0, len(columns) - 1), t["flag.lead"], "quiet")
    if page.checks:
        sheet.put(end + 3, 0, t["check.title"], "heading")
        checks = [(check.title, check.ask, check.strength_text) for check in page.checks]
        heads = [Column(heading=t["check.what"], width=36), Column(heading=t["check.ask"], width=50)]
        end = sheet.table(end + 4, [*heads, Column(heading=t["roadmap.kind"], width=13)], checks) - 2
    sheet.prints(end + 1, len(columns) - 1)


def add_aims(book: Book) -> None:
    """Add the figures of each aim, with cells for their first value and for one each quarter."""
    page, t = book.page, book.page.labels
    told = [
        Column(heading=t["sheet.aims"], width=26),
        Column(heading=t["aim.kpi"], width=28),
        Column(heading=t["sheet.unit"], width=18),
        Column(heading=t["aim.how"], width=50),
    ]
    values = [t["aim.first-value"], *(name for name, _ in page.plan.quarters)]
    columns = [*told, *(Column(heading=name, width=10, style="edit-number") for name in values)]
    rows = [
        (aim.title, kpi.title, kpi.unit, f"{kpi.how} {kpi.ready}", *([None] * len(values)))
        for aim in page.plan.aims
        for kpi in aim.kpis
    ]
    sheet = book.sheet("aims")
    end = sheet.listing(columns, rows, frozen=2, none=page.plan.infeasible or t["aim.none"])
    for below, key in enumerate(("aim.lead", "sheet.yellow") if rows else (), start=end + 1):
        sheet.wide(below, (0, len(told) - 1), t[key], "quiet")
    sheet.prints(end + 2, len(columns) - 1)
    sheet.protect()
