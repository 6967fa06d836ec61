"""The import workbook: every drop-down offers the options of its own question, and what is picked is read back."""

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from jazari_assess.batch.matching.vocabulary import has_items
from jazari_assess.batch.outputs.template import template_workbook
from jazari_assess.batch.scoring.answers import resolver
from jazari_assess.engine.score.values import GIVEN, NOT_APPLICABLE
from jazari_assess.model.questionnaire import NumberQuestion, ValueQuestion, options_of
from tests.batch.running import codes, held, run


def made(language: str) -> Workbook:
    """Return the workbook as openpyxl reads it."""
    content = held(language)
    return openpyxl.load_workbook(io.BytesIO(template_workbook(content.questionnaire, content.interface, "2026-11-21")))


def lists(book: Workbook) -> Iterator[tuple[str, list[object]]]:
    """Yield the header of each column that has a list, with what the list offers."""
    sheet = book.worksheets[0]
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list":
            assert str(rule.formula1).startswith("list_"), "a list in the rule itself breaks at commas"
            [(title, cells)] = book.defined_names[rule.formula1].destinations
            offered = [cell.value for (cell,) in book[title][cells.replace("$", "")]]
            for place in rule.sqref.ranges:
                yield str(sheet.cell(1, place.min_col).value), offered


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_list_offers_the_options_of_its_question(language: str) -> None:
    """In their order, each read back as itself; not applicable last, only where it may be said."""
    vocabulary = held(language).vocabulary
    offered = dict(lists(made(language)))
    words = held(language).questionnaire.texts[language].questions
    seen = 0
    for name, question in vocabulary.questionnaire.questions.items():
        options = options_of(question)
        if options and not has_items(question):
            seen += 1
            read = [resolver(name, vocabulary, {})(str(text)) for text in offered[words[name].title]]
            may_skip = isinstance(question, ValueQuestion) and question.not_applicable
            expected = [(GIVEN, float(place)) for place in range(len(options))]
            assert [(one.state, one.code) for one in read[: len(options)]] == expected
            assert [one.state for one in read[len(options) :]] == [NOT_APPLICABLE] * may_skip
    assert seen > 40
    ticked = [found for header, found in offered.items() if header.endswith("]")]
    assert ticked
    assert all(found == [1, 0] for found in ticked)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_example_row_is_a_good_row(language: str, tmp_path: Path) -> None:
    """The workbook as it is gives one scored firm, every column used, in a sheet that reads in its direction."""
    book = made(language)
    assert bool(book.worksheets[0].sheet_view.rightToLeft) == (language == "ar")
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "visible", "hidden"]
    numbers = [one for one in held().questionnaire.structure.questions.values() if isinstance(one, NumberQuestion)]
    rules = [rule for rule in book.worksheets[0].data_validations.dataValidation if rule.type in {"whole", "decimal"}]
    assert len(rules) == len(numbers)
    book.save(tmp_path / "t.xlsx")
    outcome = run(tmp_path / "t.xlsx", out=tmp_path / "out", language=language)
    assert (outcome.counts.scored, codes(outcome), outcome.tables[0].unused) == (1, {}, ())
