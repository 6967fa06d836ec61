"""A folder of assessment files, one a firm; whatever else holds an assessment joins by its suffix."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl

from jazari_assess.batch.interface import Sheet, Staged, shown_name
from jazari_assess.batch.scoring.block import ASSESSMENT_COLUMN, FILE_COLUMN
from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.assessment import Answer, Assessment, Given, NotApplicable, Unknown
from jazari_assess.model.questionnaire import ProfileQuestion, Questionnaire
from jazari_assess.reading.assessment.file import advised
from jazari_assess.reading.workbook.archive import refused

ReadFile = Callable[[Path], Assessment]
_WHO = ("id", "stage", "date")
"""Columns beside those of the questions, as any table may name them."""


class FolderSource:
    """Reads each file of a folder with the reader of its suffix; a file that is refused never stops the others."""

    def __init__(self, questionnaire: Questionnaire, readers: Mapping[str, ReadFile]) -> None:
        """Take the questionnaire that the firms answered, and how each kind of file is read."""
        self._questionnaire = questionnaire
        self._readers = readers
        self.suffixes: Sequence[str] = tuple(readers)

    def stage(self, path: Path, folder: Path) -> tuple[Staged | None, tuple[Problem, ...]]:
        """Stage the assessments that could be read, and return the problems of the others.

        Raises ``ProblemsError`` for a folder without such files.
        """
        files = sorted(one for one in path.iterdir() if one.suffix.lower() in self._readers and not one.is_symlink())
        if not files:
            raise refused(path, "batch-folder-empty", known=", ".join(self._readers))
        rows: list[dict[str, str | None]] = []
        problems: list[Problem] = []
        for file in files:
            try:
                rows.append(self._row(file))
            except ProblemsError as error:
                problems += [advised(problem, "batch-other-version", path) for problem in error.problems]
        if not rows:
            return None, tuple(problems)
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / "folder.arrow"
        columns = (*_WHO, *self._questionnaire.order)
        own = (FILE_COLUMN, ASSESSMENT_COLUMN)
        frame = pl.DataFrame(rows, schema=dict.fromkeys((*columns, *own), pl.String))
        frame.write_ipc(target, compression="uncompressed")
        sheet = Sheet(
            file=str(path),
            sheet=None,
            path=target,
            rows=frame.height,
            columns=columns,
            grid=False,
            own_columns=own,
        )
        return Staged(file=str(path), sheets=(sheet,)), tuple(problems)

    def _row(self, file: Path) -> dict[str, str | None]:
        assessment = self._readers[file.suffix.lower()](file)
        if assessment.questionnaire.id != self._questionnaire.id:
            found, expected = assessment.questionnaire.id, self._questionnaire.id
            raise refused(file, "batch-other-questionnaire", found=found, expected=expected)
        cells: dict[str, str | None] = {
            **dict(zip(_WHO, (assessment.id, assessment.stage, assessment.date), strict=True)),
            FILE_COLUMN: shown_name(file),
            ASSESSMENT_COLUMN: assessment.model_dump_json(by_alias=True, exclude_none=True),
        }
        for name in self._questionnaire.order:
            question = self._questionnaire.questions[name]
            if isinstance(question, ProfileQuestion):
                value = getattr(assessment.profile, question.field.replace("-", "_"))
                cells[name] = None if value is None else ";".join(value) if isinstance(value, tuple) else str(value)
            else:
                cells[name] = _cell(assessment.answers.get(name))
        return cells


def _cell(answer: Answer | None) -> str | None:
    match answer:
        case Given():
            return ";".join(answer.answer) if isinstance(answer.answer, tuple) else str(answer.answer)
        case Unknown():
            return "unknown"
        case NotApplicable():
            return "not-applicable"
        case _:
            return None
