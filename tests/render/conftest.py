"""What the tests of outputs share: a server to stay away from, and WeasyPrint with nothing to complain about."""

import logging
import threading
from collections.abc import Iterator

import pytest

from tests.render.hostile_text import Canary


@pytest.fixture
def loud() -> None:
    """Let a positive control make WeasyPrint complain."""


@pytest.fixture
def canary() -> Iterator[Canary]:
    """Return a server on loopback that nobody should visit."""
    server = Canary()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def silent_weasyprint(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which WeasyPrint logged a warning, unless the test asks for ``loud``."""
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        yield
    if "loud" not in request.fixturenames:
        told = [record.getMessage() for record in caplog.get_records("call") if record.name.startswith("weasyprint")]
        assert told == []
