"""The part of a page that lets a reader check it: method, weights, provenance, privacy, glossary, views, providers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from jazari_assess.model.assessment import QuestionnaireRef
from jazari_assess.model.catalogue import Provider, Service
from jazari_assess.model.maturity import Group
from jazari_assess.model.result import ModelRef, ModelResult
from jazari_assess.model.roadmap import PlannedItem
from jazari_assess.render.interface import Institute
from jazari_assess.render.page.scores import asked, dimension, held_and_next, levels
from jazari_assess.render.page.sources import ModelSource, Sources
from jazari_assess.render.page.summary import overall_score
from jazari_assess.render.page.types import Asked, Dimension, Method, Note, View, WeightGroup
from jazari_assess.render.page.types import Provider as ProviderSheet
from jazari_assess.render.page.wording import Wording
from jazari_assess.render.plain_text import one_line, plain, sentence

_EMPTY_LINES = re.compile("\n{3,}")
_SURE = ("in-force", "launched", "in-operation")
"""States of a provider in which its offer runs; in any other, the reader is told to check."""


def method(sources: Sources) -> Method:
    """Return how the scores were made and with what."""
    wording, model = sources.wording, sources.main
    reference = sources.result.provenance.models[0]
    words = model.content.texts[wording.language]
    variant = reference.variant
    return Method(
        paragraphs=tuple(wording.say(f"method.text.{key}") for key in wording.under("method.text")),
        levels=levels(model),
        variant=""
        if variant is None
        else wording.say("method.variant", variant=wording.set(words.variants[variant].title)),
        weights=tuple(
            WeightGroup(
                title=model.title(node),
                weights=tuple(
                    (model.title(child), wording.exact_percent(share), share) for child, share in shares.items()
                ),
            )
            for node, shares in reference.weights.items()
        ),
        robustness=tuple(_robustness(sources)),
        provenance=tuple(_provenance(sources)),
    )


def _robustness(sources: Sources) -> Sequence[tuple[str, str]]:
    wording, found = sources.wording, sources.main.scores.robustness
    if found is None:
        return []
    facts = {
        "method": wording.say(f"robustness.{found.method}"),
        "draws": wording.number(found.draws),
        "seed": str(found.seed),
        "interval": wording.say("score.interval", low=wording.score(found.low), high=wording.score(found.high)),
        "flip": wording.percent(found.flip),
    }
    return [(wording.say(f"robustness.label.{name}"), value) for name, value in facts.items()]


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
        notice=sources.wording.set(words.notice) if words.notice else sources.wording.say("views.notice"),
        score=overall_score(model),
        level=held_and_next(scores.overall.level_id, levels(model))[0],
        dimensions=tuple(
            _fact(row, sources.wording) if _counts(model) else row
            for row in (dimension(node, model, sources) for node in model.rated())
        ),
    )


def _counts(model: ModelSource) -> bool:
    """Say whether a model counts facts, so that its dimensions have no scores and levels of their own."""
    root = model.content.structure.nodes[model.root]
    return isinstance(root, Group) and root.aggregate == "count"


def _fact(row: Dimension, wording: Wording) -> Dimension:
    """Return a counted fact as yes or no; one that is open or half reached stays as it is."""
    said = {0.0: "no", 100.0: "yes"}.get(-1.0 if row.score.value is None else row.score.value)
    score = row.score if said is None else replace(row.score, text=wording.say(f"answer.{said}"))
    return replace(row, level=None, score=score)


def providers(sources: Sources) -> tuple[ProviderSheet, ...]:
    """Return a sheet for each provider that the plan names, as a line of its own or in support of one, in its order."""
    services = sources.library.catalogue.structure.services
    uses = {name: services[name].provider for item in sources.roadmap.items for name in _services_of(item, services)}
    return tuple(
        _provider(provider, [name for name, by in uses.items() if by == provider], sources)
        for provider in dict.fromkeys(uses.values())
    )


def _services_of(item: PlannedItem, services: Mapping[str, Service]) -> Sequence[str]:
    return [name for name in (item.id, *item.support) if name in services]


def _provider(name: str, services: Sequence[str], sources: Sources) -> ProviderSheet:
    wording = sources.wording
    found: Provider = sources.library.catalogue.structure.providers[name]
    words = sources.catalogue_text.providers[name]
    state, told = sentence(wording.say(f"status.{found.status}")), wording.set(words.status)
    planned = {item.id for item in sources.roadmap.items}
    return ProviderSheet(
        id=name,
        name=wording.set(words.name),
        kind=wording.say(f"provider-kind.{found.kind}"),
        purpose=wording.set(words.purpose),
        region=wording.say(f"region.{found.region}"),
        status="" if told.casefold().startswith(state.casefold()) else state,
        status_words=told,
        as_of=wording.date(found.as_of),
        source=wording.set(words.source),
        to_check="" if found.status in _SURE else wording.say("item.to-check"),
        used_for=tuple(
            title if service in planned else wording.say("providers.could", title=title)
            for service, title in ((service, sources.item_title(service)) for service in services)
        ),
    )


def notes(sources: Sources) -> tuple[Note, ...]:
    """Return every note of the consultant, in the order of the questionnaire, with its line breaks."""
    wording, questionnaire = sources.wording, sources.questionnaire
    answers = sources.result.assessment.answers
    words = questionnaire.texts[wording.language]
    return tuple(
        Note(
            title=wording.set(words.questions[name].short),
            dimension=wording.set(words.sections[questionnaire.structure.section_of(name)].title),
            text=_EMPTY_LINES.sub("\n\n", plain(note)),
        )
        for name in questionnaire.structure.order
        if name in answers and (note := answers[name].note) is not None
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
