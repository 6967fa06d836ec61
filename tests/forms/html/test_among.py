"""A form that carries a benchmark shows where the firm stands, as the engine reckons it, on its own device."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from jazari_assess import app
from jazari_assess.app.form.making import FormRequest
from jazari_assess.engine.cohort.standing import group_for_report, standings
from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.errors import ProblemsError, UsageError
from jazari_assess.forms.html.export import html_form
from jazari_assess.forms.interface import FormBenchmark, FormContent
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.benchmark import OVERALL, Benchmark, Place
from tests.forms.html.chromium import Browser
from tests.forms.html.filling import Filled, open_with
from tests.forms.html.random_answers import Json, random_assessment
from tests.forms.orders import LANGUAGES, form_order
from tests.published import benchmark_file, made_up

GROUPS = {
    ("agri-food", "medium", "fes-meknes"): 35,
    ("agri-food", "medium", "oriental"): 12,
    ("agri-food", "small", "fes-meknes"): 40,
    ("automotive",): 6,
    (): 9,
}
PLACES: tuple[Json, ...] = (
    {"sector": "agri-food", "staff": 80, "region": "fes-meknes"},
    {"sector": "agri-food", "staff": 80, "region": "oriental"},
    {"sector": "agri-food", "staff": 20, "region": "souss-massa"},
    {"sector": "automotive", "region": "oriental"},
    {},
)
SAID = """(assessments => {
    const form = data_packed.formOf(document.getElementById('form-data').textContent);
    const placed = one => engine_standing.standingOf(form.benchmark, one.profile, engine_result.resultOf(form, one));
    return assessments.map(placed);
})"""


@pytest.fixture(scope="module")
def published(content: FormContent) -> Benchmark:
    """Return a benchmark of firms that are made up, of several groups."""
    return made_up(content.model, groups=GROUPS).benchmark


@pytest.fixture(scope="module")
def carrying(content: FormContent, published: Benchmark, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a form that carries it."""
    lines = dict.fromkeys(LANGUAGES, ("Ailleurs <b>42</b> %",))
    among = FormBenchmark(benchmark=published, references=lines)
    path = tmp_path_factory.mktemp("carrying") / "FORM.html"
    path.write_bytes(html_form(replace(form_order(content, *LANGUAGES), among=among)).bytes())
    return path


def engine_standing(content: FormContent, published: Benchmark, assessment: Assessment) -> Json:
    """Return the group that a report compares with, in the shape in which the page says it."""
    result = evaluate(
        content.questionnaire, [content.model], assessment, date="2026-11-29", tool_version="0", draws=1
    ).models[0]
    scores = {OVERALL: result.overall.score} | {name: node.score for name, node in result.nodes.items()}
    profile = assessment.profile
    path = Place(sector=profile.sector, size=profile.size, region=profile.region).path
    group = group_for_report(standings(published, path, scores))
    assert group is not None
    measures = [
        {
            "id": one.measure,
            "score": one.score,
            "median": one.quartiles[1],
            "percentile": one.percentile,
            "margin": one.margin,
        }
        for one in group.measures
    ]
    return {"path": list(group.place.path), "firms": group.firms, "measures": measures}


def test_page_and_engine_place_a_firm_alike(
    browser: Browser, carrying: Path, content: FormContent, published: Benchmark
) -> None:
    """Firms drawn by chance, in groups of every depth: the group, its medians, shares and margins, to 1e-9."""
    drawn = [random_assessment(content.structure, seed) for seed in range(20)]
    firms = [{**one, "profile": {"firm": "Nord", **PLACES[number % len(PLACES)]}} for number, one in enumerate(drawn)]
    said = browser.open(carrying.as_uri()).evaluate(f"{SAID}({json.dumps(firms)})")
    assert isinstance(said, list)
    found = [engine_standing(content, published, Assessment.model_validate_json(json.dumps(one))) for one in firms]
    assert [one["path"] for one in said] == [one["path"] for one in found]
    assert len({tuple(one["path"]) for one in said}) > 2
    for page, engine in zip(said, found, strict=True):
        assert page["firms"] == engine["firms"]
        for shown, reckoned in zip(page["measures"], engine["measures"], strict=True):
            assert shown == pytest.approx(reckoned, abs=1e-9)


@pytest.mark.parametrize(("language", "title"), [("fr", "Parmi d"), ("ar", "بين مقاولات"), ("en", "Among other")])
def test_the_result_shows_the_place(
    browser: Browser, carrying: Path, content: FormContent, language: str, title: str
) -> None:
    """A row a measure, the group and who published it, published lines as text; nothing is asked of any network."""
    drawn = random_assessment(content.structure, 0)
    firm = {**drawn, "profile": {"firm": "Nord", **PLACES[0]}}
    page = open_with(browser, carrying, Filled(assessment=firm, language=language))
    page.evaluate("location.hash = '#/result'")
    page.wait_for("document.querySelector('.among') !== null")
    told = page.evaluate("document.querySelector('.among').innerText")
    assert isinstance(told, str)
    assert title in told
    assert "Institut Essai" in told
    assert "Ailleurs <b>42</b> %" in told
    assert page.evaluate("document.querySelectorAll('.among tbody tr').length") == 10
    assert set(page.requests()) == {carrying.as_uri()}
    assert page.complaints() == []


def test_without_a_benchmark_nothing_is_shown(browser: Browser, form_path: Path, content: FormContent) -> None:
    """The form as before."""
    firm = {**random_assessment(content.structure, 0), "profile": {"firm": "Nord", **PLACES[0]}}
    page = open_with(browser, form_path, Filled(assessment=firm, language="en"))
    page.evaluate("location.hash = '#/result'")
    page.wait_for("document.querySelector('.dimensions') !== null")
    assert page.evaluate("document.querySelector('.among')") is None


def test_a_form_is_exported_with_a_benchmark(content: FormContent, tmp_path: Path) -> None:
    """In HTML alone; a group of four firms makes no benchmark, and so no form."""
    asked = app.Context(language="en", date="2026-11-29")
    file = benchmark_file(tmp_path / "benchmark.json", content.model)
    (path,) = app.write_form(FormRequest(language="en", benchmark=file), tmp_path / "form.html", asked)
    assert "Institut Essai" in path.read_text(encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        app.write_form(FormRequest(format="pdf", benchmark=file), tmp_path / "form.pdf", asked)
    assert refused.value.problem.code == "form-without-benchmark"
    file.write_text(file.read_text(encoding="utf-8").replace('"firms":400', '"firms":4'), encoding="utf-8")
    with pytest.raises(ProblemsError):
        app.write_form(FormRequest(benchmark=file), tmp_path / "small.html", asked)
    assert not (tmp_path / "small.html").exists()
