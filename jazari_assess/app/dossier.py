"""A firm's dossier: its assessment, and the content it is scored with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jazari_assess import __version__
from jazari_assess.app.context import Context
from jazari_assess.app.files import refuse_inputs
from jazari_assess.content import roots
from jazari_assess.engine.asking import on_path
from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.engine.weights.weighting import consistency_ratio
from jazari_assess.errors import UsageError, choice_of
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.explanation import Explanation
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent
from jazari_assess.model.plan import Plan
from jazari_assess.model.result import Result
from jazari_assess.reading.assessment.file import Migration, migrate, read_assessment, write_assessment
from jazari_assess.reading.assessment.report_pdf import is_report_pdf, read_archived
from jazari_assess.reading.content.library import read_library

__all__ = ["Migration"]

SAMPLE = ("industrie-x0", "agri-food-cannery")
"""The questionnaire and the fictional firm that a newcomer is shown."""


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """What every task about one firm works on.

    ``file`` is where the assessment was read from, empty when it was not read; ``migration`` says what changed when its
    version was carried over.
    """

    context: Context
    library: Library
    assessment: Assessment
    file: Path = Path()
    migration: Migration | None = None

    @property
    def questionnaire(self) -> QuestionnaireContent:
        """The questionnaire that the assessment answers."""
        return self.library.questionnaires[self.assessment.questionnaire.id]

    @property
    def main_model(self) -> ModelContent:
        """The model that every scored question of the questionnaire is in."""
        return main_model(self.library, self.assessment.questionnaire.id)

    def models(self, asked: Sequence[str] = ()) -> tuple[ModelContent, ...]:
        """Return the models asked for, in that order, or the main one.

        Raises ``UsageError`` for a model that does not exist or is of another questionnaire.
        """
        return asked_models(self.library, self.assessment.questionnaire.id, asked) or (self.main_model,)

    def all_models(self) -> tuple[ModelContent, ...]:
        """Return the main model, then every view of the questionnaire."""
        models = models_of(self.library, self.assessment.questionnaire.id)
        return (self.main_model, *(model for model in models if model.structure.role == "view"))

    def result(self, models: Sequence[ModelContent]) -> Result:
        """Score the assessment over these models."""
        return evaluate(self.questionnaire, models, self.assessment, date=self.context.date, tool_version=__version__)


def models_of(library: Library, questionnaire: str) -> tuple[ModelContent, ...]:
    """Return the models of a questionnaire."""
    return tuple(model for model in library.models.values() if model.structure.questionnaire == questionnaire)


def main_model(library: Library, questionnaire: str) -> ModelContent:
    """Return the model that every scored question of a questionnaire is in."""
    return next(model for model in models_of(library, questionnaire) if model.structure.role == "main")


def asked_models(library: Library, questionnaire: str, asked: Sequence[str]) -> tuple[ModelContent, ...]:
    """Return the models asked for, each once; raise ``UsageError`` for one that the questionnaire lacks."""
    known = {model.structure.id: model for model in models_of(library, questionnaire)}
    for model in asked:
        if model not in known:
            raise UsageError("model-unknown", found=model, known=choice_of(model, known))
    return tuple(known[model] for model in dict.fromkeys(asked))


def read_content(context: Context) -> Library:
    """Read all content, ours and what the user laid over it; judgements that contradict each other are problems."""
    return read_library(roots(context.content), consistency_ratio)


def open_dossier(path: Path, context: Context, *, migrating: bool = False) -> Dossier:
    """Read an assessment, or the one a report in PDF holds, and the content it is scored with.

    Raises ``ProblemsError`` with every problem of either, and when the assessment is of another version of its
    questionnaire, unless it is to be carried over (``migrating``).
    """
    library = read_content(context)
    read = read_archived if is_report_pdf(path) else read_assessment
    assessment = read(path, library, any_version=migrating)
    if not migrating:
        return Dossier(context=context, library=library, assessment=assessment, file=path)
    migration = carried_over(assessment, library.questionnaires[assessment.questionnaire.id])
    return Dossier(context=context, library=library, assessment=migration.assessment, file=path, migration=migration)


def carried_over(assessment: Assessment, questionnaire: QuestionnaireContent) -> Migration:
    """Return the assessment for this version of its questionnaire, and what changed for the questions it asks."""
    return of_what_is_asked(migrate(assessment, questionnaire), questionnaire)


def of_what_is_asked(migration: Migration, questionnaire: QuestionnaireContent) -> Migration:
    """Return a migration that names of the questions without an answer those alone that this firm is asked."""
    asked = on_path(questionnaire.structure, migration.assessment)
    told = (one for one in migration.changes if one.kind != "without-answer" or one.question in asked)
    return replace(migration, changes=tuple(told))


def open_sample(context: Context) -> Dossier:
    """Read a fictional firm that comes with a questionnaire.

    Raises ``UsageError`` when the content laid over ours took the questionnaire or its sample away.
    """
    library = read_content(context)
    questionnaire, name = SAMPLE
    folder = library.questionnaires[questionnaire].folder if questionnaire in library.questionnaires else ""
    sample = Path(folder) / "examples" / f"{name}.yaml"
    if not sample.is_file():
        raise UsageError("sample-missing", found=str(sample))
    return Dossier(context=context, library=library, assessment=read_assessment(sample, library), file=sample)


def migrate_file(source: Path, target: Path, context: Context, *, replace: bool = False) -> Migration:
    """Read an assessment of any version, carry it over to the present one, and write it to ``target``.

    Raises ``ProblemsError`` when the target is the source: an input is never changed.
    """
    library = read_content(context)
    refuse_inputs(target, [source])
    assessment = read_assessment(source, library, any_version=True)
    migration = carried_over(assessment, library.questionnaires[assessment.questionnaire.id])
    write_assessment(target, migration.assessment, replace=replace)
    return migration


def plain_values(told: Explanation | Plan) -> Mapping[str, Any]:
    """Return a value of ours as plain ones, its schema first."""
    return {"schema": told.schema_, **told.model_dump(mode="json", exclude={"schema_"})}
