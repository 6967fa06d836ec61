"""What both interfaces are handed: the session, its content, the words of each language, and how reports are made."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jazari_assess.engine.asking import is_open
from jazari_assess.engine.duration import estimated_duration
from jazari_assess.engine.flags import evidence_of, raised
from jazari_assess.engine.score.compiled import variant_for
from jazari_assess.engine.score.evaluate import answered, compiled_for, model_result, used_weights
from jazari_assess.engine.score.tree import NodeView, node_views
from jazari_assess.interview.bidi import Bidi, Layout
from jazari_assess.interview.session.among import Others, among_lines
from jazari_assess.interview.session.journal import Move, Step
from jazari_assess.interview.session.opening import NewInterview
from jazari_assess.interview.session.places import Places, answer_at
from jazari_assess.interview.session.review import Item, review, unproven
from jazari_assess.interview.session.session import Session
from jazari_assess.interview.session.view import QuestionView, Speech, numbered_answer, question_view, step_labels
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.library import ModelContent, QuestionnaireContent
from jazari_assess.model.maturity import Group, Indicator, MaturityModel
from jazari_assess.model.questionnaire import NumberQuestion
from jazari_assess.model.result import ModelResult
from jazari_assess.model.typography import as_typed

Told = Callable[[Path], None]
MakeReports = Callable[[Session, str, Told], Sequence[Path]]

_LONGEST_SAID = 70  # characters: with the question's short title, two lines of the narrowest usual screen
_FEW_DRAWS, _SEED = 2, 1  # the least the engine takes: what is shown while asking has no robustness


@dataclass(frozen=True, kw_only=True)
class Content:
    """The content of one interview, and the words to say it in; ``reference`` is the institute's CNDP reference.

    ``others`` is what the firm is compared with at the end; None where no benchmark is set.
    """

    questionnaire: QuestionnaireContent
    model: ModelContent
    speak: Callable[[str], Speech]
    languages: Sequence[str]
    reference: str = ""
    others: Others | None = None


@dataclass(frozen=True, kw_only=True)
class Ready:
    """Everything an interface needs once the files are read; ``begun`` is a new one while it has no file."""

    begun: Session | NewInterview
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
    """How many questions of ``total`` have an answer, and the minutes that are left.

    Unknown and not applicable are answers.
    """

    answered: int
    total: int
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
    _scored: tuple[Assessment, ModelResult] | None = None
    _standing: tuple[Assessment, Mapping[str, NodeView]] | None = None

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

    @property
    def saved_words(self) -> str:
        """Where everything is."""
        return self.speech.say("plain.saved", path=str(self.session.store.path))

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
        answer = None if name is None else answer_at(self.session.questionnaire, name, step.after)
        if name is None or answer is None or step.kind not in ("answer", "unknown", "not-applicable"):
            return self.speech.say(f"steps.kinds.{step.kind}")
        return self._answer_words(name, step.after)

    def _answer_words(self, name: str, places: Places) -> str:
        answer = answer_at(self.session.questionnaire, name, places)
        said = numbered_answer(self.session.question(name), answer, self.speech, name)
        return said if len(said) <= _LONGEST_SAID else f"{said[:_LONGEST_SAID].rstrip()}…"

    def outside_lines(self) -> tuple[str, ...]:
        """Return what this interview and the file say otherwise, a line a question; raise when it cannot be read."""
        here, there = self.session.changes_outside()
        structure, say = self.session.questionnaire, self.speech.say
        told = [
            (self.title_of(name), *(self._answer_words(name, places) or "-" for places in (here, there)))
            for name in structure.order
        ]
        lines = [say("outside.line", question=title, here=one, there=two) for title, one, two in told if one != two]
        return tuple(lines) or (say("outside.other"),)

    def estimate(self, name: str, language: str | None = None) -> str:
        """Return the note that says a number was picked from the values offered; empty where none are offered."""
        question, speech = self.session.question(name), self._speech_of(language or self.language)
        if not isinstance(question, NumberQuestion) or not question.steps:
            return ""
        unit = speech.questionnaire.questions[name].unit or ""
        labels = " · ".join(step_labels(question, question.steps, speech, unit))
        return as_typed(speech.say("question.estimate", values=labels))

    def estimates(self, name: str) -> frozenset[str]:
        """Return that note in each language the interview may have been held in: an exact answer takes it away."""
        return frozenset(self.estimate(name, language) for language in self.content.languages) - {""}

    # What stands apart from the scores ------------------------------------------------------------------------------

    def flags(self) -> tuple[str, ...]:
        """Return the flags that are up, the most severe first."""
        evidence = evidence_of(self.session.questionnaire, self.session.assessment)
        return raised(self.content.questionnaire.flags, evidence)

    def flag_lines(self, *, with_reasons: bool) -> tuple[str, ...]:
        """Return what is a risk or a duty, a line a flag under a heading; nothing where no flag is up."""
        texts, up = self.speech.questionnaire.flags, self.flags()
        lines = (f"! {texts[name].title}{f'. {texts[name].why}' if with_reasons else ''}" for name in up)
        return (self.speech.say("end.flags", count=str(len(up))), *lines) if up else ()

    def review(self) -> tuple[Item, ...]:
        """Return what to look at again."""
        return review(self.session, self.content.questionnaire.checks)

    def check_lines(self) -> tuple[str, ...]:
        """Return the answers that contradict each other, each with what to ask, under a heading; or nothing."""
        texts = self.speech.questionnaire.checks
        found = [texts[item.check] for item in self.review() if item.check is not None]
        lines = (f"? {text.title}. {text.ask}" for text in found)
        return (self.speech.say("end.checks", count=str(len(found))), *lines) if found else ()

    def reason_words(self, item: Item) -> str:
        """Return why a question is to be looked at again."""
        if item.check is not None:
            return self.speech.questionnaire.checks[item.check].title
        return self.speech.say(f"review.reasons.{item.reason}")

    def review_words(self) -> str:
        """Return how much is to be looked at again, and apart from it how much is unproven."""
        counts = {"count": str(len(self.review())), "unproven": str(len(unproven(self.session)))}
        return self.speech.say("end.review", **counts)

    def asked_again(self) -> str:
        """Return which share of the weight an interview on changes asks again; empty for any other."""
        if not self.session.choice.changed_only:
            return ""
        share = sum(self.weights.get(name, 0.0) for name in self.session.route)
        return self.speech.say("end.asked-again", share=self.speech.figures.percent(share))

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
        left = estimated_duration(structure, self.speech.questionnaire, waiting, express=assessment.express)
        return Progress(answered=len(names) - len(waiting), total=len(names), minutes=left.minutes)

    @property
    def coverage(self) -> str:
        """The share of the weight that has an answer: the same on every screen, and in the report."""
        return self.speech.figures.percent(self.standing()[self.content.model.structure.root].coverage or 0.0)

    def standing(self) -> Mapping[str, NodeView]:
        """Return the score and coverage of every node, as after each answer: without bounds, which take longer."""
        assessment = self.session.assessment
        if self._standing is None or self._standing[0] is not assessment:
            firm = answered(self.session.questionnaire, assessment)
            compiled = compiled_for(self.content.model.structure, firm)
            self._standing = assessment, node_views(compiled, firm.matrix.values, firm.matrix.not_applicable)
        return self._standing[1]

    def sections(self) -> tuple[str, ...]:
        """Return the sections in which this interview asks something."""
        names = set(self.session.route)
        return tuple(name for name, members in self.session.questionnaire.sections.items() if names & set(members))

    def scores(self) -> ModelResult:
        """Return the result of the answers so far, by the same engine as everywhere; once a state of the answers."""
        assessment = self.session.assessment
        if self._scored is None or self._scored[0] is not assessment:
            firm = answered(self.session.questionnaire, assessment)
            compiled = compiled_for(self.content.model.structure, firm)
            self._scored = assessment, model_result(compiled, firm, seed=_SEED, draws=_FEW_DRAWS)
        return self._scored[1]

    def among(self) -> tuple[str, ...]:
        """Return where the firm stands among others, a line a measure; nothing where no benchmark is set."""
        others, profile = self.content.others, self.session.assessment.profile
        return () if others is None else tuple(among_lines(others, profile, self.scores(), self.speech))


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
