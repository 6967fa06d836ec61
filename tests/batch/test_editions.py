"""Tables in the words of an earlier edition: recognised, carried over as one firm's answers are, nothing unsaid."""

import random
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from jazari_assess.batch.matching.map_file import BatchMap, map_text, read_map
from jazari_assess.batch.matching.proposal import propose
from jazari_assess.batch.matching.vocabulary import has_items
from jazari_assess.batch.sources.inputs import stage_file
from jazari_assess.errors import ProblemsError
from jazari_assess.model.assessment import Assessment, Given, NotApplicable, QuestionnaireRef
from jazari_assess.model.library import QuestionnaireContent
from jazari_assess.model.profile import Profile
from jazari_assess.model.questionnaire import LevelQuestion, ProfileQuestion, ValueQuestion, options_of
from jazari_assess.reading.assessment.file import migrate, read_assessment, write_assessment
from jazari_assess.reading.content.editions import read_editions
from jazari_assess.reading.content.library import read_library
from tests.batch.exports import answer, text_file, words
from tests.batch.running import held, run
from tests.cli.samples import VERSION
from tests.conftest import ROOT

_SAME = ("firm", "region", "sector", "size", "score", "low", "high", "coverage", "level", "flags", "checks")


@cache
def old() -> QuestionnaireContent:
    """Return the questionnaire of edition 1.0.0, whole."""
    return read_library([ROOT / "tests" / "content" / "edition-1.0.0"]).questionnaires["industrie-x0"]


def firms(count: int, seed: int = 5) -> list[Assessment]:
    """Return firms that answered edition 1.0.0, a few with what does not apply to them."""
    chance = random.Random(seed)  # noqa: S311 - made data, not secrets
    structure, made = old().structure, []
    for number in range(count):
        found = {name: answer(question, chance, number) for name, question in structure.questions.items()}
        out = {name for name, one in structure.questions.items() if _may_be_out(one) and chance.random() < 0.2}
        answers = {
            name: NotApplicable(state="not-applicable") if name in out else Given(answer=value)
            for name, value in found.items()
            if not isinstance(structure.questions[name], ProfileQuestion)
        }
        fields = {
            question.field.replace("-", "_"): found[name]
            for name, question in structure.questions.items()
            if isinstance(question, ProfileQuestion)
        }
        reference = QuestionnaireRef(id=structure.id, version="1.0.0", sha256=old().sha256)
        firm = Assessment(
            schema_="jazari-assess/assessment/1",
            id=f"f{number}",
            questionnaire=reference,
            profile=Profile.model_validate(fields, strict=False),
            answers=answers,
        )
        made.append(firm)
    return made


def _may_be_out(question: object) -> bool:
    return isinstance(question, ValueQuestion) and question.not_applicable


def table(path: Path, made: Sequence[Assessment], language: str | None) -> Path:
    """Write firms as a table in the words of edition 1.0.0, without a language by its ids."""
    structure = old().structure
    head = [name if language is None else old().texts[language].questions[name].title for name in structure.order]
    rows = [[_cell(firm, name, language) for name in structure.order] for firm in made]
    return text_file(path, [["id", *head], *([firm.id, *row] for firm, row in zip(made, rows, strict=True))])


def _cell(firm: Assessment, name: str, language: str | None) -> object:
    question = old().structure.questions[name]
    if isinstance(question, ProfileQuestion):
        value = getattr(firm.profile, question.field.replace("-", "_"))
        group = {"region": "regions", "sector": "sectors"}.get(question.field)
        return words(language).say(f"{group}.{value}") if language and group else value
    given = firm.answers[name]
    if isinstance(given, NotApplicable):
        return "n/a"
    assert isinstance(given, Given)
    labels = None if language is None else old().texts[language].questions[name].options
    if language is not None and set(options_of(question)) == {"yes", "partly", "no"}:
        return words(language).say(f"answers.{given.answer}")
    if has_items(question):
        assert isinstance(given.answer, tuple)
        return "; ".join(str(labels[one]) if isinstance(labels, Mapping) else one for one in given.answer)
    if isinstance(labels, tuple) and isinstance(question, LevelQuestion):
        return labels[int(str(given.answer))]
    return labels[str(given.answer)] if isinstance(labels, Mapping) else given.answer


def one_by_one(folder: Path, made: Sequence[Assessment], out: Path) -> pl.DataFrame:
    """Return the results of the same firms, each migrated by itself and read from its file."""
    folder.mkdir()
    for firm in made:
        write_assessment(folder / f"{firm.id}.json", migrate(firm, held().questionnaire).assessment, replace=False)
    readers = {".json": lambda path: read_assessment(path, held().library)}
    run(folder, out=out, readers=readers)
    return pl.read_parquet(out / "results.parquet").sort("id")


@pytest.mark.parametrize("language", ["fr", "ar", "en", None])
def test_a_table_in_old_words_gives_what_migrated_files_give(language: str | None, tmp_path: Path) -> None:
    """Every figure, flag and cross-check; the edition is said, and which questions are gone."""
    made = firms(40)
    outcome = run(table(tmp_path / "t.csv", made, language), out=tmp_path / "o")
    expected = one_by_one(tmp_path / "files", made, tmp_path / "p")
    found = pl.read_parquet(tmp_path / "o" / "results.parquet").sort("id")
    names = [*_SAME, *(name for name in found.columns if "." in name)]
    assert found.select(names).equals(expected.select(names))
    notes = {note.key: note.values for _, note in outcome.notes}
    assert (notes["edition"]["version"], notes["edition"]["present"]) == ("1.0.0", VERSION)
    assert notes["edition-gone"]["count"] == "3"
    assert "edition-mixed" not in notes


def test_answers_without_a_place_are_listed_by_cell(tmp_path: Path) -> None:
    """The last step of maintenance has to be asked again: the firm is scored, the cell listed with its reason."""
    made = [firm.model_copy(update={"answers": {**firm.answers, "maintenance": Given(answer=4)}}) for firm in firms(2)]
    outcome = run(table(tmp_path / "t.csv", made, "en"), out=tmp_path / "o", language="en")
    assert (outcome.counts.scored, outcome.counts.rejected) == (2, 0)
    book = openpyxl.load_workbook(tmp_path / "o" / "rejected.xlsx", read_only=True)
    told = [" ".join(map(str, row)) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
    book.close()
    assert sum("has no place any more" in line and "4" in line for line in told) >= 2


def test_the_map_decides_the_edition(tmp_path: Path) -> None:
    """Numbers and ids that both editions have are of the present one, unless the map says 1.0.0."""
    rows: list[list[object]] = [
        ["id", "maintenance", "dashboards-analysis"],
        *([f"f{number}", 4, 2] for number in range(3)),
    ]
    path = text_file(tmp_path / "t.csv", rows)
    run(path, out=tmp_path / "o")
    saved = BatchMap(questionnaire="industrie-x0", edition="1.0.0")
    (tmp_path / "m.yaml").write_text(map_text(saved, []), encoding="utf-8")
    read = read_map(tmp_path / "m.yaml", held().library.questionnaires, read_editions)
    assert read.edition == "1.0.0"
    run(path, out=tmp_path / "p", saved=read)
    name = "operations-quality.coverage"
    now, then = (pl.read_parquet(tmp_path / at / "results.parquet")[name].to_list() for at in ("o", "p"))
    assert min(now) > max(then)


def test_a_map_names_no_edition_that_is_not_there(tmp_path: Path) -> None:
    """The editions that there are come with the message."""
    (tmp_path / "m.yaml").write_text('questionnaire: industrie-x0\nedition: "0.9.0"\n', encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        read_map(tmp_path / "m.yaml", held().library.questionnaires, read_editions)
    assert [problem.code for problem in caught.value.problems] == ["edition-unknown"]
    known = (edition.structure.version for edition in read_editions(held().questionnaire))
    assert set(caught.value.problems[0].values["known"].split(", ")) == {VERSION, "1.0.0", *known}


def test_a_proposed_map_is_of_the_table_s_edition(tmp_path: Path) -> None:
    """Columns that only edition 1.0.0 has are sure, and the map that says so is read back."""
    staged = stage_file(table(tmp_path / "t.csv", firms(3), "fr"), tmp_path / "s")
    found = propose(staged, held().vocabulary, None, held().earlier)
    assert (found.saved.edition, found.uncertain, found.unknown) == ("1.0.0", 0, 0)
    (tmp_path / "m.yaml").write_text(map_text(found.saved, []), encoding="utf-8")
    assert read_map(tmp_path / "m.yaml", held().library.questionnaires, read_editions).edition == "1.0.0"


def test_words_of_both_editions_are_said(tmp_path: Path) -> None:
    """The rows in present words come back with their cells, and a line says why."""
    made = [firm.model_copy(update={"answers": {**firm.answers, "maintenance": Given(answer=0)}}) for firm in firms(6)]
    path = table(tmp_path / "t.csv", made, "fr")
    before, after = (one.texts["fr"].questions["maintenance"].options for one in (old(), held().questionnaire))
    assert isinstance(before, tuple)
    assert isinstance(after, tuple)
    fresh = next(text for text in after if text not in before)
    path.write_text(path.read_text(encoding="utf-8").replace(before[0], fresh, 2), encoding="utf-8")
    outcome = run(path, out=tmp_path / "o")
    assert (outcome.counts.scored, outcome.counts.rejected) == (4, 2)
    assert "edition-mixed" in {note.key for _, note in outcome.notes}


def test_an_item_that_nobody_knows_stops_the_table(tmp_path: Path) -> None:
    """Without its column the answer would count for less than it is; one for "other" takes nothing away."""
    title = held().questionnaire.texts["en"].questions["basic-controls"].title
    items = held().questionnaire.texts["en"].questions["basic-controls"].options
    assert isinstance(items, Mapping)
    head = ["id", *(f"{title} [{label}]" for label in list(items.values())[:3])]
    rows = [[f"f{number}", "Yes", "No", "Yes", "No"] for number in range(3)]
    with pytest.raises(ProblemsError) as caught:
        run(text_file(tmp_path / "a.csv", [[*head, f"{title} [Guards at the gate]"], *rows]), out=tmp_path / "a")
    assert [problem.code for problem in caught.value.problems] == ["batch-item-unknown"]
    assert caught.value.problems[0].place.cell == "E1"
    run(text_file(tmp_path / "b.csv", [[*head, f"{title} [Other]"], *rows]), out=tmp_path / "b")


def test_the_kept_words_are_those_of_the_edition() -> None:
    """Titles and options of the kept edition are those that firms were asked in."""
    (kept,) = (edition for edition in read_editions(held().questionnaire) if edition.structure.version == "1.0.0")
    assert kept.structure == old().structure
    for language, text in old().texts.items():
        for name, words_of in text.questions.items():
            held_words = kept.texts[language].questions[name]
            assert (held_words.title, held_words.short) == (words_of.title, words_of.short)
            assert held_words.options == words_of.options
