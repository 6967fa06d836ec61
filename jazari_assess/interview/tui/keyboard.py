"""Keys as people's keyboards send them: digits and letters of French and Arabic layouts mean what their caps say.

On a French keyboard the upper row gives ``& é " ' ( - è _ ç à`` without shift; on an Arabic one the letter keys give
Arabic letters, and some terminals send Arabic-Indic digits. All of them act as the digit or letter of the same key.
"""

import unicodedata

_FRENCH_DIGITS = dict(zip("&é\"'(-è_çà", "1234567890", strict=True))
_ARABIC_LETTERS = dict(zip("ضصثقفغعهخحشسيبلاتنمئءؤرىة", "qwertyuiopasdfghjklzxcvnm", strict=True))
_ARABIC_MARKS = {"؟": "?", "ظ": "/"}


def digit_of(character: str | None) -> str | None:
    """Return the digit that a key means, in any script, or None."""
    if character is None or len(character) != 1:
        return None
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return _FRENCH_DIGITS.get(character)


def letter_of(character: str | None) -> str | None:
    """Return the Latin letter or mark on the cap of an Arabic key, or None."""
    return None if character is None else _ARABIC_LETTERS.get(character) or _ARABIC_MARKS.get(character)
