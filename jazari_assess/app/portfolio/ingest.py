"""Assessments as what a store takes in: scored, their parts apart from each other and from names."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from jazari_assess import __version__
from jazari_assess.app.dossier import main_model
from jazari_assess.engine.plan import kept_plan
from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.engine.score.many import FirmFigures, ManyScored
from jazari_assess.model.assessment import Answer, Assessment, Given
from jazari_assess.model.library import Library, ModelContent
from jazari_assess.portfolio.keys import firm_key
from jazari_assess.portfolio.records import (
    AnswerRecord,
    AssessmentRecord,
    PlanItemRecord,
    ScoreRecord,
    SourceKind,
)
from jazari_assess.portfolio.store.adding import Incoming
from jazari_assess.portfolio.timing import answer_seconds


class AssessmentIngest:
    """Turns assessments into what a store takes in; models are compiled once for all of them."""

    def __init__(self, library: Library, *, date: str, consultant: str | None) -> None:
        """Take the content, the day, and who held the interviews."""
        self._library, self._date, self._consultant = library, date, consultant
        self._scored: dict[str, ManyScored] = {}

    def assessments(self, read: Sequence[tuple[Assessment, Assessment, SourceKind]]) -> Iterator[Incoming]:
        """Yield what a store takes of each assessment: as it came, as it is scored, and what it came as."""
        for questionnaire in dict.fromkeys(scored.questionnaire.id for _, scored, _ in read):
            content = self._library.questionnaires[questionnaire]
            model = main_model(self._library, questionnaire)
            many = self._scored.setdefault(questionnaire, ManyScored(content, model))
            own = [one for one in read if one[1].questionnaire.id == questionnaire]
            figures = many.figures([scored for _, scored, _ in own])
            for (came, scored, source), found in zip(own, figures, strict=True):
                yield self._incoming(came, scored, source, found, model)

    def _incoming(
        self, came: Assessment, scored: Assessment, source: SourceKind, figures: FirmFigures, model: ModelContent
    ) -> Incoming:
        profile = came.profile
        bare = came.model_copy(update={"profile": profile.model_copy(update={"respondent_name": None})})
        times = {name: answer.time for name, answer in scored.answers.items() if answer.time is not None}
        record = AssessmentRecord(
            sha256=_content_hash(came),
            firm=firm_key(ice=profile.ice, name=profile.firm, region=profile.region),
            file_id=came.id,
            stage=came.stage,
            date=came.date or (None if came.plan is None else came.plan.date),
            questionnaire=scored.questionnaire.id,
            questionnaire_version=scored.questionnaire.version,
            model=model.structure.id,
            model_version=model.structure.version,
            variant=figures.variant,
            source=source,
            sample=came.sample,
            sector=profile.sector,
            size=profile.size,
            region=profile.region,
            staff=profile.staff,
            overall=ScoreRecord(**asdict(figures.overall)),
            scores={name: ScoreRecord(**asdict(node)) for name, node in figures.nodes.items()},
            answers={name: _answer(one, figures.worths.get(name)) for name, one in scored.answers.items()},
            flags=figures.flags,
            checks=figures.checks,
            plan=() if scored.plan is None else self._plan(scored, model),
            plan_date=None if scored.plan is None else scored.plan.date,
            seconds=answer_seconds(times),
        )
        return Incoming(
            record=record,
            ice=profile.ice,
            name=profile.firm,
            document=_text(bare),
            respondent=profile.respondent_name,
            consultant=self._consultant,
        )

    def _plan(self, assessment: Assessment, model: ModelContent) -> tuple[PlanItemRecord, ...]:
        """Return the items of the accepted plan, with phase, length and who helps as they are today."""
        content = self._library.questionnaires[assessment.questionnaire.id]
        result = evaluate(content, (model,), assessment, date=self._date, tool_version=__version__, draws=1)
        if assessment.plan is None:
            return ()
        made = kept_plan(result, self._library, assessment.plan, date=self._date)
        return tuple(
            PlanItemRecord(
                item=item.id,
                quarter=item.quarter,
                quarters=item.quarters,
                kind=item.kind,
                phase=item.phase,
                indicator=item.indicator,
                services=_services(item.service, item.provider, [(one.service, one.provider) for one in item.supports]),
            )
            for item in made.items
        )


def _text(assessment: Assessment) -> str:
    return assessment.model_dump_json(by_alias=True, exclude_none=True)


def _content_hash(assessment: Assessment) -> str:
    """Return the hash of what an assessment says: the same whether it came as YAML, JSON or inside a report.

    The order of answers says nothing, nor does the hash of the questionnaire, which some files have beside its version.
    """
    answers = dict(sorted(assessment.answers.items()))
    reference = assessment.questionnaire.model_copy(update={"sha256": None})
    bare = assessment.model_copy(update={"answers": answers, "questionnaire": reference})
    return hashlib.sha256(_text(bare).encode("utf-8", "surrogatepass")).hexdigest()


def _services(
    service: str | None, provider: str | None, supports: Sequence[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    own = [(service, provider)] if service is not None and provider is not None else []
    return tuple(dict.fromkeys((*own, *supports)))


def _answer(answer: Answer, worth: float | None) -> AnswerRecord:
    value = answer.answer if isinstance(answer, Given) else None
    return AnswerRecord(state=answer.state, value=value, worth=worth, evidence=answer.evidence)
