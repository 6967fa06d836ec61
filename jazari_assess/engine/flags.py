"""Which flags are up for a firm, and which of its answers contradict each other. Neither changes a score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jazari_assess.engine.asking import relevance
from jazari_assess.engine.conditions import Evidence
from jazari_assess.engine.score.values import Column, Mask, answer_columns
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.flags import Check, Flag, ordered_checks, ordered_flags
from jazari_assess.model.library import QuestionnaireContent
from jazari_assess.model.questionnaire import Questionnaire


@dataclass(frozen=True, kw_only=True, eq=False)
class FlagMasks:
    """In which rows each flag is certainly up and each check certainly holds, in the order in which they are told."""

    flags: Mapping[str, Mask]
    checks: Mapping[str, Mask]


def flag_masks(
    content: QuestionnaireContent, columns: Mapping[str, Column], relevant: Mapping[str, Mask], rows: int
) -> FlagMasks:
    """Return the flags and checks of each of so many rows; ``relevant`` says where a question certainly counts."""
    evidence = _evidence(content.structure, columns, relevant)

    def masks(conditions: Mapping[str, Flag] | Mapping[str, Check], order: Sequence[str]) -> Mapping[str, Mask]:
        return {name: np.broadcast_to(evidence.truth(conditions[name].when).true, (rows,)) for name in order}

    return FlagMasks(
        flags=masks(content.flags, ordered_flags(content.flags)),
        checks=masks(content.checks, ordered_checks(content.checks)),
    )


def evidence_of(questionnaire: Questionnaire, assessment: Assessment) -> Evidence:
    """Return one firm's answers as conditions are read against them."""
    columns = answer_columns(questionnaire, [assessment])
    return _evidence(questionnaire, columns, relevance(questionnaire, columns))


def _evidence(questionnaire: Questionnaire, columns: Mapping[str, Column], relevant: Mapping[str, Mask]) -> Evidence:
    return Evidence(
        questionnaire=questionnaire, columns=columns, shown=lambda name: np.asarray(relevant[name], dtype=np.bool_)
    )


def raised(flags: Mapping[str, Flag], evidence: Evidence) -> tuple[str, ...]:
    """Return the flags that are certainly up, the most severe first, then as they are listed."""
    return tuple(name for name in ordered_flags(flags) if evidence.truth(flags[name].when).true[0])


def contradictions(checks: Mapping[str, Check], evidence: Evidence) -> tuple[str, ...]:
    """Return the checks that certainly hold, contradictions before doubts."""
    return tuple(name for name in ordered_checks(checks) if evidence.truth(checks[name].when).true[0])
