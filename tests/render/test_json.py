"""The JSON: keys and numbers as other programs expect them."""

import json

from jazari_assess.render import RENDERERS
from jazari_assess.render.json import result_value
from tests.render.small_report import assessment, library, report, result


def test_json_has_the_agreed_keys_and_unrounded_numbers() -> None:
    """The schema is named first; result keys are those of the design, the assessment's those of its file."""
    found = report()
    value = json.loads(RENDERERS["json"]().render(found))
    assert list(value) == ["schema", "assessment", "provenance", "models", "flags", "checks", "roadmap", "notices"]
    assert value["notices"] == {view.id: view.notice for view in found.page.views}
    assert value["schema"] == "jazari-assess/result/1"
    assert value["assessment"]["schema"] == "jazari-assess/assessment/1"
    assert value["assessment"]["answers"]["maintenance"]["evidence"] == "seen-on-site"
    overall = value["models"][0]["overall"]
    assert {"score", "low", "high", "level", "level_id", "coverage", "capped_by", "display"} <= set(overall)
    assert overall["score"] == found.result.models[0].overall.score
    assert value["roadmap"]["schema"] == "jazari-assess/plan/2"
    assert value["roadmap"]["items"][0]["why_now"]["code"] == "flag"


def test_missing_scores_are_null() -> None:
    """A node that is not scored has null, not zero."""
    value = json.loads(RENDERERS["json"]().render(report()))
    assert value["models"][0]["nodes"]["policy"]["score"] is None
    nothing = result_value(result(library(), assessment(answers={})))
    assert nothing["models"][0]["overall"]["score"] is None
    assert "roadmap" not in nothing


def test_json_is_utf8_with_one_line_end() -> None:
    """Letters stand as themselves, and the file ends as text files do."""
    data = RENDERERS["json"]().render(report(found=assessment(firm="مصنع Œuvre")))
    assert "مصنع Œuvre" in data.decode()
    assert data.endswith(b"}\n")
