"""The part of a page that looks back: what moved since the earlier stage, by dimension, question and plan."""

from collections.abc import Iterator, Sequence

from jazari_assess.model.result import ModelResult, NodeResult, overlap
from jazari_assess.render.page.sources import Sources
from jazari_assess.render.page.types import Moved, Movement
from jazari_assess.render.page.wording import half_up


def movement(sources: Sources) -> Moved | None:
    """Return what moved since the earlier stage, or None where there is none to compare with."""
    earlier, scores = sources.comparison.earlier, sources.earlier_scores()
    if earlier is None or scores is None:
        return None
    model, wording = sources.main, sources.wording
    rows = [*_rows(model.dimensions(), scores, sources)]
    asked = [*_rows(model.indicators(), scores, sources)]
    moved = sorted((row for row in asked if row.points), key=lambda row: -row.points)
    same = len(asked) - len(moved)
    return Moved(
        since=wording.say("moved.since", date=wording.date(earlier.assessment.date or earlier.provenance.date)),
        dimensions=tuple(rows),
        questions=tuple(moved),
        same=wording.counted("moved.same", same) if same else "",
        planned=tuple(_planned(scores, sources)),
    )


def _rows(nodes: Sequence[str], scores: ModelResult, sources: Sources) -> Iterator[Movement]:
    """Yield each node that is scored at both stages."""
    wording, model = sources.wording, sources.main
    for node in nodes:
        before, now = scores.nodes.get(node), model.node(node)
        if before is None or before.score is None or now.score is None:
            continue
        points = float(half_up(now.score - before.score))
        yield Movement(
            title=model.title(node),
            before=wording.score(before.score),
            after=wording.score(now.score),
            points=points,
            change=wording.signed(points) if points else wording.score(0.0),
            certain=wording.say(f"moved.{_certainty(before, now)}") if points else wording.say("moved.unmoved"),
        )


def _certainty(before: NodeResult, now: NodeResult) -> str:
    """Say whether a change is larger than what the missing answers of both stages leave open."""
    return "open" if overlap((before.low, before.high), (now.low, now.high)) else "sure"


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
