"""Child processes with limits of memory and time: the one place that starts a process for what is not trusted.

The child limits itself first thing (``limit``), its parent holds the clock (``run``, ``start``). Where a system has no
limit of a kind, the others and the clock of the parent guard alone.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a child ended: its exit code (negative: the signal that ended it) and what it wrote to its two outputs."""

    code: int
    output: bytes
    errors: bytes = b""


def run(module: str, arguments: Sequence[str] = (), *, given: bytes = b"", seconds: float) -> Ended:
    """Run a module of ours as a child and wait for its end.

    Raises ``TimeoutError`` when it takes longer than ``seconds``; the child is ended then.
    """
    try:
        ended = subprocess.run(  # noqa: S603 - a module of ours, arguments as a list
            _command(module, arguments), input=given, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(module) from error
    return Ended(code=ended.returncode, output=ended.stdout)


def run_program(command: Sequence[str], *, seconds: float, environment: Mapping[str, str] | None = None) -> Ended:
    """Run a program of the machine that is told nothing on its input, and wait for its end.

    Raises ``TimeoutError`` when it takes longer than ``seconds``: it is ended then, with all that it has started.
    ``OSError`` when it cannot be started.
    """
    with subprocess.Popen(  # noqa: S603 - a program found by us, arguments as a list
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    ) as child:
        try:
            output, errors = child.communicate(timeout=seconds)
        except BaseException as error:
            _end_group(child)
            if isinstance(error, subprocess.TimeoutExpired):
                raise TimeoutError(command[0]) from error
            raise
    return Ended(code=child.returncode, output=output, errors=errors)


def _end_group(child: "subprocess.Popen[bytes]") -> None:
    """End a child with its own children; on Windows those of a browser end with it by themselves."""
    if sys.platform == "win32":
        child.kill()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def start(module: str, arguments: Sequence[str] = ()) -> "subprocess.Popen[bytes]":
    """Start a module of ours that says nothing, may be told something, and is waited for, or ended, by the caller."""
    return subprocess.Popen(  # noqa: S603 - a module of ours, arguments as a list
        _command(module, arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _command(module: str, arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", module, *arguments]


def limit(*, memory: int, seconds: int | None = None, more: int | None = None) -> None:
    """Limit this process: ``memory`` bytes in all, ``seconds`` of processor time, no core dump.

    ``more`` bounds, where the system can tell, what may be taken beyond what is taken already: address space counts
    threads and mapped files, which are not used memory.
    """
    if sys.platform == "win32":
        _limit_windows(memory)
        return
    import resource  # noqa: PLC0415 - absent on Windows

    taken = _taken()
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_DATA: None if more is None or taken is None else min(taken + more, memory),
    }
    for what, most in limits.items():
        if most is not None:
            with contextlib.suppress(ValueError, OSError):  # macOS refuses a limit of address space
                resource.setrlimit(what, (most, most))


def _taken() -> int | None:
    """Return the bytes of writable memory of this process, None where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return None
    found = next((line.split()[1] for line in lines if line.startswith("VmData:")), None)
    return None if found is None else int(found) * 1024


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION (winnt.h)."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION (winnt.h): 144 bytes on 64-bit Windows."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


_PROCESS_MEMORY, _EXTENDED = 0x100, 9
"""JOB_OBJECT_LIMIT_PROCESS_MEMORY and the class JobObjectExtendedLimitInformation (winnt.h)."""


def _limit_windows(memory: int) -> None:
    """Put this process into a job of its own whose processes may commit ``memory`` bytes."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    limits = ExtendedLimits()
    limits.basic.flags, limits.process_memory = _PROCESS_MEMORY, memory
    kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
