"""A list of firms as an institute has it: any table that a batch understands, a row a firm."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess.app.batch.content import batch_content
from jazari_assess.app.context import Context
from jazari_assess.errors import Problem
from jazari_assess.model.assessment import Assessment

if TYPE_CHECKING:
    from jazari_assess.batch.interface import Table
    from jazari_assess.batch.scoring.block import Part

_LISTED = ("id", "ice", "row", "position", "assessment")


@dataclass(frozen=True, kw_only=True)
class Firms:
    """The firms of a list, each as an assessment without answers, and the rows that could not be read."""

    firms: tuple[Assessment, ...]
    problems: tuple[Problem, ...]


def read_firms(file: Path, context: Context, questionnaire: str | None = None) -> Firms:
    """Return the firms of a list: Excel, CSV or Parquet, with the firm's name and what else is known of its profile.

    The identifier is that of the list where it has one, else the ICE, else the name. Rows that share one, and rows
    without a name, are problems and no firms. Raises ``ProblemsError`` when the list cannot be read.
    """
    from jazari_assess.app.form.faults import Listed, faults
    from jazari_assess.batch.matching.tables import refused_file
    from jazari_assess.batch.scoring.block import Block, rows_of, score_rows
    from jazari_assess.batch.scoring.rows import Plan
    from jazari_assess.batch.sources.inputs import open_table, stage_file

    content = batch_content(context, questionnaire)
    if not file.is_file():
        raise refused_file(str(file), "file-missing" if not file.exists() else "file-is-folder")
    with tempfile.TemporaryDirectory(prefix="jazari-forms-") as folder:
        staged = stage_file(file, Path(folder) / "input")
        opened, _ = open_table(staged, content.vocabulary, Path(folder), content.saved, None, content.earlier)
        table = opened.table
        plan = Plan(
            questionnaire=content.questionnaire,
            models=content.models()[:1],
            vocabulary=opened.vocabulary,
            saved=content.saved,
            table=table,
            matching=opened.matching,
            with_values=False,
            with_assessments=True,
        )
        frame = rows_of(Block(plan=plan, start=table.first, rows=table.rows))
        part = score_rows(plan, frame, table.first)
    rows = [Listed(**row) for row in part.scored.select(_LISTED).iter_rows(named=True)]
    wrong = list(faults(rows, plan, frame))
    told = [*_cells(part, table), *((one.row, problem) for one, problem in wrong)]
    refused = {one.position for one, _ in wrong}
    return Firms(
        firms=tuple(Assessment.model_validate_json(one.assessment) for one in rows if one.position not in refused),
        problems=tuple(problem for _, problem in sorted(told, key=lambda one: one[0])),
    )


def _cells(part: "Part", table: "Table") -> "Iterator[tuple[int, Problem]]":
    """Yield each cell that cannot be read, with its row."""
    for row in part.bad.iter_rows(named=True):
        place = table.place(row["row"], row["column"])
        yield row["row"], Problem(code=row["code"], place=place, values=json.loads(row["values"]))
