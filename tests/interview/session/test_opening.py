"""Opening: the firm's history (T1 beside T0), only what may have changed, wrong requests."""

from pathlib import Path
from typing import Any

import pytest

from jazari_assess.errors import ProblemsError, UsageError
from jazari_assess.interview.session.entry import options_in_order
from jazari_assess.interview.session.session import Session
from jazari_assess.model.assessment import Given
from jazari_assess.model.questionnaire import ChecklistQuestion
from jazari_assess.model.typography import typeset
from jazari_assess.reading.assessment.file import read_assessment, write_assessment
from tests.interview.scenes import SMALL, begun, guide, library, with_profile


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """Return a T0 file with a best, a middle, an unknown, a flagged and a not applicable answer."""
    session = with_profile(begun(tmp_path / "t0.yaml", firm="Conserverie Oum Errabia"))
    session.answer("vision-roadmap", 4)
    session.answer("maintenance", 2)
    session.answer_unknown("eco-design")
    session.answer("quality-traceability", 4)
    session.flag("quality-traceability")
    session.answer_not_applicable("connected-products")
    session.store.close()
    return session.store.path


def follow_up(earlier: Path, **options: Any) -> Session:  # noqa: ANN401 - handed on as they are
    """Begin the next assessment of the firm."""
    return begun(earlier.with_name("t1.yaml"), earlier=earlier, **options)


def test_the_next_stage_begins_from_the_earlier_file(earlier: Path) -> None:
    """T1 knows the firm and asks everything again, with the earlier answer beside each question."""
    session = follow_up(earlier)
    assert (session.assessment.stage, session.assessment.profile.firm) == ("T1", "Conserverie Oum Errabia")
    assert session.answer_to("maintenance") is None
    assert "fichier Excel" not in guide(session).view("maintenance").answer
    assert guide(session).view("maintenance").earlier == guide(session).view("maintenance").options[2].label
    session.repeat_earlier("maintenance")
    given = session.answer_to("maintenance")
    assert isinstance(given, Given)
    assert given.answer == 2


def test_persons_are_not_carried_over(earlier: Path) -> None:
    """Role and name are asked anew: the notice was accepted for the earlier assessment only."""
    profile = follow_up(earlier).assessment.profile
    assert (profile.respondent_role, profile.respondent_name) == (None, None)
    assert profile.ice == "001234567000089"


def with_id(path: Path, name: str) -> Path:
    """Give the assessment in a file another id: the sample of an interview on changes is drawn by it."""
    write_assessment(path, read_assessment(path, library()).model_copy(update={"id": name}), replace=True)
    return path


def test_changed_only_asks_what_may_have_changed(earlier: Path) -> None:
    """Identity and what stands are taken over with their times; unknown, flagged, new and changing ones are asked."""
    session = follow_up(with_id(earlier, "assessment-1"), changed_only=True)
    asked = set(session.route)
    assert {"eco-design", "quality-traceability", "firm-staff", "firm-turnover", "erp-mes"} <= asked
    assert not {"maintenance", "connected-products", "firm-region", "firm-ice"} & asked
    before = session.choice.earlier
    assert before is not None
    assert session.assessment.answers["maintenance"] == before.answers["maintenance"]


def test_a_sixth_of_what_stands_is_asked_again(tmp_path: Path) -> None:
    """The sample is the same at each sitting of one firm, and another for another; nothing is never asked again."""
    session = with_profile(begun(tmp_path / "t0.yaml"))
    for name in session.route:
        options = options_in_order(session.question(name))
        if session.is_open(name) and options and not isinstance(session.question(name), ChecklistQuestion):
            session.answer(name, options[0])
    session.store.close()
    answered = set(session.assessment.answers)
    drawn, seen = [], set[str]()
    for number in range(40):
        path = with_id(tmp_path / "t0.yaml", f"assessment-{number}")
        t1 = begun(tmp_path / f"t1-{number}.yaml", earlier=path, changed_only=True)
        sample = answered & set(t1.route)
        drawn.append(len(sample))
        seen |= sample
        t1.store.close()
        assert set(begun(t1.store.path, earlier=path, changed_only=True).route) == set(t1.route)
    assert seen == answered
    assert len(answered) / 8 < sum(drawn) / len(drawn) < len(answered) / 4


def test_planned_steps_and_flags_are_asked_again(tmp_path: Path) -> None:
    """What a plan was to change, and what raised a flag, is asked at T1 whatever the sample says."""
    session = with_profile(begun(tmp_path / "t0.yaml", questionnaire=SMALL))
    for name, value in (("planning", 2), ("backup", "no"), ("maintenance", 2), ("machines", 50), ("products", 0)):
        session.answer(name, value)
    session.store.close()
    for number in range(12):
        path = with_id(tmp_path / "t0.yaml", f"assessment-{number}")
        t1 = begun(tmp_path / f"t1-{number}.yaml", earlier=path, changed_only=True, questionnaire=SMALL)
        assert t1.choice.moved == {"backup"}
        assert "backup" in t1.route
        t1.store.close()


def test_an_express_interview_is_followed_by_an_express_one(tmp_path: Path) -> None:
    """What was never asked at T0 is not asked at T1 only because it is open; the share asked again is told."""
    session = with_profile(begun(tmp_path / "t0.yaml", questionnaire=SMALL, express=True))
    for name, value in (("maintenance", 2), ("machines", 50), ("controls", ("accounts",))):
        session.answer(name, value)
    session.store.close()
    path = with_id(tmp_path / "t0.yaml", "assessment-4")
    t1 = begun(tmp_path / "t1.yaml", earlier=path, changed_only=True, questionnaire=SMALL)
    assert t1.assessment.express
    assert "planning" not in t1.route
    share = sum(guide(t1).weights.get(name, 0) for name in t1.route)
    told = guide(t1).speech.figures.percent(share)
    assert guide(t1).asked_again() == typeset(f"Redemandé depuis la dernière fois : {told} du poids.", "fr")


def test_a_whole_section_is_as_before_by_one_key(tmp_path: Path) -> None:
    """All that is open in it and was answered is answered alike, in one step that one undo takes back."""
    session = with_profile(begun(tmp_path / "t0.yaml", questionnaire=SMALL))
    for name, value in (("planning", 2), ("maintenance", 3), ("products", 1), ("product-data", 2), ("backup", "yes")):
        session.answer(name, value)
    session.note("maintenance", "Cahier vu")
    session.store.close()
    t1 = begun(tmp_path / "t1.yaml", earlier=tmp_path / "t0.yaml", questionnaire=SMALL)
    t1.go("planning")
    t1.answer("planning", 1)
    t1.repeat_section("maintenance")
    given = {name: answer.answer for name, answer in t1.assessment.answers.items() if isinstance(answer, Given)}
    assert given == {"planning": 1, "maintenance": 3, "products": 1, "product-data": 2}
    noted = t1.answer_to("maintenance")
    assert noted is not None
    assert noted.note is None
    assert t1.current == "machines"
    t1.undo()
    assert set(t1.assessment.answers) == {"planning"}
    with pytest.raises(ProblemsError):
        begun(tmp_path / "t2.yaml", questionnaire=SMALL).repeat_section("maintenance")


@pytest.mark.parametrize(("stage", "is_refused"), [("T0", True), ("T1", False), ("T2", False)])
def test_a_stage_that_does_not_come_next_is_refused(earlier: Path, stage: str, is_refused: bool) -> None:
    """After T0 comes T1 or T2, never T0 again."""
    if not is_refused:
        assert follow_up(earlier, stage=stage).assessment.stage == stage
        return
    with pytest.raises(UsageError) as refused:
        follow_up(earlier, stage=stage)
    assert refused.value.problem.code == "interview-stage-order"


def test_both_answers_are_kept(earlier: Path) -> None:
    """A new answer in T1 leaves the T0 file as it was, byte for byte."""
    data = earlier.read_bytes()
    session = follow_up(earlier)
    session.answer("maintenance", 3)
    assert earlier.read_bytes() == data


def test_the_earlier_file_is_remembered(earlier: Path) -> None:
    """The next sitting shows the earlier answers without being told again; without that file it goes on alone."""
    follow_up(earlier).store.close()
    again = begun(earlier.with_name("t1.yaml"))
    assert again.earlier_answer_to("maintenance") is not None
    again.store.close()
    earlier.unlink()
    assert begun(earlier.with_name("t1.yaml")).earlier_answer_to("maintenance") is None


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"sections": ["data"]}, "interview-section-unknown"),
        ({"questionnaire": "industry"}, "interview-questionnaire-unknown"),
        ({"changed_only": True}, "interview-nothing-earlier"),
    ],
)
def test_wrong_requests_are_wrong_use(tmp_path: Path, options: dict[str, Any], code: str) -> None:
    """What does not exist is named, and no file is left behind."""
    with pytest.raises(UsageError) as refused:
        begun(tmp_path / "firm.yaml", **options)
    assert refused.value.problem.code == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("firm", ["", "  ", "\u202e", "x" * 301])
def test_a_firm_needs_a_name(tmp_path: Path, firm: str) -> None:
    """Without a name there is no file."""
    with pytest.raises(ProblemsError) as refused:
        begun(tmp_path / "firm.yaml", firm=firm)
    assert refused.value.problems[0].code == "interview-firm-needed"
    assert not (tmp_path / "firm.yaml").exists()


def test_json_files_are_taken_too(tmp_path: Path) -> None:
    """The suffix says the format; the same interview works on it."""
    session = begun(tmp_path / "firm.json")
    session.answer("vision-roadmap", 1)
    session.store.close()
    assert session.store.path.read_text(encoding="utf-8").startswith("{")
    assert begun(tmp_path / "firm.json").assessment == session.assessment
    assert library().questionnaires
