"""The interpreter on models of any kind: all aggregates, conditions, maps, gates and variants, beside the engine."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.forms.html.compiled_model import completion_data, model_data
from jazari_assess.forms.html.json_data import dumped
from jazari_assess.model.profile import REGIONS, SECTORS
from tests.engine.random_models import Firm, firms
from tests.engine.random_questionnaires import examples
from tests.forms.html.engine_result import differences, scores_of
from tests.forms.html.tools import node_running

ANSWERING = Path(__file__).parent / "script" / "answering.mjs"


@pytest.fixture(scope="module")
def node() -> Iterator["subprocess.Popen[str]"]:
    """A node that answers line by line."""
    with node_running(ANSWERING) as running:
        yield running


def asked(node: "subprocess.Popen[str]", firm: Firm) -> Mapping[str, Any]:
    """Return what the interpreter says of a firm."""
    structure, model = firm.questionnaire.structure, firm.model.structure
    form = {
        "regions": list(REGIONS),
        "sectors": list(SECTORS),
        "questions": {name: dumped(one) for name, one in structure.questions.items()},
        "model": model_data(model, structure),
        "completions": completion_data(model, structure),
        "flags": {},
        "checks": {},
    }
    assessment = firm.assessment.model_dump(mode="json", by_alias=True, exclude_none=True)
    assert node.stdin is not None
    assert node.stdout is not None
    node.stdin.write(json.dumps({"form": form, "assessment": assessment}) + "\n")
    node.stdin.flush()
    return dict(json.loads(node.stdout.readline()))


@given(firm=firms())
@examples(120)
def test_interpreter_and_engine_agree_on_any_model(node: "subprocess.Popen[str]", firm: Firm) -> None:
    """Every node's score, bounds, coverage, share, state and level, the overall level and what caps it."""
    result = evaluate(
        firm.questionnaire, [firm.model], firm.assessment, date="2026-11-29", tool_version="0", draws=1
    ).models[0]
    said = asked(node, firm)
    nodes = {name: one for name, one in said["nodes"].items() if one["parent"] is not None}
    assert differences({**said, "nodes": nodes}, scores_of(result)) == []
