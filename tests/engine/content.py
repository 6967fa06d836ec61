"""The content that comes with the program, and the small models of other tools' arithmetic in tests/content."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from jazari_assess.model.assessment import Assessment
from jazari_assess.model.library import ModelContent, QuestionnaireContent
from jazari_assess.model.maturity import Cases, MaturityModel
from jazari_assess.model.questionnaire import Questionnaire

ROOT = Path(__file__).resolve().parents[2]
ROOTS = (ROOT, ROOT / "tests" / "content")


def _frozen(found: object) -> object:
    if isinstance(found, dict):
        return {key: _frozen(value) for key, value in found.items()}
    return tuple(_frozen(value) for value in found) if isinstance(found, list) else found


def _load(path: Path) -> object:
    return _frozen(yaml.safe_load(path.read_text(encoding="utf-8")))


@cache
def questionnaires() -> Mapping[str, QuestionnaireContent]:
    """Return all questionnaires by id."""
    return {
        path.parent.name: QuestionnaireContent(
            structure=Questionnaire.model_validate(_load(path)), texts={}, sha256="0" * 64, folder=str(path.parent)
        )
        for root in ROOTS
        for path in sorted((root / "questionnaires").glob("*/questionnaire.yaml"))
    }


@cache
def models() -> Mapping[str, ModelContent]:
    """Return all models by id."""
    return {
        path.parent.name: ModelContent(
            structure=MaturityModel.model_validate(_load(path)),
            texts={},
            cases=Cases.model_validate(_load(path.parent / "cases.yaml")).cases,
            sha256="1" * 64,
            folder=str(path.parent),
        )
        for root in ROOTS
        for path in sorted((root / "scoring" / "models").glob("*/model.yaml"))
    }


@cache
def samples() -> Mapping[str, Assessment]:
    """Return the sample firms by file name."""
    folder = ROOT / "questionnaires" / "industrie-x0" / "examples"
    return {path.stem: _sample(path) for path in sorted(folder.glob("*.yaml"))}


def _sample(path: Path) -> Assessment:
    found = _load(path)
    assert isinstance(found, dict)
    answers = {
        name: answer if isinstance(answer, dict) else {"state": "given", "answer": answer}
        for name, answer in found["answers"].items()
    }
    return Assessment.model_validate({**found, "answers": answers})
