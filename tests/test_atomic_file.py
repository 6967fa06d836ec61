"""Writing files whole or not at all."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from jazari_assess import atomic_file
from jazari_assess.atomic_file import growing, sweep, write_atomically
from jazari_assess.errors import ProblemsError
from tests.reading.small_content import worded


def code_of(path: Path, *, replace: bool) -> str:
    """Return the code of the one problem that writing to ``path`` gives."""
    with pytest.raises(ProblemsError) as caught:
        write_atomically(path, b"new", replace=replace)
    (problem,) = caught.value.problems
    assert problem.place.file == str(path)
    assert worded(problem)
    return problem.code


def names(folder: Path) -> list[str]:
    """Return the names of all files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def failing(number: int) -> Callable[..., int]:
    """Return a system call that fails with an error number."""

    def fail(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_new_file_is_written_with_the_usual_rights(tmp_path: Path) -> None:
    """A file that was not there appears whole, as any file the user makes, and nothing else is left in the folder."""
    path, other = tmp_path / "f", tmp_path / "g"
    other.write_bytes(b"")
    write_atomically(path, b"new" * 100_000, replace=False)
    assert path.read_bytes() == b"new" * 100_000
    assert path.stat().st_mode == other.stat().st_mode
    assert names(tmp_path) == ["f", "g"]


def test_a_file_is_replaced_only_when_asked_and_keeps_its_rights(tmp_path: Path) -> None:
    """Without ``replace`` the old file stays; with it the new one has the old one's rights."""
    path = tmp_path / "f"
    path.write_bytes(b"old")
    path.chmod(0o640)
    assert code_of(path, replace=False) == "target-exists"
    assert path.read_bytes() == b"old"
    write_atomically(path, b"new", replace=True)
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_targets_that_are_no_ordinary_file_are_refused(tmp_path: Path) -> None:
    """A folder, a link, a pipe and a read-only file are named and left as they are."""
    folder, link, pipe, closed, real = (tmp_path / name for name in ("folder", "link", "pipe", "closed", "real"))
    folder.mkdir()
    real.write_bytes(b"old")
    link.symlink_to(real)
    os.mkfifo(pipe)
    closed.write_bytes(b"old")
    closed.chmod(0o444)
    codes = [code_of(path, replace=True) for path in (folder, link, pipe, closed)]
    assert codes == ["target-is-folder", "target-is-link", "target-not-regular", "target-read-only"]
    assert (real.read_bytes(), closed.read_bytes()) == (b"old", b"old")


def test_a_place_that_cannot_be_is_refused(tmp_path: Path) -> None:
    """A missing folder, a file taken for a folder and a name of 300 letters have each their message."""
    (tmp_path / "f").write_bytes(b"")
    assert code_of(tmp_path / "missing" / "f", replace=True) == "folder-missing"
    assert code_of(tmp_path / "f" / "inside", replace=True) == "folder-missing"
    assert code_of(tmp_path / ("n" * 300), replace=True) == "file-name-too-long"


@pytest.mark.parametrize("call", ["write", "fsync"])
@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk-full"), (errno.EDQUOT, "disk-full"), (errno.EIO, "write-failed")]
)
def test_a_full_or_failing_disk_leaves_the_old_file(
    call: str, number: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the disk fails while writing or while syncing: the file of before is untouched, nothing is left behind.

    Positive control: writing in place would have emptied it.
    """
    path, control = tmp_path / "f", tmp_path / "control"
    path.write_bytes(b"old")
    control.write_bytes(b"old")
    monkeypatch.setattr(os, call, failing(number))
    assert code_of(path, replace=True) == code
    with control.open("wb", buffering=0) as file, pytest.raises(OSError, match=os.strerror(number)):
        getattr(os, call)(file.fileno())
    monkeypatch.undo()
    assert (path.read_bytes(), control.read_bytes()) == (b"old", b"")
    assert names(tmp_path) == ["control", "f"]


def test_a_really_full_device_is_told() -> None:
    """The device that is always full is no ordinary file: it is refused before a byte is written."""
    assert code_of(Path("/dev/full"), replace=True) == "target-not-regular"


def test_no_permission_in_the_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder one may not write to, or a read-only disk, is named."""
    for number in (errno.EACCES, errno.EROFS):
        monkeypatch.setattr(os, "open", failing(number))
        assert code_of(tmp_path / "f", replace=True) == "write-no-permission"


def test_a_rename_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even the last step may fail: the old file is still there and no temporary one."""
    path = tmp_path / "f"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", failing(errno.EACCES))
    assert code_of(path, replace=True) == "write-no-permission"
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["f"])


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ``replace``, a file made by another process between the look and the rename wins."""
    path = tmp_path / "f"
    real_link = os.link

    def link_too_late(source: Path, target: Path) -> None:
        Path(target).write_bytes(b"other")
        real_link(source, target)

    monkeypatch.setattr(os, "link", link_too_late)
    assert code_of(path, replace=False) == "target-exists"
    assert (path.read_bytes(), names(tmp_path)) == (b"other", ["f"])


@pytest.mark.parametrize("number", [errno.EPERM, errno.EINVAL])
def test_a_disk_without_hard_links_is_written_by_rename(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Memory sticks have no hard links: the file is renamed, and one that exists is still not replaced."""
    path = tmp_path / "f"
    monkeypatch.setattr(os, "link", failing(number))
    write_atomically(path, b"new", replace=False)
    assert (path.read_bytes(), names(tmp_path)) == (b"new", ["f"])
    assert code_of(path, replace=False) == "target-exists"


def test_short_writes_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that takes a few bytes at a time still gets them all."""
    real_write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real_write(file, bytes(data[:3])))
    write_atomically(tmp_path / "f", b"0123456789", replace=True)
    assert (tmp_path / "f").read_bytes() == b"0123456789"


@pytest.mark.parametrize(("held", "is_written"), [(2, True), (5, True), (6, False)])
def test_a_file_that_another_program_looks_at_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int, is_written: bool
) -> None:
    """Where an open file cannot be replaced, five more attempts are made within some 1.5 seconds, then it is told."""
    path, real, waits, left = tmp_path / "f", Path.replace, list[float](), [held]
    path.write_bytes(b"old")

    def replace(source: Path, target: Path) -> Path:
        if left[0] > 0:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "held")
        return real(source, target)

    monkeypatch.setattr(atomic_file, "_HOLDS_OPEN_FILES", True)
    monkeypatch.setattr("time.sleep", waits.append)
    monkeypatch.setattr(Path, "replace", replace)
    if is_written:
        write_atomically(path, b"new", replace=True)
    else:
        assert code_of(path, replace=True) == "file-held"
    assert path.read_bytes() == (b"new" if is_written else b"old")
    assert len(waits) == min(held, 5)
    assert sum(waits) < 2
    assert names(tmp_path) == ["f"]


def test_only_temporary_files_of_the_target_are_swept(tmp_path: Path) -> None:
    """A long name in any script, too; other files, and those of a target whose name only begins alike, stay."""
    long = tmp_path / ("مقاولة" * 12 + ".yaml")
    write_atomically(long, b"new", replace=False)
    mine, others = f".{long.name[:40]}.{'0' * 16}.tmp", [".g.0123456789abcdef.tmp", "f.tmp", ".f.xyz.tmp"]
    for name in (mine, *others):
        (tmp_path / name).touch()
    sweep(long)
    assert names(tmp_path) == sorted([long.name, *others])
    sweep(tmp_path / "missing" / "f")


def test_a_file_that_a_library_writes_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    """Where the library fails, the old file is as it was and nothing is left beside it; what it raised is raised."""
    path = tmp_path / "f"
    path.write_bytes(b"old")

    def write_half() -> None:
        with growing(path, replace=True) as temporary:
            temporary.write_bytes(b"ha")
            raise ValueError("half")

    with pytest.raises(ValueError, match="half"):
        write_half()
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["f"])
    with growing(path, replace=True) as temporary:
        temporary.write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert (path.read_bytes(), names(tmp_path)) == (b"new", ["f"])
