"""No barrier that axe-core knows: phone, tablet and desk, light and dark, in French and from right to left."""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from jazari_assess.forms.interface import FormContent
from tests.forms.html.chromium import Browser, Page
from tests.forms.html.filling import Filled, open_with
from tests.forms.html.random_answers import random_assessment
from tests.forms.html.tools import lacking
from tests.forms.orders import LANGUAGES

AXE = Path(os.environ.get("JAZARI_AXE", Path(sys.prefix) / "axe-core" / "axe.min.js"))
PLACES = ("start", "profile", "cybersecurity-privacy", "digital-facts", "result")
"""Together they hold every kind of field; the other sections are made of the same."""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules that look at colours: nothing else of a page differs in the dark."""
TOLD = (
    "axe.run(document, {0}).then(found => found.violations.map(one => one.id + ': ' + one.nodes[0].html.slice(0, 200)))"
)


def violations(page: Page, rules: Mapping[str, object] = RULES) -> list[str]:
    """Return what axe-core objects to, with the first element of each kind."""
    found = page.evaluate(TOLD.format(json.dumps(rules)))
    assert isinstance(found, list)
    return found


@pytest.fixture
def axe() -> str:
    """The script of axe-core."""
    if not AXE.is_file():
        lacking("axe-core", "sh scripts/fetch-axe.sh .venv/axe-core")
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_barriers(
    browser: Browser, form_path: Path, content: FormContent, axe: str, language: str, *, dark: bool
) -> None:
    """Start, every kind of question and the result, at 360, 768 and 1280 pixels; in the dark the colours."""
    answers = Filled(assessment=random_assessment(content.structure, 0), language=language)
    page = open_with(browser, form_path, answers)
    page.evaluate(axe)
    assert_no_barriers(page, PLACES, COLOURS if dark else RULES, dark=dark)


@pytest.mark.soak
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_barriers_anywhere(
    browser: Browser, form_path: Path, content: FormContent, axe: str, language: str, *, dark: bool
) -> None:
    """Every section, answered and not, in every language, at 360, 768 and 1280 pixels."""
    for seed in (0, 20):
        answers = Filled(assessment=random_assessment(content.structure, seed), language=language)
        page = open_with(browser, form_path, answers)
        page.evaluate(axe)
        assert_no_barriers(page, ("start", *content.structure.sections, "result"), RULES, dark=dark)


def assert_no_barriers(page: Page, places: Sequence[str], rules: Mapping[str, object], *, dark: bool) -> None:
    """Look at some places on three screens, everything that opens opened."""
    for width in (360, 768, 1280):
        page.show(width, 900, dark=dark, touch=width < 500)
        for place in places:
            page.evaluate(f"location.hash = '#/{place}'")
            page.wait_for(f"document.querySelector('.steps [aria-current]').href.endsWith('#/{place}')")
            page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true; })")
            assert violations(page, rules) == [], (width, place)


def test_axe_finds_a_barrier(browser: Browser, form_path: Path, axe: str) -> None:
    """A picture without words and grey text on white are found, so that finding nothing means something."""
    page = browser.open(form_path.as_uri())
    page.evaluate(axe)
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\"><button></button>')"
    )
    assert {one.split(":")[0] for one in violations(page)} >= {"image-alt", "button-name"}
    page.evaluate("document.querySelector('main h1').style.color = '#ccc'")
    assert [one.split(":")[0] for one in violations(page, COLOURS)] == ["color-contrast"]
