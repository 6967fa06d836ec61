"""The roles that docs/portfolio.md grants do what it says of them, and no more."""

import re

import pytest
from sqlalchemy import create_engine, text

from jazari_assess.errors import ProblemsError
from jazari_assess.portfolio.store.location import Location
from jazari_assess.portfolio.store.opening import Store, open_store
from jazari_assess.portfolio.store.queries import Filters, count
from tests.conftest import ROOT
from tests.portfolio.made import fill_store, made

DOCUMENT = (ROOT / "docs" / "portfolio.md").read_text(encoding="utf-8")
GRANTS, QUESTION = re.findall(r"```sql\n(.*?)```", DOCUMENT, re.DOTALL)
PEOPLE = {"rachid": "jazari_reader", "leila": "jazari_director"}


def as_user(server: str, user: str) -> Location:
    """Return the place of the team's store for one person."""
    return Location(file=None, url=server.replace("postgres:@/postgres", f"{user}:@/team"))


@pytest.fixture(scope="module")
def team(server: str) -> str:
    """Return a server with a store for a team, its roles granted as the document says."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE team"))
        owner = open_store(as_user(server, "postgres"), create=True)
        fill_store(owner, [made(1), made(2)])
        with owner.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as granting:
            for statement in filter(str.strip, re.sub(r"--.*", "", GRANTS).split(";")):
                granting.execute(text(statement))
            for name, role in PEOPLE.items():
                granting.execute(text(f"CREATE ROLE {name} LOGIN IN ROLE {role}"))
        owner.close()
    engine.dispose()
    return server


def refusal(store: Store, query: str) -> str | None:
    """Return the code of the refusal of what a role may not ask, None where it is answered."""
    try:
        with store.reading() as connection:
            connection.execute(text(query))
    except ProblemsError as error:
        return error.problems[0].code
    return None


def test_a_reader_sees_figures_and_no_names(team: str) -> None:
    """The views answer, the question of the document among them; name, ICE, persons and documents do not."""
    reader = Store(location=as_user(team, "rachid"), engine=create_engine(as_user(team, "rachid").url))
    for query in (QUESTION, "SELECT * FROM v_score", "SELECT * FROM v_answer", "SELECT alias, region FROM v_firm"):
        assert refusal(reader, query) is None
    for query in (
        "SELECT name FROM v_firm",
        "SELECT ice FROM v_firm",
        "SELECT * FROM person",
        "SELECT * FROM assessment",
    ):
        assert refusal(reader, query) == "store-no-rights"
    assert refusal(reader, "DELETE FROM firm") == "store-no-rights"
    reader.close()


def test_a_consultant_adds_and_reads_and_erases_nothing(team: str) -> None:
    """Adding and listing work under the role; deleting is refused by name."""
    store = open_store(as_user(team, "amina"))
    assert len(fill_store(store, [made(3), made(1)]).new) == 1
    with store.reading() as connection:
        assert count(connection, Filters()) >= 3
    with pytest.raises(ProblemsError) as error, store.writing() as connection:
        connection.execute(text("DELETE FROM firm"))
    assert error.value.problems[0].code == "store-no-rights"
    store.close()


def test_a_director_joins_firms(team: str) -> None:
    """The director may do what consultants do, and say that two firms are one."""
    from jazari_assess.portfolio.store.firms import join, parts_of

    store = open_store(as_user(team, "leila"))
    with store.writing() as connection:
        join(connection, made(1).record.firm, made(2).record.firm)
        assert len(parts_of(connection, made(1).record.firm)) == 2
    store.close()
