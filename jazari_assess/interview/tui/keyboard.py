"""Keys as people's keyboards send them, and what each key of the screen is for.

Digits and letters of French and Arabic layouts mean what their caps say.

On a French keyboard the upper row gives ``& é " ' ( - è _ ç à`` without shift; on an Arabic one the letter keys give
Arabic letters, and some terminals send Arabic-Indic digits. All of them act as the digit or letter of the same key.
"""

import unicodedata

_FRENCH_DIGITS = dict(zip("&é\"'(-è_çà", "1234567890", strict=True))
_ARABIC_LETTERS = dict(zip("ضصثقفغعهخحشسيبلاتنمئءؤرىة", "qwertyuiopasdfghjklzxcvnm", strict=True))
_ARABIC_MARKS = {"؟": "question_mark", "ظ": "slash"}

# What a key is called in text/<lang>.yaml and the palette, the keys, the action.
ACTIONS: tuple[tuple[str, str, str], ...] = (
    ("note", "n", "note"),
    ("evidence", "e", "evidence"),
    ("flag", "f", "flag"),
    ("unknown", "k", "unknown"),
    ("not-applicable", "x", "not_applicable"),
    ("same", "equals_sign", "same"),
    ("section", "plus,+", "section"),
    ("clear", "delete", "clear"),
    ("exact", "t", "exact"),
    ("help", "question_mark,f1", "help"),
    ("search", "slash", "search"),
    ("goto", "g", "goto"),
    ("undo", "u", "undo"),
    ("redo", "y", "redo"),
    ("scores", "s", "scores"),
    ("review", "r", "review"),
    ("language", "l", "language"),
    ("notice", "i", "notice"),
    ("dark", "d", "dark"),
    ("reports", "m", "reports"),
    ("leave", "q", "leave"),
)


def digit_of(character: str | None) -> str | None:
    """Return the digit that a key means, in any script, or None."""
    if character is None or len(character) != 1:
        return None
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return _FRENCH_DIGITS.get(character)


def letter_of(character: str | None) -> str | None:
    """Return the Latin letter or the name of the mark on the cap of an Arabic key, or None."""
    return None if character is None else _ARABIC_LETTERS.get(character) or _ARABIC_MARKS.get(character)
