"""What is read of a returned file that does not hold: as far as it goes, and not without end."""

import json
from pathlib import Path

import pytest

from jazari_assess.content import roots
from jazari_assess.errors import ProblemsError
from jazari_assess.reading.assessment.salvage import salvage_assessment
from jazari_assess.reading.content.library import read_library
from tests.cli.samples import VERSION


def test_a_crowd_of_answers_is_refused_at_once(tmp_path: Path) -> None:
    """Far more answers than there are questions: one problem with both counts, none of them looked at."""
    answers = {f"question-{number}": 1 for number in range(5000)}
    value = {
        "schema": "jazari-assess/assessment/1",
        "questionnaire": {"id": "industrie-x0", "version": VERSION},
        "answers": answers,
    }
    path = tmp_path / "returned.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        salvage_assessment(path, read_library(roots()))
    (problem,) = caught.value.problems
    assert problem.code == "answers-too-many"
    assert problem.values["count"] == "5000"
