"""What a migration did, in words, and the file it leaves."""

from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from jazari_assess.cli.terminal.tables import plain

if TYPE_CHECKING:
    from jazari_assess.model.interface_text import InterfaceText
    from jazari_assess.model.library import Library
    from jazari_assess.reading.assessment.migration import Migration


def write_migrated(source: Path, target: Path, library: "Library", *, replace: bool) -> "Migration":
    """Read an assessment of any version, carry it over, and write it to ``target``.

    Raises ``ProblemsError`` when the target is the source: an input is never changed.
    """
    from jazari_assess.errors import Place, Problem, ProblemsError
    from jazari_assess.reading.assessment.file import migrate, read_assessment, write_assessment

    if target.exists() and source.exists() and target.samefile(source):
        raise ProblemsError([Problem(code="target-is-input", place=Place(file=str(target)))])
    assessment = read_assessment(source, library, any_version=True)
    migration = migrate(assessment, library.questionnaires[assessment.questionnaire.id])
    write_assessment(target, migration.assessment, replace=replace)
    return migration


def change_lines(migration: "Migration", interface: "InterfaceText") -> list[Text]:
    """Return which versions, how many answers were carried over, and what changed for every other question."""
    versions = {"old": migration.from_version, "new": migration.to_version}
    carried = sum(change.kind in ("carried", "reworded", "moved") for change in migration.changes)
    told = [interface.say("commands.migrate.versions", carried=str(carried), **versions)]
    told += [
        " ".join(filter(None, (interface.say(f"commands.migrate.{change.kind}", question=change.question), note)))
        for change in migration.changes
        if change.kind != "carried"
        for note in [change.note.get(interface.language) or change.note.get("fr")]
    ]
    return [plain(line) for line in told]
