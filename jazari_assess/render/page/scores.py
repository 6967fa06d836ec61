"""The part of a page about scores: nodes, levels, dimensions and their questions."""

from collections.abc import Iterator, Mapping, Sequence

from jazari_assess.model.peers import Among, Peers
from jazari_assess.model.result import TOP_SCORE, NodeResult, Overall, State
from jazari_assess.render.page.answers import answer_words, next_words
from jazari_assess.render.page.plan_types import Check
from jazari_assess.render.page.sources import ModelSource, Sources
from jazari_assess.render.page.types import Asked, Dimension, Indicator, Level, Score
from jazari_assess.render.page.wording import Wording, half_up
from jazari_assess.render.plain_text import one_line, plain

_NOTHING = 0.0
"""A weight of nothing: such a child is shown, not scored."""


def score(found: NodeResult | Overall, state: State, model: ModelSource) -> Score:
    """Return a score in words, on its model's own scale; one that is not there says why, and is never a zero."""
    return Score(
        value=found.score,
        text=model.wording.say(f"state.{state}") if found.score is None else on_scale(found.score, model),
        low=found.low,
        high=found.high,
        interval=interval(found.low, found.high, model),
        state=state,
    )


def on_scale(value: float, model: ModelSource) -> str:
    """Return a score 0..100 as a number of the scale on which its model's owners read it."""
    scale = model.content.structure.scale
    return model.wording.score(value) if scale is None else model.wording.decimal(scale.shown(value), scale.digits)


def interval(low: float | None, high: float | None, model: ModelSource) -> str:
    """Return an interval in words, or nothing where both ends read the same."""
    if low is None or high is None or on_scale(low, model) == on_scale(high, model):
        return ""
    return model.wording.say("score.interval", low=on_scale(low, model), high=on_scale(high, model))


def stand_ins(model: ModelSource) -> tuple[str, ...]:
    """Return what a model counts in the place of an answer that is missing, or does not apply; ours nothing."""
    found = {"missing": model.scores.missing_counts_as, "not-applicable": model.scores.not_applicable_counts_as}
    return tuple(
        model.wording.say(f"counts-as.{name}", score=on_scale(100 * value, model))
        for name, value in found.items()
        if value is not None
    )


def node_score(found: NodeResult, model: ModelSource) -> Score:
    """Return the score of a node in words."""
    return score(found, found.state, model)


def levels(model: ModelSource) -> tuple[Level, ...]:
    """Return the levels of a model in words, lowest first."""
    words = model.texts.levels
    scale = model.content.structure.levels
    return tuple(
        Level(
            number=scale.number(position),
            id=step.id,
            title=model.wording.set(words[step.id].title),
            description=model.wording.set(words[step.id].description),
            start=step.from_,
            start_text=model.wording.number(step.from_),
        )
        for position, step in enumerate(scale.steps)
    )


def held_and_next(level_id: str | None, scale: Sequence[Level]) -> tuple[Level | None, Level | None]:
    """Return the level held and the one above it, None where there is none."""
    position = next((place for place, level in enumerate(scale) if level.id == level_id), None)
    if position is None:
        return None, None
    return scale[position], scale[position + 1] if position + 1 < len(scale) else None


def dimension(node: str, model: ModelSource, sources: Sources) -> Dimension:
    """Return one dimension of a model with its questions."""
    wording = model.wording
    found = model.node(node)
    held, above = held_and_next(found.level_id, levels(model))
    target = _target(node, model, sources)
    after = _after(node, model, sources)
    earlier = _earlier(node, model, sources)
    peers = _peers(node, model, sources)
    return Dimension(
        id=node,
        title=model.title(node),
        short=model.short(node),
        description=model.description(node),
        score=node_score(found, model),
        level=held,
        next_level=above,
        typically=_typical(node, held, model),
        distance=_distance(found.score, above, wording),
        target=target,
        target_text="" if target is None else wording.target(target),
        after=after,
        after_text="" if after is None else wording.score(after),
        earlier=earlier,
        earlier_text="" if earlier is None else wording.score(earlier),
        peers=peers,
        peers_text="" if peers is None else wording.score(peers),
        coverage=wording.percent(found.coverage),
        coverage_value=found.coverage,
        weight=wording.weight(found.weight),
        weight_value=found.weight,
        indicators=tuple(indicator(leaf, model, sources) for leaf in model.indicators(node)),
        checks=checks_in(node, model, sources),
    )


def checks_in(node: str | None, model: ModelSource, sources: Sources) -> tuple[Check, ...]:
    """Return the contradictions whose doubtful answer a dimension takes; without one, those that none takes."""
    found, homes = sources.questionnaire.checks, _homes(model)
    return tuple(check(name, sources) for name in sources.result.checks if homes.get(found[name].doubt) == node)


def _homes(model: ModelSource) -> Mapping[str, str]:
    """Return the dimension that takes each question."""
    asked = ((model.question_of(leaf), leaf) for leaf in model.indicators())
    return {question: model.dimension_of(leaf) for question, leaf in asked if question is not None}


def check(name: str, sources: Sources) -> Check:
    """Return a contradiction in the answers with what to ask."""
    put, words = sources.wording.set, sources.questionnaire.texts[sources.wording.language].checks[name]
    strength = sources.questionnaire.checks[name].strength
    return Check(title=put(words.title), ask=put(words.ask), strength_text=sources.wording.say(f"check.{strength}"))


def _typical(node: str, level: Level | None, model: ModelSource) -> str:
    """Return what a firm at a level typically does in a dimension; nothing where the model does not say."""
    texts = model.texts.nodes[node].levels if node in model.texts.nodes else {}
    return "" if level is None or level.id not in texts else model.wording.set(texts[level.id])


def level_title(level_id: str, model: ModelSource) -> str:
    """Return the title of a level."""
    return model.wording.set(model.texts.levels[level_id].title)


def _peers(node: str, model: ModelSource, sources: Sources) -> float | None:
    peers = sources.comparison.peers
    if peers is None or model.scores.model != sources.result.models[0].model:
        return None
    return peers.scores.get(node)


def _target(node: str, model: ModelSource, sources: Sources) -> float | None:
    if model.scores.model != sources.roadmap.model or model.node(node).score is None:
        return None
    return sources.roadmap.floors.get(node)


def _after(node: str, model: ModelSource, sources: Sources) -> float | None:
    if model.scores.model != sources.roadmap.model or not sources.roadmap.projection:
        return None
    return sources.roadmap.projection[-1].nodes.get(node)


def _earlier(node: str, model: ModelSource, sources: Sources) -> float | None:
    scores = sources.earlier_scores()
    if scores is None or scores.model != model.scores.model or node not in scores.nodes:
        return None
    return scores.nodes[node].score


def _distance(value: float | None, above: Level | None, wording: Wording) -> str:
    if value is None or above is None:
        return ""
    points = wording.points(max(above.start - value, _NOTHING))
    return wording.say("level.distance", points=points, level=above.title)


def indicator(node: str, model: ModelSource, sources: Sources) -> Indicator:
    """Return one indicator with its answer, evidence, note and next step."""
    wording = model.wording
    found = model.node(node)
    return Indicator(
        id=node,
        group=_group(node, model),
        short=model.short(node),
        score=node_score(found, model),
        weight=wording.weight(found.weight),
        gain=wording.say("score.gain", points=wording.signed(found.gain)) if found.gain else "",
        peers_text=wording.score(peers) if (peers := _peers(node, model, sources)) is not None else "",
        points=wording.signed(found.gain) if found.gain and half_up(found.gain) else "",
        planned=_planned(node, model, sources),
        asked=asked(model.question_of(node) or node, model, sources, state=found.state),
    )


def _planned(node: str, model: ModelSource, sources: Sources) -> str:
    """Return when the plan treats an indicator, or takes a first step that changes its answer not yet."""
    if model.scores.model != sources.roadmap.model:
        return ""
    begun, treated, say = sources.begun.get(node), sources.treated.get(node), model.wording.say
    if treated is not None:
        quarter = model.wording.quarters(treated)
        if begun is None or begun >= treated:
            return quarter
        return say("plan.begun-then", first=model.wording.quarters(begun), quarter=quarter)
    if begun is not None and (model.node(node).score or 0.0) < TOP_SCORE:
        return say("plan.begun-in", quarter=model.wording.quarters(begun))
    return ""


def _group(node: str, model: ModelSource) -> str:
    parent = model.node(node).parent
    if parent is None or parent == model.root or model.node(parent).parent == model.root:
        return ""
    return model.title(parent)


def asked(name: str, model: ModelSource, sources: Sources, *, state: State) -> Asked:
    """Return a question with its answer; ``state`` is that of the indicator which takes it.

    A question that counts as not applicable although nobody answered so was hidden by its condition.
    """
    wording = model.wording
    answer = sources.result.assessment.answers.get(name)
    structure = model.questionnaire.structure.questions[name]
    words = model.question_words(name)
    hidden = state == "not-applicable" and (answer is None or answer.state != "not-applicable")
    return Asked(
        question=name,
        title=wording.set(words.title),
        answer=answer_words(structure, words, answer, wording, hidden=hidden),
        next_option=() if hidden else next_words(structure, words, answer, wording, sources.steps(name)),
        evidence="" if answer is None or answer.evidence is None else wording.say(f"evidence.{answer.evidence}"),
        note="" if answer is None or answer.note is None else plain(answer.note),
    )


def peers_words(sources: Sources) -> str:
    """Return who the firm is compared with, or nothing where it is compared with nobody."""
    wording, peers = sources.wording, sources.comparison.peers
    if peers is None:
        return ""
    told = _peers_origin(peers, wording)
    overall = "" if peers.overall is None else wording.say("peers.overall", score=wording.score(peers.overall))
    return " ".join(part for part in (told, overall, *_among(peers, sources)) if part)


def _among(peers: Peers, sources: Sources) -> Iterator[str]:
    """Yield where the firm stands among those of a benchmark, overall and by dimension."""
    wording, model = sources.wording, sources.main
    if peers.among_overall is not None:
        yield wording.say("peers.above", share=_between(peers.among_overall, wording))
    shown = [
        wording.say("peers.each", dimension=model.short(name), share=_between(peers.among[name], wording))
        for name in model.dimensions()
        if name in peers.among
    ]
    if shown:
        yield wording.say("peers.above-each", list=" · ".join(shown))


def _between(found: Among, wording: Wording) -> str:
    return wording.say("peers.share", low=wording.decimal(found.low, 0), high=wording.decimal(found.high, 0))


def _peers_origin(peers: Peers, wording: Wording) -> str:
    if peers.firms is None:
        return wording.say("peers.result", date=wording.date(peers.as_of))
    return wording.say(
        "peers.benchmark" if peers.among_overall is not None or peers.among else "peers.group",
        name=one_line(peers.name),
        firms=wording.counted("firms", peers.firms),
        source=one_line(peers.source),
        date=wording.date(peers.as_of),
    )
