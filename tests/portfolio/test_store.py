"""The store, on SQLite and on PostgreSQL: what goes in comes out, once, and both answer every query alike."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from jazari_assess.errors import ProblemsError, UsageError
from jazari_assess.model.assessment import STAGES
from jazari_assess.model.profile import REGIONS, SECTORS, SIZES
from jazari_assess.portfolio.store.copying import check_file, copy_rows, copy_to_file
from jazari_assess.portfolio.store.erasing import erase, numbers_of, past_term
from jazari_assess.portfolio.store.firms import find_firm, join, parts_of, read_firms, split
from jazari_assess.portfolio.store.location import Location, locate
from jazari_assess.portfolio.store.opening import STORE, Store, known, open_store
from jazari_assess.portfolio.store.persons import names_of, new_key, persons_of, seal
from jazari_assess.portfolio.store.queries import SORT_KEYS, Filters, count, lines, records
from jazari_assess.portfolio.store.tables import ASSESSMENT, EVERY, PERSON
from tests.portfolio.made import DAY, fill_store, made, planned


def test_what_goes_in_comes_out(opened: Store) -> None:
    """A record read back is the one that went in, but for the references to persons and the minutes they sum up to."""
    incoming = made(1, plan=planned(), plan_date="2026-01-10", seconds={"question-1": 30.0, "question-2": 90.0})
    fill_store(opened, [incoming])
    with opened.reading() as connection:
        (found,) = records(connection, Filters())
        names = names_of(connection, persons_of(connection), [found.respondent or "", found.consultant or ""])
    assert replace(found, respondent=None, consultant=None, minutes=None) == incoming.record
    assert found.minutes == 2.0
    assert names == {found.respondent: "Respondent 1", found.consultant: "Consultant 1"}


def test_the_same_content_is_taken_in_once(opened: Store) -> None:
    """Adding again, in one call or in two, changes nothing, and what is new among it is told."""
    first = fill_store(opened, [made(1), made(1), made(2)])
    again = fill_store(opened, [made(2), made(3)])
    assert first.new == (made(1).record.sha256, made(2).record.sha256)
    assert again.new == (made(3).record.sha256,)
    with opened.reading() as connection:
        assert count(connection, Filters()) == 3
        assert len(read_firms(connection)) == 3


def test_of_a_firm_the_newest_assessment_counts(opened: Store) -> None:
    """Its sector, size and name are those of the newest day, in whatever order the assessments came."""
    old = made(1, date="2024-01-01", sector="other", size="micro")
    new = made(2, firm=1, stage="T1", date="2025-01-01", sector="crafts", size="small")
    for order in ([new], [old]):
        fill_store(opened, order)
    with opened.reading() as connection:
        (firm,) = read_firms(connection).values()
    assert (firm.sector, firm.size) == ("crafts", "small")


def test_a_crash_within_an_addition_leaves_nothing_of_it(opened: Store) -> None:
    """What went in before the fault is gone again, firms and persons too."""
    with pytest.raises(RuntimeError), opened.writing() as connection:  # noqa: PT012 the fault comes inside
        from jazari_assess.portfolio.store.adding import add

        add(connection, [made(1), made(2)], persons_of(connection), day=DAY)
        raise RuntimeError
    with opened.reading() as connection:
        tables = [table for table in EVERY if table.name != "meta"]
        assert [connection.execute(select(table)).first() for table in tables] == [None] * len(tables)


def test_same_joins_firms_and_apart_splits_them_again(opened: Store) -> None:
    """Joined firms are one, with the first one's key; each split gives back what was before."""
    fill_store(opened, [made(1), made(2), made(3)])
    first, second, third = (made(number).record.firm for number in (1, 2, 3))
    with opened.writing() as connection:
        join(connection, second, third)
        join(connection, first, second)
        assert set(parts_of(connection, first)) == {first, second, third}
        assert find_firm(connection, third) == first
        assert [one.firm for one in records(connection, Filters())] == [first] * 3
        with pytest.raises(UsageError) as already:
            join(connection, third, second)
        assert split(connection, second) == second
        assert set(parts_of(connection, second)) == {second, third}
        assert parts_of(connection, first) == (first,)
        assert split(connection, third) == third
        assert parts_of(connection, second) == (second,)
        with pytest.raises(UsageError) as alone:
            split(connection, first)
    assert already.value.problem.code == "firms-same-already"
    assert alone.value.problem.code == "firm-not-joined"


def test_firms_of_one_name_and_region_are_said_to_be_alike(opened: Store) -> None:
    """A firm that came with its ICE and one without are told, as are none with two different ICEs."""
    alone, known_one = made(2), made(1)
    name = {"name": "Même  Nom"}
    first = replace(alone, record=replace(alone.record, firm="aaaa", region="oriental"), ice=None, **name)
    second = replace(known_one, record=replace(known_one.record, firm="bbbb", region="oriental"), ice="1" * 15)
    third = made(3)
    third = replace(third, record=replace(third.record, firm="cccc", region="oriental"), ice="2" * 15, name="même nom")
    fill_store(opened, [first])
    twins = fill_store(opened, [replace(second, name="MÊME nom")]).twins
    assert [(one.key, one.other) for one in twins] == [("bbbb", "aaaa")]
    assert [(one.key, one.other) for one in fill_store(opened, [third]).twins] == [("cccc", "aaaa")]


def test_a_firm_is_found_by_key_ice_alias_and_name(opened: Store) -> None:
    """A name that two firms have is refused with both keys, as is one that none has."""
    items = [made(number) for number in range(8)]
    twin = replace(
        items[0], record=replace(items[0].record, firm="zzzz", sha256="z"), ice=None, name="ATELIERS 1 العربي"
    )
    fill_store(opened, [*items, twin])
    with opened.reading() as connection:
        for item in items[2:]:
            firm = read_firms(connection, [item.record.firm])[item.record.firm]
            for named in filter(None, (firm.key, firm.ice, firm.alias.lower(), f" {firm.name.upper()} ")):
                assert find_firm(connection, named) == firm.key
        with pytest.raises(UsageError) as several:
            find_firm(connection, "ateliers 1 العربي")
        with pytest.raises(UsageError) as unknown:
            find_firm(connection, "nobody")
    assert several.value.problem.values["known"] == ", ".join(sorted(("zzzz", items[1].record.firm)))
    assert unknown.value.problem.code == "firm-unknown"


def test_erasing_leaves_nothing_of_a_firm_and_all_of_the_others(opened: Store) -> None:
    """Rows of every table go, persons that nothing else refers to as well; a consultant of others stays."""
    fill_store(opened, [made(1, plan=planned(), plan_date="2026-01-10"), made(4), made(2)])
    with opened.reading() as connection:
        numbers = numbers_of(connection, made(1).record.firm)
    erased = erase(opened, numbers)
    assert (erased.assessments, erased.firms, erased.persons, erased.waiting) == (1, 1, 1, False)
    with opened.reading() as connection:
        found = [one.sha256 for one in records(connection, Filters())]
        persons = set(connection.scalars(select(PERSON.c.name)))
        assert connection.execute(text("SELECT COUNT(*) FROM plan_service")).scalar() == 0
    assert sorted(found) == sorted(made(number).record.sha256 for number in (2, 4))
    assert persons == {"Respondent 2", "Respondent 4", "Consultant 1", "Consultant 2"}


def test_what_was_joined_to_an_erased_part_stays_one_firm(opened: Store) -> None:
    """Where retention erases the part that gave the whole its key, the next part gives it its own."""
    fill_store(opened, [made(1, date="2020-01-01"), made(2, date="2025-01-01"), made(3, date="2025-01-01")])
    first, second, third = (made(number).record.firm for number in (1, 2, 3))
    with opened.writing() as connection:
        join(connection, first, second)
        join(connection, first, third)
        numbers = past_term(connection, "2021-01-01")
    assert erase(opened, numbers).firms == 1
    with opened.reading() as connection:
        assert parts_of(connection, min(second, third)) == tuple(sorted((second, third)))


def test_past_its_term_is_what_is_older_by_its_day_or_by_the_day_it_came(opened: Store) -> None:
    """An assessment without a day is as old as its stay in the store."""
    fill_store(opened, [made(1, date="2024-05-01"), made(2, date="2026-05-01"), made(3, date=None)])
    with opened.reading() as connection:
        ids = {row.id: row.sha256 for row in connection.execute(select(ASSESSMENT.c.id, ASSESSMENT.c.sha256))}
        old, older = past_term(connection, "2024-05-02"), past_term(connection, "2026-11-30")
    assert [ids[number] for number in old] == [made(1).record.sha256]
    assert len(older) == 3


def test_names_under_a_key_are_read_with_it_alone(opened: Store) -> None:
    """Sealed, no name of a person stands in the store; the right key reads all, a wrong one or none is refused."""
    fill_store(opened, [made(1), made(2)])
    key, other = new_key(), new_key()
    with opened.writing() as connection:
        assert seal(connection, key) == 4
    with opened.reading() as connection:
        kept = [*connection.scalars(select(PERSON.c.name)), *known(connection).values()]
        refs = list(connection.scalars(select(PERSON.c.ref)))
        names = names_of(connection, persons_of(connection, key), refs)
        with pytest.raises(ProblemsError) as wrong:
            names_of(connection, persons_of(connection, other), refs)
    assert not [text_ for text_ in kept if "Respondent" in text_ or "Consultant" in text_]
    assert set(names.values()) == {"Respondent 1", "Respondent 2", "Consultant 1", "Consultant 2"}
    assert wrong.value.problems[0].code == "store-key-wrong"
    with pytest.raises(ProblemsError) as missing:
        fill_store(opened, [made(3)])
    assert missing.value.problems[0].code == "store-key-missing"


def test_a_sealed_store_knows_its_persons_again(opened: Store) -> None:
    """The same consultant keeps one reference before and after the names are sealed."""
    fill_store(opened, [made(1)])
    key = new_key()
    with opened.writing() as connection:
        seal(connection, key)
        from jazari_assess.portfolio.store.adding import add

        add(connection, [made(4)], persons_of(connection, key), day=DAY)
        assert len({one.consultant for one in records(connection, Filters())}) == 1


def test_a_backup_is_the_store_and_goes_back_into_either_kind(opened: Store, tmp_path: Path, server: str) -> None:
    """A copy in a file has every row, is checked, and restored it answers as the store did."""
    from tests.portfolio.conftest import new_schema

    fill_store(opened, [made(number, plan=planned(), plan_date="2026-01-01") for number in range(5)])
    target = tmp_path / "backup.db"
    counts = copy_to_file(opened, target)
    assert counts == check_file(target)
    assert (counts["firm"], counts["assessment"], counts["plan_service"]) == (5, 5, 10)
    for place in (Location(file=tmp_path / "again.db", url=""), new_schema(server)):
        again = open_store(place, create=True)
        backup = open_store(Location(file=target, url=""))
        copy_rows(backup, again)
        backup.close()
        fill_store(again, [made(9)])
        with opened.reading() as here, again.reading() as there:
            assert known(here)[STORE] == known(there)[STORE]
            before, after = list(records(here, Filters())), list(records(there, Filters()))
        again.close()
        assert [one for one in after if one.sha256 != made(9).record.sha256] == before


_NAMES = {"regions": REGIONS, "sectors": SECTORS, "sizes": SIZES, "stages": STAGES}


@st.composite
def filters(draw: st.DrawFn) -> Filters:
    """Return filters of every kind, most of them open."""
    chosen = {name: draw(st.sets(st.sampled_from(values), max_size=3)) for name, values in _NAMES.items()}
    days = st.none() | st.sampled_from(("2022-01-01", "2026-06-15", "2029-01-01"))
    return Filters(since=draw(days), until=draw(days), latest=draw(st.booleans()), **chosen)  # type: ignore[arg-type]


def test_both_databases_answer_every_query_alike(both: tuple[Store, Store]) -> None:
    """Lists in every order and direction, counts and records are the same, whatever the filters."""
    items = [made(number) for number in range(40)]
    items += [made(100 + number, firm=number, stage="T1") for number in range(15)]
    items += [made(200 + number, firm=number) for number in range(5)]
    for store in both:
        fill_store(store, items)
        with store.writing() as connection:
            join(connection, items[0].record.firm, items[1].record.firm)

    def answers(store: Store, asked: Filters, sort: str, *, descending: bool) -> object:
        with store.reading() as connection:
            listed = lines(connection, asked, sort=sort, descending=descending, most=20)  # type: ignore[arg-type]
            told = [replace(line, number=0, alias="") for line in listed]
            plain = [replace(one, consultant=None, respondent=None) for one in records(connection, asked)]
            return told, count(connection, asked), plain

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(asked=filters(), sort=st.sampled_from(SORT_KEYS), descending=st.booleans())
    def check(asked: Filters, sort: str, descending: bool) -> None:
        first, second = (answers(store, asked, sort, descending=descending) for store in both)
        assert first == second

    check()


def test_a_store_that_is_not_there_is_told_and_not_made(place: Location) -> None:
    """Reading makes no store."""
    with pytest.raises(ProblemsError) as missing:
        open_store(place)
    assert missing.value.problems[0].code == "store-missing"
    assert place.file is None or not place.file.exists()


def test_a_server_that_is_away_is_told_without_its_password() -> None:
    """The message names the address, never the password."""
    away = locate("postgresql+psycopg://user:s3cret@127.0.0.1:9/none?connect_timeout=2", {})
    with pytest.raises(ProblemsError) as error:
        open_store(away)
    (problem,) = error.value.problems
    assert problem.code == "store-unreachable"
    assert "s3cret" not in str(problem)


def test_a_store_is_the_users_own_unless_another_is_named(tmp_path: Path) -> None:
    """``--store`` comes before the variable, and that before the user's own; other databases are refused."""
    assert locate(None, {}).file is not None
    assert locate(None, {"JAZARI_STORE": str(tmp_path / "a.db")}).file == tmp_path / "a.db"
    assert locate(str(tmp_path / "b.db"), {"JAZARI_STORE": "a.db"}).file == tmp_path / "b.db"
    with pytest.raises(UsageError) as refused:
        locate("mysql://x", {})
    assert refused.value.problem.values["found"] == "mysql"
