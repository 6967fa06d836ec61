"""The process that runs templates which are not ours: it has a memory limit, and its parent a clock.

It reads a report from its parent, never from anybody else, and writes one mark and the whole file, or why there is
none.
"""

import json
import pickle
import sys

from jinja2 import TemplateError
from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateSyntaxError

from jazari_assess.render import INNER
from jazari_assess.render.apart import REFUSED, WHOLE
from jazari_assess.render.interface import Report


def _limit_memory(most: int) -> None:
    try:
        import resource  # noqa: PLC0415 - absent on Windows, where the time limit alone guards
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _told(error: Exception) -> dict[str, object]:
    """Return where and why a template is wrong: names of the template, never what a person typed."""
    match error:
        case TemplateSyntaxError():
            return {"file": error.filename or error.name, "line": error.lineno, "reason": error.message or ""}
        case TemplateNotFound():
            return {"file": None, "line": None, "reason": f"no template file {error.name}"}
        case SecurityError():
            return {"file": None, "line": None, "reason": "not allowed in the sandbox"}
        case TemplateError():
            return {"file": None, "line": None, "reason": error.message or ""}
        case _:
            return {"file": None, "line": None, "reason": type(error).__name__}


def main() -> None:
    """Render the report on standard input with the renderer named first, within the bytes named second."""
    _limit_memory(int(sys.argv[2]))
    report = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent wrote it
    if not isinstance(report, Report):
        raise TypeError(type(report))
    try:
        made = WHOLE + INNER[sys.argv[1]]().render(report)
    except MemoryError:
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 - whatever a template brings about is the template's fault
        made = REFUSED + json.dumps(_told(error)).encode()
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
