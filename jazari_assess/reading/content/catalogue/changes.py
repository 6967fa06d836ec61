"""What an action changes: an answer of its indicator that the question has, from lower to higher."""

from collections.abc import Iterator, Mapping

from jazari_assess.errors import Problem
from jazari_assess.model.actions import Action, ChoiceChange, ItemChange
from jazari_assess.model.questionnaire import (
    YES_PARTLY_NO,
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    Question,
    YesPartlyNoQuestion,
)
from jazari_assess.reading.yaml_json.document import Document, KeyPath, nearest


def change_problems(
    action: Action, questions: Mapping[str, Question], document: Document, path: KeyPath
) -> Iterator[Problem]:
    """Yield what keeps an action from changing an answer; ``questions`` are those behind indicators."""
    forms = [key for key in ("step", "items", "choice") if getattr(action, key) is not None]
    if len(forms) > 1:
        yield document.key_problem("forms-together", (*path, forms[1]), found=", ".join(forms))
        return
    if action.indicator is None:
        if forms:
            yield document.key_problem("indicator-missing", (*path, forms[0]), found=forms[0])
        return
    question = questions.get(action.indicator)
    if question is None:
        near = nearest(action.indicator, questions)
        yield document.problem("indicator-unknown", (*path, "indicator"), found=action.indicator, near=near)
    elif forms:
        yield from _form_problems(action, question, document, (*path, forms[0]))


def _form_problems(action: Action, question: Question, document: Document, path: KeyPath) -> Iterator[Problem]:
    match question:
        case LevelQuestion() | YesPartlyNoQuestion() if action.step is not None:
            most = question.options - 1 if isinstance(question, LevelQuestion) else len(YES_PARTLY_NO) - 1
            yield from _step_problems(action.step, (0, most), document, path, whole=True)
        case NumberQuestion() if action.step is not None:
            bounds = (question.minimum, question.maximum)
            yield from _step_problems(action.step, bounds, document, path, whole=question.integer)
        case ChecklistQuestion() if action.items is not None:
            yield from _item_problems(action.items, question, document, path)
        case ChoiceQuestion() if action.choice is not None:
            yield from _choice_problems(action.choice, question, document, path)
        case _:
            yield document.key_problem("form-unfit", path, kind=question.kind, found=str(path[-1]))


def _step_problems(
    step: tuple[float, float], bounds: tuple[float, float], document: Document, path: KeyPath, *, whole: bool
) -> Iterator[Problem]:
    start, end = step
    if start >= end:
        yield document.problem("step-not-rising", (*path, 1), found=f"{end:g}", before=f"{start:g}")
    low, high = bounds
    for index, number in enumerate(step):
        if not low <= number <= high:
            values = {"found": f"{number:g}", "minimum": f"{low:g}", "bound": f"{high:g}"}
            yield document.problem("step-outside", (*path, index), **values)
        elif whole and not number.is_integer():
            yield document.problem("integer-expected", (*path, index), found=f"{number:g}")


def _item_problems(
    items: ItemChange, question: ChecklistQuestion, document: Document, path: KeyPath
) -> Iterator[Problem]:
    if not items.adds and not items.removes:
        yield document.key_problem("items-empty", path)
    named = {name for name in question.options if name != question.none}
    for key, wanted in (("adds", items.adds), ("removes", items.removes)):
        for index, name in enumerate(wanted):
            if name not in named:
                values = {"found": name, "near": nearest(name, named), "allowed": ", ".join(named)}
                yield document.problem("option-unknown", (*path, key, index), **values)
            elif (question.options[name] > 0) != (key == "adds"):
                points = f"{question.options[name]:g}"
                yield document.problem("item-without-gain", (*path, key, index), found=name, points=points)


def _choice_problems(
    choice: ChoiceChange, question: ChoiceQuestion, document: Document, path: KeyPath
) -> Iterator[Problem]:
    ends = [("to", choice.to), *((("from", index), name) for index, name in enumerate(choice.from_))]
    for key, name in ends:
        where = (*path, *(key if isinstance(key, tuple) else (key,)))
        if name not in question.options:
            values = {"found": name, "near": nearest(name, question.options), "allowed": ", ".join(question.options)}
            yield document.problem("option-unknown", where, **values)
        elif key != "to" and choice.to in question.options and question.options[name] >= question.options[choice.to]:
            yield document.problem("choice-not-rising", where, found=name, to=choice.to)
