"""The estimated duration of an interview, from the lengths of its texts."""

from pathlib import Path

import pytest

from jazari_assess.content import own_root
from jazari_assess.engine.asking import on_path
from jazari_assess.engine.duration import Duration, estimated_duration, reading_speed
from jazari_assess.model.assessment import Assessment, QuestionnaireRef
from jazari_assess.model.library import QuestionnaireContent
from jazari_assess.model.profile import Profile
from jazari_assess.model.questionnaire import (
    ChoiceQuestion,
    LevelQuestion,
    ProfileQuestion,
    Questionnaire,
    QuestionnaireText,
    QuestionText,
    SectionText,
    TextQuestion,
)
from jazari_assess.reading.content.library import read_library

SMALL = Questionnaire(
    schema_="jazari-assess/questionnaire/1",
    id="small",
    version="1.0.0",
    license="CC-BY-4.0",
    source="own words",
    sections={"first": ("firm", "wish"), "second": ("ladder", "fact")},
    questions={
        "firm": ProfileQuestion(kind="profile", field="firm"),
        "wish": TextQuestion(kind="text"),
        "ladder": LevelQuestion(kind="level", options=2),
        "fact": ChoiceQuestion(kind="choice", options={"no": 0.0, "yes": 1.0}, fact=True),
    },
)
WORDS = QuestionnaireText(
    language="en",
    title="Small",
    description="Small.",
    sections={
        "first": SectionText(title="One", introduction="two three"),
        "second": SectionText(title="One", introduction="two three four"),
    },
    questions={
        "firm": QuestionText(short="f", title="one two", help="three"),
        "wish": QuestionText(short="w", title="one", help="two three four"),
        "ladder": QuestionText(short="l", title="one two three", help="four five", options=("six", "seven eight")),
        "fact": QuestionText(short="t", title="one", help="two", options={"no": "three", "yes": "four"}),
    },
)


def test_full_path_by_hand() -> None:
    """Words 3 + 4 of the sections, 3 + 4 + 8 + 4 of the questions; seconds 6 + 60 + 15 + 6."""
    found = estimated_duration(SMALL, WORDS, SMALL.order, express=False)
    assert found == Duration(questions=4, words=26, reading=26 / 238, answering=87 / 60)
    assert found.minutes == pytest.approx(26 / 238 + 1.45)


def test_short_path_by_hand() -> None:
    """The help is not read and the answer is quick: words 4 of the section and 6 of the question, 6 seconds."""
    found = estimated_duration(SMALL, WORDS, ["ladder"], express=True)
    assert found == Duration(questions=1, words=10, reading=10 / 238, answering=0.1)


def test_nothing_left_takes_no_time() -> None:
    """An interview that is finished has no minutes left."""
    assert estimated_duration(SMALL, WORDS, [], express=False).minutes == 0


def test_speeds_follow_the_sources() -> None:
    """238 words a minute in English, and by the IReST ratios 203.6 in French, 144.1 in Arabic, 192.1 elsewhere."""
    speeds = [reading_speed(language) for language in ("en", "fr", "ar", "es")]
    assert speeds == pytest.approx([238, 238 * 195 / 228, 238 * 138 / 228, 238 * 184 / 228])


@pytest.fixture(scope="module")
def main() -> QuestionnaireContent:
    """Return the questionnaire that comes with the program."""
    return read_library([Path(own_root())]).questionnaires["industrie-x0"]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_our_questionnaire_keeps_its_promise(main: QuestionnaireContent, language: str) -> None:
    """The short path stays within 15 minutes and the full one within an hour, in each language."""

    def minutes(*, express: bool) -> float:
        reference = QuestionnaireRef(id="industrie-x0", version=main.structure.version)
        nothing_answered = Assessment(
            schema_="jazari-assess/assessment/1",
            id="a",
            questionnaire=reference,
            profile=Profile(firm="A"),
            express=express,
        )
        names = on_path(main.structure, nothing_answered)
        return estimated_duration(main.structure, main.texts[language], names, express=express).minutes

    assert 10 < minutes(express=True) < 15
    assert 45 < minutes(express=False) < 60
