"""Keeping a store: firms joined and split, erased, past their term; copies of it; names put under a key."""

import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jazari_assess.app.portfolio.listing import Listed
from jazari_assess.app.portfolio.opening import StoreRequest, keep_in_keyring, opened
from jazari_assess.app.portfolio.publishing import forget_published
from jazari_assess.atomic_file import growing, make_folder, refuse_target
from jazari_assess.errors import Place, Problem, ProblemsError, UsageError
from jazari_assess.model.calendar import months_after
from jazari_assess.portfolio.store.copying import check_file, copy_rows, copy_to_file, is_empty
from jazari_assess.portfolio.store.erasing import Erased, erase, numbers_of, past_term
from jazari_assess.portfolio.store.exported_files import note_written
from jazari_assess.portfolio.store.firms import every_key, find_firm, join, split
from jazari_assess.portfolio.store.location import Location
from jazari_assess.portfolio.store.opening import STORE, Store, known, open_store
from jazari_assess.portfolio.store.persons import seal
from jazari_assess.portfolio.store.queries import Filters, lines

__all__ = ["Erased"]
_OWN = 0o600  # as the store has: a copy of it, and the key of its names, are for nobody else

RECEIPT_SCHEMA = "jazari-assess/erasure/1"


def join_firms(first: str, second: str, store: StoreRequest) -> str:
    """Say that two firms are one, and return its key; raises ``UsageError`` where they are already, or not there."""
    with opened(store) as found, found.writing() as connection:
        join(connection, first, second)
        return find_firm(connection, first)


def split_firm(named: str, store: StoreRequest) -> str:
    """Take back that a firm is the same as another, and return its own key; raises ``UsageError`` as ``split``."""
    with opened(store) as found, found.writing() as connection:
        return split(connection, named)


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What shows that something was erased, and says of whom nothing: a number, the day, and counts."""

    number: str
    store: str
    date: str
    erased: Erased
    on_server: bool

    def value(self) -> Mapping[str, Any]:
        """Return it as plain values, without the paths of files, which may name a firm."""
        counts = {name: number for name, number in asdict(self.erased).items() if isinstance(number, int)}
        files = {"files_removed": len(self.erased.removed), "files_left": len(self.erased.left)}
        return {
            "schema": RECEIPT_SCHEMA,
            "receipt": self.number,
            "store": self.store,
            "date": self.date,
            **counts,
            **files,
        }


def erasure_of(named: str, store: StoreRequest) -> tuple[str, int]:
    """Return the key of a firm and how many assessments would be erased with it; raises as ``find_firm``."""
    with opened(store) as found, found.reading() as connection:
        key = find_firm(connection, named)
        return key, len(numbers_of(connection, key))


def erase_firm(named: str, store: StoreRequest, *, date: str) -> Receipt:
    """Erase a firm with everything that is joined in it; raises as ``find_firm``, and when the store cannot be used."""
    with opened(store) as found:
        with found.reading() as connection:
            numbers = numbers_of(connection, find_firm(connection, named))
        return _erased(found, numbers, store, date)


def past_retention(months: int, store: StoreRequest, *, date: str) -> Listed:
    """Return the assessments that are older than so many months on a day, the oldest first."""
    with opened(store) as found, found.reading() as connection:
        numbers = set(past_term(connection, months_after(date, -months)))
        past = tuple(line for line in lines(connection, Filters(), sort="date") if line.number in numbers)
        return Listed(lines=past, total=len(past))


def erase_past_retention(months: int, store: StoreRequest, *, date: str) -> Receipt:
    """Erase the assessments that are older than so many months, and firms that nothing is left of."""
    with opened(store) as found:
        with found.reading() as connection:
            numbers = past_term(connection, months_after(date, -months))
        return _erased(found, numbers, store, date)


def _erased(found: Store, numbers: Sequence[int], store: StoreRequest, day: str) -> Receipt:
    """Erase assessments, and forget what was published of the firms that nothing is left of."""
    forget_published((), store)  # first: a ledger that cannot be read or written stops it before anything is gone
    with found.reading() as connection:
        number, before = known(connection)[STORE], every_key(connection)
    erased = erase(found, numbers)
    with found.reading() as connection:
        gone = before - every_key(connection)
    forget_published(gone, store)
    return Receipt(number=secrets.token_hex(8), store=number, date=day, erased=erased, on_server=not found.is_file)


def back_up(target: Path, store: StoreRequest, *, date: str) -> Mapping[str, int]:
    """Write the whole store into a new file, check it, and return how many rows each table has.

    Raises ``ProblemsError`` when the file is there or cannot be written, or the copy is not whole.
    """
    refuse_target(target, replace=False)
    make_folder(target.absolute().parent)
    with opened(store) as found:
        with found.writing() as connection:  # first: what is written has to be remembered
            note_written(connection, target, "backup", date)
        with growing(target, replace=False) as path:
            path.touch(mode=_OWN)
            return copy_to_file(found, path)


def restore_store(backup: Path, store: StoreRequest, *, replace: bool = False) -> Mapping[str, int]:
    """Put what a backup holds in the place of what a store holds, and return how many rows each table has.

    The backup is checked first and stays as it is. Raises ``ProblemsError`` when it is no store of ours, is newer or
    damaged, and when the store holds firms and may not be replaced.
    """
    if not backup.exists():
        raise ProblemsError([Problem(code="file-missing", place=Place(file=str(backup)))])
    counts = check_file(backup)
    with opened(store, create=True) as into:
        if not replace and not is_empty(into):
            raise ProblemsError([Problem(code="store-not-empty", place=Place(file=into.location.shown))])
        with TemporaryDirectory(
            prefix="jazari-restore-", dir=None if into.location.file is None else into.location.file.parent
        ) as folder:
            copy = Path(folder) / "backup.db"  # which may be of an earlier version, and is brought up
            shutil.copyfile(backup, copy)
            source = open_store(Location(file=copy, url=""))
            try:
                copy_rows(source, into)
            finally:
                source.close()
    return counts


def seal_names(store: StoreRequest, *, keyring: bool = False) -> int:
    """Put the names of persons under a new key, kept in the file ``store.key`` or the system's keyring.

    Return how many names. Raises ``UsageError`` without a place for the key, or where names are under one already;
    ``ProblemsError`` when the key's file is there or cannot be written.
    """
    if (store.key is None) is not keyring:
        raise UsageError("store-key-where")
    from jazari_assess.portfolio.store.persons import new_key

    key = new_key()
    with opened(store) as found, found.writing() as connection:
        count = seal(connection, key)
        if store.key is not None:
            with growing(store.key, replace=False) as path:
                path.touch(mode=_OWN)
                path.write_bytes(key + b"\n")
        else:
            keep_in_keyring(known(connection)[STORE], key)
    return count
