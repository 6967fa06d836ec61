"""Assessments in files: read whole, checked against their questionnaire, written so that they read back equal."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jazari_assess.errors import ProblemsError
from jazari_assess.model.assessment import Assessment, Given, NotApplicable, NotCarried, QuestionnaireRef, Unknown
from jazari_assess.model.library import Library
from jazari_assess.model.profile import Profile
from jazari_assess.reading.assessment.file import assessment_bytes, parse_assessment, read_assessment, write_assessment
from jazari_assess.reading.content.library import read_library
from jazari_assess.reading.yaml_json.characters import clean
from tests.reading.small_content import EXAMPLE, FILES, HERE, changed, told, worded, write_content

SHORT = FILES[EXAMPLE]

# code, replacements in the right example, one of which marks the place
ASSESSMENT_CASES: Sequence[tuple[str, Sequence[tuple[str, str]]]] = [
    ("question-unknown", [("  tools: sheet", "  ▶tool: sheet")]),
    ("option-unknown", [("maintenance: 2", "maintenance: ▶3")]),
    ("option-unknown", [("maintenance: 2", "maintenance: ▶-1")]),
    ("option-unknown", [("maintenance: 2", "maintenance: {note: Vu, answer: ▶7}")]),
    ("option-unknown", [("tools: sheet", "tools: ▶sheets")]),
    ("option-unknown", [("audit: partly", "audit: ▶perhaps")]),
    ("option-unknown", [("[quality, energy]", "[quality, ▶enrgy]")]),
    ("option-twice", [("[quality, energy]", "[quality, energy, ▶quality]")]),
    ("none-with-others", [("[quality, energy]", "[quality, ▶nothing]")]),
    ("checklist-empty", [("uses: [quality, energy]", "▶uses: []")]),
    ("list-expected", [("[quality, energy]", "▶quality")]),
    ("integer-expected", [("maintenance: 2", 'maintenance: ▶"2"')]),
    ("integer-expected", [("maintenance: 2", "maintenance: ▶2.0")]),
    ("integer-expected", [("share: 30", "share: ▶30.5")]),
    ("number-expected", [("share: 30", "share: ▶30 %")]),
    ("number-below-minimum", [("share: 30", "share: ▶-1")]),
    ("number-above-maximum", [("share: 30", "share: ▶101")]),
    ("value-refused", [("maintenance: 2", "maintenance: ▶true")]),
    ("value-refused", [("maintenance: 2", "maintenance:▶ ")]),
    ("text-expected", [("Rien à ajouter", "▶3")]),
    ("text-too-long", [("Rien à ajouter", "▶" + "x" * 41)]),
    ("not-applicable-refused", [("audit: partly", "audit: {state: ▶not-applicable}")]),
    ("not-applicable-refused", [("remarks: Rien à ajouter", "remarks: {state: ▶not-applicable}")]),
    ("answer-in-profile", [("answers:\n", "answers:\n  firm-name: ▶Atelier\n")]),
    ("word-unknown", [("state: unknown", "state: ▶unknwon")]),
    ("word-unknown", [("region: oriental", "region: ▶Fès")]),
    ("key-missing", [("  audit: partly", "  ▶audit: {note: Plus tard}")]),
    ("key-missing", [("  firm: Atelier exemple\n", ""), ("profile:", "▶profile:")]),
    ("key-missing", [("schema: jazari-assess/assessment/1\n", ""), ("id: firm", "▶id: firm")]),
    ("key-unknown", [("answers:", "▶answer:")]),
    ("number-below-minimum", [("  region: oriental", "  staff: ▶-3")]),
    ("ice-malformed", [("  region: oriental", '  ice: ▶"00123456789012"')]),
    ("character-refused", [("Rien à ajouter", '▶"a\\u0007"')]),
    ("schema-wrong", [("jazari-assess/assessment/1", "▶jazari-assess/questionnaire/1")]),
    ("schema-wrong", [("jazari-assess/assessment/1", "▶1")]),
    ("schema-newer", [("jazari-assess/assessment/1", "▶jazari-assess/assessment/2")]),
    ("questionnaire-unknown", [("{id: small", "{id: ▶smal")]),
    ("assessment-other-version", [('version: "1.0.0"', 'version: ▶"0.9.0"')]),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Return the small content."""
    return read_library([write_content(tmp_path_factory.mktemp("content"))])


def problems_of(
    text: str, library: Library, name: str = "a.yaml"
) -> set[tuple[str, str | None, int | None, int | None]]:
    """Return what reading an assessment text is told."""
    with pytest.raises(ProblemsError) as caught:
        parse_assessment(text.encode(), Path(name), library)
    assert all(worded(problem) for problem in caught.value.problems)
    return told(caught.value.problems)


def test_a_right_assessment_is_read(library: Library) -> None:
    """Short answers are given answers; a state stays a state; the profile gives a size."""
    assessment = parse_assessment(SHORT.encode(), Path("a.yaml"), library)
    assert assessment.answers["maintenance"] == Given(answer=2)
    assert assessment.answers["uses"] == Given(answer=("quality", "energy"))
    assert assessment.answers["website"] == Unknown(state="unknown")
    assert assessment.profile.firm == "Atelier exemple"


@pytest.mark.parametrize(("code", "changes"), ASSESSMENT_CASES)
def test_a_wrong_assessment_is_placed(code: str, changes: Sequence[tuple[str, str]], library: Library) -> None:
    """Each way an assessment can be wrong is told by code, line and column."""
    text = SHORT
    for old, new in changes:
        text = changed(text, old, new)
    before = text.split(HERE)[0]
    expected = (code, "a.yaml", before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert expected in problems_of(text.replace(HERE, ""), library)


def test_all_wrong_answers_come_at_once(library: Library) -> None:
    """Three wrong answers are three problems."""
    text = SHORT
    for old, new in (("maintenance: 2", "maintenance: 9"), ("share: 30", "share: 999"), ("tools: sheet", "tools: pen")):
        text = changed(text, old, new)
    assert sorted(line or 0 for _, _, line, _ in problems_of(text, library)) == [8, 9, 11]


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_a_wrong_profile_hides_no_wrong_answer(name: str, library: Library) -> None:
    """A wrong region, a wrong state and two wrong answers are told at once, each in its place and from the top."""
    text = SHORT
    for old, new in (
        ("region: oriental", "region: Fès"),
        ("maintenance: 2", "maintenance: 9"),
        ("tools: sheet", "tols: sheet"),
        ("state: unknown", "state: unknwon"),
    ):
        text = changed(text, old, new)
    if name.endswith(".json"):
        text = json.dumps(yaml.safe_load(text), ensure_ascii=False, indent=1)
    with pytest.raises(ProblemsError) as caught:
        parse_assessment(text.encode(), Path(name), library)
    lines = text.splitlines()
    assert [
        (problem.code, problem.path, lines[(problem.place.line or 0) - 1][(problem.place.column or 0) - 1 :])
        for problem in caught.value.problems
    ] == (
        [
            ("word-unknown", "profile.region", "Fès"),
            ("option-unknown", "answers.maintenance.answer", "9"),
            ("question-unknown", "answers.tols", "tols: sheet"),
            ("word-unknown", "answers.website.state", "unknwon}"),
        ]
        if name.endswith(".yaml")
        else [
            ("word-unknown", "profile.region", '"Fès"'),
            ("option-unknown", "answers.maintenance.answer", "9,"),
            ("question-unknown", "answers.tols", '"tols": "sheet",'),
            ("word-unknown", "answers.website.state", '"unknwon"'),
        ]
    )
    assert {problem.place.file for problem in caught.value.problems} == {name}


def test_another_version_is_told_beside_a_wrong_profile(library: Library) -> None:
    """Of answers to another version nothing is said; aims of this one are looked at beside a wrong region."""
    wrong = changed(SHORT, "region: oriental", "region: Fès\n  aims: [deliver, sell]")
    assert told_lines(wrong, library) == [("word-unknown", 6), ("option-unknown", 7)]
    older = changed(changed(wrong, 'version: "1.0.0"', 'version: "0.9.0"'), "tools: sheet", "tools: pen")
    assert told_lines(older, library) == [("assessment-other-version", 3), ("word-unknown", 6)]


def told_lines(text: str, library: Library) -> list[tuple[str, int | None]]:
    """Return code and line of each problem of an assessment's text, in the order in which they are told."""
    with pytest.raises(ProblemsError) as caught:
        parse_assessment(text.encode(), Path("a.yaml"), library)
    return [(problem.code, problem.place.line) for problem in caught.value.problems]


def test_a_near_miss_is_suggested(library: Library) -> None:
    """A question written wrong is answered with the nearest one first."""
    with pytest.raises(ProblemsError) as caught:
        parse_assessment(changed(SHORT, "tools: sheet", "tols: sheet").encode(), Path("a.yaml"), library)
    (problem,) = caught.value.problems
    assert problem.values["near"].startswith("tools")


def test_answers_of_another_version_are_read_only_to_be_migrated(library: Library) -> None:
    """Another version is refused, with nothing said about answers it may well have had; migration may read it."""
    text = changed(changed(SHORT, 'version: "1.0.0"', 'version: "0.9.0"'), "tools: sheet", "tools: pen")
    assert [code for code, *_ in problems_of(text, library)] == ["assessment-other-version"]
    assessment = parse_assessment(text.encode(), Path("a.yaml"), library, any_version=True)
    assert assessment.answers["tools"] == Given(answer="pen")


def test_json_is_read_with_the_same_care(library: Library, tmp_path: Path) -> None:
    """An assessment in JSON is the same assessment, and its problems have places too."""
    path = tmp_path / "a.JSON"
    path.write_text(json.dumps(yaml.safe_load(SHORT), ensure_ascii=False, indent=1), encoding="utf-8")
    assert read_assessment(path, library) == parse_assessment(SHORT.encode(), Path("a.yaml"), library)
    text = '{"schema": "jazari-assess/assessment/1",\n "answers": {"maintenance": 1, "maintenance": 2}}'
    assert problems_of(text, library, "a.json") == {("key-duplicate", "a.json", 2, 32)}


def test_a_truncated_file_is_refused_at_every_length(library: Library) -> None:
    """An assessment cut anywhere is refused with problems, or is whole YAML with fewer answers; never a crash."""
    data = SHORT.encode()
    read, refused = 0, 0
    for length in range(len(data)):
        try:
            assessment = parse_assessment(data[:length], Path("a.yaml"), library)
        except ProblemsError:
            refused += 1
        else:
            read += 1
            assert set(assessment.answers) <= set(library.questionnaires["small"].structure.questions)
    assert (read > 0, refused > len(data) / 3) == (True, True)


def test_short_answers_are_written_short_and_noted_ones_in_full(library: Library, tmp_path: Path) -> None:
    """The file stays readable: an answer with nothing beside it is one word, a noted one names all it has."""
    assessment = parse_assessment(SHORT.encode(), Path("a.yaml"), library).model_copy(
        update={
            "answers": {
                "maintenance": Given(answer=2),
                "uses": Given(answer=("quality", "energy"), note="Vu : registre\nà jour", evidence="seen-on-site"),
            }
        }
    )
    write_assessment(tmp_path / "a.yaml", assessment, replace=False)
    assert (
        (tmp_path / "a.yaml").read_text(encoding="utf-8")
        == """\
schema: jazari-assess/assessment/1
id: firm
questionnaire:
  id: small
  version: 1.0.0
stage: T0
profile:
  firm: Atelier exemple
  region: oriental
answers:
  maintenance: 2
  uses:
    state: given
    answer: [quality, energy]
    note: |-
      Vu : registre
      à jour
    evidence: seen-on-site
"""
    )


def test_an_existing_file_is_replaced_only_when_asked(library: Library, tmp_path: Path) -> None:
    """Writing over an assessment needs to be said."""
    path = tmp_path / "a.yaml"
    path.write_text("precious", encoding="utf-8")
    assessment = parse_assessment(SHORT.encode(), Path("a.yaml"), library)
    with pytest.raises(ProblemsError):
        write_assessment(path, assessment, replace=False)
    assert path.read_text(encoding="utf-8") == "precious"
    write_assessment(path, assessment, replace=True)
    assert read_assessment(path, library) == assessment


def test_text_that_no_file_may_hold_is_refused_before_the_file_is_touched(library: Library, tmp_path: Path) -> None:
    """A note with an escape sequence is named by its key and not written; cleaned, it is."""
    path = tmp_path / "a.yaml"
    path.write_text("precious", encoding="utf-8")
    note = "clear \x1b[2J and \u202eturn"
    assessment = parse_assessment(SHORT.encode(), Path("a.yaml"), library)
    noted = assessment.model_copy(update={"answers": {"maintenance": Given(answer=1, note=note)}})
    with pytest.raises(ProblemsError) as caught:
        write_assessment(path, noted, replace=True)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path, problem.values["character"]) == (
        "character-refused",
        "answers.maintenance.note",
        "U+001B",
    )
    assert path.read_text(encoding="utf-8") == "precious"
    cleaned = assessment.model_copy(update={"answers": {"maintenance": Given(answer=1, note=clean(note))}})
    write_assessment(path, cleaned, replace=True)
    assert read_assessment(path, library) == cleaned


@pytest.mark.parametrize(
    "word", ["no", "12:30:45", "010", "1e3", "0o7", ".5", "~", "null", "1_000", "2026-01-01", "=", "<<"]
)
def test_words_that_look_like_something_else_stay_words(word: str, library: Library) -> None:
    """What YAML 1.1 or 1.2 would read as a number, time or truth value is quoted, for us and for other programs."""
    assessment = parse_assessment(SHORT.encode(), Path("a.yaml"), library)
    profile = Profile(firm=word, ice="001234567890123")
    data = assessment_bytes(assessment.model_copy(update={"profile": profile}), Path("a.yaml"))
    assert parse_assessment(data, Path("a.yaml"), library).profile == profile
    assert yaml.safe_load(data)["profile"] == {"firm": word, "ice": "001234567890123"}


_TEXT = st.text(min_size=1, max_size=40).map(clean).filter(bool)
_NOTED: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "note": st.one_of(
            _TEXT, st.sampled_from(["a\n b\n", "\n x", "- x\n\ty ", "x:  \n", " a", "{{7*7}}", "[/red]", "=1+1"])
        ),
        "evidence": st.sampled_from(["none", "declared", "document", "seen-on-site"]),
        "time": st.just("2026-11-21T10:00:00+01:00"),
        "come_back": st.booleans(),
    },
)
_ANSWERS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "maintenance": st.integers(0, 2),
        "tools": st.sampled_from(["paper", "sheet", "system"]),
        "uses": st.sampled_from([("nothing",), ("quality",), ("energy", "quality")]),
        "share": st.integers(0, 100),
        "audit": st.sampled_from(["yes", "partly", "no"]),
        "remarks": _TEXT,
    },
)


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Return any assessment of the small questionnaire."""
    answers: dict[str, Given | NotApplicable | Unknown] = {
        name: Given(answer=value, **draw(_NOTED)) for name, value in draw(_ANSWERS).items()
    }
    if draw(st.booleans()):
        answers["maintenance"] = NotApplicable(state="not-applicable", **draw(_NOTED))
    if draw(st.booleans()):
        answers["website"] = Unknown(state="unknown", **draw(_NOTED))
    gone = NotCarried(
        question="Old one", version="0.1.0", answer=Given(answer=1.5, note=draw(_TEXT)), reason="question-gone"
    )
    return Assessment(
        schema_="jazari-assess/assessment/1",
        id=draw(_TEXT),
        questionnaire=QuestionnaireRef(id="small", version="1.0.0", sha256=draw(st.sampled_from([None, "0" * 64]))),
        stage=draw(st.sampled_from(["T0", "T1", "T2"])),
        sample=draw(st.booleans()),
        express=draw(st.booleans()),
        profile=Profile(
            firm=draw(_TEXT),
            staff=draw(st.none() | st.integers(0, 1000)),
            turnover=draw(st.none() | st.floats(0, 1e6)),
            respondent_role=draw(st.none() | _TEXT),
        ),
        answers=answers,
        not_carried=draw(st.sampled_from([(), (gone,)])),
    )


@given(assessment=assessments(), suffix=st.sampled_from([".yaml", ".json"]))
def test_what_is_written_reads_back_equal_and_writes_the_same(
    library: Library, assessment: Assessment, suffix: str
) -> None:
    """Any assessment survives the file, in both formats, and the same assessment gives the same bytes."""
    path = Path(f"a{suffix}")
    data = assessment_bytes(assessment, path)
    again = parse_assessment(data, path, library)
    assert again == assessment
    assert assessment_bytes(again, path) == data


def test_an_assessment_over_its_bound_is_refused(library: Library, tmp_path: Path) -> None:
    """Assessments may be larger than content, up to 5 MB."""
    path = tmp_path / "a.yaml"
    path.write_text(f"{SHORT}# {'x' * 6 * 2**20}\n", encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        read_assessment(path, library)
    assert told(caught.value.problems) == {("file-too-large", str(path), None, None)}


def test_a_questionnaire_that_changed_without_a_new_version_still_checks_answers(library: Library) -> None:
    """The present questionnaire decides what an answer may be, whatever hash the assessment remembers."""
    content = library.questionnaires["small"]
    without = {name: question for name, question in content.structure.questions.items() if name != "tools"}
    structure = content.structure.model_copy(update={"questions": without})
    other = replace(library, questionnaires={"small": replace(content, structure=structure)})
    assert problems_of(SHORT, other) == {("question-unknown", "a.yaml", 9, 3)}
