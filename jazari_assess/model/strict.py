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


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=64)]
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Reason = Annotated[str, StringConstraints(min_length=3, max_length=2000)]
