"""Exports of five form tools, and long tables, are read without a map and give the same scores."""

from pathlib import Path

import pytest

from tests.batch.exports import EXPORTS, answers, wide
from tests.batch.running import results, run

TOOLS = {
    "kobo": "KoboToolbox",
    "odk": "ODK Central",
    "google": "Google Forms",
    "microsoft": "Microsoft Forms",
    "limesurvey": "LimeSurvey",
    "long": None,
}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("tool", EXPORTS)
def test_an_export_gives_the_scores_of_the_same_answers(tool: str, language: str, tmp_path: Path) -> None:
    """Labels as headers and answers as texts, items joined or in columns of their own: nothing is lost or guessed."""
    firms = answers(20)
    run(wide(tmp_path, firms), out=tmp_path / "plain")
    outcome = run(EXPORTS[tool](tmp_path, firms, language), out=tmp_path / "out", language=language)
    assert [(problem.code, problem.place.cell, problem.values) for problem in outcome.problems] == []
    assert (outcome.counts.rows, outcome.counts.scored) == (20, 20)
    assert outcome.tables[0].tool == TOOLS[tool]
    assert outcome.tables[0].unused == ()
    assert outcome.tables[0].near == ()
    assert results(tmp_path / "out").equals(results(tmp_path / "plain"))
