"""What an error offers to choose from."""

from jazari_assess.errors import choice_of


def test_a_few_names_are_all_told_in_their_order() -> None:
    """Nine at most, as they stand."""
    assert choice_of("x", ["b", "a", "c"]) == "b, a, c"
    assert choice_of("x", []) == ""


def test_of_many_names_the_nearest_are_told_first() -> None:
    """Never a list of sixty: those most like what was found, and a sign that there are more."""
    known = [f"question-{number}" for number in range(60)]
    told = choice_of("question-42", known).split(", ")
    assert len(told) == 10
    assert (told[0], told[-1]) == ("question-42", "…")
