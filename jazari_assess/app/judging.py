"""Judging one node of a model: what is compared, what was judged so far, and the overlay model that comes of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jazari_assess.app.context import Context
from jazari_assess.app.dossier import read_content
from jazari_assess.app.files import refuse_existing
from jazari_assess.app.language import words
from jazari_assess.app.wording import titles
from jazari_assess.atomic_file import make_folder, write_atomically
from jazari_assess.engine.weights.judging import (
    Pair,
    combined,
    judged,
    judgement_of,
    open_pairs,
    pairs_of,
    ratio_of,
    says_something,
    standing,
    with_judgement,
)
from jazari_assess.engine.weights.weighting import Consistency, consistency_ratio
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError, choice_of
from jazari_assess.forms.judgement_matrix import Matrix, matrix_workbook, read_matrix
from jazari_assess.model.judgements import Judgements
from jazari_assess.model.library import ModelContent
from jazari_assess.model.maturity import (
    ACCEPTED_RATIO,
    HIGHEST_RATIO,
    MOST_CHILDREN,
    Ahp,
    AhpWeights,
    Group,
    MaturityModel,
    joined,
)
from jazari_assess.model.strict import LONGEST_REASON, SHORTEST_REASON
from jazari_assess.reading.judgements import read_judgements, write_judgements
from jazari_assess.reading.yaml_json.characters import clean
from jazari_assess.reading.yaml_json.yaml_file import yaml_text

_JUDGEMENT = re.compile(r"([12])\s+([1-9](?:[.,][0-9]{1,6})?)(?:\s+(.*))?")
_EQUAL = re.compile(r"=\s*(.*)")


@dataclass(frozen=True, kw_only=True)
class JudgingRequest:
    """One node of a model, the root when none is named, to be judged into the folder ``out``.

    ``accept`` is the reason why judgements may contradict each other, ``force`` allows to replace what is there.
    Raises ``UsageError`` when the reason is too short to be one.
    """

    model: str
    node: str | None = None
    out: Path = Path("weights")
    accept: str | None = None
    force: bool = False

    def __post_init__(self) -> None:
        """Refuse a reason that says nothing."""
        if self.accept is not None and len(self.accept.strip()) < SHORTEST_REASON:
            raise UsageError("weights-reason-short", found=self.accept)


@dataclass(frozen=True, kw_only=True)
class WorstJudgement:
    """The judgement most at odds with what the weights say: its number, its two items, the ratio given and implied."""

    number: int
    pair: Pair
    said: float
    would: float


@dataclass(frozen=True, kw_only=True)
class JudgedWeights:
    """What judgements say of those children that they join to the first; ``telling``: they could contradict each other.

    ``accepted``: their consistency ratio is within the bound.
    """

    weights: Mapping[str, float]
    consistency: Consistency
    worst: WorstJudgement | None
    telling: bool
    accepted: bool


@dataclass(frozen=True, kw_only=True)
class Judging:
    """The judging of one node: pairs by their place from 0, and judgements on the disk as soon as they are given.

    ``titles`` names every item of the model; ``replace`` says that a model in the folder may be written over: it was
    made here, or the user said so.
    """

    context: Context
    request: JudgingRequest
    content: ModelContent
    node: str
    group: Group
    titles: Mapping[str, str]
    replace: bool

    @property
    def draft(self) -> Path:
        """The file that holds the judgements given so far."""
        return self.request.out / f"{self.request.model}-judgements.yaml"

    @property
    def overlay(self) -> Path:
        """The model that is written when the judgements are complete."""
        return self.request.out / "scoring" / "models" / self.request.model / "model.yaml"

    @property
    def variants(self) -> tuple[str, ...]:
        """The variants that have weights of their own for the node."""
        return tuple(variant.id for variant in self.content.structure.variants if self.node in variant.weights)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every pair of children, in the order they are asked."""
        return pairs_of(self.group.children)

    def given(self) -> Ahp | None:
        """Return the judgements of the node given so far; raise ``ProblemsError`` when their file is wrong."""
        return self._all_given().nodes.get(self.node)

    def _all_given(self) -> Judgements:
        structure = self.content.structure
        if self.draft.exists():
            return read_judgements(self.draft, structure)
        return Judgements(schema_="jazari-assess/judgements/1", model=structure.id, version=structure.version, nodes={})

    def keep(self, ahp: Ahp) -> Ahp:
        """Put the judgements of the node on the disk, beside those of other nodes, and return them."""
        given = self._all_given()
        make_folder(self.request.out)
        write_judgements(self.draft, given.model_copy(update={"nodes": {**given.nodes, self.node: ahp}}))
        return ahp

    def judge(self, ahp: Ahp | None, place: int, ratio: float, reason: str) -> Ahp:
        """Keep that the first of a pair matters ``ratio`` times as much, in the place of an earlier judgement of it."""
        return self.keep(with_judgement(ahp, judgement_of(self.pairs[place], ratio, reason)))

    def accept(self, ahp: Ahp, reason: str) -> Ahp:
        """Keep the reason why the judgements may contradict each other."""
        return self.keep(ahp.model_copy(update={"accept_inconsistency": reason}))

    def judgement(self, ahp: Ahp | None, place: int) -> tuple[float, str] | None:
        """Return the ratio and the reason given for a pair, None while there is none."""
        found = judged(ahp, self.pairs[place])
        return None if found is None else (ratio_of(found, self.pairs[place]), found.rationale)

    def left(self, ahp: Ahp | None) -> int:
        """Return how many pairs nobody judged."""
        return len(open_pairs(ahp, self.group.children))

    def is_joined(self, ahp: Ahp | None) -> bool:
        """Say whether judgements join every child to the first: weights need no more."""
        return ahp is not None and len(joined(ahp, self.group.children)) == len(self.group.children)

    def ratio(self, ahp: Ahp) -> float:
        """Return the consistency ratio of judgements that join every child."""
        return consistency_ratio(ahp, self.group.children)

    def is_accepted(self, ahp: Ahp) -> bool:
        """Say whether the judgements agree enough, or there is a reason why they need not."""
        reason = self.request.accept or ahp.accept_inconsistency
        return reason is not None or self.ratio(ahp) <= ACCEPTED_RATIO

    def weights(self, ahp: Ahp) -> JudgedWeights:
        """Return where the judgements stand."""
        found = standing(ahp, self.group.children)
        return JudgedWeights(
            weights=dict(zip(found.children, found.weights, strict=True)),
            consistency=found.consistency,
            worst=self._worst(ahp, found.consistency),
            telling=says_something(found),
            accepted=found.consistency.cr <= ACCEPTED_RATIO,
        )

    def _worst(self, ahp: Ahp, found: Consistency) -> WorstJudgement | None:
        given = None if found.worst is None else judged(ahp, found.worst[:2])
        if found.worst is None or given is None:
            return None
        pair = (given.of, given.over)
        number = next(place for place, own in enumerate(self.pairs, start=1) if set(own) == set(pair))
        would = found.worst[2] if pair == found.worst[:2] else 1 / found.worst[2]
        return WorstJudgement(number=number, pair=pair, said=ratio_of(given, pair), would=would)

    def matrix(self) -> Matrix:
        """Return what an expert fills in."""
        structure = self.content.structure
        return Matrix(
            model=structure.id,
            version=structure.version,
            node=self.node,
            title=self.titles.get(self.node, self.node),
            children={child: self.titles.get(child, child) for child in self.group.children},
        )


def open_judging(request: JudgingRequest, context: Context) -> Judging:
    """Return the judging of a node, upon what was already made in its folder.

    Raises ``UsageError`` when there is no such model or node, or the node cannot be judged in pairs, ``ProblemsError``
    when the folder holds a model that was not made here, unless it may be replaced.
    """
    made_here = (request.out / f"{request.model}-judgements.yaml").is_file()
    # Weights that an earlier run gave other nodes are kept: its model is laid over all else.
    over = made_here and (request.out / "scoring").is_dir()
    library = read_content(_over(context, request.out) if over else context)
    if request.model not in library.models:
        raise UsageError("model-unknown", found=request.model, known=choice_of(request.model, library.models))
    content = library.models[request.model]
    groups = {
        name: own
        for name, own in content.structure.nodes.items()
        if isinstance(own, Group) and own.aggregate != "minimum" and 1 < len(own.children) <= MOST_CHILDREN
    }
    node = request.node or content.structure.root
    if node not in groups:
        raise UsageError("weights-node-unfit", found=node, limit=str(MOST_CHILDREN), known=choice_of(node, groups))
    judging = Judging(
        context=context,
        request=request,
        content=content,
        node=node,
        group=groups[node],
        titles=titles(content, library, context.language),
        replace=request.force or made_here,
    )
    if not judging.replace:
        refuse_existing([judging.overlay])
    return judging


def _over(context: Context, folder: Path) -> Context:
    return replace(context, content=(*context.content, folder))


def write_matrix(judging: Judging, path: Path) -> None:
    """Write the empty matrix for an expert; raise ``ProblemsError`` when it exists and may not be replaced."""
    data = matrix_workbook(judging.matrix(), words(judging.context.language))
    write_atomically(path, data, replace=judging.request.force)


def read_matrices(judging: Judging, paths: Sequence[Path]) -> tuple[Mapping[Path, Ahp], Ahp]:
    """Return the judgements of each expert, and of all of them together, which are kept.

    Raises ``ProblemsError`` with every problem of every matrix.
    """
    problems: list[Problem] = []
    experts: dict[Path, Ahp] = {}
    for path in paths:
        try:
            experts[path] = read_matrix(path, judging.matrix())
        except ProblemsError as error:
            problems += error.problems
    if problems:
        raise ProblemsError(problems)
    return experts, judging.keep(combined(tuple(experts.values()), judging.group.children))


def write_overlay(judging: Judging, ahp: Ahp) -> None:
    """Write the model with these judgements for its node, and check all content with it laid over.

    Raises ``ProblemsError`` when the judgements leave an item out or contradict each other without a reason.
    """
    _refuse(judging, ahp)
    own = judging.group.model_copy(update={"weights": AhpWeights(ahp=ahp), "rationale": None})
    structure = judging.content.structure
    changed = structure.model_copy(update={"nodes": {**structure.nodes, judging.node: own}})
    judging.keep(ahp)
    make_folder(judging.overlay.parent)
    write_atomically(judging.overlay, _model_bytes(changed), replace=judging.replace)
    read_content(_over(judging.context, judging.request.out))


def _refuse(judging: Judging, ahp: Ahp) -> None:
    children, place = judging.group.children, Place(file=str(judging.draft))
    left_out = [child for child in children if child not in joined(ahp, children)]
    if left_out:
        values = {"children": ", ".join(left_out)}
        raise ProblemsError([Problem(code="weights-unfinished", place=place, values=values)])
    ratio = judging.ratio(ahp)
    if ratio > ACCEPTED_RATIO and ahp.accept_inconsistency is None:
        raise ProblemsError([Problem(code="weights-inconsistent", place=place, values={"ratio": f"{ratio:.3f}"})])


def _model_bytes(model: MaturityModel) -> bytes:
    """Return a model as the text of its file: what was written in it, and nothing that was only a default."""
    return yaml_text(model.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)).encode()


def read_reason(line: str) -> str:
    """Return a reason as it is kept: cleaned of what acts on a terminal, and of a length."""
    return clean(line)[:LONGEST_REASON]


def read_judgement(line: str) -> tuple[float, str] | None:
    """Return the ratio of the first to the second and the reason, or None when the line is no judgement.

    ``1 3 reason``: the first matters three times as much. ``2 5 reason``: the second, five times. ``= reason``: equal.
    """
    if equal := _EQUAL.fullmatch(line):
        return 1.0, read_reason(equal[1])
    found = _JUDGEMENT.fullmatch(line)
    ratio = float(found[2].replace(",", ".")) if found is not None else HIGHEST_RATIO + 1
    if found is None or ratio > HIGHEST_RATIO:
        return None
    return ratio if found[1] == "1" else 1 / ratio, read_reason(found[3] or "")
