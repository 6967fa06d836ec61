"""Sheets with a firm a column: one message that says so, and the right scores when it is asked for."""

from pathlib import Path

import pytest

from jazari_assess.errors import ProblemsError
from tests.batch.exports import answers, content, joined, title, wide, xlsx
from tests.batch.running import codes, results, run


def turned(folder: Path, firms: int, corner: object = "Question", *, bad: bool = False) -> Path:
    """Return answers with the questions in rows and the firms in columns."""
    found = answers(firms)
    rows: list[list[object]] = []
    for name in content().structure.order:
        head = corner if name == "firm-name" else title(name, "fr")
        cells = [joined(name, one[name], "fr", ";") if name != "firm-name" else one[name] for one in found]
        rows.append([head, *cells])
    if bad:
        place = next(row for row, cells in enumerate(rows) if cells[0] == title("maintenance", "fr"))
        rows[place][2] = "n'importe quoi"
    return xlsx(folder / "turned.xlsx", rows)


def test_it_is_told_by_one_message(tmp_path: Path) -> None:
    """Not by a message a cell."""
    with pytest.raises(ProblemsError) as caught:
        run(turned(tmp_path, 4), out=tmp_path / "o")
    assert [problem.code for problem in caught.value.problems] == ["batch-transposed"]


@pytest.mark.parametrize("corner", ["Question", None, "Nom de l'entreprise", "id"])
def test_turned_it_gives_the_scores_of_the_same_answers(corner: object, tmp_path: Path) -> None:
    """Whatever stands in the corner above the questions."""
    run(turned(tmp_path, 6, corner), out=tmp_path / "o", transposed=True)
    run(wide(tmp_path, answers(6)), out=tmp_path / "w")
    names = ["firm", "score", "low", "high", "coverage", "level"]
    found, expected = (results(tmp_path / name) for name in ("o", "w"))
    if corner == "id":
        names = names[1:]
    assert found.select(names).equals(expected.select(names))


def test_a_bad_cell_is_named_as_the_sheet_has_it(tmp_path: Path) -> None:
    """The third column, the question's own row."""
    outcome = run(turned(tmp_path, 4, bad=True), out=tmp_path / "o", transposed=True)
    row = list(content().structure.order).index("maintenance") + 1
    assert codes(outcome) == {f"C{row}": "batch-answer-unknown"}


def test_a_usual_table_is_never_taken_for_one(tmp_path: Path) -> None:
    """Two firms and many questions: still a row a firm."""
    assert run(wide(tmp_path, answers(2)), out=tmp_path / "o").counts.scored == 2
