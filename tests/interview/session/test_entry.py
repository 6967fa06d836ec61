"""What people type is understood as they mean it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jazari_assess.errors import ProblemsError
from jazari_assess.interview.session.entry import (
    folded,
    matching,
    read_checklist,
    read_choice,
    read_entry,
    read_ice,
    read_number,
    western_digits,
)
from jazari_assess.model.questionnaire import ChecklistQuestion
from tests.interview.scenes import LANGUAGES, QUESTIONNAIRE, library

QUESTIONS = library().questionnaires[QUESTIONNAIRE].structure.questions


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("35", 35),
        (" 35 ", 35),
        ("3.0", 3),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("35 %", 35),
        ("٣٥", 35),
        ("۳۵", 35),
        ("３５", 35),
        ("١٢٫٥", 12.5),
        ("1 200", 1200),
        ("1\u202f200,5", 1200.5),
        ("1.200,5", 1200.5),
        ("1,200.5", 1200.5),
        ("1.200", 1.2),
        ("\u200f85\u200f", 85),
        ("-5", -5),
        ("−5", -5),
        (",5", 0.5),
    ],
)
def test_numbers_of_every_script(typed: str, value: float) -> None:
    """Western, Arabic-Indic, Persian and full-width digits, decimal commas, groups and signs give one number."""
    assert read_number(typed) == value


@pytest.mark.parametrize("typed", ["", "-", "abc", "1e5", "1e400", "NaN", "inf", "0x10", "1,2,3", "5-6", "9" * 70, "²"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    """Nothing is guessed: the text is shown back."""
    with pytest.raises(ProblemsError) as refused:
        read_number(typed)
    assert refused.value.problems[0].code == "entry-no-number"


@given(st.text(max_size=80))
def test_number_reading_never_fails_otherwise(typed: str) -> None:
    """Any text is a finite number or a problem."""
    try:
        read = read_number(typed)
    except ProblemsError:
        return
    assert abs(read) <= 1e15


def test_ice_is_fifteen_digits() -> None:
    """Groups and Arabic digits are joined; 14 or 16 digits are refused."""
    assert read_ice("001234567000089") == "001234567000089"
    assert read_ice("001 234 567 000 089") == "001234567000089"
    assert read_ice("٠٠١٢٣٤٥٦٧٠٠٠٠٨٩") == "001234567000089"
    for wrong in ("00123456700008", "0012345670000890", "00123456700008A", ""):
        with pytest.raises(ProblemsError):
            read_ice(wrong)


def test_a_choice_is_its_number_or_words_of_one_label() -> None:
    """A number counts from 1; words are looked for without accents and case; what fits twice is refused."""
    labels = ["Fès-Meknès", "Rabat-Salé-Kénitra", "Casablanca-Settat"]
    assert read_choice("2", (0, 1, 2), labels) == 1
    assert read_choice("٣", (0, 1, 2), labels) == 2
    assert read_choice("fes", (0, 1, 2), labels) == 0
    assert read_choice("SALE", (0, 1, 2), labels) == 1
    for wrong, code in (("0", "entry-no-option"), ("4", "entry-no-option"), ("paris", "entry-no-option")):
        with pytest.raises(ProblemsError) as refused:
            read_choice(wrong, (0, 1, 2), labels)
        assert refused.value.problems[0].code == code
    with pytest.raises(ProblemsError) as several:
        read_choice("sa", (0, 1, 2), labels)
    assert several.value.problems[0].values["near"] == "2 Rabat-Salé-Kénitra · 3 Casablanca-Settat"


def test_a_checklist_is_numbers_or_zero() -> None:
    """Numbers are set apart by spaces or commas; 0 alone is "none of these"; both together are refused."""
    question = QUESTIONS["ai-uses"]
    assert isinstance(question, ChecklistQuestion)
    assert read_checklist("2 1,2", question) == ("visual-inspection", "demand-forecast")
    assert read_checklist("0", question) == ("none",)
    for wrong, code in (
        ("0 1", "entry-none-with-others"),
        ("7", "entry-no-item"),
        ("1 x", "entry-no-item"),
        ("", "entry-no-item"),
    ):
        with pytest.raises(ProblemsError) as refused:
            read_checklist(wrong, question)
        assert refused.value.problems[0].code == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_takes_what_its_kind_says(language: str) -> None:
    """For each question of the questionnaire an ordinary entry gives an answer."""
    texts = library().questionnaires[QUESTIONNAIRE].texts[language].questions
    for name, question in QUESTIONS.items():
        typed = "001234567000089" if getattr(question, "field", "") == "ice" else "1"
        labels = ["a"] * 12
        assert read_entry(question, typed, labels, unit=texts[name].unit) not in ("", ())


@pytest.mark.parametrize(
    ("typed", "label"),
    [("الصيانه", "الصيانة"), ("اكادير", "أكادير"), ("القرى", "القري"), ("securite", "Sécurité"), ("coeur", "Cœur")],
)
def test_search_forgives_spelling(typed: str, label: str) -> None:
    """Accents, case, hamza seats, final letters and ligatures do not matter in a search."""
    assert matching(typed, ["autre", label]) == (1,)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is its own folding, and digits of all scripts come out as 0 to 9."""
    assert folded(folded(text)) == folded(text)
    assert not any(character.isdecimal() and not character.isascii() for character in western_digits(text))
