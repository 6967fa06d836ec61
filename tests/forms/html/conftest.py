"""The form of our own content, opened in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jazari_assess.content import roots
from jazari_assess.forms.html.content import FormContent
from jazari_assess.forms.html.export import Prefilled, Sender, html_form
from jazari_assess.forms.html.words import speech
from jazari_assess.reading.content.library import read_library
from tests.forms.html.chromium import Browser, chromium

LANGUAGES = ("fr", "ar", "en")


def form_content(*overlays: Path, questionnaire: str = "industrie-x0") -> FormContent:
    """Return a questionnaire that forms are made of, with its main model, of the same id, and the catalogue."""
    library = read_library(roots(overlays))
    return FormContent(
        questionnaire=library.questionnaires[questionnaire],
        model=library.models[questionnaire],
        catalogue=library.catalogue,
    )


def form_bytes(content: FormContent, *languages: str, prefilled: Prefilled | None = None) -> bytes:
    """Return the form in some languages."""
    sender = Sender(name="Institut d'essai", cndp_reference="D-123/2026")
    made = html_form(content, [speech(language) for language in languages], sender=sender, tool_version="0.0.0")
    return made.bytes(prefilled)


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
