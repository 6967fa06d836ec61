"""Firms are counted in blocks of five and more, in the narrowest group that has enough of them."""

from hypothesis import given
from hypothesis import strategies as st

from jazari_assess.engine.cohort.blocks import assign_blocks, within

FOOD, SMALL = ("agri-food",), ("agri-food", "small")
FES, SOUSS = ("agri-food", "small", "fes-meknes"), ("agri-food", "small", "souss-massa")
paths = st.lists(
    st.builds(
        lambda steps, depth: steps[:depth],
        st.tuples(st.sampled_from("ab"), st.sampled_from("xy"), st.sampled_from("12")),
        st.integers(0, 3),
    ),
    max_size=60,
)


def test_the_narrowest_group_with_five_firms_takes_them() -> None:
    """Six firms of one region are a block of their own; three of another region of theirs count in a wider one."""
    found = assign_blocks([FES] * 6 + [SOUSS] * 3 + [SMALL] * 2)
    assert found.blocks == {SMALL: (6, 7, 8, 9, 10), FES: (0, 1, 2, 3, 4, 5)}
    assert found.waiting == ()


def test_what_stays_small_goes_up_to_everybody() -> None:
    """Small parts of two sectors make five only together."""
    found = assign_blocks([FES] * 2 + [("textile-leather", "micro", "oriental")] * 3)
    assert found.blocks == {(): (0, 1, 2, 3, 4)}


def test_fewer_than_five_in_all_wait() -> None:
    """Four firms are nobody's block; a fifth, wherever it stands, makes one of them."""
    assert assign_blocks([FES] * 4).waiting == (0, 1, 2, 3)
    assert assign_blocks([FES] * 4 + [()]).waiting == ()


def test_the_least_number_is_a_setting() -> None:
    """With ten asked for, nine of a region count in the wider group."""
    assert assign_blocks([FES] * 9 + [SMALL], 10).blocks == {SMALL: tuple(range(10))}


def test_nobody_is_nothing() -> None:
    """No firm makes no block, and none waits."""
    assert assign_blocks([]).blocks == {}
    assert assign_blocks([]).waiting == ()


@given(paths, st.integers(5, 9))
def test_every_firm_stands_once_where_it_belongs(every: list[tuple[str, ...]], fewest: int) -> None:
    """Blocks part the firms that do not wait, each inside the group of its block, and none is too small."""
    found = assign_blocks(every, fewest)
    placed = [firm for firms in found.blocks.values() for firm in firms]
    assert sorted([*placed, *found.waiting]) == list(range(len(every)))
    assert len(found.waiting) < fewest
    for path, firms in found.blocks.items():
        assert len(firms) >= fewest
        assert all(within(path, every[firm]) for firm in firms)


@given(paths, st.randoms(use_true_random=False))
def test_the_order_of_firms_changes_no_block(every: list[tuple[str, ...]], random: object) -> None:
    """How many firms a block has depends on where firms stand alone."""
    mixed = sorted(every)
    random.shuffle(mixed)  # type: ignore[attr-defined] # hypothesis hands a Random
    sizes = [{path: len(firms) for path, firms in assign_blocks(one).blocks.items()} for one in (every, mixed)]
    assert sizes[0] == sizes[1]
