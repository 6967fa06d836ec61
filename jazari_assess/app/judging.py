"""Judging one node of a model: what is compared, what was judged so far, and the overlay model that comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jazari_assess.app.dossier import read_content
from jazari_assess.app.folders import make_folder
from jazari_assess.app.titles import titles
from jazari_assess.atomic_file import write_atomically
from jazari_assess.cli.choices import Choices
from jazari_assess.engine.weights.judging import ACCEPTED_RATIO, MOST_CHILDREN, joined
from jazari_assess.engine.weights.weighting import consistency_ratio
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.judgements import Judgements
from jazari_assess.model.library import Library, ModelContent
from jazari_assess.model.maturity import Ahp, AhpWeights, Group, MaturityModel
from jazari_assess.reading.judgements import read_judgements, write_judgements
from jazari_assess.reading.yaml_json.yaml_text import yaml_text


@dataclass(frozen=True, kw_only=True)
class Task:
    """One node to judge.

    ``titles`` names every item of the model; ``out`` is the folder to lay over ours, and ``replace`` says that a model
    in it may be written over: it was made here, or the user said so.
    """

    content: ModelContent
    node: str
    group: Group
    titles: Mapping[str, str]
    out: Path
    replace: bool

    @property
    def draft(self) -> Path:
        """The file that holds the judgements given so far."""
        return self.out / f"{self.content.structure.id}-judgements.yaml"

    @property
    def overlay(self) -> Path:
        """The model that is written when the judgements are complete."""
        return self.out / "scoring" / "models" / self.content.structure.id / "model.yaml"

    @property
    def variants(self) -> tuple[str, ...]:
        """The variants that have weights of their own for the node."""
        return tuple(variant.id for variant in self.content.structure.variants if self.node in variant.weights)

    def given(self) -> Judgements:
        """Return the judgements of all nodes given so far; raise ``ProblemsError`` when their file is wrong."""
        structure = self.content.structure
        if self.draft.exists():
            return read_judgements(self.draft, structure)
        return Judgements(schema_="jazari-assess/judgements/1", model=structure.id, version=structure.version, nodes={})

    def keep(self, ahp: Ahp) -> None:
        """Put the judgements of the node on the disk, beside those of other nodes."""
        given = self.given()
        make_folder(self.out)
        write_judgements(self.draft, given.model_copy(update={"nodes": {**given.nodes, self.node: ahp}}))


def open_task(
    model: str, node: str | None, out: Path, chosen: Choices, interface: InterfaceText, *, force: bool
) -> Task:
    """Return the task for a node, the root when none is named, upon what was already made in ``out``.

    Raises ``UsageError`` when there is no such model or node, or the node cannot be judged in pairs, ``ProblemsError``
    when ``out`` holds a model that was not made here, unless ``force`` allows to replace it.
    """
    library = read_content(_with_own(chosen, out, model))
    if model not in library.models:
        raise UsageError("model-unknown", found=model, known=", ".join(library.models))
    content = library.models[model]
    groups = {
        name: own
        for name, own in content.structure.nodes.items()
        if isinstance(own, Group) and own.aggregate != "minimum" and 1 < len(own.children) <= MOST_CHILDREN
    }
    name = node or content.structure.root
    if name not in groups:
        raise UsageError("weights-node-unfit", found=name, limit=str(MOST_CHILDREN), known=", ".join(groups))
    named = titles(content, library, interface.language)
    replace = force or _made_here(out, model)
    task = Task(content=content, node=name, group=groups[name], titles=named, out=out, replace=replace)
    if task.overlay.exists() and not replace:
        raise ProblemsError([Problem(code="target-exists", place=Place(file=str(task.overlay)))])
    return task


def _made_here(out: Path, model: str) -> bool:
    return (out / f"{model}-judgements.yaml").is_file()


def _with_own(chosen: Choices, out: Path, model: str) -> Choices:
    """Lay ``out`` over all else when an earlier run made it: the weights of its other nodes are kept."""
    made = _made_here(out, model) and (out / "scoring").is_dir()
    return Choices(lang=chosen.lang, content=(*chosen.content, out) if made else chosen.content, date=chosen.date)


def write_overlay(task: Task, ahp: Ahp, chosen: Choices) -> Library:
    """Write the model with these judgements for its node; return all content with it laid over, checked.

    Raises ``ProblemsError`` when the judgements leave an item out or contradict each other without a reason.
    """
    _refuse(task, ahp)
    judged = task.group.model_copy(update={"weights": AhpWeights(ahp=ahp), "rationale": None})
    structure = task.content.structure
    changed = structure.model_copy(update={"nodes": {**structure.nodes, task.node: judged}})
    task.keep(ahp)
    make_folder(task.overlay.parent)
    write_atomically(task.overlay, model_bytes(changed), replace=task.replace)
    return read_content(_with_own(chosen, task.out, structure.id))


def _refuse(task: Task, ahp: Ahp) -> None:
    children = task.group.children
    apart = [child for child in children if child not in joined(ahp, children)]
    place = Place(file=str(task.draft))
    if apart:
        raise ProblemsError([Problem(code="weights-unfinished", place=place, values={"children": ", ".join(apart)})])
    ratio = consistency_ratio(ahp, children)
    if ratio > ACCEPTED_RATIO and ahp.accept_inconsistency is None:
        raise ProblemsError([Problem(code="weights-inconsistent", place=place, values={"ratio": f"{ratio:.3f}"})])


def model_bytes(model: MaturityModel) -> bytes:
    """Return a model as the text of its file: what was written in it, and nothing that was only a default."""
    return yaml_text(model.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)).encode()
