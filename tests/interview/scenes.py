"""What the interview's tests share: a session on a file of its own, a clock that can be set, words of one language."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jazari_assess.app.interview import speeches
from jazari_assess.content import roots
from jazari_assess.interview.bidi import Bidi
from jazari_assess.interview.session.guide import Content, Guide, Ready, Told
from jazari_assess.interview.session.lock import AssessmentLock
from jazari_assess.interview.session.opening import Draft, Request, open_interview
from jazari_assess.interview.session.session import Session
from jazari_assess.model.library import Library
from jazari_assess.reading.content.library import read_library

QUESTIONNAIRE = "industrie-x0"
LANGUAGES = ("fr", "ar", "en")


@cache
def library() -> Library:
    """Return all content, read once a process."""
    return read_library(roots())


@dataclass
class Clock:
    """A clock that ticks a second a look, and can be put back."""

    seconds: int = 0
    looks: list[str] = field(default_factory=list)

    def __call__(self) -> str:
        """Return the next moment."""
        self.seconds += 1
        minute, second = divmod(self.seconds % 3600, 60)
        return f"2026-11-21T10:{minute:02}:{second:02}+01:00"


def request(path: Path, **options: Any) -> Request:  # noqa: ANN401 - the fields of Request
    """Return what ``interview PATH`` asks for."""
    defaults: Mapping[str, Any] = {"questionnaire": QUESTIONNAIRE, "language": "fr", "date": "2026-11-21"}
    return Request(path=path, **{**defaults, **options})


def begun(
    path: Path,
    *,
    firm: str = "Atelier Zitouna",
    accepted: bool = True,
    **options: Any,  # noqa: ANN401 - what ``request`` takes
) -> Session:
    """Open a file, or begin it; the lock is held until the session's store is closed."""
    wanted = request(path, **options)
    lock = AssessmentLock(path, since="2026-11-21T10:00:00+01:00")
    try:
        opened = open_interview(wanted, library(), lock, Clock())
        if isinstance(opened, Draft):
            opened = opened.begin(opened.firm or firm, accepted=accepted)
    except BaseException:
        lock.release()
        raise
    return opened


def content() -> Content:
    """Return the content and words of the questionnaire that comes with the program."""
    model = library().models[QUESTIONNAIRE]
    return Content(
        questionnaire=library().questionnaires[QUESTIONNAIRE],
        model=model,
        speak=speeches(library(), QUESTIONNAIRE, model),
        languages=LANGUAGES,
    )


def no_reports(session: Session, language: str, told: Told) -> Sequence[Path]:
    """Make one report of nothing."""
    path = session.store.path.with_suffix(f".{language}.txt")
    path.write_text("report", encoding="utf-8")
    told(path)
    return [path]


def guide(session: Session, language: str = "fr", bidi: Bidi = "logical") -> Guide:
    """Return what an interface needs to show a session."""
    return Guide(session=session, content=content(), language=language, bidi=bidi, make_reports=no_reports)


def ready(path: Path, **options: Any) -> Ready:  # noqa: ANN401 - the fields of Request
    """Return what the full screen needs to open a file."""
    lock = AssessmentLock(path, since="2026-11-21T10:00:00+01:00")
    opened = open_interview(request(path, **options), library(), lock, Clock())
    return Ready(begun=opened, content=content(), make_reports=no_reports, language="fr", bidi="logical")


def piped(
    environment: Mapping[str, str], *arguments: str | Path, typed: str = ""
) -> "subprocess.CompletedProcess[bytes]":
    """Run the command in a process of its own with these lines on its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "jazari_assess", *map(str, arguments)],
        check=False,
        input=typed.encode(),
        capture_output=True,
        env=environment,
        timeout=120,
    )


PROFILE: Mapping[str, int | float | str] = {
    "firm-region": "fes-meknes",
    "firm-sector": "agri-food",
    "firm-staff": 85,
    "firm-turnover": 62.0,
    "firm-ice": "001234567000089",
    "respondent-role": "Directrice",
    "respondent-name": "Nadia",
}


def with_profile(session: Session) -> Session:
    """Fill the profile, as is done before an interview on the short path."""
    for name, value in PROFILE.items():
        session.answer(name, value)
    return session
