"""What is said beside a command's data: what a view is not, and what a migration changed."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess import app
from jazari_assess.cli.terminal.tables import plain, tell

if TYPE_CHECKING:
    from rich.text import Text

    from jazari_assess.app.dossier import Dossier, Migration
    from jazari_assess.model.interface_text import InterfaceText


def notice_parts(notices: Mapping[str, str]) -> "list[Text]":
    """Return what views say they are not, each as a line for the terminal."""
    return [plain(notice, "dim") for notice in notices.values()]


def change_lines(migration: "Migration", interface: "InterfaceText") -> "list[Text]":
    """Return which versions, how many answers were carried over, and what changed for every other question."""
    versions = {"old": migration.from_version, "new": migration.to_version}
    told = [interface.say("commands.migrate.versions", carried=str(migration.carried), **versions)]
    for change, note in migration.notes(interface.language):
        said = interface.say(f"commands.migrate.{change.kind}", question=change.question)
        told.append(" ".join(filter(None, (said, note))))
    return [plain(line) for line in told]


def opened(file: Path, asked: app.Context, *, migrate: bool = False) -> "Dossier":
    """Open an assessment, and list what changed when its version was to be carried over."""
    dossier = app.open_dossier(file, asked, migrating=migrate)
    if dossier.migration is not None:
        tell(*change_lines(dossier.migration, app.words(asked.language)))
    return dossier
