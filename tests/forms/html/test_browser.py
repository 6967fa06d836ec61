"""The form at work in Chromium: nothing leaves, nothing is lost, keys are enough."""

import json
from pathlib import Path

import pytest

from jazari_assess.content import roots
from jazari_assess.forms.interface import FormContent
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.questionnaire import ProfileQuestion
from jazari_assess.reading.assessment.salvage import salvage_assessment
from jazari_assess.reading.content.library import read_library
from tests.forms.html.chromium import Browser, Page
from tests.forms.html.conftest import form_bytes
from tests.forms.html.filling import ARRIVED, CONSENT, KEY, Filled, fill_by_hand, keep, kept, open_with
from tests.forms.html.random_answers import Json, random_assessment
from tests.forms.orders import LANGUAGES
from tests.render.pdf_reader import opened

SEED_FULL, SEED_HALF, SEED_EMPTY = 0, 20, 10
KINDS = {"full": SEED_FULL, "half": SEED_HALF, "short": SEED_HALF, "empty": SEED_EMPTY}
"""Seeds of firms that answered all, some, some of the short path, and nothing."""


def answered(content: FormContent, seed: int, **more: object) -> Json:
    """Return random answers of a firm with a plain name."""
    drawn = random_assessment(content.structure, seed)
    profile: Json = {**drawn["profile"], "firm": "Ateliers du Nord"}
    question = content.structure.questions["business-aims"]
    aims = question.options if isinstance(question, ProfileQuestion) else ()
    profile["aims"] = [aim for aim in aims if aim in profile.get("aims", aims[:2])]
    return {**drawn, "profile": profile, **more}


def test_nothing_leaves_and_nothing_complains(browser: Browser, form_path: Path, content: FormContent) -> None:
    """From the first page to print, in each language: only the file is asked for, and the console stays empty."""
    page = open_with(browser, form_path, Filled(assessment=answered(content, SEED_FULL), language="fr"))
    for language in LANGUAGES:
        page.click(f".languages [lang={language}]")
        page.wait_for(f"document.documentElement.lang === '{language}'")
        for section in (*content.structure.sections, "result", "start"):
            page.evaluate(f"location.hash = '#/{section}'")
            page.wait_for(f"document.querySelector('.steps [aria-current]').href.endsWith('#/{section}')")
        page.printed()
    assert set(page.requests()) == {form_path.as_uri()}
    assert page.complaints() == []


def test_policy_stops_what_tries(browser: Browser, form_path: Path) -> None:
    """A request, a picture and a style that are put into the page are refused by its policy, and said so."""
    page = browser.open(form_path.as_uri())
    refused = page.evaluate("fetch('http://127.0.0.1:9/x').then(() => 'sent', () => 'refused')")
    page.evaluate(
        "(() => { const image = new Image(); image.src = 'http://127.0.0.1:9/y.png'; document.body.append(image);"
        " const script = document.createElement('script'); script.textContent = 'window.ran = true';"
        " document.body.append(script); })()"
    )
    assert refused == "refused"
    assert page.evaluate("window.ran") is None
    assert len([one for one in page.complaints() if "Content Security Policy" in one]) >= 3


USUAL = [("fr", "full"), ("ar", "half"), ("en", "short"), ("ar", "empty")]
OTHERS = [(language, kind) for language in LANGUAGES for kind in KINDS if (language, kind) not in USUAL]


@pytest.mark.parametrize(
    ("language", "kind"), [*USUAL, *(pytest.param(*one, marks=pytest.mark.soak) for one in OTHERS)]
)
def test_filled_by_hand_gives_the_same_assessment(
    browser: Browser, content: FormContent, tmp_path: Path, language: str, kind: str
) -> None:
    """Clicked, tapped and typed answers, all, some or none, come back as an assessment that says exactly these."""
    form, touch = tmp_path / "FORM.html", language == "ar"
    form.write_bytes(form_bytes(content, language))
    wanted = answered(content, KINDS[kind], express=kind == "short")
    if kind != "empty":
        wanted["answers"]["vision-roadmap"] = {"state": "given", "answer": 2, "note": "Voir le plan <2026>"}
    page = browser.open(form.as_uri(), width=400 if touch else 1280, touch=touch)
    fill_by_hand(page, content.structure, wanted, touch=touch)
    back = tmp_path / "back.json"
    back.write_text(downloaded(page, tmp_path, touch=touch), encoding="utf-8")
    taken = salvage_assessment(back, read_library(roots()))
    assert (taken.problems, taken.migration) == ((), None)
    found = taken.assessment
    expected = Assessment.model_validate_json(json.dumps(wanted))
    assert found.profile == expected.profile
    assert found.consent is not None
    assert found.consent.accepted
    assert (found.language, found.express) == (language, expected.express)
    assert {name: one.model_copy(update={"time": None}) for name, one in found.answers.items()} == on_path(
        content, expected
    )
    assert found.questionnaire.sha256 == content.questionnaire.sha256


def on_path(content: FormContent, assessment: Assessment) -> dict[str, object]:
    """Return the answers to what the form asks of this firm."""
    from jazari_assess.engine.asking import on_path as asked

    names = asked(content.structure, assessment)
    return {name: assessment.answers[name] for name in names if name in assessment.answers}


def downloaded(page: Page, folder: Path, *, touch: bool = False) -> str:
    """Return the file that the button on the result page gives."""
    told = {"behavior": "allow", "downloadPath": str(folder), "browserContextId": page.browser.context}
    page.browser.send("Browser.setDownloadBehavior", told)
    page.evaluate("location.hash = '#/result'")
    page.wait_for("document.querySelector('.leave .button.main') !== null")
    (page.touch if touch else page.click)(".leave .button.main")
    page.wait_for("document.querySelector('.leave .told').textContent !== ''")
    for _ in range(100):
        files = [path for path in folder.glob("*.json") if path.stat().st_size]  # it is made empty, then filled
        if files:
            return files[0].read_text(encoding="utf-8")
        page.evaluate("new Promise(done => setTimeout(done, 50))")
    pytest.fail("no file came")


def test_keys_alone_go_from_first_to_last(browser: Browser, form_path: Path) -> None:
    """Tab, arrows, space and Enter alone: consent, short path, an answer to each question, the result."""
    page = browser.open(form_path.as_uri())
    page.evaluate("document.querySelector('.languages [lang=fr]').focus()")
    page.press("Enter")
    go_to(page, "#consent input")
    page.press(" ")
    go_to(page, ".paths input:checked")
    page.press("ArrowUp")
    go_to(page, ".begin button")
    page.press("Enter")
    page.wait_for("location.hash !== '' && location.hash !== '#/start'")
    sections = 0
    while page.evaluate("location.hash") != "#/result":
        page.wait_for(ARRIVED)
        sections += 1
        answer_with_keys(page)
        before = page.evaluate("location.hash")
        go_to(page, ".go a:last-child")
        page.press("Enter")
        page.wait_for(f"location.hash !== '{before}'")
    page.wait_for("document.activeElement.tagName === 'H1'")
    assert sections == 10
    assert len(kept(page)["answers"]) == 18
    assert page.evaluate("document.querySelector('main .big bdi') !== null")


def answer_with_keys(page: Page) -> None:
    """Answer each question of a section with the keys."""
    names = page.evaluate("[...document.querySelectorAll('main .question:not([hidden])')].map(one => one.id)")
    for name in names:
        go_to(page, f"#{name} .fields :is(input, select, textarea)")
        kind = page.evaluate("document.activeElement.type")
        if kind in {"radio", "checkbox"}:
            page.press(" ")
        elif kind == "select-one":
            page.press("ArrowDown")
        else:
            digits = page.evaluate("document.activeElement.inputMode !== ''")
            page.type("123456789012345" if name == "q-firm-ice" else "12" if digits else "Essai")


def go_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is on the first element of a selector, or on one that answers in its stead."""
    wanted = f"document.activeElement === document.querySelector({json.dumps(selector)})"
    name = f"document.querySelector({json.dumps(selector)}).name"
    group = f"document.activeElement.name && document.activeElement.name === {name}"
    for _ in range(120):
        if page.evaluate(f"({wanted}) || Boolean({group})"):
            return
        page.press("Tab")
    pytest.fail(f"Tab never reaches {selector}")


def test_reload_in_the_middle_loses_nothing(browser: Browser, form_path: Path) -> None:
    """Answer, type half a note, reload: all of it is there, at the same place."""
    page = browser.open(form_path.as_uri())
    page.click("#consent input")
    page.evaluate("location.hash = '#/operations-quality'")
    page.wait_for("document.querySelector('#q-maintenance') !== null")
    page.click("#q-maintenance input[value='2']")
    page.click("#q-maintenance details:has(textarea) summary")
    page.click("#maintenance-note")
    page.type("à moit")
    page.reload()
    assert page.evaluate("location.hash") == "#/operations-quality"
    assert page.evaluate("document.querySelector('#q-maintenance input[value=\"2\"]').checked")
    assert page.evaluate("document.querySelector('#maintenance-note').value") == "à moit"


def test_back_goes_to_the_section_before(browser: Browser, form_path: Path) -> None:
    """The browser's back button leads through the form, answers stay."""
    page = browser.open(form_path.as_uri())
    page.click("#consent input")
    for section in ("profile", "strategy-governance"):
        page.evaluate(f"location.hash = '#/{section}'")
        page.wait_for(f"document.querySelector('.steps [aria-current]').href.endsWith('#/{section}')")
    page.click("#q-vision-roadmap input[value='3']")
    page.evaluate("history.back()")
    page.wait_for("document.querySelector('#q-firm-name') !== null")
    page.evaluate("history.forward()")
    page.wait_for("document.querySelector('#q-vision-roadmap') !== null")
    assert page.evaluate("document.querySelector('#q-vision-roadmap input[value=\"3\"]').checked")


def test_notice_comes_first(browser: Browser, form_path: Path) -> None:
    """Without an answer to the privacy notice no question is shown; who refuses is asked for neither role nor name."""
    page = browser.open(form_path.as_uri() + "#/profile")
    assert page.evaluate("document.querySelector('.question')") is None
    page.click(".begin button")
    assert page.evaluate("document.activeElement.name") == "consent"
    assert page.evaluate("document.querySelector('.begin .problem').textContent.length > 10")
    page.click("#consent label:nth-of-type(2) input")
    page.click(".begin button")
    page.wait_for("document.querySelector('#q-firm-name') !== null")
    assert page.evaluate("document.querySelector('#q-respondent-role, #q-respondent-name')") is None
    assert kept(page)["consent"]["accepted"] is False


def test_conditions_show_and_hide(browser: Browser, form_path: Path) -> None:
    """A question that hangs on a number appears with it, goes with it, and keeps its answer."""
    page = browser.open(form_path.as_uri())
    page.click("#consent input")
    page.evaluate("location.hash = '#/digital-facts'")
    page.wait_for("document.querySelector('#q-web-sales-share') !== null")
    hidden = "document.querySelector('#q-web-consumer-share').hidden"
    assert page.evaluate(hidden)
    page.click("#q-web-sales-share input[type=text]")
    page.type("5")
    assert not page.evaluate(hidden)
    page.click("#q-web-consumer-share input[type=text]")
    page.type("20")
    page.click("#q-web-sales-share input[value='state:unknown']")
    assert page.evaluate(hidden)
    assert kept(page)["answers"]["web-consumer-share"]["answer"] == 20


def test_wrong_numbers_are_told_and_not_kept(browser: Browser, form_path: Path) -> None:
    """What is no number, or out of bounds, is told beside its field once it is left, and is no answer."""
    page = browser.open(form_path.as_uri())
    page.click("#consent input")
    page.evaluate("location.hash = '#/digital-facts'")
    page.wait_for("document.querySelector('#q-internet-staff-share') !== null")
    for text in ("beaucoup", "101", "-1"):
        page.click("#q-internet-staff-share input[type=text]")
        page.evaluate("document.activeElement.select()")
        page.type(text)
        page.evaluate("document.activeElement.blur()")
        assert page.evaluate("document.querySelector('#internet-staff-share-problem').textContent.length > 10"), text
        assert "internet-staff-share" not in kept(page)["answers"], text
    page.click("#q-internet-staff-share input[type=text]")
    page.evaluate("document.activeElement.select()")
    page.type("٤٢")
    assert page.evaluate("document.querySelector('#internet-staff-share-problem').textContent") == ""
    assert kept(page)["answers"]["internet-staff-share"]["answer"] == 42


REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
FULL = "Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError'); }"


@pytest.mark.parametrize("script", [REFUSED, FULL], ids=["refused", "full"])
def test_without_storage_it_works_and_says_so(browser: Browser, form_path: Path, tmp_path: Path, script: str) -> None:
    """A browser that keeps nothing: answers count, the page says that they are not kept, the download has them."""
    page = browser.open()
    page.before_load(script)
    page.go(form_path.as_uri())
    page.click("#consent input")
    page.evaluate("location.hash = '#/profile'")
    page.wait_for("document.querySelector('#q-firm-name') !== null")
    page.click("#q-firm-name input")
    page.type("Ateliers du Nord")
    assert page.evaluate("document.querySelector('.kept').classList.contains('unsaved')")
    assert json.loads(downloaded(page, tmp_path))["profile"]["firm"] == "Ateliers du Nord"
    assert page.complaints() == []


def test_a_really_full_storage_is_noticed(browser: Browser, form_path: Path) -> None:
    """With the browser's own quota used up the form says that nothing is kept, and keeps again once there is room."""
    page = browser.open(form_path.as_uri())
    page.evaluate(
        "(() => { for (let size = 4000000; size >= 1; size = Math.floor(size / 2)) { for (let n = 0; ; n += 1)"
        " try { localStorage.setItem(`x${size}-${n}`, 'x'.repeat(size)); } catch { break; } } })()"
    )
    page.click("#consent input")
    assert page.evaluate("document.querySelector('.kept').classList.contains('unsaved')")
    page.evaluate(
        "Object.keys(localStorage).filter(key => key.startsWith('x')).forEach(key => localStorage.removeItem(key))"
    )
    page.click(".paths input")
    assert not page.evaluate("document.querySelector('.kept').classList.contains('unsaved')")


def test_two_tabs_follow_each_other(browser: Browser, form_path: Path) -> None:
    """What one tab answers the other shows, and neither overwrites the other's answers."""
    one, other = browser.open(form_path.as_uri()), browser.open(form_path.as_uri())
    one.click("#consent input")
    for page in (one, other):
        page.wait_for(f"JSON.parse(JSON.parse(localStorage.getItem({KEY})).text).consent !== undefined")
        page.evaluate("location.hash = '#/operations-quality'")
        page.wait_for("document.querySelector('#q-maintenance') !== null")
    one.click("#q-maintenance input[value='1']")
    other.wait_for("document.querySelector('#q-maintenance input[value=\"1\"]').checked")
    other.click("#q-erp-mes input[value='2']")
    one.wait_for("document.querySelector('#q-erp-mes input[value=\"2\"]').checked")
    assert set(kept(one)["answers"]) == {"maintenance", "erp-mes"}


def test_erase_forgets_all(browser: Browser, form_path: Path, content: FormContent) -> None:
    """Erase asks first; Escape keeps; yes leaves nothing in the browser and an empty form."""
    page = open_with(browser, form_path, Filled(assessment=answered(content, SEED_FULL), language="fr"))
    page.click(".leave .danger")
    page.press("Escape")
    page.wait_for("document.querySelector('dialog') === null")
    assert kept(page)["answers"]
    page.click(".leave .danger")
    page.click("dialog .danger")
    page.wait_for(f"localStorage.getItem({KEY}) === null")
    page.reload()
    assert page.evaluate("document.querySelector('#consent input:checked')") is None
    assert page.evaluate("localStorage.length") == 0


def test_loading_a_file_gives_its_answers(
    browser: Browser, form_path: Path, content: FormContent, tmp_path: Path
) -> None:
    """A downloaded file is loaded into an empty form; a foreign one changes nothing and is named."""
    page = open_with(browser, form_path, Filled(assessment=answered(content, SEED_FULL), language="en"))
    good = tmp_path / "good.json"
    good.write_text(downloaded(page, tmp_path), encoding="utf-8")
    fresh = browser.open(form_path.as_uri())
    fresh.evaluate(f"localStorage.removeItem({KEY})")
    fresh.reload()
    bad = tmp_path / "bad.json"
    bad.write_text('{"schema": "other"}', encoding="utf-8")
    choose(fresh, bad)
    fresh.wait_for("document.querySelector('.leave .told').textContent !== ''")
    choose(fresh, good)
    fresh.wait_for("document.querySelector('.news').textContent !== ''")
    assert kept(fresh)["answers"] == json.loads(good.read_text(encoding="utf-8"))["answers"]


def choose(page: Page, path: Path) -> None:
    """Choose a file in the form's file field, as the system's dialog does."""
    root = page.send("DOM.getDocument")["root"]["nodeId"]
    field = page.send("DOM.querySelector", {"nodeId": root, "selector": "#load-file"})["nodeId"]
    page.send("DOM.setFileInputFiles", {"nodeId": field, "files": [str(path)]})


def test_hostile_names_are_text(browser: Browser, form_path: Path, content: FormContent) -> None:
    """Markup in a name and in notes is shown as it was typed, on the page and on paper."""
    hostile = '<img src=x onerror="window.ran=1"><b>x</b>'
    drawn = answered(content, SEED_FULL)
    drawn["profile"]["firm"] = hostile
    drawn["answers"]["maintenance"] = {"state": "given", "answer": 1, "note": hostile}
    page = open_with(browser, form_path, Filled(assessment=drawn, language="fr"))
    page.printed()
    assert page.evaluate("window.ran") is None
    assert page.evaluate("document.querySelector('.paper h1').textContent") == hostile
    assert page.evaluate("document.querySelectorAll('#page img, #page b').length") == 0
    assert page.complaints() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_print_has_two_to_four_pages(browser: Browser, form_path: Path, content: FormContent, language: str) -> None:
    """The printed report of firms with few and with very many flags is two to four pages of A4."""
    worst = {
        name: {"state": "given", "answer": 0}
        for name, question in content.structure.questions.items()
        if question.kind == "level"
    }
    for answers in (worst, answered(content, SEED_FULL)["answers"]):
        drawn = answered(content, SEED_FULL, answers=answers)
        page = open_with(browser, form_path, Filled(assessment=drawn, language=language))
        assert 2 <= len(opened(page.printed()).pages) <= 4


def test_zoom_of_400_per_cent_needs_no_sideways_scroll(browser: Browser, form_path: Path, content: FormContent) -> None:
    """On 320 CSS pixels, which is 1280 at 400 %, no page is wider than the screen."""
    page = open_with(browser, form_path, Filled(assessment=answered(content, SEED_FULL), language="fr"))
    page.show(320, 256)
    for language in LANGUAGES:
        page.click(f".languages [lang={language}]")
        for place in ("start", *content.structure.sections, "result"):
            page.evaluate(f"location.hash = '#/{place}'")
            page.wait_for(f"document.querySelector('.steps [aria-current]').href.endsWith('#/{place}')")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, (language, place)


def test_a_prefilled_form_knows_its_firm(browser: Browser, content: FormContent, tmp_path: Path) -> None:
    """What the institute knew is there; the answers of another firm's form in the same browser are not."""
    from jazari_assess.forms.interface import Prefilled
    from jazari_assess.model.profile import Profile

    forms = {}
    for name in ("Alpha", "Beta"):
        known = Prefilled(id=f"assessment-{name.lower()}", profile=Profile(firm=name, staff=12))
        forms[name] = tmp_path / f"{name}.html"
        forms[name].write_bytes(form_bytes(content, "fr", prefilled=known, express=True))
    alpha = browser.open(forms["Alpha"].as_uri())
    alpha.click("#consent input")
    keep(alpha, {**kept(alpha), "answers": {"maintenance": {"state": "given", "answer": 3}}, "consent": CONSENT}, 99)
    beta = browser.open(forms["Beta"].as_uri())
    beta.click("#consent input")
    assert kept(beta)["id"] == "assessment-beta"
    assert kept(beta)["profile"] == {"firm": "Beta", "staff": 12}
    assert kept(beta)["answers"] == {}
    assert kept(beta)["express"] is True
