"""Which questions one interview asks, in which order, and what an answer does to the others."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from jazari_assess.engine.asking import is_open, on_path, relevant_questions
from jazari_assess.model.assessment import Answer, Assessment, Given, NotApplicable
from jazari_assess.model.conditions import questions_in
from jazari_assess.model.profile import PERSONAL_FIELDS, Profile
from jazari_assess.model.questionnaire import ProfileQuestion, Question, Questionnaire, ValueQuestion

_MAY_CHANGE = ("staff", "turnover", "aims", *PERSONAL_FIELDS)
_OPTIONAL = ("ice", "respondent-name", "aims")
_SAMPLED = 6  # one in six: with what moved, a third of the questions; enough to see whether the rest still holds


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What an interview is narrowed to: some sections (all when empty), and what may have changed since ``earlier``.

    ``moved`` are the questions whose answer is likely to have moved: those of planned actions and of raised flags.
    """

    sections: tuple[str, ...] = ()
    earlier: Assessment | None = None
    changed_only: bool = False
    moved: frozenset[str] = frozenset()


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
        and (consented or not _is_personal(questionnaire.questions[name]))
        and not (choice.changed_only and is_settled(questionnaire, name, choice))
    )


def _is_personal(question: Question) -> bool:
    return isinstance(question, ProfileQuestion) and question.is_personal


def is_settled(questionnaire: Questionnaire, name: str, choice: Choice) -> bool:
    """Say whether an earlier answer stands without asking again.

    Asked again are what is likely to have moved, what was unknown, left open or flagged to come back to, staff,
    turnover, aims and persons, and a sample of the rest.
    """
    question, earlier = questionnaire.questions[name], choice.earlier
    if earlier is None:
        return False
    if isinstance(question, ProfileQuestion):
        return question.field not in _MAY_CHANGE and not is_open(question, name, earlier)
    answer = earlier.answers.get(name)
    return (
        isinstance(answer, Given | NotApplicable)
        and isinstance(question, ValueQuestion)
        and not answer.come_back
        and name not in choice.moved
        and not _is_sampled(name, earlier)
    )


def _is_sampled(name: str, earlier: Assessment) -> bool:
    """Say whether a question is of the sample: drawn by the earlier assessment's id, so the same at each sitting."""
    drawn = hashlib.sha256(f"{earlier.id}/{name}".encode()).digest()[0]
    return drawn % _SAMPLED == 0


def carried(questionnaire: Questionnaire, choice: Choice) -> tuple[Profile, dict[str, Answer]]:
    """Return the profile and the answers that an interview on changes takes over, with the times they were given at.

    Staff, turnover and aims are asked again; a person's role and name are never carried: the notice comes first.
    """
    if choice.earlier is None:
        raise TypeError(choice)
    emptied = {field.replace("-", "_"): None for field in _MAY_CHANGE}
    profile = Profile.model_validate({**choice.earlier.profile.model_dump(), **emptied})
    answers = choice.earlier.answers
    return profile, {name: answer for name, answer in answers.items() if is_settled(questionnaire, name, choice)}


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
