"""Ways to have answers in a form: kept in the browser before, or clicked and typed one by one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    Questionnaire,
    YesPartlyNoQuestion,
)
from tests.forms.html.chromium import Browser, Page

ARRIVED = "document.querySelector('.steps [aria-current]').href.endsWith(location.hash)"
CONSENT = {"accepted": True, "time": "2026-11-29T10:00:00Z"}
KEY = "JSON.parse(document.getElementById('form-data').textContent).key"


@dataclass(frozen=True, kw_only=True)
class Filled:
    """Answers that a form has when it is opened."""

    assessment: Mapping[str, Any]
    language: str


def keep(page: Page, assessment: Mapping[str, Any], revision: int = 5) -> None:
    """Put an assessment where the form keeps its answers."""
    kept = json.dumps({"revision": revision, "text": json.dumps(assessment)})
    page.evaluate(f"localStorage.setItem({KEY}, {json.dumps(kept)})")


def kept(page: Page) -> Mapping[str, Any]:
    """Return the assessment that the form keeps in the browser."""
    found = page.evaluate(f"JSON.parse(JSON.parse(localStorage.getItem({KEY})).text)")
    assert isinstance(found, dict)
    return found


def open_with(browser: Browser, form: Path, filled: Filled) -> Page:
    """Open a form that was filled before."""
    page = browser.open(form.as_uri())
    keep(page, {**filled.assessment, "consent": CONSENT, "express": False, "language": filled.language})
    page.reload()
    return page


def fill_by_hand(page: Page, questionnaire: Questionnaire, wanted: Mapping[str, Any], *, touch: bool) -> None:
    """Go through the form from its first page and give the answers of an assessment by clicks, taps and keys."""
    tap = page.touch if touch else page.click
    tap("#consent input")
    tap(".paths label:nth-of-type(1) input" if wanted.get("express") else ".paths label:nth-of-type(2) input")
    tap(".begin button")
    while not page.evaluate("location.hash === '#/result'"):
        page.wait_for(ARRIVED)
        shown = page.evaluate("[...document.querySelectorAll('main .question')].map(one => one.id.slice(2))")
        for name in shown:
            if page.evaluate(f"!document.getElementById('q-{name}').hidden"):
                _answer(page, name, questionnaire.questions[name], wanted, tap)
        before = page.evaluate("location.hash")
        tap(".go a:last-child")
        page.wait_for(f"location.hash !== '{before}'")


def _answer(page: Page, name: str, question: Question, wanted: Mapping[str, Any], tap: object) -> None:
    answers, profile = wanted["answers"], wanted["profile"]
    assert isinstance(answers, Mapping)
    assert isinstance(profile, Mapping)
    assert callable(tap)
    if isinstance(question, ProfileQuestion):
        _profile(page, name, profile.get(question.field), tap)
        return
    answer = answers.get(name)
    if answer is None:
        return
    if answer.get("note"):
        tap(f"#q-{name} .extras details:has(textarea) summary")
        tap(f"#{name}-note")
        page.type(answer["note"])
    if answer["state"] != "given":
        tap(f"#q-{name} input[value='state:{answer['state']}']")
        return
    match question:
        case LevelQuestion() | ChoiceQuestion() | YesPartlyNoQuestion():
            tap(f"#q-{name} input[value='{answer['answer']}']")
        case ChecklistQuestion():
            for item in answer["answer"]:
                tap(f"#q-{name} input[value='{item}']")
        case NumberQuestion():
            _type(page, f"#q-{name} input[type=text]", repr(answer["answer"]).replace(".", ","), tap)
        case _:
            _type(page, f"#q-{name} textarea", answer["answer"], tap)


def _profile(page: Page, name: str, value: object, tap: object) -> None:
    assert callable(tap)
    if value is None:
        return
    if isinstance(value, tuple | list):
        for item in value:
            tap(f"#q-{name} input[value='{item}']")
    elif page.evaluate(f"document.querySelector('#q-{name} select') !== null"):
        page.evaluate(
            f"(() => {{ const box = document.querySelector('#q-{name} select'); box.value = '{value}';"
            " box.dispatchEvent(new Event('change', { bubbles: true })); })()"
        )
    else:
        _type(page, f"#q-{name} input[type=text]", str(value).replace(".", ","), tap)


def _type(page: Page, selector: str, text: object, tap: object) -> None:
    assert callable(tap)
    tap(selector)
    page.type(str(text))
    page.evaluate("document.activeElement.blur()")
