"""Exports as the five form tools lay them out, made from the same answers, for the tests of matching.

Layouts: KoboToolbox XLSX with labels (group/question, joined answers and one column an item); ODK Central CSV (names,
split items with ``/``); Google Forms CSV (titles, items joined with ", "); Microsoft Forms XLSX (titles, items joined
with ";" and a last ";"); LimeSurvey CSV (code and text, ``[item]`` columns with Oui/Non).
"""

import csv
import random
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import openpyxl

from jazari_assess.batch.matching.vocabulary import has_items
from jazari_assess.content import own_root
from jazari_assess.model.interface_text import InterfaceText
from jazari_assess.model.library import QuestionnaireContent
from jazari_assess.model.questionnaire import (
    ChecklistQuestion,
    ChoiceQuestion,
    LevelQuestion,
    NumberQuestion,
    ProfileQuestion,
    Question,
    YesPartlyNoQuestion,
    options_of,
)
from jazari_assess.reading.content.interface_text import read_interface_text
from jazari_assess.reading.content.library import read_library

Answers = Mapping[str, "str | int | float | tuple[str, ...]"]
YES = {"fr": "Oui", "ar": "نعم", "en": "Yes"}
NO = {"fr": "Non", "ar": "لا", "en": "No"}


@cache
def content() -> QuestionnaireContent:
    """Return the questionnaire that all exports are of."""
    return read_library([own_root()]).questionnaires["industrie-x0"]


@cache
def words(language: str) -> InterfaceText:
    """Return the interface words of a language."""
    return read_interface_text(language)


def answer(  # noqa: C901, PLR0911, PLR0912 - one line a kind of question
    question: Question, chance: random.Random, firm: int
) -> "str | int | float | tuple[str, ...]":
    """Return one answer in the words of our own files."""
    match question:
        case LevelQuestion():
            return chance.randrange(question.options)
        case ChoiceQuestion():
            return chance.choice(list(question.options))
        case ChecklistQuestion():
            chosen = tuple(item for item in question.options if item != question.none and chance.random() < 0.4)
            return chosen or (question.none,)
        case NumberQuestion():
            return chance.randrange(int(question.minimum), int(question.maximum) + 1)
        case YesPartlyNoQuestion():
            return chance.choice(["yes", "partly", "no"])
        case ProfileQuestion(field="aims"):
            return tuple(chance.sample(question.options, 2))
        case ProfileQuestion(field="firm"):
            return f"Société {firm}"
        case ProfileQuestion(field="region"):
            return chance.choice(["fes-meknes", "oriental", "casablanca-settat"])
        case ProfileQuestion(field="sector"):
            return chance.choice(["automotive", "agri-food", "other"])
        case ProfileQuestion(field="staff"):
            return chance.randrange(3, 400)
        case ProfileQuestion(field="turnover"):
            return chance.randrange(1, 300)
        case ProfileQuestion(field="ice"):
            return f"{firm + 100:015d}"
        case _:
            return "Directeur, site de Fès"


def answers(firms: int, seed: int = 1) -> list[dict[str, "str | int | float | tuple[str, ...]"]]:
    """Return the answers of some firms to every question."""
    chance = random.Random(seed)  # noqa: S311 - made data, not secrets
    questions = content().structure.questions
    return [{name: answer(question, chance, firm) for name, question in questions.items()} for firm in range(firms)]


def label(name: str, option: "str | int | float", language: str) -> str:
    """Return an option in words."""
    question, text = content().structure.questions[name], content().texts[language].questions[name]
    interface = words(language)
    match question:
        case LevelQuestion() if isinstance(text.options, tuple):
            return text.options[int(option)]
        case ChoiceQuestion() | ChecklistQuestion() | ProfileQuestion() if isinstance(text.options, Mapping):
            return text.options[str(option)]
        case YesPartlyNoQuestion():
            return interface.say(f"answers.{option}")
        case ProfileQuestion(field="region" | "sector"):
            return interface.say(f"{question.field}s.{option}")
        case _:
            return str(option)


def title(name: str, language: str) -> str:
    """Return a question in words."""
    return content().texts[language].questions[name].title


def joined(name: str, found: object, language: str, separator: str) -> object:
    """Return an answer as a tool writes it with labels."""
    if isinstance(found, tuple):
        return separator.join(label(name, item, language) for item in found)
    question = content().structure.questions[name]
    if isinstance(found, int | float) and not isinstance(question, LevelQuestion):
        return found
    return label(name, found, language)  # type: ignore[arg-type]


def xlsx(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write rows as a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    book.save(path)
    return path


def text_file(path: Path, rows: Sequence[Sequence[object]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """Write rows as delimited text, every field in quotes."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    return path


def kobo(folder: Path, firms: Sequence[Answers], language: str) -> Path:
    """Return a KoboToolbox export with labels, group names in headers, joined answers and a column an item."""
    structure, text = content().structure, content().texts[language]
    head: list[str] = ["start", "end"]
    rows: list[list[object]] = [["2026-11-01T10:00:00", "2026-11-01T10:40:00"] for _ in firms]
    for name in structure.order:
        group = text.sections[structure.section_of(name)].title
        head.append(f"{group}/{title(name, language)}")
        for row, firm in zip(rows, firms, strict=True):
            row.append(joined(name, firm[name], language, " "))
        question = structure.questions[name]
        for item in options_of(question) if has_items(question) else ():
            head.append(f"{group}/{title(name, language)}/{label(name, item, language)}")
            for row, firm in zip(rows, firms, strict=True):
                row.append(int(item in firm[name]))  # type: ignore[operator]
    head += ["_id", "_uuid", "_submission_time", "_validation_status", "_index"]
    tails = [[1000 + number, f"uuid-{number}", "2026-11-01T10:41:00", None, number + 1] for number in range(len(firms))]
    return xlsx(folder / "kobo.xlsx", [head, *(row + tail for row, tail in zip(rows, tails, strict=True))])


def odk(folder: Path, firms: Sequence[Answers], language: str) -> Path:
    """Return an ODK Central export: group-name headers, names as answers, items split with a slash."""
    del language
    structure = content().structure
    head = ["SubmissionDate"]
    rows: list[list[object]] = [["2026-11-01T10:41:00Z"] for _ in firms]
    for name in structure.order:
        group = structure.section_of(name)
        question = structure.questions[name]
        head.append(f"{group}-{name}")
        for row, firm in zip(rows, firms, strict=True):
            found = firm[name]
            row.append(" ".join(found) if isinstance(found, tuple) else found)
        for item in options_of(question) if has_items(question) else ():
            head.append(f"{group}-{name}/{item}")
            for row, firm in zip(rows, firms, strict=True):
                row.append(int(item in firm[name]))  # type: ignore[operator]
    head += ["meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "Status"]
    tails: list[list[object]] = [
        [f"uuid:{number}", f"uuid:{number}", 7, "agent", 0, ""] for number in range(len(firms))
    ]
    return text_file(folder / "odk.csv", [head, *(row + tail for row, tail in zip(rows, tails, strict=True))])


def google(folder: Path, firms: Sequence[Answers], language: str) -> Path:
    """Return a Google Forms export: titles as headers, chosen items joined with a comma and a space."""
    order = content().structure.order
    stamp = {"fr": "Horodateur", "ar": "طابع زمني", "en": "Timestamp"}[language]
    rows = [["01/11/2026 10:41:00", *(joined(name, firm[name], language, ", ") for name in order)] for firm in firms]
    return text_file(folder / "google.csv", [[stamp, *(title(name, language) for name in order)], *rows])


def microsoft(folder: Path, firms: Sequence[Answers], language: str) -> Path:
    """Return a Microsoft Forms export: an ID of its own, titles, items each followed by a semicolon."""
    order = content().structure.order
    head = {
        "fr": ["ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom"],
        "ar": ["المعرف", "وقت البدء", "وقت الإكمال", "البريد الإلكتروني", "الاسم"],
        "en": ["ID", "Start time", "Completion time", "Email", "Name"],
    }[language]
    rows = [
        [number, "01/11/2026 10:00", "01/11/2026 10:41", "anonymous", None]
        + [
            f"{joined(name, firm[name], language, ';')};"
            if isinstance(firm[name], tuple)
            else joined(name, firm[name], language, ";")
            for name in order
        ]
        for number, firm in enumerate(firms, start=1)
    ]
    return xlsx(folder / "microsoft.xlsx", [[*head, *(title(name, language) for name in order)], *rows])


def limesurvey(folder: Path, firms: Sequence[Answers], language: str) -> Path:
    """Return a LimeSurvey export: code and question text as headers, a Yes/No column an item, semicolons between."""
    structure = content().structure
    head = ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "startlanguage. Start language"]
    rows: list[list[object]] = [[number, "2026-11-01 10:41:00", 9, language] for number in range(len(firms))]
    for number, name in enumerate(structure.order):
        question = structure.questions[name]
        if has_items(question):
            for item in options_of(question):
                head.append(f"Q{number:02d}. {title(name, language)} [{label(name, item, language)}]")
                for row, firm in zip(rows, firms, strict=True):
                    row.append(YES[language] if item in firm[name] else NO[language])  # type: ignore[operator]
        else:
            head.append(f"Q{number:02d}. {title(name, language)}")
            for row, firm in zip(rows, firms, strict=True):
                row.append(joined(name, firm[name], language, ";"))
    return text_file(folder / "limesurvey.csv", [head, *rows], delimiter=";")


def wide(folder: Path, firms: Sequence[Answers]) -> Path:
    """Return the same answers as our own ids, which needs no matching: what every export is compared with."""
    order = content().structure.order
    rows = [[";".join(found) if isinstance(found := firm[name], tuple) else found for name in order] for firm in firms]
    return text_file(folder / "wide.csv", [list(order), *rows])


def long(folder: Path, firms: Sequence[Answers], language: str) -> Path:
    """Return a row an answer: firm, question, answer."""
    structure = content().structure
    head = {
        "fr": ["Entreprise", "Question", "Réponse"],
        "en": ["Firm", "Question", "Answer"],
        "ar": ["firm", "السؤال", "الجواب"],
    }
    rows = [
        [firm["firm-name"], title(name, language), joined(name, firm[name], language, "; ")]
        for firm in firms
        for name in structure.order
        if name != "firm-name"
    ]
    return xlsx(folder / "long.xlsx", [head[language], *rows])


EXPORTS = {"kobo": kobo, "odk": odk, "google": google, "microsoft": microsoft, "limesurvey": limesurvey, "long": long}
