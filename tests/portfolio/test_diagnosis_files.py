"""The questionnaire under test as a page, a document and a workbook that an institute can act on."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from jazari_assess import app
from jazari_assess.app.portfolio.diagnosing import Diagnosed, advice
from jazari_assess.app.portfolio.diagnosis_words import worded_diagnosis
from jazari_assess.errors import ProblemsError, UsageError
from jazari_assess.portfolio.diagnosis import diagnosed, questions_by_dimension
from jazari_assess.portfolio.records import AnswerRecord, AssessmentRecord
from jazari_assess.render.portfolio.words import WordedTable
from tests.portfolio.many import MODEL, QUESTIONNAIRE, records
from tests.render.pdf_reader import text_of, words_missing

QUESTIONS = tuple(name for members in questions_by_dimension(MODEL.structure).values() for name in members)
PILED, UNKNOWN, RARELY, ONE, SAME, SLOW, APART = QUESTIONS[2], QUESTIONS[5], *QUESTIONS[6:9], *QUESTIONS[20:22]
HOSTILE = "=HYPERLINK(1)</li><script>alert(1)</script>[/red] {{7*7}}"
FIRMS = 40


def changed(place: int, one: AssessmentRecord) -> AssessmentRecord:
    """Return a record with a fault of every kind; what is of two or four firms alone is there as well."""
    answers = dict(one.answers)
    answers[PILED] = AnswerRecord(state="given", worth=50.0 if place % 10 == 0 else 0.0)
    answers[SAME] = answers[ONE]
    if place % 4 == 0:
        answers[UNKNOWN] = AnswerRecord(state="unknown")
    if place % 10 == 0:
        answers[RARELY] = AnswerRecord(state="unknown")
    checks = (HOSTILE,) if place % 5 == 0 else ("of-four",) if place % 10 == 1 else ()
    seconds = {name: 90.0 if name == SLOW else 20.0 for name in QUESTIONS}
    return replace(one, answers=answers, checks=checks, seconds=seconds, respondent="p1")


def second(one: AssessmentRecord) -> AssessmentRecord:
    """Return what another person answered for the same firm: another end of the scale for one question."""
    other = AnswerRecord(state="given", worth=100.0 if (one.answers[APART].worth or 0) <= 50 else 0.0)
    return replace(one, sha256=one.sha256[::-1], respondent="p2", answers={**one.answers, APART: other})


def told_of(every: list[AssessmentRecord], language: str = "en") -> Diagnosed:
    """Return the diagnosis of records in a language."""
    found = diagnosed(every, MODEL.structure, QUESTIONS)
    assert found is not None
    return Diagnosed(
        found=found, advice=tuple(advice(found)), questionnaire=QUESTIONNAIRE, model=MODEL, language=language
    )


def store(pairs: int = 6) -> list[AssessmentRecord]:
    """Return the records of forty firms, some of them asked by two people."""
    every = [changed(place, one) for place, one in enumerate(records(FIRMS))]
    return [*every, *(second(one) for one in every[:pairs])]


def rows(tables: tuple[WordedTable, ...], title: str) -> dict[str, tuple[float | None, ...]]:
    """Return the numbers of a table by the names of its rows."""
    (table,) = (one for one in tables if one.title == title)
    return {name: tuple(cell.value for cell in cells) for name, cells in table.rows}


def short(name: str, language: str = "en") -> str:
    """Return what a question is called."""
    return QUESTIONNAIRE.texts[language].questions[name].short


def written(folder: Path, language: str) -> dict[str, Path]:
    """Write the diagnosis in every format."""
    context = app.Context(language=language, date="2026-11-30")
    return {path.suffix: path for path in app.write_diagnosis(told_of(store(), language), folder, (), context)}


def test_what_to_act_on_first_has_its_figure_and_its_act() -> None:
    """A fault of each kind is under its heading, with what to do; what is of four firms is in no file."""
    told = worded_diagnosis(told_of(store()), fewest=5)
    acts = {one.title: one for one in told.acts}
    unknown = acts["Questions that are often not known"]
    assert (unknown.found, unknown.act) == (
        (f"{short(UNKNOWN)}: 26% of those asked do not know",),
        "Explain them better, or say where to look.",
    )
    piled = acts["Questions of whose scale hardly anyone uses the whole"]
    assert f"{short(PILED)}: 89% of the answers at one end" in piled.found
    assert acts["Questions that take long"].found == (f"{short(SLOW)}: 90 seconds",)
    pairs = acts["Pairs of questions that tell nearly the same"].found
    assert f"{short(ONE)} · {short(SAME)}: rank correlation 1" in pairs
    assert acts["Answers that often contradict each other"].found == (f"{HOSTILE}: in 22% of the assessments",)
    (apart,) = acts["Questions that two people read differently"].found
    assert apart.startswith(f"{short(APART)}: ")
    assert told.nothing == ""
    assert all(one.act and one.found for one in told.acts)


def test_no_figure_is_of_fewer_than_five_firms() -> None:
    """Of four firms who do not know, neither the share nor the number of answers is told; all are told at home."""
    told, home = (worded_diagnosis(told_of(store()), fewest=fewest) for fewest in (5, 1))
    by_question, whole = rows(told.tables, "By question"), rows(home.tables, "By question")
    assert (whole[short(RARELY)][0], whole[short(RARELY)][5]) == (41, 5 / 46)
    assert (by_question[short(RARELY)][0], by_question[short(RARELY)][5]) == (None, None)
    assert by_question[short(UNKNOWN)][5] == 12 / 46
    assert "of-four" in rows(home.tables, "Cross-checks that were hit")
    assert rows(told.tables, "Cross-checks that were hit") == {HOSTILE: (10, 10 / 46)}
    assert any("fewer than five firms" in one for one in told.meanings)
    assert not any("fewer than five firms" in one for one in home.meanings)


def test_every_share_that_is_told_is_of_five_firms() -> None:
    """The share at each end is told where nobody or five firms and more are there, and else a dash."""
    found = told_of(store())
    by_question = rows(worded_diagnosis(found, fewest=5).tables, "By question")
    for item in found.found.items:
        for column, firms, share in ((3, item.firms.floor, item.floor), (4, item.firms.ceiling, item.ceiling)):
            assert by_question[short(item.question)][column] == (None if 0 < firms < 5 else share)


def test_two_people_of_four_firms_are_not_compared_in_a_file() -> None:
    """Four firms asked by two people each are too few, as advice and as a table."""
    told = worded_diagnosis(told_of(store(pairs=4)), fewest=5)
    assert "Between two people of one firm" not in [one.title for one in told.tables]
    assert "Questions that two people read differently" not in [one.title for one in told.acts]
    six = rows(worded_diagnosis(told_of(store(pairs=6)), fewest=5).tables, "Between two people of one firm")
    assert six[short(APART)][0] == 6
    assert (six[short(APART)][1] or 0) >= 50


def test_four_firms_make_no_file(tmp_path: Path) -> None:
    """A store of four firms is refused by code, and nothing is written."""
    context = app.Context(language="en", date="2026-11-30")
    with pytest.raises(ProblemsError) as caught:
        list(app.write_diagnosis(told_of(records(4)), tmp_path / "out", (), context))
    assert [(one.code, one.values) for one in caught.value.problems] == [
        ("diagnosis-too-few", {"firms": "4", "fewest": "5"})
    ]
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_stands_out_is_told() -> None:
    """Five plain firms have no advice, and say so."""
    told = worded_diagnosis(told_of(records(5)), fewest=5)
    assert (told.acts, told.nothing) == ((), "Nothing stands out.")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fr",
            ("Comment lire ces chiffres", "alpha bas n’est pas un défaut", "Expliquez-les mieux", "Par question"),
        ),
        ("en", ("How to read the figures", "a low alpha is no fault", "Explain them better", "By question")),
        ("ar", ("كيف تُقرأ هذه الأرقام", "فانخفاض ألفا ليس عيبا", "اشرحوها أفضل", "حسب السؤال")),
    ],
)
def test_the_three_files_in_every_language(tmp_path: Path, language: str, words: tuple[str, ...]) -> None:
    """Meanings, acts and tables are in page and workbook; hostile texts are text in all of them."""
    files = written(tmp_path, language)
    assert sorted(path.name for path in files.values()) == ["diagnosis.html", "diagnosis.pdf", "diagnosis.xlsx"]
    page = files[".html"].read_text(encoding="utf-8")
    seen = re.sub("[\u2068\u2069]", "", page)
    assert [word for word in words if word not in seen] == []
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in page
    assert "default-src 'none'" in page
    book = load_workbook(files[".xlsx"])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    assert HOSTILE in [cell.value for cell in cells]
    assert 12 / 46 in [cell.value for cell in cells]
    text = text_of(files[".pdf"].read_bytes())
    assert words_missing(text, f"{words[0]} HYPERLINK script alert" if language != "ar" else "HYPERLINK script") == []


def test_own_template_is_taken_apart(tmp_path: Path, own_page: Callable[[str], Path]) -> None:
    """A page of one's own takes the place of ours in a process of its own; one that asks for too much is told."""
    for text, code in (("<p>{{ told.title }} {{ 7 * 6 }}</p>", None), ("{{ told.__class__.__mro__ }}", "forbidden")):
        context = app.Context(language="en", date="2026-11-30", content=(own_page(text),))
        made = app.write_diagnosis(told_of(records(5)), tmp_path / "out", ("html",), context, replace=True)
        if code is None:
            assert next(made).read_text(encoding="utf-8").endswith(" 42</p>")
        else:
            with pytest.raises(ProblemsError) as caught:
                next(made)
            assert [one.code for one in caught.value.problems] == [f"template-{code}"]


@pytest.fixture
def own_page(tmp_path: Path) -> Callable[[str], Path]:
    """Return what writes a page of one's own and returns the content it is in."""

    def write(text: str) -> Path:
        folder = tmp_path / "content" / "report_templates" / "standard"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "diagnosis.html").write_text(text, encoding="utf-8")
        return tmp_path / "content"

    return write


def test_a_format_that_is_none_and_a_file_that_is_there(tmp_path: Path) -> None:
    """As for the overview: an unknown format is named, nothing is replaced unasked."""
    context = app.Context(language="en", date="2026-11-30")
    told = told_of(records(5))
    with pytest.raises(UsageError) as refused:
        list(app.write_diagnosis(told, tmp_path, ("odt",), context))
    assert refused.value.problem.code == "format-unknown"
    (path,) = app.write_diagnosis(told, tmp_path, ("html",), context)
    with pytest.raises(ProblemsError) as caught:
        list(app.write_diagnosis(told, tmp_path, ("html",), context))
    assert [one.code for one in caught.value.problems] == ["target-exists"]
    assert list(app.write_diagnosis(told, tmp_path, ("html",), context, replace=True)) == [path]
