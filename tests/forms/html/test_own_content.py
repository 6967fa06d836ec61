"""A content of one's own makes a working form without a line of code."""

from pathlib import Path

import pytest

from jazari_assess.forms.interface import FormContent
from tests.conftest import Run
from tests.forms.html.chromium import Browser
from tests.forms.html.conftest import form_bytes
from tests.forms.html.filling import fill_by_hand, kept
from tests.forms.html.random_answers import random_assessment
from tests.forms.html.test_equal import assert_equal
from tests.forms.orders import form_content


@pytest.fixture
def own(run: Run, tmp_path: Path) -> FormContent:
    """A questionnaire and a model as ``content new`` begins them: every kind of question, a condition."""
    folder = tmp_path / "own"
    for kind in ("questionnaire", "model"):
        assert run("content", "new", kind, "mine", "--out", folder).returncode == 0
    return form_content(folder, questionnaire="mine")


def test_own_content_is_scored_as_the_engine_does(browser: Browser, own: FormContent, tmp_path: Path) -> None:
    """25 firms drawn by chance over a questionnaire and a model of one's own."""
    form = tmp_path / "OWN.html"
    form.write_bytes(form_bytes(own, "fr"))
    assert_equal(browser, form, own, 25)


@pytest.mark.soak
def test_own_content_is_scored_as_the_engine_does_of_many(browser: Browser, own: FormContent, tmp_path: Path) -> None:
    """300 firms."""
    form = tmp_path / "OWN.html"
    form.write_bytes(form_bytes(own, "ar"))
    assert_equal(browser, form, own, 300)


def test_own_content_is_filled_by_hand(browser: Browser, own: FormContent, tmp_path: Path) -> None:
    """The page asks the questions of this content, in Arabic too, and keeps exactly what was answered."""
    form = tmp_path / "OWN.html"
    form.write_bytes(form_bytes(own, "ar"))
    wanted = random_assessment(own.structure, 0)
    wanted["profile"]["firm"] = "مقاولة الأمل"
    wanted["answers"] = {
        "first-question": {"state": "given", "answer": 2},
        "second-question": {"state": "given", "answer": ["first-item", "second-item"]},
        "third-question": {"state": "not-applicable"},
        "fourth-question": {"state": "given", "answer": "partly"},
        "remarks": {"state": "given", "answer": "ملاحظة"},
    }
    page = browser.open(form.as_uri())
    fill_by_hand(page, own.structure, {**wanted, "express": False}, touch=False)
    answers = {name: {key: one[key] for key in one if key != "time"} for name, one in kept(page)["answers"].items()}
    assert answers == wanted["answers"]
    assert kept(page)["profile"]["firm"] == "مقاولة الأمل"
    assert page.complaints() == []
