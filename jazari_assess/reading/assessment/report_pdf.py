"""A report in PDF, read back: the assessment attached to it, its hash checked.

The PDF is opened in a child process with limits of memory and time: a parser of PDF is large, and the file may come
from anywhere.
"""

import hashlib
import json
from base64 import b64decode
from pathlib import Path

from jazari_assess import sandbox
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.library import Library
from jazari_assess.reading.assessment.file import parse_assessment
from jazari_assess.reading.yaml_json.bounded_file import read_bounded

ASSESSMENT, RESULT = "assessment.json", "result.json"
HASH_MARK = "sha256:"
SUFFIX = ".pdf"
_CHILD = "jazari_assess.reading.assessment.report_pdf_child"
_LARGEST = 64 * 2**20
"""Bytes: a full report has under one megabyte, with a logo and notes a few."""
_LONGEST_READ = 60
"""Seconds of the child process, twice its own bound on work, so that it can say itself why it gave up."""


def is_report_pdf(path: Path) -> bool:
    """Tell by its name whether a file is a report in PDF rather than an assessment."""
    return path.suffix.lower() == SUFFIX


def read_archived(path: Path, library: Library, *, any_version: bool = False) -> Assessment:
    """Return the assessment that a report made with ``--archive`` holds.

    Raises ``ProblemsError`` when the file is no PDF that can be read, holds no assessment, or holds an attachment that
    is no longer the one it was made with; then as ``read_assessment``, with places inside the attachment.
    """
    files = _attachments(path, read_bounded(path, _LARGEST))
    if ASSESSMENT not in files:
        raise _refused(path, "report-pdf-bare")
    changed = [name for name, (mark, data) in files.items() if mark != HASH_MARK + hashlib.sha256(data).hexdigest()]
    if changed:
        raise ProblemsError([_problem(path, "report-pdf-changed", name=name) for name in changed])
    return parse_assessment(files[ASSESSMENT][1], path / ASSESSMENT, library, any_version=any_version)


def _attachments(path: Path, pdf: bytes) -> dict[str, tuple[str, bytes]]:
    """Return description and bytes of those attachments that are ours, by name."""
    try:
        ended = sandbox.run(_CHILD, [ASSESSMENT, RESULT], given=pdf, seconds=_LONGEST_READ)
    except TimeoutError as error:
        raise _refused(path, "report-pdf-broken") from error
    if ended.code != 0:
        raise _refused(path, "report-pdf-broken")
    return {name: (one["description"], b64decode(one["data"])) for name, one in json.loads(ended.output).items()}


def _refused(path: Path, code: str) -> ProblemsError:
    return ProblemsError([_problem(path, code)])


def _problem(path: Path, code: str, **values: str) -> Problem:
    return Problem(code=code, place=Place(file=str(path)), values=values)
