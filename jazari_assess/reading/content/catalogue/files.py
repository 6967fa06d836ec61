"""Reading the catalogue: ours, and entries that users' folders add or replace."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from jazari_assess.content import own_root
from jazari_assess.errors import Place, Problem
from jazari_assess.model.actions import Action, Actions
from jazari_assess.model.catalogue import Catalogue, CatalogueText, Providers, Rules
from jazari_assess.model.library import REQUIRED_LANGUAGE, CatalogueContent
from jazari_assess.model.planning import Planning
from jazari_assess.model.provider import Provider
from jazari_assess.model.services import Service, Services
from jazari_assess.reading.content.folders import CATALOGUE, PLANNING, RULES, content_files
from jazari_assess.reading.content.parts import (
    Sourced,
    digest,
    missing_languages,
    read_document,
    read_file,
    read_texts,
    typed,
    unmatched_words,
)
from jazari_assess.reading.yaml_json.document import Document
from jazari_assess.reading.yaml_json.validation import Content

Entry = TypeVar("Entry")

OLD_FORMS: Mapping[str, str] = {
    "jazari-assess/services/1": "services-form-old",
    "jazari-assess/actions/1": "actions-form-old",
}
"""Forms that were read once, and the problem that tells what became of them."""


@dataclass(frozen=True, kw_only=True)
class CatalogueLayer:
    """The entries of one catalogue folder with the documents they stand in; a file it lacks gives none."""

    folder: Path
    providers: Mapping[str, Provider] = field(default_factory=dict)
    services: Mapping[str, Service] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    rules: Sourced[Rules] | None = None
    planning: Sourced[Planning] | None = None
    documents: Mapping[str, Document] = field(default_factory=dict)
    texts: Mapping[str, Sourced[CatalogueText]] = field(default_factory=dict)


def read_layers(folders: Sequence[Path], own: Path, problems: list[Problem]) -> list[CatalogueLayer]:
    """Return the catalogue folders as they were read, ours first; note every problem of their files.

    Where none gives the numbers of the planning method, those that come with the program are the first layer.
    """
    layers = [_read_layer(folder, problems, own=folder.is_relative_to(own)) for folder in folders]
    if any((folder / PLANNING).exists() for folder in folders):
        return layers
    folder = own_root() / "scoring" / "catalogue"
    return [CatalogueLayer(folder=folder, planning=read_file(folder / PLANNING, Planning, problems)), *layers]


def merged(layers: Sequence[CatalogueLayer]) -> CatalogueContent:
    """Return one catalogue; a later entry replaces an earlier one of its id.

    An entry that its folder words in some languages only is shown, in the others, in the words it had before, else in
    the first of its own languages.
    """
    languages = sorted({language for layer in layers for language in layer.texts})
    named = ((f"{index}/{name}", document) for index, layer in enumerate(layers) for name, document in _all(layer))
    numbers = [layer.planning.content for layer in layers if layer.planning is not None]
    return CatalogueContent(
        structure=structure_of(layers),
        planning=numbers[-1],
        texts={language: _merged_text(layers, language) for language in languages},
        sha256=digest(named),
    )


def structure_of(layers: Sequence[CatalogueLayer]) -> Catalogue:
    """Return the entries of all layers."""
    return Catalogue(
        providers=_laid([layer.providers for layer in layers]),
        services=_laid([layer.services for layer in layers]),
        actions=_laid([layer.actions for layer in layers]),
    )


def catalogue_words_problems(layers: Sequence[CatalogueLayer]) -> Iterator[Problem]:
    """Yield, layer by layer, entries without words in one of its languages, and words without an entry."""
    for index, layer in enumerate(layers):
        before = structure_of(layers[:index])
        for text in layer.texts.values():
            for kind, own, worded, earlier in (
                ("providers", layer.providers, text.content.providers, before.providers),
                ("services", layer.services, text.content.services, before.services),
                ("actions", layer.actions, text.content.actions, before.actions),
            ):
                needed = [name for name in own if name not in earlier or name in worded]
                over = [name for name in worded if name in earlier]
                yield from unmatched_words(text.document, (kind,), [*needed, *over], worded)


def _read_layer(folder: Path, problems: list[Problem], *, own: bool) -> CatalogueLayer:
    files = dict(content_files(folder, *CATALOGUE, RULES, PLANNING))
    problems += [
        Problem(code="file-missing", place=Place(file=str(folder / name)))
        for name in CATALOGUE
        if own and name not in files
    ]
    old: list[Problem] = []
    providers = read_file(files["providers.yaml"], Providers, problems) if "providers.yaml" in files else None
    services = _read_entries(files, "services.yaml", Services, problems, old)
    actions = _read_entries(files, "actions.yaml", Actions, problems, old)
    problems += old
    text_files = {Path(name).stem: path for name, path in files.items() if name.startswith("text/")}
    if any(name in files for name in CATALOGUE):
        problems += missing_languages(text_files, folder, own=own)
    texts = {} if old else read_texts(text_files, CatalogueText, problems, whole=own)
    layer = catalogue_layer(folder, providers, services, actions, texts)
    rules = read_file(files[RULES], Rules, problems) if RULES in files else None
    planning = read_file(files[PLANNING], Planning, problems) if PLANNING in files else None
    return replace(layer, rules=rules, planning=planning)


def _read_entries(
    files: Mapping[str, Path], name: str, kind: type[Content], problems: list[Problem], old: list[Problem]
) -> Sourced[Content] | None:
    """Return a file of entries; one of a form that is no longer read is told once, not key by key."""
    document = read_document(files[name], problems) if name in files else None
    if document is None:
        return None
    form = document.value.get("schema") if isinstance(document.value, dict) else None
    if isinstance(form, str) and form in OLD_FORMS:
        old.append(document.problem(OLD_FORMS[form], ("schema",), found=form))
        return None
    return typed(document, kind, problems)


def catalogue_layer(
    folder: Path,
    providers: Sourced[Providers] | None,
    services: Sourced[Services] | None,
    actions: Sourced[Actions] | None,
    texts: Mapping[str, Sourced[CatalogueText]],
) -> CatalogueLayer:
    """Return what was read, from files or from a sheet, as one layer; None is a part that is not there or not right."""
    read = {"providers.yaml": providers, "services.yaml": services, "actions.yaml": actions}
    return CatalogueLayer(
        folder=folder,
        providers=providers.content.providers if providers else {},
        services=services.content.services if services else {},
        actions=actions.content.actions if actions else {},
        documents={name: sourced.document for name, sourced in read.items() if sourced is not None},
        texts=texts,
    )


def _all(layer: CatalogueLayer) -> Iterator[tuple[str, Document]]:
    yield from layer.documents.items()
    if layer.planning is not None:
        yield PLANNING, layer.planning.document
    for language, text in layer.texts.items():
        yield f"text/{language}.yaml", text.document


def _laid(layers: Sequence[Mapping[str, Entry]]) -> dict[str, Entry]:
    return {name: entry for layer in layers for name, entry in layer.items()}


def _merged_text(layers: Sequence[CatalogueLayer], language: str) -> CatalogueText:
    texts = [text.content for layer in layers for text in _reference_first(layer)]
    return CatalogueText(
        language=language,
        providers=_worded([(text.language, text.providers) for text in texts], language),
        services=_worded([(text.language, text.services) for text in texts], language),
        actions=_worded([(text.language, text.actions) for text in texts], language),
    )


def _reference_first(layer: CatalogueLayer) -> list[Sourced[CatalogueText]]:
    return sorted(layer.texts.values(), key=lambda text: text.content.language != REQUIRED_LANGUAGE)


def _worded(texts: Sequence[tuple[str, Mapping[str, Entry]]], language: str) -> dict[str, Entry]:
    """Return the words of each entry: the last in this language, else the first there are."""
    laid: dict[str, Entry] = {}
    for own_language, entries in texts:
        for name, words in entries.items():
            if own_language == language or name not in laid:
                laid[name] = words
    return laid
