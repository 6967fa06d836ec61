"""Opening an interview: a file that exists is taken up again, a new one begins with the privacy notice and a name."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jazari_assess.engine.flags import evidence_of, raised
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError, choice_of
from jazari_assess.interview.session.route import Choice, carried
from jazari_assess.interview.session.session import Clock, Session
from jazari_assess.interview.session.store import Read, Store
from jazari_assess.model.assessment import Answer, Assessment, Consent, QuestionnaireRef, Stage
from jazari_assess.model.conditions import questions_in
from jazari_assess.model.library import Library, QuestionnaireContent
from jazari_assess.model.profile import Profile
from jazari_assess.process_lock import ProcessLock
from jazari_assess.reading.assessment.file import read_assessment
from jazari_assess.reading.yaml_json.characters import clean

_NEXT_STAGE: dict[Stage, Stage] = {"T0": "T1", "T1": "T2", "T2": "T2"}
_LONGEST_NAME = 300  # characters, as a field of the profile holds


@dataclass(frozen=True, kw_only=True)
class Request:
    """What was asked for; None and empty leave it to the file, or to the default of a new one."""

    path: Path
    questionnaire: str
    language: str
    date: str
    stage: Stage | None = None
    express: bool = False
    sections: Sequence[str] = ()
    earlier: Path | None = None
    changed_only: bool = False
    firm: str | None = None


@dataclass(frozen=True, kw_only=True)
class NewInterview:
    """An interview whose file does not exist yet; ``firm`` is known when it was asked before, or in an earlier one."""

    request: Request
    content: QuestionnaireContent
    lock: ProcessLock
    clock: Clock
    choice: Choice
    read: Read

    @property
    def firm(self) -> str | None:
        """The firm's name, as the earlier assessment has it, else as it was told."""
        return self.request.firm if self.choice.earlier is None else self.choice.earlier.profile.firm

    def begin(self, firm: str, *, accepted: bool) -> Session:
        """Write the file with the firm's name and what was said to the privacy notice, and return the interview.

        Raises ``ProblemsError`` when the name is empty or too long, or the file cannot be written.
        """
        name = clean(firm).strip()
        if not 0 < len(name) <= _LONGEST_NAME:
            raise ProblemsError([Problem(code="interview-firm-needed")])
        assessment = self._assessment(name, accepted=accepted)
        earlier = None if self.request.earlier is None else str(self.request.earlier.resolve())
        store = Store(self.request.path, assessment, self.lock, read=self.read, earlier=earlier)
        return Session(
            questionnaire=self.content.structure,
            store=store,
            assessment=assessment,
            clock=self.clock,
            choice=self.choice,
        )

    def _assessment(self, firm: str, *, accepted: bool) -> Assessment:
        structure, earlier = self.content.structure, self.choice.earlier
        profile, answers = Profile(firm=firm), dict[str, Answer]()
        if earlier is not None:
            profile, settled = carried(structure, self.choice)
            profile = profile.model_copy(update={"firm": firm})
            answers = settled if self.choice.changed_only else {}
        following: Stage = "T0" if earlier is None else _NEXT_STAGE[earlier.stage]
        return Assessment(
            schema_="jazari-assess/assessment/1",
            id=f"assessment-{secrets.token_hex(8)}",
            questionnaire=QuestionnaireRef(id=structure.id, version=structure.version, sha256=self.content.sha256),
            stage=self.request.stage or following,
            date=self.request.date,
            language=self.request.language,
            sample=earlier is not None and earlier.sample,
            express=self.request.express or (self.choice.changed_only and earlier is not None and earlier.express),
            consent=Consent(accepted=accepted, time=self.clock()),
            profile=profile,
            answers={name: answers[name] for name in structure.order if name in answers},
        )


def open_interview(request: Request, library: Library, lock: ProcessLock, clock: Clock) -> Session | NewInterview:
    """Return the interview of a file that exists, or what begins a new one; ``lock`` is already held.

    Raises ``ProblemsError`` for a file that cannot be read, ``UsageError`` for a questionnaire or section that does
    not exist.
    """
    read = partial(read_assessment, library=library)
    if not request.path.exists():
        content = _questionnaire(request.questionnaire, library)
        choice = _choice(request, content, request.earlier, library)
        return NewInterview(request=request, content=content, lock=lock, clock=clock, choice=choice, read=read)
    assessment = read(request.path)
    content = library.questionnaires[assessment.questionnaire.id]
    given = None if request.earlier is None else str(request.earlier.resolve())
    store = Store(request.path, assessment, lock, read=read, earlier=given)
    remembered = store.journal.history.earlier
    earlier = request.earlier or (Path(remembered) if remembered and Path(remembered).is_file() else None)
    return Session(
        questionnaire=content.structure,
        store=store,
        assessment=assessment,
        clock=clock,
        choice=_choice(request, content, earlier, library),
    )


def _questionnaire(name: str, library: Library) -> QuestionnaireContent:
    if name not in library.questionnaires:
        raise UsageError("interview-questionnaire-unknown", found=name, known=choice_of(name, library.questionnaires))
    return library.questionnaires[name]


def _choice(request: Request, content: QuestionnaireContent, earlier: Path | None, library: Library) -> Choice:
    known = content.structure.sections
    for section in request.sections:
        if section not in known:
            raise UsageError("interview-section-unknown", found=section, known=choice_of(section, known))
    if request.changed_only and earlier is None:
        raise UsageError("interview-nothing-earlier")
    before = None if earlier is None else _earlier(earlier, content, library)
    if before is not None and request.stage is not None and request.stage < _NEXT_STAGE[before.stage]:
        raise UsageError("interview-stage-order", found=request.stage, earlier=before.stage)
    return Choice(
        sections=tuple(request.sections),
        earlier=before,
        changed_only=request.changed_only,
        moved=frozenset() if before is None else _moved(before, content, library),
    )


def _moved(earlier: Assessment, content: QuestionnaireContent, library: Library) -> frozenset[str]:
    """Return the questions whose answer is likely to have moved: of planned actions, and of flags that were up."""
    actions = library.catalogue.structure.actions
    planned = (
        () if earlier.plan is None else (actions[name].indicator for name in earlier.plan.items if name in actions)
    )
    up = raised(content.flags, evidence_of(content.structure, earlier))
    asked = (question for flag in up for question in questions_in(content.flags[flag].when))
    return frozenset((*(name for name in planned if name is not None), *asked))


def _earlier(path: Path, content: QuestionnaireContent, library: Library) -> Assessment:
    earlier = read_assessment(path, library)
    if earlier.questionnaire.id != content.structure.id:
        values = {"found": earlier.questionnaire.id, "expected": content.structure.id}
        raise ProblemsError(
            [Problem(code="assessment-other-questionnaire", place=Place(file=str(path)), values=values)]
        )
    return earlier
