"""What the questions of an XLSForm are called, and what the form asks beside the questionnaire.

A name is an id with underscores, which every tool that takes the exports of form tools knows how to read.
"""

from collections.abc import Mapping

from jazari_assess.model.questionnaire import Questionnaire

CONSENT, ACCEPT, REFUSE = "consent", "accept", "refuse"
PATH, SHORT, FULL = "path", "short", "full"
NOTES, WRITE, SKIP = "notes", "write", "skip"
UNKNOWN, NOT_APPLICABLE = "unknown", "not-applicable"
BEGINNING, NOTICE, IDENTIFIER = "beginning", "privacy_notice", "identifier"
OWN = (CONSENT, PATH, NOTES, BEGINNING, NOTICE, IDENTIFIER)
_RESERVED = (*OWN, "meta")  # the last is the form's own, by XForms


def section_names(questionnaire: Questionnaire) -> Mapping[str, str]:
    """Return what the group of each section is called."""
    taken = set(_RESERVED)
    return {section: _free(section, taken) for section in questionnaire.sections}


def question_names(questionnaire: Questionnaire) -> Mapping[str, str]:
    """Return what each question is called; one that would be called like another has an underscore more."""
    sections = section_names(questionnaire).values()
    taken = {*_RESERVED, *sections, *map(introduction_name, sections)}
    return {name: _free(name, taken) for name in questionnaire.order}


def state_name(name: str) -> str:
    """Return what the question is called that asks why another has no answer."""
    return f"{name}_state"


def note_name(name: str) -> str:
    """Return what the question is called that takes a note to another."""
    return f"{name}_note"


def introduction_name(section: str) -> str:
    """Return what the note is called that opens a group."""
    return f"{section}_introduction"


def _free(wanted: str, taken: set[str]) -> str:
    name = wanted.replace("-", "_")
    while name in taken:
        name += "_"
    taken |= {name, state_name(name), note_name(name)}
    return name
