"""How far an interview is: by count, by weight in the overall score, and by the time that is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.engine.asking import is_open
from jazari_assess.engine.duration import estimated_duration
from jazari_assess.engine.score.evaluate import used_weights
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.maturity import Group, Indicator, MaturityModel
from jazari_assess.model.questionnaire import Questionnaire, QuestionnaireText


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How many questions of ``total`` have an answer, which share of the weight that is (0..1), minutes that are left.

    Where no question counts in the score, the share is that of the count.
    """

    answered: int
    total: int
    weight: float
    minutes: float


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


def progress(
    questionnaire: Questionnaire,
    assessment: Assessment,
    names: Sequence[str],
    weights: Mapping[str, float],
    text: QuestionnaireText,
) -> Progress:
    """Return how far ``names`` are answered; unknown and not applicable are answers.

    The minutes left are estimated from the words of ``text``.
    """
    waiting = [name for name in names if is_open(questionnaire.questions[name], name, assessment)]
    total = sum(weights.get(name, 0.0) for name in names)
    left = sum(weights.get(name, 0.0) for name in waiting)
    by_count = (len(names) - len(waiting)) / len(names) if names else 1.0
    return Progress(
        answered=len(names) - len(waiting),
        total=len(names),
        weight=1 - left / total if total > 0 else by_count,
        minutes=estimated_duration(questionnaire, text, waiting, express=assessment.express).minutes,
    )
