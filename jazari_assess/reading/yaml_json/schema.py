"""JSON Schemas of the files that people write, for the editors they write them in."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from jazari_assess.model.actions import Actions
from jazari_assess.model.aims import Aims
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.catalogue import CatalogueText, Providers, Rules
from jazari_assess.model.changes import Changes
from jazari_assess.model.flags import Checks, Flags
from jazari_assess.model.maturity import Cases, MaturityModel, ModelText
from jazari_assess.model.planning import Planning
from jazari_assess.model.questionnaire import Questionnaire, QuestionnaireText
from jazari_assess.model.references import References
from jazari_assess.model.services import Services
from jazari_assess.model.strict import LONGEST_TEXT

SCHEMAS: Mapping[str, type[BaseModel]] = {
    "questionnaire": Questionnaire,
    "questionnaire-text": QuestionnaireText,
    "flags": Flags,
    "checks": Checks,
    "changes": Changes,
    "model": MaturityModel,
    "model-text": ModelText,
    "cases": Cases,
    "aims": Aims,
    "references": References,
    "providers": Providers,
    "services": Services,
    "actions": Actions,
    "rules": Rules,
    "planning": Planning,
    "catalogue-text": CatalogueText,
    "assessment": Assessment,
}

_SHORT_ANSWER: Mapping[str, Any] = {
    "anyOf": [
        {"type": "number"},
        {"type": "string", "maxLength": LONGEST_TEXT},
        {"type": "array", "items": {"type": "string"}},
    ],
    "description": "A given answer in its short form.",
}


def schema_text(kind: str) -> str:
    """Return the JSON Schema (draft 2020-12) of one kind of file, as JSON; ``kind`` is a key of ``SCHEMAS``."""
    schema = SCHEMAS[kind].model_json_schema(by_alias=True)
    if kind == "assessment":
        by_id = schema["properties"]["answers"]["patternProperties"]
        for pattern, answer in by_id.items():
            by_id[pattern] = {"anyOf": [{**answer, "description": "An answer in full."}, _SHORT_ANSWER]}
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
