"""The page says what the engine says: every score, bound, level, flag and first step, to the last bits of a double."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from jazari_assess.forms.interface import FormContent
from jazari_assess.model.assessment import Assessment
from tests.forms.html.chromium import Browser
from tests.forms.html.engine_result import differences, engine_result
from tests.forms.html.random_answers import Json, random_assessment

SAID = """(assessments => {
    const form = data_packed.formOf(document.getElementById('form-data').textContent);
    return assessments.map(one => {
        const result = engine_result.resultOf(form, one);
        const { overall, exact, flags, checks } = result;
        const nodes = Object.fromEntries(Object.entries(result.nodes).filter(([, node]) => node.parent !== null));
        const first = advice_first_steps.firstSteps(form, one, result, 5);
        const firm = new advice_firm.Firm(form, one, result);
        const helpers = first.map((step) => advice_helpers.helpersOf(firm, step, 2));
        const told = first.map(({ id, flag, worth }) => [id, flag, worth]);
        return { nodes, overall, exact, flags, checks, first: told, helpers };
    });
})"""


def said_by_page(browser: Browser, form: Path, assessments: Sequence[Json]) -> Sequence[Mapping[str, object]]:
    """Return what the page's own interpreter says of some assessments, in Chromium."""
    page = browser.open(form.as_uri())
    found = page.evaluate(f"{SAID}({json.dumps(assessments)})")
    assert isinstance(found, list)
    return found


def assert_equal(browser: Browser, form: Path, content: FormContent, count: int) -> None:
    """Compare page and engine on so many firms drawn by chance."""
    assessments = [random_assessment(content.structure, seed) for seed in range(count)]
    said = said_by_page(browser, form, assessments)
    for one, page in zip(assessments, said, strict=True):
        engine = engine_result(content, Assessment.model_validate_json(json.dumps(one)))
        assert differences(page, engine) == [], one["id"]


def test_page_and_engine_agree(browser: Browser, form_path: Path, content: FormContent) -> None:
    """25 firms drawn by chance: nodes, overall, level, cap, interval, coverage, flags, checks and first five agree."""
    assert_equal(browser, form_path, content, 25)


@pytest.mark.soak
def test_page_and_engine_agree_on_many(browser: Browser, form_path: Path, content: FormContent) -> None:
    """300 firms drawn by chance."""
    assert_equal(browser, form_path, content, 300)


def test_comparison_sees_differences() -> None:
    """The comparison itself tells numbers apart by more than a billionth, and orders."""
    assert differences({"a": [1.0, 2.0]}, {"a": [1.0, 2.0 + 1e-10]}) == []
    assert differences({"a": [1.0, 2.0]}, {"a": [1.0, 2.0 + 1e-8]}) == ["/a/1: 2.0 is not 2.00000001"]
    assert differences(["x", "y"], ["y", "x"]) == ["/0: x is not y", "/1: y is not x"]
    assert differences({"a": None}, {"a": 0.0}) == ["/a: None is not 0.0"]
