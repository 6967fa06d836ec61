"""Content that was read and found whole: structure, words in each language, and the hash of its files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from jazari_assess.model.aims import Aim
from jazari_assess.model.catalogue import Catalogue, CatalogueText
from jazari_assess.model.changes import VersionChange
from jazari_assess.model.flags import Check, Flag
from jazari_assess.model.maturity import Case, MaturityModel, ModelText
from jazari_assess.model.planning import Planning
from jazari_assess.model.questionnaire import Questionnaire, QuestionnaireText
from jazari_assess.model.references import Reference

REQUIRED_LANGUAGE = "fr"
"""Our content has all its words in French; what other languages hold is checked against it."""
Text = TypeVar("Text")


def nearest_words(texts: Mapping[str, Text], language: str) -> Text:
    """Return the words in a language, else in French, else in the first there are: a list names all there is."""
    return next(texts[one] for one in (language, REQUIRED_LANGUAGE, *texts) if one in texts)


@dataclass(frozen=True, kw_only=True)
class QuestionnaireContent:
    """A questionnaire with its words by language, its flags and checks, and what its versions changed.

    ``sha256`` is of all files that a result depends on.
    """

    structure: Questionnaire
    texts: Mapping[str, QuestionnaireText]
    sha256: str
    folder: str
    flags: Mapping[str, Flag] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    changes: tuple[VersionChange, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ModelContent:
    """A maturity model with its words by language, its worked examples and the aims it can serve.

    ``references`` are what others have published of its levels.
    """

    structure: MaturityModel
    texts: Mapping[str, ModelText]
    cases: tuple[Case, ...]
    sha256: str
    folder: str
    aims: Mapping[str, Aim] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class CatalogueContent:
    """The catalogue with its words by language, and the numbers that plans are made with."""

    structure: Catalogue
    texts: Mapping[str, CatalogueText]
    planning: Planning
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Library:
    """All content that commands work with, by id."""

    questionnaires: Mapping[str, QuestionnaireContent]
    models: Mapping[str, ModelContent]
    catalogue: CatalogueContent
