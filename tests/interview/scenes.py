"""What the interview's tests share: a session on a file of its own, a clock that can be set, words of one language."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from jazari_assess.app.interview import speeches
from jazari_assess.interview.bidi import Bidi
from jazari_assess.interview.session.guide import Content, Guide, Ready, Told
from jazari_assess.interview.session.opening import NewInterview, Request, open_interview
from jazari_assess.interview.session.session import Session
from jazari_assess.model.assessment import GivenValue
from jazari_assess.model.library import Library
from jazari_assess.process_lock import ProcessLock
from jazari_assess.reading.content.folders import folders_of
from jazari_assess.reading.content.library import read_folders
from tests.conftest import ROOT

# An edition of our questionnaire that never changes, and a small questionnaire of these tests' own: what an interview
# does, and what its screens look like, does not depend on what a question of ours says today.
CONTENT = (ROOT / "tests/content/edition-1.0.0", ROOT / "tests/interview/content")
QUESTIONNAIRE, SMALL = "industrie-x0", "small-workshop"
LANGUAGES = ("fr", "ar", "en")


@cache
def library() -> Library:
    """Return the content of these tests, read once a process, as an interview reads it: without a catalogue."""
    found, problems = read_folders(replace(folders_of(CONTENT), catalogues=()), None)
    assert found is not None, problems
    return found


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
    lock = ProcessLock(path, since="2026-11-21T10:00:00+01:00")
    try:
        opened = open_interview(wanted, library(), lock, Clock())
        if isinstance(opened, NewInterview):
            opened = opened.begin(opened.firm or firm, accepted=accepted)
    except BaseException:
        lock.release()
        raise
    return opened


def content(name: str = QUESTIONNAIRE) -> Content:
    """Return a questionnaire, the model of the same name, and their words."""
    model = library().models[name]
    return Content(
        questionnaire=library().questionnaires[name],
        model=model,
        speak=speeches(library(), name, model),
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
    own = content(session.questionnaire.id)
    return Guide(session=session, content=own, language=language, bidi=bidi, make_reports=no_reports)


def ready(path: Path, **options: Any) -> Ready:  # noqa: ANN401 - the fields of Request
    """Return what the full screen needs to open a file."""
    lock = ProcessLock(path, since="2026-11-21T10:00:00+01:00")
    opened = open_interview(request(path, **options), library(), lock, Clock())
    own = content((opened.content.structure if isinstance(opened, NewInterview) else opened.questionnaire).id)
    return Ready(begun=opened, content=own, make_reports=no_reports, language="fr", bidi="logical")


def of_these_tests(arguments: Sequence[str | Path]) -> list[str]:
    """Return a command line that knows the small questionnaire too."""
    return [f"--content={CONTENT[-1]}", *map(str, arguments)]


def piped(
    environment: Mapping[str, str], *arguments: str | Path, typed: str = ""
) -> "subprocess.CompletedProcess[bytes]":
    """Run the command in a process of its own, with these lines on its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "jazari_assess", *of_these_tests(arguments)],
        check=False,
        input=typed.encode(),
        capture_output=True,
        env=environment,
        timeout=120,
    )


PROFILE: Mapping[str, GivenValue] = {
    "firm-region": "fes-meknes",
    "firm-sector": "agri-food",
    "firm-staff": 85,
    "firm-turnover": 62.0,
    "firm-ice": "001234567000089",
    "respondent-role": "Directrice",
    "respondent-name": "Nadia",
    "business-aims": ("deliver-on-time", "win-customers"),
}


def with_profile(session: Session) -> Session:
    """Fill the profile, as is done before an interview on the short path."""
    for name, value in PROFILE.items():
        if name in session.route:
            session.answer(name, value)
    return session
