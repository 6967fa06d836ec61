"""The sheet of who can help."""

from jazari_assess.render.excel.workbook import Book, Column, Sheet
from jazari_assess.render.plain_text import sentence

_PRINTED = 6
"""The last column that is printed: whom to ask for what, with what in hand, and where they are reached."""


def add_partners(book: Book) -> None:
    """Add the providers to approach: for what, when, what to ask, with which paper in hand; below, their services."""
    t = book.page.labels
    columns = [
        Column(heading=t["sheet.partners"], width=32),
        Column(heading=t["firm.region"], width=18),
        Column(heading=t["partner.why"], width=46),
        Column(heading=t["partner.when"], width=20),
        Column(heading=t["partner.ask"], width=50),
        Column(heading=t["partner.bring"], width=44),
        Column(heading=t["partner.contact"], width=24),
        Column(heading=t["roadmap.kind"], width=14),
        Column(heading=t["partner.services"], width=40),
        Column(heading=t["partner.purpose"], width=50),
        Column(heading=t["partner.status"], width=40),
        Column(heading=t["partner.source"], width=40),
    ]
    rows = [
        (
            found.name,
            "\n".join(part for part in (found.region, found.near) if part),
            "\n".join(sentence(reason) for reason in found.reasons),
            found.when,
            found.ask,
            found.bring,
            "\n".join(found.contact),
            found.kind,
            "\n".join(found.services),
            found.purpose,
            "\n".join(part for part in (found.status, found.to_check) if part),
            found.source,
        )
        for found in book.page.partners
    ]
    sheet = book.sheet("partners")
    end = sheet.listing(columns, rows, none=t["partner.none"])
    if rows:
        sheet.wide(end + 1, (0, _PRINTED), t["partner.lead"], "quiet")
    sheet.prints(end + 1, _PRINTED)
    if book.page.services:
        _write_services(book, sheet, end + 3)


def _write_services(book: Book, sheet: Sheet, row: int) -> None:
    """Write what each service that helps with the plan delivers and what not, in the columns that are there."""
    t = book.page.labels
    sheet.put(row, 0, t["partner.sheets"], "heading")
    sheet.wide(row + 1, (0, _PRINTED), t["partner.sheets-lead"], "quiet")
    columns = [
        Column(heading=t["partner.service"], width=32),
        Column(heading=t["sheet.partners"], width=18),
        Column(heading=t["support.delivers"], width=46),
        Column(heading=t["roadmap.kind"], width=20),
        Column(heading=t["support.not-delivered"], width=50),
        Column(heading=t["partner.status"], width=44),
        Column(heading=t["partner.contact"], width=24),
    ]
    rows = [
        (
            one.title,
            one.provider,
            one.delivers,
            one.function,
            one.not_delivered,
            "\n".join(part for part in (one.facts, one.to_check) if part),
            "\n".join(one.contact),
        )
        for one in book.page.services
    ]
    sheet.table(row + 2, columns, rows)
