"""The part of a page that looks back: what moved since the earlier stage, by dimension, question and plan."""

from collections.abc import Iterator, Sequence

from jazari_assess.model.movement import change, rise
from jazari_assess.model.result import ModelResult
from jazari_assess.render.page.sources import Sources
from jazari_assess.render.page.types import Moved, Movement
from jazari_assess.render.page.wording import half_up


def movement(sources: Sources) -> Moved | None:
    """Return what moved since the earlier stage, or None where there is none to compare with."""
    earlier, scores = sources.comparison.earlier, sources.earlier_scores()
    if earlier is None or scores is None:
        return None
    model, wording = sources.main, sources.wording
    found = {node: change(scores.nodes.get(node), model.node(node)) for node in model.indicators()}
    asked = [node for node, own in found.items() if own is not None]
    moved = sorted((node for node in asked if rise(found[node])), key=lambda node: -rise(found[node]))
    same = len(asked) - len(moved)
    return Moved(
        since=wording.say("moved.since", date=wording.date(earlier.assessment.date or earlier.provenance.date)),
        dimensions=tuple(_rows(model.dimensions(), scores, sources)),
        questions=tuple(_rows(moved, scores, sources)),
        same=wording.counted("moved.same", same) if same else "",
        planned=tuple(_planned(scores, sources)),
    )


def _rows(nodes: Sequence[str], scores: ModelResult, sources: Sources) -> Iterator[Movement]:
    """Yield each node that is scored at both stages."""
    wording, model = sources.wording, sources.main
    for node in nodes:
        before, now = scores.nodes.get(node), model.node(node)
        found = change(before, now)
        if before is None or before.score is None or now.score is None or found is None:
            continue
        yield Movement(
            title=model.title(node),
            before=wording.score(before.score),
            after=wording.score(now.score),
            points=float(half_up(found.points)),
            change=wording.signed(found.points) if found.points else wording.score(0.0),
            certain=wording.say(f"moved.{found.certainty}"),
        )


def _planned(scores: ModelResult, sources: Sources) -> Iterator[str]:
    """Yield each action of the plan that the firm had accepted, with what its answer did since."""
    earlier, model = sources.comparison.earlier, sources.main
    kept = None if earlier is None else earlier.assessment.plan
    actions = sources.library.catalogue.structure.actions
    for name in () if kept is None else kept.items:
        node = actions[name].indicator if name in actions else None
        if node is None or node not in scores.nodes or node not in model.scores.nodes:
            continue
        before, now = scores.nodes[node].score, model.node(node).score
        key = "moved.rose" if before is not None and now is not None and now > before else "moved.stayed"
        yield sources.wording.say(key, item=sources.item_title(name), node=model.short(node))
