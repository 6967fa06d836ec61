"""Carrying an assessment over to another version of its questionnaire: nothing is dropped."""

from dataclasses import replace
from pathlib import Path

import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.model.assessment import Assessment, Given, NotApplicable, Unanswered, Unknown
from jazari_assess.model.changes import (
    NewQuestion,
    OptionsMoved,
    QuestionChange,
    Removed,
    Reworded,
    ToldBy,
    VersionChange,
)
from jazari_assess.model.library import Library, QuestionnaireContent
from jazari_assess.reading.assessment.file import Change, migrate, parse_assessment
from jazari_assess.reading.content.library import read_library
from tests.reading.small_content import EXAMPLE, FILES, QUESTIONNAIRE, WORDS_ALONE, changed, write, write_content


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
    write(tmp_path, "more/questionnaires/mine/text/fr.yaml", WORDS_ALONE)
    mine = read_library([tmp_path / "own", tmp_path / "more"]).questionnaires["mine"]
    with pytest.raises(ProblemsError) as caught:
        migrate(assessment, mine)
    assert [problem.code for problem in caught.value.problems] == ["assessment-other-questionnaire"]


def told_changes(content: QuestionnaireContent, *steps: VersionChange) -> QuestionnaireContent:
    """Return a questionnaire whose author says what its versions changed, at the version the last change leads to."""
    structure = content.structure.model_copy(update={"version": steps[-1].to})
    return replace(content, structure=structure, changes=steps)


def step(before: str, after: str, **questions: QuestionChange) -> VersionChange:
    """Return what changed between two versions; ids with ``_`` for ``-``."""
    named = {name.replace("_", "-"): change for name, change in questions.items()}
    return VersionChange(from_=before, to=after, questions=named)


def test_what_the_author_says_of_a_change_is_done_and_told(assessment: Assessment, library: Library) -> None:
    """An option becomes the one named for it, also over two versions; one without a successor is asked again."""
    there = told_changes(
        library.questionnaires["small"],
        step("1.0.0", "1.1.0", tools=OptionsMoved(change="options", options={"sheet": "screen"})),
        step(
            "1.1.0",
            "1.2.0",
            tools=OptionsMoved(change="options", options={"screen": "system"}, note={"fr": "L'écran est un logiciel"}),
            audit=OptionsMoved(change="options", options={"partly": None}),
            share=Reworded(change="reworded"),
        ),
    )
    migration = migrate(assessment, there)
    assert migration.assessment.answers["tools"] == Given(answer="system", note="Vu sur place", evidence="document")
    assert "audit" not in migration.assessment.answers
    assert [(kept.question, kept.reason, kept.answer) for kept in migration.assessment.not_carried] == [
        ("audit", "answer-gone", Given(answer="partly"))
    ]
    kinds = {(change.question, change.kind) for change in migration.changes if change.kind != "carried"}
    assert kinds == {("tools", "moved"), ("audit", "answer-gone"), ("share", "reworded"), ("audit", "without-answer")}
    assert [change.note for change in migration.changes if change.kind == "moved"] == [
        {"fr": "L'écran est un logiciel"}
    ]


def test_a_checklist_keeps_what_it_still_has_and_loses_nothing(assessment: Assessment, library: Library) -> None:
    """Items that are gone leave the answer; the whole old answer is kept aside, and does not come back by itself."""
    content = library.questionnaires["small"]
    there = told_changes(content, step("1.0.0", "1.1.0", uses=OptionsMoved(change="options", options={"energy": None})))
    migrated = migrate(assessment, there).assessment
    assert migrated.answers["uses"] == Given(answer=("quality",))
    assert [(kept.question, kept.answer) for kept in migrated.not_carried] == [
        ("uses", Given(answer=("quality", "energy")))
    ]
    again = migrate(migrated, there).assessment
    assert (again.answers["uses"], again.not_carried) == (migrated.answers["uses"], migrated.not_carried)


def test_an_option_without_a_successor_is_not_restored_by_the_next_migration(
    assessment: Assessment, library: Library
) -> None:
    """An answer kept aside is read as its own version meant it: a later question of the same id does not take it."""
    content = library.questionnaires["small"]
    reopened = OptionsMoved(change="options", options={"2": None})
    there = told_changes(content, step("1.0.0", "1.1.0", maintenance=reopened))
    once = migrate(assessment.model_copy(update={"answers": {"maintenance": Given(answer=2)}}), there).assessment
    twice = migrate(once, there).assessment
    assert "maintenance" not in twice.answers
    assert [kept.answer for kept in twice.not_carried] == [Given(answer=2)]


def test_an_answer_to_a_question_that_went_into_another_becomes_its_note(
    assessment: Assessment, library: Library
) -> None:
    """The note says why, which question and version, what was answered and noted; what is kept aside stays whole."""
    there = told_changes(
        library.questionnaires["small"],
        step("1.0.0", "1.1.0", schools=Removed(change="removed", into="tools", note={"fr": "Réunie à l'outillage."})),
    )
    schools = {"schools": Given(answer=3, note="Deux stages")}
    before = assessment.model_copy(update={"answers": {**assessment.answers, **schools}})
    after = migrate(before, there).assessment
    assert after.answers["tools"].note == "Vu sur place\nRéunie à l'outillage. [schools 1.0.0: 3] Deux stages"
    assert [(kept.question, kept.answer) for kept in after.not_carried] == [("schools", schools["schools"])]
    without = before.model_copy(update={"answers": schools})
    noted = migrate(without, there)
    assert noted.assessment.answers["tools"] == Unanswered(
        state="unanswered", note="Réunie à l'outillage. [schools 1.0.0: 3] Deux stages"
    )
    assert Change(question="tools", kind="without-answer") in noted.changes


def test_a_new_question_is_answered_by_an_older_answer_that_says_it(
    assessment: Assessment, newer: QuestionnaireContent
) -> None:
    """What the firm said elsewhere is taken, with its evidence, as the option it tells; else the question is open."""
    answers = {name: answer for name, answer in assessment.answers.items() if name != "website"}
    told = NewQuestion(change="new", told_by=ToldBy(question="tools", options={"sheet": "partly", "paper": "no"}))
    step = VersionChange(from_="1.0.0", to="2.0.0", questions={"website": told})
    content = replace(newer, changes=(step,))
    migration = migrate(assessment.model_copy(update={"answers": answers}), content)
    assert migration.assessment.answers["website"] == Given(answer="partly", evidence="document")
    assert Change(question="website", kind="told") in migration.changes
    other = {**answers, "tools": Given(answer="system")}
    assert "website" not in migrate(assessment.model_copy(update={"answers": other}), content).assessment.answers


def test_of_two_answers_kept_aside_the_first_comes_back(
    assessment: Assessment, newer: QuestionnaireContent, library: Library
) -> None:
    """A question that lost its place twice takes one answer back; the other stays aside, whole."""
    there = migrate(assessment, newer).assessment
    older = there.not_carried[0].model_copy(update={"version": "0.9.0", "answer": Given(answer="no")})
    assert older.question == there.not_carried[0].question
    twice = there.model_copy(update={"not_carried": (*there.not_carried, older)})
    back = migrate(twice, library.questionnaires["small"]).assessment
    assert back.answers[older.question] == there.not_carried[0].answer
    assert back.not_carried == (older,)


def test_changes_are_not_applied_to_a_version_they_do_not_start_from(assessment: Assessment, library: Library) -> None:
    """An assessment of a version nobody tells of keeps what its questions still take, as it stands."""
    moved = OptionsMoved(change="options", options={"sheet": "system"})
    there = told_changes(library.questionnaires["small"], step("1.0.0", "1.1.0", tools=moved))
    of_older = assessment.model_copy(
        update={"questionnaire": assessment.questionnaire.model_copy(update={"version": "0.9.0"})}
    )
    assert migrate(of_older, there).assessment.answers["tools"] == assessment.answers["tools"]
    assert migrate(assessment, there).assessment.answers["tools"] != assessment.answers["tools"]
