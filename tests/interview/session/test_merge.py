"""Joining parts: what agrees is taken, what differs is settled one by one."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.interview.session.merge import merge, settled
from jazari_assess.model.assessment import Answer, Assessment, Given, NotApplicable, Unanswered, Unknown
from jazari_assess.reading.assessment.file import read_assessment
from tests.conftest import Run
from tests.interview.scenes import SMALL, begun, library, of_these_tests

TIMES = ("2026-11-21T09:00:00+01:00", "2026-11-21T11:00:00+01:00")


@pytest.fixture
def whole(tmp_path: Path) -> Assessment:
    """Return an assessment without answers."""
    return begun(tmp_path / "base.yaml").assessment


def parts(whole: Assessment, *answers: Mapping[str, Answer]) -> dict[Path, Assessment]:
    """Return one file a set of answers."""
    return {
        Path(f"{number}.yaml"): whole.model_copy(update={"answers": own}) for number, own in enumerate(answers, start=1)
    }


def test_parts_that_do_not_overlap_are_put_together(whole: Assessment) -> None:
    """Each section comes from whoever answered it."""
    joined = merge(parts(whole, {"maintenance": Given(answer=2)}, {"erp-mes": Given(answer=1)}))
    assert joined.conflicts == ()
    assert joined.assessment.answers == {"maintenance": Given(answer=2), "erp-mes": Given(answer=1)}


def test_equal_answers_keep_every_note_and_the_stronger_evidence(whole: Assessment) -> None:
    """Two people who agree leave one answer with both notes, the stronger evidence, the later time, any flag."""
    one = Given(answer=2, note="cahier", evidence="declared", time=TIMES[1])
    two = Given(answer=2, note="planning", evidence="seen-on-site", time=TIMES[0], come_back=True)
    joined = merge(parts(whole, {"maintenance": one}, {"maintenance": two}))
    assert joined.conflicts == ()
    expected = Given(answer=2, note="cahier\nplanning", evidence="seen-on-site", time=TIMES[1], come_back=True)
    assert joined.assessment.answers["maintenance"] == expected


@pytest.mark.parametrize("quieter", [Unknown(state="unknown"), Unanswered(state="unanswered", note="à voir")])
def test_whoever_knows_is_heard(whole: Assessment, quieter: Unknown | Unanswered) -> None:
    """A given answer wins over "unknown" and over a mere note, whichever file comes first; the note stays."""
    for order in ((quieter, Given(answer=3)), (Given(answer=3), quieter)):
        joined = merge(parts(whole, *({"maintenance": answer} for answer in order)))
        assert joined.conflicts == ()
        assert joined.assessment.answers["maintenance"] == Given(answer=3, note=quieter.note)


def test_different_answers_are_conflicts_until_settled(whole: Assessment) -> None:
    """Given against given, and given against not applicable, are listed; the file chosen for each wins."""
    joined = merge(
        parts(
            whole,
            {"maintenance": Given(answer=1), "ot-security": NotApplicable(state="not-applicable")},
            {"maintenance": Given(answer=3), "ot-security": Given(answer=0)},
        )
    )
    assert [conflict.question for conflict in joined.conflicts] == ["maintenance", "ot-security"]
    answers = settled(joined, {"answers.maintenance": 1, "answers.ot-security": 0}).answers
    assert answers["maintenance"] == Given(answer=3)
    assert isinstance(answers["ot-security"], NotApplicable)


def test_checklists_are_compared_as_sets(whole: Assessment) -> None:
    """The order of ticks is no difference."""
    one, two = Given(answer=("updates", "guest-network")), Given(answer=("guest-network", "updates"))
    assert merge(parts(whole, {"basic-controls": one}, {"basic-controls": two})).conflicts == ()


def test_profile_fields_may_conflict_too(whole: Assessment) -> None:
    """Two counts of the staff are a conflict; a field only one knows is taken."""
    one = whole.model_copy(update={"profile": whole.profile.model_copy(update={"staff": 80})})
    two = whole.model_copy(update={"profile": whole.profile.model_copy(update={"staff": 85, "region": "oriental"})})
    joined = merge({Path("1.yaml"): one, Path("2.yaml"): two})
    assert [conflict.question for conflict in joined.conflicts] == ["profile.staff"]
    assert settled(joined, {"profile.staff": 1}).profile.staff == 85
    assert joined.assessment.profile.region == "oriental"


def test_another_stage_is_refused(whole: Assessment) -> None:
    """T0 and T1 are two assessments, not two parts of one."""
    files = {Path("1.yaml"): whole, Path("2.yaml"): whole.model_copy(update={"stage": "T1"})}
    with pytest.raises(ProblemsError) as refused:
        merge(files)
    assert refused.value.problems[0].code == "merge-other-assessment"


def test_the_command_lists_conflicts_and_takes_settlements(tmp_path: Path, run: Run) -> None:
    """Without settlement all conflicts are listed and nothing is written; with one the files are joined, unchanged."""
    paths = []
    for name, level in (("a", 1), ("b", 3)):
        session = begun(tmp_path / f"{name}.yaml", questionnaire=SMALL)
        session.answer("maintenance", level)
        session.store.close()
        paths.append(session.store.path)
    before = [path.read_bytes() for path in paths]
    target = tmp_path / "all.yaml"
    refused = run(*of_these_tests(["--lang", "en"]), "assessment", "merge", *paths, "-o", target)
    assert refused.returncode == 1
    assert b"merge-conflict" in refused.stderr
    assert b"--take maintenance=NUMBER" in refused.stderr.replace(b"\n", b" ").replace(b"  ", b" ")
    assert not target.exists()
    wrong = run(*of_these_tests(["assessment"]), "merge", *paths, "-o", target, "--take", "maintenance=3")
    assert wrong.returncode == 2
    joined = run(*of_these_tests(["assessment"]), "merge", *paths, "-o", target, "--take", "maintenance=2")
    assert joined.returncode == 0, joined.stderr
    answer = read_assessment(target, library()).answers["maintenance"]
    assert isinstance(answer, Given)
    assert answer.answer == 3
    assert [path.read_bytes() for path in paths] == before
    assert run(*of_these_tests(["assessment"]), "merge", *paths, "-o", paths[0], "--force").returncode == 1
    assert run(*of_these_tests(["assessment"]), "merge", paths[0], "-o", target).returncode == 2
