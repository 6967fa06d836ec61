"""Judgements from files: pairs of children read against the model they are of, factors of the SIRI dimensions."""

from collections.abc import Iterator
from pathlib import Path

from jazari_assess.atomic_file import write_atomically
from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.judgements import Judgements
from jazari_assess.model.maturity import Group, MaturityModel
from jazari_assess.model.siri import SiriFactors
from jazari_assess.reading.yaml_json.document import Document, found, nearest
from jazari_assess.reading.yaml_json.validation import validated
from jazari_assess.reading.yaml_json.yaml_file import read_yaml, yaml_text


def read_judgements(path: Path, model: MaturityModel) -> Judgements:
    """Return the judgements in a file.

    Raises ``ProblemsError`` when they are of another model or version, or compare what is no child of their node.
    """
    document = read_yaml(path)
    judgements, problems = validated(Judgements, document)
    if judgements is None:
        raise ProblemsError(problems)
    problems = tuple(_reference_problems(judgements, model, document))
    if problems:
        raise ProblemsError(problems)
    return judgements


def write_judgements(path: Path, judgements: Judgements) -> None:
    """Write judgements, replacing those that were there; raise as ``write_atomically``."""
    content = judgements.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)
    write_atomically(path, yaml_text(content).encode(), replace=True)


def _reference_problems(judgements: Judgements, model: MaturityModel, document: Document) -> Iterator[Problem]:
    held, wanted = (judgements.model, judgements.version), (model.id, model.version)
    if held != wanted:
        values = {"found": found(" ".join(held)), "expected": " ".join(wanted)}
        yield document.problem("judgements-other-model", ("model",), **values)
        return
    groups = {name: node for name, node in model.nodes.items() if isinstance(node, Group)}
    for name, ahp in judgements.nodes.items():
        if name not in groups:
            path = ("nodes", name)
            yield document.key_problem("group-unknown", path, found=name, near=nearest(name, groups))
            continue
        children = groups[name].children
        for index, judgement in enumerate(ahp.judgements):
            for key, child in (("of", judgement.of), ("over", judgement.over)):
                if child not in children:
                    near = nearest(child, children)
                    where = ("nodes", name, "judgements", index, key)
                    yield document.problem("judgement-without-child", where, found=child, near=near)


def read_siri_factors(path: Path) -> SiriFactors:
    """Return the factors; raise ``ProblemsError`` with every problem by line and column."""
    factors, problems = validated(SiriFactors, read_yaml(path))
    if factors is None:
        raise ProblemsError(problems)
    return factors
