"""Earlier editions of a questionnaire, kept beside it so that tables answered in their words can still be read."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.library import QuestionnaireContent
from jazari_assess.model.questionnaire import Questionnaire, QuestionnaireText
from jazari_assess.reading.content.folders import QUESTIONNAIRE, LaidFolder, content_files
from jazari_assess.reading.content.parts import Part, digest, read_file, read_texts
from jazari_assess.reading.content.questionnaire import questionnaire_words_problems
from jazari_assess.reading.yaml_json.building import MOST_PROBLEMS

EDITIONS = "editions"
_NOT_NEEDED = {"help", "look-for", "why", "evidence"}
"""Words that are only shown to who answers; nobody answers an earlier edition any more."""

_Edition = Part[Questionnaire, QuestionnaireText]


def read_editions(questionnaire: QuestionnaireContent) -> tuple[QuestionnaireContent, ...]:
    """Return the earlier editions of a questionnaire, the newest first; raise ``ProblemsError`` with every problem."""
    problems: list[Problem] = []
    found = [_edition(folder, questionnaire, problems) for folder in _folders(questionnaire)]
    if problems:
        raise ProblemsError(problems)
    starts = [step.from_ for step in questionnaire.changes]
    editions = [one for one in found if one is not None]
    return tuple(sorted(editions, key=lambda one: starts.index(one.structure.version), reverse=True))


def _folders(questionnaire: QuestionnaireContent) -> list[Path]:
    return sorted(path.parent for path in (Path(questionnaire.folder) / EDITIONS).glob(f"*/{QUESTIONNAIRE}"))


def _edition(folder: Path, present: QuestionnaireContent, problems: list[Problem]) -> QuestionnaireContent | None:
    laid = LaidFolder(
        id=present.structure.id, folder=folder, own=False, files=dict(content_files(folder, QUESTIONNAIRE))
    )
    structure = read_file(laid.files[QUESTIONNAIRE], Questionnaire, problems)
    texts = read_texts(laid.text_files(), QuestionnaireText, problems)
    if structure is None:
        return None
    part: _Edition = Part(laid=laid, structure=structure.content, document=structure.document, texts=texts)
    problems += islice(_problems(part, present), MOST_PROBLEMS)
    return QuestionnaireContent(
        structure=part.structure,
        texts={language: text.content for language, text in texts.items()},
        sha256=digest({str(laid.folder.name): part.document}.items()),
        folder=str(folder),
    )


def _problems(part: _Edition, present: QuestionnaireContent) -> Iterator[Problem]:
    """Yield what does not fit: another questionnaire, an edition that no change starts from, words that are missing."""
    structure, document = part.structure, part.document
    if structure.id != present.structure.id:
        yield document.problem("id-not-folder", ("id",), found=structure.id, expected=present.structure.id)
    starts = [step.from_ for step in present.changes]
    if structure.version not in starts or structure.version != part.laid.folder.name:
        known = ", ".join(starts) or "-"
        yield document.problem("edition-unknown", ("version",), found=structure.version, known=known)
    for text in part.texts.values():
        for problem in questionnaire_words_problems(structure, text.content, text.document):
            if problem.values.get("key") not in _NOT_NEEDED:
                yield problem
