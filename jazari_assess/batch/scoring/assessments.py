"""Rows as assessments, for what works on one firm at a time: its reports."""

import json
from collections.abc import Sequence

import numpy as np
import polars as pl

from jazari_assess.batch.matching.vocabulary import has_items
from jazari_assess.batch.scoring.columns import ReadBlock
from jazari_assess.batch.scoring.form_extras import FormExtras
from jazari_assess.engine.score.values import GIVEN, NOT_APPLICABLE, UNKNOWN, Column
from jazari_assess.model.library import QuestionnaireContent
from jazari_assess.model.questionnaire import (
    NumberQuestion,
    ProfileQuestion,
    Question,
    Questionnaire,
    TextQuestion,
    options_of,
)

_STATES = {UNKNOWN: "unknown", NOT_APPLICABLE: "not-applicable"}


def assessment_texts(
    content: QuestionnaireContent,
    read: ReadBlock,
    ids: pl.Series,
    names: pl.Series,
    wanted: np.ndarray,
    own: FormExtras,
) -> Sequence[str | None]:
    """Return each wanted row as JSON text of an assessment, ``own`` being what stands beside its answers."""
    structure = content.structure
    reference = {"id": structure.id, "version": structure.version, "sha256": content.sha256}
    texts = {name: series.to_list() for name, series in read.texts.items()}

    def one(row: int) -> str:
        profile: dict[str, object] = {"firm": names[row]}
        answers: dict[str, object] = {}
        for name, question in structure.questions.items():
            value = _value(question, read.columns[name], row, texts.get(name))
            if isinstance(question, ProfileQuestion):
                if value is not None and question.field != "firm" and not own.is_hidden(row, question.field):
                    profile[question.field] = value["answer"]
            elif (noted := own.noted(row, name, value)) is not None:
                answers[name] = noted
        return json.dumps(
            {
                "schema": "jazari-assess/assessment/1",
                "id": ids[row],
                "questionnaire": reference,
                **own.head(row),
                "profile": profile,
                "answers": answers,
            },
            ensure_ascii=False,
        )

    return [one(row) if wanted[row] else None for row in range(len(wanted))]


def answer_frame(structure: Questionnaire, read: ReadBlock) -> pl.DataFrame:
    """Return the answer to every question as ``a:<id>``, as our files write it, null where there is none."""
    texts = {name: series.to_list() for name, series in read.texts.items()}
    return pl.DataFrame(
        {
            f"a:{name}": pl.Series(
                [_told(_value(question, read.columns[name], row, texts.get(name))) for row in range(read.rows)],
                dtype=pl.String,
            )
            for name, question in structure.questions.items()
            if not isinstance(question, ProfileQuestion)
        }
    )


def _told(value: dict[str, object] | None) -> str | None:
    if value is None:
        return None
    answer = value.get("answer", value["state"])
    return ";".join(map(str, answer)) if isinstance(answer, list) else str(answer)


def _value(question: Question, column: Column, row: int, texts: Sequence[str] | None) -> dict[str, object] | None:
    state = int(column.states[row])
    if state in _STATES:
        return None if isinstance(question, ProfileQuestion) else {"state": _STATES[state]}
    if state != GIVEN:
        return None
    return {"state": "given", "answer": _answer(question, column, row, texts)}


def _answer(question: Question, column: Column, row: int, texts: Sequence[str] | None) -> object:
    if texts is not None:
        return texts[row]
    if has_items(question):
        return [option for option, chosen in zip(options_of(question), column.codes[row], strict=True) if chosen]
    code = float(column.codes[row])
    match question:
        case ProfileQuestion(field="staff"):
            return int(code)
        case NumberQuestion() | ProfileQuestion(field="turnover"):
            return int(code) if code.is_integer() else code
        case TextQuestion():
            return ""
        case _:
            return options_of(question)[int(code)]
