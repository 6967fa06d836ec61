"""The columns of a catalogue sheet: which cell holds which part of a provider, a service or an action."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from jazari_assess.reading.yaml_json.document import KeyPath

Kind = Literal["text", "number", "whole", "list", "date"]
SheetName = Literal["providers", "services", "actions"]

SHEETS: tuple[SheetName, ...] = ("providers", "services", "actions")
EXAMPLE = "example-"
"""A row whose id begins so is there to be looked at; it is not read."""

_CLOSES = 3


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its key in the sheet, where its value goes in an entry, how it is read and what may be chosen.

    ``language`` is set for words, which go into that language's file. ``fields`` are the names of the parts it is
    called by, from the whole to the part.
    """

    key: str
    path: KeyPath
    kind: Kind = "text"
    required: bool = False
    choices: str | None = None
    language: str | None = None
    fields: tuple[str, ...] = ()


def columns_of(sheet: SheetName, languages: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns of a sheet in their order, the id first, the words last, language by language."""
    structure = {"providers": _PROVIDERS, "services": _SERVICES, "actions": _ACTIONS}[sheet]
    words = {
        "providers": ("name", "purpose", "status", "source"),
        "services": ("title", "purpose", "why", "first-step", "source"),
        "actions": ("title", "first-step", "done-when"),
    }[sheet]
    return (
        *structure,
        *(
            Column(key=f"{field} {language}", path=(field,), language=language, fields=(field,))
            for language in languages
            for field in words
        ),
    )


def _plain(
    key: str, kind: Kind = "text", *, required: bool = False, choices: str | None = None, under: str | None = None
) -> Column:
    path: KeyPath = (key,) if under is None else (under, key)
    return Column(key=key, path=path, kind=kind, required=required, choices=choices, fields=(key,))


def _closes() -> tuple[Column, ...]:
    return tuple(
        Column(
            key=f"closes {number} {part}",
            path=("closes", number - 1, part),
            kind="text" if part == "node" else "number",
            choices="nodes" if part == "node" else None,
            fields=("closes",),
        )
        for number in range(1, _CLOSES + 1)
        for part in ("node", "from", "to")
    )


_ID = Column(key="id", path=(), required=True)
_FACTS = (
    _plain("status", required=True, choices="statuses"),
    _plain("as-of", "date", required=True),
    _plain("source", required=True),
)
_FOR_WHOM = (_plain("sectors", "list", choices="sectors"), _plain("sizes", "list", choices="sizes"))
_EFFORT = (
    _plain("person-days", "number", required=True),
    _plain("weeks", "whole", required=True),
    _plain("cost", "number"),
)
_LINKS = (_plain("requires", "list"), _plain("excludes", "list"))
_PROVIDERS = (
    _ID,
    _plain("kind", required=True, choices="provider-kinds"),
    _plain("region", required=True, choices="places"),
    *_FACTS,
)
_SERVICES = (
    _ID,
    _plain("provider", required=True, choices="providers"),
    _plain("kind", required=True, choices="service-kinds"),
    *_closes(),
    _plain("regions", "list", required=True, choices="regions"),
    _plain("near", "list", choices="regions"),
    *_FOR_WHOM,
    _plain("minimum", "number", under="turnover"),
    _plain("maximum", "number", under="turnover"),
    *_LINKS,
    *_EFFORT,
    *_FACTS,
    _plain("fit"),
)
_ACTIONS = (
    _ID,
    _plain("indicator", required=True, choices="nodes"),
    Column(key="step from", path=("step", 0), kind="number", required=True, fields=("step",)),
    Column(key="step to", path=("step", 1), kind="number", required=True, fields=("step",)),
    _plain("scale", choices="scales"),
    _plain("knowledge", "whole", required=True, choices="ratings", under="difficulty"),
    _plain("time", "whole", required=True, choices="ratings", under="difficulty"),
    _plain("money", "whole", required=True, choices="ratings", under="difficulty"),
    *_EFFORT,
    *_LINKS,
    *_FOR_WHOM,
    _plain("rationale", required=True),
)
