"""What forms are made from in tests: content of ours or laid over it, a test institute, languages."""

from pathlib import Path

from jazari_assess.content import own_root, roots
from jazari_assess.forms.interface import FormContent, FormOrder
from jazari_assess.reading.content.library import read_library
from jazari_assess.render.interface import Branding, Institute, Template

LANGUAGES = ("fr", "ar", "en")
TEMPLATE = own_root() / "report_templates" / "standard"
INSTITUTE = Institute(name="Institut d'essai", cndp_reference="D-123/2026")


def form_content(*overlays: Path, questionnaire: str = "industrie-x0") -> FormContent:
    """Return a questionnaire that forms are made of, with its main model, of the same id, and the catalogue."""
    library = read_library(roots(overlays))
    return FormContent(
        questionnaire=library.questionnaires[questionnaire],
        model=library.models[questionnaire],
        catalogue=library.catalogue,
    )


def form_order(content: FormContent, *languages: str, express: bool = False) -> FormOrder:
    """Return what a form of a test institute is made from."""
    by = Branding(institute=INSTITUTE, template=Template(folders=[TEMPLATE]))
    return FormOrder(content=content, languages=languages, by=by, tool_version="0.0.0", express=express)
