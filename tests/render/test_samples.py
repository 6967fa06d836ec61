"""The sample firms in every language and format: whole, silent, and with every number and recommendation in it."""

import io
from functools import cache

import pypdfium2
import pytest

from jazari_assess.engine.plan import plan
from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.model.assessment import Assessment, Given, NotApplicable
from jazari_assess.model.library import ModelContent
from jazari_assess.model.plan import Plan
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.questionnaire import ChecklistQuestion, ChoiceQuestion, LevelQuestion, NumberQuestion
from jazari_assess.model.result import Result
from jazari_assess.model.siri import DIMENSIONS
from jazari_assess.reading.content.interface_text import read_report_text
from jazari_assess.render import RENDERERS
from jazari_assess.render.interface import Options, Report, Template
from jazari_assess.render.page.build import make_page
from tests.engine.content import library, samples
from tests.render.pdf_reader import letters, text_of, words_missing
from tests.render.small_report import DATE, LANGUAGES, TEMPLATE
from tests.render.workbook_reader import numbers, opened, texts

pytestmark = pytest.mark.xdist_group("samples")  # one process plans and renders what its tests share
FIRMS = ("textile-workshop", "agri-food-cannery", "automotive-supplier")
FULL = tuple(zip(FIRMS, ("ar", "fr", "en"), strict=True))
EVERY = [
    pytest.param(firm, language, marks=[] if number % 3 == place else pytest.mark.soak)
    for number, firm in enumerate(FIRMS)
    for place, language in enumerate(LANGUAGES)
]
"""Each firm in one language, each language once; the soak has every firm in every language."""
QUESTIONNAIRE = "industrie-x0"


def models() -> list[ModelContent]:
    """Return the main model, then the views."""
    found = [model for model in library().models.values() if model.structure.questionnaire == QUESTIONNAIRE]
    return sorted(found, key=lambda model: model.structure.role != "main")


@cache
def planned(firm: str) -> tuple[Result, Plan]:
    """Return the scores and the roadmap of a sample."""
    return scored(samples()[firm])


def scored(assessment: Assessment) -> tuple[Result, Plan]:
    """Return the scores over all models, and a roadmap."""
    result = evaluate(library().questionnaires[QUESTIONNAIRE], models(), assessment, date=DATE, tool_version="1.2.3")
    return result, plan(result, library(), PlanSettings(), date=DATE)


def worded(result: Result, roadmap: Plan, language: str, options: Options | None = None) -> Report:
    """Return the report of a result in one language."""
    words = read_report_text([TEMPLATE], language)
    page = make_page(result=result, roadmap=roadmap, library=library(), words=words)
    return Report(
        page=page,
        result=result,
        roadmap=roadmap,
        template=Template(folders=(TEMPLATE,)),
        options=options or Options(),
    )


@cache
def summary(firm: str, language: str) -> bytes:
    """Return the short report of a sample as PDF."""
    return RENDERERS["pdf"]().render(worded(*planned(firm), language, Options(detail="summary")))


@pytest.mark.parametrize(("firm", "language"), FULL)
def test_full_pdf_holds_every_score_answer_and_recommendation(firm: str, language: str) -> None:
    """What the page says can be read out of the PDF: scores, answers, next steps, items, providers, weights, hashes."""
    report = worded(*planned(firm), language)
    page = report.page
    text = text_of(RENDERERS["pdf"]().render(report))
    for row in (*page.dimensions, *(row for view in page.views for row in view.dimensions)):
        assert letters(row.score.text) in text
        assert words_missing(text, row.title) == []
    for indicator in (indicator for row in page.dimensions for indicator in row.indicators):
        for words in (*indicator.asked.answer, *indicator.asked.next_option):
            assert words_missing(text, words) == [], words
    for item in page.plan.items:
        reasons = () if item.kind == "enquiry" else (*item.why, *item.why_now, item.done_when)
        for words in (item.title, *reasons, item.first_step):
            assert words_missing(text, words) == [], words
    for found in page.partners:
        for words in (*found.reasons, found.ask, found.bring):
            assert words_missing(text, words) == [], words
    for flag in page.flags:
        assert words_missing(text, flag.title) == []
    assert all(share[1].replace("\u00a0", "") in text for group in page.method.weights for share in group.weights)
    assert report.result.provenance.models[0].sha256 in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_essentials_are_one_page(language: str) -> None:
    """The sample with the longest essentials, in each language: the profile stands on page three, of four."""
    report = worded(*planned("plastics-packaging"), language, Options(detail="summary"))
    pdf = summary("plastics-packaging", language)
    assert letters(report.page.labels["profile.title"]) in text_of(pdf, page=3)[:200]
    assert words_missing(text_of(pdf, page=2), report.page.partners[:3][-1].brief) == []
    assert len(pypdfium2.PdfDocument(pdf)) == 4


@pytest.mark.parametrize("firm", FIRMS)
def test_each_large_gap_is_treated_or_explained_and_strengths_are_above_the_middle(firm: str) -> None:
    """Of each gap on the first pages it is said what the plan does, or why not; no strength is in the lower half."""
    page = worded(*planned(firm), "fr").page
    assert page.gaps
    for gap in page.gaps:
        left = [line for line in page.plan.gaps_left if line.startswith(gap.title)]
        assert gap.planned.startswith("Traité par") != bool(left), gap.title
    scores = {found.short: found.score.value for row in page.dimensions for found in row.indicators}
    assert all((scores[strength.title] or 0.0) >= 50.0 for strength in page.strengths)


def test_counted_facts_read_yes_or_no() -> None:
    """A model that counts facts has no scores and levels a fact, neither held nor to be reached."""
    (facts,) = (view for view in worded(*planned(FIRMS[2]), "fr").page.views if view.id == "dii")
    told = {row.id: row.score.text for row in facts.dimensions}
    assert (told["website"], told["web-sales-to-consumers"], told["crm-software"]) == ("Oui", "Non", "non évalué")
    assert {(row.level, row.next_level, row.distance) for row in facts.dimensions} == {(None, None, "")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_says_its_provider_twice(language: str) -> None:
    """A service whose title names its provider stands without it in lists; another one with it."""
    page = worded(*planned(FIRMS[1]), language).page
    titles = [one.title for item in page.plan.items for one in item.supports]
    assert titles
    assert [title for title in titles if "INMAA" in title and " · " in title] == []


@pytest.mark.parametrize(("firm", "language"), EVERY)
def test_summary_pdf_has_four_pages_at_most(firm: str, language: str) -> None:
    """Cover, one page of essentials that ends with who can help, the profile, the roadmap."""
    report = worded(*planned(firm), language)
    pdf = summary(firm, language)
    assert len(pypdfium2.PdfDocument(pdf)) <= 4
    essentials = text_of(pdf, page=2)
    assert letters(report.page.overall.score.text) in essentials
    assert words_missing(essentials, report.page.partners[:3][-1].brief) == []
    assert letters(report.page.labels["profile.title"]) in text_of(pdf, page=3)[:200]


@pytest.mark.parametrize(("firm", "language"), EVERY)
def test_workbook_and_page_hold_the_same_numbers(firm: str, language: str) -> None:
    """Excel has every score unrounded and HTML every score as shown; each opens again with no sheet empty."""
    report = worded(*planned(firm), language)
    data = RENDERERS["xlsx"]().render(report)
    # A workbook keeps 16 digits.
    held, shown = {round(number, 9) for number in numbers(data)}, texts(data)
    page = RENDERERS["html"]().render(report).decode()
    for row in report.page.dimensions:
        assert row.score.value is None or round(row.score.value, 9) in held
        assert row.score.text in page
        assert all(i.score.value is None or round(i.score.value, 9) in held for i in row.indicators)
    assert {item.title for item in report.page.plan.items} <= shown
    assert all(sheet.max_row > 1 for sheet in opened(data).worksheets)


def changed(firm: str, **changes: object) -> Assessment:
    """Return a sample with some of its fields replaced."""
    return samples()[firm].model_copy(update=changes)


def top() -> Assessment:
    """Return a firm that gave the best answer to every question."""
    structure = library().questionnaires[QUESTIONNAIRE].structure
    answers = {}
    for name, question in structure.questions.items():
        match question:
            case LevelQuestion():
                answers[name] = Given(answer=question.options - 1)
            case ChoiceQuestion():
                answers[name] = Given(answer=max(question.options, key=lambda option: question.options[option]))
            case ChecklistQuestion():
                answers[name] = Given(answer=tuple(item for item, points in question.options.items() if points > 0))
            case NumberQuestion():
                best = max(question.map_, key=lambda point: point[1])[0]
                answers[name] = Given(answer=int(best) if question.integer else best)
            case _:
                pass
    return changed(FIRMS[0], answers=answers)


def nothing_applies() -> Assessment:
    """Return a firm to which no question applies."""
    names = library().questionnaires[QUESTIONNAIRE].structure.questions
    return changed(FIRMS[0], answers={name: NotApplicable(state="not-applicable") for name in names})


def long_names() -> Assessment:
    """Return a firm whose every name is as long as it may be."""
    profile = samples()[FIRMS[0]].profile
    long = "Société Anonyme des Établissements " * 9
    return changed(FIRMS[0], profile=profile.model_copy(update={"firm": long[:300], "respondent_role": "x" * 300}))


@pytest.mark.parametrize(
    ("kind", "language"),
    [
        ("nothing-answered", "fr"),
        ("nothing-applies", "ar"),
        ("top", "fr"),
        ("long-names", "ar"),
        pytest.param("nothing-answered", "ar", marks=pytest.mark.soak),
        pytest.param("nothing-applies", "fr", marks=pytest.mark.soak),
        pytest.param("top", "ar", marks=pytest.mark.soak),
        pytest.param("long-names", "fr", marks=pytest.mark.soak),
    ],
)
def test_extreme_firms_have_reports(kind: str, language: str) -> None:
    """Nothing answered, nothing applicable, everything at the top, endless names: each output is made and opens."""
    made = {
        "nothing-answered": lambda: changed(FIRMS[0], answers={}),
        "nothing-applies": nothing_applies,
        "top": top,
        "long-names": long_names,
    }[kind]()
    report = worded(*scored(made), language, Options(detail="summary"))
    pdf = RENDERERS["pdf"]().render(report)
    assert len(pypdfium2.PdfDocument(pdf)) <= 4
    assert opened(RENDERERS["xlsx"]().render(report)).sheetnames
    assert RENDERERS["html"]().render(report)
    if kind == "top":
        assert report.page.overall.score.value == pytest.approx(100)
        assert report.page.overall.next_level is None
    if kind.startswith("nothing"):
        assert report.page.overall.score.value is None
        assert letters(report.page.overall.score.text) in text_of(pdf)


def test_forty_recommendations_fit() -> None:
    """A plan of forty items: the calendar, the table and the cards of all of them are there."""
    result, roadmap = planned(FIRMS[1])
    chosen = {item.id for item in roadmap.items}
    more = [name for name in library().catalogue.structure.actions if name not in chosen][: 40 - len(chosen)]
    model = next(item for item in roadmap.items if item.kind == "action")
    items = (
        *roadmap.items,
        *(model.model_copy(update={"id": name, "quarter": 1 + n % 6}) for n, name in enumerate(more)),
    )
    report = worded(result, roadmap.model_copy(update={"items": items}), "fr", Options(notes=False))
    assert len(report.page.plan.items) == 40
    text = text_of(RENDERERS["pdf"]().render(report))
    assert [item.title for item in report.page.plan.items if words_missing(text, item.title)] == []
    assert opened(RENDERERS["xlsx"]().render(report))["Feuille de route"].max_row > 40


def test_pdf_opens_in_another_reader() -> None:
    """Each page of the Arabic sample can be drawn by a second library, and is not empty."""
    document = pypdfium2.PdfDocument(io.BytesIO(summary(FIRMS[1], "ar")))
    for page in document:
        assert len(page.render(scale=0.2).to_pil().convert("L").getcolors() or [(0, 0)] * 3) > 2


def test_a_view_without_an_overall_score_shows_what_it_rates() -> None:
    """The index of sixteen dimensions shows these, not the three blocks they are gathered in; others their own."""
    views = {view.id: view.dimensions for view in worded(*planned(FIRMS[2]), "fr").page.views}
    assert {row.id for row in views["siri"]} == set(DIMENSIONS)
    assert {name: len(rows) for name, rows in views.items()} == {
        "acatech": 4,
        "dii": 12,
        "eu-dma": 6,
        "impuls": 6,
        "sanol": 6,
        "schumacher": 9,
        "siri": 16,
    }
