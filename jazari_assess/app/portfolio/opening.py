"""Which store is meant, and its key; opened, and cleaned after an erasure that was cut short."""

import importlib.util
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jazari_assess.errors import UsageError
from jazari_assess.portfolio.store.location import locate
from jazari_assess.reading.yaml_json.bounded_file import read_bounded

if TYPE_CHECKING:
    from jazari_assess.portfolio.store.opening import Store

KEY_VARIABLE = "JAZARI_STORE_KEY"
_SERVICE = "jazari-assess"
"""Under this name the keyring of the system holds the keys of stores, each by the store's own number."""
_LARGEST_KEY = 1000
"""Bytes: a key has 44."""


@dataclass(frozen=True, kw_only=True)
class StoreRequest:
    """The store asked for: a file or the URL of a server, None for the user's own; and the file with its key."""

    store: str | None = None
    key: Path | None = None


@contextmanager
def opened(asked: StoreRequest, *, create: bool = False) -> "Iterator[Store]":
    """Open a store and let go of it; one that is not there is made with ``create``.

    Raises as ``open_store``.
    """
    from jazari_assess.portfolio.store.erasing import finish
    from jazari_assess.portfolio.store.opening import open_store

    store = open_store(locate(asked.store, os.environ), create=create)
    try:
        if store.is_file:
            finish(store)
        yield store
    finally:
        store.close()


def key_of(asked: StoreRequest, known: Mapping[str, str], environment: Mapping[str, str] = os.environ) -> bytes | None:
    """Return the key of a store that says ``known`` of itself: from a file, else the system's keyring, else None.

    Raises ``ProblemsError`` when the file cannot be read.
    """
    from jazari_assess.portfolio.store.opening import SEAL, STORE

    if SEAL not in known:
        return None
    file = asked.key or (Path(environment[KEY_VARIABLE]) if environment.get(KEY_VARIABLE) else None)
    if file is not None:
        return read_bounded(file, _LARGEST_KEY)
    if importlib.util.find_spec("keyring") is None:
        return None
    import keyring
    from keyring.errors import KeyringError

    try:
        found = keyring.get_password(_SERVICE, known[STORE])
    except KeyringError:  # there is none here, or it stays locked: as if the key were not given
        return None
    return None if found is None else found.encode()


def keep_in_keyring(store: str, key: bytes) -> None:
    """Put a store's key into the keyring of the system.

    Raises ``UsageError`` where there is none that keeps it.
    """
    if importlib.util.find_spec("keyring") is None:
        raise UsageError("store-seal-missing")
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, store, key.decode())
    except KeyringError as error:
        raise UsageError("store-keyring-missing") from error
