"""The dashboard of many firms in Chromium: until it is drawn, and until a filter has counted and drawn anew.

Firms are made up; times are the slowest of a filter's choices, in milliseconds. The size is that of 100,000
assessments.
"""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from jazari_assess.app.context import Context
from jazari_assess.app.dashboard import dashboard_page
from jazari_assess.portfolio.records import AssessmentRecord, FirmRecord, PlanItemRecord
from tests.engine.content import library
from tests.forms.html.chromium import Page, chromium
from tests.portfolio.many import MODEL, records

FIRMS, MANY = 10_000, 100_000
FILTER_MARK = 100.0
"""Milliseconds: what a person takes for at once."""
SIZE_MARK = 10.0
"""Megabytes that a mailbox takes."""
WISHES = 5
"""Services that the plan of a made-up firm calls for, as plans of the sample firms do."""
_CHOICES = """(() => {
    const taken = {};
    for (const list of document.querySelectorAll('#filters select')) {
        taken[list.id] = 0;
        for (const option of [...list.options, list.options[0]]) {
            list.value = option.value;
            const began = performance.now();
            list.dispatchEvent(new Event('change'));
            document.body.offsetHeight;
            taken[list.id] = Math.max(taken[list.id], performance.now() - began);
        }
    }
    return taken;
})()"""


def planned(every: list[AssessmentRecord]) -> list[AssessmentRecord]:
    """Return records whose plans call for services over six quarters."""
    services = list(library().catalogue.structure.services)
    return [
        replace(
            one,
            plan=tuple(
                PlanItemRecord(
                    item=f"item-{place}",
                    quarter=1 + place % 6,
                    indicator="maintenance",
                    services=((services[(number + place) % len(services)], "p"),),
                )
                for place in range(WISHES)
            ),
        )
        for number, one in enumerate(every)
    ]


def page_of(every: list[AssessmentRecord]) -> bytes:
    """Return their dashboard."""
    firms = {
        one.firm: FirmRecord(key=one.firm, ice=None, name=one.firm, alias=one.firm, sector=None, size=None, region=None)
        for one in every
    }
    return dashboard_page(every, firms, MODEL, library(), Context(language="fr", date="2026-11-29"))


def main() -> int:
    """Print the table; 1 when a filter or the size is over its mark."""
    every = planned(records(FIRMS))
    with tempfile.TemporaryDirectory(prefix="jazari-bench-") as folder:
        path = Path(folder) / "dashboard.html"
        path.write_bytes(page_of(every))
        with chromium(Path(folder) / "profile") as browser:
            page: Page = browser.open(path.as_uri(), width=1280)
            ready = float(page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
            taken = {str(name): float(time) for name, time in page.evaluate(_CHOICES).items()}
        megabytes = path.stat().st_size / 1e6
    many = len(page_of([*every] * (MANY // FIRMS))) / 1e6
    print(f"{FIRMS} firms: {megabytes:.1f} MB, drawn after {ready:.0f} ms")
    for name, time in taken.items():
        print(f"  {name:20} {time:6.1f} ms  mark {FILTER_MARK:.0f}")
    print(f"{MANY} assessments: {many:.1f} MB  mark {SIZE_MARK:.0f}")
    return 1 if max(taken.values()) > FILTER_MARK or many > SIZE_MARK else 0


if __name__ == "__main__":
    sys.exit(main())
