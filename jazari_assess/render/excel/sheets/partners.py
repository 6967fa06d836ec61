"""The sheets of who can help and of what was left out."""

from jazari_assess.render.excel.workbook import Book, Column

_PRINTED = 26
"""Rows of what was left out that are printed, what could bring most first: one page."""


def add_partners(book: Book) -> None:
    """Add the providers to approach: for what, when, what to ask, with which paper in hand."""
    t = book.page.labels
    columns = [
        Column(heading=t["sheet.partners"], width=32),
        Column(heading=t["roadmap.kind"], width=14),
        Column(heading=t["firm.region"], width=18),
        Column(heading=t["partner.why"], width=46),
        Column(heading=t["partner.when"], width=24),
        Column(heading=t["partner.ask"], width=50),
        Column(heading=t["partner.bring"], width=44),
        Column(heading=t["partner.services"], width=40),
        Column(heading=t["partner.purpose"], width=50),
        Column(heading=t["partner.status"], width=40),
        Column(heading=t["partner.contact"], width=24),
        Column(heading=t["partner.source"], width=40),
    ]
    rows = [
        (
            found.name,
            found.kind,
            "\n".join(part for part in (found.region, found.near) if part),
            "\n".join(found.reasons),
            found.when,
            found.ask,
            found.bring,
            "\n".join(found.services),
            found.purpose,
            "\n".join(part for part in (found.status, found.to_check) if part),
            "\n".join(found.contact),
            found.source,
        )
        for found in book.page.partners
    ]
    sheet = book.sheet("partners")
    end = sheet.listing(columns, rows)
    sheet.wide(end + 1, (0, 6), t["partner.lead"] if rows else t["partner.none"], "quiet", width=180)


def add_left_out(book: Book) -> None:
    """Add every action that the plan leaves out, with its reason."""
    t = book.page.labels
    columns = [Column(heading=t["roadmap.item"], width=70), Column(heading=t["roadmap.reason"], width=90)]
    sheet = book.sheet("left-out")
    end = sheet.listing(columns, [(left.title, left.reason) for left in book.page.plan.left_out])
    sheet.sheet.print_area(0, 0, min(end - 1, _PRINTED), len(columns) - 1)
