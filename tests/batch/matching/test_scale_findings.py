"""What is seen in columns of levels, number by number: how they may be coded, and from how many answers on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from jazari_assess.batch.interface import Header, Table
from jazari_assess.batch.matching.headers import Match, Matching
from jazari_assess.batch.matching.map_file import BatchMap, Coding, MappedColumn
from jazari_assess.batch.matching.scales import Finding, missing_codes, scale_findings, scale_problems
from jazari_assess.batch.matching.vocabulary import Target, Vocabulary, Words
from jazari_assess.model.questionnaire import LevelQuestion, Question, TextQuestion
from tests.engine.small_models import questionnaire

NAMES = ("a", "b", "c", "d")
FIVE = LevelQuestion(kind="level", options=5)
NO_WORDS = Words(**dict.fromkeys(Words.__dataclass_fields__, frozenset()))
Columns = Mapping[str, Sequence[object]]
SPREAD = (0, 1, 2, 3, 4) * 6
"""Levels of thirty firms."""


def vocabulary(**questions: Question) -> Vocabulary:
    """Return the words of a questionnaire of five levels each, unless told, that nothing is matched by."""
    asked = questionnaire({**dict.fromkeys(NAMES, FIVE), **questions})
    return Vocabulary(questionnaire=asked, headers={}, answers={}, exact={}, words=NO_WORDS, extras={})


def table(folder: Path, columns: Columns) -> tuple[Table, Matching]:
    """Return a staged table, a column to each question of its name, in the letters of a sheet from row 2."""
    path = folder / "staged.arrow"
    texts = {name: [None if one is None else str(one) for one in column] for name, column in columns.items()}
    frame = pl.DataFrame(texts, schema=dict.fromkeys(texts, pl.String))
    frame.write_ipc(path)
    headers = tuple(Header(column=name, text=f"the {name}", letters=name.upper()) for name in columns)
    matches = tuple(Match(header=one, target=Target(question=one.column), how="map") for one in headers)
    made = Table(file="t.xlsx", sheet="S", path=path, headers=headers, first=0, rows=frame.height, row_offset=2)
    return made, Matching(matches=matches, near=(), unused=(), twice=(), tool=None)


def seen(folder: Path, columns: Columns, saved: BatchMap | None = None, **questions: Question) -> Sequence[Finding]:
    """Return what is found in some columns."""
    return scale_findings(*table(folder, columns), vocabulary(**questions), saved or BatchMap(questionnaire="made"))


def told(found: Sequence[Finding]) -> list[tuple[str, str, str]]:
    """Return the code of each finding, its columns, and what a map would say."""
    return [(one.code, "".join(header.column for header in one.headers), one.says()) for one in found]


SHIFTED = "scale: 1..5"
MANY_NEVER_ZERO = (1, 2, 3, 4) * 25
"""A hundred levels."""


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        # a five, which no scale from 0 has
        ({"a": (1, 3, 5)}, [("shifted", "a", SHIFTED)]),
        ({"a": (5, 5, 5)}, [("shifted", "a", SHIFTED)]),
        ({"a": (3, 5)}, []),  # of two numbers none is typical
        ({"a": (1, 3, 4)}, []),
        ({"a": (0, 3, 5)}, []),
        ({"a": (1, 5, 6)}, []),
        ({"a": (1, 2.5, 5)}, [("shifted", "a", SHIFTED)]),
        # the others are of the same hand, unless one of them has a 0
        ({"a": (1, 3, 5), "b": (1, 2, 2)}, [("shifted", "ab", SHIFTED)]),
        ({"a": (1, 3, 5), "b": (0, 2, 2)}, [("shifted", "a", SHIFTED)]),
        ({"a": (1, 3, 5), "b": (1, 2, 6)}, [("shifted", "a", SHIFTED)]),
        # two hundred answers without any 0
        ({"a": MANY_NEVER_ZERO, "b": MANY_NEVER_ZERO}, [("shifted", "ab", SHIFTED)]),
        ({"a": MANY_NEVER_ZERO, "b": (*MANY_NEVER_ZERO[1:], None)}, []),
        ({"a": MANY_NEVER_ZERO * 2}, []),  # of one question alone: nobody may be at its bottom
        ({"a": MANY_NEVER_ZERO * 2, "b": (*MANY_NEVER_ZERO, *MANY_NEVER_ZERO[:-1], 0)}, []),
        ({"a": MANY_NEVER_ZERO * 2, "b": (*MANY_NEVER_ZERO, *MANY_NEVER_ZERO[:-1], 6)}, []),
    ],
)
def test_a_scale_from_one(columns: Columns, expected: list[tuple[str, str, str]], tmp_path: Path) -> None:
    """It is seen by the number above the top level, or by the want of any lowest level in many answers."""
    most = max(map(len, columns.values()))
    filled = {name: [*column, *[None] * (most - len(column))] for name, column in columns.items()}
    assert told(seen(tmp_path, filled)) == expected


def test_scales_of_other_lengths_are_told_apart(tmp_path: Path) -> None:
    """Three levels from 1 and five levels from 1: a finding each, the shorter first, with its steps."""
    found = seen(tmp_path, {"a": (1, 3, 5), "b": (1, 2, 3)}, b=LevelQuestion(kind="level", options=3))
    assert told(found) == [("shifted", "b", "scale: 1..3"), ("shifted", "a", SHIFTED)]
    assert [one.steps for one in found] == [3, 5]


@pytest.mark.parametrize(
    ("numbers", "factor"),
    [
        ((0, 25, 100), 0.04),
        ((50, 50, 100), 0.04),
        ((10, 20, 40), 0.1),
        ((10, 20, 50), 0.1),  # tens of a scale from 1
        ((10, 20, 60), None),
        ((0, 25, 30), None),
        ((0, 100), None),
        ((50, 50, 50), None),  # one number is no scale
        ((1, 2, 5), None),
        ((0, 10, 15), None),
    ],
)
def test_levels_in_tens_or_hundredths(numbers: Sequence[int], factor: float | None, tmp_path: Path) -> None:
    """Only where all that is there is one of their steps, in three numbers at least, two of them different."""
    found = [one for one in seen(tmp_path, {"a": numbers}) if one.code == "coded"]
    assert told(found) == ([] if factor is None else [("coded", "a", f"times: {factor}")])


def test_two_levels_in_hundredths(tmp_path: Path) -> None:
    """0 and 100 are all there is of a scale of two."""
    yes_or_no = LevelQuestion(kind="level", options=2)
    assert told(seen(tmp_path, {"a": (0, 100, 100)}, a=yes_or_no)) == [("coded", "a", "times: 0.01")]
    assert seen(tmp_path, {"a": (0, 50, 100)}, a=yes_or_no) == ()


def test_columns_of_one_coding_are_one_finding(tmp_path: Path) -> None:
    """Their numbers are counted together, and shown from the least, fourteen at most."""
    (found,) = seen(tmp_path, {"a": (0, 25, 100), "b": (25, 75, 100)})
    assert told([found]) == [("coded", "ab", "times: 0.04")]
    assert found.evidence() == "0: 1, 25: 2, 75: 1, 100: 2"
    assert replace(found, counts=dict.fromkeys(range(20, 0, -1), 3)).evidence().split(", ") == [
        f"{number}: 3" for number in range(1, 15)
    ]


def against(rows: int, columns: int, *, off: Mapping[int, int] | None = None) -> Columns:
    """Return columns that go together but for the last, which runs the other way; ``off`` are other numbers in it."""
    levels = (SPREAD * 2)[:rows]
    last = [(off or {}).get(row, 4 - level) for row, level in enumerate(levels)]
    return {**dict.fromkeys(NAMES[: columns - 1], levels), NAMES[columns - 1]: last}


@pytest.mark.parametrize(
    ("columns", "inverted"),
    [
        (against(30, 4), ["d"]),
        (against(29, 4), []),
        (against(30, 3), []),
        (against(31, 4, off={30: 77}), ["d"]),  # a code of a missing answer is no level, and thirty are left
        (against(30, 4, off={29: 7}), []),
        (dict.fromkeys(NAMES, SPREAD), []),
        (dict.fromkeys(NAMES, (2,) * 30), []),
    ],
)
def test_a_column_that_runs_the_other_way(columns: Columns, inverted: list[str], tmp_path: Path) -> None:
    """It is seen from thirty levels and three neighbours on."""
    found = seen(tmp_path, columns)
    assert told(found) == [("inverted", name, "invert: true") for name in inverted]


@pytest.mark.parametrize(
    ("times", "straight", "inverted"),
    [
        (1, 1, False),  # a correlation of -2/3 is not four standard errors of thirty firms
        (10, 1, True),
        (10, 2, False),  # -1/3 is sure of three hundred, and too little
    ],
)
def test_a_column_runs_the_other_way_only_where_it_is_sure(
    times: int, straight: int, *, inverted: bool, tmp_path: Path
) -> None:
    """Of each thirty firms some ``straight`` times five are answered like the neighbours."""
    levels = SPREAD * times
    last = [level if row % 30 < 5 * straight else 4 - level for row, level in enumerate(levels)]
    found = seen(tmp_path, {**dict.fromkeys("abc", levels), "d": last})
    assert told(found) == ([("inverted", "d", "invert: true")] if inverted else [])


def test_neighbours_that_do_not_go_together_say_nothing_of_a_column(tmp_path: Path) -> None:
    """Three questions that have nothing to do with each other, and one that is high where most of them are low."""
    bits = [[row >> place & 1 for place in range(3)] for row in range(8)] * 8
    columns = {name: [4 * row[place] for row in bits] for place, name in enumerate("abc")}
    assert seen(tmp_path, {**columns, "d": [0 if sum(row) > 1 else 4 for row in bits]}) == ()


def test_what_is_coded_otherwise_is_no_neighbour(tmp_path: Path) -> None:
    """Of four columns one is from 1: three are left, which are too few to say that one runs the other way."""
    columns = {**against(30, 4), "a": [level + 1 for level in SPREAD]}
    assert told(seen(tmp_path, columns)) == [("shifted", "a", SHIFTED)]


def test_codes_of_missing_answers_are_named_and_are_no_levels(tmp_path: Path) -> None:
    """By column and in their order; without them the column is a scale from 1."""
    columns = {"a": (99, 1, -1, 2, 5), "b": (0, 1, 2, 3, 4)}
    assert missing_codes(*table(tmp_path, columns), vocabulary()) == {"a": (-1.0, 99.0)}
    assert told(seen(tmp_path, columns)) == [("shifted", "a", SHIFTED)]


def test_what_the_map_says_or_is_no_level_is_not_looked_at(tmp_path: Path) -> None:
    """A column whose coding is settled, then all of them, and a column of words."""
    columns = {"a": (1, 3, 5), "b": (1, 3, 5)}
    one = MappedColumn(header="the a", question="a", scale="1..5")
    assert told(seen(tmp_path, columns, BatchMap(questionnaire="made", columns=(one,)))) == [("shifted", "b", SHIFTED)]
    every = BatchMap(questionnaire="made", levels=Coding(scale="0..4"))
    assert seen(tmp_path, columns, every) == ()
    assert told(seen(tmp_path, columns, a=TextQuestion(kind="text"))) == [("shifted", "b", SHIFTED)]


def test_only_the_rows_of_firms_are_looked_at(tmp_path: Path) -> None:
    """Rows above the first firm and below the last are of the sheet, not of the table."""
    made, matching = table(tmp_path, {"a": ("0", 1, 3, 5, "0")})
    inner = replace(made, first=1, rows=3)
    found = scale_findings(inner, matching, vocabulary(), BatchMap(questionnaire="made"))
    assert (told(found), found[0].evidence()) == ([("shifted", "a", SHIFTED)], "1: 1, 3: 1, 5: 1")


def test_words_beside_numbers_are_passed_over(tmp_path: Path) -> None:
    """A remark, an empty cell and what may be two numbers count as nothing."""
    (found,) = seen(tmp_path, {"a": ("1", "trois", None, "3", "1,234", " 5 ")})
    assert found.evidence() == "1: 1, 3: 1, 5: 1"


def test_the_problem_names_the_cells_of_the_headers(tmp_path: Path) -> None:
    """Where the headers stand, the first words of the first three, how many they are, and the scale as it should be."""
    made, matching = table(tmp_path, dict.fromkeys(NAMES, (1, 3, 5)))
    long = replace(matching.matches[0].header, text="x" * 50)
    matching = replace(matching, matches=(replace(matching.matches[0], header=long), *matching.matches[1:]))
    (problem,) = scale_problems(made, scale_findings(made, matching, vocabulary(), BatchMap(questionnaire="made")))
    assert (problem.code, problem.place.file, problem.place.sheet) == ("batch-scale-shifted", "t.xlsx", "S")
    assert problem.place.cell == "A1, B1, C1, D1"
    assert problem.values == {
        "columns": f"{'x' * 40}, the b, the c",
        "count": "4",
        "evidence": "1: 4, 3: 4, 5: 4",
        "says": SHIFTED,
        "steps": "5",
        "last": "4",
    }
