"""Names of output files: from what a firm is called, without trusting it."""

import hashlib
import re
import unicodedata

from jazari_assess.model.assessment import Assessment

_LONGEST = 40
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Return lower-case ASCII letters, digits and single hyphens of ``text``, at most 40; "firm" where none is left."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_PLAIN.sub("-", ascii_text.lower()).strip("-")[:_LONGEST].strip("-") or "firm"


def output_stem(assessment: Assessment, language: str) -> str:
    """Return the name of an assessment's outputs without the suffix.

    Stable, inside any folder, and different for each firm, assessment, stage and language: the hash tells apart what
    the slug makes equal.
    """
    told = f"{assessment.profile.firm}\n{assessment.id}\n{assessment.questionnaire.id}"
    mark = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug(assessment.profile.firm)}-{mark}-{assessment.stage.lower()}-{language}"
