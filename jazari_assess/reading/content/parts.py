"""Reading one content folder: structure and words as types, each with the document that gives their places."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.catalogue import CatalogueText
from jazari_assess.model.library import REQUIRED_LANGUAGE
from jazari_assess.model.maturity import MaturityModel, ModelText
from jazari_assess.model.questionnaire import Questionnaire, QuestionnaireText
from jazari_assess.model.typography import set_words
from jazari_assess.reading.content.folders import LaidFolder
from jazari_assess.reading.yaml_json.building import MOST_PROBLEMS
from jazari_assess.reading.yaml_json.document import Document, KeyPath, Value, dotted, nearest
from jazari_assess.reading.yaml_json.validation import Content, validated
from jazari_assess.reading.yaml_json.yaml_file import read_yaml

Structure = TypeVar("Structure", Questionnaire, MaturityModel)
Text = TypeVar("Text", QuestionnaireText, ModelText, CatalogueText)


@dataclass(frozen=True, kw_only=True)
class Sourced(Generic[Content]):
    """Something read, with the document it came from."""

    content: Content
    document: Document


@dataclass(frozen=True, kw_only=True)
class Part(Generic[Structure, Text]):
    """A questionnaire or a model as it was read: structure, words by language."""

    laid: LaidFolder
    structure: Structure
    document: Document
    texts: Mapping[str, Sourced[Text]]

    def sha256(self, more: Mapping[str, Document]) -> str:
        """Return the hash of its files and of ``more``, by their names."""
        words = {f"text/{name}": text.document for name, text in self.texts.items()}
        return digest({Path(self.document.file).name: self.document, **words, **more}.items())


def read_document(path: Path, problems: list[Problem]) -> Document | None:
    """Return one file as it stands, or note all of its problems and return None."""
    try:
        return read_yaml(path)
    except ProblemsError as error:
        problems += error.problems
        return None


def read_file(path: Path, kind: type[Content], problems: list[Problem]) -> Sourced[Content] | None:
    """Return one file as ``kind``, or note all of its problems and return None."""
    document = read_document(path, problems)
    return None if document is None else typed(document, kind, problems)


def typed(document: Document, kind: type[Content], problems: list[Problem]) -> Sourced[Content] | None:
    """Return a document as ``kind``, or note all of its problems and return None."""
    content, refused = validated(kind, document)
    problems += refused
    return None if content is None else Sourced(content=content, document=document)


def read_texts(
    files: Mapping[str, Path], kind: type[Text], problems: list[Problem], *, whole: bool = True
) -> dict[str, Sourced[Text]]:
    """Return the words files by language; note each that says another language than its name.

    ``whole`` says that each language must have every word that French has.
    """
    documents = {language: read_document(path, problems) for language, path in sorted(files.items())}
    texts = {}
    for language, document in documents.items():
        if document is None:
            continue
        reference = documents.get(REQUIRED_LANGUAGE)
        lacking = list(islice(_untranslated(document, reference), MOST_PROBLEMS)) if whole and reference else []
        content, refused = validated(kind, replace(document, value=_set(document.value, language)))
        told = {problem.path for problem in lacking}
        problems += lacking
        problems += (problem for problem in refused if problem.code != "key-missing" or problem.path not in told)
        if content is None:
            continue
        if content.language == language:
            texts[language] = Sourced(content=content, document=document)
        else:
            values = {"found": content.language, "expected": language}
            problems.append(document.problem("language-not-file", ("language",), **values))
    return texts


def _set(value: Value, language: str) -> Value:
    """Return words as their language sets them; the files themselves are typed plain."""
    match value:
        case str():
            return set_words(value, language)
        case dict():
            return {key: _set(part, language) for key, part in value.items()}
        case tuple():
            return tuple(_set(part, language) for part in value)
        case _:
            return value


def _untranslated(document: Document, reference: Document) -> Iterator[Problem]:
    """Yield each word that the reference language of the same folder has and this one has not."""
    if document is reference or Path(document.file).parent != Path(reference.file).parent:
        return
    for path in _leaves(reference.value, ()):
        held: Value = document.value
        for step in path:
            held = held.get(step) if isinstance(held, dict) else None
        if held is None:
            yield missing_words(document, path)


def _leaves(value: Value, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if not isinstance(value, dict):
        yield path
        return
    for key, part in value.items():
        yield from _leaves(part, (*path, key))


def read_part(
    laid: LaidFolder, structure_name: str, kinds: tuple[type[Structure], type[Text]], problems: list[Problem]
) -> Part[Structure, Text] | None:
    """Return a questionnaire or model, or note every problem of its files and return None."""
    kind, text_kind = kinds
    structure = read_file(laid.files[structure_name], kind, problems)
    texts = read_texts(laid.text_files(), text_kind, problems)
    problems += missing_languages(laid.text_files(), laid.folder, own=laid.own)
    if structure is None:
        return None
    if structure.content.id != laid.id:
        values = {"found": structure.content.id, "expected": laid.id}
        problems.append(structure.document.problem("id-not-folder", ("id",), **values))
    return Part(laid=laid, structure=structure.content, document=structure.document, texts=texts)


def missing_languages(files: Mapping[str, Path], folder: Path, *, own: bool) -> Iterator[Problem]:
    """Yield a problem when a folder has no words: ours must have French, a user's any language."""
    if own and REQUIRED_LANGUAGE not in files:
        yield Problem(code="file-missing", place=Place(file=str(folder / "text" / f"{REQUIRED_LANGUAGE}.yaml")))
    elif not files:
        yield Problem(code="words-without-language", place=Place(file=str(folder / "text")))


def digest(documents: Iterable[tuple[str, Document]]) -> str:
    """Return the SHA-256 over names and bytes of files; line ends count the same on every system."""
    whole = hashlib.sha256()
    for name, document in sorted(documents, key=lambda entry: entry[0]):
        data = document.data.replace(b"\r\n", b"\n")
        whole.update(f"{name}\n{len(data)}\n".encode())
        whole.update(data)
    return whole.hexdigest()


def unmatched_words(
    document: Document, path: KeyPath, needed: Iterable[str], present: Iterable[str]
) -> Iterator[Problem]:
    """Yield a problem for each id that has no words under ``path``, and for words that no structure has."""
    needed, present = dict.fromkeys(needed), dict.fromkeys(present)
    for name in needed:
        if name not in present:
            yield missing_words(document, (*path, name))
    for name in present:
        if name not in needed:
            yield document.key_problem("words-without-structure", (*path, name), key=name, near=nearest(name, needed))


def missing_words(document: Document, path: KeyPath) -> Problem:
    """Return the problem that words are missing at ``path``, placed at what should hold them."""
    return Problem(
        code="words-missing", place=document.place(path[:-1]), path=dotted(path), values={"key": str(path[-1])}
    )
