"""The session core: what is asked next, what an answer does to others, what stays when something goes wrong."""

from pathlib import Path

import pytest

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.interview.session.places import answer_in
from jazari_assess.interview.session.profile import level_sentence
from jazari_assess.interview.session.review import unproven
from jazari_assess.interview.session.session import Session
from jazari_assess.interview.tui.words import place
from jazari_assess.model.assessment import Given, NotApplicable, Unanswered, Unknown
from jazari_assess.reading.assessment.file import read_assessment
from tests.interview.scenes import SMALL, begun, guide, library, with_profile


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Return an interview whose profile is filled."""
    return with_profile(begun(tmp_path / "firm.yaml"))


def codes(error: ProblemsError) -> list[str]:
    """Return the codes of the problems."""
    return [problem.code for problem in error.problems]


def test_an_answer_is_in_the_file_before_the_next_question_is_current(tmp_path: Path) -> None:
    """After ``answer`` returns, the file read anew has it and the session stands at the next question."""
    session = begun(tmp_path / "firm.yaml")
    assert session.current == "firm-region"
    session.answer("firm-region", "fes-meknes")
    assert read_assessment(session.store.path, library()).profile.region == "fes-meknes"
    assert session.current == "firm-sector"


def test_each_state_of_an_answer_keeps_note_evidence_and_flag(session: Session) -> None:
    """What stands beside an answer stays when the answer changes or is taken back."""
    session.note("maintenance", "Vu le cahier.")
    session.evidence("maintenance", "seen-on-site")
    session.flag("maintenance")
    session.answer("maintenance", 2)
    session.answer_unknown("maintenance")
    unknown = session.answer_to("maintenance")
    assert isinstance(unknown, Unknown)
    assert (unknown.note, unknown.evidence, unknown.come_back) == ("Vu le cahier.", "seen-on-site", True)
    session.clear("maintenance")
    left = session.answer_to("maintenance")
    assert isinstance(left, Unanswered)
    assert left.note == "Vu le cahier."
    session.note("maintenance", "")
    session.evidence("maintenance", None)
    session.flag("maintenance")
    assert session.answer_to("maintenance") is None


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("maintenance", 7, "option-unknown"),
        ("connected-machines", 101, "number-above-maximum"),
        ("internet-staff-share", 2.5, "entry-no-integer"),
        ("basic-controls", ("none", "updates"), "none-with-others"),
        ("firm-ice", "12345", "entry-no-ice"),
        ("firm-staff", -3, "entry-staff"),
        ("firm-turnover", 2e9, "entry-turnover"),
        ("respondent-role", "x" * 301, "entry-long"),
        ("firm-name", " ", "interview-firm-needed"),
    ],
)
def test_an_answer_the_question_does_not_take_changes_nothing(
    session: Session, name: str, value: int | str | tuple[str, ...], code: str
) -> None:
    """A wrong value is refused with its problem; session and file stay as they were."""
    before, data = session.assessment, session.store.path.read_bytes()
    with pytest.raises(ProblemsError) as refused:
        session.answer(name, value)
    assert codes(refused.value) == [code]
    assert session.assessment == before
    assert session.store.path.read_bytes() == data


def test_not_applicable_is_refused_where_every_firm_has_the_subject(session: Session) -> None:
    """Every workshop has maintenance; a subcontractor may lack products that can be connected."""
    with pytest.raises(ProblemsError) as refused:
        session.answer_not_applicable("maintenance")
    assert codes(refused.value) == ["entry-applies"]
    session.answer_not_applicable("connected-products")
    assert isinstance(session.answer_to("connected-products"), NotApplicable)


def test_what_an_answer_does_to_others_is_known_before_it_is_given(session: Session) -> None:
    """Answering connected-products opens data-driven-services; taking the answer back hides the answer given there."""
    opened = session.effects_of("connected-products", 1)
    assert (opened.shown, opened.touches_answers) == (("data-driven-services",), False)
    assert not session.is_relevant("data-driven-services")
    session.answer("connected-products", 1)
    session.answer("data-driven-services", 2)
    taken_back = session.effects_of("connected-products", None)
    assert (taken_back.hidden, taken_back.kept) == (("data-driven-services",), ("data-driven-services",))
    assert taken_back.touches_answers


def test_a_hidden_answer_is_kept_marked_and_not_scored(session: Session) -> None:
    """The answer stays in the file, the review lists it as not counted, and the score is that without it."""
    session.answer("connected-products", 1)
    without = guide(session).scores().overall
    session.answer("data-driven-services", 4)
    assert guide(session).scores().overall != without
    session.answer_not_applicable("connected-products")
    kept = read_assessment(session.store.path, library()).answers["data-driven-services"]
    assert isinstance(kept, Given)
    assert guide(session).view("data-driven-services").not_counted
    assert ("data-driven-services", "not-counted") in [(item.question, item.reason) for item in guide(session).review()]
    hidden = guide(session).scores()
    session.clear("data-driven-services")
    assert guide(session).scores() == hidden


def test_review_names_each_reason(session: Session) -> None:
    """Unanswered, unknown and flagged questions are listed; apart from them what is unproven, not what was seen."""
    session.answer_unknown("vision-roadmap")
    session.answer("maintenance", 2)
    session.answer("planning-scheduling", 2)
    session.evidence("planning-scheduling", "seen-on-site")
    session.flag("maintenance")
    found = {(item.question, item.reason) for item in guide(session).review()}
    assert {item.question for item in unproven(session)} == {"maintenance"}
    assert {
        ("vision-roadmap", "unknown"),
        ("maintenance", "flagged"),
        ("erp-mes", "unanswered"),
    } <= found
    assert "planning-scheduling" not in {question for question, _ in found}


def test_skipped_questions_do_not_come_back_by_themselves(session: Session) -> None:
    """A skipped question is passed over until the end, and stays open."""
    first = session.current
    assert first is not None
    session.skip(first)
    assert session.current != first
    while session.current is not None:
        session.skip(session.current)
    assert session.is_open(first)


def test_moving_goes_along_the_route_and_back_from_the_end(session: Session) -> None:
    """``step`` visits answered questions too; past the last one is the end, and back from it the last one."""
    names = session.route
    visited = []
    session.go(names[-1])
    for count in (1, -1):
        session.step(count)
        visited.append(session.current)
    session.go(names[0])
    session.step(-1)
    visited.append(session.current)
    assert visited == [None, names[-1], names[0]]


def test_going_to_a_question_that_is_not_asked_is_refused(session: Session) -> None:
    """A hidden question cannot be jumped to."""
    with pytest.raises(ProblemsError) as refused:
        session.go("data-driven-services")
    assert refused.value.problems == (Problem(code="interview-no-question", values={"found": "data-driven-services"}),)


def test_undo_and_redo_go_on_after_a_restart(tmp_path: Path) -> None:
    """Changes of an earlier sitting are undone in the next one, down to the empty file, and redone from there."""
    path = tmp_path / "firm.yaml"
    session = begun(path)
    session.answer("vision-roadmap", 3)
    session.note("vision-roadmap", "Feuille de route de mars")
    done = session.assessment
    session.store.close()
    session = begun(path)
    assert session.undo() is not None
    answered = session.answer_to("vision-roadmap")
    assert answered is not None
    assert answered.note is None
    assert session.current == "vision-roadmap"
    session.store.close()
    session = begun(path)
    assert session.undo() is not None
    assert session.answer_to("vision-roadmap") is None
    assert session.undo() is None
    session.store.close()
    session = begun(path)
    session.redo()
    session.redo()
    assert session.redo() is None
    assert session.assessment == done


def test_a_reopened_interview_goes_on_after_the_last_change(tmp_path: Path) -> None:
    """The next sitting starts at the first open question after the one answered last, not at the beginning."""
    path = tmp_path / "firm.yaml"
    session = begun(path)
    session.go("maintenance")
    session.answer("maintenance", 1)
    session.store.close()
    assert begun(path).current == "connected-machines"


def test_optional_fields_are_asked_once(tmp_path: Path) -> None:
    """The ICE that was passed over is not asked again in the next sitting, nor listed as missing."""
    path = tmp_path / "firm.yaml"
    session = begun(path)
    session.go("firm-ice")
    session.skip("firm-ice")
    session.answer("respondent-role", "Gérante")
    session.store.close()
    again = begun(path)
    assert "firm-ice" in again.skipped
    assert "firm-ice" not in {item.question for item in guide(again).review()}
    assert "respondent-name" not in again.skipped


def test_nothing_personal_is_asked_without_consent(tmp_path: Path) -> None:
    """Whoever refuses the notice is asked neither role nor name; accepting it later brings them in."""
    session = begun(tmp_path / "firm.yaml", accepted=False)
    assert session.assessment.consent is not None
    assert not session.assessment.consent.accepted
    assert not {"respondent-role", "respondent-name"} & set(session.route)
    session.accept_notice(accepted=True)
    assert {"respondent-role", "respondent-name"} <= set(session.route)


def test_sections_narrow_what_is_asked(tmp_path: Path) -> None:
    """With one section only its questions are asked, and the progress is of it alone."""
    session = begun(tmp_path / "firm.yaml", sections=["data-ai"])
    assert {session.questionnaire.section_of(name) for name in session.route} == {"data-ai"}
    assert session.current == "data-governance"
    assert guide(session).progress().total == 5


def test_typed_text_is_cleaned_of_what_no_file_holds(session: Session) -> None:
    """Escape sequences, direction overrides and null bytes never reach the file."""
    session.note("maintenance", "a\x1b[2Jb\u202ec\x00d")
    answer = session.answer_to("maintenance")
    assert answer is not None
    assert answer.note == "a[2Jbcd"


def test_progress_counts_questions_weight_and_minutes(session: Session) -> None:
    """Profile lines weigh nothing; the weight of all scored questions is 1; minutes fall as answers come."""
    before = guide(session).progress()
    assert before.answered == 8
    assert guide(session).scores().overall.coverage == pytest.approx(0.0)
    assert sum(guide(session).weights.values()) == pytest.approx(1.0)
    session.answer("vision-roadmap", 2)
    after = guide(session).progress()
    assert after.answered == 9
    coverage = guide(session).scores().overall.coverage
    assert coverage == pytest.approx(guide(session).weights["vision-roadmap"], rel=0.05)
    assert after.minutes < before.minutes


def test_aims_are_picked_up_to_three_and_may_be_left(tmp_path: Path) -> None:
    """The firm's aims are a field of its profile, in the file at once; none is fine and is not asked again."""
    session = begun(tmp_path / "firm.yaml", questionnaire=SMALL)
    session.answer("business-aims", ("fewer-defects", "deliver-on-time"))
    assert session.assessment.profile.aims == ("fewer-defects", "deliver-on-time")
    assert session.current == "respondent-role"
    session.store.close()
    again = begun(tmp_path / "firm.yaml")
    assert again.assessment.profile.aims == ("fewer-defects", "deliver-on-time")
    again.undo()
    again.answer("business-aims", ())
    assert answer_in(again.questionnaire, again.assessment, "business-aims") is None
    assert again.current == "respondent-role"
    assert [item for item in guide(again).review() if item.question == "business-aims"] == []
    with pytest.raises(ProblemsError):
        again.answer("business-aims", ("a", "b", "c", "d"))


def test_aims_are_no_part_of_the_score(tmp_path: Path) -> None:
    """Which aims a firm has changes no figure of its progress but the count of questions."""
    session = begun(tmp_path / "firm.yaml", questionnaire=SMALL)
    session.answer("maintenance", 2)
    before = guide(session)
    overall = before.scores().overall
    session.answer("business-aims", ("lower-bills",))
    assert guide(session).scores().overall == overall


def test_on_the_short_path_only_what_is_marked_unproven_is(tmp_path: Path) -> None:
    """Nobody asks for proof in fifteen minutes: an answer counts as unproven where somebody said so."""
    session = with_profile(begun(tmp_path / "firm.yaml", express=True))
    session.answer("vision-roadmap", 2)
    assert unproven(session) == ()
    session.evidence("vision-roadmap", "declared")
    assert [item.question for item in unproven(session)] == ["vision-roadmap"]


def test_flags_and_contradictions_are_told_apart_from_the_scores(tmp_path: Path) -> None:
    """The most severe flag first; a contradiction leads to the answer in doubt; none without its answers."""
    session = with_profile(begun(tmp_path / "firm.yaml", questionnaire=SMALL))
    told = guide(session)
    assert (told.flag_lines(with_reasons=True), told.check_lines()) == ((), ())
    session.answer("planning", 0)
    session.answer("backup", "no")
    session.answer("maintenance", 4)
    session.answer("machines", 0)
    assert told.flags() == ("no-backup", "no-plan")
    assert told.flag_lines(with_reasons=True)[:2] == (
        "À traiter d\u2019abord (2)\u00a0:",
        "! Rien n\u2019est copié ailleurs. Une panne de disque et tout est perdu.",
    )
    assert told.check_lines()[1].startswith("? Des alarmes de machines, mais aucune machine reliée. D\u2019où viennent")
    assert told.flag_lines(with_reasons=False)[1] == "! Rien n\u2019est copié ailleurs"
    first = told.review()[0]
    assert (first.question, first.reason) == ("maintenance", "contradicted")
    session.answer("machines", 20)
    assert told.check_lines() == ()


def test_the_share_shown_while_asking_is_that_of_the_end(tmp_path: Path) -> None:
    """On the short path all is asked and yet not all of the weight is answered: one figure says so everywhere."""
    session = with_profile(begun(tmp_path / "firm.yaml", questionnaire=SMALL, express=True))
    for name, value in (("maintenance", 2), ("machines", 50), ("controls", ("accounts",))):
        session.answer(name, value)
    told = guide(session)
    assert session.current is None
    assert told.coverage == told.speech.figures.percent(told.scores().overall.coverage or 0)
    assert told.coverage in place(told, 0.0, 80).text
    assert told.coverage in level_sentence(told)
