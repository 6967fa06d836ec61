"""Scores to compare with, from a file: a published distribution (YAML or JSON), or a result as JSON."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from jazari_assess.errors import ProblemsError
from jazari_assess.model.brand import lines_in
from jazari_assess.model.peers import Peers, PeersFile
from jazari_assess.reading.yaml_json.building import Limits
from jazari_assess.reading.yaml_json.document import Document
from jazari_assess.reading.yaml_json.json_file import read_json
from jazari_assess.reading.yaml_json.validation import validated
from jazari_assess.reading.yaml_json.yaml_file import read_yaml

_RESULT = "jazari-assess/result/1"
_LIMITS = Limits(size=10 * 2**20)
"""A result of a firm with 20,000 characters beside each answer has under 5 MB."""
_Score = Annotated[float, Field(ge=0, le=100)] | None


class _Part(BaseModel):
    """What is read of a result: the rest of it is of no concern here."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class _Node(_Part):
    score: _Score


class _Model(_Part):
    model: str
    overall: _Node
    nodes: Mapping[str, _Node]


class _Dated(_Part):
    date: str


class _Result(_Part):
    provenance: _Dated
    models: tuple[_Model, ...]


def read_peers(path: Path, model: str, language: str, nodes: Collection[str]) -> Peers:
    """Return what to compare the scores of one model with.

    ``nodes`` are what the model scores. Raises ``ProblemsError`` when the file is wrong, is of another model, or names
    what the model does not score.
    """
    read = read_json if path.suffix.lower() == ".json" else read_yaml
    document = read(path, limits=_LIMITS)
    is_result = isinstance(document.value, dict) and document.value.get("schema") == _RESULT
    return _of_result(document, model) if is_result else _of_group(document, model, language, nodes)


def _of_group(document: Document, model: str, language: str, nodes: Collection[str]) -> Peers:
    found, problems = validated(PeersFile, document)
    if found is None:
        raise ProblemsError(problems)
    if found.model != model:
        raise ProblemsError([document.problem("peers-other-model", ("model",), found=found.model, expected=model)])
    unknown = [name for name in found.medians if name not in nodes]
    if unknown:
        raise ProblemsError([document.problem("peers-unknown", ("medians", name), found=name) for name in unknown])
    return Peers(
        name=lines_in(language, found.name),
        source=lines_in(language, found.source),
        as_of=found.as_of,
        firms=found.firms,
        overall=found.overall,
        scores=found.medians,
    )


def _of_result(document: Document, model: str) -> Peers:
    found, problems = validated(_Result, document)
    if found is None:
        raise ProblemsError(problems)
    scores = next((one for one in found.models if one.model == model), None)
    if scores is None:
        known = ", ".join(one.model for one in found.models)
        raise ProblemsError([document.problem("peers-other-model", ("models",), found=known, expected=model)])
    return Peers(
        name="",
        source="",
        as_of=found.provenance.date,
        firms=None,
        overall=scores.overall.score,
        scores={name: node.score for name, node in scores.nodes.items() if node.score is not None},
    )
