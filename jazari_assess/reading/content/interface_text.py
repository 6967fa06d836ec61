"""The words of the interface and of report templates: one file a language, complete or refused."""

import string
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jazari_assess.content import interface_text_folder
from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.typography import set_words
from jazari_assess.reading.content.languages import REFERENCE
from jazari_assess.reading.yaml_json.document import Document, Value, found, nearest
from jazari_assess.reading.yaml_json.yaml_file import read_yaml

_DIRECTIONS = ("ltr", "rtl")
_FORMS = ("zero", "one", "two", "few", "many")
"""Plural forms that a language may have or lack (CLDR); each branch of them has ``other``."""


def read_interface_text(language: str) -> InterfaceText:
    """Return the words of the interface in one language.

    Raises ``ProblemsError`` naming file and key when it lacks words that French has, or has words French lacks.
    """
    return _read_text([interface_text_folder()], language)


def read_help_text(language: str) -> InterfaceText:
    """Return the words of the commands' help as their YAML has them; raises as ``read_interface_text``."""
    return _read_text([interface_text_folder() / "help"], language)


def read_report_text(folders: Sequence[Path], language: str) -> InterfaceText:
    """Return the words of a report template; ``folders`` are its folders, the one that wins first.

    A folder laid over ours may replace single words. Raises ``ProblemsError`` as ``read_interface_text`` does.
    """
    return _read_text([folder / "text" for folder in reversed(folders)], language)


def _read_text(folders: Sequence[Path], language: str) -> InterfaceText:
    """Read ``<language>.yaml`` of each folder, later words replacing earlier ones."""
    base = folders[0]
    own = _words_of(base, language)
    reference = own if language == REFERENCE else _words_of(base, REFERENCE)
    problems = list(_differences(own, reference))
    entries = dict(own.entries)
    for folder in folders[1:]:
        if (folder / f"{language}.yaml").is_file():
            over = _words_of(folder, language)
            problems += _unknown(over, reference)
            entries |= over.entries
    if problems:
        raise ProblemsError(problems)
    return InterfaceText(
        language=language,
        direction="rtl" if entries["direction"] == "rtl" else "ltr",
        entries={key: set_words(text, language) for key, text in entries.items()},
    )


class _Words:
    """One language file, flattened: ``entries`` by dotted key, ``paths`` to find their places again."""

    def __init__(self, document: Document, entries: Mapping[str, str], paths: Mapping[str, tuple[str, ...]]) -> None:
        self.document = document
        self.entries = entries
        self.paths = paths


def _words_of(folder: Path, language: str) -> _Words:
    document = read_yaml(folder / f"{language}.yaml")
    entries: dict[str, str] = {}
    paths: dict[str, tuple[str, ...]] = {}
    problems = []
    for path, value in _leaves(document.value, ()):
        if isinstance(value, str):
            entries[".".join(path)] = value
            paths[".".join(path)] = path
        else:
            problems.append(document.problem("text-expected", path, found=found(value)))
    problems += _head_problems(document, entries, language)
    if problems:
        raise ProblemsError(problems)
    return _Words(document, entries, paths)


def _leaves(value: Value, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Value]]:
    if not isinstance(value, dict):
        yield path, value
        return
    for key, part in value.items():
        yield from _leaves(part, (*path, key))


def _head_problems(document: Document, entries: Mapping[str, str], language: str) -> Iterator[Problem]:
    named = entries.get("language", language)
    if named != language:
        yield document.problem("language-not-file", ("language",), found=named, expected=language)
    direction = entries.get("direction", "ltr")
    if direction not in _DIRECTIONS:
        allowed = ", ".join(_DIRECTIONS)
        yield document.problem("word-unknown", ("direction",), found=direction, near=allowed, allowed=allowed)


def _differences(own: _Words, reference: _Words) -> Iterator[Problem]:
    for key in (*reference.entries, "language", "direction"):
        if key not in own.entries and not _is_form(key, reference):
            path = reference.paths.get(key, (key,))
            yield Problem(code="words-missing", place=own.document.place(path[:-1]), path=key, values={"key": key})
    yield from _unknown(own, reference)


def _unknown(own: _Words, reference: _Words) -> Iterator[Problem]:
    for key, words in own.entries.items():
        path, like = own.paths[key], _other_form(key) if _is_form(key, reference) else key
        if like not in reference.entries:
            near = nearest(key, reference.entries)
            yield own.document.key_problem("words-without-structure", path, key=key, near=near)
        elif not _placeholders(words) <= _placeholders(reference.entries[like]):
            known = ", ".join(sorted(_placeholders(reference.entries[like]))) or "—"
            yield own.document.problem("placeholder-unknown", path, known=known)


def _is_form(key: str, reference: _Words) -> bool:
    """Say whether a key is a plural form, which other languages may lack."""
    return key.rpartition(".")[2] in _FORMS and _other_form(key) in reference.entries


def _other_form(key: str) -> str:
    return f"{key.rpartition('.')[0]}.other"


def _placeholders(words: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}
    except ValueError:
        return {words}  # an unpaired brace: no set of ours holds it
