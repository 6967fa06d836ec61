"""Print what the firms of each level have in common, over random firms: what a level's words may say of all of them.

A firm has a strength drawn evenly from 0 to 1. One half of the firms answers each question about there (a binomial draw
over its options, numbers over their whole range), the other half all or nothing: each question at its best with that
probability, else at its worst. The second half looks for lop-sided firms, which averages let pass and only gates stop.
Where it is allowed, one answer in ten is "not applicable". Weights are the model's own, without a variant; nothing is
missing. The draw is seeded: the same content gives the same tables.

Usage: python scripts/levels_in_common.py [FIRMS]
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from jazari_assess.content import own_root
from jazari_assess.engine.asking import relevance
from jazari_assess.engine.score.compiled import CompiledModel, compile_model
from jazari_assess.engine.score.kernel import Scores, score
from jazari_assess.engine.score.levels import gated_levels
from jazari_assess.engine.score.robustness import node_scores
from jazari_assess.engine.score.values import (
    ABSENT,
    GIVEN,
    NOT_APPLICABLE,
    AnswerMatrix,
    Column,
    answer_matrix,
    question_values,
)
from jazari_assess.engine.weights.weighting import consistency_ratio
from jazari_assess.model.maturity import Group
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    ValueQuestion,
    YesPartlyNoQuestion,
)
from jazari_assess.reading.content.library import read_library

Floats = NDArray[np.float64]
NAME = "industrie-x0"
SEED, FIRMS = 20260112, 10_000  # the seed of every other draw of the program
NOT_APPLICABLE_SHARE = 0.1


def main(arguments: Sequence[str]) -> int:
    """Print both tables in Markdown."""
    firms = int(arguments[0]) if arguments else FIRMS
    library = read_library([own_root()], consistency_ratio)
    matrix = random_answers(library.questionnaires[NAME].structure, firms)
    compiled = compile_model(library.models[NAME].structure, matrix.questions)
    scores = score(compiled, matrix.values, matrix.not_applicable)
    held = held_levels(compiled, matrix, scores)
    for line in (*dimension_table(compiled, scores, held), "", *common_table(compiled, matrix, held)):
        print(line)
    return 0


def random_answers(questionnaire: Questionnaire, firms: int) -> AnswerMatrix:
    """Return the answers of random firms, hidden questions taken out."""
    random = np.random.Generator(np.random.PCG64(SEED))
    strength = random.random(firms)
    extreme = np.arange(firms) % 2 == 1
    columns = {name: _column(questionnaire.questions[name], strength, extreme, random) for name in questionnaire.order}
    shown = relevance(questionnaire, columns)
    return answer_matrix(questionnaire, columns, shown, shown)


def _column(question: Question, strength: Floats, extreme: NDArray[np.bool_], random: np.random.Generator) -> Column:
    rows = len(strength)
    best = random.random(rows) < strength
    if not isinstance(question, ValueQuestion):
        return Column(states=np.full(rows, ABSENT, dtype=np.uint8), codes=np.full(rows, np.nan))
    codes = _codes(question, strength, extreme, best, random)
    out = question.not_applicable & (random.random(rows) < NOT_APPLICABLE_SHARE)
    return Column(states=np.where(out, NOT_APPLICABLE, GIVEN).astype(np.uint8), codes=codes)


def _codes(
    question: ValueQuestion,
    strength: Floats,
    extreme: NDArray[np.bool_],
    best: NDArray[np.bool_],
    random: np.random.Generator,
) -> Floats:
    match question:
        case LevelQuestion() | ChoiceQuestion() | YesPartlyNoQuestion():
            ranked = _ranked(question)
            middle = random.binomial(len(ranked) - 1, strength)
            return ranked[np.where(extreme, np.where(best, len(ranked) - 1, 0), middle)]
        case NumberQuestion():
            between = random.random(len(strength)) ** ((1 - strength) / strength)  # its mean is the strength
            share = np.where(extreme, best, between)
            found = question.minimum + (question.maximum - question.minimum) * share
            return np.round(found) if question.integer else found
        case ChecklistQuestion():
            ticked = random.random((len(strength), len(question.options))) < strength[:, None]
            ticked = np.where(extreme[:, None], best[:, None], ticked)
            place = list(question.options).index(question.none)
            ticked[:, place] = False
            ticked[:, place] = ~ticked.any(axis=1)
            return ticked.astype(np.float64)


def _ranked(question: LevelQuestion | ChoiceQuestion | YesPartlyNoQuestion) -> Floats:
    """Return the codes of the options, from the one worth least to the one worth most."""
    if isinstance(question, LevelQuestion):
        count = question.options
    else:
        count = len(question.options if isinstance(question, ChoiceQuestion) else YES_PARTLY_NO)
    codes = np.arange(count, dtype=np.float64)
    return codes[np.argsort(question_values(question, codes), kind="stable")]


def held_levels(compiled: CompiledModel, matrix: AnswerMatrix, scores: Scores) -> NDArray[np.intp]:
    """Return the position of the level of each firm."""
    look_up = node_scores(compiled, scores, matrix.values, matrix.not_applicable)
    return gated_levels(compiled.model.levels, scores.score[:, compiled.root], look_up).positions


def dimension_table(compiled: CompiledModel, scores: Scores, held: NDArray[np.intp]) -> Sequence[str]:
    """Return the lowest score of each dimension among the firms of each level, in Markdown."""
    root = compiled.model.nodes[compiled.model.root]
    dimensions = root.children if isinstance(root, Group) else ()
    lines = [
        f"| level | firms | {' | '.join(dimensions)} |",
        "|---|---:|" + "---:|" * len(dimensions),
    ]
    for position, step in enumerate(compiled.model.levels.steps):
        own = held == position
        columns = (scores.score[own, compiled.position[name] - len(compiled.leaves)] for name in dimensions)
        lowest = [f"{np.nanmin(column):.0f}" if own.any() else "-" for column in columns]
        lines.append(f"| {step.id} | {own.sum()} | {' | '.join(lowest)} |")
    return lines


def common_table(compiled: CompiledModel, matrix: AnswerMatrix, held: NDArray[np.intp]) -> Sequence[str]:
    """Return the indicators on which no firm of a level stands at 0, the worst answer, each with the lowest score."""
    lines = ["| level | no firm of it is at the worst answer of (lowest score) |", "|---|---|"]
    for position, step in enumerate(compiled.model.levels.steps):
        own = matrix.values[held == position]
        found = [
            f"{leaf.id} ({100 * np.nanmin(own[:, leaf.column]):.0f})"
            for leaf in compiled.leaves
            if len(own) and np.nanmin(own[:, leaf.column]) > 0
        ]
        lines.append(f"| {step.id} | {', '.join(found) or 'none'} |")
    return lines


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
