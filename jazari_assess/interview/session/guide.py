"""What both interfaces are handed: the session, its content, the words of each language, and how reports are made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from jazari_assess.engine.score.compiled import variant_for
from jazari_assess.interview.bidi import Bidi, Direction, Layout
from jazari_assess.interview.session.live import dimensions, live_result
from jazari_assess.interview.session.opening import Draft
from jazari_assess.interview.session.progress import Progress, progress, question_weights
from jazari_assess.interview.session.session import Session
from jazari_assess.interview.session.view import QuestionView, Speech, question_view, step_labels
from jazari_assess.model.library import ModelContent, QuestionnaireContent
from jazari_assess.model.questionnaire import NumberQuestion
from jazari_assess.model.result import ModelResult

Told = Callable[[Path], None]
MakeReports = Callable[[Session, str, Told], Sequence[Path]]


@dataclass(frozen=True, kw_only=True)
class Content:
    """The content of one interview, and the words to say it in; ``reference`` is the institute's CNDP reference."""

    questionnaire: QuestionnaireContent
    model: ModelContent
    speak: Callable[[str], Speech]
    languages: Sequence[str]
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class Ready:
    """Everything an interface needs once the files are read; ``begun`` is a draft while the file does not exist."""

    begun: Session | Draft
    content: Content
    make_reports: MakeReports
    language: str
    bidi: Bidi

    @property
    def layout(self) -> Layout:
        """How text of the language it begins in is put on this terminal."""
        return Layout(direction=self.content.speak(self.language).interface.direction, bidi=self.bidi)

    def guide(self, session: Session) -> "Guide":
        """Return what an interface needs to show a session."""
        return Guide(
            session=session,
            content=self.content,
            language=self.language,
            bidi=self.bidi,
            make_reports=self.make_reports,
        )


@dataclass
class Guide:
    """One interview in the language it is held in now."""

    session: Session
    content: Content
    language: str
    bidi: Bidi
    make_reports: MakeReports
    report_count: int | None = None
    _speeches: dict[str, Speech] = field(default_factory=dict)

    @property
    def speech(self) -> Speech:
        """The words of the present language, read once a language."""
        return self._speech_of(self.language)

    def _speech_of(self, language: str) -> Speech:
        if language not in self._speeches:
            self._speeches[language] = self.content.speak(language)
        return self._speeches[language]

    @property
    def layout(self) -> Layout:
        """How text of the present language is put on this terminal."""
        return Layout(direction=self.speech.interface.direction, bidi=self.bidi)

    @property
    def direction(self) -> Direction:
        """Where the present language is read from."""
        return self.speech.interface.direction

    def next_language(self) -> str:
        """Speak the next language of the questionnaire and return it."""
        known = tuple(self.content.languages)
        self.language = known[(known.index(self.language) + 1) % len(known)]
        return self.language

    def view(self, name: str) -> QuestionView:
        """Return a question in words."""
        return question_view(self.session, name, self.speech)

    def estimate(self, name: str, speech: Speech) -> str:
        """Return the note that says a number was picked from the values offered; empty where none are offered."""
        question = self.session.question(name)
        if not isinstance(question, NumberQuestion) or not question.steps:
            return ""
        unit = speech.questionnaire.questions[name].unit or ""
        return speech.say("question.estimate", values=" · ".join(step_labels(question, question.steps, speech, unit)))

    def estimates(self, name: str) -> frozenset[str]:
        """Return that note in each language the interview may have been held in: an exact answer takes it away."""
        question = self.session.question(name)
        if not isinstance(question, NumberQuestion) or not question.steps:
            return frozenset()
        return frozenset(self.estimate(name, self._speech_of(language)) for language in self.content.languages)

    def title_of(self, name: str) -> str:
        """Return the short title of a question."""
        return self.speech.questionnaire.questions[name].short

    @cached_property
    def _weights(self) -> dict[str, Mapping[str, float]]:
        return {}

    @property
    def weights(self) -> Mapping[str, float]:
        """The share of each question in the overall score, for this firm's sector and size."""
        profile, model = self.session.assessment.profile, self.content.model.structure
        variant = variant_for(model, profile.sector, profile.size)
        key = "" if variant is None else variant.id
        if key not in self._weights:
            self._weights[key] = question_weights(model, key or None)
        return self._weights[key]

    def progress(self, section: str | None = None) -> Progress:
        """Return how far the interview is, or one section of it."""
        names = self.session.route
        if section is not None:
            members = self.session.questionnaire.sections[section]
            names = tuple(name for name in names if name in members)
        text = self.speech.questionnaire
        return progress(self.session.questionnaire, self.session.assessment, names, self.weights, text)

    def sections(self) -> tuple[str, ...]:
        """Return the sections in which this interview asks something."""
        names = set(self.session.route)
        return tuple(name for name, members in self.session.questionnaire.sections.items() if names & set(members))

    def scores(self) -> ModelResult:
        """Return the scores of the answers so far."""
        return live_result(self.session.questionnaire, self.content.model, self.session.assessment)

    def dimensions(self) -> tuple[str, ...]:
        """Return the dimensions that are scored."""
        return dimensions(self.content.model)
