"""A run between scoring and writing: everything that its outputs and its last words are made from."""

from collections.abc import Sequence
from dataclasses import dataclass

from jazari_assess.batch.outputs.assembly import Assembled
from jazari_assess.batch.request import Request
from jazari_assess.batch.scoring.slice import Plan
from jazari_assess.batch.sources.inputs import Opened
from jazari_assess.batch.workspace import Workspace


@dataclass(frozen=True, kw_only=True)
class Ran:
    """``parts`` are (table, number) in order; a table's plan stands at its number."""

    request: Request
    workspace: Workspace
    opened: Opened
    plans: Sequence[Plan]
    parts: Sequence[tuple[int, int]]
    assembled: Assembled
