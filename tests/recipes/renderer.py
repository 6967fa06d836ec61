"""An output format as a newcomer adds it: the report as plain text."""

from collections.abc import Iterator

from jazari_assess.render.interface import Report


class TextRenderer:
    """Renders a report as plain text, one fact a line."""

    name = "txt"
    suffix = ".txt"

    def render(self, report: Report) -> bytes:
        """Return the text in UTF-8."""
        return ("\n".join(_lines(report)) + "\n").encode()


def _lines(report: Report) -> Iterator[str]:
    page = report.page
    yield page.cover.firm
    yield f"{page.title}: {page.overall.score.text}"
    yield from (f"{one.title}: {one.score.text}" for one in page.dimensions)
    yield from (": ".join((one.title, *one.answer)) for one in page.other_answers)
    if report.options.notes:
        yield from (f"{one.title}: {one.text}" for one in page.notes)
