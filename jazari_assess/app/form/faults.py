"""What is wrong with a list of firms beyond its single cells: firms without a name, and one identifier for several."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from jazari_assess.batch.matching.vocabulary import IDENTIFIER
from jazari_assess.batch.scoring.columns import as_text
from jazari_assess.batch.scoring.rows import Plan
from jazari_assess.errors import Problem
from jazari_assess.model.questionnaire import ProfileQuestion


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A row of a list that could be read: who it is about, where it stands, and what it says as an assessment."""

    id: str
    ice: str | None
    row: int
    position: int
    assessment: str


def faults(rows: Sequence[Listed], plan: Plan, frame: pl.DataFrame) -> Iterator[tuple[Listed, Problem]]:
    """Yield each row that no form can be made for, with the reason at its cell; ``frame`` holds the rows as staged."""
    columns = _columns(plan)
    names = as_text(frame[columns["firm"]]).to_list() if "firm" in columns else None
    sharing = _sharing(rows)
    for one in rows:
        if names is None or not names[one.position - plan.table.first].strip():
            place = plan.table.place(one.row, columns.get("firm", columns.get("ice", "")))
            yield one, Problem(code="form-firm-nameless", place=place, values={"firm": one.id})
        if len(sharing[one.id]) > 1:
            others = ", ".join(str(row) for row in sharing[one.id] if row != one.row)
            named = "identifier" if "identifier" in columns else "ice" if one.ice else "firm"
            place = plan.table.place(one.row, columns.get(named, ""))
            yield one, Problem(code="form-firm-twice", place=place, values={"firm": one.id, "rows": others})


def _sharing(rows: Sequence[Listed]) -> Mapping[str, Sequence[int]]:
    """Return the rows that each identifier stands in."""
    found: dict[str, list[int]] = {}
    for one in rows:
        found.setdefault(one.id, []).append(one.row)
    return found


def _columns(plan: Plan) -> Mapping[str, str]:
    """Return the columns that say who a row is about: by the field of the profile, and ``identifier``."""
    questions = plan.questionnaire.structure.questions
    found: dict[str, str] = {}
    for match in plan.matching.matches:
        question = questions.get(match.target.question)
        if match.target == IDENTIFIER:
            found["identifier"] = match.header.column
        elif isinstance(question, ProfileQuestion):
            found[question.field] = match.header.column
    return found
