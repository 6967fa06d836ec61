"""A firm's dossier: its assessment, and the content it is scored with."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess import __version__
from jazari_assess.cli.choices import Choices
from jazari_assess.cli.day import choose_date
from jazari_assess.content import roots
from jazari_assess.errors import ProblemsError, UsageError

if TYPE_CHECKING:
    from jazari_assess.model.assessment import Assessment
    from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent
    from jazari_assess.model.result import Result


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """What every command about one firm works on; ``date`` is YYYY-MM-DD."""

    library: "Library"
    questionnaire: "QuestionnaireContent"
    assessment: "Assessment"
    date: str

    @property
    def main_model(self) -> "ModelContent":
        """The model that every scored question of the questionnaire is in."""
        return next(model for model in self._models() if model.structure.role == "main")

    def models(self, asked: Sequence[str] | None) -> "tuple[ModelContent, ...]":
        """Return the models asked for, in that order, or the main one.

        Raises ``UsageError`` for a model that does not exist or is of another questionnaire.
        """
        known = {model.structure.id: model for model in self._models()}
        for model in asked or ():
            if model not in known:
                raise UsageError("model-unknown", found=model, known=", ".join(known))
        return tuple(known[model] for model in dict.fromkeys(asked or ())) or (self.main_model,)

    def with_main(self, models: "Sequence[ModelContent]") -> "tuple[ModelContent, ...]":
        """Return the main model, then the others of ``models``: a page is always of the main one first."""
        return (self.main_model, *(model for model in models if model is not self.main_model))

    def all_models(self) -> "tuple[ModelContent, ...]":
        """Return the main model, then every view of the questionnaire."""
        return (self.main_model, *(model for model in self._models() if model.structure.role == "view"))

    def result(self, models: "Sequence[ModelContent]") -> "Result":
        """Score the assessment over these models."""
        from jazari_assess.engine.score.evaluate import evaluate

        return evaluate(self.questionnaire, models, self.assessment, date=self.date, tool_version=__version__)

    def _models(self) -> "tuple[ModelContent, ...]":
        questionnaire = self.questionnaire.structure.id
        return tuple(model for model in self.library.models.values() if model.structure.questionnaire == questionnaire)


def read_content(chosen: Choices) -> "Library":
    """Read all content, ours and what the user laid over it; judgements that contradict each other are problems."""
    from jazari_assess.engine.weights.weighting import consistency_ratio
    from jazari_assess.reading.content.library import read_library

    return read_library(roots(chosen.content), consistency_ratio)


def check_content(chosen: Choices, path: Path | None) -> None:
    """Check all content and what is at ``path``; raise ``ProblemsError`` with every problem found."""
    from jazari_assess.engine.weights.weighting import consistency_ratio
    from jazari_assess.reading.content.check import check_paths

    problems = check_paths(roots(chosen.content), path, consistency_ratio)
    if problems:
        raise ProblemsError(problems)


def open_dossier(path: Path, chosen: Choices, *, migrate: bool = False) -> Dossier:
    """Read an assessment, or the one a report in PDF holds, and the content it is scored with.

    Raises ``ProblemsError`` with every problem of either, and when the assessment is of another version of its
    questionnaire and was not asked to be migrated.
    """
    from jazari_assess.reading.assessment.file import read_assessment
    from jazari_assess.reading.assessment.report_pdf import is_report_pdf, read_archived

    date = choose_date(chosen.date)
    library = read_content(chosen)
    read = read_archived if is_report_pdf(path) else read_assessment
    assessment = read(path, library, any_version=migrate)
    questionnaire = library.questionnaires[assessment.questionnaire.id]
    if migrate:
        assessment = _migrated(assessment, questionnaire, chosen)
    return Dossier(library=library, questionnaire=questionnaire, assessment=assessment, date=date)


def open_sample(questionnaire: str, name: str, chosen: Choices) -> Dossier:
    """Read a fictional firm that comes with a questionnaire.

    Raises ``UsageError`` when the content laid over ours took the questionnaire or its sample away.
    """
    library = read_content(chosen)
    folder = library.questionnaires[questionnaire].folder if questionnaire in library.questionnaires else ""
    sample = Path(folder) / "examples" / f"{name}.yaml"
    if not sample.is_file():
        raise UsageError("sample-missing", found=str(sample))
    return open_dossier(sample, chosen)


def _migrated(assessment: "Assessment", questionnaire: "QuestionnaireContent", chosen: Choices) -> "Assessment":
    from jazari_assess.app.language import words
    from jazari_assess.cli.assessment.migration import change_lines
    from jazari_assess.cli.terminal.tables import tell
    from jazari_assess.reading.assessment.file import migrate

    migration = migrate(assessment, questionnaire)
    tell(*change_lines(migration, words(chosen.lang)))
    return migration.assessment
