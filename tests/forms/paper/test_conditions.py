"""Each kind of condition is a sentence that a person with a pen can follow, in every language."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import TypeAdapter

from jazari_assess.forms.paper.conditions import Named, only_if
from jazari_assess.forms.words import form_words
from jazari_assess.model.conditions import CONDITION_KEYS, Condition
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    QuestionText,
    YesPartlyNoQuestion,
)
from jazari_assess.reading.content.interface_text import read_interface_text
from jazari_assess.render.page.wording import Wording
from tests.forms.orders import LANGUAGES

TEXT = QuestionText(short="Ventes", title="?", options={"shop": "Une boutique", "none": "Rien"})
NAMED: Mapping[str, Named] = {
    "level": Named(question=LevelQuestion(kind="level", options=5), text=TEXT, number="3"),
    "choice": Named(question=ChoiceQuestion(kind="choice", options={"shop": 1, "none": 0}), text=TEXT, number="4"),
    "list": Named(
        question=ChecklistQuestion(kind="checklist", options={"shop": 1, "none": 0}, none="none"), text=TEXT, number="5"
    ),
    "number": Named(
        question=NumberQuestion(kind="number", minimum=0, maximum=9, map_=((0, 0), (9, 1))), text=TEXT, number="6"
    ),
    "agreed": Named(question=YesPartlyNoQuestion(kind="yes-partly-no"), text=TEXT, number="7"),
    "elsewhere": Named(
        question=NumberQuestion(kind="number", minimum=0, maximum=9, map_=((0, 0), (9, 1))), text=TEXT, number=None
    ),
}
SAID: tuple[tuple[dict[str, Any], str], ...] = (
    ({"question": "level", "is": 2}, "la réponse à la question 3 est 3"),
    ({"question": "choice", "is": "shop"}, "la réponse à la question 4 est « Une boutique »"),
    ({"question": "list", "is": "shop"}, "« Une boutique » est coché à la question 5"),
    ({"question": "agreed", "is": "partly"}, "la réponse à la question 7 est « En partie »"),
    ({"question": "level", "in": [0, 1]}, "la réponse à la question 3 est 1 ou la réponse à la question 3 est 2"),
    ({"question": "level", "at-least": 2}, "la réponse à la question 3 est 3 ou un numéro plus grand"),
    ({"question": "list", "at-least": 2}, "au moins 2 réponses sont cochées à la question 5"),
    ({"question": "number", "at-least": 1.5}, "la réponse à la question 6 est d’au moins 1,5"),
    ({"question": "elsewhere", "at-least": 1}, "la réponse à la question « Ventes » est d’au moins 1"),
    ({"question": "number", "answered": True}, "la question 6 a une réponse"),
    ({"question": "number", "answered": False}, "la question 6 n’a pas de réponse"),
    ({"question": "number", "state": "unknown"}, "k est coché à la question 6"),
    ({"compare": {"question": "number", "greater-than": "elsewhere"}},
     "le nombre donné à la question 6 dépasse celui donné à la question « Ventes »"),
    ({"sector": ["automotive", "crafts"]}, "le secteur est : Automobile, Artisanat"),
    ({"size": ["micro"]}, "l’entreprise est de cette taille : Très petite entreprise (moins de 10 personnes)"),
    ({"staff-at-least": 20}, "l’entreprise compte au moins 20 personnes"),
    ({"not": {"question": "number", "answered": True}}, "ceci n’est pas vrai : la question 6 a une réponse"),
    ({"all": [{"question": "level", "is": 0},
              {"any": [{"question": "number", "answered": True}, {"sector": ["crafts"]}]}]},
     "la réponse à la question 3 est 1 et (la question 6 a une réponse ou le secteur est : Artisanat)"),
)  # fmt: skip


def said(condition: dict[str, Any], language: str) -> str:
    """Return the sentence of a condition, its no-break spaces as spaces."""
    words, shared = Wording(words=form_words("paper", language)), read_interface_text(language)
    told = only_if(TypeAdapter(Condition).validate_json(json.dumps(condition)), NAMED, words, shared)
    return told.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(("condition", "words"), SAID, ids=[str(number) for number in range(len(SAID))])
def test_a_condition_in_french(condition: dict[str, Any], words: str) -> None:
    """The sentence names the question by its number on the sheet, options by their words or printed numbers."""
    assert said(condition, "fr") == f"À remplir seulement si {words}."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_said_in_every_language(language: str) -> None:
    """No kind of condition is left out, and no two of these conditions read the same."""
    kinds = {key for condition, _ in SAID for key in CONDITION_KEYS if f"'{key}'" in str(condition)}
    assert kinds == set(CONDITION_KEYS)
    assert len({said(condition, language) for condition, _ in SAID}) == len(SAID)
