"""The workbook computes: its formulas give the engine's scores, as made and after answers are changed in the sheet."""

import io
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import pytest
import xlsxwriter.worksheet
from openpyxl import Workbook, load_workbook

from jazari_assess.engine.score.evaluate import evaluate
from jazari_assess.model.assessment import Answer, Assessment, Given, NotApplicable, Unknown
from jazari_assess.model.library import ModelContent
from jazari_assess.model.maturity import Group
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ValueQuestion,
    YesPartlyNoQuestion,
)
from jazari_assess.model.result import ModelResult
from jazari_assess.reading.content.interface_text import read_report_text
from jazari_assess.render import RENDERERS
from jazari_assess.render.excel.live.calculation import Measured, Picked, Ticked
from jazari_assess.render.excel.live.places import AnswerColumn, NodeColumn, Places
from jazari_assess.render.excel.workbook import sheet_title
from jazari_assess.render.interface import Report, Template
from jazari_assess.render.page.build import make_page
from tests.engine.content import library, samples
from tests.render.small_report import DATE, TEMPLATE, report, roadmap
from tests.render.spreadsheet import recalculated
from tests.render.test_samples import FIRMS, QUESTIONNAIRE, models, planned, worded
from tests.render.workbook_reader import formulas, opened

CHANGES = 20
LIVE = (*((firm, "fr") for firm in FIRMS), (FIRMS[0], "ar"))
"""The words of a language stand in the sheet, not in its formulas: one firm in a second one shows it."""
pytestmark = pytest.mark.xdist_group("samples")  # with the tests that plan the same firms
_FUNCTION = re.compile(r"([A-Z][A-Z.]*)\(")
_ALLOWED = {
    "AND",
    "COUNTIF",
    "EXP",
    "IF",
    "INDEX",
    "INT",
    "ISNUMBER",
    "LEN",
    "LN",
    "MATCH",
    "MAX",
    "MIN",
    "NA",
    "NOT",
    "OR",
} | {
    "SUM",
    "SUMPRODUCT",
}


_PARTS = ("items", "aims", "flags", "phases", "partners", "gaps", "left_out", "first_steps", "hold", "projection")
"""What a plan without a line leaves empty."""


@dataclass(frozen=True, kw_only=True)
class Computed:
    """A workbook as made, as LibreOffice computes it, and what the engine says of the answers in it."""

    report: Report
    data: bytes
    expected: ModelResult
    book: Workbook = field(default_factory=Workbook)


def places_of(found: Report) -> Places:
    """Return where the workbook of a report keeps what."""
    labels = found.page.labels
    return Places(
        found.page.calculation, sheet_title(labels["sheet.answers"]), sheet_title(labels["sheet.calculation"])
    )


def random_answer(question: ValueQuestion, chance: random.Random) -> Answer:
    """Return an answer that the question takes."""
    states: list[Answer] = [Unknown(state="unknown")]
    if question.not_applicable:
        states.append(NotApplicable(state="not-applicable"))
    if chance.random() < 0.2:
        return chance.choice(states)
    match question:
        case LevelQuestion():
            return Given(answer=chance.randrange(question.options))
        case ChoiceQuestion():
            return Given(answer=chance.choice(list(question.options)))
        case YesPartlyNoQuestion():
            return Given(answer=chance.choice(YES_PARTLY_NO))
        case NumberQuestion():
            whole = chance.randint(int(question.minimum), int(question.maximum))
            return Given(answer=whole if question.integer else whole * 0.37 + question.minimum * 0.63)
        case ChecklistQuestion():
            items = [item for item in question.options if item != question.none]
            chosen = tuple(item for item in items if chance.random() < 0.5)
            return Given(answer=chosen or (question.none,))


def changed(assessment: Assessment, chance: random.Random) -> Assessment:
    """Return the assessment with twenty other answers: every kind, every state, and what conditions look at."""
    structure = library().questionnaires[QUESTIONNAIRE].structure
    valued = {name: own for name, own in structure.questions.items() if isinstance(own, ValueQuestion)}
    kinds = ("checklist", "choice", "yes-partly-no")
    sure = [found for kind in kinds if (found := next((n for n, own in valued.items() if own.kind == kind), None))]
    fixed: dict[str, Answer] = {
        "connected-products": NotApplicable(state="not-applicable"),
        "web-sales-share": Given(answer=chance.choice([0, 7])),
        "maintenance": Unknown(state="unknown"),
    }
    asked = [name for name in assessment.answers if name in valued]
    names = list(dict.fromkeys([*sure, *chance.sample(asked, len(asked))]))
    names = [name for name in names if name not in fixed][: CHANGES - len(fixed)]
    answers = {name: random_answer(valued[name], chance) for name in names}
    return assessment.model_copy(update={"answers": {**assessment.answers, **answers, **fixed}})


def typed_in(found: Report, data: bytes, assessment: Assessment) -> bytes:
    """Return the workbook with the answers of an assessment typed into its cells, and nothing else touched."""
    book, places, labels = load_workbook(io.BytesIO(data)), places_of(found), found.page.labels
    sheet = book[places.answers]
    for question in found.page.calculation.questions:
        answer = assessment.answers.get(question.id)
        if question.id not in places.answer_rows or answer is None:
            continue
        row = places.answer_rows[question.id] + 1
        own, lacking = sheet.cell(row, AnswerColumn.ANSWER + 1), sheet.cell(row, AnswerColumn.LACKING + 1)
        state = {"unknown": "answer.unknown", "not-applicable": "answer.not-applicable"}.get(answer.state)
        match question.part:
            case Picked(options=options, states=states) if isinstance(answer, Given):
                own.value = next(option.words for option in options if option.id == str(answer.answer))
            case Picked(states=states):
                own.value = states[0 if isinstance(answer, Unknown) else 1]
            case Ticked(items=items):
                for below, item in enumerate(items, start=row + 1):
                    ticked = isinstance(answer, Given) and isinstance(answer.answer, tuple) and item.id in answer.answer
                    sheet.cell(below, AnswerColumn.ANSWER + 1).value = labels["answer.yes"] if ticked else None
                lacking.value = state and labels[state]
            case Measured():
                own.value = answer.answer if isinstance(answer, Given) else None  # type: ignore[assignment]  # a number
                lacking.value = state and labels[state]
            case _:
                pass
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def scored(assessment: Assessment, model: ModelContent) -> ModelResult:
    """Return what the engine says."""
    content = library().questionnaires[model.structure.questionnaire]
    return evaluate(content, [model], assessment, date=DATE, tool_version="1.2.3", draws=10).models[0]


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Computed]:
    """Return every sample in two languages, as made and changed, and one firm under every other model."""
    found = dict(_samples())
    found.update(_other_models())
    books = recalculated({name: own.data for name, own in found.items()}, tmp_path_factory.mktemp("sheets"))
    return {
        name: Computed(report=own.report, data=own.data, expected=own.expected, book=books[name])
        for name, own in found.items()
    }


def _samples() -> Iterator[tuple[str, Computed]]:
    main = models()[0]
    for firm, language in LIVE:
        other = changed(samples()[firm], random.Random(FIRMS.index(firm)))  # noqa: S311 - test data
        own = worded(*planned(firm), language)
        data = RENDERERS["xlsx"]().render(own)
        yield f"{firm}-{language}-made", Computed(report=own, data=data, expected=scored(samples()[firm], main))
        typed = typed_in(own, data, other)
        yield f"{firm}-{language}-changed", Computed(report=own, data=typed, expected=scored(other, main))


def _other_models() -> Iterator[tuple[str, Computed]]:
    """Yield every other model over random answers, and the main one with all its groups aggregated in another way."""
    main = models()[0]
    for name, model in library().models.items():
        if model is not main and "fr" in model.texts:
            yield f"model-{name}", _alone(name, model)
    for aggregate in ("geometric-mean", "minimum", "count", "ladder"):
        nodes = {
            name: node.model_copy(update={"aggregate": aggregate, "bounds": dict.fromkeys(node.children, 50.0)})
            if isinstance(node, Group)
            else node
            for name, node in main.structure.nodes.items()
        }
        structure = main.structure.model_copy(update={"nodes": nodes, "minimum_coverage": 0.2})
        yield f"model-all-{aggregate}", _alone(aggregate, replace(main, structure=structure))


def _alone(seed: str, model: ModelContent) -> Computed:
    content = library().questionnaires[model.structure.questionnaire]
    chance = random.Random(seed)  # noqa: S311 - test data
    valued = {name: own for name, own in content.structure.questions.items() if isinstance(own, ValueQuestion)}
    like = samples()[FIRMS[0]]
    firm = like.model_copy(
        update={
            "answers": {name: random_answer(own, chance) for name, own in valued.items()},
            "questionnaire": like.questionnaire.model_copy(update={"id": content.structure.id}),
        }
    )
    result = evaluate(content, [model], firm, date=DATE, tool_version="1.2.3", draws=10)
    nothing = roadmap(model=model.structure.id, floors={}, **dict.fromkeys(_PARTS, ()))
    page = make_page(
        result=result,
        roadmap=nothing,
        library=replace(library(), models={**library().models, model.structure.id: model}),
        words=read_report_text([TEMPLATE], "fr"),
    )
    own = Report(page=page, result=result, roadmap=nothing, template=Template(folders=(TEMPLATE,)))
    return Computed(report=own, data=RENDERERS["xlsx"]().render(own), expected=result.models[0])


def same(cell: object, value: float | str | None) -> bool:
    """Tell whether a cell holds a value: numbers to 1e-9, and nothing or an empty text where there is none."""
    if isinstance(value, int | float):
        return isinstance(cell, int | float) and abs(cell - value) <= 1e-9
    return (cell or "") == (value or "")


def differences(found: Computed) -> list[str]:
    """Return where the sheet of the calculation says something else than the engine."""
    places, expected = places_of(found.report), found.expected
    sheet = found.book[places.nodes]
    titles = [level.title for level in found.report.page.calculation.levels]
    ids = [level.id for level in found.report.page.calculation.levels]
    wrong: list[str] = []
    for name, node in expected.nodes.items():
        row = places.node_rows[name] + 1
        wanted: dict[NodeColumn, float | str | None] = {
            NodeColumn.SCORE: node.score,
            NodeColumn.LOW: node.low,
            NodeColumn.HIGH: node.high,
            NodeColumn.COVERAGE: node.coverage,
            NodeColumn.SHARE: node.weight,
        }
        if node.level_id is not None:
            wanted[NodeColumn.LEVEL] = titles[ids.index(node.level_id)]
        if not is_simple(found):
            del wanted[NodeColumn.LOW], wanted[NodeColumn.HIGH]
        for column, value in wanted.items():
            shown = sheet.cell(row, column + 1).value
            if not same(shown, value):
                wrong.append(f"{name} {column.name}: {shown!r} is not {value!r}")
    return wrong


def is_simple(found: Computed) -> bool:
    """Say whether the interval of a workbook is the engine's: formulas go through no cases of hidden questions."""
    calculation = found.report.page.calculation
    scored = {node.question for node in calculation.nodes}
    hidden = any(question.when is not None and question.id in scored for question in calculation.questions)
    return not hidden and not any(node.aggregate == "ladder" for node in calculation.nodes)


def names() -> list[str]:
    """Return the names of the workbooks of the samples."""
    return [f"{firm}-{language}-{kind}" for firm, language in LIVE for kind in ("made", "changed")]


@pytest.mark.parametrize("name", names())
def test_sheet_computes_what_the_engine_computes(name: str, computed: Mapping[str, Computed]) -> None:
    """Scores, bounds, coverage, shares and levels of every node, and the overall level with its requirements."""
    found = computed[name]
    assert differences(found) == []
    page, overall = found.report.page, found.expected.overall
    sheet = found.book[sheet_title(page.labels["sheet.summary"])]
    heads = [row[0].value for row in sheet.iter_rows()]
    below = heads.index(page.labels["score.overall"]) + 2
    assert same(sheet.cell(below, 1).value, overall.score)
    level = next(own for own in page.calculation.levels if own.id == overall.level_id)
    assert sheet.cell(below, 2).value == f"{level.number} {level.title}"
    shown = [sheet.cell(row, 2).value for row in range(below + 1, below + 4)]
    assert all(same(*pair) for pair in zip(shown, (overall.low, overall.high, overall.coverage), strict=True))


def test_changes_change_the_overall_score(computed: Mapping[str, Computed]) -> None:
    """The changed firms score something else than they did, and some question is hidden or shown by a change."""
    for firm in FIRMS:
        made, other = (computed[f"{firm}-fr-{kind}"].expected for kind in ("made", "changed"))
        assert made.overall.score is not None
        assert other.overall.score is not None
        assert abs(made.overall.score - other.overall.score) > 0.01
        assert {name for name, node in made.nodes.items() if node.state != other.nodes[name].state}


def test_summary_and_dimensions_follow_the_calculation(computed: Mapping[str, Computed]) -> None:
    """After a change the tables that people and charts read show the new scores of the dimensions."""
    found = computed[f"{FIRMS[1]}-fr-changed"]
    scores = [found.expected.nodes[row.id].score for row in found.report.page.dimensions]
    for name, column, first in (("Synthèse", 2, found.report.page.dimensions[0].title), ("Dimensions", 3, None)):
        sheet = found.book[name]
        start = 2 if first is None else next(row[0].row for row in sheet.iter_rows() if row[0].value == first)
        shown = [sheet.cell(start + place, column).value for place in range(len(scores))]
        assert all(same(*pair) for pair in zip(shown, scores, strict=True))


def test_every_model_is_computed_whatever_its_aggregates(computed: Mapping[str, Computed]) -> None:
    """Means, minima, sums, counts, ladders, maps, thresholds, deep trees: each model of ours and of the tests."""
    others = {name: own for name, own in computed.items() if name.startswith("model-")}
    assert {name: wrong for name, own in others.items() if (wrong := differences(own))} == {}
    used = {node.aggregate for own in others.values() for node in own.report.page.calculation.nodes}
    assert used == {"weighted-mean", "geometric-mean", "minimum", "sum", "count", "ladder"}


def test_stored_values_are_those_that_are_computed(computed: Mapping[str, Computed]) -> None:
    """What Protected View and previews show is right: each formula's stored value equals the recalculated one."""
    for name, found in computed.items():
        if name.endswith("-changed") or not is_simple(found):
            continue
        stored, written = opened(found.data), load_workbook(io.BytesIO(found.data))
        cells = [
            (sheet.title, cell.coordinate)
            for sheet in written.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        ]
        wrong = [
            (sheet, cell, stored[sheet][cell].value, found.book[sheet][cell].value)
            for sheet, cell in cells
            if not same(found.book[sheet][cell].value, stored[sheet][cell].value)
        ]
        assert wrong == [], name
        assert len(cells) > 30


def test_positive_control_a_wrong_stored_value_is_seen(computed: Mapping[str, Computed]) -> None:
    """The changed workbook still stores the old scores: without a recalculation the tests above would fail."""
    found = computed[f"{FIRMS[0]}-fr-changed"]
    old = computed[f"{FIRMS[0]}-fr-made"]
    stale = Computed(report=old.report, data=old.data, expected=found.expected, book=opened(old.data))
    assert len(differences(stale)) > CHANGES


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_each_drop_down_holds_the_options_of_its_own_question(language: str) -> None:
    """Every list, followed by its name to its cells, holds the question's options in order, and what it may lack."""
    found = worded(*planned(FIRMS[0]), language)
    book, places = opened(RENDERERS["xlsx"]().render(found)), places_of(found)
    sheet, structure = book[places.answers], library().questionnaires[QUESTIONNAIRE]
    lists = {
        str(check.sqref).split(":")[0]: check.formula1
        for check in sheet.data_validations.dataValidation
        if check.type == "list"
    }
    for question in found.page.calculation.questions:
        if not isinstance(question.part, Picked):
            continue
        cell = sheet.cell(places.answer_rows[question.id] + 1, AnswerColumn.ANSWER + 1).coordinate
        where, cells = book.defined_names[lists[cell]].attr_text.split("!")
        shown = [row[0].value for row in book[where.strip("'")][cells.replace("$", "")]]
        words = structure.texts[language].questions[question.id].options
        own = list(words.values()) if isinstance(words, Mapping) else list(words or shown[:3])
        lacking = [found.page.labels["answer.unknown"], found.page.labels["answer.not-applicable"]]
        asked = structure.structure.questions[question.id]
        may = 2 if isinstance(asked, ValueQuestion) and asked.not_applicable else 1
        assert [bare(text) for text in shown] == [bare(text) for text in (*own, *lacking[:may])]


def bare(text: str) -> str:
    """Return a text without its spaces and curved apostrophes, which French typography sets."""
    return "".join(text.replace("\u2019", "'").split())


def test_answers_are_open_and_coloured_and_the_rest_is_locked() -> None:
    """The cells of answers can be edited, one for each item and number too; all others are protected."""
    found = report("en")
    sheet, places = opened(RENDERERS["xlsx"]().render(found))["Answers"], places_of(found)
    assert sheet.protection.sheet
    assert not sheet.protection.password
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    wanted = set()
    for question in found.page.calculation.questions:
        row = places.answer_rows[question.id] + 1
        match question.part:
            case Ticked(items=items):
                wanted |= {f"E{row}", *(f"D{row + 1 + place}" for place in range(len(items)))}
            case Picked():
                wanted.add(f"D{row}")
            case _:
                wanted |= {f"D{row}", f"E{row}"}
    assert unlocked == wanted
    assert {sheet[cell].fill.fgColor.rgb for cell in unlocked} == {"FFFFF4E0"}
    number = next(check for check in sheet.data_validations.dataValidation if check.type == "decimal")
    assert (float(number.formula1), float(number.formula2)) == (0, 100)


def test_formulas_are_ours_and_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each formula in the file was written as one, and uses functions that every spreadsheet knows."""
    written = []
    original = xlsxwriter.worksheet.Worksheet.write_formula

    def counting(self: object, *arguments: object) -> object:
        written.append(arguments)
        return original(self, *arguments)

    monkeypatch.setattr(xlsxwriter.worksheet.Worksheet, "write_formula", counting)
    found = formulas(RENDERERS["xlsx"]().render(report("en")))
    assert len(found) == len(written) > 100
    assert {name for formula in found for name in _FUNCTION.findall(formula)} <= _ALLOWED
