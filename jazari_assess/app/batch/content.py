"""What the batch commands share: the questionnaire, its models, the words of every language."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess.cli.choices import Choices
from jazari_assess.errors import UsageError

if TYPE_CHECKING:
    from jazari_assess.batch.matching.map_file import BatchMap
    from jazari_assess.batch.matching.vocabulary import Vocabulary
    from jazari_assess.model.interface_text import InterfaceText
    from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent


@dataclass(frozen=True, kw_only=True)
class BatchContent:
    """Everything a table is understood with."""

    library: "Library"
    questionnaire: "QuestionnaireContent"
    interfaces: "tuple[InterfaceText, ...]"
    interface: "InterfaceText"
    vocabulary: "Vocabulary"
    saved: "BatchMap"

    def models(self, asked: Sequence[str]) -> "tuple[ModelContent, ...]":
        """Return the main model, then those asked for; raise ``UsageError`` for one we lack."""
        own = [
            one
            for one in self.library.models.values()
            if one.structure.questionnaire == self.questionnaire.structure.id
        ]
        known = {one.structure.id: one for one in own}
        for name in asked:
            if name not in known:
                raise UsageError("model-unknown", found=name, known=", ".join(known))
        main = next(one for one in own if one.structure.role == "main")
        return (main, *(known[name] for name in dict.fromkeys(asked) if known[name] is not main))


def batch_content(chosen: Choices, questionnaire: str | None, map_file: Path | None = None) -> BatchContent:
    """Read content, words and map; raise ``ProblemsError`` or ``UsageError`` when one of them is wrong."""
    from jazari_assess.app.dossier import read_content
    from jazari_assess.app.language import words
    from jazari_assess.batch.matching.map_file import BatchMap, read_map
    from jazari_assess.batch.matching.vocabulary import make_vocabulary
    from jazari_assess.reading.content.interface_text import languages, read_interface_text

    library = read_content(chosen)
    known = library.questionnaires
    if questionnaire is not None and questionnaire not in known:
        raise UsageError("content-unknown", found=questionnaire, known=", ".join(known))
    wanted = known if questionnaire is None else {questionnaire: known[questionnaire]}
    saved = BatchMap(questionnaire=next(iter(wanted))) if map_file is None else read_map(map_file, wanted)
    name = saved.questionnaire
    content = library.questionnaires[name]
    interfaces = tuple(read_interface_text(language) for language in languages())
    return BatchContent(
        library=library,
        questionnaire=content,
        interfaces=interfaces,
        interface=words(chosen.lang),
        vocabulary=make_vocabulary(content, interfaces),
        saved=saved,
    )
