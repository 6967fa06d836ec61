"""The first page and what follows say the same: flags, gaps, aims, phases, partners, scores, targets, quarters."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal

import pytest

from jazari_assess.model.plurals import plural_form
from jazari_assess.reading.assessment.file import read_assessment
from jazari_assess.render.page.plan_types import Item
from jazari_assess.render.page.types import Page
from tests.conftest import ROOT
from tests.engine.content import library, samples
from tests.render.small_report import LANGUAGES
from tests.render.test_samples import planned, scored, worded

FIRMS = tuple(samples())


def page_of(firm: str, language: str) -> Page:
    """Return the page of a sample."""
    return worded(*planned(firm), language).page


def starts(page: Page, item: Item) -> str:
    """Return the name of the quarter in which an item begins, as it stands within a text."""
    return page.plan.quarters[item.quarter - 1][0].replace(" ", "\u00a0")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("firm", FIRMS)
def test_flags_and_aims_name_actions_of_the_plan_in_their_quarters(firm: str, language: str) -> None:
    """The first act of a flag begins where the calendar has it; so do the actions that serve an aim."""
    page = page_of(firm, language)
    items = {item.title: item for item in page.plan.items}
    for flag in (flag for flag in page.flags if flag.first in items):
        _, months = page.plan.quarters[items[flag.first].quarter - 1]
        assert starts(page, items[flag.first]) in flag.when, flag.id
        assert months in flag.when, flag.id
    for aim in page.plan.aims:
        named = [item for item in page.plan.items if item.title in aim.served]
        assert named, aim.title
        assert all(starts(page, item) in aim.served and aim.title in item.serves for item in named)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("firm", FIRMS)
def test_gaps_are_treated_by_the_plan_or_left_with_a_reason_and_never_both(firm: str, language: str) -> None:
    """A gap that is told as treated names an action; a dimension names a quarter where its answer changes."""
    page = page_of(firm, language)
    questions = {found.short: found for row in page.dimensions for found in row.indicators}
    assert page.gaps
    for gap in page.gaps:
        found = questions[gap.title]
        assert gap.score == found.score.text
        assert any(item.title in gap.planned for item in page.plan.items)
        assert not found.planned or any(starts(page, item) in found.planned for item in page.plan.items)
    left = {name for name in questions for line in page.plan.gaps_left if line.startswith(f"{name}\u00a0:")}
    left |= {name for name in questions for line in page.plan.gaps_left if line.startswith(f"{name}:")}
    assert {name for name in left if questions[name].planned} == set()
    assert len(left) == len(page.plan.gaps_left)
    told = {found.title for found in (*page.strengths, *page.relative)}
    assert told.isdisjoint(gap.title for gap in page.gaps)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("firm", FIRMS)
def test_phases_partners_and_scores_agree_with_their_own_pages(firm: str, language: str) -> None:
    """The score at the end of a phase is that of its last quarter; whom to ask is an enquiry of the same quarter."""
    page = page_of(firm, language)
    assert page.plan.steps[-1].text in page.plan.phases[-1].expected
    assert [row.after_text for row in page.dimensions] == list(page.plan.phases[-1].nodes)
    assert page.overall.score.text == page.plan.steps[0].text
    enquiries = {item.provider: item for item in page.plan.items if item.kind == "enquiry"}
    assert len(page.partners) >= 3
    for partner in page.partners:
        if partner.name in enquiries:
            assert starts(page, enquiries[partner.name]) in partner.when
            assert enquiries[partner.name].first_step == partner.ask
    services = {sheet.title for sheet in page.services}
    assert {one.delivers for item in page.plan.items for one in item.supports[:2]} == {
        sheet.delivers for sheet in page.services
    }
    assert len(services) == len(page.services)


COUNTED = {  # three to ten; eleven to ninety-nine; hundreds
    "few": {"أيام-شخص", "أشهر", "نقط", "أشخاص", "أسئلة", "إجراءات", "أدوات", "فصول", "ملايين"},
    "many": {"يوم-شخص", "شهرا", "نقطة", "شخصا", "سؤالا", "إجراء", "أداة", "فصلا", "مليون"},
    "other": {"يوم-شخص", "شهر", "نقطة", "شخص", "سؤال", "إجراء", "أداة", "فصل", "مليون"},
}
"""Arabic nouns as they stand after a number of each kind."""
NOUN_AFTER_NUMBER = re.compile("(?<![\\d.,])(\\d+)\u2069? ([\u0621-\u064a-]+)")


def texts_of(value: object) -> list[str]:
    """Return every text of a page."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for part in value.values() for text in texts_of(part)]
    return [text for part in value for text in texts_of(part)] if isinstance(value, list | tuple) else []


@pytest.mark.parametrize("firm", FIRMS)
def test_arabic_nouns_agree_with_their_numbers(firm: str) -> None:
    """Whatever is counted on a page of a firm, its noun has the form that Arabic asks for after that number."""
    nouns = {noun for forms in COUNTED.values() for noun in forms}
    found = [
        (int(number), noun)
        for text in texts_of(asdict(page_of(firm, "ar")))
        for number, noun in NOUN_AFTER_NUMBER.findall(text)
        if noun in nouns and int(number) > 2
    ]
    assert len(found) > 20
    assert [one for one in found if one[1] not in COUNTED[plural_form(Decimal(one[0]), "ar")]] == []


def test_what_was_seen_stands_on_the_card_of_the_first_act() -> None:
    """The note on the one question that raises a flag is told where the flag is answered, not where its score rises."""
    found = read_assessment(ROOT / "tests" / "content" / "firms" / "workshop-oujda.yaml", library())
    page = worded(*scored(found), "fr").page
    (safety,) = [item for item in page.plan.items if item.id == "machine-guards-round"]
    assert "un seul masque pour deux" in safety.noted[0][1]
    told = [note for item in page.plan.items for _, note in item.noted if "un seul masque" in note]
    assert len(told) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("firm", FIRMS)
def test_what_is_to_be_checked_is_said_once(firm: str, language: str) -> None:
    """A source that says by itself that it is to be checked gets no label that says it again; others get it."""
    supports = [support for item in page_of(firm, language).plan.items for support in item.supports]
    (label,) = {support.to_check for support in supports if support.to_check} or {""}
    assert label or firm == "textile-workshop"
    assert [
        support.title for support in supports if label and f"{support.facts} {support.to_check}".count(label) > 1
    ] == []
