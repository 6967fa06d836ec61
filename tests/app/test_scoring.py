"""The advice of two views: SIRI's order of priorities, acatech's level first."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from jazari_assess.app.wording import notices
from jazari_assess.content import roots
from jazari_assess.engine.levelling import AreaBehind, LevelFirst, NotEnoughKnown, RaiseAll
from jazari_assess.model.assessment import Unknown
from jazari_assess.model.maturity import CountsAs
from jazari_assess.reading.assessment.file import read_assessment, write_assessment
from jazari_assess.reading.content.interface_text import read_interface_text
from jazari_assess.reading.content.library import read_library
from tests.cli.samples import CANNERY
from tests.conftest import Run
from tests.engine.content import models

FACTORS = """\
cost: {vertical-integration: 8, workforce-learning: 2}
kpi: {vertical-integration: 1, shop-floor-automation: 3}
targets: {vertical-integration: 4, facility-connectivity: 0}
"""


@pytest.fixture
def cannery(tmp_path: Path) -> Path:
    """Return the cannery with one thing that nobody knew: how its utilities are run."""
    library = read_library(roots())
    firm = read_assessment(Path(CANNERY), library)
    unknown = {**firm.answers, "energy-efficiency": Unknown(state="unknown")}
    path = tmp_path / "cannery.yaml"
    write_assessment(path, firm.model_copy(update={"answers": unknown}), replace=False)
    return path


def test_siri_ranks_over_three_horizons(run: Run, tmp_path: Path, cannery: Path) -> None:
    """Impacts of each horizon sum to 1, ranks follow them, and what was not given is said."""
    ended = run("score", cannery, "--model", "siri", "--json")
    told = json.loads(ended.stdout)["advice"]
    assert list(told) == ["siri"]
    assert list(told["siri"]) == ["strategic", "tactical", "operational"]
    for found in told["siri"].values():
        assert sum(one["impact"] for one in found["ranked"]) == pytest.approx(1)
        assert [one["rank"] for one in found["ranked"]] == sorted(one["rank"] for one in found["ranked"])
        assert found["unranked"] == ["facility-automation"]
        assert found["cost_taken_as_equal"]
    path = tmp_path / "factors.yaml"
    path.write_text(FACTORS, encoding="utf-8")
    given = json.loads(run("score", cannery, "--model", "siri", "--siri-factors", path, "--json").stdout)
    own = {one["id"]: one for one in given["advice"]["siri"]["operational"]["ranked"]}
    assert own["vertical-integration"]["cost"] == pytest.approx(0.60 * 8 / 10)
    assert own["shop-floor-automation"]["kpi"] == pytest.approx(0.20 * 3 / 4)
    assert own["vertical-integration"]["target"] == 4
    assert own["facility-connectivity"]["gap"] == 0
    assert not given["advice"]["siri"]["tactical"]["cost_taken_as_equal"]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_terminal_shows_both(run: Run, language: str) -> None:
    """Both views in one table each, with their advice below, in the language asked; a narrow terminal gets lines."""
    words = read_interface_text(language)
    arguments = ("score", CANNERY, "--model", "siri", "--model", "acatech", "--lang", language)
    said = run(*arguments).stdout.decode()
    assert said.index(words.say("views.siri.title")) < said.index(words.say("views.acatech.title"))
    assert words.say("views.siri.cost-equal") in said
    first = words.say("views.acatech.level-first", leading="|", stage="4").split("|")[0].rstrip("\u2068")
    assert first in said
    narrow = run(*arguments, env={"COLUMNS": "40"}).stdout.decode()
    assert words.say("views.siri.heading.strategic") in " ".join(narrow.split())


def test_without_these_views_there_is_no_advice(run: Run) -> None:
    """The main model alone has none, in JSON and in the terminal."""
    assert "advice" not in json.loads(run("score", CANNERY, "--json").stdout)
    assert read_interface_text("fr").say("views.siri.title") not in run("score", CANNERY).stdout.decode()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cost: {facility-automation: 3}", "siri-factor-zero"),
        ("cost: {gone: 3}", "word-unknown"),
        ("kpi: {vertical-integration: -1}", "number-below-minimum"),
        ("colour: blue", "key-unknown"),
    ],
)
def test_wrong_factors(run: Run, tmp_path: Path, cannery: Path, text: str, code: str) -> None:
    """A factor on no rated dimension, a dimension that is not there, a negative number: told with the file."""
    path = tmp_path / "factors.yaml"
    path.write_text(text, encoding="utf-8")
    ended = run("score", cannery, "--model", "siri", "--siri-factors", path)
    said = ended.stderr.decode()
    assert ended.returncode == 1
    assert str(path) in said
    assert code in said


def test_every_kind_of_advice_has_words() -> None:
    """Level first with an unknown area, all at one stage, at the top, and too little known."""
    from jazari_assess.app.scoring import ViewAdvice, advice_value
    from jazari_assess.cli.score.advice_table import _levelling

    words = read_interface_text("en")
    titles = {"culture": "Culture", "resources": "Resources"}
    behind = AreaBehind(area="resources", stage=2, stages_behind=1, points_behind=3.25)
    level = LevelFirst(leading=("culture",), stage=3, behind=(behind,), unknown=("resources",))
    assert _levelling(level, titles, words) == [
        "Ahead, at stage 3: Culture. First bring the other areas to this stage:",
        "- Resources: stage 2, 3.3 points to gain",
        "Without a score, perhaps behind too: Resources.",
    ]
    assert _levelling(RaiseAll(stage=2, next_stage=3), titles, words) == [
        "The four areas are at stage 2: raise them together to stage 3."
    ]
    assert _levelling(RaiseAll(stage=6, next_stage=None), titles, words) == [
        "The four areas are at stage 6, the highest."
    ]
    assert _levelling(NotEnoughKnown(unknown=("culture",)), titles, words)[-1].endswith("Culture.")
    told = advice_value(ViewAdvice(siri=None, acatech=RaiseAll(stage=2, next_stage=3)))
    assert told == {"advice": {"acatech": {"advice": "raise-all", "stage": 2, "next_stage": 3}}}


def test_what_a_model_counts_stands_among_its_notices() -> None:
    """JSON, explanations and batch outputs say what stands in for an answer that is not there, in their language."""
    own = models()["industrie-x0"]
    rule = CountsAs(counts_as=0.25, rationale="as its owners read it")
    changed = replace(own, structure=own.structure.model_copy(update={"missing": rule, "not_applicable": rule}))
    assert notices([own], "en") == {}
    assert notices([changed], "en") == {
        "industrie-x0": "This model counts a missing answer as a score of 25. "
        "This model counts “not applicable” as a score of 25."
    }
    assert "25" in notices([changed], "ar")["industrie-x0"]
