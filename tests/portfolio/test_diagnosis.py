"""The questionnaire under test by the records of a store."""

from dataclasses import replace

import pytest

from jazari_assess.portfolio.diagnosis import Diagnosis, diagnosed, questions_by_dimension
from jazari_assess.portfolio.records import AnswerRecord, AssessmentRecord
from tests.portfolio.many import MODEL, QUESTIONNAIRE, drawn, record, records

QUESTIONS = tuple(name for members in questions_by_dimension(MODEL.structure).values() for name in members)


def of(every: list[AssessmentRecord]) -> Diagnosis:
    """Return the diagnosis of some records."""
    found = diagnosed(every, MODEL.structure, QUESTIONS)
    assert found is not None
    return found


def test_every_question_is_in_one_dimension() -> None:
    """The tree of the model is walked down to its questions."""
    assert len(QUESTIONS) == len(set(QUESTIONS))
    assert set(QUESTIONS) <= set(QUESTIONNAIRE.structure.valued)


def test_many_firms_have_figures_for_every_question_and_dimension() -> None:
    """Eighty firms with one ability each: questions of a dimension go together, and alpha is high."""
    found = of(records(80))
    assert (found.assessments, found.firms, found.pairs) == (80, 80, 0)
    assert [item.question for item in found.items] == list(QUESTIONS)
    assert all(item.rest is not None and item.rest > 0 for item in found.items)
    assert all(scale.alpha is not None and scale.alpha > 0.5 for scale in found.scales)


def test_unknown_answers_times_and_checks_are_counted() -> None:
    """What nobody knows is no answer; half of the assessments hit a check."""
    every = records(40)
    name = QUESTIONS[0]
    changed = [
        replace(
            one,
            answers={**one.answers, name: AnswerRecord(state="unknown")} if place % 4 == 0 else one.answers,
            seconds={name: 10.0 + place},
            checks=("erp-without-stock",) if place % 2 else (),
        )
        for place, one in enumerate(every)
    ]
    found = of(changed)
    assert (found.items[0].answers, found.items[0].unknown, found.items[0].seconds) == (30, 0.25, 29.5)
    assert [(hit.check, hit.count, hit.share) for hit in found.checks] == [("erp-without-stock", 20, 0.5)]


def test_two_people_of_one_firm_are_compared() -> None:
    """Only answers known to be by two people are: by respondent, or by consultant."""
    draw = drawn(5)
    one = record("a", draw)
    name = QUESTIONS[0]
    other = replace(
        one,
        sha256="f" * 64,
        answers={**one.answers, name: AnswerRecord(state="given", worth=(one.answers[name].worth or 0) + 25)},
    )
    apart = of([replace(one, respondent="p1"), replace(other, respondent="p2")])
    assert apart.pairs == 1
    assert (apart.differences[0].question, apart.differences[0].points) == (name, 25)
    assert of([replace(one, consultant="c1"), replace(other, consultant="c2")]).pairs == 1
    assert of([one, other]).pairs == 0
    assert of([replace(one, respondent="p1"), replace(other, respondent="p1")]).pairs == 0


@pytest.mark.parametrize("change", [{"sample": True}, {"model": "other"}])
def test_other_models_and_sample_firms_do_not_count(change: dict[str, object]) -> None:
    """Without a record of the model there is nothing to diagnose."""
    every = [replace(one, **change) for one in records(3)]  # type: ignore[arg-type] # fields by name
    assert diagnosed(every, MODEL.structure, QUESTIONS) is None


def test_the_newest_version_is_diagnosed() -> None:
    """Answers to an earlier version of the questionnaire are another instrument."""
    every = records(5)
    assert of([*every[:3], *(replace(one, questionnaire_version="1.0.0") for one in every[3:])]).assessments == 3
