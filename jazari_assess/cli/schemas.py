"""JSON Schemas of the files that people write, for the editors they write them in."""

import json
from collections.abc import Mapping

from pydantic import BaseModel

from jazari_assess.errors import UsageError
from jazari_assess.model.assessment import Assessment
from jazari_assess.model.catalogue import Actions, CatalogueText, Providers, Services
from jazari_assess.model.maturity import Cases, MaturityModel, ModelText
from jazari_assess.model.questionnaire import Questionnaire, QuestionnaireText

SCHEMAS: Mapping[str, type[BaseModel]] = {
    "questionnaire": Questionnaire,
    "questionnaire-text": QuestionnaireText,
    "model": MaturityModel,
    "model-text": ModelText,
    "cases": Cases,
    "providers": Providers,
    "services": Services,
    "actions": Actions,
    "catalogue-text": CatalogueText,
    "assessment": Assessment,
}


def schema_text(kind: str) -> str:
    """Return the JSON Schema (draft 2020-12) of one kind of file; raise ``UsageError`` for a kind we lack."""
    if kind not in SCHEMAS:
        raise UsageError("schema-unknown", found=kind, known=", ".join(SCHEMAS))
    schema = SCHEMAS[kind].model_json_schema(by_alias=True)
    told = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
