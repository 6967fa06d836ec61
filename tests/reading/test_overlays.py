"""A user's folders laid over ours: whole questionnaires, single files, single catalogue entries."""

from pathlib import Path

from jazari_assess.content import own_root
from jazari_assess.reading.content.check import check_paths
from jazari_assess.reading.content.interface_text import read_interface_text
from jazari_assess.reading.content.languages import languages
from jazari_assess.reading.content.library import read_library
from tests.reading.small_content import (
    CATALOGUE_WORDS,
    FILES,
    MODEL,
    PROVIDERS,
    QUESTIONNAIRE,
    SERVICES,
    WORDS,
    WORDS_ALONE,
    changed,
    told,
    write,
    write_content,
)

PLANNING = "scoring/catalogue/planning.yaml"
_PROVIDER = """\
schema: jazari-assess/providers/1
providers:
  school: {kind: university, region: oriental, status: signed, as-of: "2026", source: The school itself}
"""
_PROVIDER_WORDS = """\
language: en
providers:
  school: {name: School, purpose: Teaching, status: Signed, source: The school}
services: {}
actions: {}
"""


def test_two_roots_are_laid_one_over_the_other_file_by_file(tmp_path: Path) -> None:
    """The last root that has a file gives it; the others keep what it does not name."""
    own = write_content(tmp_path / "own")
    second, third = tmp_path / "second", tmp_path / "third"
    write(second, MODEL, changed(FILES[MODEL], "leading, from: 80", "leading, from: 70"))
    write(second, WORDS, changed(FILES[WORDS], "title: Avec quoi ?", "title: Avec quels outils ?"))
    write(third, MODEL, changed(FILES[MODEL], "leading, from: 80", "leading, from: 60"))
    library = read_library([own, second, third])
    assert library.models["small"].structure.levels.steps[2].from_ == 60
    assert library.questionnaires["small"].texts["fr"].questions["tools"].title == "Avec quels outils\u202f?"
    assert library.models["small"].folder == str(third / "scoring/models/small")
    assert library.models["small"].cases != ()
    assert library.models["small"].sha256 != read_library([own]).models["small"].sha256


def test_a_new_questionnaire_in_any_language_needs_no_french(tmp_path: Path) -> None:
    """What a user adds has at least one language, which need not be ours."""
    own, more = write_content(tmp_path / "own"), tmp_path / "more"
    write(more, "questionnaires/mine/questionnaire.yaml", changed(FILES[QUESTIONNAIRE], "id: small", "id: mine"))
    folder = more / "questionnaires" / "mine"
    assert told(check_paths([own, more])) == {("words-without-language", str(folder / "text"), None, None)}
    words = changed(WORDS_ALONE, "language: fr", "language: en")
    write(more, "questionnaires/mine/text/en.yaml", words)
    assert list(read_library([own, more]).questionnaires["mine"].texts) == ["en"]


def test_our_own_content_needs_french(tmp_path: Path) -> None:
    """The reference language may not be missing from what comes with the program."""
    own = write_content(tmp_path, WORDS)
    write(own, "questionnaires/small/text/en.yaml", changed(FILES[WORDS], "language: fr", "language: en"))
    assert ("file-missing", str(own / WORDS), None, None) in told(check_paths([own]))


def test_a_catalogue_overlay_adds_and_replaces_entries(tmp_path: Path) -> None:
    """An entry of a later root is added, or replaces ours; words it lacks in a language are its own in another."""
    own, more = write_content(tmp_path / "own"), tmp_path / "more"
    write(more, PROVIDERS, _PROVIDER)
    write(more, "scoring/catalogue/text/en.yaml", _PROVIDER_WORDS)
    write(more, SERVICES, changed(FILES[SERVICES], "own-days: [2, 6]", "own-days: [1, 3]"))
    catalogue = read_library([own, more]).catalogue
    assert sorted(catalogue.structure.providers) == ["institute", "school"]
    assert catalogue.structure.services["coaching"].own_days == (1.0, 3.0)
    assert sorted(catalogue.texts) == ["en", "fr"]
    assert catalogue.texts["fr"].providers["school"].name == "School"
    assert catalogue.texts["en"].services["coaching"].title == "Accompagnement"


def test_a_catalogue_overlay_words_its_own_entries(tmp_path: Path) -> None:
    """A new entry without words in the overlay's language, and words without an entry, are problems of its file."""
    own, more = write_content(tmp_path / "own"), tmp_path / "more"
    write(more, PROVIDERS, _PROVIDER)
    wrong = changed(_PROVIDER_WORDS, "  school: {", "  scool: {")
    path = write(more, "scoring/catalogue/text/en.yaml", wrong)
    assert told(check_paths([own, more])) == {
        ("words-missing", str(path), 2, 1),
        ("words-without-structure", str(path), 3, 3),
    }


def test_one_folder_is_checked_on_top_of_the_rest(tmp_path: Path) -> None:
    """`content check` takes a root, a questionnaire, model or catalogue folder, or a file in one."""
    own = write_content(tmp_path / "own")
    model = write(tmp_path, "work/small/model.yaml", changed(FILES[MODEL], "root: overall", "root: nowhere"))
    for path in (model, model.parent):
        assert ("root-unknown", str(model), 14, 7) in told(check_paths([own], path))
    questionnaire = write(tmp_path, "work/mine/questionnaire.yaml", FILES[QUESTIONNAIRE])
    assert ("id-not-folder", str(questionnaire), 2, 5) in told(check_paths([own], questionnaire.parent))
    root = write_content(tmp_path / "root", CATALOGUE_WORDS)
    found = told(check_paths([own], root))
    assert ("words-without-language", str(root / "scoring/catalogue/text"), None, None) in found
    catalogue = check_paths([own], root / "scoring" / "catalogue")
    assert told(catalogue) == found


def test_a_folder_without_content_is_told(tmp_path: Path) -> None:
    """A path that holds no content is a problem, never silently green."""
    own = write_content(tmp_path / "own")
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "empty", tmp_path / "empty" / "missing"):
        assert told(check_paths([own], path)) == {("content-not-found", str(path), None, None)}


def test_entries_of_the_old_form_are_told_once_with_what_to_do(tmp_path: Path) -> None:
    """A folder of the first edition's services: one problem, no word about each of its keys or its words."""
    own, more = write_content(tmp_path / "own"), tmp_path / "more"
    path = write(more, SERVICES, "schema: jazari-assess/services/1\nservices:\n  help: {closes: [], weeks: 3}\n")
    write(more, "scoring/catalogue/text/fr.yaml", "language: fr\nservices: {help: {first-step: Appeler}}\n")
    (problem,) = check_paths([own, more])
    assert (problem.code, problem.place.file, problem.place.line) == ("services-form-old", str(path), 1)
    for language in languages():
        remedy = read_interface_text(language).say("problems.services-form-old.remedy", **problem.values)
        assert all(word in remedy for word in ("supports", "meets", "own-days", "jazari-assess/services/2"))


def test_the_planning_numbers_are_the_last_folders_else_those_of_the_program(tmp_path: Path) -> None:
    """A consultant's own numbers replace ours whole; a catalogue without any is planned with ours."""
    own, more = write_content(tmp_path / "own"), tmp_path / "more"
    ours = (own_root() / PLANNING).read_text(encoding="utf-8")
    assert read_library([own]).catalogue.planning.aims.share == 0.5
    write(more, PLANNING, changed(ours, "share: 0.5", "share: 0.25"))
    library = read_library([own, more])
    assert library.catalogue.planning.aims.share == 0.25
    assert library.catalogue.sha256 != read_library([own]).catalogue.sha256
    write(more, PLANNING, changed(ours, "share: 0.5", "share: 1.5"))
    assert [problem.code for problem in check_paths([own, more])] == ["number-above-maximum"]
