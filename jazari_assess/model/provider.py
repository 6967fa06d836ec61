"""Who offers help, and what states of being in force its facts can have."""

from typing import Annotated, Literal

from pydantic import Field

from jazari_assess.model.profile import Region
from jazari_assess.model.strict import Reason, Strict, Words

AsOf = Annotated[str, Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?|undated)$")]
Status = Literal["in-force", "launched", "signed", "in-operation", "announced", "pilot", "ended", "unknown"]


class Provider(Strict):
    """An institute, a university, a ministry, ...: who offers services; ``contact`` and ``link`` as a source gives."""

    kind: Literal[
        "institute", "university", "ministry", "agency", "network", "company", "consortium", "authority", "programme"
    ]
    region: Region | Literal["national"]
    status: Status
    as_of: AsOf
    source: Reason
    contact: Words | None = None
    link: Words | None = None


class ProviderText(Strict):
    """The words of a provider; ``source`` says where its facts are from, dates worded."""

    name: Words
    purpose: Words
    status: Words
    source: Words
