"""Many firms scored at once: the same scores, levels, flags and checks that each has alone, without the rest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jazari_assess.engine.asking import relevance
from jazari_assess.engine.completions import shown
from jazari_assess.engine.flags import flag_masks
from jazari_assess.engine.score.compiled import CompiledModel, compile_model, variant_for
from jazari_assess.engine.score.interval import Plan, completion_plan, interval
from jazari_assess.engine.score.kernel import Floats, Mask, leaf_values, score
from jazari_assess.engine.score.levels import gated_levels, level_positions
from jazari_assess.engine.score.robustness import node_scores
from jazari_assess.engine.score.values import AnswerMatrix, Column, answer_columns, answer_matrix
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.library import ModelContent, QuestionnaireContent
from jazari_assess.model.maturity import Variant

Columns = Mapping[str, Column]
Rows = NDArray[np.intp]
Table = Sequence[Sequence[float | None]]


@dataclass(frozen=True, kw_only=True)
class NodeFigures:
    """One node of one firm: score, least and greatest 0..100, the level by number and id, coverage 0..1; None: none."""

    score: float | None
    low: float | None
    high: float | None
    level: int | None
    level_id: str | None
    coverage: float | None


@dataclass(frozen=True, kw_only=True)
class FirmFigures:
    """One firm: the whole, every node that the model covers, and what each answer is worth, 0..100 or None."""

    variant: str | None
    overall: NodeFigures
    nodes: Mapping[str, NodeFigures]
    worths: Mapping[str, float | None]
    flags: tuple[str, ...]
    checks: tuple[str, ...]


class ManyScored:
    """Scores firms that answered one questionnaire under one model; what is prepared for one is kept for the next."""

    def __init__(self, questionnaire: QuestionnaireContent, model: ModelContent) -> None:
        """Take the questionnaire and the model."""
        self._questionnaire, self._model = questionnaire, model.structure
        self._plans: dict[str | None, Plan] = {}

    def figures(self, assessments: Sequence[Assessment]) -> Sequence[FirmFigures]:
        """Return the figures of assessments that reading has checked, in their order."""
        structure = self._questionnaire.structure
        columns = answer_columns(structure, assessments)
        relevant = shown(structure, columns)
        matrix = answer_matrix(structure, columns, relevant.always, relevant.ever)
        signals = self._signals(columns, len(assessments))
        variants = [variant_for(self._model, one.profile.sector, one.profile.size) for one in assessments]
        found: dict[int, FirmFigures] = {}
        for variant in {own.id if own else None: own for own in variants}.values():
            rows = np.flatnonzero([own is variant for own in variants])
            part = self._part(variant, columns, matrix, rows)
            found |= {row: part.firm(place, *signals[row]) for place, row in enumerate(rows.tolist())}
        return [found[row] for row in range(len(assessments))]

    def _part(self, variant: Variant | None, columns: Columns, matrix: AnswerMatrix, rows: Rows) -> "_Part":
        name = None if variant is None else variant.id
        if name not in self._plans:
            compiled = compile_model(self._model, matrix.questions, variant)
            self._plans[name] = completion_plan(self._questionnaire.structure, compiled)
        own = {key: Column(states=one.states[rows], codes=one.codes[rows]) for key, one in columns.items()}
        values, out = matrix.values[rows], matrix.not_applicable[rows]
        return _Part.of(self._plans[name], own, replace(matrix, values=values, not_applicable=out))

    def _signals(self, columns: Columns, count: int) -> Sequence[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Return the flags that are up for each firm and the checks that hold, the most severe and surest first."""
        content = self._questionnaire
        masks = flag_masks(content, columns, relevance(content.structure, columns), count)
        return list(zip(_held(masks.flags, count), _held(masks.checks, count), strict=True))


def _held(masks: Mapping[str, Mask], count: int) -> Sequence[tuple[str, ...]]:
    """Return the names that hold in each row."""
    if not masks:
        return [()] * count
    table = np.column_stack(list(masks.values()))
    names = list(masks)
    return [tuple(names[place] for place in np.flatnonzero(row)) for row in table]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Part:
    """The firms of one variant; tables are (rows, nodes) in the order of the compiled model, as plain numbers or None.

    ``positions`` are those of levels, -1 for none; ``held`` (rows,) those of the level that the whole holds.
    """

    compiled: CompiledModel
    score: Table
    low: Table
    high: Table
    coverage: Table
    positions: NDArray[np.intp]
    held: NDArray[np.intp]
    worths: Table
    questions: tuple[str, ...]

    @classmethod
    def of(cls, plan: Plan, columns: Columns, matrix: AnswerMatrix) -> "_Part":
        """Score the firms of some rows."""
        compiled, values, out = plan.compiled, matrix.values, matrix.not_applicable
        scores = score(compiled, values, out)
        bounds = interval(plan, columns, matrix, scores)
        leaves = leaf_values(compiled, values.copy(), out)
        own = np.where(leaves.counted > 0, leaves.value * 100, np.nan)
        there = leaves.present if leaves.applicable is None else np.where(leaves.applicable > 0, leaves.present, np.nan)
        every = np.hstack([own, scores.score])
        root = scores.score[:, compiled.root]
        levels = compiled.model.levels
        return cls(
            compiled=compiled,
            score=_plain(every),
            low=_plain(np.hstack([bounds.leaf_low, bounds.low])),
            high=_plain(np.hstack([bounds.leaf_high, bounds.high])),
            coverage=_plain(np.hstack([there, scores.coverage])),
            positions=level_positions(levels, every),
            held=gated_levels(levels, root, node_scores(compiled, scores, values, out)).positions,
            worths=_plain(values * 100),
            questions=matrix.questions,
        )

    def firm(self, row: int, flags: tuple[str, ...], checks: tuple[str, ...]) -> FirmFigures:
        """Return the figures of one firm."""
        names, model = self.compiled.node_ids, self.compiled.model
        nodes = {name: self._node(row, place, int(self.positions[row, place])) for place, name in enumerate(names)}
        whole = self._node(row, self.compiled.position[model.root], int(self.held[row]))
        del nodes[model.root]
        return FirmFigures(
            variant=self.compiled.variant,
            overall=whole
            if model.overall
            else replace(whole, score=None, low=None, high=None, level=None, level_id=None),
            nodes=nodes,
            worths=dict(zip(self.questions, self.worths[row], strict=True)),
            flags=flags,
            checks=checks,
        )

    def _node(self, row: int, place: int, position: int) -> NodeFigures:
        levels = self.compiled.model.levels
        return NodeFigures(
            score=self.score[row][place],
            low=self.low[row][place],
            high=self.high[row][place],
            level=None if position < 0 else levels.number(position),
            level_id=None if position < 0 else levels.steps[position].id,
            coverage=self.coverage[row][place],
        )


def _plain(table: Floats) -> Table:
    """Return a table as plain numbers, None for NaN."""
    plain = table.astype(object)
    plain[np.isnan(table)] = None
    found: Table = plain.tolist()
    return found
