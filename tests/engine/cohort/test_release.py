"""What an institute publishes, attacked by one who knows nearly everything.

The attacker holds every table of two publications, knows how they are made, where each firm stands, when it came and
went, and the scores of all firms but one. He lacks the key. He adds and subtracts tables, looks for explanations of
them by integer programming, and weighs every band of the missing score by Bayes' rule, exactly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from jazari_assess.engine.cohort.blocks import assign_blocks, within
from jazari_assess.engine.cohort.randomised import band, reported
from jazari_assess.engine.cohort.release import (
    Contribution,
    Release,
    Terms,
    current,
    pseudonym,
    release,
    without_firms,
)
from jazari_assess.model.assessment import QuestionnaireRef
from jazari_assess.model.benchmark import BANDS, KEPT, Benchmark, Ledger, ScoredBy, canonical, sealed

KEY = "5a" * 32
MODEL = ScoredBy(id="industrie-x0", version="1.1.0")
MEASURES = ("overall", "data-ai")
FES, SOUSS = ("agri-food", "small", "fes-meknes"), ("agri-food", "small", "souss-massa")
SOFIA = ("textile-leather", "large", "casablanca-settat")
HIGHEST_ODDS = 1 + BANDS * KEPT / (1 - KEPT)
"""21: how much likelier a report makes one band than another at most."""


def terms(date: str = "2026-11-29", fewest: int = 5) -> Terms:
    """Return what a publication is made under."""
    return Terms(
        date=date,
        institute="Institut",
        questionnaire=QuestionnaireRef(id="industrie-x0", version="1.1.0"),
        model=MODEL,
        measures=MEASURES,
        fewest=fewest,
    )


def firm(name: str, path: tuple[str, ...], score: float = 40.0) -> Contribution:
    """Return a firm's contribution, all its scores the same."""
    return Contribution(firm=name, assessment=f"{name}-t0", path=path, scores=dict.fromkeys(MEASURES, score))


def firms(count: int, path: tuple[str, ...], start: str = "f") -> list[Contribution]:
    """Return firms of one kind with scores all over the scale."""
    return [firm(f"{start}{place}", path, (37.0 * place) % 100) for place in range(count)]


def published(*known: Sequence[Contribution]) -> list[Release]:
    """Return one publication a month, of what is known each time."""
    found, ledger = [], Ledger(key=KEY)
    for month, every in enumerate(known, start=1):
        found.append(release(every, ledger, terms(f"2026-{month:02d}-01")))
        ledger = found[-1].ledger
    return found


@dataclass(frozen=True)
class Attack:
    """All tables of some publications as sums over firms: ``members`` (tables, firms) says who is counted in each."""

    names: tuple[str, ...]
    members: NDArray[np.bool_]
    counts: Mapping[str, NDArray[np.int64]]

    def smallest_sum(self) -> int:
        """Return the fewest firms whose counts follow from adding and subtracting tables, by integer programming.

        Weights of tables are any numbers; each firm stands in the sum once or not at all.
        """
        tables, every = self.members.shape
        told = self.members.T.astype(float)
        constraints = [
            LinearConstraint(np.hstack([told, -np.eye(every)]), 0, 0),
            LinearConstraint(np.concatenate([np.zeros(tables), np.ones(every)])[None, :], 1, every),
        ]
        found = milp(
            np.concatenate([np.zeros(tables), np.ones(every)]),
            constraints=constraints,
            integrality=np.concatenate([np.zeros(tables), np.ones(every)]),
            bounds=Bounds(
                np.concatenate([np.full(tables, -50.0), np.zeros(every)]),
                np.concatenate([np.full(tables, 50.0), np.ones(every)]),
            ),
        )
        return round(float(found.fun)) if found.success else every

    def explains(self, measure: str, support: NDArray[np.bool_]) -> bool:
        """Say whether some reports explain every table; ``support`` (firms, bands) says which ones can be."""
        every, asked = len(self.names), self.counts[measure]
        variables = every * BANDS
        once = np.kron(np.eye(every), np.ones(BANDS))
        sums = np.kron(self.members.astype(float), np.eye(BANDS))
        found = milp(
            np.zeros(variables),
            constraints=[LinearConstraint(once, 1, 1), LinearConstraint(sums, asked.ravel(), asked.ravel())],
            integrality=np.ones(variables),
            bounds=Bounds(0, support.ravel().astype(float)),
        )
        return bool(found.success)


def attack_on(*found: Benchmark, who: Mapping[str, tuple[str, ...]], batches: Sequence[set[str]]) -> Attack:
    """Return the tables of some publications and who is counted in them.

    ``who`` is where each counted firm's block stands, ``batches`` who was counted when each publication was made: the
    attacker works both out by himself, for no score has a part in them.
    """
    names = tuple(sorted(who))
    rows, counts = [], {measure: list[Sequence[int]]() for measure in MEASURES}
    for benchmark, counted in zip(found, batches, strict=True):
        for table in benchmark.groups:
            rows.append([name in counted and within(table.place.path, who[name]) for name in names])
            assert sum(rows[-1]) == table.firms
            for measure in MEASURES:
                counts[measure].append(table.counts[measure])
    return Attack(names, np.array(rows), {measure: np.array(told) for measure, told in counts.items()})


def blocks_of(*known: Sequence[Contribution]) -> tuple[dict[str, tuple[str, ...]], list[set[str]]]:
    """Work out, as the attacker does, in which block each firm is counted, and who is counted at each publication."""
    who: dict[str, tuple[str, ...]] = {}
    batches = []
    for every in known:
        new = [one for one in every if one.firm not in who]
        for path, places in assign_blocks([one.path for one in new]).blocks.items():
            who |= {new[place].firm: path for place in places}
        batches.append(set(who))
    return who, batches


def kinds() -> st.SearchStrategy[tuple[str, ...]]:
    """Return where firms stand: few kinds, so that groups of all sizes come about."""
    return st.sampled_from([FES, FES, SOUSS, SOFIA, ("agri-food",), ("agri-food", "small"), ()])


def crowds() -> st.SearchStrategy[list[Contribution]]:
    """Return firms with any scores."""
    return st.lists(st.tuples(kinds(), st.floats(0, 100)), min_size=1, max_size=24).map(
        lambda found: [firm(f"f{place:02d}", path, score) for place, (path, score) in enumerate(found)]
    )


def test_a_publication_counts_every_group_with_its_wider_ones() -> None:
    """Six firms of a region and five of another give tables of both, of their size, their sector and everybody."""
    found = published([*firms(6, FES), *firms(5, SOUSS, "s")])[0]
    told = {table.place.path: table.firms for table in found.benchmark.groups}
    assert told == {(): 11, FES[:1]: 11, FES[:2]: 11, FES: 6, SOUSS: 5}
    assert all(sum(counts) == table.firms for table in found.benchmark.groups for counts in table.counts.values())
    assert (found.added, found.waiting) == (11, 0)


def test_a_firm_that_comes_alone_changes_nothing() -> None:
    """One newcomer waits: tables are the same, whatever it scores; with five it is counted."""
    before = firms(8, FES)
    quiet, loud = (published(before, [*before, firm("new", FES, score)]) for score in (0.0, 100.0))
    assert quiet[1].benchmark == loud[1].benchmark
    assert quiet[1].benchmark.groups == quiet[0].benchmark.groups
    assert quiet[1].waiting == 1
    assert published(before, [*before, *firms(5, FES, "n")])[1].added == 5


def test_a_firm_that_leaves_takes_nothing_back() -> None:
    """Counts of a block stay when a firm of it is no longer known, and when the ledger forgets it."""
    before = firms(8, FES)
    first, second = published(before, before[1:])
    assert second.benchmark.groups == first.benchmark.groups
    forgotten = without_firms(first.ledger, [before[0].firm])
    assert pseudonym(bytes.fromhex(KEY), before[0].firm) not in forgotten.model_dump_json()
    assert release(before[1:], forgotten, terms("2026-02-01")).benchmark.groups == first.benchmark.groups


def test_a_later_assessment_of_a_firm_waits_for_its_batch_to_end() -> None:
    """A firm that is assessed again is told as it was; three years later the whole batch leaves and it comes anew."""
    before = firms(5, FES)
    again = [
        Contribution(firm=one.firm, assessment="t1", path=FES, scores=dict.fromkeys(MEASURES, 95.0)) for one in before
    ]
    ledger = release(before, Ledger(key=KEY), terms("2026-01-01")).ledger
    soon, late = (release(again, ledger, terms(date)) for date in ("2028-12-31", "2029-01-01"))
    assert (soon.added, late.added) == (0, 5)
    assert [table.firms for table in late.benchmark.groups] == [5] * 4


def test_what_is_published_can_be_had_again() -> None:
    """Reading the ledger anew gives the tables of the last publication, and adds nobody."""
    first = published([*firms(9, FES), *firms(7, SOFIA, "s")])[0]
    assert current(first.ledger, terms("2026-02-01")).groups == first.benchmark.groups


def test_firms_without_a_score_take_no_part() -> None:
    """A firm that lacks the score of a dimension is neither counted nor told to wait."""
    some = [Contribution(firm="x", assessment="x", path=FES, scores={"overall": 50.0}), *firms(5, FES)]
    found = published(some)[0]
    assert (found.added, found.waiting) == (5, 0)


def test_another_version_of_the_model_begins_anew() -> None:
    """Scores of two versions are never counted together."""
    before = firms(5, FES)
    first = release(before, Ledger(key=KEY), terms("2026-01-01"))
    other = Terms(**{**vars(terms("2026-02-01")), "model": ScoredBy(id="industrie-x0", version="2.0.0")})
    assert release(before, first.ledger, other).added == 5
    assert release(before[:4], first.ledger, other).benchmark.groups == ()


def test_the_same_firms_give_the_same_bytes() -> None:
    """In whatever order firms are handed over, the file is the same, and carries the hash of all the rest of it."""
    every = [*firms(9, FES), *firms(7, SOFIA, "s")]
    one, other = (canonical(published(found)[0].benchmark) for found in (every, every[::-1]))
    assert one == other
    benchmark = Benchmark.model_validate_json(one)
    assert benchmark.sha256 == sealed(benchmark)


def test_no_name_or_number_of_a_firm_is_in_the_file() -> None:
    """A canary in every name is nowhere in the bytes."""
    every = [firm(f"canary{place}", FES) for place in range(9)]
    assert b"canary" not in canonical(published(every)[0].benchmark)


def test_control_naive_tables_give_one_firm_away() -> None:
    """Positive control: every group of five told as it is, before and after one firm came, is one subtraction away."""
    before, after = set("abcdefgh"), set("abcdefghi")
    members = np.array([[name in told for name in "abcdefghi"] for told in (before, after)])
    assert Attack(tuple("abcdefghi"), members, {}).smallest_sum() == 1


def test_control_a_mean_gives_the_missing_value() -> None:
    """Positive control: who knows all but one value of a group and its mean knows that one: the whole range is lost."""
    values = [12.0, 80.0, 33.0, 51.0, 67.0]
    ends = [
        linprog([sign], A_eq=[[1.0]], b_eq=[5 * np.mean(values) - sum(values[:4])], bounds=[(0, 100)]).x[0]
        for sign in (1, -1)
    ]
    assert ends == pytest.approx([67.0, 67.0])


def test_control_bands_without_chance_give_the_band() -> None:
    """Positive control: tables of true bands leave one explanation, and the same attack finds it."""
    scores = [12.0, 80.0, 33.0, 51.0, 67.0]
    table = np.bincount([band(score) for score in scores], minlength=BANDS)
    attack = Attack(tuple("abcde"), np.ones((1, 5), dtype=bool), {"overall": table[None, :]})
    left = []
    for place in range(BANDS):
        known = [band(score) for score in scores[:4]]
        support = np.eye(BANDS, dtype=bool)[[*known, place]]
        if attack.explains("overall", support):
            left.append(place)
    assert left == [6]


@settings(max_examples=25)
@given(crowds(), st.data())
def test_no_sums_and_differences_of_two_publications_tell_of_under_five_firms(
    every: list[Contribution], data: st.DataObject
) -> None:
    """Firms came and went between two publications: whatever is added and subtracted counts five firms at least."""
    early = [one for one in every if data.draw(st.booleans(), label=f"{one.firm} early")]
    late = [one for one in every if one not in early or data.draw(st.booleans(), label=f"{one.firm} stays")]
    first, second = published(early, late)
    who, batches = blocks_of(early, late)
    if who:
        attack = attack_on(first.benchmark, second.benchmark, who=who, batches=batches)
        assert attack.smallest_sum() >= 5


@settings(max_examples=10)
@given(crowds(), st.data())
def test_every_band_explains_the_tables(every: list[Contribution], data: st.DataObject) -> None:
    """Integer programming finds, for each band of the missing score, reports that explain every table of both files."""
    cut = data.draw(st.integers(0, len(every)))
    first, second = published(every[:cut], every)
    who, batches = blocks_of(every[:cut], every)
    if not who:
        return
    attack = attack_on(first.benchmark, second.benchmark, who=who, batches=batches)
    missing = data.draw(st.sampled_from(attack.names))
    for place in range(BANDS):
        known = {one.firm: band(one.scores["overall"]) for one in every} | {missing: place}
        chances = np.array([_chances(known[name]) for name in attack.names])
        assert attack.explains("overall", chances > 0)


@settings(max_examples=40)
@given(crowds(), st.data())
def test_no_table_makes_a_band_much_likelier_than_another(every: list[Contribution], data: st.DataObject) -> None:
    """Bayes' rule, exactly, over all tables: each band of the missing score stays possible, none 21 times another."""
    cut = data.draw(st.integers(0, len(every)))
    who, _ = blocks_of(every[:cut], every)
    if not who:
        return
    missing = data.draw(st.sampled_from(sorted(who)))
    for measure in MEASURES:
        found = _likelihoods(missing, measure, every, who, cut)
        assert found.min() > 0
        assert found.max() / found.min() <= HIGHEST_ODDS * (1 + 1e-9)


@pytest.mark.parametrize("score", [0.0, 100.0])
def test_one_large_firm_among_small_scores_stays_as_unknown(score: float) -> None:
    """Dominance: each firm counts once, so that the one firm whose score stands apart is no better known."""
    every = [*[firm(f"f{place}", SOFIA, 5.0) for place in range(5)], firm("giant", SOFIA, score)]
    who, _ = blocks_of(every)
    found = _likelihoods("giant", "overall", every, who, 0)
    assert found.min() > 0
    assert found.max() / found.min() <= HIGHEST_ODDS * (1 + 1e-9)


def _chances(place: int) -> NDArray[np.float64]:
    """Return how likely each report of a firm of a band is."""
    return np.asarray((1 - KEPT) / BANDS + KEPT * (np.arange(BANDS) == place), dtype=np.float64)


def _likelihoods(
    missing: str, measure: str, every: Sequence[Contribution], who: Mapping[str, tuple[str, ...]], cut: int
) -> NDArray[np.float64]:
    """Return how likely the tables are for each band of the missing firm's score.

    Tables are sums of blocks and give every block away, but no part of one: those of other blocks say nothing of the
    firm, for each report is drawn by itself.
    """
    key, scores = bytes.fromhex(KEY), {one.firm: one.scores[measure] for one in every}
    early = set(blocks_of(every[:cut])[0])
    block = [name for name in who if who[name] == who[missing] and (name in early) == (missing in early)]
    assert len(block) >= 5
    seen = np.bincount([reported(scores[name], key, name, f"{name}-t0", measure) for name in block], minlength=BANDS)
    others = [_chances(band(scores[name])) for name in block if name != missing]
    return np.array([_likelihood(seen, [*others, _chances(place)]) for place in range(BANDS)])


def _likelihood(seen: NDArray[np.int64], chances: Sequence[NDArray[np.float64]]) -> float:
    """Return how likely reports add up to ``seen``: firm after firm, over every part of it that they can have made."""
    states = {(0,) * BANDS: 1.0}
    for one in chances:
        following: dict[tuple[int, ...], float] = {}
        for counts, chance in states.items():
            for place in range(BANDS):
                if counts[place] < seen[place]:
                    after = (*counts[:place], counts[place] + 1, *counts[place + 1 :])
                    following[after] = following.get(after, 0.0) + chance * one[place]
        states = following
    return states.get(tuple(int(count) for count in seen), 0.0)
