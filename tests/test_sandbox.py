"""Child processes with limits."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from jazari_assess import sandbox

MODULE = "limited_child_of_tests"


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of a module that a child can run by the name ``MODULE``."""
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{Path(sandbox.__file__).parents[1]}")
    return tmp_path / f"{MODULE}.py"


def test_a_child_gets_bytes_and_gives_bytes(child: Path) -> None:
    """What is given arrives on standard input; output and exit code come back."""
    child.write_text("import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1]); sys.exit(int(sys.argv[1]))")

    assert sandbox.run(MODULE, ["3"], given=b"abc", seconds=60) == sandbox.Ended(code=3, output=b"cba")


def test_a_child_that_takes_too_long_is_ended(child: Path) -> None:
    """The parent's clock ends it."""
    child.write_text("import time; time.sleep(600)")

    with pytest.raises(TimeoutError):
        sandbox.run(MODULE, seconds=1)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of address space hold on Linux")
@pytest.mark.parametrize(("limits", "code"), [("", 0), ("limit(memory=400 * 2**20)", 1)])
def test_a_child_cannot_take_more_memory_than_it_is_limited_to(child: Path, limits: str, code: int) -> None:
    """A child that may takes a gigabyte; one that is limited gets a MemoryError."""
    child.write_text(f"from jazari_assess.sandbox import limit\n{limits}\nbytearray(2**30)\n")

    assert sandbox.run(MODULE, seconds=60).code == code


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells what a process has taken")
def test_room_is_counted_from_what_is_taken_already(child: Path) -> None:
    """The further room bounds less than the address space as a whole does."""
    child.write_text("from jazari_assess.sandbox import limit\nlimit(memory=2**32, more=2**26)\nbytearray(2**28)\n")

    assert sandbox.run(MODULE, seconds=60).code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="processor time is a limit of Unix")
def test_a_child_that_works_too_long_is_ended_by_the_system(child: Path) -> None:
    """A loop without end is ended by a signal after its seconds of processor time."""
    child.write_text("from jazari_assess.sandbox import limit\nlimit(memory=2**32, seconds=1)\nwhile True:\n    pass\n")

    assert sandbox.run(MODULE, seconds=300).code < 0


def test_a_system_that_refuses_a_limit_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """MacOS answers a limit of address space with ``ValueError``: the other limits still hold."""
    import resource

    asked = []

    def refusing(what: int, most: tuple[int, int]) -> None:
        asked.append(what)
        if what == resource.RLIMIT_AS:
            raise ValueError(most)

    monkeypatch.setattr(resource, "setrlimit", refusing)
    sandbox.limit(memory=2**30, seconds=5)

    assert asked == [resource.RLIMIT_AS, resource.RLIMIT_CORE, resource.RLIMIT_CPU]


def test_windows_is_asked_for_a_job_with_a_limit_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """The structure has the size that Windows expects, and the bytes stand where Windows looks for them."""
    given: dict[str, object] = {}

    class Kernel:
        """What of kernel32 is called."""

        class GetCurrentProcess:
            restype = None

            def __new__(cls) -> int:  # type: ignore[misc]
                return -1

        class CreateJobObjectW:
            restype = None

            def __new__(cls, *_: object) -> int:  # type: ignore[misc]
                return 42

        @staticmethod
        def SetInformationJobObject(job: ctypes.c_void_p, kind: int, limits: object, size: int) -> None:  # noqa: N802
            held = limits._obj  # type: ignore[attr-defined]
            given.update(job=job.value, kind=kind, memory=held.process_memory, flags=held.basic.flags, size=size)

        @staticmethod
        def AssignProcessToJobObject(job: ctypes.c_void_p, _: object) -> None:  # noqa: N802
            given["assigned"] = job.value

    monkeypatch.setattr(ctypes, "WinDLL", lambda *_, **__: Kernel, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    sandbox.limit(memory=2**30)

    assert given == {"job": 42, "kind": 9, "memory": 2**30, "flags": 0x100, "size": 144, "assigned": 42}


def test_a_started_child_can_be_ended(child: Path) -> None:
    """A child that is waited for elsewhere says nothing and ends when told."""
    child.write_text("import time; print('loud'); time.sleep(600)")
    with sandbox.start(MODULE) as running:
        running.kill()

    assert running.returncode != 0
    assert isinstance(running, subprocess.Popen)
