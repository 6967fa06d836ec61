"""All content files as they were read: structures, what stands beside them and words, each with its document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jazari_assess.errors import Place, Problem
from jazari_assess.model.aims import Aim, Aims
from jazari_assess.model.changes import Changes
from jazari_assess.model.flags import Check, Checks, Flag, Flags
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent
from jazari_assess.model.maturity import Cases, MaturityModel, ModelText
from jazari_assess.model.questionnaire import Questionnaire, QuestionnaireText
from jazari_assess.model.references import Reference, References
from jazari_assess.reading.content.catalogue.files import CatalogueLayer, merged, read_layers
from jazari_assess.reading.content.folders import (
    AIMS,
    CASES,
    CHANGES,
    CHECKS,
    FLAGS,
    MODEL,
    QUESTIONNAIRE,
    REFERENCES,
    ContentFolders,
    LaidFolder,
    lay,
)
from jazari_assess.reading.content.parts import Part, Sourced, Structure, Text, read_file, read_part
from jazari_assess.reading.yaml_json.validation import Content

QuestionnairePart = Part[Questionnaire, QuestionnaireText]
ModelPart = Part[MaturityModel, ModelText]


@dataclass(frozen=True, kw_only=True)
class ContentFiles:
    """Everything as it was read, before it is known to be consistent; what stands beside a structure by its id."""

    questionnaires: Mapping[str, QuestionnairePart]
    flags: Mapping[str, Sourced[Flags]]
    checks: Mapping[str, Sourced[Checks]]
    changes: Mapping[str, Sourced[Changes]]
    models: Mapping[str, ModelPart]
    cases: Mapping[str, Sourced[Cases]]
    aims: Mapping[str, Sourced[Aims]]
    references: Mapping[str, Sourced[References]]
    catalogue: Sequence[CatalogueLayer]

    def flags_of(self, questionnaire: str) -> Mapping[str, Flag]:
        """Return the flags of a questionnaire."""
        return self.flags[questionnaire].content.flags if questionnaire in self.flags else {}

    def checks_of(self, questionnaire: str) -> Mapping[str, Check]:
        """Return the checks of a questionnaire."""
        return self.checks[questionnaire].content.checks if questionnaire in self.checks else {}

    def aims_of(self, model: str) -> Mapping[str, Aim]:
        """Return the aims of a model."""
        return self.aims[model].content.aims if model in self.aims else {}

    def references_of(self, model: str) -> Mapping[str, Reference]:
        """Return what others have published of a model's levels."""
        return self.references[model].content.references if model in self.references else {}

    def main_models(self, questionnaire: str) -> Mapping[str, ModelPart]:
        """Return the main models of a questionnaire."""
        return {
            name: part
            for name, part in self.models.items()
            if part.structure.role == "main" and part.structure.questionnaire == questionnaire
        }

    def library(self) -> Library:
        """Return the content without its documents."""
        return Library(
            questionnaires={name: self._questionnaire(part) for name, part in self.questionnaires.items()},
            models={name: self._model(part) for name, part in self.models.items()},
            catalogue=merged(self.catalogue),
        )

    def _questionnaire(self, part: QuestionnairePart) -> QuestionnaireContent:
        name = part.structure.id
        shelves = ((FLAGS, self.flags), (CHECKS, self.checks))
        return QuestionnaireContent(
            structure=part.structure,
            texts={language: text.content for language, text in part.texts.items()},
            sha256=part.sha256({file: shelf[name].document for file, shelf in shelves if name in shelf}),
            folder=str(part.laid.folder),
            flags=self.flags_of(name),
            checks=self.checks_of(name),
            changes=self.changes[name].content.changes if name in self.changes else (),
        )

    def _model(self, part: ModelPart) -> ModelContent:
        name = part.structure.id
        return ModelContent(
            structure=part.structure,
            texts={language: text.content for language, text in part.texts.items()},
            cases=self.cases[name].content.cases if name in self.cases else (),
            sha256=part.sha256({AIMS: self.aims[name].document} if name in self.aims else {}),
            folder=str(part.laid.folder),
            aims=self.aims_of(name),
            references=self.references_of(name),
        )


def read_content_files(
    folders: ContentFolders, more: Sequence[CatalogueLayer], problems: list[Problem]
) -> ContentFiles:
    """Read all files, note every problem of any; ``more`` are layers of the catalogue laid over all others."""
    questionnaires = list(lay(folders.questionnaires, QUESTIONNAIRE, folders.own, problems))
    models = list(lay(folders.models, MODEL, folders.own, problems))
    problems += (
        Problem(code="file-missing", place=Place(file=str(laid.folder / CASES)))
        for laid in models
        if laid.own and CASES not in laid.files
    )
    return ContentFiles(
        questionnaires=_parts(questionnaires, QUESTIONNAIRE, (Questionnaire, QuestionnaireText), problems),
        flags=_companions(questionnaires, FLAGS, Flags, problems),
        checks=_companions(questionnaires, CHECKS, Checks, problems),
        changes=_companions(questionnaires, CHANGES, Changes, problems),
        models=_parts(models, MODEL, (MaturityModel, ModelText), problems),
        cases=_companions(models, CASES, Cases, problems),
        aims=_companions(models, AIMS, Aims, problems),
        references=_companions(models, REFERENCES, References, problems),
        catalogue=[*read_layers(folders.catalogues, folders.own, problems), *more],
    )


def _parts(
    folders: Sequence[LaidFolder], name: str, kinds: tuple[type[Structure], type[Text]], problems: list[Problem]
) -> Mapping[str, Part[Structure, Text]]:
    parts = {laid.id: read_part(laid, name, kinds, problems) for laid in folders}
    return {own: part for own, part in parts.items() if part is not None}


def _companions(
    folders: Sequence[LaidFolder], name: str, kind: type[Content], problems: list[Problem]
) -> Mapping[str, Sourced[Content]]:
    """Return a file that may stand beside a structure, of each folder that has it."""
    read = {laid.id: read_file(laid.files[name], kind, problems) for laid in folders if name in laid.files}
    return {own: sourced for own, sourced in read.items() if sourced is not None}
