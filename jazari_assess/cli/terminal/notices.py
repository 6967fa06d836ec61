"""What a view of another model is not: said wherever one of its figures is shown."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rich.console import RenderableType

from jazari_assess.app.languages import nearest_words
from jazari_assess.cli.terminal.tables import plain

if TYPE_CHECKING:
    from jazari_assess.model.library import ModelContent


def notices(models: "Iterable[ModelContent]", language: str) -> Mapping[str, str]:
    """Return the notice of each model that has one, by id, in a language or the nearest there is."""
    found = {model.structure.id: nearest_words(model.texts, language).notice for model in models}
    return {name: notice for name, notice in found.items() if notice is not None}


def notice_parts(model: "ModelContent", language: str) -> list[RenderableType]:
    """Return the notice of a model as a line for the terminal, nothing where it has none."""
    return [plain(notice, "dim") for notice in notices((model,), language).values()]


def notices_value(models: "Iterable[ModelContent]", language: str) -> Mapping[str, Any]:
    """Return the notices as plain values, under ``notices`` when there is one."""
    found = notices(models, language)
    return {"notices": dict(found)} if found else {}
