"""The part of a page from which a workbook computes: questions with the value of each answer, tree, weights, levels."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import assert_never

from numpy import interp

from jazari_assess.model.assessment import Answer, Given, NotApplicable, Unknown
from jazari_assess.model.conditions import questions_in
from jazari_assess.model.maturity import TOLERANCE, Group, Indicator, Levels
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    QuestionText,
    TextQuestion,
    YesPartlyNoQuestion,
)
from jazari_assess.model.result import TOP_SCORE, NodeResult
from jazari_assess.render.excel.live.calculation import (
    CalculatedLevel,
    CalculatedNode,
    CalculatedQuestion,
    Calculation,
    Item,
    Known,
    Measured,
    Option,
    Part,
    Picked,
    Point,
    Ticked,
    Typed,
)
from jazari_assess.render.page.answers import Steps, next_words
from jazari_assess.render.page.sources import ModelSource, Sources
from jazari_assess.render.page.wording import Wording
from jazari_assess.render.plain_text import plain

LONGEST_OPTION = 250
"""Spreadsheets compare and offer no longer texts everywhere."""


def calculation(sources: Sources) -> Calculation:
    """Return the main model as a workbook computes it."""
    model = sources.main
    structure = model.content.structure
    words = model.content.texts[model.wording.language].levels
    overall = model.scores.overall
    positions = [step.id for step in structure.levels.steps]
    return Calculation(
        profile=sources.result.assessment.profile,
        questions=tuple(calculated_question(name, home, sources) for name, home in _homes(sources).items()),
        nodes=tuple(_nodes(model, sources.result.provenance.models[0].weights)),
        levels=tuple(
            CalculatedLevel(
                id=step.id,
                title=model.wording.set(words[step.id].title),
                number=structure.levels.number(position),
                start=step.from_,
                require=step.require,
            )
            for position, step in enumerate(structure.levels.steps)
        ),
        lower_inclusive=structure.levels.boundary == "lower-inclusive",
        overall=structure.overall,
        level=None if overall.level_id is None else positions.index(overall.level_id),
        missing=model.scores.missing_counts_as,
        not_applicable=model.scores.not_applicable_counts_as,
    )


def _homes(sources: Sources) -> Mapping[str, str]:
    """Return the questions of the calculation with the dimension each stands under, in the order they are shown.

    These are what the model takes, then other questions that were answered, then what their conditions look at.
    """
    model, structure = sources.main, sources.questionnaire.structure
    found = {question: node for node in model.indicators() if (question := model.question_of(node)) is not None}
    homes = {question: model.title(model.dimension_of(node)) for question, node in found.items()}
    answered = [name for name in structure.order if name in sources.result.assessment.answers]
    homes.update({name: "" for name in answered if name not in homes and structure.questions[name].kind != "profile"})
    waiting = list(homes)
    while waiting:
        condition = structure.questions[waiting.pop()].when
        more = [name for name in (questions_in(condition) if condition else ()) if name not in homes]
        homes.update(dict.fromkeys(more, ""))
        waiting += more
    return homes


def calculated_question(name: str, home: str, sources: Sources) -> CalculatedQuestion:
    """Return a question with its answer, under the title of the dimension it stands in."""
    model, wording = sources.main, sources.wording
    question, words = sources.questionnaire.structure.questions[name], model.question_words(name)
    answer = sources.result.assessment.answers.get(name)
    shown = answer if isinstance(answer, Given) else None
    not_applicable = isinstance(answer, NotApplicable) or getattr(question, "not_applicable", False)
    return CalculatedQuestion(
        id=name,
        dimension=home,
        short=wording.set(words.short),
        title=wording.set(words.title),
        evidence="" if answer is None or answer.evidence is None else wording.say(f"evidence.{answer.evidence}"),
        note="" if answer is None or answer.note is None else plain(answer.note),
        part=_part(name, words, shown, sources, not_applicable=not_applicable),
        lacking=_lacking(answer),
        not_applicable=not_applicable,
        when=question.when,
    )


def _lacking(answer: Answer | None) -> int | None:
    match answer:
        case Unknown():
            return 1
        case NotApplicable():
            return 2
        case _:
            return None


def _part(name: str, words: QuestionText, answer: Given | None, sources: Sources, *, not_applicable: bool) -> Part:
    wording, question = sources.wording, sources.questionnaire.structure.questions[name]
    match question:
        case LevelQuestion() | ChoiceQuestion() | YesPartlyNoQuestion():
            steps = sources.steps(name)
            return _picked(question, words, answer, wording, steps=steps, not_applicable=not_applicable)
        case ChecklistQuestion():
            return _ticked(question, words, answer, wording)
        case NumberQuestion():
            return _measured(question, words, answer, wording)
        case TextQuestion():
            return Typed(text="" if answer is None else plain(str(answer.answer)))
        case ProfileQuestion():
            return Known(value=getattr(sources.result.assessment.profile, question.field.replace("-", "_")))
        case _:
            assert_never(question)


def _picked(
    question: LevelQuestion | ChoiceQuestion | YesPartlyNoQuestion,
    words: QuestionText,
    answer: Given | None,
    wording: Wording,
    *,
    steps: Steps,
    not_applicable: bool,
) -> Picked:
    values = _values(question)
    told = _option_words(question, words, wording)
    states = [wording.say("answer.unknown")]
    if not_applicable:
        states.append(wording.say("answer.not-applicable"))
    distinct = _distinct([*told, *states])
    options = [
        Option(
            id=str(option),
            words=distinct[place],
            value=value,
            next_step="\n".join(next_words(question, words, Given(answer=option), wording, steps)),
        )
        for place, (option, value) in enumerate(values)
    ]
    chosen = None if answer is None else [option for option, _ in values].index(answer.answer)  # type: ignore[arg-type]
    return Picked(options=tuple(options), states=tuple(distinct[len(options) :]), chosen=chosen)


def _values(question: LevelQuestion | ChoiceQuestion | YesPartlyNoQuestion) -> Sequence[tuple[int | str, float]]:
    match question:
        case LevelQuestion():
            last = question.options - 1
            return list(enumerate(question.values or [number / last for number in range(question.options)]))
        case ChoiceQuestion():
            return list(question.options.items())
        case YesPartlyNoQuestion():
            return [(option, number / 2) for number, option in enumerate(YES_PARTLY_NO)]
        case _:
            assert_never(question)


def _option_words(
    question: LevelQuestion | ChoiceQuestion | YesPartlyNoQuestion, words: QuestionText, wording: Wording
) -> Sequence[str]:
    match words.options:
        case None:
            return [wording.say(f"answer.{option}") for option in YES_PARTLY_NO]
        case Mapping() as options:
            return [wording.set(options[str(option)]) for option, _ in _values(question)]
        case options:
            return [wording.set(text) for text in options]


def _distinct(texts: Sequence[str]) -> Sequence[str]:
    """Return the texts cut to what a list takes, each unlike the others however they are written."""
    found: list[str] = []
    for text in texts:
        short = text if len(text) <= LONGEST_OPTION else f"{text[: LONGEST_OPTION - 1].rstrip()}…"
        taken = {other.casefold() for other in found}
        numbered = (f"{short} ({number})" for number in range(2, len(texts) + 2))
        found.append(next(own for own in (short, *numbered) if own.casefold() not in taken))
    return found


def _ticked(question: ChecklistQuestion, words: QuestionText, answer: Given | None, wording: Wording) -> Ticked:
    told = words.options if isinstance(words.options, Mapping) else {}
    chosen = answer.answer if answer is not None and isinstance(answer.answer, tuple) else ()
    return Ticked(
        items=tuple(
            Item(
                id=option,
                words=wording.set(told[option]),
                points=points,
                none=option == question.none,
                ticked=option in chosen,
            )
            for option, points in question.options.items()
        )
    )


def _measured(question: NumberQuestion, words: QuestionText, answer: Given | None, wording: Wording) -> Measured:
    worths = [worth for _, worth in question.map_]
    rising = all(low <= high for low, high in pairwise(worths))
    falling = all(low >= high for low, high in pairwise(worths))
    return Measured(
        minimum=question.minimum,
        maximum=question.maximum,
        integer=question.integer,
        unit=wording.set(words.unit or ""),
        points=tuple(
            Point(number=number, value=worth, reach=_reach(question, place, words, wording, falling=falling))
            for place, (number, worth) in enumerate(question.map_)
        ),
        rising=True if rising else False if falling else None,
        number=answer.answer if answer is not None and isinstance(answer.answer, int | float) else None,
    )


def _reach(question: NumberQuestion, place: int, words: QuestionText, wording: Wording, *, falling: bool) -> str:
    """Return the words for reaching a point: what the next step is for one who stands at its worse neighbour."""
    worse = place + 1 if falling else place - 1
    if not 0 <= worse < len(question.map_):
        return ""
    return "\n".join(next_words(question, words, Given(answer=question.map_[worse][0]), wording, Steps()))


def _nodes(model: ModelSource, weights: Mapping[str, Mapping[str, float]]) -> Iterator[CalculatedNode]:
    waiting: list[tuple[str, str | None]] = [(model.root, None)]
    for name, parent in waiting:
        node = model.content.structure.nodes.get(name)
        yield _node(name, parent, model, weights)
        if isinstance(node, Group):
            waiting += [(child, name) for child in node.children]


def _node(
    name: str, parent: str | None, model: ModelSource, weights: Mapping[str, Mapping[str, float]]
) -> CalculatedNode:
    structure = model.content.structure
    node, over = structure.nodes.get(name), structure.nodes.get(parent or "")
    group = node if isinstance(node, Group) else None
    found = _root_result(model) if parent is None else model.node(name)
    lowest = group.minimum_coverage if group else None
    ends = _ends(model.question_of(name), node, model)
    return CalculatedNode(
        id=name,
        title=model.title(name),
        parent=parent,
        children=() if group is None else group.children,
        aggregate="weighted-mean" if group is None else group.aggregate,
        question=model.question_of(name),
        points=node.map_ if isinstance(node, Indicator) else None,
        reaches=node.reaches if isinstance(node, Indicator) else None,
        weight=1.0 if parent is None else weights[parent][name],
        bound=over.bounds.get(name, TOP_SCORE) if isinstance(over, Group) else TOP_SCORE,
        minimum_coverage=structure.minimum_coverage if lowest is None else lowest,
        state=found.state,
        score=found.score,
        low=found.low,
        high=found.high,
        coverage=found.coverage or 0.0,
        share=found.weight,
        level=None if found.score is None else _level_by_score(structure.levels, found.score),
        worst=min(ends),
        best=max(ends),
    )


def _ends(name: str | None, node: object, model: ModelSource) -> Sequence[float]:
    """Return scores among which are the least and the greatest that an indicator's question can bring."""
    question = None if name is None else model.questionnaire.structure.questions.get(name)
    values: Sequence[float] = (0.0, 1.0)
    if isinstance(question, LevelQuestion | ChoiceQuestion | YesPartlyNoQuestion):
        values = [value for _, value in _values(question)]
    elif isinstance(question, NumberQuestion):
        values = [value for _, value in question.map_]
    if not isinstance(node, Indicator):
        return [100 * value for value in values]
    if node.reaches is not None:
        return [TOP_SCORE if value >= node.reaches - TOLERANCE else 0.0 for value in values]
    points = node.map_ or ((0.0, 0.0), (1.0, 1.0))
    known, seen = zip(*points, strict=True)
    between = [x for x in known if min(values) <= x <= max(values)]
    return [100 * float(interp(value, known, seen)) for value in (*values, *between)]


def _level_by_score(levels: Levels, score: float) -> int:
    """Return the position of the level by bounds alone; the overall level may be lower, by its requirements."""
    if levels.boundary == "lower-inclusive":
        return sum(score >= step.from_ - TOLERANCE for step in levels.steps[1:])
    return sum(score > step.from_ + TOLERANCE for step in levels.steps[1:])


def _root_result(model: ModelSource) -> NodeResult:
    found = model.scores.overall
    return NodeResult(
        score=found.score,
        low=found.low,
        high=found.high,
        level=found.level,
        level_id=found.level_id,
        coverage=found.coverage or 0.0,
        weight=1.0,
        state="scored" if found.score is not None else "not-applicable" if found.low is None else "not-scored",
        parent=None,
    )
