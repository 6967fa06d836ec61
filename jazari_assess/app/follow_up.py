"""How far an accepted plan has come, by the workbook of a report in which people noted it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jazari_assess.app.context import Context
from jazari_assess.app.page import template_folders
from jazari_assess.app.wording import catalogue_titles
from jazari_assess.model.library import Library
from jazari_assess.reading.content.interface_text import read_report_text
from jazari_assess.reading.content.languages import languages
from jazari_assess.reading.follow_up import Noted, plainly, read_follow_up


@dataclass(frozen=True, kw_only=True)
class FollowedItems:
    """What a workbook says of the items of a plan, by id, and whose plan it is in the names of ``model.follow_up``.

    ``whose`` is empty in a workbook that does not say; ``own`` are actions the firm added itself, which no plan knows.
    """

    whose: Mapping[str, str]
    items: Mapping[str, Noted]
    own: int


def followed_items(workbook: Path, library: Library, context: Context) -> FollowedItems:
    """Return how far the items of a plan have come, from the workbook of a report in whatever language.

    An item is known by what the workbook itself says of it, else by its title of today. Raises as ``read_follow_up``.
    """
    folders = template_folders(context)
    found = read_follow_up(workbook, [read_report_text(folders, language) for language in languages()])
    today = {plainly(title): name for name, title in catalogue_titles(library, found.language).items()}
    known = {item: one for one in found.items if (item := one.item or today.get(one.title)) is not None}
    return FollowedItems(whose=found.whose, items=known, own=len(found.items) - len(known))
