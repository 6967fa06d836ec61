"""A model may count what is missing, or does not apply, as a fixed value: scores and explanations then say so."""

import pytest

from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.engine.score.explain import explain
from jazari_assess.model.assessment import NotApplicable, Unknown
from jazari_assess.model.explanation import GroupLine, IndicatorLine
from jazari_assess.model.maturity import CountsAs
from jazari_assess.model.result import ModelResult
from tests.engine.random_models import Firm
from tests.engine.small_models import firm, mean_of, model

UNKNOWN, OUT = Unknown(state="unknown"), NotApplicable(state="not-applicable")


def counts(value: float | str) -> CountsAs:
    """Return a stand-in of this value."""
    return CountsAs.model_validate({"counts_as": value, "rationale": "as its owner reads it"})


def made(*, missing: float | str | None = None, not_applicable: float | str | None = None) -> Firm:
    """Return a firm with 40 of 100 on ``a``, ``b`` unknown and ``c`` not applicable, under equal weights."""
    own = model(mean_of("a", "b", "c")).model_copy(
        update={
            "missing": None if missing is None else counts(missing),
            "not_applicable": None if not_applicable is None else counts(not_applicable),
        }
    )
    return firm(own, {"a": 4, "b": UNKNOWN, "c": OUT})


def scored(found: Firm) -> ModelResult:
    """Return the engine's result."""
    result = evaluate(
        found.questionnaire, [found.model], found.assessment, date="2026-11-21", tool_version="1", draws=1
    )
    return result.models[0]


@pytest.mark.parametrize(
    ("missing", "not_applicable", "expected"),
    [
        (None, None, 40.0),  # a alone
        ("worst", None, 20.0),  # (40 + 0) / 2
        (0.25, None, 32.5),  # (40 + 25) / 2
        (None, 0.5, 45.0),  # (40 + 50) / 2
        ("worst", 0.5, 30.0),  # (40 + 0 + 50) / 3
        (0.25, 0.5, 115 / 3),  # (40 + 25 + 50) / 3
    ],
)
def test_score_with_what_stands_in(missing: float | str | None, not_applicable: float | None, expected: float) -> None:
    """The value stands in the sum and in its denominator; the coverage still says what was answered."""
    found = scored(made(missing=missing, not_applicable=not_applicable))
    assert found.overall.score == pytest.approx(expected)
    assert found.overall.coverage == pytest.approx(0.5 if not_applicable is None else 2 / 3)
    assert found.missing == 1
    assert found.missing_counts_as == (0.0 if missing == "worst" else missing)
    assert found.not_applicable_counts_as == not_applicable
    assert found.nodes["b"].coverage == 0
    assert found.overall.low is not None
    assert found.overall.high is not None
    assert found.overall.low <= expected + 1e-9
    assert expected <= found.overall.high + 1e-9


def test_explanation_names_what_stands_in_and_adds_up() -> None:
    """The terms are those of the mean; the lines without an answer say in whose place their value stands."""
    told = made(missing=0.25, not_applicable=0.5)
    found = explain(told.questionnaire, told.model, told.assessment)
    group = found.lines[0]
    assert isinstance(group, GroupLine)
    assert [term.product for term in group.terms] == pytest.approx([40 / 3, 25 / 3, 50 / 3])
    assert sum(line.contribution for line in found.contributions) == pytest.approx(found.score)
    assert [line.counted_as for line in found.lines if isinstance(line, IndicatorLine)] == [
        None,
        "missing",
        "not-applicable",
    ]
    assert (found.missing_counts_as, found.not_applicable_counts_as) == (0.25, 0.5)


def test_nothing_stands_in_for_what_our_model_leaves_out() -> None:
    """Without such a rule nothing is counted, and nothing says so."""
    told = made()
    found = explain(told.questionnaire, told.model, told.assessment)
    assert all(line.counted_as is None for line in found.lines if isinstance(line, IndicatorLine))
    assert (found.missing_counts_as, found.not_applicable_counts_as) == (None, None)
