"""The result and its roadmap as JSON, unrounded, for other programs."""

import json
from collections.abc import Mapping
from typing import Any

from jazari_assess.model.assessment import Assessment
from jazari_assess.model.plan import Plan
from jazari_assess.model.result import Result
from jazari_assess.render.interface import Report


def result_value(result: Result, roadmap: Plan | None = None) -> Mapping[str, Any]:
    """Return a result as plain values; the assessment stands in it as in its own file, with kebab-case keys.

    Keys of the result are its field names (``level_id``, ``capped_by``); a score that is not there is None.
    """
    value: dict[str, Any] = {"schema": result.schema_, "assessment": assessment_value(result.assessment)}
    value |= result.model_dump(mode="json", exclude={"schema_", "assessment"})
    if roadmap is not None:
        value["roadmap"] = {"schema": roadmap.schema_, **roadmap.model_dump(mode="json", exclude={"schema_"})}
    return value


def assessment_value(assessment: Assessment) -> Mapping[str, Any]:
    """Return an assessment as its file holds it; what was never filled in is left out."""
    return assessment.model_dump(mode="json", by_alias=True, exclude_none=True)


def without_notes(result: Result) -> Result:
    """Return a result whose assessment has lost the consultant's notes, those of answers kept aside included."""
    given = result.assessment
    answers = {name: answer.model_copy(update={"note": None}) for name, answer in given.answers.items()}
    aside = tuple(
        kept.model_copy(update={"answer": kept.answer.model_copy(update={"note": None})}) for kept in given.not_carried
    )
    bare = given.model_copy(update={"answers": answers, "not_carried": aside})
    return result.model_copy(update={"assessment": bare})


class JsonRenderer:
    """Renders a report as JSON."""

    name = "json"
    suffix = ".json"

    def render(self, report: Report) -> bytes:
        """Return the JSON text in UTF-8, indented, with one line end at its end."""
        result = report.result if report.options.notes else without_notes(report.result)
        notices = {view.id: view.notice for view in report.page.views if view.notice}
        value = {**result_value(result, report.roadmap), **({"notices": notices} if notices else {})}
        return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
