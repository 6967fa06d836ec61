"""Which flags are up for a firm, and which of its answers contradict each other. Neither changes a score."""

from collections.abc import Mapping

import numpy as np

from jazari_assess.engine.asking import relevance
from jazari_assess.engine.conditions import Evidence
from jazari_assess.engine.score.values import answer_columns
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.flags import Check, Flag
from jazari_assess.model.questionnaire import Questionnaire


def evidence_of(questionnaire: Questionnaire, assessment: Assessment) -> Evidence:
    """Return one firm's answers as conditions are read against them."""
    columns = answer_columns(questionnaire, [assessment])
    relevant = relevance(questionnaire, columns)
    return Evidence(
        questionnaire=questionnaire, columns=columns, shown=lambda name: np.asarray(relevant[name], dtype=np.bool_)
    )


def raised(flags: Mapping[str, Flag], evidence: Evidence) -> tuple[str, ...]:
    """Return the flags that are certainly up, the most severe first, then as they are listed."""
    up = [name for name, flag in flags.items() if evidence.truth(flag.when).true[0]]
    return tuple(sorted(up, key=lambda name: -flags[name].severity))


def contradictions(checks: Mapping[str, Check], evidence: Evidence) -> tuple[str, ...]:
    """Return the checks that certainly hold, contradictions before doubts."""
    found = [name for name, check in checks.items() if evidence.truth(check.when).true[0]]
    return tuple(sorted(found, key=lambda name: checks[name].strength != "contradiction"))
