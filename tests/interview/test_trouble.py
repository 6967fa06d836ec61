"""Full disks, closed folders, a second process, a clock that goes back: nothing is lost, everything is told."""

import errno
import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.interview.session import journal
from jazari_assess.interview.session.journal import LONGEST, journal_path
from jazari_assess.interview.session.session import Session
from jazari_assess.interview.session.store import forget_history
from jazari_assess.model.assessment import Given
from jazari_assess.process_lock import ProcessLock, lock_path
from jazari_assess.reading.assessment.file import read_assessment, write_assessment
from tests.interview.scenes import SMALL, begun, library, piped

NOBODY = 65534


@contextmanager
def small_disk(room: int) -> Iterator[None]:
    """Let no file grow over ``room`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def without_privileges(folder: Path) -> Iterator[None]:
    """Be somebody whom file permissions bind: root is not."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.iterdir()):
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def unharmed(session: Session, before: bytes) -> None:
    """The file is as it was, session and history agree with it, and no temporary file is left."""
    assert session.store.path.read_bytes() == before
    assert read_assessment(session.store.path, library()) == session.assessment
    assert {path.name for path in session.store.path.parent.iterdir()} == {
        session.store.path.name,
        journal_path(session.store.path).name,
        lock_path(session.store.path).name,
    }


@pytest.mark.parametrize("note", [3000, 200_000])
def test_a_full_disk_loses_nothing(tmp_path: Path, note: int) -> None:
    """A change that does not fit is refused; the file stays; the next one that fits is saved with its history."""
    session = begun(tmp_path / "firm.yaml")
    session.answer("maintenance", 2)
    before = session.store.path.read_bytes()
    with small_disk(journal_path(session.store.path).stat().st_size + 1000), pytest.raises(ProblemsError) as refused:
        session.note("maintenance", "x" * min(note, 19_000))
    assert refused.value.problems[0].code == "disk-full"
    unharmed(session, before)
    session.note("maintenance", "short")
    session.store.close()
    again = begun(tmp_path / "firm.yaml")
    assert again.undo() is not None
    kept = again.answer_to("maintenance")
    assert kept == Given(answer=2, time=kept.time if kept is not None else None)


def test_a_full_disk_between_history_and_file_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the history still fits and the file does not, the history is cut back to what is true."""
    session = begun(tmp_path / "firm.yaml")
    session.answer("maintenance", 2)
    before, history = session.store.path.read_bytes(), journal_path(session.store.path).read_bytes()

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("jazari_assess.atomic_file._write", full)
        with pytest.raises(ProblemsError):
            session.answer("erp-mes", 1)
    unharmed(session, before)
    assert journal_path(session.store.path).read_bytes() == history


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not read-only there")
def test_a_folder_made_read_only_loses_nothing(tmp_path: Path) -> None:
    """In the middle of an interview the folder is closed: the change is refused, and works again when it is open."""
    session = begun(tmp_path / "firm.yaml")
    session.answer("maintenance", 2)
    before = session.store.path.read_bytes()
    with without_privileges(tmp_path):
        tmp_path.chmod(0o555)
        with pytest.raises(ProblemsError) as refused:
            session.answer("erp-mes", 1)
        tmp_path.chmod(0o755)
        assert refused.value.problems[0].code == "write-no-permission"
        unharmed(session, before)
        session.answer("erp-mes", 1)
    assert session.answer_to("erp-mes") is not None


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not read-only there")
def test_a_closed_or_missing_folder_is_told_at_the_start(tmp_path: Path) -> None:
    """No interview begins where its answers could not be saved."""
    with pytest.raises(ProblemsError) as missing:
        begun(tmp_path / "nowhere" / "firm.yaml")
    assert missing.value.problems[0].code == "folder-missing"
    with without_privileges(tmp_path):
        tmp_path.chmod(0o555)
        with pytest.raises(ProblemsError) as closed:
            begun(tmp_path / "firm.yaml")
        tmp_path.chmod(0o755)
    assert closed.value.problems[0].code == "write-no-permission"


def test_a_second_process_is_told_and_refused(tmp_path: Path, environment: Mapping[str, str]) -> None:
    """It learns who has the file and leaves with 1, whatever interface it asked for; the file is untouched."""
    session = begun(tmp_path / "firm.yaml", questionnaire=SMALL)
    before = session.store.path.read_bytes()
    refused = piped(environment, "--lang", "en", "interview", session.store.path, "--plain")
    assert refused.returncode == 1
    assert b"assessment-in-use" in refused.stderr
    assert str(os.getpid()).encode() in refused.stderr
    assert piped(environment, "interview", session.store.path, "--forget-history").returncode == 1
    assert session.store.path.read_bytes() == before
    session.store.close()
    assert piped(environment, "interview", session.store.path, "--plain").returncode == 0
    assert piped(environment, "interview", session.store.path, "--forget-history").returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {"firm.yaml"}


def test_a_lock_of_a_dead_process_holds_nothing(tmp_path: Path) -> None:
    """The file of a lock that nobody holds is no lock, whatever it says."""
    path = tmp_path / "firm.yaml"
    lock_path(path).write_text(json.dumps({"process": 1, "machine": "elsewhere", "since": "2020"}), encoding="utf-8")
    with ProcessLock(path, since="now"):
        assert json.loads(lock_path(path).read_text(encoding="utf-8"))["process"] == os.getpid()
    assert not lock_path(path).exists()


def test_a_lock_is_dropped_when_its_holder_dies(tmp_path: Path, environment: Mapping[str, str]) -> None:
    """A process killed with the lock leaves the file open to the next one at once."""
    script = (
        "import sys, time; from pathlib import Path; from jazari_assess.process_lock import ProcessLock;"
        f"ProcessLock(Path({str(tmp_path / 'firm.yaml')!r}), since='now'); print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=environment) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(ProblemsError):
            ProcessLock(tmp_path / "firm.yaml", since="now")
        holder.kill()
    ProcessLock(tmp_path / "firm.yaml", since="now").release()


def test_a_clock_that_goes_back_changes_nothing_but_times(tmp_path: Path) -> None:
    """Order and undo do not depend on the time that an answer carries."""
    session = begun(tmp_path / "firm.yaml")
    times = iter(["2026-11-21T10:00:00+01:00", "2020-01-01T00:00:00+00:00", "1999-12-31T23:59:59Z"])
    session.clock = lambda: next(times)
    for name in ("vision-roadmap", "maintenance", "erp-mes"):
        session.answer(name, 1)
    session.store.close()
    again = begun(tmp_path / "firm.yaml")
    assert list(again.assessment.answers) == ["vision-roadmap", "erp-mes", "maintenance"]
    undone = again.undo()
    assert undone is not None
    assert undone.question == "erp-mes"


def test_a_change_by_other_hands_is_a_step_that_can_be_undone(tmp_path: Path) -> None:
    """A file edited between two sittings is taken as it is; the history goes on from there."""
    path = tmp_path / "firm.yaml"
    session = begun(path)
    session.answer("maintenance", 2)
    session.store.close()
    edited = session.assessment.model_copy(update={"answers": {"maintenance": Given(answer=4)}})
    write_assessment(path, edited, replace=True)
    again = begun(path)
    assert again.answer_to("maintenance") == Given(answer=4)
    outside = again.undo()
    assert outside is not None
    assert outside.kind == "outside"
    assert again.assessment == session.assessment
    assert again.undo() is not None
    assert again.answer_to("maintenance") is None


@pytest.mark.parametrize("end", [b'{"move": "do", "kin', b"\x00\x00\x00", b"null\n", b'{"move": "redo"}\n', b"[1]\n"])
def test_a_torn_or_foreign_end_of_the_history_is_dropped(tmp_path: Path, end: bytes) -> None:
    """Half a line, zeros, or a line that makes no sense cost nothing that was saved."""
    path = tmp_path / "firm.yaml"
    session = begun(path)
    session.answer("maintenance", 2)
    session.store.close()
    with journal_path(path).open("ab") as file:
        file.write(end)
    again = begun(path)
    assert again.assessment == session.assessment
    assert again.undo() is not None
    assert again.undo() is None


def test_a_change_that_reached_the_history_alone_never_happened(tmp_path: Path) -> None:
    """Killed between history and file, the answer was not confirmed: it is not in the file, and nothing to undo."""
    path = tmp_path / "firm.yaml"
    session = begun(path)
    session.answer("maintenance", 2)
    data = path.read_bytes()
    session.answer("erp-mes", 1)
    session.store.close()
    path.write_bytes(data)
    again = begun(path)
    assert "erp-mes" not in again.assessment.answers
    undone = again.undo()
    assert undone is not None
    assert undone.question == "maintenance"


@pytest.mark.parametrize(
    "content", [b"", b"not json\n", b'{"schema": "other"}\n', b'{"schema": "jazari-assess/interview-journal/1"}\n']
)
def test_a_history_that_cannot_be_read_starts_anew(tmp_path: Path, content: bytes) -> None:
    """The answers do not depend on it."""
    path = tmp_path / "firm.yaml"
    session = begun(path)
    session.answer("maintenance", 2)
    session.store.close()
    journal_path(path).write_bytes(content)
    again = begun(path)
    assert again.assessment == session.assessment
    assert again.undo() is None
    again.answer("erp-mes", 1)
    assert again.undo() is not None


def test_a_history_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When it is opened, steps before the last ones are folded into its beginning."""
    assert LONGEST >= 200
    monkeypatch.setattr(journal, "LONGEST", 5)
    path = tmp_path / "firm.yaml"
    session = begun(path)
    for level in range(12):
        session.answer("maintenance", level % 5)
    session.store.close()
    again = begun(path)
    assert sum(1 for _ in iter(again.undo, None)) == 5


def test_the_history_can_be_forgotten(tmp_path: Path) -> None:
    """It holds earlier answers and names: forgetting it removes the file, and leaves the assessment."""
    path = tmp_path / "firm.yaml"
    session = begun(path)
    session.answer("respondent-name", "CANARY-NAME")
    session.answer("respondent-name", "Nadia")
    session.store.close()
    assert b"CANARY-NAME" in journal_path(path).read_bytes()
    forget_history(path)
    assert {one.name for one in tmp_path.iterdir()} == {"firm.yaml"}
    assert b"CANARY-NAME" not in path.read_bytes()


def other_program(path: Path, **answers: int) -> None:
    """Change answers in the file, as another program does: a new file in its place."""
    present = read_assessment(path, library())
    changed = {name.replace("_", "-"): Given(answer=value) for name, value in answers.items()}
    write_assessment(path, present.model_copy(update={"answers": {**present.answers, **changed}}), replace=True)


def test_a_file_changed_meanwhile_is_never_overwritten_in_silence(tmp_path: Path) -> None:
    """The change is noticed before the next save; nothing is written, and the difference can be told."""
    session = begun(tmp_path / "firm.yaml")
    session.answer("maintenance", 2)
    other_program(session.store.path, maintenance=4)
    theirs = session.store.path.read_bytes()
    with pytest.raises(ProblemsError) as refused:
        session.answer("erp-mes", 1)
    assert refused.value.problems[0].code == "assessment-changed-outside"
    assert session.store.path.read_bytes() == theirs
    assert session.answer_to("erp-mes") is None
    here, there = session.changes_outside()
    assert list(here) == list(there) == ["answers.maintenance"]


def test_mine_is_kept_and_theirs_is_a_copy(tmp_path: Path) -> None:
    """Keeping the interview writes it over the other's change, which stays beside it; then work goes on."""
    session = begun(tmp_path / "firm.yaml")
    session.answer("maintenance", 2)
    other_program(session.store.path, maintenance=4)
    copy = session.keep_mine()
    session.answer("erp-mes", 1)
    found = read_assessment(session.store.path, library())
    assert found == session.assessment
    assert found.answers["maintenance"] == session.answer_to("maintenance")
    kept = read_assessment(copy, library()).answers["maintenance"]
    assert (copy.name, kept) == ("firm.copy-1.yaml", Given(answer=4))


def test_theirs_is_taken_and_mine_is_a_copy(tmp_path: Path) -> None:
    """Taking the file as it is keeps the interview beside it; the history can undo what came from outside."""
    session = begun(tmp_path / "firm.yaml")
    session.answer("maintenance", 2)
    mine = session.assessment
    other_program(session.store.path, maintenance=4)
    copy = session.take_theirs()
    assert session.answer_to("maintenance") == Given(answer=4)
    assert read_assessment(copy, library()) == mine
    session.answer("erp-mes", 1)
    assert [step.kind for step in (session.undo(), session.undo()) if step is not None] == ["answer", "outside"]
    assert session.assessment == mine


def test_a_file_broken_by_others_can_only_be_replaced(tmp_path: Path) -> None:
    """What cannot be read is told; keeping the interview saves the broken file as a copy, byte for byte."""
    session = begun(tmp_path / "firm.yaml")
    session.answer("maintenance", 2)
    session.store.path.write_bytes(b"nonsense")
    for look in (session.changes_outside, session.take_theirs):
        with pytest.raises(ProblemsError):
            look()
    assert session.keep_mine().read_bytes() == b"nonsense"
    assert read_assessment(session.store.path, library()) == session.assessment


def test_a_file_that_is_gone_is_written_again(tmp_path: Path) -> None:
    """Deleted or moved away meanwhile, it comes back with the next answer: nothing of anybody's is overwritten."""
    session = begun(tmp_path / "firm.yaml")
    session.answer("maintenance", 2)
    session.store.path.unlink()
    session.answer("erp-mes", 1)
    assert read_assessment(session.store.path, library()) == session.assessment


def test_what_killed_programs_left_is_swept(tmp_path: Path) -> None:
    """Temporary files of the assessment and its history go at the next opening, and when the history is forgotten."""
    path = tmp_path / "firm.yaml"
    begun(path).store.close()
    kept = {"firm.yaml", ".firm.yaml.journal", ".other.yaml.0123456789abcdef.tmp", ".firm.yaml.tmp"}
    left = [".firm.yaml.0123456789abcdef.tmp", "..firm.yaml.journal.0123456789abcdef.tmp"]
    for name in (*kept, *left):
        (tmp_path / name).touch()
    begun(path).store.close()
    assert {one.name for one in tmp_path.iterdir()} == kept
    for name in left:
        (tmp_path / name).touch()
    forget_history(path)
    assert {one.name for one in tmp_path.iterdir()} == kept - {".firm.yaml.journal"}


def test_a_note_has_a_bound(tmp_path: Path) -> None:
    """A note over 20,000 characters is refused with the bound, and what was there stays."""
    session = begun(tmp_path / "firm.yaml")
    session.note("maintenance", "short")
    before = session.assessment
    with pytest.raises(ProblemsError) as refused:
        session.note("maintenance", "x" * 20_001)
    assert refused.value.problems[0].code == "note-too-long"
    assert refused.value.problems[0].values == {"found": "20001", "bound": "20000"}
    assert session.assessment == before
    session.note("maintenance", "x" * 20_000)
