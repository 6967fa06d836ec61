"""The content that comes with the program, and the small models of other tools' arithmetic in tests/content."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jazari_assess.engine.weights.weighting import consistency_ratio
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent
from jazari_assess.reading.assessment.file import read_assessment
from jazari_assess.reading.content.library import read_library

ROOT = Path(__file__).resolve().parents[2]


@cache
def library() -> Library:
    """Return our content with that of the tests laid over it."""
    return read_library((ROOT, ROOT / "tests" / "content"), consistency_ratio)


def questionnaires() -> Mapping[str, QuestionnaireContent]:
    """Return all questionnaires by id."""
    return library().questionnaires


def models() -> Mapping[str, ModelContent]:
    """Return all models by id."""
    return library().models


@cache
def samples() -> Mapping[str, Assessment]:
    """Return the sample firms by file name."""
    folder = ROOT / "questionnaires" / "industrie-x0" / "examples"
    return {path.stem: read_assessment(path, library()) for path in sorted(folder.glob("*.yaml"))}
