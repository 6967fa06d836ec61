"""From a result to the page that the terminal and every report show, in one language."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess.app.languages import require_language
from jazari_assess.cli.choices import Choices
from jazari_assess.content import roots
from jazari_assess.model.plan_settings import PlanSettings
from jazari_assess.model.roadmap import Roadmap

if TYPE_CHECKING:
    from jazari_assess.app.dossier import Dossier
    from jazari_assess.model.result import Result
    from jazari_assess.render.interface import Comparison, Institute
    from jazari_assess.render.page.types import Page

TEMPLATE = "standard"


def template_folders(chosen: Choices) -> tuple[Path, ...]:
    """Return the folders of the report template, the user's last overlay first."""
    folders = [root / "report_templates" / TEMPLATE for root in reversed(roots(chosen.content))]
    return tuple(folder for folder in folders if folder.is_dir())


def page(
    dossier: "Dossier",
    result: "Result",
    roadmap: Roadmap,
    *,
    language: str,
    folders: Sequence[Path],
    institute: "Institute | None" = None,
    comparison: "Comparison | None" = None,
) -> "Page":
    """Return everything that is said about a result, worded by the report template, by an institute.

    Raises ``UsageError`` when the questionnaire or a model of the result has no words in the language.
    """
    models = [dossier.library.models[one.model] for one in result.models]
    require_language((dossier.questionnaire, *models), language)
    from jazari_assess.reading.content.interface_text import read_report_text
    from jazari_assess.render.page.build import make_page

    words = read_report_text(folders, language)
    return make_page(
        result=result,
        roadmap=roadmap,
        library=dossier.library,
        words=words,
        institute=institute,
        comparison=comparison,
    )


def no_roadmap(dossier: "Dossier") -> Roadmap:
    """Return a roadmap without a line, for a page of scores alone."""
    return Roadmap(
        schema_="jazari-assess/roadmap/1",
        model=dossier.main_model.structure.id,
        catalogue_sha256=dossier.library.catalogue.sha256,
        settings=PlanSettings(),
        targets={},
        status="nothing-to-do",
        gap=None,
        person_days=0.0,
        cost=0.0,
        items=(),
        left_out=(),
        projection=(),
    )
