"""Headers and answers are matched by id and by label in any language; what is merely alike is never used."""

from dataclasses import replace
from pathlib import Path

import pytest

from jazari_assess.batch.interface import Header
from jazari_assess.batch.matching.headers import match_headers
from jazari_assess.batch.matching.map_file import BatchMap, MappedAnswer, map_text, read_map
from jazari_assess.batch.matching.proposal import propose
from jazari_assess.batch.matching.spelling import normal, read_number, without_numbering
from jazari_assess.batch.scoring.answers import resolver
from jazari_assess.batch.sources.inputs import stage_file
from jazari_assess.errors import ProblemsError
from jazari_assess.model.questionnaire import LevelQuestion, NumberQuestion, YesPartlyNoQuestion
from jazari_assess.reading.content.editions import read_editions
from tests.batch.exports import text_file, title
from tests.batch.running import codes, held, results, run
from tests.engine.small_models import questionnaire

EMPTY = BatchMap(questionnaire="industrie-x0")


def matched(*texts: str, saved: BatchMap = EMPTY) -> dict[str, str]:
    """Return the question of each header that is matched."""
    headers = [Header(column=str(number), text=text) for number, text in enumerate(texts)]
    found = match_headers(headers, held().vocabulary, saved)
    return {match.header.text: match.target.question for match in found.matches}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("dressed", ["{}", " {} ", "12. {}", "Q12) {}", "{}\n", "\u200f{}", "{} *"])
def test_a_title_is_found_however_it_is_dressed(language: str, dressed: str) -> None:
    """Numbering, spaces, line ends, direction marks and stars are set aside, in each language."""
    text = dressed.format(title("maintenance", language))
    assert matched(text) == {text: "maintenance"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Énergie", "energie"),
        ("E\u0301nergie", "\u00c9NERGIE"),
        ("الصّيانة", "الصيانه"),
        ("إدارة", "ادارة"),
        ("cyber-sécurité", "Cyber sécurité"),
        ("٣ آلات", "3 الات"),
        ("ＡＢＣ", "abc"),
    ],
)
def test_spellings_of_the_same_words_are_equal(first: str, second: str) -> None:
    """Case, accents however composed, Arabic letter variants, punctuation and digits are set aside."""
    assert normal(first) == normal(second)


def test_different_words_stay_different() -> None:
    """Setting spelling aside does not make two options one, and a number alone is not numbering."""
    assert normal("maintenance") != normal("maintenances")
    assert without_numbering(normal("12")) == "12"
    assert without_numbering(normal("3. Oui")) == "oui"


def test_a_near_miss_is_named_and_not_used() -> None:
    """A header with a slip is suggested; its column counts for nothing."""
    header = Header(column="A", text="Mantenance prédictive")
    found = match_headers([header], held().vocabulary, EMPTY)
    assert found.matches == ()
    assert [(miss.header, miss.target.question) for miss in found.near] == [(header, "predictive-maintenance")]


def test_two_columns_for_one_question_have_to_be_settled(tmp_path: Path) -> None:
    """Nobody guesses which of the two is meant."""
    table = text_file(tmp_path / "t.csv", [["firm-name", "maintenance", title("maintenance", "fr")], ["A", 1, 2]])
    with pytest.raises(ProblemsError) as caught:
        run(table, out=tmp_path / "out")
    assert [(problem.code, problem.place.cell) for problem in caught.value.problems] == [
        ("batch-header-twice", "B1, C1")
    ]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("3", 3, None),
        ("3.0", 3, None),
        (" 3 ", 3, "spaces"),
        ("٣", 3, "digits"),
        ("３", 3, "digits"),
        ("12,5", 12.5, "decimal-comma"),
        ("1 234,5", 1234.5, "thousands"),
        ("1\u00a0234", 1234, "thousands"),
        ("1,234.5", 1234.5, "decimal-comma"),
        ("45 %", 45, "percent"),
        ("-0", 0, None),
        ("1e2", 100, None),
    ],
)
def test_numbers_are_read_whatever_the_typist_s_habits(text: str, value: float, kind: str | None) -> None:
    """The same number however it is written, and what was set aside."""
    read = read_number(text)
    assert not isinstance(read, str)
    assert read is not None
    assert (read.value, read.kind, str(read.value).startswith("-")) == (value, kind, False)


@pytest.mark.parametrize(
    "text", ["", "NaN", "inf", "1e400", "1e999", "deux", "1.2.3", "1,2,3", "0x10", "--1", "1e", "²"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    """Infinities and words never become numbers."""
    assert read_number(text) is None


def test_a_number_that_reads_in_two_ways_is_not_guessed() -> None:
    """1,234 is one thousand in one country and one and a bit in another."""
    assert read_number("1,234") == "ambiguous"


def test_what_a_spreadsheet_makes_of_yes_and_no() -> None:
    """True and false answer a question whose options hold yes and no, a third one or not; a level takes neither."""
    asked = questionnaire(
        {"rule": YesPartlyNoQuestion(kind="yes-partly-no"), "order": LevelQuestion(kind="level", options=5)}
    )
    answers: dict[str, dict[str, str | int]] = {"rule": {"partly": "partly"}, "order": {}}
    words = replace(held().vocabulary, questionnaire=asked, answers=answers, exact=dict.fromkeys(answers, frozenset()))
    rule, order = ([resolver(name, words, {})(text) for text in ("TRUE", "FALSE")] for name in answers)
    assert [outcome.code for outcome in rule] == [2.0, 0.0]
    assert [outcome.problem for outcome in order] == ["batch-answer-unknown"] * 2


@pytest.mark.parametrize(
    ("text", "code"), [("-2", None), ("-1.5", "batch-number-whole"), ("1.5", "batch-number-whole")]
)
def test_a_part_of_what_is_counted_whole_is_none(text: str, code: str | None) -> None:
    """Below zero too."""
    number = NumberQuestion(kind="number", minimum=-5.0, maximum=5.0, integer=True, map_=((-5.0, 0.0), (5.0, 1.0)))
    words = replace(
        held().vocabulary, questionnaire=questionnaire({"net": number}), answers={"net": {}}, exact={"net": frozenset()}
    )
    assert resolver("net", words, {})(text).problem == code


def test_a_proposed_map_marks_what_is_uncertain_and_is_taken_once_it_is_confirmed(tmp_path: Path) -> None:
    """The map that match writes is read back; a suggestion counts only after the user has confirmed it."""
    table = text_file(
        tmp_path / "t.csv", [["firm-name", "Mantenance prédictive", "Xyzzy"], ["A", "tout va bien", "bleu"]]
    )
    proposal = propose(stage_file(table, tmp_path / "staged"), held().vocabulary, None, held().earlier)
    path = tmp_path / "map.yaml"
    path.write_text(map_text(proposal.saved, ["une remarque"]), encoding="utf-8")
    assert (proposal.sure, proposal.uncertain, proposal.unknown) == (1, 1, 1)
    assert matched("Mantenance prédictive", saved=read_map(path, held().library.questionnaires, read_editions)) == {}
    settled = path.read_text(encoding="utf-8").replace('uncertain: "predictive', 'question: "predictive')
    settled = settled.replace(
        "answers: []", 'answers: [{question: predictive-maintenance, text: "tout va bien", option: 4}]'
    )
    path.write_text(settled, encoding="utf-8")
    saved = read_map(path, held().library.questionnaires, read_editions)
    outcome = run(table, out=tmp_path / "out", saved=saved)
    assert (outcome.counts.scored, codes(outcome), outcome.tables[0].unused) == (1, {}, ())
    assert results(tmp_path / "out")["data-ai.coverage"][0] > 0


def test_a_map_that_names_what_is_not_there_is_refused_by_line(tmp_path: Path) -> None:
    """Every wrong name at once, each at its line."""
    path = tmp_path / "map.yaml"
    path.write_text(
        "schema: jazari-assess/batch-map/1\nquestionnaire: industrie-x0\ncolumns:\n"
        "  - {header: a, question: bogus}\n  - {header: b, question: ai-uses, item: bogus}\n"
        "  - {header: c, question: ai-uses, item: visual-inspection}\n"
        "  - {header: d, question: maintenance, item: visual-inspection}\n"
        "answers:\n  - {question: maintenance, text: x, option: 9}\n",
        encoding="utf-8",
    )
    with pytest.raises(ProblemsError) as caught:
        read_map(path, held().library.questionnaires, read_editions)
    assert [(problem.code, problem.place.line) for problem in caught.value.problems] == [
        ("batch-map-question", 4),
        ("batch-map-item", 5),
        ("batch-map-item", 7),
        ("batch-map-option", 9),
    ]


def test_classes_of_staff_are_proposed_and_count_once_they_are_confirmed(tmp_path: Path) -> None:
    """The least number of a class is suggested, none where two classes share the words; the size is that of the map."""
    sizes = ["10-49", "250 et plus", "أقل من 10", "<10", "12"]
    rows = [[f"F{number}", size, 2] for number, size in enumerate(sizes)]
    table = text_file(tmp_path / "t.csv", [["firm-name", "firm-staff", "maintenance"], *rows])
    proposal = propose(stage_file(table, tmp_path / "staged"), held().vocabulary, None, held().earlier)
    told = {one.text: (one.kind, one.uncertain) for one in proposal.saved.answers}
    assert told == {
        "10-49": ("size", 10),
        "250 et plus": ("size", 250),
        "أقل من 10": ("size", 1),
        "<10": ("size", None),
    }
    assert run(table, out=tmp_path / "x", saved=proposal.saved).counts.scored == 1
    path = tmp_path / "map.yaml"
    path.write_text(map_text(proposal.saved, []).replace("uncertain: ", "option: "), encoding="utf-8")
    saved = read_map(path, held().library.questionnaires, read_editions)
    outcome = run(table, out=tmp_path / "o", saved=saved)
    assert (outcome.counts.scored, codes(outcome)) == (4, {"B5": "batch-number-wrong"})
    assert results(tmp_path / "o")["size"].to_list() == ["small", "large", "micro", "small"]


def test_a_number_of_staff_that_cannot_be_is_refused_by_cell(tmp_path: Path) -> None:
    """What a map says is held to the bounds of the question."""
    table = text_file(tmp_path / "t.csv", [["firm-name", "firm-staff", "maintenance"], ["A", "grande", 2]])
    answer = MappedAnswer(kind="size", text="grande", option=-3)
    saved = BatchMap(questionnaire="industrie-x0", answers=(answer,))
    assert codes(run(table, out=tmp_path / "o", saved=saved)) == {"B2": "batch-number-bounds"}
