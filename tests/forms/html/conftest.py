"""The form of our own content, opened in Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jazari_assess.forms.html.export import html_form
from jazari_assess.forms.interface import FormContent, Prefilled
from tests.forms.html.chromium import Browser, chromium
from tests.forms.orders import LANGUAGES, form_content, form_order


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
