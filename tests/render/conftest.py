"""What the tests of outputs share: a check that WeasyPrint has nothing to complain about."""

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture
def loud() -> None:
    """Let a positive control make WeasyPrint complain."""


@pytest.fixture(autouse=True)
def silent_weasyprint(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which WeasyPrint logged a warning, unless the test asks for ``loud``."""
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        yield
    if "loud" not in request.fixturenames:
        told = [record.getMessage() for record in caplog.get_records("call") if record.name.startswith("weasyprint")]
        assert told == []
