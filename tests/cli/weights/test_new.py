"""``weights new``: judgements in, an overlay model out that ``content check`` accepts."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

import pytest
import yaml
from openpyxl import load_workbook

from tests.conftest import Ended, Run

NODE = "people-culture"
PAIRS = 10


class Typed:
    """Runs ``weights new industrie-x0`` with lines typed at it."""

    def __init__(self, run: Run, out: Path) -> None:
        """Write into ``out``."""
        self.run, self.out = run, out

    def __call__(self, lines: Sequence[str], *more: str | Path, node: str = NODE, language: str = "en") -> Ended:
        """Return how the command ended."""
        text = "".join(f"{line}\n" for line in lines).encode()
        arguments = ("weights", "new", "industrie-x0", "--node", node, "--out", self.out, "--lang", language)
        with mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8")):
            return self.run(*arguments, *more)

    @property
    def overlay(self) -> Path:
        """The model that is written."""
        return self.out / "scoring" / "models" / "industrie-x0" / "model.yaml"

    def draft(self) -> list[dict[str, object]]:
        """Return the judgements on the disk."""
        text = (self.out / "industrie-x0-judgements.yaml").read_text(encoding="utf-8")
        found: list[dict[str, object]] = yaml.safe_load(text)["nodes"][NODE]["judgements"]
        return found


@pytest.fixture
def typed(run: Run, tmp_path: Path) -> Typed:
    """Return the command with lines typed at it."""
    return Typed(run, tmp_path / "own")


def shown_weights(run: Run, out: Path) -> dict[str, dict[str, dict[str, float]]]:
    """Return the groups that ``weights show`` tells of the model laid over ours."""
    ended = run("weights", "show", "industrie-x0", "--json", "--content", out)
    groups: dict[str, dict[str, dict[str, float]]] = json.loads(ended.stdout)["groups"]
    return groups


def test_judgements_become_the_weights_of_an_overlay(run: Run, typed: Typed) -> None:
    """Ten consistent judgements: the first child three times each other; the model is right and has these weights."""
    lines = [
        f"1 3 reason {number}" if number in {1, 2, 4, 7} else f"= reason {number}" for number in range(1, PAIRS + 1)
    ]
    ended = typed(lines)
    said = ended.stdout.decode()
    assert ended.returncode == 0, ended.stderr.decode()
    assert "CR 0.000 (at most 0.10)" in said
    assert f"Written: {typed.overlay}" in ended.stderr.decode()
    assert run("content", "check", typed.out).returncode == 0
    own = shown_weights(run, typed.out)[NODE]
    assert list(own["weights"].values()) == pytest.approx([3 / 7, 1 / 7, 1 / 7, 1 / 7, 1 / 7])
    assert own["consistency"]["cr"] == pytest.approx(0, abs=1e-9)
    written = yaml.safe_load(typed.overlay.read_text(encoding="utf-8"))["nodes"][NODE]["weights"]["ahp"]["judgements"]
    assert [one["rationale"] for one in written] == [f"reason {number}" for number in range(1, PAIRS + 1)]
    assert written[0] == {"of": "skills-map", "over": "digital-training", "ratio": 3, "rationale": "reason 1"}


def test_the_overlay_changes_nothing_else(run: Run, typed: Typed) -> None:
    """Every other group keeps its weights, and levels, gates and variants are those of the model underneath."""
    typed(["= the same"] * PAIRS)
    before = json.loads(run("weights", "show", "industrie-x0", "--json").stdout)["groups"]
    after = shown_weights(run, typed.out)
    assert {name: own for name, own in after.items() if name != NODE} == {
        name: own for name, own in before.items() if name != NODE
    }
    ours = yaml.safe_load(Path("scoring/models/industrie-x0/model.yaml").read_text(encoding="utf-8"))
    own = yaml.safe_load(typed.overlay.read_text(encoding="utf-8"))
    for part in (ours, own):
        del part["nodes"][NODE]
    assert own == ours


def test_every_judgement_is_on_the_disk_and_taken_up_again(typed: Typed) -> None:
    """Stopping keeps what was judged; the next run asks the rest only; an input that ends early says what is left."""
    ended = typed(["2 5 a reason", ":quit"])
    assert ended.returncode == 0
    assert typed.draft() == [{"of": "digital-training", "over": "skills-map", "ratio": 5, "rationale": "a reason"}]
    assert not typed.overlay.exists()
    ended = typed(["= second", "1 2 third"])
    assert ended.returncode == 1
    assert "7 comparisons are left" in ended.stderr.decode()
    assert len(typed.draft()) == 3
    assert "Comparison 1 of" not in ended.stdout.decode()
    assert "Comparison 2 of 10" in ended.stdout.decode()


def test_the_worst_judgement_is_named_with_what_the_weights_say(typed: Typed) -> None:
    """Three judgements in a circle: the third is shown to contradict the others before the next pair is asked."""
    said = typed(["1 3 first", "2 3 second", "1 3 third", ":quit"]).stdout.decode()
    assert "Consistency so far, over 3 items: CR 1.149" in said
    worst = said.split("Most at odds")[1].split("\n")[0]
    assert "you say 3, the weights would say" in worst
    assert said.index("Most at odds") < said.index("Comparison 4 of 10")


CONTRARY = ["1 9 one", "2 9 two", "1 9 three", *["= rest"] * (PAIRS - 3)]


def test_contradictions_are_refused_without_a_reason(run: Run, typed: Typed) -> None:
    """CR over 0.10 writes no model when the input ends; the judgements stay; a reason given later lets them pass."""
    ended = typed(CONTRARY)
    assert ended.returncode == 1
    assert not typed.overlay.exists()
    assert len(typed.draft()) == PAIRS
    assert typed([]).returncode == 1
    ended = typed([], "--accept-inconsistency", "two schools, kept apart")
    assert ended.returncode == 0
    assert "two schools, kept apart" in typed.overlay.read_text(encoding="utf-8")
    assert run("content", "check", typed.out).returncode == 0


def test_contradictions_can_be_mended_or_accepted_in_the_dialogue(run: Run, typed: Typed) -> None:
    """At the end a number asks that comparison again; a sentence is the reason to accept."""
    ended = typed([*CONTRARY, "2", "1 9 mended", "still far apart, on purpose"])
    assert ended.returncode == 0
    assert typed.draft()[1] == {
        "of": "skills-map",
        "over": "operator-tools",
        "ratio": 9,
        "rationale": "mended",
    }
    assert "still far apart, on purpose" in typed.overlay.read_text(encoding="utf-8")
    assert run("content", "check", typed.out).returncode == 0


def test_commands_of_the_dialogue(typed: Typed) -> None:
    """Nonsense is explained, a reason is asked until there is one, back and goto change, skip and end leave open."""
    lines = ["maybe", "1 12 too much", "1 2", "", "ok", "because", ":back", "1 4 changed", ":goto 1", "1 3 again"]
    ended = typed([*lines, ":skip", "= three", "= four", "= five", "= six", "= seven", ":end"])
    said = ended.stdout.decode()
    assert ended.returncode == 0, ended.stderr.decode()
    assert "“maybe” does not read as a judgement." in said
    assert "“1 12 too much” does not read as a judgement." in said
    assert "Present judgement: 2 (because). Enter keeps it." in said
    first = typed.draft()[0]
    assert (first["ratio"], first["rationale"]) == (3, "again")
    assert typed.overlay.exists()
    assert "pairs not judged" in said
    words = " ".join(said.split())
    assert "RI 0.3733" in words  # 1.12 x (1 - 2 x 4 / (4 x 3)): four of ten pairs are open
    assert "saaty-1980 prints 1.12 for 5 items with every pair judged" in words
    told = json.loads(typed.run("weights", "show", "industrie-x0", "--json", "--content", typed.out).stdout)
    assert told["groups"][NODE]["consistency"]["ri"] == pytest.approx(1.12 / 3)
    assert told["groups"][NODE]["consistency"]["ri_published"] == 1.12


def test_revising_asks_judged_pairs_again(typed: Typed) -> None:
    """With --revise an empty line keeps a judgement, another line replaces it."""
    typed(["= the same"] * PAIRS)
    ended = typed([*[""] * (PAIRS - 1), "1 2 changed"], "--revise")
    assert ended.returncode == 0
    assert [one["rationale"] for one in typed.draft()] == [*["the same"] * (PAIRS - 1), "changed"]


def test_second_node_is_added_to_the_same_folder(run: Run, typed: Typed) -> None:
    """Each run weighs one node; the folder keeps the others."""
    typed(["= the same"] * PAIRS)
    assert typed(["= also"] * 15, node="cybersecurity-privacy").returncode == 0
    groups = shown_weights(run, typed.out)
    assert list(groups[NODE]["weights"].values()) == pytest.approx([1 / 5] * 5)
    assert list(groups["cybersecurity-privacy"]["weights"].values()) == pytest.approx([1 / 6] * 6)


def test_items_left_apart_are_asked_again(typed: Typed) -> None:
    """A node whose judgements do not hang together has no weights yet."""
    ended = typed(["= one", ":end"])
    assert ended.returncode == 1
    assert "Some items are not yet joined to any other." in ended.stdout.decode()


def test_a_model_that_was_not_made_here_is_kept(typed: Typed) -> None:
    """A model that stands in the folder is replaced only with --force, and nothing is asked before."""
    typed.overlay.parent.mkdir(parents=True)
    typed.overlay.write_text("mine")
    ended = typed(["= the same"] * PAIRS)
    assert ended.returncode == 1
    assert (typed.overlay.read_text(), ended.stdout) == ("mine", b"")
    assert typed(["= the same"] * PAIRS, "--force").returncode == 0
    assert typed.overlay.read_text() != "mine"


@pytest.mark.parametrize("node", ["gone", "maintenance"])
def test_nodes_that_cannot_be_judged(typed: Typed, node: str) -> None:
    """A node that is not there or has no children is a wrong use, with those that can be judged."""
    ended = typed([], node=node)
    assert ended.returncode == 2
    assert "strategy-governance" in ended.stderr.decode()


def fill(path: Path, value: str, contrary: str | None = None) -> None:
    """Fill the first row of a matrix with a ratio, all other cells with 1, one of them contrary."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(7, 12):
        for column in range(row - 7 + 4, 8):
            sheet.cell(row, column, value if row == 7 else "1")
    if contrary is not None:
        sheet["E8"] = contrary
    book.save(path)


def test_several_experts_by_excel(run: Run, typed: Typed, tmp_path: Path) -> None:
    """Two experts say 2 and 8 of the first child: together 4; each expert's consistency is shown by file."""
    paths = [tmp_path / "amina.xlsx", tmp_path / "said.xlsx"]
    for path, value in zip(paths, ("2", "8"), strict=True):
        ended = typed([], "--excel-out", path)
        assert ended.returncode == 0, ended.stderr.decode()
        fill(path, value)
    ended = typed([], "--excel", paths[0], "--excel", paths[1])
    said = ended.stdout.decode()
    assert ended.returncode == 0, ended.stderr.decode()
    assert said.index("amina.xlsx") < said.index("said.xlsx") < said.index("The 2 experts together")
    assert run("content", "check", typed.out).returncode == 0
    weights = shown_weights(run, typed.out)[NODE]["weights"]
    assert list(weights.values()) == pytest.approx([4 / 8, 1 / 8, 1 / 8, 1 / 8, 1 / 8])
    assert "amina.xlsx | said.xlsx" in typed.overlay.read_text(encoding="utf-8")


def test_contrary_matrix_is_refused_with_its_worst_judgement(typed: Typed, tmp_path: Path) -> None:
    """A matrix that contradicts itself writes no model and names the judgement; the matrix can be mended."""
    path = tmp_path / "one.xlsx"
    typed([], "--excel-out", path)
    fill(path, "2", contrary="9")
    ended = typed([], "--excel", path)
    assert ended.returncode == 1
    assert "weights-inconsistent" in ended.stderr.decode()
    assert "Most at odds with the rest" in ended.stdout.decode()
    assert not typed.overlay.exists()


def test_wrong_matrices_are_told_all_at_once(typed: Typed, tmp_path: Path) -> None:
    """A cell that is no ratio in one file and a missing file: both problems, with file, sheet and cell."""
    path = tmp_path / "one.xlsx"
    typed([], "--excel-out", path)
    fill(path, "2", contrary="a lot")
    ended = typed([], "--excel", path, "--excel", tmp_path / "gone.xlsx")
    said = ended.stderr.decode()
    assert ended.returncode == 1
    assert "[Matrix!E8]" in said
    assert "gone.xlsx" in said
    assert typed([], "--excel-out", path).returncode == 1


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_language(typed: Typed, language: str) -> None:
    """The dialogue speaks the language asked for."""
    ended = typed(["= oui oui", "= oui", ":quit"], language=language)
    said = ended.stdout.decode()
    assert ended.returncode == 0
    assert {"fr": "Échelle", "ar": "السلّم"}[language] in said


def test_reason_too_short(typed: Typed) -> None:
    """A reason of two letters is none."""
    assert typed([], "--accept-inconsistency", "x").returncode == 2
