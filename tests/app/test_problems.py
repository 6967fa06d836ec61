"""A problem that carries numbers is put into the same words wherever it is told."""

import pytest

from jazari_assess import app
from jazari_assess.app.interview import speeches
from jazari_assess.batch.outputs.rejected import reason
from jazari_assess.errors import Problem
from jazari_assess.reading.content.interface_text import read_interface_text
from tests.interview.scenes import QUESTIONNAIRE, library

BELOW = Problem(code="target-below", values={"node": "production"}, numbers={"found": 12.5, "today": 41.6})


@pytest.mark.parametrize(("language", "numbers"), [("fr", ("12,5", "41,6")), ("en", ("12.5", "41.6"))])
def test_the_interview_and_the_batch_write_its_numbers_as_the_command_line_does(
    language: str, numbers: tuple[str, str]
) -> None:
    """Its numbers stand in the words, as the language writes them."""
    interface = read_interface_text(language)
    speech = speeches(library(), QUESTIONNAIRE, library().models[QUESTIONNAIRE])(language)
    told = app.problem_words(BELOW, interface)
    assert all(number in told[0] for number in numbers)
    assert speech.problem(BELOW) == told
    assert reason(interface, BELOW) == " ".join(told)
