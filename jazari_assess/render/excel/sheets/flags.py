"""The sheets before scores: what must not wait and what contradicts itself; the aims of the firm with their figures."""

from jazari_assess.render.excel.workbook import Book, Column

_WIDTH = 150
"""Letters over which a remark below a table runs."""


def add_flags(book: Book) -> None:
    """Add the flags with their first acts, then the contradictions with what to ask."""
    page, t = book.page, book.page.labels
    columns = [
        Column(heading=t["flag.what"], width=46),
        Column(heading=t["flag.why"], width=60),
        Column(heading=t["roadmap.kind"], width=16),
        Column(heading=t["flag.severity-name"], width=14),
        Column(heading=t["flag.first"], width=40),
        Column(heading=t["flag.when"], width=26),
        Column(heading=t["flag.source"], width=30),
    ]
    sheet = book.sheet("flags")
    rows = [
        (flag.title, flag.why, flag.kind_text, flag.severity_text, flag.first, flag.when, flag.source)
        for flag in page.flags
    ]
    end = sheet.listing(columns, rows)
    sheet.wide(end + 1, (0, len(columns) - 1), t["flag.lead"] if rows else t["flag.none"], "quiet", width=_WIDTH)
    if page.checks:
        sheet.put(end + 3, 0, t["check.title"], "heading")
        checks = [(check.title, check.ask, check.strength_text) for check in page.checks]
        heads = [Column(heading=t["check.what"], width=46), Column(heading=t["check.ask"], width=60)]
        end = sheet.table(end + 4, [*heads, Column(heading="", width=16)], checks) - 2
    sheet.prints(end + 1, len(columns) - 1)


def add_aims(book: Book) -> None:
    """Add the figures of each aim, with cells for their first value and for one each quarter."""
    page, t = book.page, book.page.labels
    told = [
        Column(heading=t["sheet.aims"], width=30),
        Column(heading=t["aim.kpi"], width=34),
        Column(heading=t["sheet.unit"], width=22),
        Column(heading=t["aim.how"], width=60),
    ]
    values = [t["aim.first-value"], *(name for name, _ in page.plan.quarters)]
    columns = [*told, *(Column(heading=name, width=12, style="edit-number") for name in values)]
    rows = [
        (aim.title, kpi.title, kpi.unit, f"{kpi.how} {kpi.ready}", *([None] * len(values)))
        for aim in page.plan.aims
        for kpi in aim.kpis
    ]
    sheet = book.sheet("aims")
    end = sheet.listing(columns, rows, frozen=2)
    for below, key in enumerate(("aim.lead" if rows else "aim.none", "sheet.yellow"), start=end + 1):
        sheet.wide(below, (0, len(told) - 1), t[key], "quiet", width=_WIDTH)
    sheet.prints(end + 2, len(columns) - 1)
    sheet.protect()
