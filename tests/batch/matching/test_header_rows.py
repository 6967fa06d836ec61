"""Headers in two rows are joined where their form is known, and survey tools' codes are set aside."""

from pathlib import Path

import pytest

from jazari_assess.batch.matching.vocabulary import has_items
from jazari_assess.model.questionnaire import options_of
from tests.batch.exports import Answers, answers, content, joined, label, text_file, title, wide, xlsx
from tests.batch.running import codes, held, results, run


def survey_monkey(folder: Path, firms: list[Answers], language: str) -> Path:
    """Return an export with each question in the first row and its items, or "Response", in the second."""
    first: list[object] = []
    second: list[object] = []
    rows: list[list[object]] = [[] for _ in firms]
    response = {"fr": "Réponse", "en": "Response", "ar": "جواب"}[language]
    for name in content().structure.order:
        question = content().structure.questions[name]
        items = list(options_of(question)) if has_items(question) else [None]
        for number, item in enumerate(items):
            first.append(title(name, language) if number == 0 else None)
            second.append(response if item is None else label(name, item, language))
            for row, firm in zip(rows, firms, strict=True):
                chosen = firm[name]
                own = joined(name, chosen, language, ";")
                ticked = isinstance(chosen, tuple) and item in chosen
                row.append(own if item is None else label(name, item, language) if ticked else None)
    return xlsx(folder / "survey.xlsx", [first, second, *rows])


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_two_rows_of_headers_give_the_scores_of_the_same_answers(language: str, tmp_path: Path) -> None:
    """As SurveyMonkey writes them: every item counts, not the first alone."""
    firms = answers(12)
    outcome = run(survey_monkey(tmp_path, list(firms), language), out=tmp_path / "o")
    run(wide(tmp_path, firms), out=tmp_path / "w")
    assert [note.key for _, note in outcome.notes] == ["second-header"]
    assert outcome.counts.rows == 12
    assert results(tmp_path / "o").equals(results(tmp_path / "w"))


def test_codes_under_the_texts_are_no_firm(tmp_path: Path) -> None:
    """Texts, then codes, then what to import them as: three rows of headers, one firm."""
    names = ["firm-name", "maintenance", "erp-mes"]
    rows: list[list[object]] = [
        [title(name, "fr") for name in names],
        list(names),
        ['{"ImportId":"QID1"}', "", ""],
        ["A", 2, 3],
    ]
    outcome = run(xlsx(tmp_path / "t.xlsx", rows), out=tmp_path / "o")
    assert (outcome.counts.rows, outcome.counts.scored, codes(outcome)) == (1, 1, {})


@pytest.mark.parametrize("head", ["G01Q{0:02d}. {1}", "G01Q{0:02d}[SQ001]. {1}", "Q{0:02d} {1}", "{0}. {1}", "{1}"])
def test_codes_before_a_title_are_set_aside(head: str, tmp_path: Path) -> None:
    """Code and text, as LimeSurvey writes them, are the text."""
    names = ["firm-name", "maintenance", "erp-mes"]
    rows = [[head.format(number, title(name, "fr")) for number, name in enumerate(names)], ["A", "2", "3"]]
    outcome = run(text_file(tmp_path / "t.csv", rows, delimiter=";"), out=tmp_path / "o")
    assert (outcome.tables[0].used, outcome.counts.scored) == (3, 1)


def test_words_of_response_are_there_in_every_language() -> None:
    """What tools call a single answer in the second row is known."""
    assert {"reponse", "response", "جواب"} <= held().vocabulary.words.response
