"""What a recalculated form says, in the shape in which the engine says it."""

from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook

from jazari_assess.forms.excel.advice.places import ActionColumn, CheckColumn, FirstColumn, FlagColumn
from jazari_assess.forms.interface import FormContent
from jazari_assess.render.excel.live.places import NodeColumn
from tests.forms.html.engine_result import differences

_STATES = {(1, 1): "scored", (1, 0): "not-scored", (0, 0): "not-applicable"}


ADVICE = ("flags", "checks", "first", "helpers")
Cell = Any
"""What a cell holds; the tests say what it must be."""


def said_by_workbook(book: Workbook, content: FormContent) -> Mapping[str, Any]:
    """Return nodes, the overall level, flags and first steps as the cells hold them."""
    model = content.model.structure
    nodes = _nodes(book, content)
    levels = [step.id for step in model.levels.steps]
    held = [row[5] for row in rows(book, "_nodes", len(nodes) + 4)][: len(levels)]
    root = nodes.pop(model.root)
    place = max(1, sum(one or 0 for one in held))
    overall = {key: root[key] for key in ("score", "low", "high", "coverage")}
    overall["level"] = levels[place - 1] if root["score"] is not None else None
    found = {"flags": _up(book, "_flags", FlagColumn), "checks": _up(book, "_checks", CheckColumn)}
    return {"nodes": nodes, "overall": overall, **found, "first": _first(book), "helpers": _helpers(book)}


def rows(book: Workbook, sheet: str, first: int) -> list[tuple[Cell, ...]]:
    """Return the rows of a sheet from one on."""
    return list(book[sheet].iter_rows(min_row=first, values_only=True))


def _nodes(book: Workbook, content: FormContent) -> dict[str, dict[str, Any]]:
    model, column = content.model.structure, NodeColumn
    titles = {one.title: key for key, one in content.model.texts["fr"].levels.items()}
    waiting = [model.root]
    for name in waiting:
        waiting += getattr(model.nodes.get(name), "children", ())
    found: dict[str, dict[str, Any]] = {}
    for name, row in zip(waiting, rows(book, "_nodes", 2), strict=False):
        applies, scored = row[column.APPLICABLE], row[column.SCORED]
        score = row[column.X] if scored else None
        found[name] = {
            "score": score,
            "low": row[column.X_LOW] if applies else None,
            "high": row[column.X_HIGH] if applies else None,
            "coverage": row[column.COVERAGE] if applies else None,
            "state": _STATES[applies, scored],
            "share": row[column.SHARE],
            "level": None if score is None else titles.get(row[column.LEVEL], row[column.LEVEL]),
        }
    return found


def _up(book: Workbook, sheet: str, column: type[FlagColumn | CheckColumn]) -> list[str]:
    up = sorted((row[column.PLACE], row[column.ID]) for row in rows(book, sheet, 2) if row[column.PLACE])
    assert [place for place, _ in up] == list(range(1, len(up) + 1))
    return [name for _, name in up]


def _first(book: Workbook) -> list[list[Cell]]:
    actions, flags = rows(book, "_actions", 2), rows(book, "_flags", 2)
    found: list[list[Cell]] = []
    for step in rows(book, "_first", 1):
        row, flag = step[FirstColumn.ACTION], step[FirstColumn.FLAG]
        if row:
            own = actions[row - 1]
            asked = flags[flag - 1][FlagColumn.ID] if flag else None
            found.append([own[ActionColumn.ID], asked, own[ActionColumn.WORTH]])
    return found


def _helpers(book: Workbook) -> list[list[str]]:
    services = [row[0] for row in rows(book, "_help", 2)]
    steps = [step for step in rows(book, "_first", 1) if step[FirstColumn.ACTION]]
    helping = ((step[FirstColumn.HELPER], step[FirstColumn.NEXT_HELPER]) for step in steps)
    return [[services[int(row) - 1] for row in both if row] for both in helping]


def wrong(said: Mapping[str, Any], engine: Mapping[str, Any]) -> list[str]:
    """Return where a workbook says something else than the engine."""
    keys = ("score", "low", "high", "coverage", "state", "share", "level")
    nodes = {name: {key: node[key] for key in keys} for name, node in engine["nodes"].items()}
    overall = {key: engine["overall"][key] for key in said["overall"]}
    wanted = {"nodes": nodes, "overall": overall, **{key: engine[key] for key in ADVICE}}
    own = {**said, "nodes": {name: node for name, node in said["nodes"].items() if name in nodes}}
    return differences(own, wanted)
