"""An XLSForm as a questionnaire: structure, words by language, and everything that could not be carried over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jazari_assess.errors import Problem, ProblemsError
from jazari_assess.model.conditions import All, Condition
from jazari_assess.model.questionnaire import (
    SAFE_SHORT,
    LevelQuestion,
    NumberQuestion,
    Questionnaire,
    QuestionnaireText,
    QuestionText,
    SectionText,
    TextQuestion,
    ValueQuestion,
)
from jazari_assess.model.strict import LONGEST_WORDS
from jazari_assess.reading.xlsform.questions import Builder, Carried, Ids
from jazari_assess.reading.xlsform.relevant import Known, NotSayableError, condition_of
from jazari_assess.reading.xlsform.sheets import Form, Row, read_form
from jazari_assess.reading.yaml_json.characters import shown
from jazari_assess.reading.yaml_json.yaml_file import yaml_text

TO_FILL = "…"
"""Stands where our words ask for something that an XLSForm does not have."""

_IGNORED = ("type", "name", "relevant", "constraint", "calculation", "choice_filter", "default", "label", "hint")
_PER_CELL = ("calculation", "choice_filter", "default")
_BEGIN, _END = ("begin group", "begin_group"), ("end group", "end_group", "end repeat", "end_repeat")
_REPEAT = ("begin repeat", "begin_repeat")


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came of a form; ``lost`` are the things that were not carried, each with its sheet and cell."""

    questionnaire: Questionnaire
    texts: Mapping[str, QuestionnaireText]
    lost: tuple[Problem, ...]


@dataclass(kw_only=True)
class _Section:
    """A section: its group, None outside all, and the questions in it; grows while rows of the form are read."""

    id: str
    group: Row | None
    questions: list[str]


class _Groups:
    """The groups that are open: their sections, and the conditions that hold for all inside them."""

    def __init__(self) -> None:
        self._ids = Ids()
        self.open: list[Row] = []
        self.sections: list[_Section] = []

    def section(self) -> _Section:
        """Return the section of the innermost open group, a new one after another group came between."""
        group = self.open[-1] if self.open else None
        if not self.sections or self.sections[-1].group is not group:
            name = (group.text("name") if group else "") or "general"
            self.sections.append(_Section(id=self._ids.new(name), group=group, questions=[]))
        return self.sections[-1]


def read_xlsform(path: Path, *, language: str, none_words: Mapping[str, str], in_order: bool, name: str) -> Imported:
    """Return an XLSForm as the questionnaire ``name``.

    ``language`` is that of columns that name none; ``none_words`` words the option added to a list that has no "none of
    these". ``in_order`` reads lists of choices as ordered levels and scores all questions; else they are only recorded.
    Raises ``ProblemsError`` as ``read_form`` does, and when nothing could be carried.
    """
    form = read_form(path, language)
    builder, groups = Builder(form, in_order=in_order), _Groups()
    carried: list[Carried] = []
    known: dict[str, Known] = {}
    conditions: dict[str, Condition] = {}
    for row in form.survey:
        found = _take(row, builder, groups)
        if found is not None:
            condition = _condition((*groups.open, row), known, builder.problems)
            if condition is not None:
                conditions[found.id] = condition
            carried.append(found)
            known[row.text("name")] = Known(id=found.id, question=found.question, options=found.options)
    if not carried:
        raise ProblemsError(builder.problems or [form.survey[0].problem("xlsform-empty", "type")])
    return _assembled(form, builder, groups, carried, conditions, none_words, name)


def _take(row: Row, builder: Builder, groups: _Groups) -> Carried | None:
    kind = " ".join(row.text("type").lower().split())
    if kind in _BEGIN + _REPEAT:
        if kind in _REPEAT:
            builder.problems.append(row.problem("xlsform-repeat", "type"))
        groups.open.append(row)
        return None
    if kind in _END:
        if groups.open:
            groups.open.pop()
        return None
    found = builder.question(row) if kind else None
    if found is not None:
        groups.section().questions.append(found.id)
        for column in _PER_CELL:
            if column in row.cells:
                values = {"column": column, "found": shown(row.text(column))}
                builder.problems.append(row.problem("xlsform-cell", column, **values))
    return found


def _condition(rows: Sequence[Row], known: Mapping[str, Known], problems: list[Problem]) -> Condition | None:
    """Return what must hold for a question and the groups around it; what cannot be said is noted and left out."""
    parts = []
    for row in rows:
        expression = row.text("relevant")
        if not expression:
            continue
        try:
            parts.append(condition_of(expression, known))
        except NotSayableError as error:
            problem = row.problem("xlsform-relevant", "relevant", found=shown(expression), part=shown(error.part))
            if problem not in problems:
                problems.append(problem)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else All(all_=tuple(parts))


def _assembled(
    form: Form,
    builder: Builder,
    groups: _Groups,
    carried: Sequence[Carried],
    conditions: Mapping[str, Condition],
    none_words: Mapping[str, str],
    name: str,
) -> Imported:
    questions = {one.id: one.question.model_copy(update={"when": conditions.get(one.id)}) for one in carried}
    file = carried[0].row.sheet.file.rsplit("/", 1)[-1]
    questionnaire = Questionnaire(
        schema_="jazari-assess/questionnaire/1",
        id=name,
        version="1.0.0",
        license=TO_FILL,
        source=f"XLSForm {shown(file)}",
        sections={section.id: tuple(section.questions) for section in groups.sections},
        questions=questions,
    )
    texts = {}
    for language in form.languages:
        texts[language] = _Words(form, language, none_words, builder.problems).all_of(groups.sections, carried, name)
    lost = [*builder.problems, *_column_problems(form)]
    ordered = sorted(lost, key=lambda problem: (problem.place.sheet or "", _row_number(problem)))
    return Imported(questionnaire=questionnaire, texts=texts, lost=tuple(ordered))


def _row_number(problem: Problem) -> int:
    return int("".join(letter for letter in problem.place.cell or "" if letter.isdigit()) or 0)


def _column_problems(form: Form) -> list[Problem]:
    """Return a problem for each column that says something, and that no question of ours has a place for."""
    found = []
    for column, place in form.columns.items():
        count = sum(column in row.cells for row in form.survey)
        if column not in _IGNORED and column != "parameters" and count:
            values = {"column": shown(column), "count": str(count)}
            found.append(Problem(code="xlsform-column", place=place, values=values))
    return found


class _Words:
    """The words of one language; a label that is missing is taken from the first language and noted."""

    def __init__(self, form: Form, language: str, none_words: Mapping[str, str], problems: list[Problem]) -> None:
        self._form, self._language, self._problems = form, language, problems
        self._none = none_words.get(language) or none_words["en"]

    def all_of(self, sections: Sequence[_Section], carried: Sequence[Carried], name: str) -> QuestionnaireText:
        title = self._form.settings.get("form_title") or self._form.settings.get("title") or name
        return QuestionnaireText(
            language=self._language,
            title=_cut(title),
            description=TO_FILL,
            sections={section.id: self._section(section) for section in sections},
            questions={one.id: self._question(one) for one in carried},
        )

    def _section(self, section: _Section) -> SectionText:
        title = section.id if section.group is None else self._label(section.group, section.id, quiet=True)
        return SectionText(title=title, introduction=TO_FILL)

    def _question(self, one: Carried) -> QuestionText:
        title = self._label(one.row, one.row.text("name"))
        hint = one.row.words["hint"].get(self._language)
        scored = isinstance(one.question, ValueQuestion) and not one.question.fact
        return QuestionText(
            short=title[:SAFE_SHORT],
            title=title,
            help=TO_FILL if hint is None else _cut(hint[1]),
            look_for=TO_FILL if scored else None,
            why=None if isinstance(one.question, TextQuestion) else TO_FILL,
            evidence=TO_FILL if scored else None,
            options=self._options(one),
            unit=TO_FILL if isinstance(one.question, NumberQuestion) else None,
        )

    def _options(self, one: Carried) -> tuple[str, ...] | Mapping[str, str] | None:
        if not one.rows:
            return None
        words = {own: self._none if row is None else self._label(row, own) for own, row in one.rows.items()}
        return tuple(words.values()) if isinstance(one.question, LevelQuestion) else words

    def _label(self, row: Row, otherwise: str, *, quiet: bool = False) -> str:
        own = row.label(self._language)
        if own is not None:
            return _cut(own)
        other = next((text for language in self._form.languages if (text := row.label(language))), None)
        problem = row.problem("xlsform-label", "name", language=self._language)
        if not quiet and problem not in self._problems:
            self._problems.append(problem)
        return _cut(other or otherwise)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_WORDS else text[: LONGEST_WORDS - 1] + "…"


def questionnaire_files(imported: Imported) -> Mapping[str, str]:
    """Return the text of each file by its path under a content folder."""
    folder = f"questionnaires/{imported.questionnaire.id}"
    structure = imported.questionnaire.model_dump(by_alias=True, exclude_unset=True, exclude_none=True)
    words = {
        f"{folder}/text/{language}.yaml": yaml_text(text.model_dump(by_alias=True, exclude_none=True))
        for language, text in imported.texts.items()
    }
    return {f"{folder}/questionnaire.yaml": yaml_text(structure), **words}
