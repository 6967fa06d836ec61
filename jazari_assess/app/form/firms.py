"""A list of firms as an institute has it: any table that a batch understands, a row a firm."""

import json
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from jazari_assess.app.batch.content import batch_content
from jazari_assess.app.context import Context
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.assessment import Assessment


@dataclass(frozen=True, kw_only=True)
class Firms:
    """The firms of a list, each as an assessment without answers, and the rows that could not be read."""

    firms: tuple[Assessment, ...]
    problems: tuple[Problem, ...]


def read_firms(file: Path, context: Context, questionnaire: str | None = None) -> Firms:
    """Return the firms of a list: Excel, CSV or Parquet, with the firm's name and what else is known of its profile.

    The identifier is that of the list where it has one, else the ICE, else the name. Raises ``ProblemsError`` when the
    list cannot be read, or names one identifier twice.
    """
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
        part = score_rows(plan, rows_of(Block(plan=plan, start=table.first, rows=table.rows)), table.first)
    problems = tuple(
        Problem(code=row["code"], place=table.place(row["row"], row["column"]), values=json.loads(row["values"]))
        for row in part.bad.iter_rows(named=True)
    )
    found = tuple(Assessment.model_validate_json(text) for text in part.scored["assessment"].to_list())
    _refuse_twice(found, file)
    return Firms(firms=found, problems=problems)


def _refuse_twice(found: "tuple[Assessment, ...]", file: Path) -> None:
    counts = Counter(one.id for one in found)
    twice = [name for name, count in counts.items() if count > 1]
    if twice:
        place = Place(file=str(file))
        raise ProblemsError([Problem(code="form-firm-twice", place=place, values={"firm": name}) for name in twice])
