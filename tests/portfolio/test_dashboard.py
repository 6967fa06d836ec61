"""The dashboard counts in a browser what the records say: filtered, in every language, with nothing let in or out."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jazari_assess.app.context import Context
from jazari_assess.app.dashboard import dashboard_page
from jazari_assess.portfolio.records import AssessmentRecord, FirmRecord, PlanItemRecord
from tests.engine.content import library
from tests.forms.html.chromium import Browser, Page, chromium
from tests.portfolio.many import DIMENSIONS, MODEL, drawn, record, records

HOSTILE = "</script><script>window.ran = true</script><b>Z</b>"
SERVICE = next(iter(library().catalogue.structure.services))


def firms_of(every: list[AssessmentRecord]) -> dict[str, FirmRecord]:
    """Return the firms of some records, each with a hostile name."""
    return {
        one.firm: FirmRecord(
            key=one.firm,
            ice=None,
            name=HOSTILE,
            alias=f"alias {one.firm}",
            sector=one.sector,
            size=one.size,
            region=one.region,
        )
        for one in every
    }


def page_of(every: list[AssessmentRecord], language: str = "fr", *, names: bool = False) -> bytes:
    """Return the dashboard of some records."""
    context = Context(language=language, date="2026-11-29")
    return dashboard_page(every, firms_of(every), MODEL, library(), context, names=names)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium for all tests here."""
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture(scope="module")
def every() -> list[AssessmentRecord]:
    """Return 300 firms, each tenth assessed a second time, with a plan that calls for a service."""
    first = [
        replace(
            one,
            flags=("no-backup",),
            plan=(PlanItemRecord(item="x", quarter=2, indicator="maintenance", services=((SERVICE, "p"),)),),
        )
        for one in records(300)
    ]
    draw = drawn(9)
    again = [
        replace(record(one.firm, draw, stage="T1", date="2027-05-10", rise=20), sector=one.sector, region=one.region)
        for one in first[::10]
    ]
    return [*first, *again]


def opened(running: Browser, tmp_path: Path, page: bytes) -> Page:
    """Open a dashboard."""
    path = tmp_path / "dashboard.html"
    path.write_bytes(page)
    return running.open(path.as_uri(), width=1280)


def choose(page: Page, name: str, value: str) -> None:
    """Choose in a filter, as a person does."""
    page.evaluate(
        f"(() => {{ const list = document.getElementById('filter-{name}'); list.value = '{value}';"
        " list.dispatchEvent(new Event('change')); })()"
    )


def facts(page: Page) -> list[str]:
    """Return firms, assessments and the mean as they are shown."""
    found: list[str] = page.evaluate("[...document.querySelectorAll('.facts dd')].map((one) => one.textContent)")
    return found


def rows(page: Page, section: str) -> list[list[str]]:
    """Return the cells of the first table of a section."""
    found: list[list[str]] = page.evaluate(
        f"[...document.querySelector('#{section} tbody').rows]"
        ".map((row) => [...row.cells].map((one) => one.textContent))"
    )
    return found


def newest(every: list[AssessmentRecord]) -> list[AssessmentRecord]:
    """Return each firm's last assessment."""
    last: dict[str, AssessmentRecord] = {}
    for one in sorted(every, key=lambda one: one.date or ""):
        last[one.firm] = one
    return list(last.values())


def mean(every: list[AssessmentRecord]) -> str:
    """Return the mean score as French writes it, of scores by half points."""
    values = [round((one.overall.score or 0) * 2) / 2 for one in every]
    return f"{sum(values) / len(values):.1f}".replace(".", ",")


def test_all_firms_then_one_region_then_a_stage(
    running: Browser, tmp_path: Path, every: list[AssessmentRecord]
) -> None:
    """Filters add up, and what is counted is what the records say."""
    page = opened(running, tmp_path, page_of(every))
    last = newest(every)
    assert facts(page) == ["300", "300", mean(last)]
    choose(page, "region", "2")
    here = [one for one in last if one.region == "fes-meknes"]
    assert facts(page) == [str(len(here)), str(len(here)), mean(here)]
    choose(page, "region", "")
    choose(page, "stage", "1")
    assert facts(page)[:2] == ["30", "30"]
    choose(page, "stage", "latest")
    choose(page, "from", "0")
    choose(page, "until", "0")
    early = [one for one in every if one.date and one.date < "2026-04"]
    assert facts(page)[:2] == [str(len(early)), str(len(early))]
    assert page.complaints() == []


def test_what_is_told_of_many(running: Browser, tmp_path: Path, every: list[AssessmentRecord]) -> None:
    """Change of the firms assessed twice, flags that went, services called for, twelve regions, sector by dimension."""
    page = opened(running, tmp_path, page_of(every))
    change = rows(page, "change")
    assert len(change) == len(DIMENSIONS) + 1
    assert change[-1][:2] == ["Score global", "30"]
    twice = [
        (one, next(other for other in every if other.firm == one.firm and other.stage == "T1"))
        for one in every[:300:10]
    ]
    points = [(round((b.overall.score or 0) * 2) - round((a.overall.score or 0) * 2)) / 2 for a, b in twice]
    assert change[-1][2] == f"{sum(points) / 30:+.1f}".replace(".", ",")
    (flag,) = rows(page, "flags")
    assert (flag[1], flag[3], flag[4]) == ("270", "30", "0")
    (wish,) = rows(page, "demand")
    assert wish[1] == "270"
    assert [row[1] for row in rows(page, "states")] == ["300", "0", "0", "0"]
    assert page.evaluate("document.querySelectorAll('.map .place').length") == 12
    assert len(rows(page, "heat")) == 12
    assert sum(int(row[1]) for row in rows(page, "distribution")) == 300


@pytest.mark.parametrize(("language", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_every_language_in_its_direction(
    running: Browser, tmp_path: Path, every: list[AssessmentRecord], language: str, direction: str
) -> None:
    """No word is missing, nothing is wider than the screen, and nothing complains."""
    page = opened(running, tmp_path, page_of(every, language))
    assert page.evaluate("document.documentElement.dir") == direction
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert "undefined" not in str(page.evaluate("document.body.innerText"))
    assert page.complaints() == []


def test_names_are_shown_only_when_asked_for_and_never_act(
    running: Browser, tmp_path: Path, every: list[AssessmentRecord]
) -> None:
    """Under an alias no name is in the file; with names a hostile one is text."""
    assert b"window.ran = true" not in page_of(every)
    page = opened(running, tmp_path, page_of(every, names=True))
    assert rows(page, "firms")[0][0] == HOSTILE
    assert page.evaluate("window.ran") is None
    assert page.complaints() == []


def test_nothing_is_asked_of_a_network(running: Browser, tmp_path: Path, every: list[AssessmentRecord]) -> None:
    """Only the file itself is read, and its policy refuses what a script would send."""
    page = opened(running, tmp_path, page_of(every))
    assert {one.rsplit("/", 1)[-1] for one in page.requests()} == {"dashboard.html"}
    assert page.evaluate("fetch('http://127.0.0.1:9/x').then(() => 'sent', () => 'refused')") == "refused"


def test_no_firm_is_no_fault(running: Browser, tmp_path: Path) -> None:
    """An empty store makes a page that says so."""
    page = opened(running, tmp_path, page_of([]))
    assert facts(page) == ["0", "0", "—"]
    assert page.complaints() == []


def test_the_same_records_give_the_same_bytes(every: list[AssessmentRecord]) -> None:
    """In whatever order they come."""
    found: list[Any] = [page_of(every), page_of(every[::-1])]
    assert found[0] == found[1]
