"""A result, its roadmap and one language become everything a report says, once, for every output."""

from collections.abc import Mapping

from jazari_assess.model.assessment import Assessment
from jazari_assess.model.follow_up import ASSESSMENT, FIRM, ICE, REGION, STAGE
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import Library
from jazari_assess.model.plan import Plan
from jazari_assess.model.result import Result
from jazari_assess.render.interface import Comparison, Institute
from jazari_assess.render.page.calculation import calculation
from jazari_assess.render.page.flags import calm, checks, expectation, flags
from jazari_assess.render.page.method import glossary, method, notes, other_answers, privacy, views
from jazari_assess.render.page.movement import movement
from jazari_assess.render.page.outlook import what_if
from jazari_assess.render.page.partners import grouped, lacking_partners, partners, services
from jazari_assess.render.page.roadmap import first_steps, plan
from jazari_assess.render.page.scores import checks_in, dimension, peers_words
from jazari_assess.render.page.sources import Sources
from jazari_assess.render.page.summary import cover, gaps, overall, relative, strengths
from jazari_assess.render.page.types import Page
from jazari_assess.render.page.wording import Wording
from jazari_assess.render.plain_text import shortened


def make_page(
    *,
    result: Result,
    roadmap: Plan,
    library: Library,
    words: InterfaceText,
    institute: Institute | None = None,
    comparison: Comparison | None = None,
) -> Page:
    """Return what a report says in the language of ``words``.

    ``words`` is ``text/<lang>.yaml`` of the report template. Scores are rounded half up here, and nowhere else.
    """
    who, compared, wording = institute or Institute(), comparison or Comparison(), Wording(words=words)
    sources = Sources(result=result, roadmap=roadmap, library=library, wording=wording, comparison=compared)
    main, first, planned, asked = sources.main, cover(sources, who), plan(sources), partners(sources)
    found = flags(sources)
    return Page(
        language=words.language,
        direction=words.direction,
        title=sources.wording.say("document.title", firm=first.firm),
        date=result.provenance.date,
        short_firm=shortened(first.firm),
        whose=_whose(result.assessment),
        footer=who.foot,
        labels=sources.wording.labels(),
        cover=first,
        flags=found,
        calm=calm(found, sources),
        overall=overall(sources),
        dimensions=tuple(dimension(node, main, sources) for node in main.dimensions()),
        peers=peers_words(sources),
        moved=movement(sources),
        what_if=what_if(sources),
        strengths=strengths(sources),
        relative=relative(sources),
        gaps=gaps(sources),
        expectation=expectation(sources),
        first_steps=first_steps(planned, sources),
        plan=planned,
        partners=asked,
        partners_lack=lacking_partners(sources),
        partner_groups=grouped(asked),
        services=services(sources),
        views=views(sources),
        method=method(sources),
        privacy=privacy(sources, who),
        glossary=glossary(sources),
        notes=notes(sources),
        other_answers=other_answers(sources),
        checks=checks(sources),
        other_checks=checks_in(None, main, sources),
        calculation=calculation(sources),
    )


def _whose(assessment: Assessment) -> Mapping[str, str]:
    profile = assessment.profile
    told = {ASSESSMENT: assessment.id, STAGE: assessment.stage, FIRM: profile.firm}
    known = {ICE: profile.ice, REGION: profile.region}
    return told | {name: value for name, value in known.items() if value is not None}
