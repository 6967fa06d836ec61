"""What a table of firms is understood with, and the files that help: a map of its columns, an import workbook."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jazari_assess.app.context import Context
from jazari_assess.app.dossier import asked_models, main_model, read_content
from jazari_assess.atomic_file import write_atomically
from jazari_assess.batch.matching.map_file import BatchMap, read_map
from jazari_assess.batch.matching.vocabulary import Vocabulary, make_vocabulary
from jazari_assess.errors import UsageError, choice_of
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent
from jazari_assess.model.typography import as_typed
from jazari_assess.reading.content.editions import read_editions
from jazari_assess.reading.content.interface_text import read_interface_text
from jazari_assess.reading.content.languages import languages


@dataclass(frozen=True, kw_only=True)
class BatchContent:
    """Everything a table is understood with."""

    library: Library
    questionnaire: QuestionnaireContent
    interfaces: tuple[InterfaceText, ...]
    interface: InterfaceText
    vocabulary: Vocabulary
    saved: BatchMap

    def earlier(self) -> tuple[Vocabulary, ...]:
        """Return the words of the earlier editions of the questionnaire, the newest first."""
        return tuple(make_vocabulary(one, self.interfaces) for one in read_editions(self.questionnaire))

    def models(self, asked: Sequence[str] = ()) -> tuple[ModelContent, ...]:
        """Return the main model, then those asked for; raise ``UsageError`` for one we lack."""
        questionnaire = self.questionnaire.structure.id
        others, main = asked_models(self.library, questionnaire, asked), main_model(self.library, questionnaire)
        return (main, *(model for model in others if model is not main))


def batch_content(context: Context, questionnaire: str | None = None, map_file: Path | None = None) -> BatchContent:
    """Read content, words and map; raise ``ProblemsError`` or ``UsageError`` when one of them is wrong."""
    library = read_content(context)
    known = library.questionnaires
    if questionnaire is not None and questionnaire not in known:
        raise UsageError("content-unknown", found=questionnaire, known=choice_of(questionnaire, known))
    wanted = known if questionnaire is None else {questionnaire: known[questionnaire]}
    saved = (
        BatchMap(questionnaire=next(iter(wanted))) if map_file is None else read_map(map_file, wanted, read_editions)
    )
    content = library.questionnaires[saved.questionnaire]
    interfaces = tuple(read_interface_text(language) for language in languages())
    return BatchContent(
        library=library,
        questionnaire=content,
        interfaces=interfaces,
        interface=next(one for one in interfaces if one.language == context.language),
        vocabulary=make_vocabulary(content, interfaces),
        saved=saved,
    )


def match_table(
    file: Path,
    output: Path,
    context: Context,
    *,
    sheet: str | None = None,
    questionnaire: str | None = None,
    replace: bool = False,
) -> Mapping[str, int]:
    """Write the map of a table; return how many columns are ``sure``, ``uncertain``, ``unknown``, and the ``answers``.

    ``sheet`` and ``questionnaire`` are named where the first is not meant. Raises ``ProblemsError`` when the table
    cannot be read, or the map exists and may not be replaced.
    """
    from jazari_assess.batch.matching.long import widened
    from jazari_assess.batch.matching.map_file import map_text
    from jazari_assess.batch.matching.proposal import propose
    from jazari_assess.batch.matching.tables import refused_file
    from jazari_assess.batch.sources.inputs import stage_file

    content = batch_content(context, questionnaire)
    if not file.is_file():
        raise refused_file(str(file), "file-missing" if not file.exists() else "file-is-folder")
    with tempfile.TemporaryDirectory(prefix="jazari-batch-") as folder:
        staged = widened(stage_file(file, Path(folder) / "input"), content.vocabulary, Path(folder))
        found = propose(staged, content.vocabulary, sheet, content.earlier)
    remarks = as_typed(content.interface.say("batch.match.remarks")).split("|")
    write_atomically(output, map_text(found.saved, remarks).encode(), replace=replace)
    answers = len(found.saved.answers)
    return {"sure": found.sure, "uncertain": found.uncertain, "unknown": found.unknown, "answers": answers}


def write_template(output: Path, context: Context, *, questionnaire: str | None = None, replace: bool = False) -> None:
    """Write the import workbook of a questionnaire, with a drop-down for each question and an example row."""
    from jazari_assess.batch.outputs.template import template_workbook

    content = batch_content(context, questionnaire)
    data = template_workbook(content.questionnaire, content.interface, context.date)
    write_atomically(output, data, replace=replace)
