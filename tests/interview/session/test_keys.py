"""One key an answer: digits alone carry a whole interview on the short path."""

from pathlib import Path

import pytest

from jazari_assess.interview.session.entry import items_of
from jazari_assess.interview.session.keys import Done, Keys, Pick, Statements, Ticks, Typed, keys_for, press, toggled
from jazari_assess.interview.session.session import Session
from jazari_assess.interview.tui.keyboard import digit_of, letter_of
from jazari_assess.model.assessment import Given
from jazari_assess.model.questionnaire import ChecklistQuestion
from tests.interview.scenes import QUESTIONNAIRE, begun, library, with_profile

QUESTIONS = library().questionnaires[QUESTIONNAIRE].structure.questions


def asked_with(name: str, *, express: bool = True) -> Pick | Ticks | Statements | Typed:
    """Return what keys do for a question without an answer."""
    return keys_for(QUESTIONS[name], None, express=express)


def interview_by_digits(session: Session, digit: str) -> tuple[int, int]:
    """Answer everything that is asked with one digit; return how many keys it took and what was put to the person."""
    pressed = put = 0
    while session.current is not None:
        name = session.current
        taken: Keys | Done | None = keys_for(session.question(name), None, express=True)
        while not isinstance(taken, Done):
            assert isinstance(taken, Pick | Statements), name
            put += 1
            pressed += 1
            taken = press(taken, digit)
        session.answer(name, taken.value)
    return pressed, put


@pytest.mark.parametrize("digit", ["1", "2"])
def test_an_express_interview_needs_one_key_for_each_thing_asked(tmp_path: Path, digit: str) -> None:
    """18 questions, one of them a list of 11 statements put one by one: 28 digits, no Enter, nothing left open."""
    session = with_profile(begun(tmp_path / "firm.yaml", express=True))
    questions = [name for name in session.route if session.is_open(name)]
    pressed, put = interview_by_digits(session, digit)
    checklists = [QUESTIONS[name] for name in questions if isinstance(QUESTIONS[name], ChecklistQuestion)]
    statements = sum(len(items_of(one)) for one in checklists if isinstance(one, ChecklistQuestion))
    assert pressed == put == len(questions) - len(checklists) + statements == 28
    assert not [name for name in questions if session.is_open(name)]


def test_no_key_of_an_express_interview_is_enter(tmp_path: Path) -> None:
    """No question of the short path has to be typed, once the profile is there."""
    session = with_profile(begun(tmp_path / "firm.yaml", express=True))
    waiting = [name for name in session.route if session.is_open(name)]
    assert [name for name in waiting if isinstance(asked_with(name), Typed | Ticks)] == []


def test_nothing_of_a_checklist_is_one_key(tmp_path: Path) -> None:
    """0 says "none of these" at once, in either way of asking."""
    assert press(asked_with("basic-controls"), "0") == Done(value=("none",))
    assert press(asked_with("basic-controls", express=False), "0") == Done(value=("none",))
    assert tmp_path.is_dir()


def test_statements_collect_what_is_true() -> None:
    """1 is true, 2 is not; the last statement ends with the true ones, or with "none" when there is none."""
    keys = asked_with("ai-uses")
    for digit in "12112":
        following = press(keys, digit)
        assert isinstance(following, Statements)
        keys = following
    assert isinstance(keys, Statements)
    assert keys.position == 5
    assert press(keys, "3") is None
    assert press(keys, "0") is None  # something is true already
    done = press(keys, "2")
    assert isinstance(done, Done)
    assert done.value == (keys.items[0], keys.items[2], keys.items[3])


def test_ticks_are_put_and_taken_away() -> None:
    """Digits tick; the answer is in the order of the list; without a tick it is "none"."""
    keys = asked_with("basic-controls", express=False)
    assert isinstance(keys, Ticks)
    assert keys.done.value == ("none",)
    ticked = toggled(toggled(keys, 10), 0)
    assert ticked.done.value == ("named-accounts", "laptop-encryption")
    again = press(ticked, "1")
    assert isinstance(again, Ticks)
    assert again.done.value == ("laptop-encryption",)


def test_a_number_offers_values_only_on_the_short_path() -> None:
    """Values to pick from are the questionnaire's own; on the full path the number is typed."""
    keys = asked_with("connected-machines")
    assert press(keys, "2") == Done(value=20, approximate=True)
    assert press(keys, "6") is None
    assert isinstance(asked_with("connected-machines", express=False), Typed)


def test_long_lists_take_the_first_nine_digits() -> None:
    """Twelve regions: 1 to 9 answer at once, the rest are pointed at or searched."""
    keys = asked_with("firm-region")
    assert press(keys, "9") == Done(value="souss-massa")
    assert press(keys, "0") is None


def test_an_answer_given_before_is_ticked(tmp_path: Path) -> None:
    """A checklist that has an answer shows it, also on the short path."""
    session = begun(tmp_path / "firm.yaml", express=True)
    session.answer("basic-controls", ("updates",))
    answer = session.answer_to("basic-controls")
    assert isinstance(answer, Given)
    keys = keys_for(QUESTIONS["basic-controls"], answer.answer, express=True)
    assert isinstance(keys, Ticks)
    assert keys.ticked == {"updates"}


@pytest.mark.parametrize(
    ("character", "digit"),
    [("1", "1"), ("&", "1"), ("é", "2"), ("à", "0"), ("٣", "3"), ("۳", "3"), ("３", "3"), ("a", None), (None, None)],
)
def test_digits_of_every_keyboard(character: str | None, digit: str | None) -> None:
    """The upper row of a French keyboard and digits of other scripts are digits."""
    assert digit_of(character) == digit


@pytest.mark.parametrize(
    ("character", "letter"), [("ى", "n"), ("ث", "e"), ("؟", "question_mark"), ("n", None), (None, None)]
)
def test_letters_of_an_arabic_keyboard(character: str | None, letter: str | None) -> None:
    """An Arabic letter acts as the Latin letter on the same key."""
    assert letter_of(character) == letter
