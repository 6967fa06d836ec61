"""The console of Windows: it draws what a terminal is told by escape sequences once it is asked to."""

import sys
from collections.abc import Mapping
from typing import Any

_NO_SCREEN = ("", "dumb", "unknown")
_STANDARD_OUTPUT, _SEQUENCES = -11, 0x0004
"""STD_OUTPUT_HANDLE and ENABLE_VIRTUAL_TERMINAL_PROCESSING (Windows Console API)."""


def is_capable(environment: Mapping[str, str]) -> bool:
    """Say whether a full screen can be drawn: both streams are a terminal that can move its cursor.

    Windows names no terminal; its console can since Windows 10, and says so when it is asked.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    if sys.platform == "win32" and "TERM" not in environment:
        import ctypes

        return draws_sequences(ctypes.windll.kernel32)  # type: ignore[attr-defined,unused-ignore]
    return environment.get("TERM", "dumb") not in _NO_SCREEN


def draws_sequences(kernel: Any) -> bool:  # noqa: ANN401 - a library of the system
    """Ask the console to obey escape sequences and say whether it does, from now until the program ends."""
    import ctypes

    handle, mode = kernel.GetStdHandle(_STANDARD_OUTPUT), ctypes.c_uint32()
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    return bool(mode.value & _SEQUENCES or kernel.SetConsoleMode(handle, mode.value | _SEQUENCES))
