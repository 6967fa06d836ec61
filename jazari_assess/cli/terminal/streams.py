"""Standard output and standard error: always UTF-8, quiet when the reader has gone."""

import errno
import io
import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TextIO

from jazari_assess.errors import Place, Problem, ProblemsError


class ReaderGoneError(Exception):
    """Whoever read our output closed it, as ``| head`` does: no fault, and nothing left to say."""


def use_utf8() -> None:
    """Set the standard streams to UTF-8; a character they cannot carry becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def write_data(text: str) -> None:
    """Write a command's data to standard output, all of it or with an error.

    Raises ``ReaderGoneError`` when the pipe is closed, ``ProblemsError`` when the output cannot be written.
    """
    write_to(sys.stdout, text)


def write_json(value: Mapping[str, Any]) -> None:
    """Write plain values to standard output as JSON: indented, in UTF-8, unrounded, keys as the fields are named."""
    write_data(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def write_paths(paths: Iterable[Path]) -> None:
    """Write the paths of files that a command left to standard output, one a line."""
    write_data("".join(f"{path}\n" for path in paths))


def write_to(stream: TextIO, text: str) -> None:
    """Write and flush ``text``; raise as ``write_data`` does."""
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        silence(stream)
        if isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL):
            raise ReaderGoneError from error
        reason = os.strerror(error.errno or 0)
        raise ProblemsError(
            [Problem(code="output-unwritable", place=Place(file="stdout"), values={"reason": reason})]
        ) from error


def silence(stream: TextIO) -> None:
    """Point a stream that failed at nothing, so that the interpreter's last flush does not fail again."""
    try:
        descriptor = stream.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)
