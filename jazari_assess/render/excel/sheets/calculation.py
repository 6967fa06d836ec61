"""The sheet of the calculation: every node from its weight to its level, and which levels are reached, as formulas."""

from collections.abc import Sequence

from jazari_assess.render.excel.live.calculation import CalculatedNode
from jazari_assess.render.excel.live.firm import weight
from jazari_assess.render.excel.live.nodes import CLIMBS, NodeFormulas
from jazari_assess.render.excel.live.places import LevelColumn, NodeColumn, Places
from jazari_assess.render.excel.workbook import Column, Sheet, Value, Workbook

_TWO_LINES = 30
"""Points of a row whose headings break once."""


def add_calculation(book: Workbook, places: Places, *, hidden: bool = False) -> None:
    """Add the tree, then the table of levels; a hidden sheet is never printed."""
    t, formulas = book.labels, NodeFormulas(places, book.labels)
    sheet, columns = book.named(places.nodes, landscape=False), _columns(book)
    titles = {node.id: node.title for node in places.calculation.nodes}
    rows = [_row(node, titles.get(node.parent or "", ""), formulas) for node in places.calculation.nodes]
    end = sheet.listing(columns, rows, frozen=1)
    _levels(book, sheet, places, formulas)
    below = end + len(places.calculation.levels) + 3
    for row, key in enumerate(("workbook.follows", "workbook.how"), start=below):
        sheet.wide(row, (0, NodeColumn.LEVEL), t[key], "quiet")
    look = book.book.add_format({"font_color": "#B0BEC5"})
    sheet.sheet.conditional_format(1, NodeColumn.CHART, end, NodeColumn.CHART, {"type": "errors", "format": look})
    if hidden:
        sheet.sheet.hide()
    else:
        sheet.prints(below + 1, NodeColumn.LEVEL)
    sheet.protect()


def _columns(book: Workbook) -> Sequence[Column]:
    t = book.labels
    shown = [
        Column(heading=t["workbook.node"], width=36),
        Column(heading=t["workbook.within"], width=28),
        Column(heading=t["dimension.weight"], width=10, style="percent"),
        Column(heading=t["sheet.score-of-hundred"], width=11, style="score"),
        Column(heading=t["sheet.low"], width=11, style="score"),
        Column(heading=t["sheet.high"], width=11, style="score"),
        Column(heading=t["dimension.coverage"], width=12, style="percent"),
        Column(heading=t["level.name"], width=20),
    ]
    machine = [
        ("weight-among-all", "percent"),
        ("minimum-coverage", "percent"),
        ("bound", "score"),
        ("applicable", "number"),
        ("scored", "number"),
        ("x", "score"),
        ("x-low", "score"),
        ("x-high", "score"),
        ("climb", "number"),
        ("climb-low", "number"),
        ("climb-high", "number"),
        ("chart", "score"),
    ]
    return [*shown, *(Column(heading=t[f"workbook.column.{key}"], width=12, style=style) for key, style in machine)]


def _row(node: CalculatedNode, within: str, formulas: NodeFormulas) -> Sequence[Value]:
    calculation = formulas.places.calculation
    silent = node.parent is None and not calculation.overall
    if silent and not calculation.fields:
        return [node.title, within, *([None] * (len(NodeColumn) - 2))]
    return [
        node.title,
        within,
        formulas.share(node),
        formulas.shown(node, NodeColumn.X),
        formulas.shown(node, NodeColumn.X_LOW),
        formulas.shown(node, NodeColumn.X_HIGH),
        formulas.coverage(node),
        formulas.overall_level(node) if node.parent is None and not silent else formulas.level(node),
        weight(formulas.places, node),
        node.minimum_coverage,
        node.bound,
        formulas.applicable(node),
        formulas.scored(node),
        formulas.score(node),
        formulas.low(node),
        formulas.high(node),
        *(formulas.climb(node, seen) for seen in CLIMBS),
        formulas.drawn(node),
    ]


def _levels(book: Workbook, sheet: Sheet, places: Places, formulas: NodeFormulas) -> None:
    t, calculation = book.labels, places.calculation
    heads = ("method.levels", "workbook.level-number", "workbook.level-start")
    first = places.levels(LevelColumn.TITLE).first
    sheet.height(first - 1, _TWO_LINES)
    for column, key in enumerate((*heads, "workbook.reached", "workbook.allowed", "workbook.held")):
        sheet.put(first - 1, column, t[key], "header-number" if column else "header")
    root = calculation.nodes[0]
    for place, level in enumerate(calculation.levels):
        values: list[Value] = [level.title, float(level.number), level.start]
        if calculation.overall:
            values += [formulas.reached(root, place), formulas.allowed(level), formulas.held(root, place)]
        for column, value in enumerate(values):
            sheet.put(first + place, column, value, "cell" if column == 0 else "number")
