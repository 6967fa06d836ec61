"""A saved map: which header holds which question, and which wording means which option, settled by a person."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from jazari_assess.batch.matching.spelling import normal
from jazari_assess.batch.matching.vocabulary import IDENTIFIER, Target, options_of
from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.library import QuestionnaireContent
from jazari_assess.model.questionnaire import ChecklistQuestion
from jazari_assess.model.strict import Id, Strict
from jazari_assess.reading.yaml_json.bounded_file import read_bounded
from jazari_assess.reading.yaml_json.document import Document, nearest
from jazari_assess.reading.yaml_json.validation import validated
from jazari_assess.reading.yaml_json.yaml_file import parse_yaml

_LARGEST = 5 * 2**20
Cell = Annotated[str, Field(max_length=32_767)]


class MappedColumn(Strict):
    """What a column holds. ``uncertain`` is a suggestion nobody has confirmed yet: it is never used."""

    header: Cell
    question: Id | None = None
    item: Id | None = None
    use: Literal["question", "identifier", "ignore"] = "question"
    uncertain: Id | None = None


class MappedAnswer(Strict):
    """Which option of a question a wording means."""

    question: Id
    text: Cell
    option: Id | int | None = None
    uncertain: Id | int | None = None


class BatchMap(Strict):
    """The file that ``batch match`` writes and ``batch run --map`` takes."""

    schema_: Literal["jazari-assess/batch-map/1"] = "jazari-assess/batch-map/1"
    questionnaire: Id
    sheet: str | None = None
    columns: tuple[MappedColumn, ...] = ()
    answers: tuple[MappedAnswer, ...] = ()

    @cached_property
    def _by_header(self) -> Mapping[str, MappedColumn]:
        return {normal(column.header): column for column in self.columns}

    def target(self, header: str) -> Target | None:
        """Return what the map says a header holds, None where it says nothing or is not certain."""
        column = self._by_header.get(normal(header))
        if column is None or column.use == "ignore":
            return None
        if column.use == "identifier":
            return IDENTIFIER
        return None if column.question is None else Target(question=column.question, item=column.item or "")

    def ignores(self, header: str) -> bool:
        """Say whether the map sets a header aside."""
        column = self._by_header.get(normal(header))
        return column is not None and column.use == "ignore"

    def answers_of(self, question: str) -> Mapping[str, str | int]:
        """Return the wordings that the map adds to a question's own."""
        return {
            answer.text: answer.option
            for answer in self.answers
            if answer.question == question and answer.option is not None
        }


def read_map(path: Path, questionnaires: Mapping[str, QuestionnaireContent]) -> BatchMap:
    """Read a map and check it against its questionnaire; raise ``ProblemsError`` with every problem by its line."""
    document = parse_yaml(read_bounded(path, _LARGEST), str(path))
    found, problems = validated(BatchMap, document)
    if found is None:
        raise ProblemsError(problems)
    content = questionnaires.get(found.questionnaire)
    if content is None:
        values = {"found": found.questionnaire, "expected": ", ".join(questionnaires)}
        raise ProblemsError([document.problem("batch-other-questionnaire", ("questionnaire",), **values)])
    wrong = [*_column_problems(found, content, document), *_answer_problems(found, content, document)]
    if wrong:
        raise ProblemsError(wrong)
    return found


def _column_problems(found: BatchMap, content: QuestionnaireContent, document: Document) -> list[Problem]:
    known = content.structure.questions
    problems = []
    for index, column in enumerate(found.columns):
        path = ("columns", index)
        if column.question is not None and column.question not in known:
            near = nearest(column.question, known)
            problems.append(
                document.problem("batch-map-question", (*path, "question"), found=column.question, near=near)
            )
        elif column.item is not None and column.question is not None:
            question = known[column.question]
            if not isinstance(question, ChecklistQuestion) or column.item not in question.options:
                problems.append(
                    document.problem("batch-map-item", (*path, "item"), found=column.item, question=column.question)
                )
    return problems


def _answer_problems(found: BatchMap, content: QuestionnaireContent, document: Document) -> list[Problem]:
    known = content.structure.questions
    problems = []
    for index, answer in enumerate(found.answers):
        path = ("answers", index)
        if answer.question not in known:
            near = nearest(answer.question, known)
            problems.append(
                document.problem("batch-map-question", (*path, "question"), found=answer.question, near=near)
            )
        elif answer.option is not None and answer.option not in options_of(known[answer.question]):
            values = {"found": str(answer.option), "question": answer.question}
            problems.append(document.problem("batch-map-option", (*path, "option"), **values))
    return problems


def map_text(saved: BatchMap, remarks: Sequence[str]) -> str:
    """Return the file's text: ``remarks`` as comments above, one line a column and a wording."""
    lines = [*(f"# {line}" for line in remarks), f"schema: {saved.schema_}", f"questionnaire: {saved.questionnaire}"]
    if saved.sheet is not None:
        lines.append(f"sheet: {_quoted(saved.sheet)}")
    lines.append("columns:" if saved.columns else "columns: []")
    lines += [_line(column.model_dump(by_alias=True, exclude_defaults=True)) for column in saved.columns]
    lines.append("answers:" if saved.answers else "answers: []")
    lines += [_line(answer.model_dump(by_alias=True, exclude_defaults=True)) for answer in saved.answers]
    return "\n".join(lines) + "\n"


def _line(entry: Mapping[str, object]) -> str:
    return "  - {" + ", ".join(f"{key}: {_quoted(value)}" for key, value in entry.items()) + "}"


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
