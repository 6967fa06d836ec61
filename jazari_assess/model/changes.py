"""How the answers of one version of a questionnaire are carried to the next, and why, in words."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from jazari_assess.model.strict import Id, Strict, Version, Words

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
OptionKey = Annotated[str, StringConstraints(min_length=1, max_length=64)]  # as long as an id may be


class _Changed(Strict):
    """What every change has: a note to the firm, by language."""

    note: Mapping[Language, Words] = Field(default_factory=dict)


class Reworded(_Changed):
    """The question says the same in better words: the answer is kept."""

    change: Literal["reworded"]


class OptionsMoved(_Changed):
    """Old options by the new ones they became; null is one that no new option says, so the question is asked again.

    Options of a level are their numbers, old ones in quotes. An option that is not named is kept.
    """

    change: Literal["options"]
    options: Annotated[Mapping[OptionKey, int | str | None], Field(min_length=1)]


class ToldBy(Strict):
    """The old answer that tells a new one: for each old option the new option it says, the first that was chosen."""

    question: Id
    options: Annotated[Mapping[OptionKey, int | str], Field(min_length=1)]


class NewQuestion(_Changed):
    """The question was not asked before; an answer to an older one may tell it all the same."""

    change: Literal["new"]
    told_by: ToldBy | None = None


class Removed(_Changed):
    """The question is asked no more; what was said goes as a note to the question it went ``into``, if any."""

    change: Literal["removed"]
    into: Id | None = None


QuestionChange = Annotated[Reworded | OptionsMoved | NewQuestion | Removed, Field(discriminator="change")]


class VersionChange(Strict):
    """What changed from one version to the next; a question that is not named is as it was."""

    from_: Version
    to: Version
    questions: Mapping[Id, QuestionChange]


class Changes(Strict):
    """The file ``changes.yaml``."""

    schema_: Literal["jazari-assess/changes/1"]
    changes: Annotated[tuple[VersionChange, ...], Field(min_length=1)]
