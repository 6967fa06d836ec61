"""The one error tree.

::

    JazariError
    ├── ProblemsError      the input or the content is wrong: every problem found, at once   exit 1
    └── UsageError         the command line asks for something that cannot be                exit 2

Everything else that reaches the top is a bug (exit 70). Problems carry a code and values; their words stand in
``jazari_assess/text/<lang>.yaml`` under ``problems.<code>`` and are put together only when they are shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

_MOST_TOLD = 9
"""Names that a message offers: as many as are read at a glance."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a problem is: a file, then a line and column (from 1), or a sheet and cell."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing that is wrong, for a person to mend.

    ``code`` names the message; ``values`` fills it (what was found, what was expected), and so do ``numbers``, written
    as the reader's language does, of what a command has computed and refuses; ``path`` is the key path inside the file,
    such as ``questions.maintenance.kind``.
    """

    code: str
    place: Place = field(default_factory=Place)
    path: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)


_HELD_BY_ANOTHER = frozenset({32, 33})
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows (winerror.h), which Python calls a missing permission."""


def is_held(error: OSError) -> bool:
    """Say whether a system refused because another program has the file open, not because of rights."""
    return getattr(error, "winerror", None) in _HELD_BY_ANOTHER


class JazariError(Exception):
    """What this program raises on purpose."""

    exit_code = 1


class ProblemsError(JazariError):
    """The input or the content is wrong; carries every problem found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Hold the problems, which are never empty."""
        super().__init__("; ".join(f"{problem.code} {problem.path}".strip() for problem in problems))
        self.problems = tuple(problems)


class UsageError(JazariError):
    """The command line asks for something that cannot be."""

    exit_code = 2

    def __init__(self, code: str, **values: str) -> None:
        """Hold the message code and the values that fill it."""
        super().__init__(code)
        self.problem = Problem(code=code, values=values)


def choice_of(found: str, known: Iterable[str]) -> str:
    """Return the names that a message offers: all of a few, of many those most like what was found."""
    names = [*known]
    if len(names) <= _MOST_TOLD:
        return ", ".join(names)
    return ", ".join((*get_close_matches(found, names, n=_MOST_TOLD, cutoff=0.0), "…"))
