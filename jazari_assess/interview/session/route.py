"""Which questions one interview asks, in which order, and what an answer does to the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from jazari_assess.engine.asking import is_open, on_path, relevant_questions
from jazari_assess.engine.score.gains import raised
from jazari_assess.model.assessment import Answer, Assessment, Given, NotApplicable
from jazari_assess.model.conditions import questions_in
from jazari_assess.model.profile import Profile
from jazari_assess.model.questionnaire import ProfileQuestion, Questionnaire, ValueQuestion

_MAY_CHANGE = ("staff", "turnover", "aims", "respondent-role", "respondent-name")
_OPTIONAL = ("ice", "respondent-name", "aims")
PERSONAL = ("respondent-role", "respondent-name")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What an interview is narrowed to: some sections (all when empty), and what may have changed since ``earlier``."""

    sections: tuple[str, ...] = ()
    earlier: Assessment | None = None
    changed_only: bool = False


@dataclass(frozen=True, kw_only=True)
class Effects:
    """What an answer does to other questions: ``shown`` become relevant, ``hidden`` stop being it.

    ``kept`` are those of the hidden ones that have an answer (it stays in the file, marked and not scored);
    ``returning`` those of the shown ones whose kept answer counts again.
    """

    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    returning: tuple[str, ...] = ()

    @property
    def touches_answers(self) -> bool:
        """Whether an answer that was given stops or starts to count."""
        return bool(self.kept or self.returning)


def route(questionnaire: Questionnaire, assessment: Assessment, choice: Choice) -> tuple[str, ...]:
    """Return the questions to ask this firm, in order; personal ones only after the privacy notice was accepted."""
    inside = {name for section in choice.sections for name in questionnaire.sections[section]}
    consented = assessment.consent is not None and assessment.consent.accepted
    return tuple(
        name
        for name in on_path(questionnaire, assessment)
        if (not choice.sections or name in inside)
        and (consented or not is_personal(questionnaire, name))
        and not (choice.changed_only and is_settled(questionnaire, name, choice.earlier))
    )


def is_personal(questionnaire: Questionnaire, name: str) -> bool:
    """Say whether a question is about the person who answers, not about the firm."""
    question = questionnaire.questions[name]
    return isinstance(question, ProfileQuestion) and question.field in PERSONAL


def is_settled(questionnaire: Questionnaire, name: str, earlier: Assessment | None) -> bool:
    """Say whether an earlier answer stands without asking again.

    It does for what identifies the firm, for a subject the firm lacks, and for an answer that is already the best one;
    never for an answer that was flagged to come back to.
    """
    if earlier is None:
        return False
    question = questionnaire.questions[name]
    if isinstance(question, ProfileQuestion):
        return question.field not in _MAY_CHANGE and not is_open(question, name, earlier)
    answer = earlier.answers.get(name)
    if answer is None or answer.come_back or not isinstance(question, ValueQuestion):
        return False
    match answer:
        case NotApplicable():
            return True
        case Given():
            return raised(question, answer.answer) is None
        case _:
            return False


def carried(questionnaire: Questionnaire, earlier: Assessment) -> tuple[Profile, dict[str, Answer]]:
    """Return the profile and the answers that an interview on changes takes over, with the times they were given at.

    Staff and turnover are asked again; a person's role and name are never carried: the notice is shown anew first.
    """
    emptied = {field.replace("-", "_"): None for field in _MAY_CHANGE}
    profile = Profile.model_validate({**earlier.profile.model_dump(), **emptied})
    settled = {name: answer for name, answer in earlier.answers.items() if is_settled(questionnaire, name, earlier)}
    return profile, settled


def is_optional(questionnaire: Questionnaire, name: str) -> bool:
    """Say whether a question may stay empty without being missed: the ICE, the respondent's name, the aims."""
    question = questionnaire.questions[name]
    return isinstance(question, ProfileQuestion) and question.field in _OPTIONAL


def passed_over(questionnaire: Questionnaire, assessment: Assessment, names: Sequence[str]) -> frozenset[str]:
    """Return the optional questions of ``names`` that are open although a later one has an answer."""
    waiting = [is_open(questionnaire.questions[name], name, assessment) for name in names]
    return frozenset(
        name
        for index, name in enumerate(names)
        if waiting[index] and is_optional(questionnaire, name) and not all(waiting[index:])
    )


def first_open(
    questionnaire: Questionnaire,
    assessment: Assessment,
    names: Sequence[str],
    *,
    after: str | None = None,
    skipped: frozenset[str] = frozenset(),
) -> str | None:
    """Return the next open question of ``names`` after one, going round once, leaving out the skipped ones."""
    start = names.index(after) + 1 if after in names else 0
    turned = (*names[start:], *names[:start])
    return next(
        (name for name in turned if name not in skipped and is_open(questionnaire.questions[name], name, assessment)),
        None,
    )


def deciding(questionnaire: Questionnaire) -> frozenset[str]:
    """Return the questions that a condition looks at: only these can make others relevant or not."""
    conditions = (question.when for question in questionnaire.questions.values())
    return frozenset(name for when in conditions if when is not None for name in questions_in(when))


def effects(questionnaire: Questionnaire, before: Assessment, after: Assessment) -> Effects:
    """Return what becomes relevant and what stops being it between two states of an assessment."""
    old, new = relevant_questions(questionnaire, before), relevant_questions(questionnaire, after)
    shown = tuple(name for name in new if name not in old)
    hidden = tuple(name for name in old if name not in new)
    questions = questionnaire.questions
    return Effects(
        shown=shown,
        hidden=hidden,
        kept=tuple(name for name in hidden if not is_open(questions[name], name, after)),
        returning=tuple(name for name in shown if not is_open(questions[name], name, after)),
    )
