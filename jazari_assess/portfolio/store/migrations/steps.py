"""What the steps between versions do; each works on what the version before left, whatever the program has become."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from jazari_assess.portfolio.store.schema import Dialect, statements
from jazari_assess.portfolio.timing import answer_seconds

_AT_ONCE = 500
"""Documents read at once: a few megabytes."""


def make_objects(connection: Connection, revision: str) -> None:
    """Make what a version adds."""
    dialect: Dialect = "postgresql" if connection.dialect.name == "postgresql" else "sqlite"
    existing = {"alembic_version"}  # made before the first step, to say in it which version there is
    for statement in statements(revision, dialect):
        if statement.split()[2] not in existing:
            connection.execute(text(statement))


def fill_timing(connection: Connection) -> None:
    """Fill in how long each question took, by the times in the documents that are there."""
    last = 0
    while documents := connection.execute(
        text("SELECT id, document FROM assessment WHERE id > :last AND document IS NOT NULL ORDER BY id LIMIT :most"),
        {"last": last, "most": _AT_ONCE},
    ).all():
        rows = [row for one, document in documents for row in _timing_rows(one, json.loads(document))]
        if rows:
            insert = "INSERT INTO timing (assessment, question, seconds) VALUES (:assessment, :question, :seconds)"
            connection.execute(text(insert), rows)
        last = documents[-1][0]


def _timing_rows(assessment: int, document: dict[str, Any]) -> Iterator[dict[str, object]]:
    answers = document.get("answers", {})
    times = {name: one["time"] for name, one in answers.items() if isinstance(one, dict) and one.get("time")}
    for question, seconds in answer_seconds(times).items():
        yield {"assessment": assessment, "question": question, "seconds": seconds}
