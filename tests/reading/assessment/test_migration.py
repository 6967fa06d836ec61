"""Carrying an assessment over to another version of its questionnaire: nothing is dropped."""

from dataclasses import replace
from pathlib import Path

import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.model.assessment import Assessment, Given, NotApplicable, Unknown
from jazari_assess.model.library import Library, QuestionnaireContent
from jazari_assess.reading.assessment.file import Change, migrate, parse_assessment
from jazari_assess.reading.content.library import read_library
from tests.reading.small_content import EXAMPLE, FILES, QUESTIONNAIRE, WORDS, changed, write, write_content


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Return the small content."""
    return read_library([write_content(tmp_path / "own")])


@pytest.fixture
def assessment(library: Library) -> Assessment:
    """Return the example, with a note on one answer and one that is not applicable."""
    example = parse_assessment(FILES[EXAMPLE].encode(), Path("a.yaml"), library)
    more = {
        "tools": Given(answer="sheet", note="Vu sur place", evidence="document"),
        "maintenance": NotApplicable(state="not-applicable"),
    }
    return example.model_copy(update={"answers": {**example.answers, **more}})


@pytest.fixture
def newer(library: Library) -> QuestionnaireContent:
    """Return a next version: `audit` is gone, `sheet` and `not applicable` are no answers any more."""
    content = library.questionnaires["small"]
    questions = {name: question for name, question in content.structure.questions.items() if name != "audit"}
    tools, maintenance = questions["tools"], questions["maintenance"]
    questions["tools"] = tools.model_copy(update={"options": {"paper": 0.0, "system": 1.0}})
    questions["maintenance"] = maintenance.model_copy(update={"not_applicable": False})
    sections = {
        name: tuple(member for member in members if member != "audit")
        for name, members in content.structure.sections.items()
    }
    update = {"version": "2.0.0", "questions": questions, "sections": sections}
    return replace(content, structure=content.structure.model_copy(update=update), sha256="a" * 64)


def test_every_answer_is_carried_or_kept_aside_with_a_reason(
    assessment: Assessment, newer: QuestionnaireContent
) -> None:
    """Answers in and out add up; what has no place is kept whole, with its note and the version it is from."""
    migration = migrate(assessment, newer)
    assert migration.assessment.questionnaire.version == "2.0.0"
    assert migration.assessment.questionnaire.sha256 == "a" * 64
    assert list(migration.assessment.answers) == ["uses", "share", "remarks", "website"]
    kept = {entry.question: (entry.reason, entry.version) for entry in migration.assessment.not_carried}
    assert kept == {
        "audit": ("question-gone", "1.0.0"),
        "tools": ("answer-gone", "1.0.0"),
        "maintenance": ("answer-gone", "1.0.0"),
    }
    answers = [entry.answer for entry in migration.assessment.not_carried if entry.question == "tools"]
    assert answers == [assessment.answers["tools"]]
    assert len(migration.assessment.answers) + len(migration.assessment.not_carried) == len(assessment.answers)


def test_every_question_has_its_line_in_the_changes(assessment: Assessment, newer: QuestionnaireContent) -> None:
    """The list of changes names each answer once, and each question the new version asks without an answer."""
    migration = migrate(assessment, newer)
    assert set(migration.changes) == {
        Change(question="uses", kind="carried"),
        Change(question="share", kind="carried"),
        Change(question="remarks", kind="carried"),
        Change(question="website", kind="carried"),
        Change(question="audit", kind="question-gone"),
        Change(question="tools", kind="answer-gone"),
        Change(question="maintenance", kind="answer-gone"),
        Change(question="tools", kind="without-answer"),
        Change(question="maintenance", kind="without-answer"),
    }
    assert (migration.from_version, migration.to_version) == ("1.0.0", "2.0.0")


def test_an_answer_kept_aside_comes_back_when_it_has_a_place_again(
    assessment: Assessment, newer: QuestionnaireContent, library: Library
) -> None:
    """Going there and back again loses nothing, in whatever order."""
    there = migrate(assessment, newer).assessment
    back = migrate(there, library.questionnaires["small"])
    assert dict(back.assessment.answers) == dict(assessment.answers)
    assert back.assessment.not_carried == ()
    assert Change(question="audit", kind="restored") in back.changes


def test_an_answer_given_since_is_not_replaced_by_an_older_one(
    assessment: Assessment, newer: QuestionnaireContent, library: Library
) -> None:
    """What was kept aside stays aside when the question was answered anew."""
    there = migrate(assessment, newer).assessment
    answered = there.model_copy(update={"answers": {**there.answers, "tools": Unknown(state="unknown")}})
    back = migrate(answered, library.questionnaires["small"]).assessment
    assert back.answers["tools"] == Unknown(state="unknown")
    assert [entry.question for entry in back.not_carried] == ["tools"]


def test_another_questionnaire_is_no_version_of_this_one(assessment: Assessment, tmp_path: Path) -> None:
    """An assessment goes only to a version of the questionnaire it was made with."""
    write(
        tmp_path, "more/questionnaires/mine/questionnaire.yaml", changed(FILES[QUESTIONNAIRE], "id: small", "id: mine")
    )
    write(tmp_path, "more/questionnaires/mine/text/fr.yaml", FILES[WORDS])
    mine = read_library([tmp_path / "own", tmp_path / "more"]).questionnaires["mine"]
    with pytest.raises(ProblemsError) as caught:
        migrate(assessment, mine)
    assert [problem.code for problem in caught.value.problems] == ["assessment-other-questionnaire"]
