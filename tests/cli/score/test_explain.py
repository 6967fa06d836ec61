"""``explain``: the arithmetic sums to the score."""

import json
import math
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from jazari_assess.cli.score.explain_table import exact
from tests.cli.samples import CANNERY, SAMPLES
from tests.conftest import ROOT, Run


def result(run: Run, sample: Path) -> Any:  # noqa: ANN401 it is whatever the JSON holds
    """Return what ``score --json`` prints, read again."""
    return json.loads(run("score", sample, "--json").stdout)


def explanation(run: Run, *arguments: str | Path) -> Any:  # noqa: ANN401 it is whatever the JSON holds
    """Return what ``explain --json`` prints, read again."""
    ended = run("explain", *arguments, "--json")
    assert (ended.returncode, ended.stderr) == (0, b"")
    return json.loads(ended.stdout)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_contributions_sum_to_the_score(run: Run, sample: Path) -> None:
    """The lines add up to the score that ``score`` gives."""
    told = explanation(run, sample)
    assert told["schema"] == "jazari-assess/explanation/1"
    total = math.fsum(line["contribution"] for line in told["contributions"])
    assert total == pytest.approx(told["score"], abs=1e-9)
    assert told["score"] == result(run, sample)["models"][0]["overall"]["score"]


def test_one_node_is_explained_alone(run: Run) -> None:
    """With a node only its own lines are told, and they sum to its score."""
    told = explanation(run, CANNERY, "operations-quality")
    assert told["node"] == "operations-quality"
    assert told["score"] == result(run, CANNERY)["models"][0]["nodes"]["operations-quality"]["score"]
    assert len(told["lines"]) < len(explanation(run, CANNERY)["lines"])


@pytest.mark.parametrize(("language", "words"), [("fr", "Somme"), ("ar", "المجموع"), ("en", "Sum")])
def test_table_ends_with_the_sum(run: Run, language: str, words: str) -> None:
    """The last row is the sum of what each answer brings."""
    ended = run("explain", CANNERY, "operations-quality", "--lang", language)
    assert (ended.returncode, ended.stderr) == (0, b"")
    last = [line for line in ended.stdout.decode().splitlines() if words in line][-1]
    assert any(character.isdigit() for character in last)


@pytest.mark.parametrize(("answer", "words"), [(2, "2"), (0.1, "0.1"), (1e-7, "0.0000001")])
def test_number_is_written_as_in_the_file(answer: float, words: str) -> None:
    """All its digits, and no exponent."""
    assert exact(answer) == words


class Printed(NamedTuple):
    """A group as it is printed: its total, and score, weight, share and product of each scored child."""

    aggregate: str
    total: float | None
    rows: list[list[float]]


def printed_groups(text: str) -> list[Printed]:
    """Read the groups of an explanation back from the terminal, in English."""
    found: list[Printed] = []
    for block in text.split("\n\n"):
        title, *lines = [line for line in block.splitlines() if not line.startswith(("Shares", "within"))]
        total = re.search(r" = (?:(\d+\.\d\d)|[A-Z])[^=]*$", title)
        if total is None:
            continue
        cells = [[cell.strip() for cell in line.strip("│").split("│")] for line in lines if line.startswith("│")]
        rows = [[float(cell) for cell in row[2:]] for row in cells if all(row[2:])]
        words = next(line for line in lines if line[:1].isalpha())
        found.append(Printed(words.split(":")[0], None if total[1] is None else float(total[1]), rows))
    return found


def recomputed(group: Printed) -> float:
    """Compute a total from the printed figures alone."""
    scores, shares, products = ([row[place] for row in group.rows] for place in (0, 2, 3))
    match group.aggregate:
        case "Minimum":
            return min(scores)
        case "Weighted mean" | "Sum":
            return sum(products)
        case "Count":
            return 100 * sum(share for share, score in zip(shares, scores, strict=True) if score == 100)
        case _:
            raise AssertionError(group.aggregate)


QUESTIONNAIRE = ROOT / "questionnaires" / "industrie-x0" / "questionnaire.yaml"
MODELS = ("industrie-x0", "acatech", "dii", "eu-dma", "impuls", "sanol", "schumacher", "siri")


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_printed_figures_add_up_on_a_calculator(run: Run, sample: Path, model: str) -> None:
    """Each printed total is what its printed terms give, each term its share x score, each share its weight."""
    ended = run("explain", sample, "--model", model, "--lang", "en", env={"COLUMNS": "200"})
    groups = printed_groups(ended.stdout.decode())
    told = explanation(run, sample, "--model", model)
    assert len(groups) == sum(line["kind"] == "group" for line in told["lines"])
    for group in groups:
        whole = sum(weight for _, weight, _, _ in group.rows) if group.aggregate != "Sum" else 1.0
        for score, weight, share, product in group.rows:
            assert share == pytest.approx(weight / whole, abs=5e-6)
            assert product == pytest.approx(share * score, abs=1.1e-4)
        if group.total is not None:
            assert recomputed(group) == pytest.approx(group.total, abs=0.0056)


@pytest.mark.parametrize(("language", "words"), [("en", "Shares"), ("fr", "Parts"), ("ar", "للحصص")])
def test_the_rounding_is_told_first(run: Run, language: str, words: str) -> None:
    """The first line says with how many digits each kind of figure is printed."""
    assert run("explain", CANNERY, "--lang", language).stdout.decode().startswith(words)


def test_answers_have_the_numbers_of_the_interview(run: Run) -> None:
    """A level counts from 1, a list by the place of its items, a choice has its words beside its number."""
    said = run("explain", CANNERY, "cybersecurity-privacy", "--lang", "en", env={"COLUMNS": "200"}).stdout.decode()
    written = yaml.safe_load(CANNERY.read_text(encoding="utf-8"))["answers"]
    answers: dict[str, Any] = {
        name: one.get("answer") if isinstance(one, dict) else one for name, one in written.items()
    }

    def shown(question: str) -> str:
        line = [line for line in said.splitlines() if f"({question})" in line][1]
        return line.split("│")[3].strip()

    assert shown("security-policy") == str(answers["security-policy"] + 1)
    structure = yaml.safe_load(QUESTIONNAIRE.read_text(encoding="utf-8"))["questions"]
    items = [item for item in structure["basic-controls"]["options"] if item != structure["basic-controls"]["none"]]
    ticked = [str(items.index(item) + 1) for item in answers["basic-controls"]]
    assert shown("basic-controls") == ", ".join(ticked)
    place = list(structure["data-sovereignty"]["options"]).index(answers["data-sovereignty"]) + 1
    assert shown("data-sovereignty").startswith(f"{place} ")


@pytest.mark.parametrize(
    "name",
    [
        "data-ai",
        "Données et intelligence artificielle",
        "DONNEES ET INTELLIGENCE ARTIFICIELLE",
        "Data and artificial intelligence",
    ],
)
def test_a_node_by_its_title(run: Run, name: str) -> None:
    """A title in any language, without regard to case and accents, means the same as the id, whatever is spoken."""
    assert explanation(run, CANNERY, name, "--lang", "ar")["node"] == "data-ai"


def test_a_node_by_its_arabic_title(run: Run) -> None:
    """So does the Arabic one, with or without its vowel marks."""
    title = yaml.safe_load((ROOT / "scoring/models/industrie-x0/text/ar.yaml").read_text(encoding="utf-8"))
    arabic = title["nodes"]["cybersecurity-privacy"]["title"]
    assert explanation(run, CANNERY, arabic)["node"] == "cybersecurity-privacy"


def test_near_names_are_suggested(run: Run) -> None:
    """A slip is answered by the item that was meant, with its title and its id; nonsense by all there are."""
    ended = run("explain", CANNERY, "cybersecuriti-privacy", "--lang", "en")
    said = " ".join(ended.stderr.decode().split())
    assert ended.returncode == 2
    assert "item-unknown-near" in said
    assert "(cybersecurity-privacy)" in said
    assert "item-unknown:" in run("explain", CANNERY, "zzqqx").stderr.decode()
