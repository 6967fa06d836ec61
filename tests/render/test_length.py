"""How long a report is, and that its pages are used: nobody reads forty of them."""

from functools import cache

import numpy as np
import pypdfium2
import pytest

from jazari_assess.model.assessment import Answer, Assessment, Given
from jazari_assess.model.plan import Plan
from jazari_assess.model.questionnaire import ChecklistQuestion, ChoiceQuestion, LevelQuestion, NumberQuestion
from jazari_assess.model.result import Result
from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import ANNEXES, Options
from tests.engine.content import library, samples
from tests.render.pdf_reader import bookmarks, letters, text_of
from tests.render.small_report import report as small_report
from tests.render.test_samples import QUESTIONNAIRE, scored, worded

FIRM = "agri-food-cannery"
_SHADE = 250
"""Below this a point is ink; the paper is 255."""
_FOOT, _HEAD = 0.93, 0.06
"""Shares of a page below and above which its furniture stands."""


def complete(firm: str) -> Assessment:
    """Return a sample in which every scored question has an answer: what lacked, the second lowest."""
    found, structure = samples()[firm], library().questionnaires[QUESTIONNAIRE].structure
    answers: dict[str, Answer] = dict(found.answers)
    for name, question in structure.questions.items():
        if name not in answers or not isinstance(answers[name], Given):
            match question:
                case LevelQuestion():
                    answers[name] = Given(answer=1)
                case ChoiceQuestion():
                    answers[name] = Given(answer=sorted(question.options, key=lambda one: question.options[one])[1])
                case ChecklistQuestion():
                    answers[name] = Given(
                        answer=tuple(one for one in question.options if question.options[one] > 0)[:1]
                    )
                case NumberQuestion():
                    answers[name] = Given(answer=int(question.minimum))
                case _:
                    pass
    return found.model_copy(update={"answers": answers})


@cache
def whole(firm: str) -> tuple[Result, Plan]:
    """Return the scores and the plan of a complete sample."""
    return scored(complete(firm))


def of_items(roadmap: Plan, count: int) -> Plan:
    """Return the plan with so many items: its first, and more of the catalogue in the manner of one of them."""
    chosen = roadmap.items[:count]
    names = {item.id for item in chosen}
    more = [name for name in library().catalogue.structure.actions if name not in names][: count - len(chosen)]
    model = next(item for item in roadmap.items if item.kind == "action")
    added = tuple(model.model_copy(update={"id": name, "quarter": 1 + n % 6}) for n, name in enumerate(more))
    return roadmap.model_copy(update={"items": (*chosen, *added)})


def blank(pdf: bytes) -> list[float]:
    """Return what share of each page is empty below its last ink, the furniture of the page left out."""
    shares = []
    for page in pypdfium2.PdfDocument(pdf):
        grey = np.asarray(page.render(scale=0.4).to_pil().convert("L"))
        inner = grey[int(_HEAD * len(grey)) : int(_FOOT * len(grey))]
        inked = np.flatnonzero((inner < _SHADE).any(axis=1))
        shares.append(1.0 if not len(inked) else 1 - (inked[-1] + 1) / len(inner))
    return shares


@pytest.mark.parametrize(("items", "most", "language"), [(20, 20, "fr"), (30, 24, "fr"), (20, 20, "ar")])
def test_a_full_report_has_twenty_pages_with_twenty_actions(items: int, most: int, language: str) -> None:
    """A complete assessment with all its annexes: twenty pages with a plan of twenty items, 24 with thirty."""
    result, roadmap = whole(FIRM)
    pdf = RENDERERS["pdf"]().render(worded(result, of_items(roadmap, items), language))
    pages = len(pypdfium2.PdfDocument(pdf))
    assert pages <= most
    assert [number for number, share in enumerate(blank(pdf)[:-1], start=1) if share > 1 / 3] == []


def test_each_action_is_told_once() -> None:
    """The first step of an action stands on one page only; what is a partner's stands with the partner alone."""
    result, roadmap = whole(FIRM)
    report = worded(result, roadmap, "fr")
    text = text_of(RENDERERS["pdf"]().render(report))
    for item in report.page.plan.items:
        assert text.count(letters(item.first_step)) == 1, item.id
    assert text.count(letters(report.page.labels["roadmap.lead"])) == 1


def test_annexes_are_left_out_when_asked() -> None:
    """Each annex has a title of its own in the bookmarks, which goes with it."""
    own = {"answers": "annex.other-answers", "calculation": "annex.calculation", "provenance": "annex.provenance"}
    found = small_report("fr", options=Options(without=("calculation", "provenance")))
    titles = {annex: found.page.labels[label] for annex, label in own.items()}
    told = bookmarks(RENDERERS["pdf"]().render(found))
    assert [annex for annex in ANNEXES if titles[annex] in told] == ["answers"]
    every = bookmarks(RENDERERS["pdf"]().render(small_report("fr")))
    assert [annex for annex in ANNEXES if titles[annex] in every] == list(ANNEXES)
