"""Where a store is: a file, or a database of a PostgreSQL server."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from jazari_assess.errors import UsageError

POSTGRESQL = "postgresql+psycopg://"
VARIABLE = "JAZARI_STORE"


@dataclass(frozen=True, kw_only=True)
class Location:
    """A store's file, or the URL of its server. ``shown`` names it without a password."""

    file: Path | None
    url: str

    @property
    def shown(self) -> str:
        """What a message may say of it."""
        if self.file is not None:
            return str(self.file)
        from sqlalchemy.engine import make_url  # noqa: PLC0415 loaded when a server is named

        return make_url(self.url).render_as_string(hide_password=True)


def locate(asked: str | None, environment: Mapping[str, str]) -> Location:
    """Return the store that was asked for, else that of ``JAZARI_STORE``, else the user's own.

    Raises ``UsageError`` for a URL of another database.
    """
    named = asked or environment.get(VARIABLE) or str(user_data_path("jazari-assess", appauthor=False) / "portfolio.db")
    if named.startswith(POSTGRESQL):
        return Location(file=None, url=named)
    if "://" in named:
        raise UsageError("store-url-unknown", found=named.partition("://")[0], known=f"{POSTGRESQL}...")
    return Location(file=Path(named), url="")
