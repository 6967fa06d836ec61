"""Files on Windows: what an antivirus, a spreadsheet or a sync tool holds is waited for, then told as what it is."""

import os
import shutil
from pathlib import Path

import pytest

from jazari_assess.atomic_file import put, remove_folder, write_atomically
from jazari_assess.batch import executors, full_disk
from jazari_assess.errors import ProblemsError, is_held
from jazari_assess.reading.yaml_json.bounded_file import read_bounded
from tests.batch.exports import answers, wide
from tests.batch.rendering import render
from tests.batch.running import run
from tests.systems.fakes import held, hold, windows_calls


def files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder but the record of its run."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".batch" not in path.parts
    }


def test_batch_on_windows_writes_what_it_writes_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Synced by what may be written, on a disk without links, each file held twice by a scanner: the same bytes."""
    table = wide(tmp_path, answers(6))
    run(table, out=tmp_path / "here", render=render, list_rows=10)
    windows_calls(monkeypatch)
    refused = hold(monkeypatch, 2)
    outcome = run(table, out=tmp_path / "there", render=render, list_rows=10)
    assert outcome.faults == ()
    assert len(refused) >= 2 * len(outcome.paths)
    assert files(tmp_path / "there") == files(tmp_path / "here")


def test_output_that_is_open_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that stays open in Excel: the run says which file to close, and blames no input."""
    table = wide(tmp_path, answers(2))
    windows_calls(monkeypatch)
    hold(monkeypatch, 99, "results.xlsx")
    with pytest.raises(ProblemsError) as caught:
        run(table, out=tmp_path / "out", list_rows=10)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == ("file-held", str(tmp_path / "out" / "results.xlsx"))


def test_answers_that_stay_behind_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working folder that cannot be removed is named at the end, when all results are there."""
    table, real = wide(tmp_path, answers(2)), shutil.rmtree

    def rmtree(path: Path, *, ignore_errors: bool = False) -> None:
        if Path(path).name == "parts":
            raise held(path)
        real(path, ignore_errors=ignore_errors)

    windows_calls(monkeypatch)
    monkeypatch.setattr(shutil, "rmtree", rmtree)
    outcome = run(table, out=tmp_path / "out", list_rows=10)
    (fault,) = outcome.faults
    assert (fault.code, Path(fault.place.file or "").name) == ("answers-left", "parts")
    assert (tmp_path / "out" / "results.parquet").is_file()
    monkeypatch.undo()
    assert run(table, out=tmp_path / "out", list_rows=10, resume=True).faults == ()  # control: removed the next time
    assert not (tmp_path / "out" / ".batch" / "parts").exists()


def test_file_is_put_in_its_place_synced_or_the_holder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The descriptor that is synced may write, as Windows asks; one that reads alone fails there (control)."""
    source, target = tmp_path / "growing", tmp_path / "there"
    windows_calls(monkeypatch)
    source.write_bytes(b"new")
    with source.open("rb") as reading, pytest.raises(OSError, match="Bad file descriptor"):
        os.fsync(reading.fileno())
    put(source, target)
    assert target.read_bytes() == b"new"
    source.write_bytes(b"newer")
    hold(monkeypatch, 99)
    with pytest.raises(ProblemsError) as caught:
        put(source, target)
    assert caught.value.problems[0].code == "file-held"
    assert target.read_bytes() == b"new"


def test_missing_right_is_no_held_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder where nothing may be made is told as that on Windows too: nobody looks for a program to close."""
    windows_calls(monkeypatch)

    def closed(*_: object, **__: object) -> int:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(os, "open", closed)
    with pytest.raises(ProblemsError) as caught:
        write_atomically(tmp_path / "f", b"new", replace=True)
    assert caught.value.problems[0].code == "write-no-permission"


def test_folder_of_a_server_without_links_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mapped drive may refuse a link as if a right were missing: the file is renamed."""

    def link(*_: object, **__: object) -> None:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(os, "link", link)
    write_atomically(tmp_path / "f", b"new", replace=False)
    assert [path.name for path in tmp_path.iterdir()] == ["f"]


@pytest.mark.parametrize(("times", "code"), [(2, None), (9, "file-held")])
def test_input_that_is_held_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, code: str | None
) -> None:
    """OneDrive or an antivirus that has an input open: read after a moment, else told as held, not as closed to us."""
    path, real, left = tmp_path / "a.yaml", os.open, [times]
    path.write_bytes(b"a: 1")

    def opened(name: Path, flags: int, *rest: int) -> int:
        left[0] -= 1
        if left[0] >= 0:
            raise held(name)
        return real(name, flags, *rest)

    windows_calls(monkeypatch)
    monkeypatch.setattr(os, "open", opened)
    if code is None:
        assert read_bounded(path, 100) == b"a: 1"
    else:
        with pytest.raises(ProblemsError) as caught:
            read_bounded(path, 100)
        assert caught.value.problems[0].code == code


def test_held_is_told_from_forbidden() -> None:
    """Sharing violations are another program's doing, other refusals are not."""
    assert is_held(held())
    assert not is_held(PermissionError(13, "Access is denied"))


@pytest.mark.parametrize(("said", "is_told"), [("(os error 112)", True), ("(os error 27)", False)])
def test_full_disk_has_other_numbers(said: str, is_told: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that says the system's own number is understood by the numbers of that system."""
    monkeypatch.setattr(full_disk, "_SAID", {39, 112})
    assert full_disk.is_full(RuntimeError(f"There is not enough space on the disk. {said}"), tmp_path) is is_told


def test_folder_that_goes_is_gone(tmp_path: Path) -> None:
    """A folder that is removed is gone, with what is in it; one that is not there is no fault."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert remove_folder(tmp_path / "a")
    assert not (tmp_path / "a").exists()
    assert remove_folder(tmp_path / "missing")


@pytest.mark.parametrize(("system", "workers"), [("win32", 61), ("linux", 80)])
def test_windows_waits_for_61_processes_at_most(system: str, workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine of 80 cores asks for no more than the system can wait for."""
    asked: list[int] = []

    class Pool(executors.SerialExecutor):
        def __init__(self, count: int, **_: object) -> None:
            asked.append(count)

    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr(executors, "ProcessPoolExecutor", Pool)
    with executors.executor(80, None) as (_, found):
        assert (asked, found) == ([workers], workers)
