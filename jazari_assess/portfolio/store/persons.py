"""Names of persons, kept apart from answers and, where an institute wants it, under a key that is not in the store."""

import importlib.util
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, insert, select, update

from jazari_assess.errors import Problem, ProblemsError, UsageError
from jazari_assess.portfolio.store.opening import SEAL, SECRET, known
from jazari_assess.portfolio.store.tables import META, PERSON

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

_FERNET = "fernet"


@dataclass(frozen=True, kw_only=True)
class Persons:
    """Reads and writes names. ``sealed`` says that they are under a key; without ``key`` they can then not be read."""

    stored: Mapping[str, str]
    key: bytes | None = None

    @property
    def sealed(self) -> bool:
        """Whether the store's names are under a key."""
        return SEAL in self.stored

    @cached_property
    def secret(self) -> str:
        """What references are made with; raises ``ProblemsError`` where it is under a key that is not given."""
        return self.read(self.stored[SECRET]) if self.sealed else self.stored[SECRET]

    def write(self, name: str) -> str:
        """Return a name as it is kept; raises as ``secret``."""
        return self._fernet.encrypt(name.encode()).decode() if self.sealed else name

    def read(self, kept: str) -> str:
        """Return a name that is kept; raises as ``secret``, and for a key that is another."""
        if not self.sealed:
            return kept
        from cryptography.fernet import InvalidToken  # noqa: PLC0415 only a sealed store needs it

        try:
            return self._fernet.decrypt(kept.encode()).decode()
        except InvalidToken as error:
            raise ProblemsError([Problem(code="store-key-wrong")]) from error

    @cached_property
    def _fernet(self) -> "Fernet":
        if self.key is None:
            raise ProblemsError([Problem(code="store-key-missing")])
        return fernet(self.key)


def fernet(key: bytes) -> "Fernet":
    """Return what seals with a key; raises ``UsageError`` without the library, ``ProblemsError`` for what is no key."""
    if importlib.util.find_spec("cryptography") is None:
        raise UsageError("store-seal-missing")
    from cryptography.fernet import Fernet  # noqa: PLC0415 only a sealed store needs it

    try:
        return Fernet(key.strip())
    except ValueError as error:
        raise ProblemsError([Problem(code="store-key-wrong")]) from error


def new_key() -> bytes:
    """Return a key nobody has; raises ``UsageError`` without the library."""
    if importlib.util.find_spec("cryptography") is None:
        raise UsageError("store-seal-missing")
    from cryptography.fernet import Fernet  # noqa: PLC0415 only a sealed store needs it

    return Fernet.generate_key()


def persons_of(connection: Connection, key: bytes | None = None) -> Persons:
    """Return how this store keeps names."""
    return Persons(stored=known(connection), key=key)


def names_of(connection: Connection, persons: Persons, refs: Collection[str]) -> Mapping[str, str]:
    """Return the names of persons by reference; raises as ``Persons.read``."""
    query = select(PERSON.c.ref, PERSON.c.name).where(PERSON.c.ref.in_([*refs])).order_by(PERSON.c.ref)
    return {row.ref: persons.read(row.name) for row in connection.execute(query)}


def seal(connection: Connection, key: bytes) -> int:
    """Put all names under a key, and what references are made with; return how many names.

    Raises ``UsageError`` where they are under one already.
    """
    before = persons_of(connection)
    if before.sealed:
        raise UsageError("store-sealed-already")
    sealing = Persons(stored={**before.stored, SEAL: _FERNET}, key=key)
    names = connection.execute(select(PERSON.c.ref, PERSON.c.name)).all()
    if names:
        change = update(PERSON).where(PERSON.c.ref == bindparam("of")).values(name=bindparam("kept"))
        connection.execute(change, [{"of": ref, "kept": sealing.write(name)} for ref, name in names])
    hidden = sealing.write(before.stored[SECRET])
    connection.execute(update(META).where(META.c.name == SECRET).values(value=hidden))
    connection.execute(insert(META).values(name=SEAL, value=_FERNET))
    return len(names)
