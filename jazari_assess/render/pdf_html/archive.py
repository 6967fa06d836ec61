"""What an archive holds beside its pages: the data they were made from, as files inside the PDF."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from jazari_assess.render.interface import Report
from jazari_assess.render.json import assessment_value, result_value, without_notes

ASSESSMENT, RESULT = "assessment.json", "result.json"
HASH_MARK = "sha256:"
"""Before the hash of an attachment, in its description; the reader of archives looks for the same."""


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file inside the PDF; ``relationship`` says what it is to the pages, in the words of PDF/A-3."""

    name: str
    data: bytes
    relationship: Literal["Source", "Data"]
    date: str

    @property
    def description(self) -> str:
        """Return its hash, by which a reader sees that it is whole."""
        return HASH_MARK + hashlib.sha256(self.data).hexdigest()


def attachments(report: Report) -> tuple[Attached, ...]:
    """Return the assessment a report was made from and its result, without notes where the report has none."""
    result = report.result if report.options.notes else without_notes(report.result)
    date = report.page.date
    return (
        Attached(name=ASSESSMENT, data=_json(assessment_value(result.assessment)), relationship="Source", date=date),
        Attached(name=RESULT, data=_json(result_value(result, report.roadmap)), relationship="Data", date=date),
    )


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
