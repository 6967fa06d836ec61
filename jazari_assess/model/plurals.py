"""Words that follow a number, in the form that the plural of their language asks for."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_BETWEEN = re.compile(r"[\s\u2068\u2069]")
"""What stands in a written number and is no part of it: spaces between thousands, and marks of direction."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A value of a sentence; where it is a number, ``{count:one=# row|other=# rows}`` writes its noun with it."""

    written: str
    shown: str
    language: str

    def __format__(self, forms: str) -> str:
        """Return the value as it is shown, in the form of its number when forms are given."""
        if not forms:
            return self.shown
        known = dict(form.split("=", 1) for form in forms.split("|"))
        return known.get(_form_of(self.written, self.language), known["other"]).replace("#", self.shown)


def plural_form(number: Decimal, locale: str) -> str:
    """Return the plural form of a number in a locale, by its rules in CLDR: ``one``, ``few``, ``other``..."""
    from babel import Locale  # noqa: PLC0415 most commands say nothing that is counted

    return str(Locale.parse(locale).plural_form(number))


def _form_of(written: str, language: str) -> str:
    """Return the plural form of a written number; ``other`` for what is none."""
    try:
        return plural_form(Decimal(_BETWEEN.sub("", written).replace(",", ".")), language)
    except InvalidOperation:
        return "other"
