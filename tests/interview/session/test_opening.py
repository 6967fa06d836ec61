"""Opening: the firm's history (T1 beside T0), only what may have changed, wrong requests."""

from pathlib import Path
from typing import Any

import pytest

from jazari_assess.errors import ProblemsError, UsageError
from jazari_assess.interview.session.session import Session
from jazari_assess.model.assessment import Given
from tests.interview.scenes import begun, guide, library, with_profile


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


def test_changed_only_asks_what_may_have_changed(earlier: Path) -> None:
    """Identity, best and not applicable answers are taken over; middle, unknown, flagged and new ones are asked."""
    session = follow_up(earlier, changed_only=True)
    asked = set(session.route)
    assert {"maintenance", "eco-design", "quality-traceability", "firm-staff", "erp-mes"} <= asked
    assert not {"vision-roadmap", "connected-products", "firm-region", "firm-ice"} & asked
    taken = session.assessment.answers["vision-roadmap"]
    before = session.choice.earlier
    assert before is not None
    assert taken == before.answers["vision-roadmap"]
    assert "maintenance" not in session.assessment.answers


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
