"""From a result to the page that the terminal and every report show, in one language, as an institute hands it over."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from jazari_assess.app.context import Context
from jazari_assess.app.dossier import Dossier
from jazari_assess.app.settings import read_settings, settings_file
from jazari_assess.app.wording import require_language
from jazari_assess.content import roots
from jazari_assess.model.plan import Plan, SettingsUsed, empty_plan
from jazari_assess.model.result import Result
from jazari_assess.reading.brand import read_brand
from jazari_assess.reading.content.interface_text import read_report_text
from jazari_assess.reading.content.languages import languages
from jazari_assess.render.interface import Branding, Comparison, Engine, Institute, Template
from jazari_assess.render.page.build import make_page
from jazari_assess.render.page.plan_types import Flag, Item, Outlook, Partner, Step, WhatIf
from jazari_assess.render.page.plan_types import Plan as PlanPage
from jazari_assess.render.page.types import (
    Dimension,
    Level,
    Overall,
    Page,
    Score,
    View,
)
from jazari_assess.render.palette import replacements

__all__ = ["Comparison", "Dimension", "Flag", "Item", "Level", "Outlook", "Overall", "Page", "Partner", "PlanPage"]
__all__ += ["Score", "Step", "View", "WhatIf"]

TEMPLATE = "standard"


def template_folders(context: Context) -> tuple[Path, ...]:
    """Return the folders of the report template, the user's last overlay first."""
    folders = [root / "report_templates" / TEMPLATE for root in reversed(roots(context.content))]
    return tuple(folder for folder in folders if folder.is_dir())


def branding_of(context: Context, brand: Path | None, engine: Engine = "auto") -> Branding:
    """Return who hands documents over and what they look like: by the brand folder, else by the settings file.

    The settings file may name a brand folder, and says who the consultant is. ``engine`` makes their PDFs. Raises
    ``ProblemsError`` when the brand folder or the settings file is wrong.
    """
    folders, settings = template_folders(context), read_settings(settings_file(os.environ), languages())
    consultant = settings.get("consultant", "")
    chosen = brand or (Path(settings["brand"]) if "brand" in settings else None)
    if chosen is None:
        return Branding(institute=_named(settings), template=_template(folders, engine))
    found = read_brand(chosen, context.language)
    own = (found.templates, *folders) if found.templates else folders
    return Branding(
        institute=Institute(
            name=found.institute,
            address=found.address,
            cndp_reference=found.cndp_reference,
            footer=found.footer,
            consultant=consultant,
        ),
        template=replace(_template(own, engine), colours=replacements(found.colours), logo=found.logo, word=found.word),
    )


def _named(settings: Mapping[str, str]) -> Institute:
    return Institute(
        name=settings.get("institute", ""),
        cndp_reference=settings.get("cndp-reference", ""),
        consultant=settings.get("consultant", ""),
    )


def _template(folders: tuple[Path, ...], engine: Engine) -> Template:
    return Template(folders=folders, foreign=len(folders) > 1, engine=engine)


def page(
    dossier: Dossier,
    result: Result,
    roadmap: Plan,
    *,
    by: Branding | None = None,
    comparison: Comparison | None = None,
) -> Page:
    """Return everything that is said about a result in the language of its dossier, worded by the report template.

    Raises ``UsageError`` when the questionnaire or a model of the result has no words in the language.
    """
    language = dossier.context.language
    models = [dossier.library.models[one.model] for one in result.models]
    require_language((dossier.questionnaire, *models), language)
    folders = template_folders(dossier.context) if by is None else by.template.folders
    return make_page(
        result=result,
        roadmap=roadmap,
        library=dossier.library,
        words=read_report_text(folders, language),
        institute=None if by is None else by.institute,
        comparison=comparison,
    )


def no_roadmap(dossier: Dossier) -> Plan:
    """Return a plan without a line, for a page of scores alone."""
    return empty_plan(
        model=dossier.main_model.structure.id,
        catalogue_sha256=dossier.library.catalogue.sha256,
        status="nothing-to-do",
        settings=SettingsUsed(capacity_assumed=False, at_once=0.0),
    )
