"""Reports that cost nothing, for tests of where they are made; it imports little, as every worker process loads it."""

import json
import os
import signal
from collections.abc import Sequence
from pathlib import Path


def render(text: str) -> Sequence[tuple[str, bytes]]:
    """Return one small report of an assessment, named by its id."""
    found = json.loads(text)
    return [(f"{found['id']}.json", json.dumps([found["profile"], found["answers"]]).encode())]


def render_or_die(text: str, *, mark: Path) -> Sequence[tuple[str, bytes]]:
    """Render, but the first time, which ``mark`` remembers, end the whole worker process."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return render(text)
