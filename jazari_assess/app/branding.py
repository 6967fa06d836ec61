"""Who hands a report over and what it looks like: the brand folder, else the settings file."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess.app.page import template_folders
from jazari_assess.cli.choices import Choices
from jazari_assess.render.interface import Branding, Institute, Template

if TYPE_CHECKING:
    from jazari_assess.model.brand import Brand


def look(chosen: Choices, brand: Path | None, language: str) -> Branding:
    """Return the look of documents in a language; raise ``ProblemsError`` when the brand folder is wrong."""
    folders = template_folders(chosen)
    if brand is None:
        return Branding(
            institute=_from_settings(os.environ), template=Template(folders=folders, foreign=len(folders) > 1)
        )
    from jazari_assess.reading.brand.folder import read_brand
    from jazari_assess.render.palette import replacements

    found = read_brand(brand, language)
    own = (found.templates, *folders) if found.templates else folders
    return Branding(
        institute=_institute(found),
        template=Template(folders=own, colours=replacements(found.colours), logo=found.logo, foreign=len(own) > 1),
    )


def _institute(found: "Brand") -> Institute:
    return Institute(
        name=found.institute, address=found.address, cndp_reference=found.cndp_reference, footer=found.footer
    )


def _from_settings(environment: Mapping[str, str]) -> Institute:
    from jazari_assess.app.settings import read_settings, settings_file
    from jazari_assess.reading.content.interface_text import languages

    found = read_settings(settings_file(environment), languages())
    return Institute(name=found.get("institute", ""), cndp_reference=found.get("cndp-reference", ""))
