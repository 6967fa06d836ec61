"""The same firm over time: its assessments side by side, on the questions that all of them have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from jazari_assess.app.context import Context
from jazari_assess.app.dossier import Dossier, main_model, read_content
from jazari_assess.app.follow_up import followed_items
from jazari_assess.app.wording import catalogue_titles, require_language
from jazari_assess.engine.cohort.follow_up import (
    Followed,
    FollowUp,
    Line,
    PlannedItem,
    Reading,
    Visit,
    enough_in_common,
    followed_up,
)
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.changes import NewQuestion
from jazari_assess.model.follow_up import ASSESSMENT, FIRM, STAGE, ItemStatus
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent
from jazari_assess.model.movement import Change
from jazari_assess.model.result import NodeResult, Overall
from jazari_assess.reading.assessment.file import migrate, read_assessment
from jazari_assess.reading.assessment.report_pdf import is_report_pdf, read_archived

__all__ = ["Change", "Followed", "Line", "Reading"]

_FEWEST = 2
"""Assessments: one has nothing to be compared with."""


@dataclass(frozen=True, kw_only=True)
class ComparedStages:
    """A firm's assessments, the earliest first, what moved between them, and on how many questions of how many.

    ``versions`` are those of the questionnaire that the files answer.
    """

    assessments: tuple[Assessment, ...]
    versions: tuple[str, ...]
    library: Library
    language: str
    found: FollowUp
    common: int
    asked: int

    @property
    def model(self) -> ModelContent:
        """The model that all were scored with."""
        return main_model(self.library, self.assessments[0].questionnaire.id)

    def title(self, node: str) -> str:
        """Return what a dimension or a question is called."""
        texts = self.model.texts[self.language].nodes
        questions = self.library.questionnaires[self.assessments[0].questionnaire.id].texts[self.language].questions
        return texts[node].title if node in texts else questions[node].short

    def item(self, name: str) -> str:
        """Return what an item of a plan is called; one that the catalogue no longer has keeps its id."""
        return catalogue_titles(self.library, self.language).get(name, name)

    def value(self) -> Mapping[str, Any]:
        """Return it as plain values."""
        return {
            "schema": "jazari-assess/comparison/1",
            "firm": self.assessments[0].profile.firm,
            "visits": [
                {"stage": one.stage, "date": one.date, "version": version}
                for one, version in zip(self.assessments, self.versions, strict=True)
            ],
            "compared_on": {"questions": self.common, "of": self.asked},
            **asdict(self.found),
        }


def compare_stages(files: Sequence[Path], context: Context, *, follow_up: Path | None = None) -> ComparedStages:
    """Compare assessments of one firm, of whatever version of one questionnaire, in whatever order they are given.

    ``follow_up`` is the workbook of a report in which people noted how far the plan has come. Raises ``UsageError`` for
    fewer than two files, ``ProblemsError`` for a file of another firm or questionnaire, for a stage that comes before
    an earlier one, for versions that have too few questions in common, and for a workbook of another assessment.
    """
    if len(files) < _FEWEST:
        raise UsageError("compare-too-few")
    library = read_content(context)
    read = {path: _read(path, library) for path in files}
    ordered = sorted(read, key=lambda path: (read[path].stage, read[path].date or ""))
    _refuse_strangers({path: read[path] for path in ordered})
    told = [read[path] for path in ordered]
    states = {} if follow_up is None else _states(follow_up, told, library, context)
    return compared(told, library, context, states)


def _states(
    workbook: Path, told: Sequence[Assessment], library: Library, context: Context
) -> Mapping[tuple[str, str], ItemStatus]:
    """Return how far the items of a plan have come, by stage and item: of every stage where a workbook says none.

    Raises ``ProblemsError`` for the workbook of an assessment that is none of these.
    """
    found = followed_items(workbook, library, context)
    whose = found.whose
    stages = {
        one.stage for one in told if not whose or (one.id, one.stage) == (whose.get(ASSESSMENT), whose.get(STAGE))
    }
    if not stages:
        values = {"firm": whose.get(FIRM, ""), "stage": whose.get(STAGE, "")}
        raise ProblemsError([Problem(code="follow-up-other", place=Place(file=str(workbook)), values=values)])
    return {(stage, item): one.state for stage in stages for item, one in found.items.items()}


def compared(
    ordered: Sequence[Assessment],
    library: Library,
    context: Context,
    states: Mapping[tuple[str, str], ItemStatus] | None = None,
) -> ComparedStages:
    """Compare assessments of one firm, the earliest first.

    ``states`` says how far the items of a plan have come, by stage and item. Raises ``ProblemsError`` for versions that
    have too few questions in common.
    """
    content = library.questionnaires[ordered[0].questionnaire.id]
    require_language((content, main_model(library, content.structure.id)), context.language)
    versions = tuple(one.questionnaire.version for one in ordered)
    asked = content.structure.valued
    common = [name for name in asked if not _is_new(name, versions, content)]
    if not enough_in_common(len(common), len(asked)):
        values = {"common": str(len(common)), "asked": str(len(asked)), "versions": ", ".join(dict.fromkeys(versions))}
        raise ProblemsError([Problem(code="compare-too-little-in-common", values=values)])
    carried = tuple(_on(common, migrate(one, content).assessment, content) for one in ordered)
    return ComparedStages(
        assessments=carried,
        versions=versions,
        library=library,
        language=context.language,
        found=_compared(carried, library, context, states or {}),
        common=len(common),
        asked=len(asked),
    )


def _read(path: Path, library: Library) -> Assessment:
    read = read_archived if is_report_pdf(path) else read_assessment
    return read(path, library, any_version=True)


def _refuse_strangers(files: Mapping[Path, Assessment]) -> None:
    first, *others = files
    problems = [
        Problem(code=code, place=Place(file=str(path)))
        for before, path in zip((first, *others), others, strict=False)
        if (code := _differing(files[first], files[before], files[path])) is not None
    ]
    if problems:
        raise ProblemsError(problems)


def _differing(first: Assessment, before: Assessment, now: Assessment) -> str | None:
    if first.questionnaire.id != now.questionnaire.id:
        return "compare-other-questionnaire"
    same_number = first.profile.ice is not None and first.profile.ice == now.profile.ice
    if not same_number and first.profile.firm.split() != now.profile.firm.split():
        return "compare-other-firm"
    return "compare-order" if before.date and now.date and before.date > now.date else None


def _is_new(name: str, versions: Sequence[str], content: QuestionnaireContent) -> bool:
    """Say whether a question was not asked yet in the oldest of the versions."""
    oldest = min(versions, key=_numbers)
    return any(
        isinstance(step.questions.get(name), NewQuestion)
        for step in content.changes
        if _numbers(step.from_) >= _numbers(oldest)
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _on(common: Sequence[str], assessment: Assessment, content: QuestionnaireContent) -> Assessment:
    """Return an assessment without its answers to questions that others were not asked."""
    left = set(content.structure.valued) - set(common)
    kept = {name: answer for name, answer in assessment.answers.items() if name not in left}
    return assessment.model_copy(update={"answers": kept})


def _compared(
    assessments: Sequence[Assessment],
    library: Library,
    context: Context,
    states: Mapping[tuple[str, str], ItemStatus],
) -> FollowUp:
    dimensions = main_model(library, assessments[0].questionnaire.id).structure.dimensions
    visits = [_visit(one, library, context, states) for one in assessments]
    valued = library.questionnaires[assessments[0].questionnaire.id].structure.valued
    return followed_up(visits, dimensions, [name for name in valued if any(name in one.nodes for one in visits)])


def _visit(
    assessment: Assessment, library: Library, context: Context, states: Mapping[tuple[str, str], ItemStatus]
) -> Visit:
    dossier = Dossier(context=context, library=library, assessment=assessment)
    found = dossier.result([dossier.main_model]).models[0]
    actions = library.catalogue.structure.actions
    kept = assessment.plan
    return Visit(
        stage=assessment.stage,
        date=assessment.date,
        overall=_reading(found.overall),
        nodes={name: _reading(node) for name, node in found.nodes.items()},
        plan=[
            PlannedItem(
                item=name,
                node=actions[name].indicator if name in actions else None,
                status=states.get((assessment.stage, name)),
            )
            for name in (() if kept is None else kept.items)
        ],
    )


def _reading(found: NodeResult | Overall) -> Reading:
    return Reading(score=found.score, low=found.low, high=found.high)
