"""Carrying an assessment over to another version of its questionnaire, without losing a word."""

from dataclasses import dataclass
from typing import Literal

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.assessment import Answer, Assessment, NotCarried, QuestionnaireRef
from jazari_assess.model.library import QuestionnaireContent
from jazari_assess.model.questionnaire import ProfileQuestion, Questionnaire
from jazari_assess.reading.assessment.answers import accepts

ChangeKind = Literal["carried", "restored", "question-gone", "answer-gone", "without-answer"]


@dataclass(frozen=True, kw_only=True)
class Change:
    """What a migration did with one question.

    ``carried``: its answer goes on; ``restored``: an answer kept aside by an earlier migration has a place again;
    ``question-gone`` and ``answer-gone``: the answer is kept aside; ``without-answer``: the new version asks it and the
    assessment does not say.
    """

    question: str
    kind: ChangeKind


@dataclass(frozen=True, kw_only=True)
class Migration:
    """An assessment for the present version of its questionnaire, and what became of every question."""

    assessment: Assessment
    from_version: str
    to_version: str
    changes: tuple[Change, ...]


def migrate(assessment: Assessment, questionnaire: QuestionnaireContent) -> Migration:
    """Return the assessment for this version of its questionnaire.

    An answer that the questionnaire cannot hold is kept in ``not_carried`` with the reason. Raises ``ProblemsError``
    when the assessment is of another questionnaire.
    """
    structure = questionnaire.structure
    reference = assessment.questionnaire
    if reference.id != structure.id:
        values = {"found": reference.id, "expected": structure.id}
        raise ProblemsError([Problem(code="assessment-other-questionnaire", path="questionnaire.id", values=values)])
    answers, aside, changes = _sorted_out(assessment, structure)
    asked = (name for name in structure.order if not isinstance(structure.questions[name], ProfileQuestion))
    changes += [Change(question=name, kind="without-answer") for name in asked if name not in answers]
    return Migration(
        assessment=assessment.model_copy(
            update={
                "questionnaire": QuestionnaireRef(
                    id=structure.id, version=structure.version, sha256=questionnaire.sha256
                ),
                "answers": answers,
                "not_carried": tuple(aside),
            }
        ),
        from_version=reference.version,
        to_version=structure.version,
        changes=tuple(changes),
    )


def _sorted_out(
    assessment: Assessment, structure: Questionnaire
) -> tuple[dict[str, Answer], list[NotCarried], list[Change]]:
    answers: dict[str, Answer] = {}
    aside: list[NotCarried] = []
    changes: list[Change] = []
    for name, answer in assessment.answers.items():
        reason = _why_not(structure, name, answer)
        changes.append(Change(question=name, kind=reason or "carried"))
        if reason is None:
            answers[name] = answer
        else:
            version = assessment.questionnaire.version
            aside.append(NotCarried(question=name, version=version, answer=answer, reason=reason))
    kept = []
    for earlier in assessment.not_carried:
        name = earlier.question
        if name not in assessment.answers and name not in answers and _why_not(structure, name, earlier.answer) is None:
            answers[name] = earlier.answer
            changes.append(Change(question=name, kind="restored"))
        else:
            kept.append(earlier)
    return answers, kept + aside, changes


def _why_not(structure: Questionnaire, name: str, answer: Answer) -> Literal["question-gone", "answer-gone"] | None:
    question = structure.questions.get(name)
    if question is None:
        return "question-gone"
    return None if accepts(question, answer) else "answer-gone"
