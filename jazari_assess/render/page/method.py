"""The part of a page that lets a reader check it: method, weights, provenance, privacy, glossary, views, providers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from jazari_assess.model.assessment import QuestionnaireRef
from jazari_assess.model.maturity import Group
from jazari_assess.model.result import ModelRef, ModelResult
from jazari_assess.render.interface import Institute
from jazari_assess.render.page.outlook import search
from jazari_assess.render.page.scores import asked, dimension, held_and_next, levels, stand_ins
from jazari_assess.render.page.sources import ModelSource, Sources
from jazari_assess.render.page.summary import in_band, overall_score
from jazari_assess.render.page.types import Asked, Dimension, Method, Note, View, WeightGroup
from jazari_assess.render.page.wording import Wording
from jazari_assess.render.plain_text import one_line, plain

_EMPTY_LINES = re.compile("\n{3,}")


def method(sources: Sources) -> Method:
    """Return how the scores were made and with what."""
    wording, model = sources.wording, sources.main
    reference = sources.result.provenance.models[0]
    words = model.content.texts[wording.language]
    variant, told = reference.variant, filter(None, [search(sources)])
    return Method(
        paragraphs=(*(wording.say(f"method.text.{key}") for key in wording.under("method.text")), *told),
        levels=levels(model),
        variant=""
        if variant is None
        else wording.say("method.variant", variant=wording.set(words.variants[variant].title)),
        weights=tuple(
            _weights(node, tuple(shares), model)
            for node, shares in reference.weights.items()
            if any(model.node(child).weight for child in shares)
        ),
        robustness=tuple(_robustness(sources)),
        sensitivity=tuple(_sensitivity(sources)),
        provenance=tuple(_provenance(sources)),
    )


def _weights(node: str, children: Sequence[str], model: ModelSource) -> WeightGroup:
    """Return the weights that the calculation used: what does not apply or is not scored has none."""
    shares = [(child, model.node(child).weight) for child in children]
    return WeightGroup(
        title=model.title(node),
        weights=tuple((model.title(child), model.wording.weight(share), share) for child, share in shares),
    )


def _robustness(sources: Sources) -> Sequence[tuple[str, str]]:
    wording, found = sources.wording, sources.main.scores.robustness
    if found is None:
        return []
    low, high = wording.score(found.low), wording.score(found.high)
    facts = {
        "method": wording.say(f"robustness.{found.method}"),
        "draws": wording.number(found.draws),
        "seed": str(found.seed),
        "interval": low if low == high else wording.say("score.interval", low=low, high=high),
        "flip": wording.percent(found.flip),
    }
    return [(wording.say(f"robustness.label.{name}"), value) for name, value in facts.items()]


def _sensitivity(sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield the overall score under other weights, each with the words for them and whether it is in the band."""
    wording, model = sources.wording, sources.main
    for name, value in model.scores.sensitivity.items():
        own = f"sensitivity.{name}"
        title = wording.say(own) if own in wording.words.entries else wording.set(model.texts.variants[name].title)
        yield title, in_band(value, model)


def _provenance(sources: Sources) -> Sequence[tuple[str, str]]:
    wording, found = sources.wording, sources.result.provenance
    facts = [
        (wording.say("provenance.tool"), f"{found.tool} {found.tool_version}"),
        (wording.say("provenance.date"), wording.date(found.date)),
        (wording.say("provenance.assessment"), one_line(sources.result.assessment.id)),
    ]
    made_with: list[tuple[str, QuestionnaireRef | ModelRef]] = [
        ("questionnaire", found.questionnaire),
        *(("model", model) for model in found.models),
    ]
    for kind, content in made_with:
        name = f"{wording.say(f'provenance.{kind}')} {content.id} {content.version}"
        facts.append((name, wording.say("provenance.hash", sha256=content.sha256 or "")))
    catalogue = wording.say("provenance.hash", sha256=sources.roadmap.catalogue_sha256)
    return [*facts, (wording.say("provenance.catalogue"), catalogue)]


def privacy(sources: Sources, institute: Institute) -> tuple[str, ...]:
    """Return the notice of law 09-08 with the institute and its own reference, or the request to fill it in."""
    wording = sources.wording
    reference = one_line(institute.cndp_reference)
    who = wording.say("list.separator").join(filter(None, (one_line(institute.name), one_line(institute.address))))
    return (
        *(wording.say(f"privacy.text.{key}") for key in wording.under("privacy.text")),
        *((wording.say("privacy.institute", institute=who),) if who else ()),
        wording.say("privacy.reference", reference=reference) if reference else wording.say("privacy.no-reference"),
    )


def glossary(sources: Sources) -> tuple[tuple[str, str], ...]:
    """Return the terms of the report and what they mean."""
    wording = sources.wording
    return tuple(
        (wording.say(f"glossary.{key}.term"), wording.say(f"glossary.{key}.meaning"))
        for key in wording.under("glossary")
    )


def views(sources: Sources) -> tuple[View, ...]:
    """Return the result through each further model, with the notice that it is no certified assessment."""
    return tuple(_view(scores, sources) for scores in sources.result.models[1:])


def _view(scores: ModelResult, sources: Sources) -> View:
    model = sources.model(scores)
    words = model.content.texts[sources.wording.language]
    return View(
        id=scores.model,
        title=sources.wording.set(words.title),
        scale=_scale(model),
        notice=" ".join([_notice(words.notice, sources.wording), *stand_ins(model), *_published(model)]),
        score=overall_score(model),
        level=held_and_next(scores.overall.level_id, levels(model))[0],
        dimensions=tuple(
            _fact(row, sources.wording) if _counts(model) else row
            for row in (dimension(node, model, sources) for node in model.rated())
        ),
    )


def _notice(own: str | None, wording: Wording) -> str:
    return wording.set(own) if own else wording.say("views.notice")


def _published(model: ModelSource) -> Iterator[str]:
    """Yield what others have published of the levels of a view, with its source."""
    wording = model.wording
    words = model.content.texts[wording.language]
    for name, one in model.content.references.items():
        shares = " · ".join(
            f"{wording.set(words.levels[level].title)} {wording.set(wording.of_hundred(wording.number(share)))}"
            for level, share in one.shares.items()
        )
        told = words.references[name]
        yield wording.say(
            "views.published", group=wording.set(told.title), shares=shares, source=wording.set(told.source)
        )


def _scale(model: ModelSource) -> str:
    """Return the scale on which a model's owners read it; nothing where that is 0 to 100, or a count."""
    scale, wording = model.content.structure.scale, model.wording
    if scale is None or scale.kind == "count":
        return ""
    return wording.say("scale.name", low=wording.decimal(scale.from_, 0), high=wording.decimal(scale.to, 0))


def _counts(model: ModelSource) -> bool:
    """Say whether a model counts facts, so that its dimensions have no scores and levels of their own."""
    structure = model.content.structure
    root = structure.nodes[model.root]
    by_scale = structure.scale is not None and structure.scale.kind == "count"
    return by_scale or (isinstance(root, Group) and root.aggregate == "count")


def _fact(row: Dimension, wording: Wording) -> Dimension:
    """Return a counted fact as yes or no, with no level to reach; one that is open or half reached keeps its score."""
    said = {0.0: "no", 100.0: "yes"}.get(-1.0 if row.score.value is None else row.score.value)
    score = row.score if said is None else replace(row.score, text=wording.say(f"answer.{said}"))
    return replace(row, level=None, next_level=None, distance="", score=score)


def notes(sources: Sources) -> tuple[Note, ...]:
    """Return every note of the consultant, in the order of the questionnaire, with its line breaks."""
    wording, questionnaire = sources.wording, sources.questionnaire
    words = questionnaire.texts[wording.language]
    return tuple(
        Note(
            title=wording.set(words.questions[name].short),
            dimension=wording.set(words.sections[questionnaire.structure.section_of(name)].title),
            text=_EMPTY_LINES.sub("\n\n", plain(note)),
        )
        for name, note in sources.notes.items()
    )


def other_answers(sources: Sources) -> tuple[Asked, ...]:
    """Return the answers that the main model does not score; the firm's profile stands on the cover."""
    model = sources.main
    scored = {model.question_of(node) for node in model.indicators()}
    structure = sources.questionnaire.structure
    return tuple(
        asked(name, model, sources, state="not-scored")
        for name in structure.order
        if name not in scored
        and structure.questions[name].kind != "profile"
        and name in sources.result.assessment.answers
    )
