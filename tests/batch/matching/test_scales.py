"""A scale that is not ours stops its columns until the map says how they are coded; then they give the right levels."""

import random
from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl
import pytest

from jazari_assess.batch.matching.map_file import BatchMap, Coding, MappedColumn, map_text, read_map
from jazari_assess.batch.matching.proposal import propose
from jazari_assess.batch.matching.recoding import Recoding
from jazari_assess.batch.sources.inputs import stage_file
from jazari_assess.errors import ProblemsError
from jazari_assess.model.questionnaire import LevelQuestion
from jazari_assess.reading.content.editions import read_editions
from tests.batch.exports import content, text_file, xlsx
from tests.batch.running import codes, held, results, run

LEVELS = tuple(
    name
    for name, one in content().structure.questions.items()
    if isinstance(one, LevelQuestion) and one.options == 5 and one.when is None
)[:8]


def levels(rows: int, seed: int = 1) -> list[list[int]]:
    """Return levels 0..4 of firms that are weak or strong throughout, as real ones are."""
    chance = random.Random(seed)  # noqa: S311 - made data, not secrets
    strengths = [chance.randrange(5) for _ in range(rows)]
    return [[min(4, max(0, strength + chance.choice([-1, 0, 0, 1]))) for _ in LEVELS] for strength in strengths]


def table(path: Path, rows: list[list[object]]) -> Path:
    """Return a table of levels with a name for each firm."""
    return text_file(path, [["firm-name", *LEVELS], *([f"F{number}", *row] for number, row in enumerate(rows))])


def coded(values: list[list[int]], how: str) -> list[list[object]]:
    """Return levels as another hand would have coded them."""
    ways: Mapping[str, Callable[[int, int], int]] = {
        "from 1": lambda level, _: level + 1,
        "tens": lambda level, _: level * 10,
        "hundredths": lambda level, _: level * 25,
        "one column inverted": lambda level, column: 4 - level if column == 2 else level,
        "one column from 1": lambda level, column: level + 1 if column == 2 else level,
    }
    return [[ways[how](level, column) for column, level in enumerate(row)] for row in values]


def stopped(path: Path, out: Path, saved: BatchMap | None = None) -> list[str]:
    """Return the codes that stop a run."""
    with pytest.raises(ProblemsError) as caught:
        run(path, out=out, saved=saved or held().saved)
    return [problem.code for problem in caught.value.problems]


def with_map(**columns: object) -> BatchMap:
    """Return a map that says how the third column of levels is coded."""
    return BatchMap(
        questionnaire="industrie-x0",
        columns=(MappedColumn(header=LEVELS[2], question=LEVELS[2], **columns),),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("how", "code", "saved"),
    [
        ("from 1", "shifted", BatchMap(questionnaire="industrie-x0", levels=Coding(scale="1..5"))),
        ("tens", "coded", BatchMap(questionnaire="industrie-x0", levels=Coding(times=0.1))),
        ("hundredths", "coded", BatchMap(questionnaire="industrie-x0", levels=Coding(times=0.04))),
        ("one column inverted", "inverted", with_map(invert=True)),
        ("one column from 1", "shifted", with_map(scale="1..5")),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_wrong_scale_stops_the_table_until_the_map_says_so(
    how: str, code: str, saved: BatchMap, kind: str, tmp_path: Path
) -> None:
    """The right scores come out then, one by one those of the same levels counted from 0."""
    values = levels(120)
    wrong, right = (
        table(tmp_path / "w.csv", coded(values, how)),
        table(tmp_path / "r.csv", [list(row) for row in values]),
    )
    if kind == "parquet":
        pl.read_csv(wrong).write_parquet(tmp_path / "w.parquet")
        wrong = tmp_path / "w.parquet"
    assert stopped(wrong, tmp_path / "o") == [f"batch-scale-{code}"]
    run(wrong, out=tmp_path / "o", saved=saved)
    run(right, out=tmp_path / "r")
    assert results(tmp_path / "o")["score"].to_list() == results(tmp_path / "r")["score"].to_list()


@pytest.mark.parametrize("seed", range(6))
def test_levels_from_nought_are_not_doubted(seed: int, tmp_path: Path) -> None:
    """Firms that go together, and levels drawn one by one."""
    chance = random.Random(seed)  # noqa: S311 - made data, not secrets
    run(table(tmp_path / "a.csv", [list(row) for row in levels(150, seed)]), out=tmp_path / "a")
    run(table(tmp_path / "b.csv", [[chance.randrange(5) for _ in LEVELS] for _ in range(150)]), out=tmp_path / "b")


def test_no_lowest_level_in_many_answers_is_doubted_without_a_five(tmp_path: Path) -> None:
    """200 answers between 1 and 4 and never a 0: likely a scale from 1; the map may say that it is none."""
    rows: list[list[object]] = [[1 + (row + column) % 4 for column in range(8)] for row in range(30)]
    assert stopped(table(tmp_path / "t.csv", rows), tmp_path / "o") == ["batch-scale-shifted"]
    saved = BatchMap(questionnaire="industrie-x0", levels=Coding(scale="0..4"))
    assert run(table(tmp_path / "t.csv", rows), out=tmp_path / "o", saved=saved).counts.scored == 30


@pytest.mark.parametrize("text", ["-1", "<2", ">3", "2%", "2?", "+-2", "2/4", "~2", "2 ans", "≥2", "2-3", "(2)", "#2"])
def test_signs_operators_and_units_are_never_stripped_from_a_level(text: str, tmp_path: Path) -> None:
    """None of them is level 2, or any other."""
    outcome = run(table(tmp_path / "t.csv", [[text] * 8, [0] * 8]), out=tmp_path / "o")
    assert set(codes(outcome).values()) <= {"batch-answer-unknown", "batch-level-negative"}
    assert outcome.counts.rejected == 1


@pytest.mark.parametrize("value", [-1, 99])
def test_codes_of_a_missing_answer_are_told_to_be_one_when_the_map_says_so(value: int, tmp_path: Path) -> None:
    """Refused at the cell without a map; left open, and counted, with one."""
    rows: list[list[object]] = [[value, 2, 3, 0, 1, 2, 3, 4], [0, 2, 3, 0, 1, 2, 3, 4]]
    saved = BatchMap(questionnaire="industrie-x0", levels=Coding(missing=(-1, 99)))
    assert run(table(tmp_path / "t.csv", rows), out=tmp_path / "a").counts.rejected == 1
    outcome = run(table(tmp_path / "t.csv", rows), out=tmp_path / "b", saved=saved)
    assert outcome.counts.scored == 2
    assert ("missing", 1) in [(one.kind, one.count) for one in outcome.normalised]


def test_the_proposal_shows_the_evidence_and_changes_nothing(tmp_path: Path) -> None:
    """Each column is proposed as before; what was seen in it stands beside it and is not used."""
    wrong = table(tmp_path / "w.csv", coded(levels(40), "from 1"))
    found = propose(stage_file(wrong, tmp_path / "s"), held().vocabulary, None, held().earlier).saved
    looks = [column.look for column in found.columns if column.look]
    assert len(looks) == len(LEVELS)
    assert looks[0] is not None
    assert looks[0].startswith("scale: 1..5 ? (1: ")
    (tmp_path / "m.yaml").write_text(map_text(found, []), encoding="utf-8")
    again = read_map(tmp_path / "m.yaml", held().library.questionnaires, read_editions)
    assert stopped(wrong, tmp_path / "o", again) == ["batch-scale-shifted"]


def test_a_scale_that_does_not_fit_its_question_is_refused(tmp_path: Path) -> None:
    """Seven steps for five options, and a scale for a question that has none."""
    (tmp_path / "m.yaml").write_text(
        "schema: jazari-assess/batch-map/1\nquestionnaire: industrie-x0\ncolumns:\n"
        f'  - {{header: a, question: {LEVELS[0]}, scale: "1..7"}}\n'
        '  - {header: b, question: firm-name, scale: "1..5"}\n',
        encoding="utf-8",
    )
    with pytest.raises(ProblemsError) as caught:
        read_map(tmp_path / "m.yaml", held().library.questionnaires, read_editions)
    assert [problem.code for problem in caught.value.problems] == ["batch-map-scale"] * 2


def test_recoding_in_its_order() -> None:
    """A code of a missing answer first, then the factor, then what is taken away, then the other way round."""
    coding = Recoding(missing=(-1.0,), times=0.1, minus=1.0, top=4.0)
    assert [coding.value(number) for number in (-1.0, 10.0, 30.0, 50.0)] == [None, 4.0, 2.0, 0.0]


def test_a_percentage_may_be_recoded_too(tmp_path: Path) -> None:
    """Parts of one become percentages where the map says times: 100."""
    rows: list[list[object]] = [["firm-name", "connected-machines"], ["A", 0.45], ["B", 1]]
    saved = BatchMap(
        questionnaire="industrie-x0",
        columns=(MappedColumn(header="connected-machines", question="connected-machines", times=100.0),),
    )
    outcome = run(xlsx(tmp_path / "t.xlsx", rows), out=tmp_path / "o", saved=saved)
    assert (outcome.counts.scored, codes(outcome)) == (2, {})
