"""Eight firms as a consultant would write them: each loads, scores and says what it wants."""

import json
from pathlib import Path

import pytest
import yaml

from tests.cli.samples import VERSION
from tests.conftest import ROOT, Run

FIRMS = sorted((Path(__file__).parent / "firms").glob("*.yaml"))
QUESTIONNAIRE = ROOT / "questionnaires" / "industrie-x0" / "questionnaire.yaml"
WELL_ANSWERED = 0.8  # below it a roadmap would rest on what was not asked
CARRIED_CHECKS = {  # older answers, kept as the firm gave them
    "argan-agadir": ["machine-security-not-applicable"],
    "cablage-tanger": ["formalities-done-transfer-not"],
}


def test_there_are_eight_firms() -> None:
    """An empty or moved folder does not pass in silence."""
    assert len(FIRMS) == 8


@pytest.mark.parametrize("firm", FIRMS, ids=lambda path: path.stem)
def test_firm_loads_scores_and_names_its_aims(run: Run, firm: Path) -> None:
    """No word on standard error, at least four fifths answered, aims of the list, no new contradiction."""
    ended = run("score", firm, "--json")
    assert (ended.returncode, ended.stderr) == (0, b"")
    told = json.loads(ended.stdout)
    known = yaml.safe_load(QUESTIONNAIRE.read_text(encoding="utf-8"))["questions"]["business-aims"]["options"]
    assert told["assessment"]["id"] == firm.stem
    assert told["assessment"]["questionnaire"]["version"] == VERSION
    assert told["assessment"]["profile"]["aims"]
    assert set(told["assessment"]["profile"]["aims"]) <= set(known)
    assert told["assessment"]["answers"]["main-expectation"]["answer"]
    assert told["models"][0]["overall"]["coverage"] >= WELL_ANSWERED
    assert told["checks"] == CARRIED_CHECKS.get(firm.stem, [])
