"""An assessment as places that one step may change: what a journal keeps, and what undo puts back.

A place is a dotted key, ``answers.<question>``, ``profile.<field>``, ``consent``, ``express`` or ``language``; its
value is plain JSON, None where there is nothing.
"""

import json
from collections.abc import Mapping
from typing import TypeAlias

from pydantic import TypeAdapter

from jazari_assess.model.assessment import Answer, Assessment, Consent, Given
from jazari_assess.model.profile import Profile
from jazari_assess.model.questionnaire import ProfileQuestion, Questionnaire
from jazari_assess.model.strict import kebab

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Places: TypeAlias = Mapping[str, Json]

ANSWERS, PROFILE = "answers.", "profile."

_ANSWER: TypeAdapter[Answer] = TypeAdapter(Answer)
_FIELDS = {kebab(name): name for name in Profile.model_fields}


def places_of(assessment: Assessment) -> dict[str, Json]:
    """Return every place of an assessment that holds something."""
    found: dict[str, Json] = {"express": assessment.express}
    if assessment.language is not None:
        found["language"] = assessment.language
    if assessment.consent is not None:
        found["consent"] = assessment.consent.model_dump(mode="json", by_alias=True)
    profile = assessment.profile.model_dump(mode="json", by_alias=True, exclude_none=True)
    found |= {f"{PROFILE}{field}": value for field, value in profile.items()}
    found |= {f"{ANSWERS}{name}": answer_place(answer) for name, answer in assessment.answers.items()}
    return found


def answer_place(answer: Answer | None) -> Json:
    """Return an answer as a place holds it."""
    if answer is None:
        return None
    dumped: Json = answer.model_dump(mode="json", by_alias=True, exclude_none=True)
    return dumped


def answer_of(place: Json) -> Answer | None:
    """Return the answer that a place holds."""
    return None if place is None else _ANSWER.validate_json(json.dumps(place))


def answer_in(questionnaire: Questionnaire, assessment: Assessment, name: str) -> Answer | None:
    """Return what an assessment says of a question, a field of its profile as a given answer."""
    question = questionnaire.questions[name]
    if not isinstance(question, ProfileQuestion):
        return assessment.answers.get(name)
    value = getattr(assessment.profile, question.field.replace("-", "_"))
    return None if value is None else Given(answer=value)


def answer_at(questionnaire: Questionnaire, name: str, places: Places) -> Answer | None:
    """Return the answer to a question among some places, a field of the profile as a given answer."""
    question = questionnaire.questions.get(name)
    if isinstance(question, ProfileQuestion):
        value = places.get(f"{PROFILE}{question.field}")
        found = tuple(map(str, value)) if isinstance(value, list) else value
        return None if found is None or isinstance(found, dict) else Given(answer=found)
    return answer_of(places.get(f"{ANSWERS}{name}"))


def with_places(assessment: Assessment, changed: Places) -> Assessment:
    """Return the assessment with some places replaced; None empties a place.

    Raises ``pydantic.ValidationError`` when a place is given what it cannot hold.
    """
    update: dict[str, object] = {}
    answers = dict(assessment.answers)
    profile = assessment.profile.model_dump(by_alias=False)
    for place, value in changed.items():
        if place.startswith(ANSWERS):
            name = place.removeprefix(ANSWERS)
            answers.pop(name, None)
            answer = answer_of(value)
            if answer is not None:
                answers[name] = answer
        elif place.startswith(PROFILE):
            profile[_FIELDS[place.removeprefix(PROFILE)]] = tuple(value) if isinstance(value, list) else value
        elif place == "consent":
            update[place] = None if value is None else Consent.model_validate_json(json.dumps(value))
        else:
            update[place] = value
    update["answers"] = answers
    update["profile"] = Profile.model_validate(profile)
    return assessment.model_copy(update=update)


def difference(before: Places, after: Places) -> tuple[dict[str, Json], dict[str, Json]]:
    """Return the places in which two states differ: as they were, and as they are."""
    changed = [place for place in {**before, **after} if before.get(place) != after.get(place)]
    return {place: before.get(place) for place in changed}, {place: after.get(place) for place in changed}
