"""What a form knows of a firm before it is filled."""

from jazari_assess.forms.interface import Prefilled
from jazari_assess.model.questionnaire import ProfileQuestion, Question


def known_value(question: Question, known: Prefilled | None) -> object:
    """Return what is known already of a line of the profile, None where nothing is."""
    if known is None or not isinstance(question, ProfileQuestion):
        return None
    return getattr(known.profile, question.field.replace("-", "_"))
