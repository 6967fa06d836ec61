"""What both interfaces are handed: the session, its content, the words of each language, and how reports are made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jazari_assess.engine.asking import is_open
from jazari_assess.engine.duration import estimated_duration
from jazari_assess.engine.score.compiled import variant_for
from jazari_assess.engine.score.evaluate import answered, compiled_for, model_result, used_weights
from jazari_assess.interview.bidi import Bidi, Layout
from jazari_assess.interview.session.journal import Move, Step
from jazari_assess.interview.session.opening import Draft
from jazari_assess.interview.session.session import Session, answer_after
from jazari_assess.interview.session.view import QuestionView, Speech, numbered_answer, question_view, step_labels
from jazari_assess.model.library import ModelContent, QuestionnaireContent
from jazari_assess.model.maturity import Group, Indicator, MaturityModel
from jazari_assess.model.questionnaire import NumberQuestion
from jazari_assess.model.result import ModelResult

Told = Callable[[Path], None]
MakeReports = Callable[[Session, str, Told], Sequence[Path]]

_LONGEST_SAID = 70  # characters: with the question's short title, two lines of the narrowest usual screen
_FEW_DRAWS, _SEED = 2, 1  # the least the engine takes: what is shown while asking has no robustness


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


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How many questions of ``total`` have an answer, which share of the weight that is (0..1), minutes that are left.

    Unknown and not applicable are answers. Where no question counts in the score, the share is that of the count.
    """

    answered: int
    total: int
    weight: float
    minutes: float


@dataclass
class Guide:
    """One interview in the language it is held in now."""

    session: Session
    content: Content
    language: str
    bidi: Bidi
    make_reports: MakeReports
    _speeches: dict[str, Speech] = field(default_factory=dict)
    _weights: dict[str | None, Mapping[str, float]] = field(default_factory=dict)

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

    def next_language(self) -> str:
        """Speak the next language of the questionnaire and return it."""
        known = tuple(self.content.languages)
        self.language = known[(known.index(self.language) + 1) % len(known)]
        return self.language

    # Words ---------------------------------------------------------------------------------------------------------

    def view(self, name: str) -> QuestionView:
        """Return a question in words."""
        return question_view(self.session, name, self.speech)

    def title_of(self, name: str) -> str:
        """Return the short title of a question."""
        return self.speech.questionnaire.questions[name].short

    def section_title(self, name: str) -> str:
        """Return the title of the section that a question is in."""
        return self.speech.questionnaire.sections[self.session.questionnaire.section_of(name)].title

    def step_words(self, move: Move, step: Step | None) -> str:
        """Return what was just recorded, undone or redone, in words; or that there was nothing left to do."""
        say, known = self.speech.say, self.speech.questionnaire.questions
        if step is None:
            return say(f"steps.nothing-to-{move}")
        about = (
            known[step.question].short if step.question is not None and step.question in known else say("steps.file")
        )
        return say(f"steps.{move}", change=self._change_words(step), question=about)

    def _change_words(self, step: Step) -> str:
        """Return what a step changed: the answer it gave, else its kind; one line, cut where it is long."""
        name = step.question
        answer = None if name is None else answer_after(self.session.questionnaire, name, step.after)
        if name is None or answer is None or step.kind not in ("answer", "unknown", "not-applicable"):
            return self.speech.say(f"steps.kinds.{step.kind}")
        said = numbered_answer(self.session.question(name), answer, self.speech, name)
        return said if len(said) <= _LONGEST_SAID else f"{said[:_LONGEST_SAID].rstrip()}…"

    def estimate(self, name: str, language: str | None = None) -> str:
        """Return the note that says a number was picked from the values offered; empty where none are offered."""
        question, speech = self.session.question(name), self._speech_of(language or self.language)
        if not isinstance(question, NumberQuestion) or not question.steps:
            return ""
        unit = speech.questionnaire.questions[name].unit or ""
        return speech.say("question.estimate", values=" · ".join(step_labels(question, question.steps, speech, unit)))

    def estimates(self, name: str) -> frozenset[str]:
        """Return that note in each language the interview may have been held in: an exact answer takes it away."""
        return frozenset(self.estimate(name, language) for language in self.content.languages) - {""}

    # Figures -------------------------------------------------------------------------------------------------------

    @property
    def weights(self) -> Mapping[str, float]:
        """The share of each question in the overall score, for this firm's sector and size."""
        profile, model = self.session.assessment.profile, self.content.model.structure
        variant = variant_for(model, profile.sector, profile.size)
        key = None if variant is None else variant.id
        if key not in self._weights:
            self._weights[key] = question_weights(model, key)
        return self._weights[key]

    def progress(self, section: str | None = None) -> Progress:
        """Return how far the interview is, or one section of it; the minutes are estimated from the words."""
        structure, assessment = self.session.questionnaire, self.session.assessment
        members = None if section is None else structure.sections[section]
        names = [name for name in self.session.route if members is None or name in members]
        waiting = [name for name in names if is_open(structure.questions[name], name, assessment)]
        total, left = (sum(self.weights.get(name, 0.0) for name in some) for some in (names, waiting))
        text, done = self.speech.questionnaire, len(names) - len(waiting)
        by_count = done / len(names) if names else 1.0
        return Progress(
            answered=done,
            total=len(names),
            weight=1 - left / total if total > 0 else by_count,
            minutes=estimated_duration(structure, text, waiting, express=assessment.express).minutes,
        )

    def sections(self) -> tuple[str, ...]:
        """Return the sections in which this interview asks something."""
        names = set(self.session.route)
        return tuple(name for name, members in self.session.questionnaire.sections.items() if names & set(members))

    def scores(self) -> ModelResult:
        """Return the scores of the answers so far, by the same engine as everywhere."""
        firm = answered(self.session.questionnaire, self.session.assessment)
        return model_result(compiled_for(self.content.model.structure, firm), firm, seed=_SEED, draws=_FEW_DRAWS)

    def dimensions(self) -> tuple[str, ...]:
        """Return the dimensions that are scored: the children of the model's root."""
        structure = self.content.model.structure
        root = structure.nodes[structure.root]
        return root.children if isinstance(root, Group) else ()


def question_weights(model: MaturityModel, variant: str | None) -> Mapping[str, float]:
    """Return the share of each question in the overall score when everything is answered: the weights down the tree."""
    shares: dict[str, float] = {}
    weights = used_weights(model, variant)

    def walk(name: str, share: float) -> None:
        match model.nodes.get(name):
            case Group() as group:
                for child in group.children:
                    walk(child, share * weights[name][child])
            case Indicator(question=question):
                shares[question] = shares.get(question, 0.0) + share
            case None:
                shares[name] = shares.get(name, 0.0) + share
            case _:
                pass

    walk(model.root, 1.0)
    return shares
