"""All slides in order, as bytes."""

import io

from jazari_assess.render.interface import Report
from jazari_assess.render.office.package import describe, fixed
from jazari_assess.render.office.runs import in_line
from jazari_assess.render.slides.canvas import Canvas
from jazari_assess.render.slides.plan import add_aims, add_expected, add_next_month, add_partners, add_phases
from jazari_assess.render.slides.presentation import new_presentation
from jazari_assess.render.slides.standing import (
    add_cover,
    add_flags,
    add_gaps,
    add_moved,
    add_profile,
    add_standing,
    add_strengths,
)


class SlidesRenderer:
    """Renders a report as a presentation."""

    name = "pptx"
    suffix = ".pptx"

    def render(self, report: Report) -> bytes:
        """Return the presentation."""
        presentation = new_presentation(report)
        canvas = Canvas(presentation, report)
        for add in (
            add_cover,
            add_standing,
            add_flags,
            add_profile,
            add_moved,
            add_strengths,
            add_gaps,
            add_aims,
            add_phases,
            add_expected,
            add_next_month,
            add_partners,
        ):
            add(canvas)
        properties = presentation.core_properties
        describe(properties, report.page)
        properties.title = in_line(properties.title, canvas.direction)
        target = io.BytesIO()
        presentation.save(target)
        return fixed(target.getvalue())
