"""Results of batch runs as what a store takes in."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from jazari_assess.batch.outputs.stored import StoredAnswer, StoredRow, StoredRun
from jazari_assess.errors import Place, Problem, ProblemsError
from jazari_assess.model.assessment import STAGES, GivenValue
from jazari_assess.model.library import Library, ModelContent, QuestionnaireContent
from jazari_assess.model.questionnaire import ChecklistQuestion, LevelQuestion, NumberQuestion, Question
from jazari_assess.portfolio.keys import firm_key
from jazari_assess.portfolio.records import AnswerRecord, AssessmentRecord, ScoreRecord
from jazari_assess.portfolio.store.adding import Incoming

_OF_THE_ROW = ("file", "sheet", "row")
"""Columns that say where a row stood, which is nothing of the firm's."""


class BatchIngest:
    """Turns the rows of one run into what a store takes in."""

    def __init__(self, run: StoredRun, library: Library, *, consultant: str | None) -> None:
        """Take the run, the content, and who held the interviews.

        Raises ``ProblemsError`` where the run was made with content that is not here.
        """
        content, model = library.questionnaires.get(run.questionnaire[0]), library.models.get(run.model[0])
        if content is None or model is None:
            values = {"questionnaire": run.questionnaire[0], "model": run.model[0]}
            raise ProblemsError([Problem(code="batch-results-other", place=Place(file=str(run.folder)), values=values)])
        self._run, self._consultant = run, consultant
        self._content: QuestionnaireContent = content
        self._model: ModelContent = model
        steps = model.structure.levels.steps
        self._levels = {model.structure.levels.number(place): step.id for place, step in enumerate(steps)}

    def rows(self) -> Iterator[tuple[Incoming | None, Problem | None]]:
        """Yield each firm, or what keeps it out: a stage that is none of ours."""
        for row in self._run.rows():
            stage = row.columns["stage"]
            if stage is not None and stage not in STAGES:
                values = {"firm": row.columns["firm"], "found": stage, "known": ", ".join(STAGES)}
                place = Place(file=str(self._run.folder))
                yield None, Problem(code="batch-results-stage", place=place, values=values)
            else:
                yield self._incoming(row), None

    def _incoming(self, row: StoredRow) -> Incoming:
        told, run = row.columns, self._run
        record = AssessmentRecord(
            sha256=_hash(row, run),
            firm=firm_key(ice=told.get("ice"), name=told["firm"], region=told["region"]),
            file_id=told["id"],
            stage=told["stage"] or "T0",
            date=told["date"],
            questionnaire=run.questionnaire[0],
            questionnaire_version=run.questionnaire[1],
            model=run.model[0],
            model_version=run.model[1],
            variant=told.get("variant"),
            source="batch",
            sector=told["sector"],
            size=told["size"],
            region=told["region"],
            staff=told.get("staff"),
            overall=self._score(told, ""),
            scores=self._scores(told),
            answers=self._answers(row.answers),
            flags=_listed(told["flags"]),
            checks=_listed(told["checks"]),
        )
        return Incoming(record=record, ice=told.get("ice"), name=told["firm"], consultant=self._consultant)

    def _scores(self, told: Mapping[str, Any]) -> Mapping[str, ScoreRecord]:
        nodes = (name for name in self._model.structure.nodes if f"{name}.coverage" in told)
        return {name: self._score(told, f"{name}.") for name in nodes}

    def _score(self, told: Mapping[str, Any], prefix: str) -> ScoreRecord:
        level = told[f"{prefix}level"]
        return ScoreRecord(
            score=told[f"{prefix}score"],
            low=told.get(f"{prefix}low"),
            high=told.get(f"{prefix}high"),
            level=level,
            level_id=told.get(f"{prefix}level-id", self._levels.get(level)),
            coverage=told[f"{prefix}coverage"],
        )

    def _answers(self, answers: Mapping[str, StoredAnswer]) -> Mapping[str, AnswerRecord]:
        questions = self._content.structure.questions
        every = {name: _answer(one, questions.get(name)) for name, one in answers.items()}
        return {name: one for name, one in every.items() if one is not None}


def _listed(joined: str | None) -> tuple[str, ...]:
    return tuple(joined.split(";")) if joined else ()


def _hash(row: StoredRow, run: StoredRun) -> str:
    """Return the hash of what a row says of a firm, wherever it stands in which file."""
    told = {name: value for name, value in row.columns.items() if name not in _OF_THE_ROW}
    answers = {name: [one.state, one.worth, one.answer] for name, one in sorted(row.answers.items())}
    whole = [run.questionnaire, run.model, told, answers]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def _answer(answer: StoredAnswer, question: Question | None) -> AnswerRecord | None:
    """Return an answer as records hold it, None for none; of a run that did not keep them only the worth is known."""
    if answer.answer == "unknown":
        return AnswerRecord(state="unknown")
    if answer.state == "not-applicable":
        return AnswerRecord(state="not-applicable")
    if answer.state == "open":
        return None
    value = None if answer.answer is None else _value(answer.answer, question)
    return AnswerRecord(state="given", value=value, worth=answer.worth)


def _value(text: str, question: Question | None) -> GivenValue:
    match question:
        case LevelQuestion():
            return int(text)
        case NumberQuestion():
            number = float(text)
            return int(number) if number.is_integer() else number
        case ChecklistQuestion():
            return tuple(text.split(";"))
        case _:
            return text
