"""The form of our own content, opened in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jazari_assess.content import own_root, roots
from jazari_assess.forms.html.export import html_form
from jazari_assess.forms.interface import FormContent, FormOrder, Prefilled
from jazari_assess.reading.content.library import read_library
from jazari_assess.render.interface import Branding, Institute, Template
from tests.forms.html.chromium import Browser, chromium

LANGUAGES = ("fr", "ar", "en")
TEMPLATE = own_root() / "report_templates" / "standard"


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
    institute = Institute(name="Institut d'essai", cndp_reference="D-123/2026")
    by = Branding(institute=institute, template=Template(folders=[TEMPLATE]))
    return FormOrder(content=content, languages=languages, by=by, tool_version="0.0.0", express=express)


def form_bytes(
    content: FormContent, *languages: str, prefilled: Prefilled | None = None, express: bool = False
) -> bytes:
    """Return the form in some languages."""
    return html_form(form_order(content, *languages, express=express)).bytes(prefilled)


@pytest.fixture(scope="session")
def content() -> FormContent:
    """Our own content."""
    return form_content()


@pytest.fixture(scope="session")
def form_path(content: FormContent, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form in three languages as a file."""
    path = tmp_path_factory.mktemp("form") / "FORM.html"
    path.write_bytes(form_bytes(content, *LANGUAGES))
    return path


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium for all tests of a worker: it takes seconds to start."""
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture
def browser(running: Browser) -> Iterator[Browser]:
    """Chromium with nothing stored."""
    with running.apart() as found:
        yield found
