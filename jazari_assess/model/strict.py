"""The settings that every type of content and data shares."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


def kebab(name: str) -> str:
    """Return the name a field has in a file: ``not_applicable`` -> ``not-applicable``."""
    return name.rstrip("_").replace("_", "-")


class Strict(BaseModel):
    """Frozen, no conversion of types, no unknown keys, no NaN; keys in files are kebab-case."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        allow_inf_nan=False,
        alias_generator=kebab,
        populate_by_name=True,
        ser_json_inf_nan="constants",
    )


KEBAB = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
LONGEST_ID = 64
"""Characters: an id is typed on a command line and names a folder."""
SHORTEST_REASON, LONGEST_REASON = 3, 2000
"""Characters: "law" is one; more than a page is read by nobody."""
Id = Annotated[str, StringConstraints(pattern=f"^{KEBAB}$", max_length=LONGEST_ID)]
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
LAST_QUARTER = 20
"""Of the longest horizon, five years: beyond, programmes and firms are others."""
LONGEST_TEXT = 20_000
"""Characters: ten pages, more than anybody writes beside one answer."""
LONGEST_WORDS = 4000
"""Characters: two pages, more than any text that stands beside a question."""
Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_WORDS)]
Reason = Annotated[str, StringConstraints(min_length=SHORTEST_REASON, max_length=LONGEST_REASON)]
