"""What questionnaires, models and catalogue entries there are, and what there is under one id."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from jazari_assess.app.completing import near_ids
from jazari_assess.app.context import Context
from jazari_assess.app.dossier import read_content
from jazari_assess.app.language import words
from jazari_assess.app.references import reference_lines
from jazari_assess.app.wording import notices, titles
from jazari_assess.engine.asking import on_short_path
from jazari_assess.engine.duration import Duration, estimated_duration
from jazari_assess.engine.weights.weighting import group_weights
from jazari_assess.errors import UsageError
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent, nearest_words
from jazari_assess.model.maturity import Group, ModelText
from jazari_assess.model.questionnaire import QuestionnaireText

ItemKind = Literal["question", "provider", "service", "action"]
Row = Mapping[str, str]
"""What a list says of one: its id first, its title last."""


@dataclass(frozen=True, kw_only=True)
class ContentList:
    """All content by its kind, in the language asked for or the nearest there is."""

    questionnaires: tuple[Row, ...]
    models: tuple[Row, ...]
    providers: tuple[Row, ...]
    services: tuple[Row, ...]
    actions: tuple[Row, ...]

    def value(self) -> Mapping[str, Any]:
        """Return the lists as plain values."""
        return {
            "schema": "jazari-assess/content-list/1",
            **{kind: [dict(row) for row in rows] for kind, rows in vars(self).items()},
        }


def list_content(context: Context) -> ContentList:
    """Return the questionnaires, models and catalogue entries there are, ours and what was laid over it."""
    library, language = read_content(context), context.language
    catalogue, told = library.catalogue.structure, nearest_words(library.catalogue.texts, language)
    return ContentList(
        questionnaires=tuple(
            {"id": name, "version": own.structure.version, "title": nearest_words(own.texts, language).title}
            for name, own in library.questionnaires.items()
        ),
        models=tuple(
            {
                "id": name,
                "version": own.structure.version,
                "role": own.structure.role,
                "title": nearest_words(own.texts, language).title,
            }
            for name, own in library.models.items()
        ),
        providers=tuple(
            {"id": name, "kind": own.kind, "title": told.providers[name].name}
            for name, own in catalogue.providers.items()
        ),
        services=tuple(
            {"id": name, "kind": own.kind, "provider": own.provider, "title": told.services[name].title}
            for name, own in catalogue.services.items()
        ),
        actions=tuple(
            {"id": name, "indicator": own.indicator or "", "title": told.actions[name].title}
            for name, own in catalogue.actions.items()
        ),
    )


@dataclass(frozen=True, kw_only=True)
class QuestionnaireEntry:
    """A questionnaire in words, and how long each of its paths takes by the lengths of its texts."""

    content: QuestionnaireContent
    text: QuestionnaireText
    durations: Mapping[str, Duration]

    def value(self) -> Mapping[str, Any]:
        """Return it as plain values, the minutes unrounded."""
        structure = self.content.structure
        return {
            "kind": "questionnaire",
            "version": structure.version,
            "title": self.text.title,
            "description": self.text.description,
            "sections": {name: list(members) for name, members in structure.sections.items()},
            "durations": {
                path: {"questions": found.questions, "minutes": found.minutes} for path, found in self.durations.items()
            },
        }


@dataclass(frozen=True, kw_only=True)
class ModelEntry:
    """A model in words: what its items are called, and the share of each child in its node, of 1."""

    content: ModelContent
    text: ModelText
    titles: Mapping[str, str]
    shares: Mapping[str, Mapping[str, float]]
    references: tuple[str, ...]
    notices: Mapping[str, str]

    def value(self) -> Mapping[str, Any]:
        """Return it as plain values, the shares unrounded."""
        structure = self.content.structure
        return {
            "kind": "model",
            "version": structure.version,
            "title": self.text.title,
            "description": self.text.description,
            "role": structure.role,
            "questionnaire": structure.questionnaire,
            "shares": {node: dict(own) for node, own in self.shares.items()},
            "levels": [
                {"id": step.id, "from": step.from_, "title": self.text.levels[step.id].title}
                for step in structure.levels.steps
            ],
            "references": list(self.references),
            "notices": list(self.notices.values()),
        }


@dataclass(frozen=True, kw_only=True)
class ItemEntry:
    """A question, a provider, a service or an action: its facts, and its words."""

    id: str
    kind: ItemKind
    facts: BaseModel
    text: BaseModel

    def value(self) -> Mapping[str, Any]:
        """Return it as plain values, as its files have them."""
        parts = {"facts": self.facts, "words": self.text}
        return {
            "kind": self.kind,
            **{name: one.model_dump(mode="json", exclude_none=True, by_alias=True) for name, one in parts.items()},
        }


@dataclass(frozen=True, kw_only=True)
class ContentEntry:
    """All there is under an id: a questionnaire and a model may share one, an action and a question too."""

    id: str
    found: tuple[QuestionnaireEntry | ModelEntry | ItemEntry, ...]

    def value(self) -> Mapping[str, Any]:
        """Return what was found as plain values."""
        return {
            "schema": "jazari-assess/content-entry/1",
            "id": self.id,
            "found": [one.value() for one in self.found],
        }


def content_entry(name: str, context: Context) -> ContentEntry:
    """Return what there is under an id; raise ``UsageError`` with the ids that are nearest when there is nothing."""
    library, language = read_content(context), context.language
    found = (*_wholes(library, name, language), *_questions(library, name, language))
    found += catalogue_items(library, name, language)
    if not found:
        raise UsageError("content-unknown", found=name, known=near_ids("content", name, library, language))
    return ContentEntry(id=name, found=found)


def _wholes(library: Library, name: str, language: str) -> Iterator[QuestionnaireEntry | ModelEntry]:
    if name in library.questionnaires:
        asked = library.questionnaires[name]
        text = nearest_words(asked.texts, language)
        yield QuestionnaireEntry(content=asked, text=text, durations=_durations(asked, text))
    if name in library.models:
        model = library.models[name]
        nodes = model.structure.nodes.items()
        yield ModelEntry(
            content=model,
            titles=titles(model, library, language),
            text=model.texts[language],
            shares={node: _shares(group) for node, group in nodes if isinstance(group, Group)},
            references=tuple(reference_lines((model,), words(language))),
            notices=notices((model,), language),
        )


def _durations(content: QuestionnaireContent, text: QuestionnaireText) -> Mapping[str, Duration]:
    structure = content.structure
    short = [name for name in structure.order if on_short_path(structure.questions[name])]
    return {
        "express": estimated_duration(structure, text, short, express=True),
        "full": estimated_duration(structure, text, list(structure.order), express=False),
    }


def _shares(group: Group) -> Mapping[str, float]:
    return dict(zip(group.children, group_weights(group).values, strict=True))


def _questions(library: Library, name: str, language: str) -> Iterator[ItemEntry]:
    """Yield the question of that id in each questionnaire that has one."""
    for content in library.questionnaires.values():
        if name in content.structure.questions:
            text = nearest_words(content.texts, language).questions[name]
            yield ItemEntry(id=name, kind="question", facts=content.structure.questions[name], text=text)


def catalogue_items(library: Library, name: str, language: str) -> tuple[ItemEntry, ...]:
    """Return the provider, the service and the action of that id."""
    structure, told = library.catalogue.structure, nearest_words(library.catalogue.texts, language)
    kinds: Mapping[ItemKind, tuple[Mapping[str, BaseModel], Mapping[str, BaseModel]]] = {
        "provider": (structure.providers, told.providers),
        "service": (structure.services, told.services),
        "action": (structure.actions, told.actions),
    }
    return tuple(
        ItemEntry(id=name, kind=kind, facts=entries[name], text=texts[name])
        for kind, (entries, texts) in kinds.items()
        if name in entries
    )
