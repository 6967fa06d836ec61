"""The sample firms that come with the questionnaire."""

from tests.conftest import ROOT

EXAMPLES = ROOT / "questionnaires" / "industrie-x0" / "examples"
SAMPLES = sorted(EXAMPLES.glob("*.yaml"))
CANNERY = EXAMPLES / "agri-food-cannery.yaml"
WORKSHOP = EXAMPLES / "textile-workshop.yaml"
