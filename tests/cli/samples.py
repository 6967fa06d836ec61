"""The sample firms that come with the questionnaire, and its present version."""

import re

from tests.conftest import ROOT

_FOLDER = ROOT / "questionnaires" / "industrie-x0"
EXAMPLES = _FOLDER / "examples"
(VERSION,) = re.findall(r'(?m)^version: "(.+)"$', (_FOLDER / "questionnaire.yaml").read_text(encoding="utf-8"))
SAMPLES = sorted(EXAMPLES.glob("*.yaml"))
CANNERY = EXAMPLES / "agri-food-cannery.yaml"
WORKSHOP = EXAMPLES / "textile-workshop.yaml"
