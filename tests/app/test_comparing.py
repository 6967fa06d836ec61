"""A firm's assessments side by side: in order, of one firm, on the questions that all versions ask."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook, load_workbook

from jazari_assess import app
from jazari_assess.app.page import template_folders
from jazari_assess.errors import ProblemsError, UsageError
from jazari_assess.reading.content.interface_text import read_report_text
from jazari_assess.reading.follow_up import plainly
from tests.cli.samples import WORKSHOP
from tests.conftest import ROOT, Run

CONTEXT = app.Context(language="en", date="2027-06-01")
PLAN = {
    "settings": {"horizon-months": 18},
    "items": {"breakdown-history": 1},
    "date": "2026-11-20",
}


def written(path: Path, *, firm: str = "Atelier", answers: dict[str, Any] | None = None, **changes: object) -> Path:
    """Write the workshop's assessment with other fields and other answers."""
    tree = yaml.safe_load(WORKSHOP.read_text(encoding="utf-8")) | changes
    tree["profile"]["firm"] = firm
    tree["answers"] |= answers or {}
    path.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    return path


@pytest.fixture
def stages(tmp_path: Path) -> list[Path]:
    """Return three assessments of a firm: at the second, maintenance rose by a step and a question was left out."""
    return [
        written(tmp_path / "t0.yaml", answers={"maintenance": 0}, plan=PLAN),
        written(
            tmp_path / "t1.yaml",
            stage="T1",
            date="2027-05-20",
            answers={"maintenance": 2, "automation-robotics": {"state": "unknown"}},
        ),
        written(tmp_path / "t2.yaml", stage="T2", date="2028-05-20", answers={"maintenance": 3, "erp-mes": 0}),
    ]


def test_three_stages_in_whatever_order_they_are_given(stages: list[Path]) -> None:
    """What rose is listed first with its steps; what fell last; what moved beyond missing answers is told apart."""
    compared = app.compare_stages([stages[2], stages[0], stages[1]], CONTEXT)
    assert [one.stage for one in compared.assessments] == ["T0", "T1", "T2"]
    questions = compared.found.questions
    assert [line.node for line in questions] == ["maintenance", "erp-mes"]
    assert [one.score for one in questions[0].readings] == [0, 50, 75]
    assert [one and one.points for one in questions[0].changes] == [50, 25]
    assert questions[1].whole is not None
    assert (questions[1].whole.points, questions[1].whole.certainty) == (-25, "sure")
    operations = next(line for line in compared.found.dimensions if line.node == "operations-quality")
    assert operations.whole is not None
    assert operations.whole.points == pytest.approx(operations.readings[2].score - operations.readings[0].score)  # type: ignore[operator]


def test_a_dimension_with_an_answer_missing_is_not_sure(stages: list[Path]) -> None:
    """The second visit left out a question of the workshop: what its dimension did is told as not sure."""
    compared = app.compare_stages(stages[:2], CONTEXT)
    factory = next(line for line in compared.found.dimensions if line.node == "connected-factory")
    assert factory.whole is not None
    assert factory.whole.certainty == "open"


def test_the_plan_and_what_moved_where_it_aimed(stages: list[Path]) -> None:
    """The accepted action stands with what its question did until the last visit."""
    (item,) = app.compare_stages(stages, CONTEXT).found.plan
    assert (item.item, item.node, item.visit) == ("breakdown-history", "maintenance", 0)
    assert item.change is not None
    assert (item.change.points, item.change.certainty) == (75, "sure")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_states_come_from_the_workbook_people_noted_them_in(
    run: Run, stages: list[Path], tmp_path: Path, language: str
) -> None:
    """A state chosen in the sheet of the plan, in its language, stands beside what moved."""
    out = tmp_path / "out"
    assert run("report", stages[0], "--out", out, "--format", "xlsx", "--lang", language).returncode == 0
    (path,) = out.iterdir()
    book = load_workbook(path)
    words = read_report_text(template_folders(CONTEXT), language)
    sheet, place = next(
        (sheet, cell.column)
        for sheet in book
        for cell in sheet[1]
        if isinstance(cell.value, str) and plainly(cell.value) == plainly(words.say("sheet.progress"))
    )
    sheet.cell(2, place).value = words.say("sheet.done")
    book.save(path)
    (item,) = app.compare_stages(stages, CONTEXT, follow_up=path).found.plan
    assert item.status == "done"


def test_a_workbook_without_a_plan_is_told(stages: list[Path], tmp_path: Path) -> None:
    """Another workbook has no sheet of a plan."""
    path = tmp_path / "other.xlsx"
    Workbook().save(path)
    with pytest.raises(ProblemsError) as caught:
        app.compare_stages(stages, CONTEXT, follow_up=path)
    assert [one.code for one in caught.value.problems] == ["follow-up-missing"]


def test_a_workbook_of_another_assessment_is_told(run: Run, stages: list[Path], tmp_path: Path) -> None:
    """What was done with the plan of one firm says nothing of another's."""
    other = written(tmp_path / "other.yaml", firm="Other", answers={"maintenance": 0}, id="another", plan=PLAN)
    assert run("report", other, "--out", tmp_path / "out", "--format", "xlsx", "--lang", "en").returncode == 0
    (path,) = (tmp_path / "out").iterdir()
    with pytest.raises(ProblemsError) as caught:
        app.compare_stages(stages, CONTEXT, follow_up=path)
    assert [(one.code, one.values["firm"]) for one in caught.value.problems] == [("follow-up-other", "Other")]


def test_versions_are_compared_on_what_both_ask(tmp_path: Path) -> None:
    """A question that came later is left out of both scores, and how many are in common is told."""
    tree = {"id": "industrie-x0", "version": "1.0.0"}
    old = written(tmp_path / "old.yaml", questionnaire=tree)
    without = yaml.safe_load(old.read_text(encoding="utf-8"))
    without["answers"].pop("investment-capacity")
    old.write_text(yaml.safe_dump(without, allow_unicode=True), encoding="utf-8")
    new = written(tmp_path / "new.yaml", stage="T1", date="2027-05-20", answers={"investment-capacity": 3})
    compared = app.compare_stages([old, new], CONTEXT)
    assert compared.common < compared.asked
    assert all("investment-capacity" not in one.answers for one in compared.assessments)
    strategy = next(line for line in compared.found.dimensions if line.node == "strategy-governance")
    assert strategy.readings[0].score == strategy.readings[1].score


def test_too_little_in_common_is_refused(stages: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions that share fewer than two thirds of their questions are not compared."""
    monkeypatch.setattr("jazari_assess.app.comparing.stages.enough_in_common", lambda common, asked: common > asked)
    with pytest.raises(ProblemsError) as caught:
        app.compare_stages(stages, CONTEXT)
    assert [one.code for one in caught.value.problems] == ["compare-too-little-in-common"]


def test_strangers_and_confused_dates_are_refused(stages: list[Path], tmp_path: Path) -> None:
    """Another firm, a later stage with an earlier day, a single file."""
    other = written(tmp_path / "other.yaml", firm="Une autre", stage="T1", date="2027-05-20")
    early = written(tmp_path / "early.yaml", stage="T1", date="2020-01-01")
    for files, code in (([stages[0], other], "compare-other-firm"), ([stages[0], early], "compare-order")):
        with pytest.raises(ProblemsError) as caught:
            app.compare_stages(files, CONTEXT)
        assert [one.code for one in caught.value.problems] == [code]
    with pytest.raises(UsageError) as refused:
        app.compare_stages(stages[:1], CONTEXT)
    assert refused.value.problem.code == "compare-too-few"


def test_another_questionnaire_is_refused(stages: list[Path], tmp_path: Path) -> None:
    """Answers to two questionnaires are never compared."""
    context = app.Context(language="en", date="2027-06-01", content=(ROOT / "tests" / "content",))
    asked = app.read_content(context).questionnaires["impuls-readiness"].structure
    other = {
        "schema": "jazari-assess/assessment/1",
        "id": "other",
        "questionnaire": {"id": asked.id, "version": asked.version},
        "stage": "T1",
        "date": "2027-05-20",
        "profile": {"firm": "Atelier"},
        "answers": {},
    }
    path = tmp_path / "other.json"
    path.write_text(json.dumps(other), encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        app.compare_stages([stages[0], path], context)
    assert [one.code for one in caught.value.problems] == ["compare-other-questionnaire"]


def test_a_firm_that_changed_its_name_is_known_by_its_number(tmp_path: Path) -> None:
    """The same ICE is the same firm."""
    files = []
    for number, name in enumerate(("Atelier", "Atelier SARL")):
        tree = yaml.safe_load(WORKSHOP.read_text(encoding="utf-8")) | {"stage": f"T{number}"}
        tree["profile"] |= {"firm": name, "ice": "001234567000089"}
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(json.dumps(tree), encoding="utf-8")
    assert len(app.compare_stages(files, CONTEXT).assessments) == 2


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("Maintenance", "Au-delà de l’intervalle", "oui", "coïncide dans le temps")),
        ("en", ("Maintenance", "Beyond the interval", "yes", "coincidence in time")),
        ("ar", ("الصيانة", "يتجاوز المجال", "نعم", "تزامن")),
    ],
)
def test_the_command_tells_it(run: Run, stages: list[Path], language: str, words: tuple[str, ...]) -> None:
    """In every language: what moved, how surely, and that the plan proves nothing."""
    ended = run("compare", *stages, "--lang", language)
    assert (ended.returncode, ended.stderr) == (0, b"")
    told = ended.stdout.decode()
    for word in words:
        assert word in told


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_command_writes_files(run: Run, stages: list[Path], tmp_path: Path, language: str) -> None:
    """A document, a workbook of numbers and a page; what a firm is called is text in each of them."""
    files = []
    for number, stage in enumerate(stages):
        tree = yaml.safe_load(stage.read_text(encoding="utf-8"))
        tree["profile"]["firm"] = "=1+1 <script>Z</script>"
        files.append(tmp_path / f"hostile-{number}.json")
        files[-1].write_text(json.dumps(tree), encoding="utf-8")
    ended = run("compare", *files, "--out", tmp_path / "out", "--lang", language)
    assert (ended.returncode, ended.stderr) == (0, b"")
    found = {path.suffix: path for path in (tmp_path / "out").iterdir()}
    assert found.keys() == {".pdf", ".xlsx", ".html"}
    page = found[".html"].read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;Z" in page
    assert 'dir="rtl"' in page if language == "ar" else 'dir="ltr"' in page
    (sheet,) = load_workbook(found[".xlsx"])
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=1+1 <script>Z</script>", "s")
    numbers = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, float | int)]
    assert {0, 50, 75} <= {*numbers}
    assert found[".pdf"].read_bytes().startswith(b"%PDF")
    again = run("compare", *files, "--out", tmp_path / "out", "--lang", language)
    assert (again.returncode, b"target-exists" in again.stderr) == (1, True)


def test_the_command_gives_json(run: Run, stages: list[Path]) -> None:
    """Plain values with the visits and every line."""
    ended = run("compare", *stages, "--json")
    found = json.loads(ended.stdout)
    assert found["schema"] == "jazari-assess/comparison/1"
    assert [one["stage"] for one in found["visits"]] == ["T0", "T1", "T2"]
    assert found["compared_on"]["questions"] == found["compared_on"]["of"]
    assert found["overall"]["node"] == "overall"
