"""An XLSForm as a person fills it, and its answers as KoboToolbox and ODK export them.

Layouts: KoboToolbox, "Exporting and downloading your data": XLSX or CSV (semicolons), XML values or labels as headers
and answers, group names in headers with ``/``, for select_multiple a joined column, a column an option with 1 and 0, or
both. ODK Central, "Submissions": CSV, group names with ``-``, which may be left out, joined answers with spaces, and on
demand a column an option with ``/`` and 1 or 0; notes are columns without values.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jazari_assess.engine.asking import on_path
from jazari_assess.forms.interface import FormContent
from jazari_assess.forms.xlsform import names
from jazari_assess.forms.xlsform.expressions import has_state, takes_note
from jazari_assess.forms.xlsform.wording import FormWording, form_wording
from jazari_assess.model.assessment import Assessment, Given, NotApplicable, Unknown
from jazari_assess.model.questionnaire import ChecklistQuestion, ProfileQuestion, Question, ValueQuestion
from tests.batch.exports import text_file, xlsx

Values = Mapping[str, object]
"""What one firm left in the form, by the id of the question, of its state (a tuple), or by an own name."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A field of the form: its group, its name, its label by language, and whose options it joins."""

    group: str
    name: str
    key: object
    options: Mapping[str, Mapping[str, str]]
    label: Mapping[str, str]
    group_label: Mapping[str, str]
    several: bool = False
    note: bool = False


def filled(content: FormContent, assessment: Assessment) -> Values:
    """Return what stands in the form once a firm has given the answers of an assessment."""
    refuses = assessment.consent is not None and not assessment.consent.accepted
    found: dict[object, object] = {
        names.CONSENT: names.REFUSE if refuses else names.ACCEPT,
        names.PATH: names.SHORT if assessment.express else names.FULL,
        names.NOTES: names.WRITE,
    }
    for name in on_path(content.structure, assessment):
        question = content.structure.questions[name]
        if isinstance(question, ProfileQuestion):
            found[name] = getattr(assessment.profile, question.field.replace("-", "_"))
        else:
            _answer(name, question, assessment, found)
    return {key: value for key, value in found.items() if value is not None}  # type: ignore[misc]


def _answer(name: str, question: Question, assessment: Assessment, found: dict[object, object]) -> None:
    answer_ = assessment.answers.get(name)
    if answer_ is not None and answer_.note is not None:
        found[name, "note"] = answer_.note
    match answer_:
        case Given(answer=answer):
            found[name] = answer
        case Unknown():
            found[(name, "state") if has_state(question) else name] = names.UNKNOWN
        case NotApplicable():
            found[(name, "state") if has_state(question) else name] = names.NOT_APPLICABLE
        case _:
            pass


def columns(content: FormContent, languages: Sequence[str] = ("fr", "ar", "en")) -> Iterator[Column]:
    """Yield the fields of the form in their order."""
    words = form_wording(content, languages)
    groups, own = names.section_names(content.structure), names.question_names(content.structure)
    beginning: dict[str, Any] = {"group": names.BEGINNING, "group_label": words.said("notice.title")}
    yield Column(**beginning, name=names.NOTICE, key=names.NOTICE, options={}, label={}, note=True)
    accept = {one: words.said(f"notice.{one}") for one in (names.ACCEPT, names.REFUSE)}
    yield Column(**beginning, name="consent", key="consent", options=accept, label=words.said("notice.question"))
    paths = {one: words.said(f"path.{one}") for one in (names.SHORT, names.FULL)}
    yield Column(**beginning, name="path", key="path", options=paths, label=words.said("path.title"))
    notes = {one: words.said(f"notes.{one}") for one in (names.WRITE, names.SKIP)}
    yield Column(**beginning, name="notes", key="notes", options=notes, label=words.said("notes.title"))
    for section, members in content.structure.sections.items():
        group: dict[str, Any] = {"group": groups[section], "group_label": words.section(section)[0]}
        note = names.introduction_name(groups[section])
        yield Column(**group, name=note, key=note, options={}, label={}, note=True)
        for name in members:
            yield from _question_columns(content.structure.questions[name], name, own[name], group, words)


def _question_columns(
    question: Question, name: str, own: str, group: dict[str, Any], words: FormWording
) -> Iterator[Column]:
    states = {one: words.said(f"question.{one}") for one in (names.UNKNOWN, names.NOT_APPLICABLE)}
    options = dict(words.options(name))
    if isinstance(question, ValueQuestion) and not has_state(question):
        options |= states
    several = isinstance(question, ChecklistQuestion) or getattr(question, "field", "") == "aims"
    label = words.question(name, lambda text: text.title)
    yield Column(**group, name=own, key=name, options=options, label=label, several=several)
    if has_state(question):
        short = words.question(name, lambda text: text.short)
        told = {language: one.say("state", question=short[language]) for language, one in words.own.items()}
        yield Column(**group, name=names.state_name(own), key=(name, "state"), options=states, label=told)
    if takes_note(question):
        short = words.question(name, lambda text: text.short)
        told = {language: one.say("note", question=short[language]) for language, one in words.own.items()}
        yield Column(**group, name=names.note_name(own), key=(name, "note"), options={}, label=told)


def kobo(path: Path, content: FormContent, firms: Sequence[Values], *, language: str, split: str) -> Path:
    """Write a KoboToolbox export; ``language`` is that of labels, or ``xml``; ``split`` is joined, columns or both."""
    fields = [one for one in columns(content) if not one.note]
    head = ["start", "end"]
    rows: list[list[object]] = [["2026-11-01T10:00:00.000+01:00", "2026-11-01T10:40:00.000+01:00"] for _ in firms]
    for one in fields:
        title = f"{one.group}/{one.name}" if language == "xml" else f"{one.group_label[language]}/{one.label[language]}"
        if not one.several or split != "columns":
            head.append(title)
            for row, firm in zip(rows, firms, strict=True):
                row.append(_told(one, firm.get(one.key), language))  # type: ignore[call-overload]
        if one.several and split != "joined":
            for option, labels in one.options.items():
                head.append(f"{title}/{option if language == 'xml' else labels[language]}")
                for row, firm in zip(rows, firms, strict=True):
                    row.append(_ticked(option, firm.get(one.key), "1", "0"))  # type: ignore[call-overload]
    head += [
        "_id",
        "_uuid",
        "_submission_time",
        "_validation_status",
        "_notes",
        "_status",
        "_submitted_by",
        "__version__",
    ]
    head += ["_tags", "_index"]
    for number, row in enumerate(rows):
        row += [
            100 + number,
            f"uuid-{number}",
            "2026-11-01T10:41:00",
            "",
            "",
            "submitted_via_web",
            "",
            "v1",
            "",
            number,
        ]
    return xlsx(path, [head, *rows]) if path.suffix == ".xlsx" else text_file(path, [head, *rows], delimiter=";")


def odk(path: Path, content: FormContent, firms: Sequence[Values], *, groups: bool, split: bool) -> Path:
    """Write an ODK Central export, with or without group names and with or without a column an option."""
    head, rows = ["SubmissionDate"], [["2026-11-01T10:41:00.000Z"] for _ in firms]
    told: list[list[object]] = [list(row) for row in rows]
    for one in columns(content):
        title = f"{one.group}-{one.name}" if groups else one.name
        head.append(title)
        for row, firm in zip(told, firms, strict=True):
            row.append("" if one.note else _told(one, firm.get(one.key), "xml"))  # type: ignore[call-overload]
        for option in one.options if one.several and split else ():
            head.append(f"{title}/{option}")
            for row, firm in zip(told, firms, strict=True):
                row.append(_ticked(option, firm.get(one.key), 1, 0))  # type: ignore[call-overload]
    head += ["meta-instanceID", "meta-instanceName", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent"]
    head += ["AttachmentsExpected", "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]
    for number, row in enumerate(told):
        row += [f"uuid:{number}", "", f"uuid:{number}", 7, "agent", 0, 0, "", "", "collect:x", 0, "1.1.0"]
    return text_file(path, [head, *told])


def _told(column: Column, value: object, language: str) -> object:
    """Return an answer as a cell holds it: by its name in the form, or by its label."""
    if value is None:
        return None
    if isinstance(value, tuple | list):
        return " ".join(str(_told(column, one, language)) for one in value)
    labels = column.options.get(str(value))
    return value if labels is None or language == "xml" else labels[language]


def _ticked(option: str, value: object, yes: object, no: object) -> object:
    if value is None:
        return None
    assert isinstance(value, tuple | list)
    return yes if option in value else no
