"""A published benchmark, and the ledger of the institute that publishes it, from their files."""

from pathlib import Path

from jazari_assess.errors import ProblemsError
from jazari_assess.model.benchmark import Benchmark, Ledger, ScoredBy, sealed
from jazari_assess.reading.yaml_json.building import Limits
from jazari_assess.reading.yaml_json.document import Document
from jazari_assess.reading.yaml_json.json_file import read_json
from jazari_assess.reading.yaml_json.validation import validated

_LIMITS = Limits(size=5 * 2**20)
"""637 groups with nine measures of ten counts have under 1 MB."""
_LEDGER_LIMITS = Limits(size=200 * 2**20, nodes=4_000_000)
"""A ledger names each firm by 32 letters: a million firms, and a hundred publications of every group."""


def read_benchmark(path: Path, model: ScoredBy) -> Benchmark:
    """Return a published benchmark of the scores of a model.

    Raises ``ProblemsError`` when the file is wrong, is not what was published, or is of another model or version.
    """
    document = read_json(path, limits=_LIMITS)
    found = _whole(document)
    if found.model != model:
        values = {"found": _named(found.model), "expected": _named(model)}
        raise ProblemsError([document.problem("benchmark-other-model", ("model",), **values)])
    return found


def read_published(path: Path) -> Benchmark:
    """Return a published benchmark of whatever model; raises ``ProblemsError`` when it is not what was published."""
    return _whole(read_json(path, limits=_LIMITS))


def _whole(document: Document) -> Benchmark:
    found, problems = validated(Benchmark, document)
    if found is None:
        raise ProblemsError(problems)
    if sealed(found) != found.sha256:
        raise ProblemsError([document.problem("benchmark-changed", ("sha256",))])
    lacking = [
        document.problem("benchmark-measure-missing", ("groups", place), found=measure)
        for place, table in enumerate(found.groups)
        for measure in found.measures
        if sum(table.counts.get(measure, ())) != table.firms
    ]
    if lacking:
        raise ProblemsError(lacking)
    return found


def _named(model: ScoredBy) -> str:
    return f"{model.id} {model.version}"


def read_ledger(path: Path) -> Ledger | None:
    """Return the ledger of earlier publications, None where there is none yet.

    Raises ``ProblemsError`` when it is wrong.
    """
    if not path.exists():
        return None
    found, problems = validated(Ledger, read_json(path, limits=_LEDGER_LIMITS))
    if found is None:
        raise ProblemsError(problems)
    return found
