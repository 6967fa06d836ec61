"""Reading all content: whole, or every problem of every file at its place."""

import re
import time
from pathlib import Path

import pytest

from jazari_assess.errors import ProblemsError
from jazari_assess.model.library import nearest_words
from jazari_assess.reading.content.check import check_paths
from jazari_assess.reading.content.library import read_library
from tests.reading.small_content import (
    ACTIONS,
    CASES,
    CATALOGUE_WORDS,
    EXAMPLE,
    FILES,
    FLAGS,
    MODEL,
    MODEL_WORDS,
    PROVIDERS,
    QUESTIONNAIRE,
    SERVICES,
    WORDS,
    Wrong,
    changed,
    make_wrong,
    told,
    worded,
    write,
    write_content,
)
from tests.reading.wrong_content import CONTENT


def test_right_content_is_read_whole(tmp_path: Path) -> None:
    """The small content has no problem: what the wrong cases change is what makes them wrong."""
    root = write_content(tmp_path)
    library = read_library([root])
    assert check_paths([root]) == ()
    assert library.questionnaires["small"].structure.order[3:5] == ("maintenance", "tools")
    assert library.models["small"].texts["fr"].nodes["data"].title == "Données"
    assert library.models["small"].cases[0].expect["overall"].score == 50
    assert sorted(library.catalogue.structure.actions) == [
        "audit-day",
        "common-sheet",
        "connect",
        "history",
        "measure",
        "meeting",
    ]


@pytest.mark.parametrize(
    ("known", "language", "expected"),
    [("ar fr en", "en", "en"), ("ar fr", "en", "fr"), ("es ar", "en", "es"), ("ar", "ar", "ar")],
)
def test_words_of_a_language_or_the_nearest(known: str, language: str, expected: str) -> None:
    """The language asked for, else French, which our own content always has, else the first there is."""
    assert nearest_words({name: name for name in known.split()}, language) == expected


@pytest.mark.parametrize("wrong", CONTENT, ids=str)
def test_wrong_content_is_placed(wrong: Wrong, tmp_path: Path) -> None:
    """Each way to be wrong is told by its code, at the line and column a person must look at, in every language."""
    write_content(tmp_path)
    place = make_wrong(tmp_path, wrong)
    problems = check_paths([tmp_path])
    assert (wrong.code, *place) in told(problems)
    for problem in problems:
        assert worded(problem)


def test_conditions_and_dates_of_every_form_are_read(tmp_path: Path) -> None:
    """What is asked of a question within its reach, and sources without a full date, are no problems."""
    root = write_content(tmp_path)
    text = changed(FILES[QUESTIONNAIRE], "question: tools, is: system", "question: share, at-least: 100")
    text = changed(text, "uses, in: [energy]", "maintenance, answered: true")
    write(root, QUESTIONNAIRE, changed(text, "{question: share, is: 0}", "{question: maintenance, in: [0, 2]}"))
    write(root, PROVIDERS, changed(FILES[PROVIDERS], '"2026-03-11"', "undated"))
    write(root, SERVICES, changed(FILES[SERVICES], '"2026-03-11"', '"2026-03"'))
    assert check_paths([root]) == ()


@pytest.mark.parametrize(
    ("aggregate", "codes"),
    [("count", set()), ("ladder", set()), ("sum", {"bounds-unfit"}), ("geometric-mean", {"bounds-unfit"})],
)
def test_bounds_are_for_what_counts_and_for_what_climbs(tmp_path: Path, aggregate: str, codes: set[str]) -> None:
    """A count and a ladder say which score each child must reach; other aggregates have no use for it."""
    root = write_content(tmp_path)
    write(root, MODEL, changed(FILES[MODEL], "aggregate: count", f"aggregate: {aggregate}"))
    assert {problem.code for problem in check_paths([root])} & {"bounds-unfit"} == codes
    if not codes:
        assert getattr(read_library([root]).models["small"].structure.nodes["data"], "bounds", None) == {"uses": 50}


def test_all_problems_of_all_files_come_at_once_in_order(tmp_path: Path) -> None:
    """Problems of three files are told together, by file and line."""
    write_content(tmp_path)
    write(tmp_path, QUESTIONNAIRE, changed(FILES[QUESTIONNAIRE], "unlocks: [uses]", "unlocks: [use]"))
    write(tmp_path, MODEL, changed(FILES[MODEL], "root: overall", "root: overal"))
    write(tmp_path, SERVICES, changed(FILES[SERVICES], "open: closed", "open: open\n    open: closed"))
    with pytest.raises(ProblemsError) as caught:
        read_library([tmp_path])
    problems = caught.value.problems
    assert {problem.code for problem in problems} >= {"question-unknown", "root-unknown", "key-duplicate"}
    places = [(problem.place.file or "", problem.place.line or 0) for problem in problems]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "name", [QUESTIONNAIRE, WORDS, MODEL, MODEL_WORDS, CASES, PROVIDERS, SERVICES, ACTIONS, CATALOGUE_WORDS]
)
def test_a_file_that_is_gone_is_named(name: str, tmp_path: Path) -> None:
    """Each file of our own content must be there."""
    root = write_content(tmp_path, name, EXAMPLE)
    with pytest.raises(ProblemsError) as caught:
        read_library([root])
    assert ("file-missing", str(root / name), None, None) in told(caught.value.problems)


def test_a_second_language_is_complete_or_refused(tmp_path: Path) -> None:
    """A language is refused with each key that it lacks, whatever its place in the file; a complete one is offered."""
    root = write_content(tmp_path)
    arabic = changed(FILES[WORDS], "language: fr", "language: ar")
    lacking = changed(arabic, ", energy: Énergie", "")
    write(root, "questionnaires/small/text/ar.yaml", changed(lacking, "title: Petit questionnaire\n", ""))
    missing = {(problem.code, problem.path) for problem in check_paths([root])}
    assert missing == {("words-missing", "title"), ("words-missing", "questions.uses.options.energy")}
    write(root, "questionnaires/small/text/ar.yaml", arabic)
    assert sorted(read_library([root]).questionnaires["small"].texts) == ["ar", "fr"]


def test_more_than_ten_thousand_questions_are_refused(tmp_path: Path) -> None:
    """A questionnaire is bounded: 10,001 questions are too many, and the message says how many may be."""
    root = write_content(tmp_path)
    many = "".join(f"  q-{number}: {{kind: text}}\n" for number in range(9_993))
    write(root, QUESTIONNAIRE, changed(FILES[QUESTIONNAIRE], "\nquestions:\n", f"\nquestions:\n{many}"))
    problem = next(problem for problem in check_paths([root]) if problem.code == "list-too-long")
    assert (problem.path, problem.values["bound"]) == ("questions", "10000")


def test_a_tree_of_a_hundred_levels_is_refused(tmp_path: Path) -> None:
    """Nodes nested without end are refused where the bound is passed; twenty levels more are fine."""
    root = write_content(tmp_path)

    def nested(levels: int) -> str:
        chain = "".join(f"  n-{level}: {{children: [n-{level + 1}]}}\n" for level in range(1, levels))
        nodes = f"  trust: {{children: [n-1]}}\n{chain}  n-{levels}: {{children: [audit]}}\n"
        return changed(FILES[MODEL], "  trust:\n    children: [audit]\n    aggregate: minimum\n", nodes)

    write(root, MODEL, nested(100))
    assert [problem.path for problem in check_paths([root]) if problem.code == "tree-too-deep"] == ["nodes.n-29"]
    write(root, MODEL, nested(20))
    assert {problem.code for problem in check_paths([root])} == {"words-missing"}


def test_ids_that_differ_by_case_are_refused(tmp_path: Path) -> None:
    """On some disks Small and small are one folder: an id has no upper-case letter, a folder neither."""
    root = write_content(tmp_path)
    write(root, "questionnaires/Small/questionnaire.yaml", FILES[QUESTIONNAIRE])
    assert told(check_paths([root])) == {("id-malformed", str(root / "questionnaires" / "Small"), None, None)}


def test_inconsistent_judgements_are_refused_unless_a_reason_is_given(tmp_path: Path) -> None:
    """The caller's consistency ratio decides: over 0.10 is a problem at the judgements, a reason lifts it."""
    root = write_content(tmp_path)
    asked: list[tuple[str, ...]] = []

    def ratio(_: object, children: object) -> float:
        asked.append(tuple(str(child) for child in list(children)))  # type: ignore[call-overload]
        return 0.101

    (problem,) = check_paths([root], consistency=ratio)
    line = FILES[MODEL][: FILES[MODEL].index("ahp:")].count("\n") + 1
    assert (problem.code, problem.place.line, problem.place.column) == ("judgements-inconsistent", line, 7)
    assert problem.values == {"ratio": "0.101"}
    assert asked == [("operations", "data", "trust")]
    assert check_paths([root], consistency=lambda _ahp, _children: 0.1) == ()
    write(root, MODEL, changed(FILES[MODEL], "ahp:\n", "ahp:\n        accept-inconsistency: The board decided\n"))
    assert check_paths([root], consistency=ratio) == ()


def test_the_hash_follows_the_words_and_not_the_line_ends(tmp_path: Path) -> None:
    """A changed word changes the hash a result is bound to; a checkout with other line ends does not."""
    root = write_content(tmp_path)
    first = read_library([root]).questionnaires["small"].sha256
    (root / WORDS).write_bytes(FILES[WORDS].replace("\n", "\r\n").encode())
    assert read_library([root]).questionnaires["small"].sha256 == first
    write(root, WORDS, changed(FILES[WORDS], "Le registre", "Le cahier"))
    assert read_library([root]).questionnaires["small"].sha256 != first
    assert re.fullmatch("[0-9a-f]{64}", first)


def test_a_hostile_number_of_problems_is_told_in_time(tmp_path: Path) -> None:
    """Nine thousand wrong keys against as many questions: a hundred problems, within seconds."""
    root = write_content(tmp_path)
    many = "".join(f"  q-{number}: {{kind: text}}\n" for number in range(9_000))
    write(root, QUESTIONNAIRE, changed(FILES[QUESTIONNAIRE], "\nquestions:\n", f"\nquestions:\n{many}"))
    words = "".join(f"  r-{number}: {{short: S, title: T, help: H}}\n" for number in range(9_000))
    write(root, WORDS, changed(FILES[WORDS], "\nquestions:\n", f"\nquestions:\n{words}"))
    start = time.process_time()
    problems = check_paths([root])
    assert time.process_time() - start < 20
    assert len([problem for problem in problems if problem.place.file == str(root / WORDS)]) == 100


def test_numbers_that_may_stand_somewhere_are_named(tmp_path: Path) -> None:
    """A severity that there is not is told with those that there are, as words are."""
    root = write_content(tmp_path)
    write(root, FLAGS, changed(FILES[FLAGS], "severity: 3", "severity: 4"))
    problem = next(problem for problem in check_paths([root]) if problem.code == "word-unknown")
    assert (problem.values["found"], problem.values["allowed"]) == ("4", "1, 2, 3")
