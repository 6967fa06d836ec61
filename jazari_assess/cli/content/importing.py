"""``content import``: a form made elsewhere as a questionnaire, and what of it could not be carried."""

from pathlib import Path

from jazari_assess.app.content_new import new_id, with_folder, write_files
from jazari_assess.app.dossier import read_content
from jazari_assess.app.language import words
from jazari_assess.cli.choices import Choices
from jazari_assess.cli.terminal.problems import problem_lines
from jazari_assess.cli.terminal.tables import plain, tell
from jazari_assess.errors import UsageError
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.reading.content.interface_text import languages, read_interface_text
from jazari_assess.reading.xlsform.files import questionnaire_files
from jazari_assess.reading.xlsform.form import Imported, read_xlsform
from jazari_assess.reading.xlsform.questions import Ids

KINDS = ("xlsform",)


def import_content(
    kind: str, file: Path, out: Path, name: str | None, chosen: Choices, *, in_order: bool
) -> tuple[tuple[Path, ...], int]:
    """Write the questionnaire of a form under ``out``; return its paths and how much could not be carried.

    Raises ``UsageError`` for a kind or id that cannot be, ``ProblemsError`` for a workbook that may not be read, that
    is no form, or of which nothing can be carried, and when a file is there already.
    """
    if kind not in KINDS:
        raise UsageError("content-kind-unknown", found=kind, known=", ".join(KINDS))
    interface = words(chosen.lang)
    library = read_content(with_folder(chosen, out))
    own = new_id(name or Ids().new(file.stem), library.questionnaires)
    imported = read_xlsform(
        file,
        language=interface.language,
        none_words={one: read_interface_text(one).say("content-import.none") for one in languages()},
        in_order=in_order,
        name=own,
    )
    paths = write_files(out, questionnaire_files(imported))
    _tell(imported, interface)
    read_content(with_folder(chosen, out))
    return paths, len(imported.lost)


def _tell(imported: Imported, interface: InterfaceText) -> None:
    counts = {
        "questions": str(len(imported.questionnaire.questions)),
        "languages": ", ".join(imported.texts),
        "lost": str(len(imported.lost)),
    }
    lost = [problem_lines(problem, interface) for problem in imported.lost]
    tell(*lost, plain(interface.say("content-import.summary", **counts), "bold"))
