"""A saved map: which header holds which question, and which wording means which option, settled by a person."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from jazari_assess.batch.matching.recoding import Recoding, scale_ends
from jazari_assess.batch.matching.spelling import normal
from jazari_assess.batch.matching.vocabulary import Target
from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.library import QuestionnaireContent
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    LevelQuestion,
    ProfileQuestion,
    Question,
    YesPartlyNoQuestion,
    options_of,
)
from jazari_assess.model.spreadsheet import LONGEST_CELL
from jazari_assess.model.strict import Id, Strict, Version
from jazari_assess.reading.yaml_json.bounded_file import read_bounded
from jazari_assess.reading.yaml_json.characters import FOUND_LENGTH
from jazari_assess.reading.yaml_json.document import Document, nearest
from jazari_assess.reading.yaml_json.validation import validated
from jazari_assess.reading.yaml_json.yaml_file import parse_yaml

_LARGEST = 5 * 2**20
"""Bytes: as a whole assessment; a map of a hundred columns with sixty wordings each has about half a megabyte."""
AliasKind = Literal["level", "yes-partly-no", "region", "sector", "size"]
"""Kinds of questions that share their answers; the size is that of the staff, whose wordings mean a number."""
Editions = Callable[[QuestionnaireContent], Sequence[QuestionnaireContent]]
"""The earlier editions of a questionnaire."""
Cell = Annotated[str, Field(max_length=LONGEST_CELL)]


class Coding(Strict):
    """How numbers are coded.

    ``scale`` as ``1..5`` (``0..4`` says that they stand as they are), ``invert`` for one that runs the other way, a
    factor, what is to be taken away, and the codes of a missing answer.
    """

    scale: Annotated[str, Field(pattern=r"^-?\d{1,3}\.\.-?\d{1,3}$")] | None = None
    invert: bool = False
    times: float | None = None
    minus: float | None = None
    missing: tuple[float | int, ...] = ()

    @property
    def says_scale(self) -> bool:
        """Whether a person has said how the numbers are coded."""
        return self.scale is not None or self.invert or self.times is not None or self.minus is not None


def alias_kind(question: Question) -> AliasKind | None:
    """Return the kind whose wordings serve a question, None where it shares its answers with no other."""
    match question:
        case LevelQuestion():
            return "level"
        case YesPartlyNoQuestion():
            return "yes-partly-no"
        case ProfileQuestion(field="region"):
            return "region"
        case ProfileQuestion(field="sector"):
            return "sector"
        case ProfileQuestion(field="staff"):
            return "size"
        case _:
            return None


class MappedColumn(Coding):
    """What a column holds. ``uncertain`` is a suggestion nobody has confirmed yet: it is never used.

    ``look`` says what was seen in its values and which coding that suggests; it does nothing.
    """

    header: Cell
    question: Id | None = None
    item: Id | None = None
    use: Literal["question", "identifier", "stage", "date", "ignore"] = "question"
    uncertain: Id | None = None
    look: Cell | None = None


class MappedAnswer(Strict):
    """Which option a wording means, for the staff how many people: of one question, or of every question of a kind."""

    question: Id | None = None
    kind: AliasKind | None = None
    text: Cell
    option: Id | int | None = None
    uncertain: Id | int | None = None


class BatchMap(Strict):
    """The file that ``batch match`` writes and ``batch run --map`` takes.

    ``edition`` is the one whose words the table is in, found out where it is not said. ``levels`` says how the numbers
    of every column of levels are coded that says nothing itself; ``repeats`` which row of a firm counts where there are
    several of one stage.
    """

    schema_: Literal["jazari-assess/batch-map/1"] = "jazari-assess/batch-map/1"
    questionnaire: Id
    edition: Version | None = None
    sheet: str | None = None
    repeats: Literal["first", "newest"] = "first"
    levels: Coding | None = None
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
        if column.use != "question":
            return Target(question="", item="" if column.use == "identifier" else column.use)
        return None if column.question is None else Target(question=column.question, item=column.item or "")

    def says_scale(self, header: str) -> bool:
        """Say whether the map settles how the numbers of the levels under a header are coded."""
        coding = self._coding(header, is_level=True)
        return coding is not None and coding.says_scale

    def recoding(self, header: str, top: float, *, is_level: bool) -> Recoding | None:
        """Return how the numbers under a header are coded, None where they stand as they are; ``top`` is the last."""
        coding = self._coding(header, is_level=is_level)
        if coding is None:
            return None
        lowest = 0 if coding.scale is None else scale_ends(coding.scale)[0]
        return Recoding(
            missing=tuple(map(float, coding.missing)),
            times=1.0 if coding.times is None else coding.times,
            minus=(coding.minus or 0.0) + lowest,
            top=top if coding.invert else None,
        )

    def _coding(self, header: str, *, is_level: bool) -> Coding | None:
        column = self._by_header.get(normal(header))
        if column is not None and (column.says_scale or column.missing):
            return column
        return self.levels if is_level else None

    def ignores(self, header: str) -> bool:
        """Say whether the map sets a header aside."""
        column = self._by_header.get(normal(header))
        return column is not None and column.use == "ignore"

    def answers_of(self, name: str, question: Question) -> Mapping[str, str | int]:
        """Return the wordings that the map adds to a question's own; those of the question before those of its kind."""
        kind = alias_kind(question)
        meant = [one for one in self.answers if one.option is not None and _takes(question, one.option)]
        of_kind = {one.text: one.option for one in meant if one.question is None and one.kind == kind}
        own = {one.text: one.option for one in meant if one.question == name}
        return {text: option for text, option in {**of_kind, **own}.items() if option is not None}


def _takes(question: Question, option: str | int) -> bool:
    return option in options_of(question) or (alias_kind(question) == "size" and isinstance(option, int))


def read_map(path: Path, questionnaires: Mapping[str, QuestionnaireContent], editions: Editions) -> BatchMap:
    """Read a map and check it against its questionnaire, or the edition of it that it names.

    Raises ``ProblemsError`` with every problem by its line.
    """
    document = parse_yaml(read_bounded(path, _LARGEST), str(path))
    found, problems = validated(BatchMap, document)
    if found is None:
        raise ProblemsError(problems)
    content = questionnaires.get(found.questionnaire)
    if content is None:
        values = {"found": found.questionnaire, "expected": ", ".join(questionnaires)}
        raise ProblemsError([document.problem("batch-other-questionnaire", ("questionnaire",), **values)])
    every = {one.structure.version: one for one in (content, *(editions(content) if found.edition else ()))}
    if found.edition is not None and found.edition not in every:
        values = {"found": found.edition, "known": ", ".join(every)}
        raise ProblemsError([document.problem("edition-unknown", ("edition",), **values)])
    content = every.get(found.edition or "", content)
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
        problems += _scale_problems(column, known, document, path)
    return problems


def _scale_problems(
    column: MappedColumn, known: Mapping[str, Question], document: Document, path: tuple[str | int, ...]
) -> list[Problem]:
    """A scale has as many steps as its question, and only levels have one."""
    question = known.get(column.question or "")
    if column.scale is None and not column.invert:
        return []
    if not isinstance(question, LevelQuestion):
        return [document.problem("batch-map-scale", path, found=column.header[:FOUND_LENGTH], steps="0")]
    low, high = (0, question.options - 1) if column.scale is None else scale_ends(column.scale)
    if high - low == question.options - 1:
        return []
    return [document.problem("batch-map-scale", path, found=column.header[:FOUND_LENGTH], steps=str(question.options))]


def _answer_problems(found: BatchMap, content: QuestionnaireContent, document: Document) -> list[Problem]:
    known = content.structure.questions
    problems = []
    for index, answer in enumerate(found.answers):
        path = ("answers", index)
        if answer.question is None:
            kin = [one for one in known.values() if alias_kind(one) == answer.kind]
            if answer.kind is None or not (answer.option is None or any(_takes(one, answer.option) for one in kin)):
                values = {"found": str(answer.option), "question": answer.kind or "-"}
                problems.append(document.problem("batch-map-option", (*path, "text"), **values))
        elif answer.question not in known:
            near = nearest(answer.question, known)
            problems.append(
                document.problem("batch-map-question", (*path, "question"), found=answer.question, near=near)
            )
        elif answer.option is not None and not _takes(known[answer.question], answer.option):
            values = {"found": str(answer.option), "question": answer.question}
            problems.append(document.problem("batch-map-option", (*path, "option"), **values))
    return problems


def map_text(saved: BatchMap, remarks: Sequence[str]) -> str:
    """Return the file's text: ``remarks`` as comments above, one line a column and a wording."""
    lines = [*(f"# {line}" for line in remarks), f"schema: {saved.schema_}", f"questionnaire: {saved.questionnaire}"]
    if saved.edition is not None:
        lines.append(f"edition: {_quoted(saved.edition)}")
    if saved.sheet is not None:
        lines.append(f"sheet: {_quoted(saved.sheet)}")
    if saved.repeats != "first":
        lines.append(f"repeats: {saved.repeats}")
    if saved.levels is not None:
        lines.append(f"levels: {_line(saved.levels.model_dump(by_alias=True, exclude_defaults=True)).strip(' -')}")
    lines.append("columns:" if saved.columns else "columns: []")
    lines += [_line(column.model_dump(by_alias=True, exclude_defaults=True)) for column in saved.columns]
    lines.append("answers:" if saved.answers else "answers: []")
    lines += [_line(answer.model_dump(by_alias=True, exclude_defaults=True)) for answer in saved.answers]
    return "\n".join(lines) + "\n"


def _line(entry: Mapping[str, object]) -> str:
    return "  - {" + ", ".join(f"{key}: {_quoted(value)}" for key, value in entry.items()) + "}"


def _quoted(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
