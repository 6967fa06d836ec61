"""Forms of our own content and of one's own, made once for all tests."""

from collections.abc import Mapping
from functools import cache

import pytest

from jazari_assess.forms.excel.export import excel_form
from jazari_assess.forms.interface import FormContent
from tests.forms.orders import form_content, form_order


@pytest.fixture(scope="session")
def content() -> FormContent:
    """Our own content."""
    return form_content()


@cache
def _made(language: str) -> bytes:
    return excel_form(form_order(form_content(), language)).bytes()


@pytest.fixture(scope="session")
def forms() -> Mapping[str, bytes]:
    """The form in each language."""
    return {language: _made(language) for language in ("fr", "ar", "en")}
