"""The part of a page a director reads in a minute: the cover, the overall score, strengths and gaps."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jazari_assess.model.plan import PlannedGap
from jazari_assess.model.plan_highlights import left_gaps, treated_gaps
from jazari_assess.render.interface import Institute
from jazari_assess.render.page.reasons import item_titles, why_words
from jazari_assess.render.page.scores import held_and_next, indicator, level_title, levels, score, stand_ins
from jazari_assess.render.page.sources import ModelSource, Sources
from jazari_assess.render.page.types import Cover, Highlight, Indicator, Level, Overall, Score
from jazari_assess.render.page.wording import Wording, half_up
from jazari_assess.render.plain_text import one_line, shortened

_THIN = 0.6
"""Below this coverage so much is open that what is not known is said before the score."""
_GAPS_TREATED = 4
"""Gaps of the first page that the plan treats, beside those that it leaves."""
_LONGEST_FACT = 120
"""Characters of a typed fact that leave the cover on one page."""


def cover(sources: Sources, institute: Institute) -> Cover:
    """Return the first page: which firm, when, at which stage, by whom."""
    wording, assessment = sources.wording, sources.result.assessment
    return Cover(
        title=wording.say("cover.title"),
        subtitle=wording.set(sources.questionnaire.texts[wording.language].title),
        firm=one_line(assessment.profile.firm),
        stage=wording.say(f"stage.{assessment.stage}"),
        date=wording.date(assessment.date or sources.result.provenance.date),
        institute=one_line(institute.name),
        address=one_line(institute.address),
        sample=wording.say("cover.sample") if assessment.sample else "",
        facts=(*_consultant(wording, institute), *firm_facts(sources)),
        day=assessment.date or sources.result.provenance.date,
        staff=assessment.profile.staff,
    )


def _consultant(wording: Wording, institute: Institute) -> Iterator[tuple[str, str]]:
    name = shortened(one_line(institute.consultant), _LONGEST_FACT)
    if name:
        yield wording.say("cover.consultant"), name


def firm_facts(sources: Sources) -> Sequence[tuple[str, str]]:
    """Return what is known of the firm, as pairs of a name and a value."""
    wording, profile = sources.wording, sources.result.assessment.profile
    found = {
        "region": profile.region and wording.say(f"region.{profile.region}"),
        "sector": profile.sector and wording.say(f"sector.{profile.sector}"),
        "size": profile.size and wording.say(f"size.{profile.size}"),
        "staff": None if profile.staff is None else wording.number(profile.staff),
        "turnover": None if profile.turnover is None else wording.counted("million", profile.turnover),
        "ice": profile.ice,
        "respondent-role": profile.respondent_role and shortened(one_line(profile.respondent_role), _LONGEST_FACT),
        "respondent-name": profile.respondent_name and shortened(one_line(profile.respondent_name), _LONGEST_FACT),
    }
    return [(wording.say(f"firm.{name}"), value) for name, value in found.items() if value is not None]


def overall_score(model: ModelSource) -> Score:
    """Return the overall score of a model in words; some models have none on purpose."""
    overall, scale = model.scores.overall, model.content.structure.scale
    found = score(overall, "not-scored" if overall.score is None else "scored", model)
    if not model.content.structure.overall:
        return replace(found, text=model.wording.say("state.no-overall"))
    if scale is None or overall.score is None:
        return found
    text = model.wording.say("scale.of", score=found.text, most=model.wording.decimal(scale.to, 0))
    missing = model.scores.missing if scale.kind == "count" else 0
    return replace(found, text=_with_unknown(text, missing, model.wording))


def _with_unknown(text: str, missing: int, wording: Wording) -> str:
    return wording.say("scale.unknown", score=text, unknown=wording.counted("unknown", missing)) if missing else text


def overall(sources: Sources) -> Overall:
    """Return the overall score of the main model and how far it can be trusted."""
    wording, model = sources.wording, sources.main
    found = model.scores.overall
    held, above = held_and_next(found.level_id, levels(model))
    before = sources.earlier_scores()
    equal = model.scores.sensitivity.get("equal")
    return Overall(
        score=overall_score(model),
        of_hundred="" if found.score is None else wording.say("score.of-hundred", score=wording.score(found.score)),
        level=None if held is None else replace(held, description=wording.alone(held.description)),
        next_level=above,
        distance=_distance(model, above),
        open=(*stand_ins(model), *_open(model)),
        robustness=tuple(_robustness(model)),
        sensitivity="" if equal is None else wording.say("summary.equal-weights", score=in_band(equal, model)),
        coverage=""
        if found.coverage is None
        else wording.say("summary.coverage", share=wording.percent(found.coverage)),
        thin=found.coverage is not None and found.coverage < _THIN,
        cap=_cap(model),
        earlier_text=""
        if before is None or before.overall.score is None
        else wording.say("summary.earlier", score=wording.score(before.overall.score)),
    )


def _open(model: ModelSource) -> Iterator[str]:
    """Yield what missing answers leave open: how many dimensions or questions, and between which levels."""
    wording, found = model.wording, model.scores
    if not found.missing:
        return
    waiting = sum(model.node(node).state == "not-scored" for node in model.dimensions())
    branch = "summary.open-dimensions" if waiting else "summary.open-questions"
    yield wording.counted(branch, waiting or found.missing)
    low, high = found.overall.lowest_level, found.overall.highest_level
    if low is None or high is None:
        return
    if low == high:
        yield wording.say("summary.same-level", level=level_title(low, model))
    else:
        yield wording.say("summary.open-level", low=level_title(low, model), high=level_title(high, model))
    if found.interval == "bound":
        yield wording.say("summary.bound")


def _distance(model: ModelSource, above: Level | None) -> str:
    wording, value = model.wording, model.scores.overall.score
    if value is None:
        return ""
    if above is None:
        return wording.say("level.top")
    if above.start <= value:
        return wording.say("level.reached-by-score", level=above.title)
    points = wording.say("level.distance", points=wording.points(above.start - value), level=above.title)
    needs = wording.say("list.between").join(_asked_too(model, above))
    return f"{points} {wording.say('level.also', needs=needs)}" if needs else points


def _asked_too(model: ModelSource, above: Level) -> Iterator[str]:
    """Yield what a level asks for beside its points and what is not there yet."""
    wording = model.wording
    step = next(step for step in model.content.structure.levels.steps if step.id == above.id)
    for one in step.require:
        found = model.node(one.node)
        if found.state == "not-applicable" or (found.score is not None and found.score >= one.at_least):
            continue
        today = wording.say("state.not-scored") if found.score is None else wording.score(found.score)
        yield wording.say(
            "level.also-need", bound=wording.number(one.at_least), node=model.title(one.node), score=today
        )


def _robustness(model: ModelSource) -> Iterator[str]:
    """Yield what other weights would give; nothing of the level where missing answers leave it open."""
    found, wording, overall = model.scores.robustness, model.wording, model.scores.overall
    if found is None:
        return
    low, high = wording.score(found.low), wording.score(found.high)
    yield wording.say("summary.robustness-same" if low == high else "summary.robustness", low=low, high=high)
    if overall.lowest_level == overall.highest_level:
        yield (
            wording.say("summary.flip", share=wording.percent(found.flip))
            if found.flip
            else wording.say("summary.firm")
        )


def in_band(value: float, model: ModelSource) -> str:
    """Return the overall score under other weights, and whether it lies in the band of those near ours, as printed."""
    wording, band = model.wording, model.scores.robustness
    if band is None:
        return wording.score(value)
    inside = half_up(band.low) <= half_up(value) <= half_up(band.high)
    return wording.say(f"sensitivity.{'inside' if inside else 'outside'}", score=wording.score(value))


def _cap(model: ModelSource) -> str:
    """Return why the level is lower than the score alone would give, or nothing."""
    cap, wording = model.scores.overall.capped_by, model.wording
    if cap is None:
        return ""
    words = model.texts
    return wording.say(
        "level.capped",
        level=wording.set(words.levels[cap.level_id].title),
        node=model.title(cap.node),
        bound=wording.number(cap.at_least),
        score=wording.say("state.not-scored") if cap.score is None else wording.score(cap.score),
        reason=wording.set(words.requirements.get(cap.level_id, "")),
    ).strip()


def strengths(sources: Sources) -> tuple[Highlight, ...]:
    """Return the strengths in words, as the engine ranks them."""
    model = sources.main
    return tuple(_strength(node, model, sources) for node in model.scores.highlights.strengths)


def _strength(node: str, model: ModelSource, sources: Sources) -> Highlight:
    brings = model.node(node).contribution
    found = indicator(node, model, sources)
    effect = "" if brings is None else model.wording.say("score.brings", points=model.wording.points(brings))
    return _highlight(found, model, effect, found.asked.answer)


def relative(sources: Sources) -> tuple[Highlight, ...]:
    """Return what the firm does best where its strengths are few; what stands among the gaps is not told twice."""
    model = sources.main
    shown = {*(name for name, _ in _gaps(sources)), *(gap.node for gap in left_gaps(sources.roadmap, model.scores))}
    return tuple(_strength(node, model, sources) for node in model.scores.highlights.relative if node not in shown)


def gaps(sources: Sources) -> tuple[Highlight, ...]:
    """Return the largest gaps that the plan treats and by what; without a plan the largest, each with its next step."""
    model = sources.main
    found = [(indicator(node, model, sources), planned) for node, planned in _gaps(sources)]
    return tuple(_highlight(gap, model, gap.gain, gap.asked.next_option, planned) for gap, planned in found)


def _gaps(sources: Sources) -> Sequence[tuple[str, str]]:
    """Return the gaps of the first page with what the plan does; those it leaves are told apart, with the reason."""
    roadmap = sources.roadmap
    if roadmap.infeasible is not None or not roadmap.gaps:
        return [(node, "") for node in sources.main.scores.highlights.gaps]
    treated = treated_gaps(roadmap, sources.main.scores)[:_GAPS_TREATED]
    return [(gap.node, _treatment(gap, sources)) for gap in treated]


def _treatment(gap: PlannedGap, sources: Sources) -> str:
    """Return what the plan does about a gap, and whether this changes its answer already."""
    why = gap.reason
    if gap.node in sources.treated or why.quarter is None:
        return why_words(why, sources, most=1)
    items, quarter = item_titles(why.items, sources, most=1), sources.wording.quarters(why.quarter)
    return sources.wording.say("plan.begun", items=items, quarter=quarter)


def _highlight(found: Indicator, model: ModelSource, effect: str, words: Sequence[str], planned: str = "") -> Highlight:
    return Highlight(
        title=found.short,
        dimension=model.short(model.dimension_of(found.id)),
        score=found.score.text,
        effect=effect,
        words=tuple(words),
        planned=planned,
    )
