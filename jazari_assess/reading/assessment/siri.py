"""What a firm says about the sixteen SIRI dimensions, from a file."""

from pathlib import Path

from jazari_assess.errors import ProblemsError
from jazari_assess.model.siri import SiriFactors
from jazari_assess.reading.yaml_json.validation import validated
from jazari_assess.reading.yaml_json.yaml_file import read_yaml


def read_siri_factors(path: Path) -> SiriFactors:
    """Return the factors; raise ``ProblemsError`` with every problem by line and column."""
    factors, problems = validated(SiriFactors, read_yaml(path))
    if factors is None:
        raise ProblemsError(problems)
    return factors
