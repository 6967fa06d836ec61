"""How the store calls firms and persons: names made from what is known of them, the same on every machine."""

import hashlib
import hmac
import unicodedata
from base64 import b32encode

from jazari_assess.model.profile import LONGEST_LINE

_KEY, _ALIAS = 12, 6
"""Letters: 60 bits tell a hundred thousand firms apart; an alias is read out in a meeting."""


def folded(name: str) -> str:
    """Return a name without what people write differently each time: case, spaces, forms of letters."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def typed(name: str) -> str:
    """Return what somebody typed as a database takes it: on one line, without halves of characters."""
    return " ".join(name.encode("utf-8", "replace").decode().replace("\0", " ").split())[:LONGEST_LINE]


def firm_key(*, ice: str | None, name: str, region: str | None) -> str:
    """Return the key of a firm: by its ICE, else by its name and region."""
    told = f"ice:{ice}" if ice else f"name:{folded(name)}\n{region or ''}"
    return _letters(hashlib.sha256(told.encode("utf-8", "surrogatepass")).digest(), _KEY)


def alias_of(secret: str, key: str) -> str:
    """Return what a firm is called where its name is not shown; without the store's secret nobody can make it out."""
    return _letters(_keyed(secret, f"alias:{key}"), _ALIAS).upper()


def person_ref(secret: str, kind: str, scope: str, name: str) -> str:
    """Return the reference to a person: the same for one name within a scope, such as a firm."""
    return _letters(_keyed(secret, f"{kind}:{scope}:{folded(name)}"), _KEY)


def _keyed(secret: str, told: str) -> bytes:
    return hmac.digest(secret.encode(), told.encode("utf-8", "surrogatepass"), "sha256")


def _letters(digest: bytes, length: int) -> str:
    return b32encode(digest).decode()[:length].lower()
