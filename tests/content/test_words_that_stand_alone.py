"""Texts that a report shows apart from what they stand under in a form: how they begin."""

from collections.abc import Mapping, Sequence

import pytest

from jazari_assess.reading.content.interface_text import read_report_text
from tests.engine.content import library
from tests.render.small_report import LANGUAGES, TEMPLATE

QUESTIONNAIRE = MODEL = "industrie-x0"


def adds_by_question(language: str) -> Mapping[str, Sequence[bool]]:
    """Return, for each question with options, which of them add to those before them."""
    adds = read_report_text([TEMPLATE], language).say("answer.adds")
    words = library().questionnaires[QUESTIONNAIRE].texts[language].questions
    options = {name: found.options for name, found in words.items() if found.options is not None}
    return {
        name: [text.startswith(adds) for text in (own.values() if isinstance(own, Mapping) else own)]
        for name, own in options.items()
    }


def test_options_add_to_others_alike_in_every_language() -> None:
    """The words that a report leaves out stand before the same options, many of them and never the first."""
    french, *others = (adds_by_question(language) for language in LANGUAGES)
    assert all(other == french for other in others)
    assert sum(map(sum, french.values())) > 50
    assert not any(options[0] for options in french.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_usual_at_a_level_does_not_repeat_its_label(language: str) -> None:
    """The report puts "at this level" before each of these texts."""
    label = read_report_text([TEMPLATE], language).say("dimension.typically").rstrip(" \u00a0:")
    nodes = library().models[MODEL].texts[language].nodes
    told = [text for node in nodes.values() for text in node.levels.values()]
    assert len(told) > 40
    assert [text for text in told if label.casefold() in text.casefold()] == []
