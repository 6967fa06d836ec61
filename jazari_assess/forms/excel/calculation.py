"""What the workbook calculates: all questions, the firm's profile among them, the model and its variants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jazari_assess.engine.score.evaluate import evaluate, used_weights
from jazari_assess.forms.excel.cases import cases_of
from jazari_assess.forms.excel.speech import Speech
from jazari_assess.forms.interface import FormContent, Prefilled
from jazari_assess.forms.profile_values import known_value
from jazari_assess.model.assessment import Assessment, QuestionnaireRef
from jazari_assess.model.library import Library
from jazari_assess.model.plan import SettingsUsed, empty_plan
from jazari_assess.model.profile import MOST_AIMS, MOST_STAFF, MOST_TURNOVER, REGIONS, SECTORS, Profile
from jazari_assess.model.questionnaire import ProfileQuestion
from jazari_assess.render.excel.live.calculation import (
    CalculatedNode,
    CalculatedQuestion,
    Calculation,
    Measured,
    Option,
    Part,
    Picked,
    Ranked,
    Typed,
)
from jazari_assess.render.interface import Comparison
from jazari_assess.render.page.calculation import calculated_question, calculation
from jazari_assess.render.page.sources import Sources
from jazari_assess.render.plain_text import plain

ANY_DAY = "2000-01-01"
"""A form has no date: the same form, the same bytes."""
_NAMELESS = "-"


@dataclass(frozen=True, kw_only=True)
class FirmCalculation:
    """The calculation of a form for one firm, and the firm as it was known when the form was made."""

    calculation: Calculation
    assessment: Assessment


def firm_calculation(
    content: FormContent, speech: Speech, tool_version: str, known: Prefilled | None
) -> FirmCalculation:
    """Return what the workbook calculates, with the values that it has before anything is answered."""
    firm = _unanswered(content, known)
    sources = _sources(content, speech, firm, tool_version)
    found = calculation(sources)
    questions = [_question(name, sources, speech, known) for name in content.structure.order]
    model = content.model.structure
    weights = [used_weights(model, None), *(used_weights(model, one.id) for one in model.variants)]
    calculated = replace(
        found,
        questions=tuple(questions),
        nodes=tuple(_weighed(node, weights) for node in found.nodes),
        variants=tuple(one.when for one in model.variants),
        cases=cases_of(content),
    )
    return FirmCalculation(calculation=calculated, assessment=firm)


def _unanswered(content: FormContent, known: Prefilled | None) -> Assessment:
    structure = content.structure
    return Assessment(
        schema_="jazari-assess/assessment/1",
        id=_NAMELESS if known is None else known.id,
        questionnaire=QuestionnaireRef(id=structure.id, version=structure.version, sha256=content.questionnaire.sha256),
        stage="T0" if known is None else known.stage,
        profile=Profile(firm=_NAMELESS) if known is None else known.profile,
    )


def _sources(content: FormContent, speech: Speech, firm: Assessment, tool_version: str) -> Sources:
    result = evaluate(content.questionnaire, [content.model], firm, date=ANY_DAY, tool_version=tool_version, draws=1)
    return Sources(
        result=result,
        roadmap=empty_plan(
            model=content.model.structure.id,
            catalogue_sha256=content.catalogue.sha256,
            status="nothing-to-do",
            settings=SettingsUsed(capacity_assumed=False, at_once=0.0),
        ),
        library=Library(
            questionnaires={content.structure.id: content.questionnaire},
            models={content.model.structure.id: content.model},
            catalogue=content.catalogue,
        ),
        wording=speech.report,
        comparison=Comparison(),
    )


def _weighed(node: CalculatedNode, weights: list[Mapping[str, Mapping[str, float]]]) -> CalculatedNode:
    if node.parent is None:
        return node
    return replace(node, weights=tuple(own[node.parent][node.id] for own in weights))


def _question(name: str, sources: Sources, speech: Speech, known: Prefilled | None) -> CalculatedQuestion:
    found = calculated_question(name, "", sources)
    question = sources.questionnaire.structure.questions[name]
    if not isinstance(question, ProfileQuestion):
        return found
    return replace(
        found, field=question.field, part=_profile_part(name, question, sources, speech, known_value(question, known))
    )


def _profile_part(name: str, question: ProfileQuestion, sources: Sources, speech: Speech, value: object) -> Part:
    match question.field:
        case "region" | "sector":
            known: Sequence[str] = REGIONS if question.field == "region" else SECTORS
            words = {one: speech.named(f"{question.field}s", one) for one in known}
            return Picked(
                options=_options(words), states=(), chosen=known.index(str(value)) if value in known else None
            )
        case "aims":
            told = sources.main.question_words(name).options
            words = {aim: speech.report.set(told[aim]) for aim in question.options} if isinstance(told, Mapping) else {}
            wanted = value if isinstance(value, tuple) else ()
            picked = tuple(question.options.index(aim) for aim in wanted if aim in question.options)
            return Ranked(options=_options(words), most=min(question.at_most or MOST_AIMS, len(words)), chosen=picked)
        case "staff" | "turnover":
            whole = question.field == "staff"
            unit = "" if whole else speech.form.say("profile.turnover-unit")
            number = value if isinstance(value, int | float) else None
            most = float(MOST_STAFF if whole else MOST_TURNOVER)
            return Measured(minimum=0.0, maximum=most, integer=whole, unit=unit, points=(), rising=None, number=number)
        case _:
            return Typed(text="" if value is None else plain(str(value)))


def _options(words: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(id=name, words=told, value=0.0, next_step="") for name, told in words.items())
