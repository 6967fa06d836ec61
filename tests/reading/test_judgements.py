"""Judgements in a file: read against their model, written without loss."""

from pathlib import Path

import pytest

from jazari_assess.content import own_root
from jazari_assess.errors import ProblemsError
from jazari_assess.model.judgements import Judgements
from jazari_assess.model.maturity import Ahp, Judgement, MaturityModel
from jazari_assess.reading.content.library import read_library
from jazari_assess.reading.judgements import read_judgements, write_judgements

HEAD = 'schema: jazari-assess/judgements/1\nmodel: industrie-x0\nversion: "{version}"\nnodes:\n'


@pytest.fixture(scope="module")
def model() -> MaturityModel:
    """Return the main model."""
    return read_library([own_root()]).models["industrie-x0"].structure


def found(path: Path, model: MaturityModel, text: str) -> list[tuple[str, int | None]]:
    """Return the problems of a file that holds ``text``, each with its line."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError) as refused:
        read_judgements(path, model)
    return [(problem.code, problem.place.line) for problem in refused.value.problems]


def test_what_is_written_reads_back(tmp_path: Path, model: MaturityModel) -> None:
    """Any words and ratios come back as they were."""
    rationale = 'because: "é" #1\nالسبب'
    judgements = (Judgement(of="data-governance", over="ai-uses", ratio=1.7, rationale=rationale),)
    given = Judgements(
        schema_="jazari-assess/judgements/1",
        model=model.id,
        version=model.version,
        nodes={"data-ai": Ahp(judgements=judgements, accept_inconsistency="for now")},
    )
    path = tmp_path / "given.yaml"
    write_judgements(path, given)
    write_judgements(path, given)
    assert read_judgements(path, model) == given


def test_problems_have_their_lines(tmp_path: Path, model: MaturityModel) -> None:
    """Another model or version, a node and a child that are not there, a broken file: each at its line."""
    path = tmp_path / "given.yaml"
    head = HEAD.format(version=model.version)
    pair = "    judgements: [{{of: {of}, over: {over}, ratio: 2, rationale: because}}]\n"
    ours = "  data-ai:\n" + pair.format(of="data-governance", over="ai-uses")
    assert found(path, model, HEAD.format(version="9.9.9") + ours) == [("judgements-other-model", 2)]
    assert found(path, model, head + ours.replace("data-ai:", "gone:")) == [("group-unknown", 5)]
    assert found(path, model, head + ours.replace("ai-uses", "gone")) == [("judgement-without-child", 6)]
    assert found(path, model, head + ours.replace("ratio: 2", "ratio: 12")) == [("number-above-maximum", 6)]
