"""A held key answers one question; a person who types answers all."""

import random

import pytest

from jazari_assess.interview.session.pace import GUARD, Pace


def taken(times: list[float], work: float = 0.01) -> int:
    """Return how many keys pressed at these times are taken; each one taken shows a question ``work`` seconds later."""
    pace, count = Pace(), 0
    pace.shown(0.0)
    for at in times:
        if pace.takes(at):
            count += 1
            pace.shown(at + work)
    return count


@pytest.mark.parametrize("every", [0.01, 0.033, 0.1])
def test_a_held_key_answers_once(every: float) -> None:
    """However long it is held and whatever the keyboard's rate, from 10 to 100 a second."""
    assert taken([1 + number * every for number in range(300)]) == 1


def test_a_key_pressed_before_the_question_shows_is_not_taken() -> None:
    """On a slow disk the next question shows late: what was pressed meanwhile was not meant for it."""
    assert taken([1.0, 1.3, 1.6, 3.0], work=0.8) == 2


def test_keys_are_taken_again_after_a_pause() -> None:
    """Whoever lets go of a key for the guard's time answers again."""
    assert taken([1.0, 1.05, 1.05 + GUARD, 2.0]) == 3


def test_a_person_who_types_fast_loses_no_key() -> None:
    """28 digits, a quarter of a second apart give or take: faster than one can read, and all of them are taken."""
    chance = random.Random(7)  # noqa: S311 - no secret
    at, times = 1.0, []
    for _ in range(28):
        at += max(chance.gauss(0.28, 0.05), GUARD + 0.02)
        times.append(at)
    assert taken(times) == 28
